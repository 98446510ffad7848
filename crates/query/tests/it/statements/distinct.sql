SELECT DISTINCT status, size FROM orders ORDER BY status, 2 DESC
