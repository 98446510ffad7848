-- # one table
SELECT COUNT(*) AS "orders.count" FROM "public"."orders" WHERE «"company_id" = $1»

-- # alias, more conditions, grouping, order and limit
-- params: 7 'paid' 100
SELECT "t"."status" AS "orders.status", SUM("t"."amount") AS "gross"
FROM "public"."orders" AS "t"
WHERE «"t"."company_id" = $1» AND ("t"."status" = $2 OR "t"."status" IS NULL)
GROUP BY "t"."status" HAVING SUM("t"."amount") > 0 ORDER BY 2 DESC NULLS LAST, 1 LIMIT $3 OFFSET 0

-- # the rule last, inside parentheses
-- params: 'paid' 7
SELECT "status" FROM "public"."orders" WHERE "status" = $1 AND ("amount" > 1 AND («"company_id" = $2»))

-- # bare table name as qualifier
SELECT "orders"."id" FROM "public"."orders" WHERE «"orders"."company_id" = $1»

-- # cast of the parameter
SELECT "id" FROM "public"."orders" WHERE «"company_id" = CAST($1 AS BIGINT)»

-- # cast of the parameter in PostgreSQL's spelling
SELECT "id" FROM "public"."orders" WHERE «"company_id" = $1::integer»

-- # cast of both sides to text
-- engines: datafusion
SELECT "id" FROM "public"."orders" WHERE «CAST("company_id" AS TEXT) = CAST($1 AS TEXT)»

-- # cast of both sides to text in the collation of bytes
-- engines: postgres
SELECT "id" FROM "public"."orders" WHERE «CAST("company_id" AS TEXT) COLLATE "C" = CAST($1 AS TEXT)»

-- # cast of the column to an exact decimal
SELECT "id" FROM "public"."orders" WHERE «CAST("company_id" AS NUMERIC) = $1»

-- # a decimal parameter equal to the key
-- params: d:7.00
SELECT "id" FROM "public"."orders" WHERE «"company_id" = $1»

-- # two facts, scanned apart, aggregated apart, joined on keys
-- params: 7 'Oslo' 7
WITH "scan_orders" AS (
  SELECT "t"."customer_id" AS "customer_id", "t"."amount" AS "amount"
  FROM "public"."orders" AS "t" WHERE «"t"."company_id" = $1»
), "scan_customers" AS (
  SELECT "t"."id" AS "id", "t"."city" AS "city"
  FROM "public"."customers" AS "t" WHERE "t"."city" <> $2 AND «"t"."tenant" = $3»
)
SELECT "c"."city" AS "customers.city", SUM("o"."amount") AS "orders.revenue"
FROM "scan_orders" AS "o" LEFT JOIN "scan_customers" AS "c" ON "o"."customer_id" = "c"."id"
GROUP BY "c"."city" ORDER BY "customers.city" ASC NULLS LAST

-- # derived tables instead of CTEs
SELECT "o"."status", "c"."city"
FROM (SELECT "id", "customer_id", "status" FROM "public"."orders" WHERE «"company_id" = $1») AS "o"
INNER JOIN (SELECT "id", "city" FROM "public"."customers" WHERE «"tenant" = $1») AS "c"
ON "o"."customer_id" = "c"."id"

-- # full join of two facts
WITH "a" AS (
  SELECT "customer_id" AS "k", COUNT(*) AS "n" FROM "public"."orders" WHERE «"company_id" = $1» GROUP BY "customer_id"
), "b" AS (
  SELECT "id" AS "k", COUNT(*) AS "n" FROM "public"."customers" WHERE «"tenant" = $1» GROUP BY "id"
)
SELECT COALESCE("a"."k", "b"."k") AS "k", "a"."n" AS "a.n", "b"."n" AS "b.n"
FROM "a" FULL OUTER JOIN "b" ON "a"."k" IS NOT DISTINCT FROM "b"."k"

-- # a CTE named as the table that it scans
WITH "orders" AS (SELECT * FROM "public"."orders" WHERE «"company_id" = $1»)
SELECT "orders".* FROM "orders" CROSS JOIN "orders" AS "again"

-- # a CTE inside a CTE sees the outer ones before it
WITH "a" AS (SELECT "id" FROM "public"."orders" WHERE «"company_id" = $1»),
"b" AS (WITH "c" AS (SELECT "id" FROM "a") SELECT "id" FROM "c")
SELECT "id" FROM "b"

-- # set operations with every branch scoped
SELECT "id" FROM "public"."orders" WHERE «"company_id" = $1»
UNION ALL SELECT "id" FROM "sales"."orders" WHERE «"company_id" = $1»
EXCEPT (SELECT "id" FROM "public"."customers" WHERE «"tenant" = $1»)

-- # a shared table beside a scoped one, each in its own SELECT
WITH "o" AS (SELECT "country" FROM "public"."orders" WHERE «"company_id" = $1»),
"c" AS (SELECT "code", "name" FROM "public"."countries")
SELECT "c"."name", COUNT(*) FROM "o" JOIN "c" ON "o"."country" = "c"."code" GROUP BY "c"."name"

-- # a client column that the embed supplies
SELECT "id" FROM "public"."extras" WHERE «"owner" = $1»

-- # through a relationship with one key pair
SELECT SUM("quantity") FROM "public"."items"
WHERE «"order_id" IN (SELECT "o"."id" FROM "public"."orders" AS "o" WHERE «"o"."company_id" = $1»)»

-- # through a relationship, both sides qualified, without aliases
SELECT SUM("items"."quantity") FROM "public"."items"
WHERE «"items"."order_id" IN (SELECT "orders"."id" FROM "public"."orders" WHERE «"orders"."company_id" = $1»)»

-- # through a relationship with two key pairs, as a tuple
SELECT "id" FROM "public"."shipments" AS "s"
WHERE «("s"."order_id", "s"."region") IN
  (SELECT "o"."id", "o"."region" FROM "public"."orders" AS "o" WHERE «"o"."company_id" = $1»)»

-- # the pairs of a tuple in another order
SELECT "id" FROM "public"."shipments" AS "s"
WHERE «("s"."region", "s"."order_id") IN
  (SELECT "o"."region", "o"."id" FROM "public"."orders" AS "o" WHERE «"o"."company_id" = $1»)»

-- # through a relationship with two key pairs, as EXISTS
SELECT "id" FROM "public"."shipments" AS "s"
WHERE «EXISTS (SELECT 1 FROM "public"."orders" AS "o"
  WHERE "o"."id" = "s"."order_id" AND "s"."region" = "o"."region" AND «"o"."company_id" = $1»)»

-- # through two relationships
SELECT "id" FROM "public"."parcels"
WHERE «"shipment_id" IN (SELECT "s"."id" FROM "public"."shipments" AS "s"
  WHERE «("s"."order_id", "s"."region") IN (SELECT "o"."id", "o"."region" FROM "public"."orders" AS "o"
    WHERE «"o"."company_id" = $1»)»)»

-- # a scoped sub-query in the SELECT list
SELECT "c"."city", (SELECT MAX("o"."amount") FROM "public"."orders" AS "o"
  WHERE «"o"."company_id" = $1» AND "o"."customer_id" = "c"."id") AS "largest"
FROM "public"."customers" AS "c" WHERE «"c"."tenant" = $1»

-- # dates, zones, cases and windows of PostgreSQL
-- params: 7 'paid' ts:2024-01-01T00:00:00 '\'
SELECT DATE_TRUNC('month', "t"."created_at" AT TIME ZONE 'UTC' AT TIME ZONE 'Europe/Oslo') AS "month",
  SUM(CASE WHEN "t"."status" = $2 THEN "t"."amount" ELSE 0 END) FILTER (WHERE "t"."amount" > 0) AS "paid",
  SUM(SUM("t"."amount")) OVER (PARTITION BY EXTRACT(YEAR FROM "t"."created_at") ORDER BY 1
    ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) AS "rolling",
  PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY "t"."amount") AS "median",
  CAST(SUM("t"."amount") AS NUMERIC(18, 4)) / NULLIF(COUNT(*), 0) AS "mean"
FROM "public"."orders" AS "t"
WHERE «"t"."company_id" = $1» AND "t"."created_at" >= $3 + INTERVAL '1 day'
  AND "t"."status" ILIKE '%x_y%' ESCAPE $4 AND "t"."status" COLLATE "C" > 'a'
GROUP BY 1, "t"."created_at"

-- # dates and types of DataFusion
-- engines: datafusion
SELECT date_trunc('month', to_local_time("t"."created_at" AT TIME ZONE 'Europe/Oslo')) AS "month",
  arrow_cast(SUM("t"."amount"), 'Decimal128(38, 4)') AS "gross", approx_distinct("t"."customer_id") AS "n"
FROM "public"."orders" AS "t" WHERE «"t"."company_id" = $1» GROUP BY 1

-- # texts that look like comments, statements and markers stay texts
SELECT '-- ; /* $9 */ FROM "public"."notes"' AS "a ; -- b" FROM "public"."orders" WHERE «"company_id" = $1»

-- # no table at all
-- params:
SELECT 1 AS "one"

-- # a CTE with a dot in its name that is no table, and a long name
WITH "scoped_sales.2024" AS (SELECT "id" FROM "public"."orders" WHERE «"company_id" = $1»),
"scoped_a_table_with_a_name_of_sixty_three_bytes_which_is_the_most_there_is" AS (SELECT "id" FROM "scoped_sales.2024")
SELECT "id" FROM "scoped_a_table_with_a_name_of_sixty_three_bytes_which_is_the_most_there_is"
