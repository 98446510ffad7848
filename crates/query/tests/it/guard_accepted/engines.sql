-- # MySQL, a number key by its digits, with a plain equation for an index
-- engines: mysql
-- params: 7 7
SELECT `orders`.`id` FROM `public`.`orders` WHERE (`orders`.`company_id` = ? AND («CAST(`orders`.`company_id` AS CHAR) COLLATE utf8mb4_0900_bin = CAST(? AS CHAR) COLLATE utf8mb4_0900_bin»))

-- # MySQL, a text key
-- engines: mysql
-- tenant: text
-- params: 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'
SELECT `t`.`id` FROM `public`.`orders` AS `t` WHERE «CAST(`t`.`company_id` AS CHAR) COLLATE utf8mb4_0900_bin = ?»

-- # MySQL and MariaDB, bytes of one character set
-- engines: mysql mariadb
-- tenant: text
-- params: 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'
SELECT `t`.`id` FROM `public`.`orders` AS `t` WHERE «CAST(CONVERT(`t`.`company_id` USING utf8mb4) AS BINARY) = CAST(? AS BINARY)»

-- # MariaDB, a text key
-- engines: mariadb
-- tenant: text
-- params: 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'
SELECT `t`.`id` FROM `public`.`orders` AS `t` WHERE «CAST(`t`.`company_id` AS CHAR) COLLATE utf8mb4_nopad_bin = ?»

-- # SingleStore, a number key by its digits, with a plain equation for a shard
-- engines: singlestore
-- params: 7 7
SELECT `orders`.`id` FROM `public`.`orders` WHERE (`orders`.`company_id` = ? AND («HEX(CAST(`orders`.`company_id` AS CHAR)) = HEX(CAST(? AS CHAR))»))

-- # SingleStore, a text key by its bytes
-- engines: singlestore
-- tenant: text
-- params: 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'
SELECT `t`.`id`, CAST(`t`.`id` AS CHAR) COLLATE utf8mb4_bin AS `x`, WEEK(`t`.`created_at`, 3) AS `w` FROM `public`.`orders` AS `t` WHERE «HEX(CAST(`t`.`company_id` AS CHAR)) = HEX(CAST(? AS CHAR))» ORDER BY CAST(`x` AS BINARY)

-- # MySQL, two facts with periods between them
-- engines: mysql
-- params: 7 ts:2024-01-01T00:00:00 ts:2024-02-01T00:00:00 7 '%a' '/' 10
WITH `f0` AS (
  SELECT `t`.`status` AS `k`, CAST(DATE_FORMAT(`t`.`created_at`, '%Y-%m-01') AS DATETIME) AS `m`, SUM(`t`.`amount`) AS `v`
  FROM `public`.`orders` AS `t` WHERE «CAST(`t`.`company_id` AS CHAR) COLLATE utf8mb4_0900_bin = CAST(? AS CHAR)» GROUP BY 1, 2
), `p` AS (SELECT * FROM (SELECT ? AS `m` UNION ALL VALUES ROW(?)) AS `v`), `f1` AS (
  SELECT `t`.`city` AS `k`, COUNT(DISTINCT `t`.`id`) AS `v` FROM `public`.`customers` AS `t`
  WHERE «CAST(`t`.`tenant` AS CHAR) COLLATE utf8mb4_0900_bin = CAST(? AS CHAR)» AND (`t`.`city` LIKE ? ESCAPE ?) GROUP BY 1
), `d` AS (SELECT DISTINCT `k` FROM `f0` UNION SELECT `k` FROM `f1`)
SELECT `d`.`k` AS `city`, `f0`.`v`, MAX(`f0`.`v`) OVER (PARTITION BY `d`.`k`) AS `most`, (SELECT SUM(`f1`.`v`) FROM `f1`) AS `all`
FROM `d` LEFT JOIN `f0` ON (`d`.`k` <=> `f0`.`k`) CROSS JOIN `p`
ORDER BY `d`.`k` IS NULL, 1 LIMIT ?

-- # MySQL, through a relationship of texts, as EXISTS
-- engines: mysql
SELECT `items`.`id` FROM `public`.`items` WHERE «EXISTS (SELECT 1 FROM `public`.`orders`
  WHERE ((`orders`.`id` = `items`.`order_id`) AND (CAST(`orders`.`id` AS CHAR) COLLATE utf8mb4_0900_bin = CAST(`items`.`order_id` AS CHAR)))
  AND «CAST(`orders`.`company_id` AS CHAR) COLLATE utf8mb4_0900_bin = CAST(? AS CHAR)»)»

-- # MySQL, the lookup of a name
-- engines: mysql
-- tenant: name
-- params: 'acme' 'acme'
SELECT `orders`.`id` FROM `public`.`orders` WHERE CAST(`orders`.`company_id` AS CHAR) COLLATE utf8mb4_0900_bin =
  CAST((SELECT MIN(`companies`.`id`) FROM `public`.`companies` WHERE (`companies`.`name` = ? AND («CAST(`companies`.`name` AS CHAR) COLLATE utf8mb4_0900_bin = ?»)) HAVING (COUNT(*) = 1)) AS CHAR)

-- # SQLite, a number and a text go one way
-- engines: sqlite
SELECT "t"."id" FROM "public"."orders" AS "t" WHERE «CAST("t"."company_id" AS TEXT) COLLATE BINARY = ?»

-- # SQLite, a text key
-- engines: sqlite
-- tenant: text
-- params: 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11' 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11' 'x'
SELECT STRFTIME('%Y-%m-01', "t"."created_at") AS "month", GROUP_CONCAT("t"."status", ', ') AS "all" FROM "public"."orders" AS "t"
WHERE ("t"."company_id" = ? AND («CAST("t"."company_id" AS TEXT) COLLATE BINARY = ?»)) AND ("t"."status" IS NOT DISTINCT FROM ?) GROUP BY 1

-- # ClickHouse, a number key
-- engines: clickhouse clickhouse-old
SELECT "t"."status", quantileExact(0.5)("t"."amount") AS "median", toStartOfMonth("t"."created_at") AS "month" FROM "public"."orders" AS "t" WHERE «"t"."company_id" = {p1:Int64}» GROUP BY 1, 3

-- # ClickHouse, a text key
-- engines: clickhouse clickhouse-old
-- tenant: text
-- params: 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'
SELECT "t"."id" FROM "public"."orders" AS "t" WHERE «toString("t"."company_id") = {p1:String}»

-- # ClickHouse, types of parameters
-- engines: clickhouse clickhouse-old
-- params: 7 d:1.5 ts:2024-01-01T00:00:00
SELECT "t"."id" FROM "public"."orders" AS "t" WHERE «"t"."company_id" = {p1:Int64}» AND "t"."amount" > {p2:Decimal(38, 4)} AND "t"."created_at" > {p3:DateTime64(6)}

-- # DuckDB, a number and a text key
-- engines: duckdb
SELECT "t"."id" FROM "public"."orders" AS "t" WHERE «"t"."company_id" = $1»

-- # DuckDB, a text key
-- engines: duckdb
-- tenant: text
-- params: 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'
SELECT "t"."id" FROM "public"."orders" AS "t" WHERE «ENCODE(CAST("t"."company_id" AS VARCHAR)) = ENCODE(CAST($1 AS VARCHAR))»

-- # Spark and Databricks
-- engines: spark databricks
SELECT `t`.`id`, DATE_TRUNC('MONTH', `t`.`created_at`) AS `month` FROM `public`.`orders` AS `t` WHERE «CAST(CAST(`t`.`company_id` AS STRING) AS BINARY) = CAST(CAST(? AS STRING) AS BINARY)»

-- # Redshift
-- engines: redshift
SELECT "t"."id", LISTAGG("t"."status", ', ') WITHIN GROUP (ORDER BY "t"."status") AS "all" FROM "public"."orders" AS "t"
WHERE «CAST(CAST("t"."company_id" AS VARCHAR(65535)) AS VARBINARY(64000)) = CAST(CAST($1 AS VARCHAR(65535)) AS VARBINARY(64000))» GROUP BY 1

-- # Snowflake
-- engines: snowflake
SELECT "t"."id", DATEADD(month, -1, "t"."created_at") AS "before" FROM "public"."orders" AS "t" WHERE «CAST("t"."company_id" AS VARCHAR) COLLATE 'utf8' = CAST(? AS VARCHAR)»

-- # BigQuery, a number key
-- engines: bigquery
-- params: 7 7
WITH `o` AS (SELECT `t`.`id`, DATE_TRUNC(`t`.`created_at`, MONTH) AS `month` FROM `public`.`orders` AS `t` WHERE «`t`.`company_id` = @p1») SELECT `o`.`id` FROM `o` WHERE `o`.`id` > @p2

-- # BigQuery, a text key
-- engines: bigquery
-- tenant: text
-- params: 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'
SELECT `t`.`id` FROM `public`.`orders` AS `t` WHERE «CAST(CAST(`t`.`company_id` AS STRING) AS BYTES) = CAST(CAST(@p1 AS STRING) AS BYTES)»

-- # SQL Server
-- engines: mssql
-- params: 7 10 20
SELECT [t].[id], STRING_AGG([t].[status], ', ') WITHIN GROUP (ORDER BY [t].[status]) AS [all], DATETRUNC(month, [t].[created_at]) AS [month] FROM [public].[orders] AS [t]
WHERE «CAST(CAST([t].[company_id] AS NVARCHAR(4000)) AS VARBINARY(8000)) = CAST(CAST(@p1 AS NVARCHAR(4000)) AS VARBINARY(8000))»
GROUP BY [t].[id] ORDER BY [t].[id] OFFSET @p2 ROWS FETCH NEXT @p3 ROWS ONLY

-- # Trino
-- engines: trino
SELECT "t"."id" FROM "public"."orders" AS "t" WHERE «"t"."company_id" = ?»

-- # Trino, a text key
-- engines: trino
-- tenant: text
-- params: 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'
SELECT "t"."id" FROM "public"."orders" AS "t" WHERE «CAST("t"."company_id" AS VARCHAR) = CAST(? AS VARCHAR)»

-- # one table scanned by three CTEs, joined and joined up
-- params: 7 7 7 'x' '/' 7
WITH "a" AS NOT MATERIALIZED (
  SELECT "orders"."id", "orders"."customer_id", "orders"."amount" FROM "public"."orders" WHERE («"orders"."company_id" = $1»)
), "b" AS NOT MATERIALIZED (
  SELECT "orders"."id", "orders"."status" FROM "public"."orders" WHERE («"orders"."company_id" = $2»)
), "c" AS NOT MATERIALIZED (
  SELECT "orders"."id", "orders"."status" FROM "public"."orders" WHERE («"orders"."company_id" = $3») AND (("orders"."status" = $4) OR ("orders"."status" IS NULL))
), "f0" AS (SELECT "customer_id" AS "k", SUM("amount") AS "v" FROM "a" GROUP BY 1
), "f1" AS (SELECT "status" AS "k", STRING_AGG("status", $5 ORDER BY "status") AS "v" FROM "b" GROUP BY 1
), "keys" AS (SELECT "k" FROM "f0" UNION ALL SELECT "id" FROM "c" UNION ALL SELECT "items"."order_id" FROM "public"."items"
  WHERE «"items"."order_id" IN (SELECT "orders"."id" FROM "public"."orders" WHERE «"orders"."company_id" = $6»)»)
SELECT DISTINCT "f0"."k", "f0"."v", MAX("f0"."v") OVER (PARTITION BY "f0"."k") AS "most",
  PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY "f0"."v") AS "middle", (SELECT SUM("f0"."v") FROM "f0") AS "all"
FROM "f0" FULL JOIN "f1" ON ("f0"."k" IS NOT DISTINCT FROM "f1"."k") RIGHT JOIN "keys" ON ("keys"."k" = "f0"."k") CROSS JOIN "c" AS "again"
GROUP BY 1, 2

-- # periods as values beside two facts
-- params: ts:2024-01-01T00:00:00 ts:2024-02-01T00:00:00 7 7
WITH "p" AS (SELECT "day" FROM (VALUES (CAST($1 AS TIMESTAMP)), (CAST($2 AS TIMESTAMP))) AS "p" ("day")),
"o" AS (SELECT "orders"."created_at" FROM "public"."orders" WHERE «"orders"."company_id" = $3»),
"c" AS (SELECT "customers"."created_at" FROM "public"."customers" WHERE «"customers"."tenant" = $4»)
SELECT "p"."day", COUNT("o"."created_at") FROM "p" LEFT JOIN "o" ON (("o"."created_at" >= "p"."day") AND ("o"."created_at" < ("p"."day" + INTERVAL '1 month')))
LEFT JOIN "c" ON ("c"."created_at" = "p"."day") GROUP BY 1
