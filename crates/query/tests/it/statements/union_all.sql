SELECT status AS label, amount FROM orders UNION ALL SELECT product_code, price FROM lines ORDER BY amount DESC LIMIT 5
