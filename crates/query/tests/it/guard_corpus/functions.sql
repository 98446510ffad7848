-- # pg_read_file('/etc/passwd')
-- because: Function|Name|Syntax|Expression
SELECT pg_read_file('/etc/passwd') FROM "public"."orders" WHERE "company_id" = $1

-- # pg_read_binary_file('/etc/passwd')
-- because: Function|Name|Syntax|Expression
SELECT pg_read_binary_file('/etc/passwd') FROM "public"."orders" WHERE "company_id" = $1

-- # pg_ls_dir('/')
-- because: Function|Name|Syntax|Expression
SELECT pg_ls_dir('/') FROM "public"."orders" WHERE "company_id" = $1

-- # pg_stat_file('/etc/passwd')
-- because: Function|Name|Syntax|Expression
SELECT pg_stat_file('/etc/passwd') FROM "public"."orders" WHERE "company_id" = $1

-- # lo_import('/etc/passwd')
-- because: Function|Name|Syntax|Expression
SELECT lo_import('/etc/passwd') FROM "public"."orders" WHERE "company_id" = $1

-- # lo_export(1, '/tmp/x')
-- because: Function|Name|Syntax|Expression
SELECT lo_export(1, '/tmp/x') FROM "public"."orders" WHERE "company_id" = $1

-- # lo_get(1)
-- because: Function|Name|Syntax|Expression
SELECT lo_get(1) FROM "public"."orders" WHERE "company_id" = $1

-- # dblink('host=x', 'select 1')
-- because: Function|Name|Syntax|Expression
SELECT dblink('host=x', 'select 1') FROM "public"."orders" WHERE "company_id" = $1

-- # dblink_connect('host=x')
-- because: Function|Name|Syntax|Expression
SELECT dblink_connect('host=x') FROM "public"."orders" WHERE "company_id" = $1

-- # query_to_xml('select * from orders', TRUE, TRUE, '')
-- because: Function|Name|Syntax|Expression
SELECT query_to_xml('select * from orders', TRUE, TRUE, '') FROM "public"."orders" WHERE "company_id" = $1

-- # table_to_xml('public.orders', TRUE, TRUE, '')
-- because: Function|Name|Syntax|Expression
SELECT table_to_xml('public.orders', TRUE, TRUE, '') FROM "public"."orders" WHERE "company_id" = $1

-- # schema_to_xml('public', TRUE, TRUE, '')
-- because: Function|Name|Syntax|Expression
SELECT schema_to_xml('public', TRUE, TRUE, '') FROM "public"."orders" WHERE "company_id" = $1

-- # database_to_xml(TRUE, TRUE, '')
-- because: Function|Name|Syntax|Expression
SELECT database_to_xml(TRUE, TRUE, '') FROM "public"."orders" WHERE "company_id" = $1

-- # cursor_to_xml('c', 1, TRUE, TRUE, '')
-- because: Function|Name|Syntax|Expression
SELECT cursor_to_xml('c', 1, TRUE, TRUE, '') FROM "public"."orders" WHERE "company_id" = $1

-- # query_to_xmlschema('select 1', TRUE, TRUE, '')
-- because: Function|Name|Syntax|Expression
SELECT query_to_xmlschema('select 1', TRUE, TRUE, '') FROM "public"."orders" WHERE "company_id" = $1

-- # ts_stat('select 1')
-- because: Function|Name|Syntax|Expression
SELECT ts_stat('select 1') FROM "public"."orders" WHERE "company_id" = $1

-- # ts_rewrite('a', 'select 1')
-- because: Function|Name|Syntax|Expression
SELECT ts_rewrite('a', 'select 1') FROM "public"."orders" WHERE "company_id" = $1

-- # current_setting('data_directory')
-- because: Function|Name|Syntax|Expression
SELECT current_setting('data_directory') FROM "public"."orders" WHERE "company_id" = $1

-- # set_config('role', 'postgres', FALSE)
-- because: Function|Name|Syntax|Expression
SELECT set_config('role', 'postgres', FALSE) FROM "public"."orders" WHERE "company_id" = $1

-- # pg_sleep(10)
-- because: Function|Name|Syntax|Expression
SELECT pg_sleep(10) FROM "public"."orders" WHERE "company_id" = $1

-- # pg_terminate_backend(1)
-- because: Function|Name|Syntax|Expression
SELECT pg_terminate_backend(1) FROM "public"."orders" WHERE "company_id" = $1

-- # pg_reload_conf()
-- because: Function|Name|Syntax|Expression
SELECT pg_reload_conf() FROM "public"."orders" WHERE "company_id" = $1

-- # pg_advisory_lock(1)
-- because: Function|Name|Syntax|Expression
SELECT pg_advisory_lock(1) FROM "public"."orders" WHERE "company_id" = $1

-- # pg_backend_pid()
-- because: Function|Name|Syntax|Expression
SELECT pg_backend_pid() FROM "public"."orders" WHERE "company_id" = $1

-- # version()
-- because: Function|Name|Syntax|Expression
SELECT version() FROM "public"."orders" WHERE "company_id" = $1

-- # inet_server_addr()
-- because: Function|Name|Syntax|Expression
SELECT inet_server_addr() FROM "public"."orders" WHERE "company_id" = $1

-- # current_database()
-- because: Function|Name|Syntax|Expression
SELECT current_database() FROM "public"."orders" WHERE "company_id" = $1

-- # current_schema()
-- because: Function|Name|Syntax|Expression
SELECT current_schema() FROM "public"."orders" WHERE "company_id" = $1

-- # current_schemas(TRUE)
-- because: Function|Name|Syntax|Expression
SELECT current_schemas(TRUE) FROM "public"."orders" WHERE "company_id" = $1

-- # current_user
-- because: Function|Name|Syntax|Expression
SELECT current_user FROM "public"."orders" WHERE "company_id" = $1

-- # session_user
-- because: Function|Name|Syntax|Expression
SELECT session_user FROM "public"."orders" WHERE "company_id" = $1

-- # user
-- because: Function|Name|Syntax|Expression
SELECT user FROM "public"."orders" WHERE "company_id" = $1

-- # current_catalog
-- because: Function|Name|Syntax|Expression
SELECT current_catalog FROM "public"."orders" WHERE "company_id" = $1

-- # current_date
-- because: Function|Name|Syntax|Expression
SELECT current_date FROM "public"."orders" WHERE "company_id" = $1

-- # current_timestamp
-- because: Function|Name|Syntax|Expression
SELECT current_timestamp FROM "public"."orders" WHERE "company_id" = $1

-- # localtimestamp
-- because: Function|Name|Syntax|Expression
SELECT localtimestamp FROM "public"."orders" WHERE "company_id" = $1

-- # now()
-- because: Function|Name|Syntax|Expression
SELECT now() FROM "public"."orders" WHERE "company_id" = $1

-- # clock_timestamp()
-- because: Function|Name|Syntax|Expression
SELECT clock_timestamp() FROM "public"."orders" WHERE "company_id" = $1

-- # random()
-- because: Function|Name|Syntax|Expression
SELECT random() FROM "public"."orders" WHERE "company_id" = $1

-- # gen_random_uuid()
-- because: Function|Name|Syntax|Expression
SELECT gen_random_uuid() FROM "public"."orders" WHERE "company_id" = $1

-- # uuid()
-- because: Function|Name|Syntax|Expression
SELECT uuid() FROM "public"."orders" WHERE "company_id" = $1

-- # generate_series(1, 1000000000)
-- because: Function|Name|Syntax|Expression
SELECT generate_series(1, 1000000000) FROM "public"."orders" WHERE "company_id" = $1

-- # unnest($1)
-- because: Function|Name|Syntax|Expression
SELECT unnest($1) FROM "public"."orders" WHERE "company_id" = $1

-- # has_table_privilege('orders', 'select')
-- because: Function|Name|Syntax|Expression
SELECT has_table_privilege('orders', 'select') FROM "public"."orders" WHERE "company_id" = $1

-- # pg_get_viewdef('v')
-- because: Function|Name|Syntax|Expression
SELECT pg_get_viewdef('v') FROM "public"."orders" WHERE "company_id" = $1

-- # obj_description(1)
-- because: Function|Name|Syntax|Expression
SELECT obj_description(1) FROM "public"."orders" WHERE "company_id" = $1

-- # col_description(1, 1)
-- because: Function|Name|Syntax|Expression
SELECT col_description(1, 1) FROM "public"."orders" WHERE "company_id" = $1

-- # to_regclass('public.orders')
-- because: Function|Name|Syntax|Expression
SELECT to_regclass('public.orders') FROM "public"."orders" WHERE "company_id" = $1

-- # pg_table_size('orders')
-- because: Function|Name|Syntax|Expression
SELECT pg_table_size('orders') FROM "public"."orders" WHERE "company_id" = $1

-- # txid_current()
-- because: Function|Name|Syntax|Expression
SELECT txid_current() FROM "public"."orders" WHERE "company_id" = $1

-- # nextval('s')
-- because: Function|Name|Syntax|Expression
SELECT nextval('s') FROM "public"."orders" WHERE "company_id" = $1

-- # setval('s', 1)
-- because: Function|Name|Syntax|Expression
SELECT setval('s', 1) FROM "public"."orders" WHERE "company_id" = $1

-- # currval('s')
-- because: Function|Name|Syntax|Expression
SELECT currval('s') FROM "public"."orders" WHERE "company_id" = $1

-- # lastval()
-- because: Function|Name|Syntax|Expression
SELECT lastval() FROM "public"."orders" WHERE "company_id" = $1

-- # array_agg("id")
-- engines: postgres
-- because: Function|Name|Syntax|Expression
SELECT array_agg("id") FROM "public"."orders" WHERE "company_id" = $1

-- # json_agg("orders")
-- because: Function|Name|Syntax|Expression
SELECT json_agg("orders") FROM "public"."orders" WHERE "company_id" = $1

-- # row_to_json("orders")
-- because: Function|Name|Syntax|Expression
SELECT row_to_json("orders") FROM "public"."orders" WHERE "company_id" = $1

-- # to_json("orders")
-- because: Function|Name|Syntax|Expression
SELECT to_json("orders") FROM "public"."orders" WHERE "company_id" = $1

-- # jsonb_build_object('a', 1)
-- because: Function|Name|Syntax|Expression
SELECT jsonb_build_object('a', 1) FROM "public"."orders" WHERE "company_id" = $1

-- # xmlparse('x')
-- because: Function|Name|Syntax|Expression
SELECT xmlparse('x') FROM "public"."orders" WHERE "company_id" = $1

-- # xpath('/', 'x')
-- because: Function|Name|Syntax|Expression
SELECT xpath('/', 'x') FROM "public"."orders" WHERE "company_id" = $1

-- # convert_from("status", 'utf8')
-- because: Function|Name|Syntax|Expression
SELECT convert_from("status", 'utf8') FROM "public"."orders" WHERE "company_id" = $1

-- # encode("status", 'hex')
-- because: Function|Name|Syntax|Expression
SELECT encode("status", 'hex') FROM "public"."orders" WHERE "company_id" = $1

-- # decode("status", 'hex')
-- because: Function|Name|Syntax|Expression
SELECT decode("status", 'hex') FROM "public"."orders" WHERE "company_id" = $1

-- # repeat('x', 1000000000)
-- because: Function|Name|Syntax|Expression
SELECT repeat('x', 1000000000) FROM "public"."orders" WHERE "company_id" = $1

-- # lpad('x', 1000000000)
-- because: Function|Name|Syntax|Expression
SELECT lpad('x', 1000000000) FROM "public"."orders" WHERE "company_id" = $1

-- # format('%s', 1)
-- because: Function|Name|Syntax|Expression
SELECT format('%s', 1) FROM "public"."orders" WHERE "company_id" = $1

-- # quote_ident('x')
-- because: Function|Name|Syntax|Expression
SELECT quote_ident('x') FROM "public"."orders" WHERE "company_id" = $1

-- # chr(0)
-- because: Function|Name|Syntax|Expression
SELECT chr(0) FROM "public"."orders" WHERE "company_id" = $1

-- # md5('x')
-- because: Function|Name|Syntax|Expression
SELECT md5('x') FROM "public"."orders" WHERE "company_id" = $1

-- # load_file('/etc/passwd')
-- because: Function|Name|Syntax|Expression
SELECT load_file('/etc/passwd') FROM "public"."orders" WHERE "company_id" = $1

-- # sys_exec('id')
-- because: Function|Name|Syntax|Expression
SELECT sys_exec('id') FROM "public"."orders" WHERE "company_id" = $1

-- # xp_cmdshell('dir')
-- because: Function|Name|Syntax|Expression
SELECT xp_cmdshell('dir') FROM "public"."orders" WHERE "company_id" = $1

-- # sleep(10)
-- because: Function|Name|Syntax|Expression
SELECT sleep(10) FROM "public"."orders" WHERE "company_id" = $1

-- # benchmark(1000000, 1)
-- because: Function|Name|Syntax|Expression
SELECT benchmark(1000000, 1) FROM "public"."orders" WHERE "company_id" = $1

-- # url('http://x')
-- because: Function|Name|Syntax|Expression
SELECT url('http://x') FROM "public"."orders" WHERE "company_id" = $1

-- # file('x')
-- because: Function|Name|Syntax|Expression
SELECT file('x') FROM "public"."orders" WHERE "company_id" = $1

-- # s3('x')
-- because: Function|Name|Syntax|Expression
SELECT s3('x') FROM "public"."orders" WHERE "company_id" = $1

-- # remote('x', 'y')
-- because: Function|Name|Syntax|Expression
SELECT remote('x', 'y') FROM "public"."orders" WHERE "company_id" = $1

-- # mysql('x', 'y')
-- because: Function|Name|Syntax|Expression
SELECT mysql('x', 'y') FROM "public"."orders" WHERE "company_id" = $1

-- # read_csv_auto('/etc/passwd')
-- because: Function|Name|Syntax|Expression
SELECT read_csv_auto('/etc/passwd') FROM "public"."orders" WHERE "company_id" = $1

-- # read_parquet('x')
-- because: Function|Name|Syntax|Expression
SELECT read_parquet('x') FROM "public"."orders" WHERE "company_id" = $1

-- # input('x')
-- because: Function|Name|Syntax|Expression
SELECT input('x') FROM "public"."orders" WHERE "company_id" = $1

-- # dictGet('d', 'a', 1)
-- because: Function|Name|Syntax|Expression
SELECT dictGet('d', 'a', 1) FROM "public"."orders" WHERE "company_id" = $1

-- # joinGet('j', 'a', 1)
-- because: Function|Name|Syntax|Expression
SELECT joinGet('j', 'a', 1) FROM "public"."orders" WHERE "company_id" = $1

-- # hostName()
-- because: Function|Name|Syntax|Expression
SELECT hostName() FROM "public"."orders" WHERE "company_id" = $1

-- # getSetting('x')
-- because: Function|Name|Syntax|Expression
SELECT getSetting('x') FROM "public"."orders" WHERE "company_id" = $1

-- # arrow_typeof("id")
-- because: Function|Name|Syntax|Expression
SELECT arrow_typeof("id") FROM "public"."orders" WHERE "company_id" = $1

-- # get_field("id", 'x')
-- because: Function|Name|Syntax|Expression
SELECT get_field("id", 'x') FROM "public"."orders" WHERE "company_id" = $1

-- # struct(1)
-- because: Function|Name|Syntax|Expression
SELECT struct(1) FROM "public"."orders" WHERE "company_id" = $1

-- # named_struct('a', 1)
-- because: Function|Name|Syntax|Expression
SELECT named_struct('a', 1) FROM "public"."orders" WHERE "company_id" = $1

-- # map('a', 1)
-- because: Function|Name|Syntax|Expression
SELECT map('a', 1) FROM "public"."orders" WHERE "company_id" = $1

-- # make_array(1)
-- because: Function|Name|Syntax|Expression
SELECT make_array(1) FROM "public"."orders" WHERE "company_id" = $1

-- # range(1, 10)
-- because: Function|Name|Syntax|Expression
SELECT range(1, 10) FROM "public"."orders" WHERE "company_id" = $1

-- # evil("id")
-- because: Function|Name|Syntax|Expression
SELECT evil("id") FROM "public"."orders" WHERE "company_id" = $1

-- # "evil"."lower"("status")
-- because: Function|Name|Syntax|Expression
SELECT "evil"."lower"("status") FROM "public"."orders" WHERE "company_id" = $1

-- # "pg_catalog"."lower"("status")
-- because: Function|Name|Syntax|Expression
SELECT "pg_catalog"."lower"("status") FROM "public"."orders" WHERE "company_id" = $1

-- # "LOWER"("status")
-- because: Function|Name|Syntax|Expression
SELECT "LOWER"("status") FROM "public"."orders" WHERE "company_id" = $1

-- # pg_catalog.pg_read_file('/etc/passwd')
-- because: Function|Name|Syntax|Expression
SELECT pg_catalog.pg_read_file('/etc/passwd') FROM "public"."orders" WHERE "company_id" = $1

-- # generate_series(1, 10) in FROM
-- because: Clause|Function|Name
SELECT * FROM generate_series(1, 10) AS "f" WHERE "company_id" = $1

-- # pg_ls_dir('/') in FROM
-- because: Clause|Function|Name
SELECT * FROM pg_ls_dir('/') AS "f" WHERE "company_id" = $1

-- # dblink('host=x', 'select 1') in FROM
-- because: Clause|Function|Name
SELECT * FROM dblink('host=x', 'select 1') AS "f" WHERE "company_id" = $1

-- # read_csv('/etc/passwd') in FROM
-- because: Clause|Function|Name
SELECT * FROM read_csv('/etc/passwd') AS "f" WHERE "company_id" = $1

-- # unnest("x") in FROM
-- because: Clause|Function|Name
SELECT * FROM unnest("x") AS "f" WHERE "company_id" = $1

-- # json_each('{}') in FROM
-- because: Clause|Function|Name
SELECT * FROM json_each('{}') AS "f" WHERE "company_id" = $1

-- # "public"."orders"(1) in FROM
-- because: Clause|Function|Name
SELECT * FROM "public"."orders"(1) AS "f" WHERE "company_id" = $1

-- # "f"() in FROM
-- because: Clause|Function|Name
SELECT * FROM "f"() AS "f" WHERE "company_id" = $1

-- # a function in WHERE
-- because: Function
SELECT "id" FROM "public"."orders" WHERE "company_id" = $1 AND pg_sleep(5) IS NULL

-- # a function in ORDER BY
-- because: Function
SELECT "id" FROM "public"."orders" WHERE "company_id" = $1 ORDER BY random()

-- # a function in LIMIT
-- because: Function
SELECT "id" FROM "public"."orders" WHERE "company_id" = $1 LIMIT length(version())

-- # a function in a function
-- because: Function
SELECT LOWER(version()) FROM "public"."orders" WHERE "company_id" = $1

-- # a function in FILTER
-- because: Function
SELECT COUNT(*) FILTER (WHERE version() > '') FROM "public"."orders" WHERE "company_id" = $1

-- # a cast to regclass
-- because: Type
SELECT CAST('public.secrets' AS REGCLASS) FROM "public"."orders" WHERE "company_id" = $1

-- # a cast to a type of one's own
-- because: Type
SELECT CAST('x' AS "evil") FROM "public"."orders" WHERE "company_id" = $1

-- # a cast to xml
-- because: Type
SELECT '<x/>'::xml FROM "public"."orders" WHERE "company_id" = $1

-- # a cast to json
-- because: Type
SELECT '{}'::json FROM "public"."orders" WHERE "company_id" = $1

-- # a cast to an array
-- because: Type|Syntax|Expression|Clause
SELECT CAST('x' AS TEXT ARRAY) FROM "public"."orders" WHERE "company_id" = $1

-- # a typed literal of a catalog type
-- because: Type|Syntax|Name
SELECT regclass 'public.secrets' FROM "public"."orders" WHERE "company_id" = $1

-- # a zone from a column
-- because: Expression
SELECT "created_at" AT TIME ZONE "status" FROM "public"."orders" WHERE "company_id" = $1

-- # a part of a date of one's own
-- because: Expression|Syntax
SELECT EXTRACT(evil FROM "created_at") FROM "public"."orders" WHERE "company_id" = $1

-- # a named argument
-- because: Token
SELECT ROUND(x => "amount") FROM "public"."orders" WHERE "company_id" = $1

-- # a function without arguments in ODBC braces
-- because: Token
SELECT {fn version()} FROM "public"."orders" WHERE "company_id" = $1

-- # an operator of one's own
-- because: Expression|Syntax|Token|Clause
SELECT "id" <#> 1 FROM "public"."orders" WHERE "company_id" = $1

-- # a named operator
-- because: Expression
SELECT "id" OPERATOR("pg_catalog".+) 1 FROM "public"."orders" WHERE "company_id" = $1

-- # the factorial operator
-- because: Token
SELECT !! 5 FROM "public"."orders" WHERE "company_id" = $1

-- # a qualified collation
-- because: Clause
SELECT "status" COLLATE "evil"."c" FROM "public"."orders" WHERE "company_id" = $1

-- # json access
-- because: Token
SELECT "status" ->> 'x' FROM "public"."orders" WHERE "company_id" = $1

-- # the field of a row
-- because: Expression|Syntax
SELECT ("orders")."status" FROM "public"."orders" WHERE "company_id" = $1

-- # all fields of a row
-- because: Expression|Syntax
SELECT ("orders").* FROM "public"."orders" WHERE "company_id" = $1

-- # a lambda
-- because: Token
SELECT x -> x FROM "public"."orders" WHERE "company_id" = $1

-- # overlaps
-- because: Expression
SELECT ("created_at", "created_at") OVERLAPS ("created_at", "created_at") FROM "public"."orders" WHERE "company_id" = $1
