-- because: no table|no |cannot be read|source|function|place|not allowed
SELECT * FROM information_schema.tables
SELECT * FROM information_schema.columns
SELECT * FROM INFORMATION_SCHEMA.TABLES
SELECT * FROM "information_schema"."tables"
SELECT * FROM pg_catalog.pg_class
SELECT * FROM pg_catalog.pg_tables
SELECT * FROM pg_class
SELECT * FROM pg_user
SELECT * FROM pg_shadow
SELECT * FROM pg_authid
SELECT * FROM pg_stat_activity
SELECT * FROM pg_settings
SELECT * FROM pg_proc
SELECT * FROM pg_largeobject
SELECT * FROM "public".pg_class
SELECT * FROM "public"."pg_class"
SELECT * FROM mysql.user
SELECT * FROM mysql.db
SELECT * FROM performance_schema.threads
SELECT * FROM sys.processlist
SELECT * FROM sqlite_master
SELECT * FROM sqlite_schema
SELECT * FROM main.sqlite_master
SELECT * FROM temp.sqlite_master
SELECT * FROM sqlite_temp_master
SELECT * FROM pragma_table_list
SELECT * FROM system.tables
SELECT * FROM system.users
SELECT * FROM system.query_log
SELECT * FROM system.settings
SELECT * FROM system.processes
SELECT * FROM system.numbers
SELECT * FROM sys.tables
SELECT * FROM sys.databases
SELECT * FROM sys.sql_logins
SELECT * FROM master.sys.databases
SELECT * FROM master..sysdatabases
SELECT * FROM msdb.dbo.backupset
SELECT * FROM tempdb..x
SELECT * FROM svv_tables
SELECT * FROM stl_query
SELECT * FROM stv_sessions
SELECT * FROM snowflake.account_usage.users
SELECT * FROM db.information_schema.tables
SELECT * FROM region_us.INFORMATION_SCHEMA.JOBS
SELECT * FROM project.dataset.__TABLES__
SELECT * FROM duckdb_tables
SELECT * FROM main.orders
SELECT * FROM hive.default.orders
SELECT * FROM delta.orders
SELECT * FROM parquet.orders
SELECT * FROM system.runtime.queries
SELECT * FROM jmx.current.memory
SELECT * FROM other.orders
SELECT * FROM shop_db.orders
SELECT * FROM db..orders
SELECT * FROM public.public.orders
SELECT * FROM db.public.orders
SELECT * FROM srv.db.public.orders
SELECT * FROM public.secret_orders
SELECT * FROM "Orders"
SELECT * FROM "ORDERS"
SELECT * FROM tenants
SELECT * FROM public.tenants
SELECT * FROM secrets_
SELECT * FROM dual.orders
SELECT * FROM ordres
SELECT * FROM "orders "
SELECT * FROM orders_history
SELECT * FROM pg_temp.orders
SELECT * FROM 'orders'

-- because: no table
SELECT id FROM orders WHERE id IN (SELECT oid FROM pg_class)
SELECT id FROM orders WHERE EXISTS (SELECT 1 FROM information_schema.tables)
SELECT (SELECT MAX(usename) FROM pg_user) AS a FROM orders
SELECT id FROM orders UNION ALL SELECT oid FROM pg_class
SELECT id FROM orders UNION SELECT id FROM other.orders
SELECT id FROM orders JOIN tenants ON TRUE
SELECT o.id FROM orders o, pg_user p
SELECT o.id FROM orders o LEFT JOIN system.users u ON u.id = o.id
WITH a AS (SELECT * FROM pg_user) SELECT id FROM orders
SELECT d.a FROM (SELECT usename AS a FROM pg_user) AS d
SELECT id FROM orders ORDER BY (SELECT MAX(oid) FROM pg_class)
SELECT COUNT(*) AS n FROM orders GROUP BY id HAVING COUNT(*) > (SELECT COUNT(*) FROM pg_class)
SELECT CASE WHEN EXISTS (SELECT 1 FROM pg_shadow) THEN 1 ELSE 0 END AS a FROM orders
SELECT COALESCE((SELECT MAX(name) FROM tenants), 'x') AS a FROM orders
SELECT id FROM orders WHERE id = (SELECT MAX(id) FROM tenants)

-- because: no tenant rule
SELECT word FROM secrets
SELECT COUNT(*) AS n FROM secrets
SELECT o.id FROM orders o JOIN secrets s ON s.word = o.status
SELECT id FROM orders WHERE status IN (SELECT word FROM secrets)
WITH s AS (SELECT word FROM secrets) SELECT id FROM orders
SELECT status FROM orders UNION ALL SELECT word FROM secrets
