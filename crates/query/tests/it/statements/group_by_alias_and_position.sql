SELECT COUNT(*) AS n, CASE WHEN amount > 100 THEN 'large' ELSE 'small' END AS kind, status FROM orders GROUP BY kind, 3 ORDER BY n DESC
