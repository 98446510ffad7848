-- purpose: total
SELECT status, COUNT(*) AS n FROM orders GROUP BY status ORDER BY n LIMIT 3
