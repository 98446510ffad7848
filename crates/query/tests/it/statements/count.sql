SELECT COUNT(*) AS orders FROM orders
