SELECT id, o.status, c.city FROM orders o FULL JOIN customers c USING (id)
