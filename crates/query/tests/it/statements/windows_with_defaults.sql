SELECT id, LAG(quantity, 1, 0) OVER (PARTITION BY status ORDER BY due DESC NULLS FIRST) AS before, LEAD(status) OVER (ORDER BY id) AS next FROM orders
