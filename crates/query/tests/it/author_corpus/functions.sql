-- because: percentile|separator|order|DISTINCT|tenant rule|WITHIN GROUP|function|not allowed|quoted name|argument|no |* among|more than|place
SELECT pg_read_file('/etc/passwd') AS a FROM orders
SELECT pg_read_binary_file('/etc/passwd') AS a FROM orders
SELECT pg_ls_dir('/') AS a FROM orders
SELECT pg_stat_file('/etc/passwd') AS a FROM orders
SELECT pg_sleep(10) AS a FROM orders
SELECT pg_sleep_for('5 minutes') AS a FROM orders
SELECT pg_terminate_backend(1) AS a FROM orders
SELECT pg_reload_conf() AS a FROM orders
SELECT lo_import('/etc/passwd') AS a FROM orders
SELECT lo_export(1, '/tmp/x') AS a FROM orders
SELECT lo_get(1) AS a FROM orders
SELECT dblink('host=evil', 'select 1') AS a FROM orders
SELECT dblink_connect('host=evil') AS a FROM orders
SELECT query_to_xml('select * from secrets', true, true, '') AS a FROM orders
SELECT query_to_xml_and_xmlschema('select 1', true, true, '') AS a FROM orders
SELECT table_to_xml('secrets', true, true, '') AS a FROM orders
SELECT database_to_xml(true, true, '') AS a FROM orders
SELECT schema_to_xml('public', true, true, '') AS a FROM orders
SELECT cursor_to_xml('c', 1, true, true, '') AS a FROM orders
SELECT current_setting('data_directory') AS a FROM orders
SELECT set_config('role', 'postgres', false) AS a FROM orders
SELECT current_database() AS a FROM orders
SELECT current_schema() AS a FROM orders
SELECT current_schemas(true) AS a FROM orders
SELECT inet_server_addr() AS a FROM orders
SELECT inet_client_addr() AS a FROM orders
SELECT version() AS a FROM orders
SELECT has_table_privilege('secrets', 'select') AS a FROM orders
SELECT pg_get_viewdef('orders') AS a FROM orders
SELECT pg_relation_size('orders') AS a FROM orders
SELECT pg_backend_pid() AS a FROM orders
SELECT txid_current() AS a FROM orders
SELECT nextval('s') AS a FROM orders
SELECT setval('s', 1) AS a FROM orders
SELECT currval('s') AS a FROM orders
SELECT lastval() AS a FROM orders
SELECT pg_notify('a', 'b') AS a FROM orders
SELECT pg_advisory_lock(1) AS a FROM orders
SELECT xpath('//a', 'x') AS a FROM orders
SELECT xmlparse('x') AS a FROM orders
SELECT to_regclass('secrets') AS a FROM orders
SELECT row_to_json(orders) AS a FROM orders
SELECT json_agg(orders) AS a FROM orders
SELECT array_agg(id) AS a FROM orders
SELECT jsonb_build_object('a', id) AS a FROM orders
SELECT regexp_split_to_table(status, ',') AS a FROM orders
SELECT generate_series(1, 1000000) AS a FROM orders
SELECT unnest(status) AS a FROM orders
SELECT random() AS a FROM orders
SELECT gen_random_uuid() AS a FROM orders
SELECT clock_timestamp() AS a FROM orders
SELECT statement_timestamp() AS a FROM orders
SELECT repeat('a', 1000000000) AS a FROM orders
SELECT lpad('a', 1000000000, 'b') AS a FROM orders
SELECT load_file('/etc/passwd') AS a FROM orders
SELECT benchmark(100000000, 1) AS a FROM orders
SELECT sleep(10) AS a FROM orders
SELECT get_lock('a', 10) AS a FROM orders
SELECT release_lock('a') AS a FROM orders
SELECT master_pos_wait('a', 1) AS a FROM orders
SELECT extractvalue(1, 'x') AS a FROM orders
SELECT updatexml(1, 'x', 'y') AS a FROM orders
SELECT user() AS a FROM orders
SELECT session_user() AS a FROM orders
SELECT system_user() AS a FROM orders
SELECT database() AS a FROM orders
SELECT schema() AS a FROM orders
SELECT connection_id() AS a FROM orders
SELECT last_insert_id() AS a FROM orders
SELECT found_rows() AS a FROM orders
SELECT row_count() AS a FROM orders
SELECT uuid() AS a FROM orders
SELECT uuid_short() AS a FROM orders
SELECT sys_eval('id') AS a FROM orders
SELECT sys_exec('id') AS a FROM orders
SELECT name_const('a', 1) AS a FROM orders
SELECT procedure_analyse() AS a FROM orders
SELECT load_extension('/tmp/x.so') AS a FROM orders
SELECT readfile('/etc/passwd') AS a FROM orders
SELECT writefile('/tmp/x', 'y') AS a FROM orders
SELECT edit('x') AS a FROM orders
SELECT fts3_tokenizer('a') AS a FROM orders
SELECT sqlite_version() AS a FROM orders
SELECT sqlite_compileoption_get(1) AS a FROM orders
SELECT zeroblob(1000000000) AS a FROM orders
SELECT randomblob(1000000000) AS a FROM orders
SELECT xp_cmdshell('dir') AS a FROM orders
SELECT xp_dirtree('c:/') AS a FROM orders
SELECT sp_executesql('select 1') AS a FROM orders
SELECT sp_oacreate('x') AS a FROM orders
SELECT openrowset('a', 'b', 'c') AS a FROM orders
SELECT opendatasource('a', 'b') AS a FROM orders
SELECT host_name() AS a FROM orders
SELECT suser_sname() AS a FROM orders
SELECT is_srvrolemember('sysadmin') AS a FROM orders
SELECT object_id('secrets') AS a FROM orders
SELECT db_name() AS a FROM orders
SELECT fn_listextendedproperty(null) AS a FROM orders
SELECT waitfor('5') AS a FROM orders
SELECT url('http://evil/') AS a FROM orders
SELECT s3('http://evil/') AS a FROM orders
SELECT file('/etc/passwd') AS a FROM orders
SELECT remote('evil', 'a', 'b') AS a FROM orders
SELECT mysql('evil', 'a', 'b') AS a FROM orders
SELECT postgresql('evil', 'a', 'b') AS a FROM orders
SELECT executable('x', 'y') AS a FROM orders
SELECT hostname() AS a FROM orders
SELECT hostName() AS a FROM orders
SELECT currentUser() AS a FROM orders
SELECT currentDatabase() AS a FROM orders
SELECT getSetting('a') AS a FROM orders
SELECT getMacro('a') AS a FROM orders
SELECT dictGet('d', 'a', 1) AS a FROM orders
SELECT sleepEachRow(3) AS a FROM orders
SELECT joinGet('a', 'b', 1) AS a FROM orders
SELECT throwIf(1) AS a FROM orders
SELECT catboostEvaluate('/x', 1) AS a FROM orders
SELECT filesystemAvailable() AS a FROM orders
SELECT evalMLMethod(1, 2) AS a FROM orders
SELECT initializeAggregation('sum', 1) AS a FROM orders
SELECT reflect('java.lang.Runtime', 'x') AS a FROM orders
SELECT java_method('java.lang.System', 'exit', 1) AS a FROM orders
SELECT input_file_name() AS a FROM orders
SELECT spark_partition_id() AS a FROM orders
SELECT monotonically_increasing_id() AS a FROM orders
SELECT assert_true(false) AS a FROM orders
SELECT raise_error('x') AS a FROM orders
SELECT read_files('/x') AS a FROM orders
SELECT ai_query('m', 'p') AS a FROM orders
SELECT http_request('x') AS a FROM orders
SELECT secret('a', 'b') AS a FROM orders
SELECT read_csv('/etc/passwd') AS a FROM orders
SELECT read_csv_auto('/etc/passwd') AS a FROM orders
SELECT read_text('/etc/passwd') AS a FROM orders
SELECT read_blob('/etc/passwd') AS a FROM orders
SELECT read_parquet('http://evil/x') AS a FROM orders
SELECT read_json('/x') AS a FROM orders
SELECT parquet_scan('/x') AS a FROM orders
SELECT glob('/*') AS a FROM orders
SELECT getenv('HOME') AS a FROM orders
SELECT getvariable('a') AS a FROM orders
SELECT query('select 1') AS a FROM orders
SELECT query_table('secrets') AS a FROM orders
SELECT duckdb_secrets() AS a FROM orders
SELECT system$wait(10) AS a FROM orders
SELECT system$whitelist() AS a FROM orders
SELECT get_ddl('table', 'secrets') AS a FROM orders
SELECT current_account() AS a FROM orders
SELECT current_role() AS a FROM orders
SELECT current_warehouse() AS a FROM orders
SELECT result_scan(1) AS a FROM orders
SELECT external_query('a', 'b') AS a FROM orders
SELECT keys.new_keyset('a') AS a FROM orders
SELECT net.host('x') AS a FROM orders
SELECT ml.predict(1) AS a FROM orders
SELECT session_id() AS a FROM orders
SELECT public.lower('x') AS a FROM orders
SELECT pg_catalog.lower('x') AS a FROM orders
SELECT "lower"('x') AS a FROM orders
SELECT sys.fn_builtin_permissions('x') AS a FROM orders
SELECT id FROM orders WHERE pg_sleep(1) IS NULL
SELECT id FROM orders ORDER BY sleep(1)
SELECT id FROM orders GROUP BY id HAVING version() = 'x'
SELECT id FROM orders WHERE status = CONCAT(user(), 'x')
SELECT COUNT(pg_read_file('x')) AS a FROM orders
SELECT SUM(quantity) OVER (ORDER BY pg_sleep(1)) AS a FROM orders
WITH a AS (SELECT pg_sleep(1) AS b) SELECT b FROM a
SELECT id FROM orders o JOIN customers c ON pg_sleep(1) IS NULL
SELECT (SELECT version()) AS v FROM orders
SELECT STRING_AGG(status, status) AS a FROM orders
SELECT STRING_AGG(status, (SELECT word FROM secrets)) AS a FROM orders
SELECT STRING_AGG(status, ',' ORDER BY id) AS a FROM orders
SELECT STRING_AGG(DISTINCT status, ',') AS a FROM orders
SELECT GROUP_CONCAT(status ORDER BY id) AS a FROM orders
SELECT PERCENTILE_CONT(1.5) WITHIN GROUP (ORDER BY amount) AS a FROM orders
SELECT PERCENTILE_CONT(id) WITHIN GROUP (ORDER BY amount) AS a FROM orders
SELECT PERCENTILE_CONT(0.5) AS a FROM orders
SELECT PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY amount) AS a FROM orders
SELECT lower('a') WITHIN GROUP (ORDER BY amount) AS a FROM orders
SELECT quantile(0.5)(id) AS a FROM secrets

-- because: CURRENT_USER|current_user|SESSION_USER|session_user|no |function|USER|user
SELECT CURRENT_USER AS a FROM orders
SELECT SESSION_USER AS a FROM orders
SELECT CURRENT_ROLE AS a FROM orders
SELECT CURRENT_CATALOG AS a FROM orders
SELECT CURRENT_SCHEMA AS a FROM orders
SELECT SYSTEM_USER AS a FROM orders
SELECT USER AS a FROM orders
