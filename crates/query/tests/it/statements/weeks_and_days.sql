-- except: mysql mariadb singlestore sqlite clickhouse clickhouse-old snowflake bigquery mssql
SELECT EXTRACT(WEEK FROM due) AS week, EXTRACT(DOW FROM due) AS day, COUNT(*) AS n FROM orders GROUP BY 1, 2
