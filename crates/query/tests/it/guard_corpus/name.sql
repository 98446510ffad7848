-- # the mapping table read on its own
-- tenant: name
-- params: 'acme'
-- because: UnknownTable
SELECT "name" FROM "public"."companies" WHERE "name" = $1

-- # the mapping table read beside a proven rule
-- tenant: name
-- params: 'acme'
-- because: UnknownTable
SELECT "id", (SELECT MAX("m"."name") FROM "public"."companies" AS "m") FROM "public"."orders"
WHERE "company_id" = (SELECT MIN("id") FROM "public"."companies" WHERE "name" = $1 HAVING COUNT(*) = 1)

-- # the lookup itself in the SELECT list
-- tenant: name
-- params: 'acme'
-- because: UnknownTable
SELECT (SELECT MIN("id") FROM "public"."companies" WHERE "name" = $1 HAVING COUNT(*) = 1) AS "key"

-- # a second lookup beside the rule
-- tenant: name
-- params: 'acme'
-- because: UnknownTable
SELECT "id" FROM "public"."orders"
WHERE "company_id" = (SELECT MIN("id") FROM "public"."companies" WHERE "name" = $1 HAVING COUNT(*) = 1)
AND "id" > (SELECT MIN("id") FROM "public"."companies" WHERE "name" = $1 HAVING COUNT(*) = 1)

-- # the lookup without the condition
-- tenant: name
-- params: 'acme'
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "status" = $1 AND
"company_id" = (SELECT MIN("id") FROM "public"."companies" HAVING COUNT(*) = 1)

-- # the lookup without the count
-- tenant: name
-- params: 'acme'
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = (SELECT MIN("id") FROM "public"."companies" WHERE "name" = $1)

-- # the lookup with another count
-- tenant: name
-- params: 'acme'
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = (SELECT MIN("id") FROM "public"."companies" WHERE "name" = $1 HAVING COUNT(*) >= 1)

-- # the lookup with a count of two
-- tenant: name
-- params: 'acme'
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = (SELECT MIN("id") FROM "public"."companies" WHERE "name" = $1 HAVING COUNT(*) = 2)

-- # the lookup with a count of the names
-- tenant: name
-- params: 'acme'
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = (SELECT MIN("id") FROM "public"."companies" WHERE "name" = $1 HAVING COUNT(DISTINCT "name") = 1)

-- # the lookup with a filtered count
-- tenant: name
-- params: 'acme'
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = (SELECT MIN("id") FROM "public"."companies" WHERE "name" = $1 HAVING COUNT(*) FILTER (WHERE "id" = 1) = 1)

-- # the lookup with MAX
-- tenant: name
-- params: 'acme'
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = (SELECT MAX("id") FROM "public"."companies" WHERE "name" = $1 HAVING COUNT(*) = 1)

-- # the lookup of another column
-- tenant: name
-- params: 'acme'
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = (SELECT MIN("parent_id") FROM "public"."companies" WHERE "name" = $1 HAVING COUNT(*) = 1)

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

-- # the lookup with OR
-- tenant: name
-- params: 'acme'
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = (SELECT MIN("id") FROM "public"."companies" WHERE "name" = $1 OR TRUE HAVING COUNT(*) = 1)

-- # the lookup with one more condition, which could choose among tenants of one name
-- tenant: name
-- params: 'acme'
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = (SELECT MIN("id") FROM "public"."companies" WHERE "name" = $1 AND "id" > 5 HAVING COUNT(*) = 1)

-- # the lookup of another tenant's name
-- tenant: name
-- params: 'other'
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = (SELECT MIN("id") FROM "public"."companies" WHERE "name" = $1 HAVING COUNT(*) = 1)

-- # the lookup of a name in other letters
-- tenant: name
-- params: 'ACME'
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = (SELECT MIN("id") FROM "public"."companies" WHERE "name" = $1 HAVING COUNT(*) = 1)

-- # the lookup with a function around the name
-- tenant: name
-- params: 'acme'
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = (SELECT MIN("id") FROM "public"."companies" WHERE LOWER("name") = $1 HAVING COUNT(*) = 1)

-- # the lookup in a table of the same name in another schema
-- tenant: name
-- params: 'acme'
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = (SELECT MIN("id") FROM "sales"."companies" WHERE "name" = $1 HAVING COUNT(*) = 1)

-- # the lookup in a CTE named as the mapping table
-- tenant: name
-- params: 'acme'
-- because: Unscoped
WITH "companies" AS (SELECT 8 AS "id", $1 AS "name")
SELECT "id" FROM "public"."orders" WHERE "company_id" = (SELECT MIN("id") FROM "companies" WHERE "name" = $1 HAVING COUNT(*) = 1)

-- # a CTE named by the joined name of the mapping table, which DataFusion would read
-- tenant: name
-- params: 'acme'
-- because: Name
WITH "public.companies" AS (SELECT 8 AS "id", $1 AS "name")
SELECT "id" FROM "public"."orders" WHERE "company_id" = (SELECT MIN("id") FROM "public"."companies" WHERE "name" = $1 HAVING COUNT(*) = 1)

-- # the lookup with a join
-- tenant: name
-- params: 'acme'
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = (SELECT MIN("companies"."id") FROM "public"."companies" CROSS JOIN "public"."countries" WHERE "companies"."name" = $1 HAVING COUNT(*) = 1)

-- # the lookup grouped
-- tenant: name
-- params: 'acme'
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = (SELECT MIN("id") FROM "public"."companies" WHERE "name" = $1 GROUP BY "name" HAVING COUNT(*) = 1)

-- # the lookup with LIMIT
-- tenant: name
-- params: 'acme'
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = (SELECT MIN("id") FROM "public"."companies" WHERE "name" = $1 HAVING COUNT(*) = 1 LIMIT 1)

-- # the lookup with UNION
-- tenant: name
-- params: 'acme'
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = (SELECT MIN("id") FROM "public"."companies" WHERE "name" = $1 HAVING COUNT(*) = 1 UNION SELECT 8)

-- # the lookup in IN
-- tenant: name
-- params: 'acme'
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" IN (SELECT MIN("id") FROM "public"."companies" WHERE "name" = $1 HAVING COUNT(*) = 1)

-- # the lookup negated
-- tenant: name
-- params: 'acme'
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" <> (SELECT MIN("id") FROM "public"."companies" WHERE "name" = $1 HAVING COUNT(*) = 1)

-- # the name itself compared with the client column
-- tenant: name
-- params: 'acme'
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = $1

-- # the lookup where the tenant is a key
-- params: 7
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = (SELECT MIN("id") FROM "public"."companies" WHERE "name" = $1 HAVING COUNT(*) = 1)

-- # the mapping table read where the tenant is a key
-- because: UnknownTable
SELECT "name" FROM "public"."companies" WHERE "id" = $1
