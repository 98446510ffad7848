-- limit: 100
-- offset: 4
SELECT id FROM orders ORDER BY id LIMIT 10 OFFSET 3
