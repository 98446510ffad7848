SELECT d.status, d.n + 1 AS more FROM (SELECT status, COUNT(*) AS n FROM orders GROUP BY status) AS d WHERE d.n > 2 ORDER BY d.n DESC NULLS LAST LIMIT 3
