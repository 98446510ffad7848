SELECT EXTRACT(QUARTER FROM due) AS quarter, EXTRACT(HOUR FROM created_at) AS hour, EXTRACT(MINUTE FROM created_at) AS minute, COUNT(*) AS n FROM orders GROUP BY 1, 2, 3
