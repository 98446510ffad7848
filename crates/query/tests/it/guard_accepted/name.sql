-- # the lookup of a name
-- tenant: name
-- params: 'acme'
SELECT "id" FROM "public"."orders"
WHERE «"company_id" = (SELECT MIN("id") FROM "public"."companies" WHERE "name" = $1 HAVING COUNT(*) = 1)»

-- # with an alias and casts
-- tenant: name
-- params: 'acme'
SELECT "id" FROM "public"."orders" AS "t"
WHERE «CAST("t"."company_id" AS TEXT) = (SELECT MIN(CAST("m"."id" AS TEXT)) FROM "public"."companies" AS "m" WHERE "m"."name" = CAST($1 AS TEXT) HAVING COUNT(*) = 1)»

-- # in both scans of a join
-- tenant: name
-- params: 'acme' 'acme'
WITH "o" AS (
  SELECT "t"."customer_id" AS "k" FROM "public"."orders" AS "t"
  WHERE «"t"."company_id" = (SELECT MIN("id") FROM "public"."companies" WHERE "name" = $1 HAVING COUNT(*) = 1)»
), "c" AS (
  SELECT "t"."id" AS "k", "t"."city" AS "city" FROM "public"."customers" AS "t"
  WHERE «"t"."tenant" = (SELECT MIN("id") FROM "public"."companies" WHERE "name" = $2 HAVING COUNT(*) = 1)»
)
SELECT "c"."city", COUNT(*) FROM "o" LEFT JOIN "c" ON "o"."k" = "c"."k" GROUP BY "c"."city"

-- # through a relationship
-- tenant: name
-- params: 'acme'
SELECT "id" FROM "public"."items"
WHERE «"order_id" IN (SELECT "o"."id" FROM "public"."orders" AS "o"
  WHERE «"o"."company_id" = (SELECT MIN("companies"."id") FROM "public"."companies" WHERE "companies"."name" = $1 HAVING COUNT(*) = 1)»)»
