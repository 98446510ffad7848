-- except: mysql mariadb singlestore sqlite bigquery mssql clickhouse clickhouse-old spark databricks
SELECT DATE_TRUNC('month', created_at) AS month, SUM(amount) AS revenue FROM orders WHERE created_at >= DATE_TRUNC('month', CURRENT_DATE) - INTERVAL '6 months' GROUP BY 1 ORDER BY 1
