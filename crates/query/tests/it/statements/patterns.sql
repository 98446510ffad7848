-- except: mysql mariadb singlestore sqlite clickhouse clickhouse-old spark databricks snowflake bigquery mssql trino duckdb
SELECT id FROM orders WHERE status ~ '^p[a-z]+d$' AND status !~ 'x' AND status LIKE '10!%!_%' ESCAPE '!'
