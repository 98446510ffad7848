-- # the mapping table read on its own, postgres
-- engines: postgres
-- tenant: name
-- params: 'acme'
-- because: UnknownTable
SELECT "name" FROM "public"."companies" WHERE CAST("name" AS TEXT) COLLATE "C" = $1

-- # the mapping table read on its own, datafusion
-- engines: datafusion
-- tenant: name
-- params: 'acme'
-- because: UnknownTable
SELECT "name" FROM "public"."companies" WHERE CAST("name" AS VARCHAR) = $1

-- # the mapping table read beside a proven rule, postgres
-- engines: postgres
-- tenant: name
-- params: 'acme'
-- because: UnknownTable
SELECT "id", (SELECT MAX("m"."name") FROM "public"."companies" AS "m") FROM "public"."orders"
WHERE "company_id" = (SELECT MIN("id") FROM "public"."companies" WHERE CAST("name" AS TEXT) COLLATE "C" = $1 HAVING COUNT(*) = 1)

-- # the mapping table read beside a proven rule, datafusion
-- engines: datafusion
-- tenant: name
-- params: 'acme'
-- because: UnknownTable
SELECT "id", (SELECT MAX("m"."name") FROM "public"."companies" AS "m") FROM "public"."orders"
WHERE "company_id" = (SELECT MIN("id") FROM "public"."companies" WHERE CAST("name" AS VARCHAR) = $1 HAVING COUNT(*) = 1)

-- # the lookup itself in the SELECT list, postgres
-- engines: postgres
-- tenant: name
-- params: 'acme'
-- because: UnknownTable
SELECT (SELECT MIN("id") FROM "public"."companies" WHERE CAST("name" AS TEXT) COLLATE "C" = $1 HAVING COUNT(*) = 1) AS "key"

-- # the lookup itself in the SELECT list, datafusion
-- engines: datafusion
-- tenant: name
-- params: 'acme'
-- because: UnknownTable
SELECT (SELECT MIN("id") FROM "public"."companies" WHERE CAST("name" AS VARCHAR) = $1 HAVING COUNT(*) = 1) AS "key"

-- # a second lookup beside the rule, postgres
-- engines: postgres
-- tenant: name
-- params: 'acme'
-- because: UnknownTable
SELECT "id" FROM "public"."orders"
WHERE "company_id" = (SELECT MIN("id") FROM "public"."companies" WHERE CAST("name" AS TEXT) COLLATE "C" = $1 HAVING COUNT(*) = 1)
AND "id" > (SELECT MIN("id") FROM "public"."companies" WHERE CAST("name" AS TEXT) COLLATE "C" = $1 HAVING COUNT(*) = 1)

-- # a second lookup beside the rule, datafusion
-- engines: datafusion
-- tenant: name
-- params: 'acme'
-- because: UnknownTable
SELECT "id" FROM "public"."orders"
WHERE "company_id" = (SELECT MIN("id") FROM "public"."companies" WHERE CAST("name" AS VARCHAR) = $1 HAVING COUNT(*) = 1)
AND "id" > (SELECT MIN("id") FROM "public"."companies" WHERE CAST("name" AS VARCHAR) = $1 HAVING COUNT(*) = 1)

-- # the lookup without the condition
-- tenant: name
-- params: 'acme'
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "status" = $1 AND
"company_id" = (SELECT MIN("id") FROM "public"."companies" HAVING COUNT(*) = 1)

-- # the lookup without the count, postgres
-- engines: postgres
-- tenant: name
-- params: 'acme'
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = (SELECT MIN("id") FROM "public"."companies" WHERE CAST("name" AS TEXT) COLLATE "C" = $1)

-- # the lookup without the count, datafusion
-- engines: datafusion
-- tenant: name
-- params: 'acme'
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = (SELECT MIN("id") FROM "public"."companies" WHERE CAST("name" AS VARCHAR) = $1)

-- # the lookup with another count, postgres
-- engines: postgres
-- tenant: name
-- params: 'acme'
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = (SELECT MIN("id") FROM "public"."companies" WHERE CAST("name" AS TEXT) COLLATE "C" = $1 HAVING COUNT(*) >= 1)

-- # the lookup with another count, datafusion
-- engines: datafusion
-- tenant: name
-- params: 'acme'
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = (SELECT MIN("id") FROM "public"."companies" WHERE CAST("name" AS VARCHAR) = $1 HAVING COUNT(*) >= 1)

-- # the lookup with a count of two, postgres
-- engines: postgres
-- tenant: name
-- params: 'acme'
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = (SELECT MIN("id") FROM "public"."companies" WHERE CAST("name" AS TEXT) COLLATE "C" = $1 HAVING COUNT(*) = 2)

-- # the lookup with a count of two, datafusion
-- engines: datafusion
-- tenant: name
-- params: 'acme'
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = (SELECT MIN("id") FROM "public"."companies" WHERE CAST("name" AS VARCHAR) = $1 HAVING COUNT(*) = 2)

-- # the lookup with a count of the names, postgres
-- engines: postgres
-- tenant: name
-- params: 'acme'
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = (SELECT MIN("id") FROM "public"."companies" WHERE CAST("name" AS TEXT) COLLATE "C" = $1 HAVING COUNT(DISTINCT "name") = 1)

-- # the lookup with a count of the names, datafusion
-- engines: datafusion
-- tenant: name
-- params: 'acme'
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = (SELECT MIN("id") FROM "public"."companies" WHERE CAST("name" AS VARCHAR) = $1 HAVING COUNT(DISTINCT "name") = 1)

-- # the lookup with a filtered count, postgres
-- engines: postgres
-- tenant: name
-- params: 'acme'
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = (SELECT MIN("id") FROM "public"."companies" WHERE CAST("name" AS TEXT) COLLATE "C" = $1 HAVING COUNT(*) FILTER (WHERE "id" = 1) = 1)

-- # the lookup with a filtered count, datafusion
-- engines: datafusion
-- tenant: name
-- params: 'acme'
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = (SELECT MIN("id") FROM "public"."companies" WHERE CAST("name" AS VARCHAR) = $1 HAVING COUNT(*) FILTER (WHERE "id" = 1) = 1)

-- # the lookup with MAX, postgres
-- engines: postgres
-- tenant: name
-- params: 'acme'
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = (SELECT MAX("id") FROM "public"."companies" WHERE CAST("name" AS TEXT) COLLATE "C" = $1 HAVING COUNT(*) = 1)

-- # the lookup with MAX, datafusion
-- engines: datafusion
-- tenant: name
-- params: 'acme'
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = (SELECT MAX("id") FROM "public"."companies" WHERE CAST("name" AS VARCHAR) = $1 HAVING COUNT(*) = 1)

-- # the lookup of another column, postgres
-- engines: postgres
-- tenant: name
-- params: 'acme'
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = (SELECT MIN("parent_id") FROM "public"."companies" WHERE CAST("name" AS TEXT) COLLATE "C" = $1 HAVING COUNT(*) = 1)

-- # the lookup of another column, datafusion
-- engines: datafusion
-- tenant: name
-- params: 'acme'
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = (SELECT MIN("parent_id") FROM "public"."companies" WHERE CAST("name" AS VARCHAR) = $1 HAVING COUNT(*) = 1)

-- # the lookup by another column
-- tenant: name
-- params: 'acme'
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = (SELECT MIN("id") FROM "public"."companies" WHERE "label" = $1 HAVING COUNT(*) = 1)

-- # the lookup with LIKE
-- tenant: name
-- params: 'acme'
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = (SELECT MIN("id") FROM "public"."companies" WHERE "name" LIKE $1 HAVING COUNT(*) = 1)

-- # the lookup with OR, postgres
-- engines: postgres
-- tenant: name
-- params: 'acme'
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = (SELECT MIN("id") FROM "public"."companies" WHERE CAST("name" AS TEXT) COLLATE "C" = $1 OR TRUE HAVING COUNT(*) = 1)

-- # the lookup with OR, datafusion
-- engines: datafusion
-- tenant: name
-- params: 'acme'
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = (SELECT MIN("id") FROM "public"."companies" WHERE CAST("name" AS VARCHAR) = $1 OR TRUE HAVING COUNT(*) = 1)

-- # the lookup with one more condition, which could choose among tenants of one name, postgres
-- engines: postgres
-- tenant: name
-- params: 'acme'
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = (SELECT MIN("id") FROM "public"."companies" WHERE CAST("name" AS TEXT) COLLATE "C" = $1 AND "id" > 5 HAVING COUNT(*) = 1)

-- # the lookup with one more condition, which could choose among tenants of one name, datafusion
-- engines: datafusion
-- tenant: name
-- params: 'acme'
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = (SELECT MIN("id") FROM "public"."companies" WHERE CAST("name" AS VARCHAR) = $1 AND "id" > 5 HAVING COUNT(*) = 1)

-- # the lookup of another tenant's name, postgres
-- engines: postgres
-- tenant: name
-- params: 'other'
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = (SELECT MIN("id") FROM "public"."companies" WHERE CAST("name" AS TEXT) COLLATE "C" = $1 HAVING COUNT(*) = 1)

-- # the lookup of another tenant's name, datafusion
-- engines: datafusion
-- tenant: name
-- params: 'other'
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = (SELECT MIN("id") FROM "public"."companies" WHERE CAST("name" AS VARCHAR) = $1 HAVING COUNT(*) = 1)

-- # the lookup of a name in other letters, postgres
-- engines: postgres
-- tenant: name
-- params: 'ACME'
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = (SELECT MIN("id") FROM "public"."companies" WHERE CAST("name" AS TEXT) COLLATE "C" = $1 HAVING COUNT(*) = 1)

-- # the lookup of a name in other letters, datafusion
-- engines: datafusion
-- tenant: name
-- params: 'ACME'
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = (SELECT MIN("id") FROM "public"."companies" WHERE CAST("name" AS VARCHAR) = $1 HAVING COUNT(*) = 1)

-- # the lookup with a function around the name
-- tenant: name
-- params: 'acme'
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = (SELECT MIN("id") FROM "public"."companies" WHERE LOWER("name") = $1 HAVING COUNT(*) = 1)

-- # the lookup in a table of the same name in another schema, postgres
-- engines: postgres
-- tenant: name
-- params: 'acme'
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = (SELECT MIN("id") FROM "sales"."companies" WHERE CAST("name" AS TEXT) COLLATE "C" = $1 HAVING COUNT(*) = 1)

-- # the lookup in a table of the same name in another schema, datafusion
-- engines: datafusion
-- tenant: name
-- params: 'acme'
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = (SELECT MIN("id") FROM "sales"."companies" WHERE CAST("name" AS VARCHAR) = $1 HAVING COUNT(*) = 1)

-- # the lookup in a CTE named as the mapping table, postgres
-- engines: postgres
-- tenant: name
-- params: 'acme'
-- because: Unscoped
WITH "companies" AS (SELECT 8 AS "id", $1 AS "name")
SELECT "id" FROM "public"."orders" WHERE "company_id" = (SELECT MIN("id") FROM "companies" WHERE CAST("name" AS TEXT) COLLATE "C" = $1 HAVING COUNT(*) = 1)

-- # the lookup in a CTE named as the mapping table, datafusion
-- engines: datafusion
-- tenant: name
-- params: 'acme'
-- because: Unscoped
WITH "companies" AS (SELECT 8 AS "id", $1 AS "name")
SELECT "id" FROM "public"."orders" WHERE "company_id" = (SELECT MIN("id") FROM "companies" WHERE CAST("name" AS VARCHAR) = $1 HAVING COUNT(*) = 1)

-- # a CTE named by the joined name of the mapping table, which DataFusion would read, postgres
-- engines: postgres
-- tenant: name
-- params: 'acme'
-- because: Name
WITH "public.companies" AS (SELECT 8 AS "id", $1 AS "name")
SELECT "id" FROM "public"."orders" WHERE "company_id" = (SELECT MIN("id") FROM "public"."companies" WHERE CAST("name" AS TEXT) COLLATE "C" = $1 HAVING COUNT(*) = 1)

-- # a CTE named by the joined name of the mapping table, which DataFusion would read, datafusion
-- engines: datafusion
-- tenant: name
-- params: 'acme'
-- because: Name
WITH "public.companies" AS (SELECT 8 AS "id", $1 AS "name")
SELECT "id" FROM "public"."orders" WHERE "company_id" = (SELECT MIN("id") FROM "public"."companies" WHERE CAST("name" AS VARCHAR) = $1 HAVING COUNT(*) = 1)

-- # the lookup with a join, postgres
-- engines: postgres
-- tenant: name
-- params: 'acme'
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = (SELECT MIN("companies"."id") FROM "public"."companies" CROSS JOIN "public"."countries" WHERE CAST("companies"."name" AS TEXT) COLLATE "C" = $1 HAVING COUNT(*) = 1)

-- # the lookup with a join, datafusion
-- engines: datafusion
-- tenant: name
-- params: 'acme'
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = (SELECT MIN("companies"."id") FROM "public"."companies" CROSS JOIN "public"."countries" WHERE CAST("companies"."name" AS VARCHAR) = $1 HAVING COUNT(*) = 1)

-- # the lookup grouped, postgres
-- engines: postgres
-- tenant: name
-- params: 'acme'
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = (SELECT MIN("id") FROM "public"."companies" WHERE CAST("name" AS TEXT) COLLATE "C" = $1 GROUP BY "name" HAVING COUNT(*) = 1)

-- # the lookup grouped, datafusion
-- engines: datafusion
-- tenant: name
-- params: 'acme'
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = (SELECT MIN("id") FROM "public"."companies" WHERE CAST("name" AS VARCHAR) = $1 GROUP BY "name" HAVING COUNT(*) = 1)

-- # the lookup with LIMIT, postgres
-- engines: postgres
-- tenant: name
-- params: 'acme'
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = (SELECT MIN("id") FROM "public"."companies" WHERE CAST("name" AS TEXT) COLLATE "C" = $1 HAVING COUNT(*) = 1 LIMIT 1)

-- # the lookup with LIMIT, datafusion
-- engines: datafusion
-- tenant: name
-- params: 'acme'
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = (SELECT MIN("id") FROM "public"."companies" WHERE CAST("name" AS VARCHAR) = $1 HAVING COUNT(*) = 1 LIMIT 1)

-- # the lookup with UNION, postgres
-- engines: postgres
-- tenant: name
-- params: 'acme'
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = (SELECT MIN("id") FROM "public"."companies" WHERE CAST("name" AS TEXT) COLLATE "C" = $1 HAVING COUNT(*) = 1 UNION SELECT 8)

-- # the lookup with UNION, datafusion
-- engines: datafusion
-- tenant: name
-- params: 'acme'
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = (SELECT MIN("id") FROM "public"."companies" WHERE CAST("name" AS VARCHAR) = $1 HAVING COUNT(*) = 1 UNION SELECT 8)

-- # the lookup in IN, postgres
-- engines: postgres
-- tenant: name
-- params: 'acme'
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" IN (SELECT MIN("id") FROM "public"."companies" WHERE CAST("name" AS TEXT) COLLATE "C" = $1 HAVING COUNT(*) = 1)

-- # the lookup in IN, datafusion
-- engines: datafusion
-- tenant: name
-- params: 'acme'
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" IN (SELECT MIN("id") FROM "public"."companies" WHERE CAST("name" AS VARCHAR) = $1 HAVING COUNT(*) = 1)

-- # the lookup negated, postgres
-- engines: postgres
-- tenant: name
-- params: 'acme'
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" <> (SELECT MIN("id") FROM "public"."companies" WHERE CAST("name" AS TEXT) COLLATE "C" = $1 HAVING COUNT(*) = 1)

-- # the lookup negated, datafusion
-- engines: datafusion
-- tenant: name
-- params: 'acme'
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" <> (SELECT MIN("id") FROM "public"."companies" WHERE CAST("name" AS VARCHAR) = $1 HAVING COUNT(*) = 1)

-- # the name itself compared with the client column
-- tenant: name
-- params: 'acme'
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = $1

-- # the lookup where the tenant is a key, postgres
-- engines: postgres
-- params: 7
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = (SELECT MIN("id") FROM "public"."companies" WHERE CAST("name" AS TEXT) COLLATE "C" = $1 HAVING COUNT(*) = 1)

-- # the lookup where the tenant is a key, datafusion
-- engines: datafusion
-- params: 7
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = (SELECT MIN("id") FROM "public"."companies" WHERE CAST("name" AS VARCHAR) = $1 HAVING COUNT(*) = 1)

-- # the mapping table read where the tenant is a key
-- because: UnknownTable
SELECT "name" FROM "public"."companies" WHERE "id" = $1
