-- because: not allowed|cannot be read|no 
SELECT * FROM generate_series(1, 10)
SELECT * FROM generate_series(1, 10) AS g
SELECT * FROM unnest(ARRAY[1, 2])
SELECT * FROM UNNEST([1, 2]) AS x
SELECT * FROM read_csv('/etc/passwd')
SELECT * FROM read_csv_auto('/etc/passwd') AS x
SELECT * FROM read_parquet('s3://x/y')
SELECT * FROM read_text('/etc/passwd')
SELECT * FROM parquet_scan('/x')
SELECT * FROM glob('/*')
SELECT * FROM url('http://evil/', CSV, 'a String')
SELECT * FROM s3('http://evil/x', 'CSV')
SELECT * FROM file('/etc/passwd')
SELECT * FROM remote('evil', system.users)
SELECT * FROM remote('evil', 'db', 'orders')
SELECT * FROM remoteSecure('evil', 'db', 'orders')
SELECT * FROM mysql('evil:3306', 'db', 'orders', 'u', 'p')
SELECT * FROM postgresql('evil:5432', 'db', 'orders', 'u', 'p')
SELECT * FROM jdbc('x', 'y')
SELECT * FROM odbc('x', 'y')
SELECT * FROM hdfs('hdfs://x', 'CSV')
SELECT * FROM cluster('c', 'db', 'orders')
SELECT * FROM clusterAllReplicas('c', 'db', 'orders')
SELECT * FROM merge('db', '.*')
SELECT * FROM numbers(10)
SELECT * FROM zeros(10)
SELECT * FROM input('a String')
SELECT * FROM executable('x.py', CSV, 'a String')
SELECT * FROM dictionary('d')
SELECT * FROM values('a Int', 1)
SELECT * FROM view(SELECT 1)
SELECT * FROM null('a Int')
SELECT * FROM dblink('host=evil', 'select 1') AS t
SELECT * FROM OPENROWSET('SQLNCLI', 'x', 'select 1')
SELECT * FROM OPENQUERY(srv, 'select 1')
SELECT * FROM OPENJSON('[1]')
SELECT * FROM OPENXML(1, 'x')
SELECT * FROM OPENDATASOURCE('a', 'b')
SELECT * FROM JSON_TABLE('[1]', '$[*]' COLUMNS (a INT PATH '$')) AS t
SELECT * FROM XMLTABLE('/a' PASSING 'x' COLUMNS a INT) AS t
SELECT * FROM TABLE(f(1))
SELECT * FROM TABLE(GENERATOR(ROWCOUNT => 10))
SELECT * FROM TABLE(RESULT_SCAN('x'))
SELECT * FROM TABLE(orders)
SELECT * FROM LATERAL FLATTEN(input => 'x') AS f
SELECT * FROM STRING_SPLIT('a', ',')
SELECT * FROM pg_ls_dir('/')
SELECT * FROM pg_read_file('/etc/passwd')
SELECT * FROM ROWS FROM (generate_series(1, 2))
SELECT * FROM ML.PREDICT(MODEL m, TABLE t)
SELECT * FROM EXTERNAL_QUERY('c', 'select 1')
SELECT * FROM range(10)
SELECT * FROM pragma_table_info('orders')
SELECT * FROM json_each('[1]')
SELECT * FROM '/etc/passwd'
SELECT * FROM 'data.csv'
SELECT * FROM "data.parquet"
SELECT * FROM @stage
SELECT * FROM @~/x
SELECT * FROM ?
SELECT * FROM $1
SELECT * FROM :a
