SELECT c.city FROM customers c WHERE EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = c.id AND o.amount > 10) AND NOT EXISTS (SELECT * FROM orders o WHERE o.customer_id = c.id AND o.paid)
