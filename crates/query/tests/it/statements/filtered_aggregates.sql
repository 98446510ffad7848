SELECT COUNT(CASE WHEN paid THEN 1 END) AS paid, SUM(CASE WHEN status = 'open' THEN amount ELSE 0 END) AS open_amount FROM orders
