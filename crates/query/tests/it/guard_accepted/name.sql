-- # the lookup of a name, postgres
-- engines: postgres
-- tenant: name
-- params: 'acme'
SELECT "id" FROM "public"."orders"
WHERE «"company_id" = (SELECT MIN("id") FROM "public"."companies" WHERE CAST("name" AS TEXT) COLLATE "C" = $1 HAVING COUNT(*) = 1)»

-- # the lookup of a name, datafusion
-- engines: datafusion
-- tenant: name
-- params: 'acme'
SELECT "id" FROM "public"."orders"
WHERE «"company_id" = (SELECT MIN("id") FROM "public"."companies" WHERE CAST("name" AS VARCHAR) = $1 HAVING COUNT(*) = 1)»

-- # with an alias and casts, postgres
-- engines: postgres
-- tenant: name
-- params: 'acme'
SELECT "id" FROM "public"."orders" AS "t"
WHERE «CAST("t"."company_id" AS TEXT) COLLATE "C" = (SELECT MIN(CAST("m"."id" AS TEXT)) FROM "public"."companies" AS "m" WHERE CAST("m"."name" AS TEXT) COLLATE "C" = CAST($1 AS TEXT) HAVING COUNT(*) = 1)»

-- # with an alias and casts, datafusion
-- engines: datafusion
-- tenant: name
-- params: 'acme'
SELECT "id" FROM "public"."orders" AS "t"
WHERE «CAST("t"."company_id" AS TEXT) = (SELECT MIN(CAST("m"."id" AS TEXT)) FROM "public"."companies" AS "m" WHERE CAST("m"."name" AS VARCHAR) = CAST($1 AS TEXT) HAVING COUNT(*) = 1)»

-- # in both scans of a join, postgres
-- engines: postgres
-- tenant: name
-- params: 'acme' 'acme'
WITH "o" AS (
  SELECT "t"."customer_id" AS "k" FROM "public"."orders" AS "t"
  WHERE «"t"."company_id" = (SELECT MIN("id") FROM "public"."companies" WHERE CAST("name" AS TEXT) COLLATE "C" = $1 HAVING COUNT(*) = 1)»
), "c" AS (
  SELECT "t"."id" AS "k", "t"."city" AS "city" FROM "public"."customers" AS "t"
  WHERE «"t"."tenant" = (SELECT MIN("id") FROM "public"."companies" WHERE CAST("name" AS TEXT) COLLATE "C" = $2 HAVING COUNT(*) = 1)»
)
SELECT "c"."city", COUNT(*) FROM "o" LEFT JOIN "c" ON "o"."k" = "c"."k" GROUP BY "c"."city"

-- # in both scans of a join, datafusion
-- engines: datafusion
-- tenant: name
-- params: 'acme' 'acme'
WITH "o" AS (
  SELECT "t"."customer_id" AS "k" FROM "public"."orders" AS "t"
  WHERE «"t"."company_id" = (SELECT MIN("id") FROM "public"."companies" WHERE CAST("name" AS VARCHAR) = $1 HAVING COUNT(*) = 1)»
), "c" AS (
  SELECT "t"."id" AS "k", "t"."city" AS "city" FROM "public"."customers" AS "t"
  WHERE «"t"."tenant" = (SELECT MIN("id") FROM "public"."companies" WHERE CAST("name" AS VARCHAR) = $2 HAVING COUNT(*) = 1)»
)
SELECT "c"."city", COUNT(*) FROM "o" LEFT JOIN "c" ON "o"."k" = "c"."k" GROUP BY "c"."city"

-- # through a relationship, postgres
-- engines: postgres
-- tenant: name
-- params: 'acme'
SELECT "id" FROM "public"."items"
WHERE «"order_id" IN (SELECT "o"."id" FROM "public"."orders" AS "o"
  WHERE «"o"."company_id" = (SELECT MIN("companies"."id") FROM "public"."companies" WHERE CAST("companies"."name" AS TEXT) COLLATE "C" = $1 HAVING COUNT(*) = 1)»)»

-- # through a relationship, datafusion
-- engines: datafusion
-- tenant: name
-- params: 'acme'
SELECT "id" FROM "public"."items"
WHERE «"order_id" IN (SELECT "o"."id" FROM "public"."orders" AS "o"
  WHERE «"o"."company_id" = (SELECT MIN("companies"."id") FROM "public"."companies" WHERE CAST("companies"."name" AS VARCHAR) = $1 HAVING COUNT(*) = 1)»)»

-- # a plain equation of the name beside the safe one
-- engines: postgres
-- tenant: name
-- params: 'acme' 'acme'
SELECT "id" FROM "public"."orders"
WHERE "company_id" = (SELECT MIN("id") FROM "public"."companies" WHERE ("name" = $1 AND «CAST("name" AS text) COLLATE "C" = $2») HAVING COUNT(*) = 1)
