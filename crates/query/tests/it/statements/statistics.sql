-- except: mysql mariadb singlestore mssql clickhouse clickhouse-old sqlite redshift snowflake bigquery
SELECT status, STDDEV_SAMP(quantity) AS spread, AVG(DISTINCT quantity) AS mean, COUNT(DISTINCT customer_id) AS buyers FROM orders GROUP BY status HAVING STDDEV_SAMP(quantity) FILTER (WHERE paid) > 1 ORDER BY status
