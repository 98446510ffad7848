-- except: mysql mariadb singlestore bigquery mssql snowflake redshift clickhouse clickhouse-old
SELECT status, COUNT(*) FILTER (WHERE paid) AS paid, SUM(amount) FILTER (WHERE quantity > 1) AS several FROM orders GROUP BY status
