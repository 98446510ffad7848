-- # || is OR in MySQL
-- engines: mysql mariadb singlestore
-- because: Token
SELECT `t`.`id` FROM `public`.`orders` AS `t` WHERE CAST(`t`.`company_id` AS CHAR) COLLATE utf8mb4_0900_bin = CAST(? AS CHAR) AND 'x' || 'y' = 'y'

-- # || in SQL Server
-- engines: mssql
-- because: Token
SELECT [t].[id] FROM [public].[orders] AS [t] WHERE [t].[company_id] = @p1 || ''

-- # MySQL, a plain equation: 'abc' = 0
-- engines: mysql mariadb singlestore
-- because: Unscoped
SELECT `t`.`id` FROM `public`.`orders` AS `t` WHERE `t`.`company_id` = ?

-- # MySQL, a plain equation of text: 'a' = 'A'
-- engines: mysql mariadb singlestore
-- tenant: text
-- params: 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'
-- because: Unscoped
SELECT `t`.`id` FROM `public`.`orders` AS `t` WHERE `t`.`company_id` = ?

-- # MySQL, text beside a number is compared as a number
-- engines: mysql
-- because: Unscoped
SELECT `t`.`id` FROM `public`.`orders` AS `t` WHERE CAST(`t`.`company_id` AS CHAR) COLLATE utf8mb4_0900_bin = ?

-- # MySQL, a collation that ignores blanks at the end
-- engines: mysql mariadb singlestore
-- tenant: text
-- params: 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'
-- because: Unscoped
SELECT `t`.`id` FROM `public`.`orders` AS `t` WHERE CAST(`t`.`company_id` AS CHAR) COLLATE utf8mb4_bin = ?

-- # MySQL, a collation that folds case
-- engines: mysql
-- tenant: text
-- params: 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'
-- because: Unscoped
SELECT `t`.`id` FROM `public`.`orders` AS `t` WHERE CAST(`t`.`company_id` AS CHAR) COLLATE utf8mb4_0900_ai_ci = ?

-- # MySQL, a cast that keeps the column's character set
-- engines: mysql
-- tenant: text
-- params: 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'
-- because: Unscoped
SELECT `t`.`id` FROM `public`.`orders` AS `t` WHERE CAST(`t`.`company_id` AS BINARY) = CAST(? AS BINARY)

-- # MySQL, a cast that cuts
-- engines: mysql
-- tenant: text
-- params: 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'
-- because: Unscoped
SELECT `t`.`id` FROM `public`.`orders` AS `t` WHERE CAST(`t`.`company_id` AS CHAR(4)) COLLATE utf8mb4_0900_bin = ?

-- # MySQL, a cast to bytes that cuts
-- engines: mysql
-- tenant: text
-- params: 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'
-- because: Unscoped
SELECT `t`.`id` FROM `public`.`orders` AS `t` WHERE CAST(CONVERT(`t`.`company_id` USING utf8mb4) AS BINARY(4)) = CAST(? AS BINARY(4))

-- # MySQL, another character set
-- engines: mysql
-- tenant: text
-- params: 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'
-- because: Unscoped
SELECT `t`.`id` FROM `public`.`orders` AS `t` WHERE CAST(CONVERT(`t`.`company_id` USING ascii) AS BINARY) = CAST(? AS BINARY)

-- # MySQL, NULL-safe equality as a rule
-- engines: mysql
-- because: Unscoped
SELECT `t`.`id` FROM `public`.`orders` AS `t` WHERE CAST(`t`.`company_id` AS CHAR) COLLATE utf8mb4_0900_bin <=> CAST(? AS CHAR)

-- # MySQL, a comment that a server may pass over
-- engines: mysql mariadb singlestore
-- because: Token
SELECT `t`.`id` FROM `public`.`orders` AS `t` WHERE TRUE /*!99999 AND CAST(`t`.`company_id` AS CHAR) COLLATE utf8mb4_0900_bin = CAST(? AS CHAR) */

-- # MySQL, a comment that a server may run
-- engines: mysql mariadb singlestore
-- because: Token
SELECT `t`.`id` FROM `public`.`orders` AS `t` WHERE CAST(`t`.`company_id` AS CHAR) COLLATE utf8mb4_0900_bin = CAST(? AS CHAR) /*!50000 OR TRUE */

-- # MySQL, a comment with a number sign
-- engines: mysql mariadb singlestore bigquery snowflake
-- because: Token
SELECT 1 # AND FALSE

-- # MySQL, two minus signs that need not be a comment
-- engines: mysql mariadb singlestore
-- because: Token
SELECT `t`.`id` FROM `public`.`orders` AS `t` WHERE `t`.`id` = 1--1

-- # MySQL, a string in double quotes
-- engines: mysql mariadb singlestore bigquery spark databricks
-- because: Token
SELECT "company_id" FROM `public`.`orders` AS `t`

-- # MySQL, a name in double quotes
-- engines: mysql
-- because: Token
SELECT `t`.`id` FROM `public`.`orders` AS `t` WHERE CAST("t"."company_id" AS CHAR) COLLATE utf8mb4_0900_bin = CAST(? AS CHAR)

-- # backticks where names stand in double quotes
-- engines: postgres datafusion sqlite clickhouse duckdb snowflake trino redshift
-- params:
-- because: Name|Token|Syntax
SELECT `x` FROM (SELECT 1 AS "x") AS "t"

-- # SQL Server, a name in double quotes
-- engines: mssql
-- params:
-- because: Name|Token
SELECT "x" FROM (SELECT 1 AS [x]) AS [t]

-- # SQLite, a name in brackets
-- engines: sqlite
-- params:
-- because: Name|Token|Syntax
SELECT [x] FROM (SELECT 1 AS "x") AS "t"

-- # a backslash in a string
-- engines: postgres datafusion mysql mariadb singlestore sqlite clickhouse duckdb spark databricks redshift snowflake bigquery mssql trino
-- params:
-- because: Token
SELECT 'a\b'

-- # a backslash before a quote
-- engines: mysql mariadb singlestore clickhouse snowflake bigquery databricks spark
-- params:
-- because: Token|Syntax
SELECT 'a\' OR TRUE, 'b'

-- # a doubled quote in a string
-- engines: postgres datafusion mysql mariadb singlestore sqlite clickhouse duckdb spark databricks redshift snowflake bigquery mssql trino
-- params:
-- because: Token
SELECT 'a''b'

-- # a backslash in a name that escapes
-- engines: clickhouse duckdb snowflake trino
-- params:
-- because: Token
SELECT 1 AS "a\b"

-- # a string and a word without a blank
-- engines: bigquery databricks
-- params:
-- because: Token|Syntax|Name
SELECT 'a'b

-- # a blank beyond ASCII
-- because: Token
SELECT "x" FROM "y" WHERE TRUE

-- # a bare column where a lost one is a string
-- engines: sqlite
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE CAST("company_id" AS TEXT) COLLATE BINARY = ?

-- # SQLite, the column's own collation
-- engines: sqlite
-- because: Unscoped
SELECT "t"."id" FROM "public"."orders" AS "t" WHERE CAST("t"."company_id" AS TEXT) = ?

-- # SQLite, a plain equation
-- engines: sqlite
-- because: Unscoped
SELECT "t"."id" FROM "public"."orders" AS "t" WHERE "t"."company_id" = ?

-- # SQLite, a collation without a cast
-- engines: sqlite
-- because: Unscoped
SELECT "t"."id" FROM "public"."orders" AS "t" WHERE "t"."company_id" COLLATE BINARY = ?

-- # SQLite, a collation that folds case
-- engines: sqlite
-- because: Unscoped
SELECT "t"."id" FROM "public"."orders" AS "t" WHERE CAST("t"."company_id" AS TEXT) COLLATE NOCASE = ?

-- # SQLite, a collation that ignores blanks
-- engines: sqlite
-- because: Unscoped
SELECT "t"."id" FROM "public"."orders" AS "t" WHERE CAST("t"."company_id" AS TEXT) COLLATE RTRIM = ?

-- # SQLite, a table of its own
-- engines: sqlite
-- params:
-- because: UnknownTable
SELECT "s"."sql" FROM "main"."sqlite_master" AS "s"

-- # SQLite, load_extension
-- engines: sqlite
-- params:
-- because: Function
SELECT load_extension('x')

-- # SQLite, readfile
-- engines: sqlite
-- params:
-- because: Function
SELECT readfile('x')

-- # PostgreSQL, text in the column's own collation
-- engines: postgres
-- tenant: text
-- params: 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'
-- because: Unscoped
SELECT "t"."id" FROM "public"."orders" AS "t" WHERE "t"."company_id" = $1

-- # PostgreSQL, a collation without the cast that takes citext away
-- engines: postgres
-- tenant: text
-- params: 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'
-- because: Unscoped
SELECT "t"."id" FROM "public"."orders" AS "t" WHERE "t"."company_id" COLLATE "C" = $1

-- # PostgreSQL, another collation
-- engines: postgres
-- tenant: text
-- params: 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'
-- because: Unscoped
SELECT "t"."id" FROM "public"."orders" AS "t" WHERE CAST("t"."company_id" AS text) COLLATE "ci" = $1

-- # PostgreSQL, a column cast to UUID
-- engines: postgres
-- tenant: text
-- params: u:a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11
-- because: Unscoped
SELECT "t"."id" FROM "public"."orders" AS "t" WHERE CAST("t"."company_id" AS UUID) = $1

-- # DataFusion, text beside a number is read as a number
-- engines: datafusion
-- tenant: text
-- params: 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'
-- because: Unscoped
SELECT "t"."id" FROM "public"."orders" AS "t" WHERE "t"."company_id" = $1

-- # IS NOT DISTINCT FROM takes what follows for its right side
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = $1 AND "status" IS NOT DISTINCT FROM "city" OR TRUE

-- # IS DISTINCT FROM takes what follows for its right side
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE ("company_id" = $1 AND "status" IS DISTINCT FROM "city" OR TRUE) AND "id" > 0

-- # IS NOT DISTINCT FROM before the rule
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "status" IS NOT DISTINCT FROM "city" OR "status" = "city" AND "company_id" = $1

-- # IS NOT DISTINCT FROM inside EXISTS
-- because: Unscoped
SELECT "id" FROM "public"."items" WHERE EXISTS (SELECT 1 FROM "public"."orders" AS "o" WHERE "o"."company_id" = $1 AND "o"."id" = "items"."order_id" AND "o"."a" IS NOT DISTINCT FROM "o"."b" OR TRUE)

-- # the same qualifiers to an engine that folds case
-- engines: sqlite
-- because: Unscoped
SELECT "T"."id" FROM "public"."items" AS "T" WHERE EXISTS (SELECT 1 FROM "public"."orders" AS "t" WHERE CAST("t"."id" AS TEXT) COLLATE BINARY = CAST("T"."order_id" AS TEXT) AND CAST("t"."company_id" AS TEXT) COLLATE BINARY = ?)

-- # qualifiers beyond ASCII, which a collation of names may fold
-- engines: mssql
-- because: Unscoped
SELECT [o].[id] FROM [public].[items] AS [o] WHERE EXISTS (SELECT 1 FROM [public].[orders] AS [ö] WHERE CAST(CAST([ö].[id] AS NVARCHAR(4000)) AS VARBINARY(8000)) = CAST(CAST([o].[order_id] AS NVARCHAR(4000)) AS VARBINARY(8000)) AND CAST(CAST([ö].[company_id] AS NVARCHAR(4000)) AS VARBINARY(8000)) = CAST(CAST(@p1 AS NVARCHAR(4000)) AS VARBINARY(8000)))

-- # ClickHouse, an alias takes the name of a qualified column
-- engines: clickhouse clickhouse-old
-- because: Unscoped
SELECT {p1:Int64} AS "company_id", "t"."amount" FROM "public"."orders" AS "t" WHERE "t"."company_id" = {p1:Int64}

-- # ClickHouse, another column under the name of the client column
-- engines: clickhouse
-- because: Unscoped
SELECT "t"."id" AS "company_id" FROM "public"."orders" AS "t" WHERE "t"."company_id" = {p1:Int64}

-- # ClickHouse, a type that is too small
-- engines: clickhouse
-- because: Unscoped
SELECT "t"."id" FROM "public"."orders" AS "t" WHERE "t"."company_id" = {p1:Float64}

-- # ClickHouse, a text parameter beside a column of any type
-- engines: clickhouse
-- tenant: text
-- params: 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'
-- because: Unscoped
SELECT "t"."id" FROM "public"."orders" AS "t" WHERE "t"."company_id" = {p1:String}

-- # ClickHouse, a parameter that is no parameter
-- engines: clickhouse
-- because: Placeholder
SELECT "t"."id" FROM "public"."orders" AS "t" WHERE "t"."company_id" = {x1:Int64}

-- # ClickHouse, a parameter that closes more than it opens
-- engines: clickhouse
-- because: Placeholder
SELECT "t"."id" FROM "public"."orders" AS "t" WHERE "t"."company_id" = {p1:Int64) OR (1 = 1}

-- # ClickHouse, a dictionary
-- engines: clickhouse duckdb
-- params:
-- because: Placeholder|Token
SELECT {'a': 1}

-- # ClickHouse, a table function
-- engines: clickhouse
-- params:
-- because: Clause
SELECT * FROM url('http://x', CSV, 'a String')

-- # ClickHouse, values as a function
-- engines: clickhouse
-- params:
-- because: Clause
SELECT * FROM values('a String', 'x') AS "v"

-- # ClickHouse, file as a function
-- engines: clickhouse
-- params:
-- because: Function
SELECT file('/etc/passwd')

-- # ClickHouse, a system table
-- engines: clickhouse
-- params:
-- because: UnknownTable
SELECT "t"."query" FROM "system"."query_log" AS "t"

-- # ClickHouse, SETTINGS
-- engines: clickhouse
-- because: Clause
SELECT "t"."id" FROM "public"."orders" AS "t" WHERE "t"."company_id" = {p1:Int64} SETTINGS readonly = 0

-- # ClickHouse, PREWHERE
-- engines: clickhouse
-- because: Clause
SELECT "t"."id" FROM "public"."orders" AS "t" PREWHERE "t"."company_id" = {p1:Int64}

-- # ClickHouse, FORMAT and a file
-- engines: clickhouse
-- because: Clause|Syntax
SELECT "t"."id" FROM "public"."orders" AS "t" WHERE "t"."company_id" = {p1:Int64} FORMAT CSV

-- # ClickHouse, a ternary
-- engines: clickhouse
-- because: Placeholder|Token|Syntax
SELECT "t"."id" FROM "public"."orders" AS "t" WHERE "t"."company_id" = {p1:Int64} AND FALSE ? 1 : 1

-- # DuckDB, a text in a collation of its own
-- engines: duckdb
-- tenant: text
-- params: 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'
-- because: Unscoped
SELECT "t"."id" FROM "public"."orders" AS "t" WHERE "t"."company_id" = $1

-- # DuckDB, a cast to BLOB that reads escapes
-- engines: duckdb
-- tenant: text
-- params: 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'
-- because: Unscoped
SELECT "t"."id" FROM "public"."orders" AS "t" WHERE CAST("t"."company_id" AS BLOB) = CAST($1 AS BLOB)

-- # DuckDB, a file
-- engines: duckdb
-- params:
-- because: UnknownTable|Clause
SELECT * FROM "x.csv"

-- # DuckDB, a file as a string
-- engines: duckdb
-- params:
-- because: Name|Syntax|Clause
SELECT * FROM 'x.csv'

-- # DuckDB, read_text
-- engines: duckdb
-- params:
-- because: Function|Clause
SELECT * FROM read_text('/etc/passwd')

-- # DuckDB, getenv
-- engines: duckdb
-- params:
-- because: Function
SELECT getenv('HOME')

-- # Spark, a plain equation reads text as a number
-- engines: spark databricks
-- because: Unscoped
SELECT `t`.`id` FROM `public`.`orders` AS `t` WHERE `t`.`company_id` = ?

-- # Spark, bytes on one side only
-- engines: spark
-- because: Unscoped
SELECT `t`.`id` FROM `public`.`orders` AS `t` WHERE CAST(CAST(`t`.`company_id` AS STRING) AS BINARY) = CAST(? AS STRING)

-- # Spark, a file for a table
-- engines: spark databricks
-- params:
-- because: UnknownTable
SELECT * FROM `parquet`.`/tmp/x`

-- # Spark, java_method
-- engines: spark databricks
-- params:
-- because: Function
SELECT java_method('java.lang.System', 'getenv')

-- # Spark, LATERAL VIEW
-- engines: spark databricks
-- because: Clause|Syntax
SELECT `t`.`id` FROM `public`.`orders` AS `t` LATERAL VIEW EXPLODE(`t`.`x`) `y` WHERE `t`.`company_id` = ?

-- # Redshift, blanks at the end
-- engines: redshift
-- tenant: text
-- params: 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'
-- because: Unscoped
SELECT "t"."id" FROM "public"."orders" AS "t" WHERE CAST("t"."company_id" AS VARCHAR(65535)) = $1

-- # Redshift, a cast that cuts
-- engines: redshift
-- tenant: text
-- params: 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'
-- because: Unscoped
SELECT "t"."id" FROM "public"."orders" AS "t" WHERE CAST(CAST("t"."company_id" AS VARCHAR) AS VARBINARY(64000)) = CAST(CAST($1 AS VARCHAR) AS VARBINARY(64000))

-- # Snowflake, a collation of its own
-- engines: snowflake
-- tenant: text
-- params: 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'
-- because: Unscoped
SELECT "t"."id" FROM "public"."orders" AS "t" WHERE "t"."company_id" = ?

-- # Snowflake, a collation that folds case
-- engines: snowflake
-- tenant: text
-- params: 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'
-- because: Unscoped
SELECT "t"."id" FROM "public"."orders" AS "t" WHERE CAST("t"."company_id" AS VARCHAR) COLLATE 'en-ci' = ?

-- # Snowflake, a stage
-- engines: snowflake
-- params:
-- because: Token|Name|Clause|Placeholder
SELECT * FROM @stage

-- # Snowflake, a comment with two slashes
-- engines: snowflake
-- because: Token
SELECT "t"."id" FROM "public"."orders" AS "t" WHERE TRUE // AND "t"."company_id" = ?

-- # Snowflake, the result of an earlier question
-- engines: snowflake
-- params:
-- because: Clause|Function
SELECT * FROM TABLE(RESULT_SCAN('x'))

-- # BigQuery, text in a collation of its own
-- engines: bigquery
-- tenant: text
-- params: 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'
-- because: Unscoped
SELECT `t`.`id` FROM `public`.`orders` AS `t` WHERE `t`.`company_id` = @p1

-- # BigQuery, both parts in one name
-- engines: bigquery
-- because: NotAlone
SELECT `t`.`id` FROM `public.orders` AS `t`, `public.orders` AS `u` WHERE @p1 = 7

-- # BigQuery, a CTE whose name is a table's
-- engines: bigquery
-- because: Name
WITH `sales.secret` AS (SELECT `t`.`id` FROM `public`.`orders` AS `t` WHERE `t`.`company_id` = @p1) SELECT * FROM `sales.secret`

-- # BigQuery, a system variable
-- engines: bigquery mssql
-- params:
-- because: Placeholder|Token|Syntax
SELECT @@version

-- # a variable for a parameter
-- engines: bigquery mssql
-- because: Placeholder
SELECT @tenant

-- # a string of three quotes
-- engines: bigquery
-- params:
-- because: Token|Syntax
SELECT '''a'''

-- # SQL Server, a plain equation
-- engines: mssql
-- because: Unscoped
SELECT [t].[id] FROM [public].[orders] AS [t] WHERE [t].[company_id] = @p1

-- # SQL Server, a binary collation that ignores blanks
-- engines: mssql
-- because: Unscoped
SELECT [t].[id] FROM [public].[orders] AS [t] WHERE CAST([t].[company_id] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 = @p1

-- # SQL Server, bytes of two character sets
-- engines: mssql
-- because: Unscoped
SELECT [t].[id] FROM [public].[orders] AS [t] WHERE CAST([t].[company_id] AS VARBINARY(8000)) = CAST(@p1 AS VARBINARY(8000))

-- # SQL Server, a cast of thirty characters
-- engines: mssql
-- because: Unscoped
SELECT [t].[id] FROM [public].[orders] AS [t] WHERE CAST(CAST([t].[company_id] AS NVARCHAR) AS VARBINARY(8000)) = CAST(CAST(@p1 AS NVARCHAR) AS VARBINARY(8000))

-- # SQL Server, a hint
-- engines: mssql
-- because: Clause
SELECT [t].[id] FROM [public].[orders] AS [t] WITH (NOLOCK) WHERE [t].[company_id] = @p1

-- # SQL Server, OPENROWSET
-- engines: mssql
-- params:
-- because: Clause|Function|Syntax
SELECT * FROM OPENROWSET('SQLNCLI', 'x', 'SELECT 1') AS [t]

-- # SQL Server, FOR JSON
-- engines: mssql
-- because: Clause|Syntax
SELECT [t].[id] FROM [public].[orders] AS [t] WHERE [t].[company_id] = @p1 FOR JSON AUTO

-- # SQL Server, a schema of its own
-- engines: mssql
-- params:
-- because: UnknownTable
SELECT [t].[name] FROM [sys].[tables] AS [t]

-- # SQL Server, a temporary table
-- engines: mssql
-- params:
-- because: UnknownTable|Name
SELECT * FROM [#orders]

-- # SQL Server, CROSS APPLY
-- engines: mssql
-- because: Clause|Unscoped
WITH [a] AS (SELECT 1 AS [x]) SELECT [a].[x] FROM [a] CROSS APPLY (SELECT [o].[id] FROM [public].[orders] AS [o] WHERE [o].[company_id] = @p1) AS [b]

-- # Trino, text beside CHAR
-- engines: trino
-- tenant: text
-- params: 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'
-- because: Unscoped
SELECT "t"."id" FROM "public"."orders" AS "t" WHERE "t"."company_id" = ?

-- # the session in functions of one engine
-- engines: mysql mariadb singlestore
-- params:
-- because: Function
SELECT CONNECTION_ID()

-- # a file in a function of one engine
-- engines: mysql mariadb singlestore
-- params:
-- because: Function
SELECT LOAD_FILE('/etc/passwd')

-- # a function of another engine
-- engines: postgres
-- params:
-- because: Function
SELECT DATE_FORMAT('2024-01-01', '%Y')

-- # a lock by a function
-- engines: mysql mariadb singlestore
-- params:
-- because: Function
SELECT GET_LOCK('a', 10)

-- # an engine that nobody knows
-- engines: nosuch
-- because: Engine
SELECT 1

-- # a parameter in another engine's spelling
-- engines: mysql mariadb singlestore sqlite spark databricks snowflake trino
-- because: Placeholder|Token|Name
SELECT $1

-- # a numbered question mark, which may be bound in another order
-- engines: sqlite mysql
-- because: Placeholder
SELECT ?1

-- # INTO OUTFILE
-- engines: mysql mariadb singlestore
-- params:
-- because: Clause|Syntax|Name
SELECT 1 INTO OUTFILE '/tmp/x'

-- # a view of MySQL's own
-- engines: mysql mariadb singlestore
-- params:
-- because: UnknownTable
SELECT `u`.`user` FROM `mysql`.`user` AS `u`

-- # one of several scans of a table without its rule
-- params: 7 7
-- because: Unscoped
WITH "a" AS (SELECT "id" FROM "public"."orders" WHERE "company_id" = $1), "b" AS (SELECT "id" FROM "public"."orders" WHERE "company_id" = $2), "c" AS (SELECT "id" FROM "public"."orders")
SELECT "a"."id" FROM "a" INNER JOIN "b" ON ("a"."id" = "b"."id") INNER JOIN "c" ON ("c"."id" = "a"."id")

-- # the third of four arms without its rule
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = $1 UNION ALL SELECT "id" FROM "public"."customers" WHERE "tenant" = $1
UNION ALL SELECT "id" FROM "public"."customers" WHERE "company_id" = $1 UNION ALL SELECT "id" FROM "sales"."orders" WHERE "company_id" = $1

-- # a scan in a scalar sub-query of a measure
-- because: Unscoped
WITH "a" AS (SELECT "id", "amount" FROM "public"."orders" WHERE "company_id" = $1)
SELECT SUM("a"."amount") / (SELECT SUM("o"."amount") FROM "public"."orders" AS "o") AS "share" FROM "a"

-- # a scan among values
-- because: Unscoped
SELECT "p"."day" FROM (VALUES ((SELECT MAX("o"."created_at") FROM "public"."orders" AS "o")), ($1)) AS "p" ("day")

-- # values with more columns than names
-- params: 1 2
-- because: Clause
SELECT "p"."a" FROM (VALUES ($1, $2)) AS "p" ("a")

-- # values that are joined up with a base table
-- because: Unscoped
SELECT "id" FROM "public"."orders" UNION ALL VALUES ($1)

-- # a base table in the order of STRING_AGG
-- params: 7 ','
-- because: Unscoped
SELECT STRING_AGG("status", $2 ORDER BY (SELECT MAX("o"."id") FROM "public"."orders" AS "o")) FROM "public"."orders" WHERE "company_id" = $1

-- # a base table in the count of an interval
-- engines: mysql
-- because: Unscoped
SELECT DATE_ADD('2024-01-01', INTERVAL (SELECT COUNT(*) FROM `public`.`orders` AS `o`) DAY) AS `x`, ?

-- # a base table in FETCH
-- engines: mssql
-- because: Unscoped|Syntax
SELECT 1 AS [x] ORDER BY 1 OFFSET 0 ROWS FETCH NEXT (SELECT COUNT(*) FROM [public].[orders] AS [o]) ROWS ONLY

-- # a base table in the parameters of an aggregate
-- engines: clickhouse
-- params:
-- because: Unscoped
SELECT quantile((SELECT COUNT(*) FROM "public"."orders" AS "o"))(1)

-- # a list of columns renames another column
-- because: Clause
SELECT "p"."company_id" FROM (SELECT "id" FROM "public"."orders" WHERE "company_id" = $1) AS "p" ("company_id")

-- # a word for a unit outside of a function on times
-- because: Name
SELECT month FROM "public"."orders" WHERE "company_id" = $1

-- # MySQL, a relationship of texts that folds case
-- engines: mysql
-- because: Unscoped
SELECT `items`.`id` FROM `public`.`items` WHERE EXISTS (SELECT 1 FROM `public`.`orders`
  WHERE (`orders`.`id` = `items`.`order_id`) AND CAST(`orders`.`company_id` AS CHAR) COLLATE utf8mb4_0900_bin = CAST(? AS CHAR))

-- # MySQL, a relationship by IN, which folds case
-- engines: mysql mariadb singlestore
-- because: Unscoped
SELECT `items`.`id` FROM `public`.`items` WHERE `items`.`order_id` IN (SELECT `orders`.`id` FROM `public`.`orders`
  WHERE CAST(`orders`.`company_id` AS CHAR) COLLATE utf8mb4_0900_bin = CAST(? AS CHAR))

-- # MySQL, one side of a relationship may be a number
-- engines: mysql
-- because: Unscoped
SELECT `items`.`id` FROM `public`.`items` WHERE EXISTS (SELECT 1 FROM `public`.`orders`
  WHERE (CAST(`orders`.`id` AS CHAR) COLLATE utf8mb4_0900_bin = `items`.`order_id`) AND CAST(`orders`.`company_id` AS CHAR) COLLATE utf8mb4_0900_bin = CAST(? AS CHAR))

-- # SingleStore, digits of a number are others than those of its text
-- engines: singlestore
-- tenant: text
-- params: 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'
-- because: Unscoped
SELECT `t`.`id` FROM `public`.`orders` AS `t` WHERE HEX(CAST(`t`.`company_id` AS CHAR)) = HEX(?)

-- # SingleStore, the column's own digits, which are a number's where it is one
-- engines: singlestore
-- tenant: text
-- params: 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'
-- because: Unscoped
SELECT `t`.`id` FROM `public`.`orders` AS `t` WHERE HEX(`t`.`company_id`) = HEX(CAST(? AS CHAR))

-- # SingleStore, digits of a cast that cuts
-- engines: singlestore
-- tenant: text
-- params: 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'
-- because: Unscoped
SELECT `t`.`id` FROM `public`.`orders` AS `t` WHERE HEX(CAST(`t`.`company_id` AS CHAR(4))) = HEX(CAST(? AS CHAR(4)))

-- # SingleStore, digits beside a text
-- engines: singlestore
-- tenant: text
-- params: 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'
-- because: Unscoped
SELECT `t`.`id` FROM `public`.`orders` AS `t` WHERE HEX(CAST(`t`.`company_id` AS CHAR)) = CAST(? AS CHAR)

-- # SingleStore, bytes, of which is not known whether they keep blanks apart
-- engines: singlestore
-- tenant: text
-- params: 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'
-- because: Unscoped
SELECT `t`.`id` FROM `public`.`orders` AS `t` WHERE CAST(CAST(`t`.`company_id` AS CHAR) AS BINARY) = CAST(? AS BINARY)
