-- timezone: Europe/Oslo
SELECT EXTRACT(YEAR FROM created_at) AS year, COUNT(*) AS n FROM orders WHERE created_at >= '2024-01-01' AND due < CAST('2025-01-01' AS DATE) AND logged_at < CURRENT_TIMESTAMP GROUP BY EXTRACT(YEAR FROM created_at)
