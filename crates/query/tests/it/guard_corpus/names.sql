-- # a table outside the datamart
-- because: UnknownTable
SELECT * FROM "public"."secrets" WHERE "company_id" = $1

-- # a bare name, which a search path would resolve
-- because: UnknownTable
SELECT * FROM "orders" WHERE "company_id" = $1

-- # unquoted
-- because: Name
SELECT * FROM public.orders WHERE "company_id" = $1

-- # half quoted
-- because: Name
SELECT * FROM "public".orders WHERE "company_id" = $1

-- # upper case
-- because: UnknownTable
SELECT * FROM "public"."ORDERS" WHERE "company_id" = $1

-- # upper case schema
-- because: UnknownTable
SELECT * FROM "PUBLIC"."orders" WHERE "company_id" = $1

-- # letters that look alike
-- because: UnknownTable
SELECT * FROM "public"."оrders" WHERE "company_id" = $1

-- # a letter of no width
-- because: UnknownTable
SELECT * FROM "public"."orders​" WHERE "company_id" = $1

-- # a space at the end
-- because: UnknownTable
SELECT * FROM "public"."orders " WHERE "company_id" = $1

-- # both parts in one
-- because: UnknownTable
SELECT * FROM "public.orders" WHERE "company_id" = $1

-- # both parts in one, with quotes
-- because: UnknownTable
SELECT * FROM "public"".""orders" WHERE "company_id" = $1

-- # three parts
-- because: UnknownTable
SELECT * FROM "db"."public"."orders" WHERE "company_id" = $1

-- # four parts
-- because: UnknownTable
SELECT * FROM "server"."db"."public"."orders" WHERE "company_id" = $1

-- # another schema
-- because: UnknownTable
SELECT * FROM "archive"."orders" WHERE "company_id" = $1

-- # an empty schema
-- because: Name
SELECT * FROM ""."orders" WHERE "company_id" = $1

-- # a string for a table
-- because: Name|Syntax
SELECT * FROM 'public'.'orders' WHERE "company_id" = $1

-- # a unicode-escaped name
-- because: Token
SELECT * FROM "public".U&"\006frders" WHERE "company_id" = $1

-- # IDENTIFIER of a string
-- because: Clause|Syntax|Name
SELECT * FROM IDENTIFIER('public.orders') WHERE "company_id" = $1

-- # pg_catalog
-- because: UnknownTable
SELECT * FROM "pg_catalog"."pg_class" WHERE "relname" = $1

-- # pg_catalog, although the datamart declares it as shared
-- because: UnknownTable
SELECT * FROM "pg_catalog"."pg_user"

-- # information_schema
-- because: UnknownTable
SELECT * FROM "information_schema"."tables"

-- # information_schema, although the datamart declares it as shared
-- because: UnknownTable
SELECT * FROM "INFORMATION_SCHEMA"."COLUMNS"

-- # a catalog table by its bare name
-- because: UnknownTable
SELECT * FROM "pg_shadow"

-- # a temporary table
-- because: UnknownTable
SELECT * FROM "pg_temp"."orders" WHERE "company_id" = $1

-- # a file for a table, as DataFusion and DuckDB read it
-- because: UnknownTable
SELECT * FROM "/etc/passwd"

-- # a URL for a table
-- because: UnknownTable
SELECT * FROM "https://example.com/x.parquet"

-- # a CTE named as the base table and the base table behind it
-- because: UnknownTable
WITH "orders" AS (SELECT * FROM "orders") SELECT * FROM "orders" WHERE "company_id" = $1

-- # a CTE that reads itself
-- because: UnknownTable
WITH "a" AS (SELECT * FROM "a") SELECT * FROM "a"

-- # a CTE that reads a later one
-- because: UnknownTable
WITH "a" AS (SELECT * FROM "b"), "b" AS (SELECT "id" FROM "public"."orders" WHERE "company_id" = $1) SELECT * FROM "a"

-- # a recursive CTE
-- because: Clause
WITH RECURSIVE "a" AS (SELECT "id" FROM "public"."orders" WHERE "company_id" = $1 UNION ALL SELECT "id" FROM "a") SELECT * FROM "a"

-- # a CTE declared twice
-- because: Clause
WITH "a" AS (SELECT 1 AS "id"), "a" AS (SELECT "id" FROM "public"."orders" WHERE "company_id" = $1) SELECT * FROM "a"

-- # a schema-qualified read under a CTE of the same name
-- because: Unscoped
WITH "orders" AS (SELECT * FROM "public"."orders" WHERE "company_id" = $1) SELECT * FROM "public"."orders"

-- # a CTE named by the joined name of a table
-- because: Name
WITH "public.orders" AS (SELECT * FROM "public"."orders" WHERE "company_id" = $1) SELECT * FROM "public"."orders" WHERE "company_id" = $1

-- # a CTE out of its scope, in the other branch
-- because: UnknownTable
(WITH "a" AS (SELECT "id" FROM "public"."orders" WHERE "company_id" = $1) SELECT * FROM "a") UNION ALL SELECT * FROM "a"

-- # a CTE out of its scope, from a sub-query
-- because: UnknownTable
SELECT (WITH "a" AS (SELECT 1 AS "x") SELECT "x" FROM "a") FROM "a"

-- # a CTE out of its scope, from a derived table
-- because: UnknownTable
SELECT 1 FROM (WITH "a" AS (SELECT 1 AS "x") SELECT "x" FROM "a") AS "d" CROSS JOIN "a"

-- # a CTE in other letters
-- because: UnknownTable
WITH "a" AS (SELECT "id" FROM "public"."orders" WHERE "company_id" = $1) SELECT * FROM "A"

-- # an unquoted CTE
-- because: Name
WITH a AS (SELECT "id" FROM "public"."orders" WHERE "company_id" = $1) SELECT * FROM a

-- # a qualified CTE
-- because: UnknownTable
WITH "a" AS (SELECT "id" FROM "public"."orders" WHERE "company_id" = $1) SELECT * FROM "public"."a"

-- # the alias of another source as a table
-- because: UnknownTable
WITH "a" AS (SELECT "id" FROM "public"."orders" WHERE "company_id" = $1) SELECT 1 FROM "a" AS "b" CROSS JOIN "b"

-- # an unquoted alias of a source
-- because: Name
SELECT 1 FROM "public"."orders" AS t WHERE "t"."company_id" = $1

-- # an unquoted column
-- because: Name
SELECT status FROM "public"."orders" WHERE "company_id" = $1

-- # a column of three parts
-- because: Expression
SELECT "public"."orders"."status" FROM "public"."orders" WHERE "company_id" = $1

-- # an unquoted name that is a function
-- because: Name|Function
SELECT current_role FROM "public"."orders" WHERE "company_id" = $1

-- # a placeholder of the other engines
-- because: Token
SELECT * FROM "public"."orders" WHERE "company_id" = ?

-- # a named placeholder
-- because: Token
SELECT * FROM "public"."orders" WHERE "company_id" = :tenant

-- # a placeholder without a value
-- because: Placeholder
SELECT * FROM "public"."orders" WHERE "company_id" = $1 AND "id" = $2

-- # a value without a placeholder
-- because: Placeholder
-- params: 7 8
SELECT * FROM "public"."orders" WHERE "company_id" = $1

-- # a gap among the placeholders
-- because: Placeholder
-- params: 7 8 9
SELECT * FROM "public"."orders" WHERE "company_id" = $1 AND "id" = $3

-- # placeholder zero
-- because: Placeholder
SELECT * FROM "public"."orders" WHERE "company_id" = $0

-- # a placeholder with a leading zero
-- because: Placeholder
SELECT * FROM "public"."orders" WHERE "company_id" = $01

-- # a placeholder far away
-- because: Placeholder
SELECT * FROM "public"."orders" WHERE "company_id" = $99999999999999999999999

-- # a CTE named by the joined name of a table, in other letters
-- because: Name
WITH "Public.Orders" AS (SELECT * FROM "public"."orders" WHERE "company_id" = $1) SELECT * FROM "Public.Orders"

-- # an alias of a base table with a dot
-- because: Name
SELECT 1 FROM "public"."orders" AS "a.b" WHERE "a.b"."company_id" = $1
