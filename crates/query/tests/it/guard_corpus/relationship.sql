-- # through a relationship, without the rule inside
-- because: Unscoped
SELECT "id" FROM "public"."items" WHERE "order_id" IN (SELECT "o"."id" FROM "public"."orders" AS "o" WHERE "o"."id" = $1)

-- # through a relationship, without any WHERE inside
-- because: Unscoped
SELECT "id" FROM "public"."items" WHERE "id" = $1 AND "order_id" IN (SELECT "o"."id" FROM "public"."orders" AS "o")

-- # the rule of the other table applied to this one
-- because: Unscoped
SELECT "id" FROM "public"."items" WHERE "company_id" = $1

-- # NOT IN
-- because: Unscoped
SELECT "id" FROM "public"."items" WHERE "order_id" NOT IN (SELECT "o"."id" FROM "public"."orders" AS "o" WHERE "o"."company_id" = $1)

-- # NOT before IN
-- because: Unscoped
SELECT "id" FROM "public"."items" WHERE NOT "order_id" IN (SELECT "o"."id" FROM "public"."orders" AS "o" WHERE "o"."company_id" = $1)

-- # IN or something else
-- because: Unscoped
SELECT "id" FROM "public"."items" WHERE "order_id" IN (SELECT "o"."id" FROM "public"."orders" AS "o" WHERE "o"."company_id" = $1) OR "order_id" IS NULL

-- # the wrong column here
-- because: Unscoped
SELECT "id" FROM "public"."items" WHERE "id" IN (SELECT "o"."id" FROM "public"."orders" AS "o" WHERE "o"."company_id" = $1)

-- # the wrong column there
-- because: Unscoped
SELECT "id" FROM "public"."items" WHERE "order_id" IN (SELECT "o"."customer_id" FROM "public"."orders" AS "o" WHERE "o"."company_id" = $1)

-- # a constant there
-- because: Unscoped
SELECT "id" FROM "public"."items" WHERE "order_id" IN (SELECT 1 FROM "public"."orders" AS "o" WHERE "o"."company_id" = $1)

-- # the outer column there
-- because: Unscoped
SELECT "id" FROM "public"."items" WHERE "order_id" IN (SELECT "items"."order_id" FROM "public"."orders" AS "o" WHERE "o"."company_id" = $1)

-- # an unqualified column there could mean the outer row
-- because: Unscoped
SELECT "id" FROM "public"."items" WHERE "order_id" IN (SELECT "id" FROM "public"."orders" AS "o" WHERE "o"."company_id" = $1)

-- # an expression there
-- because: Unscoped
SELECT "id" FROM "public"."items" WHERE "order_id" IN (SELECT "o"."id" + 0 FROM "public"."orders" AS "o" WHERE "o"."company_id" = $1)

-- # an expression here
-- because: Unscoped
SELECT "id" FROM "public"."items" WHERE ABS("order_id") IN (SELECT "o"."id" FROM "public"."orders" AS "o" WHERE "o"."company_id" = $1)

-- # the wrong table
-- because: Unscoped
SELECT "id" FROM "public"."items" WHERE "order_id" IN (SELECT "c"."id" FROM "public"."customers" AS "c" WHERE "c"."tenant" = $1)

-- # the table of the same name in another schema
-- because: Unscoped
SELECT "id" FROM "public"."items" WHERE "order_id" IN (SELECT "o"."id" FROM "sales"."orders" AS "o" WHERE "o"."company_id" = $1)

-- # a shared table
-- because: Unscoped
SELECT "id" FROM "public"."items" WHERE "id" = $1 AND "order_id" IN (SELECT "c"."id" FROM "public"."countries" AS "c")

-- # a CTE named as the other table
-- because: Unscoped
WITH "orders" AS (SELECT "id" FROM "public"."orders" WHERE "company_id" = $1)
SELECT "id" FROM "public"."items" WHERE "order_id" IN (SELECT "orders"."id" FROM "orders")

-- # a CTE with rows of its own making
-- because: Unscoped
WITH "o" AS (SELECT 1 AS "id" WHERE $1 = 7 UNION ALL SELECT 2)
SELECT "id" FROM "public"."items" WHERE "order_id" IN (SELECT "o"."id" FROM "o")

-- # a derived table
-- because: Unscoped
SELECT "id" FROM "public"."items" WHERE "order_id" IN (SELECT "d"."id" FROM (SELECT "o"."id" FROM "public"."orders" AS "o" WHERE "o"."company_id" = $1) AS "d")

-- # a union that adds rows
-- because: Unscoped
SELECT "id" FROM "public"."items" WHERE "order_id" IN (SELECT "o"."id" FROM "public"."orders" AS "o" WHERE "o"."company_id" = $1 UNION ALL SELECT 5)

-- # a self-join inside
-- because: Unscoped
SELECT "id" FROM "public"."items" WHERE "order_id" IN (SELECT "o"."id" FROM "public"."orders" AS "o" CROSS JOIN "public"."orders" AS "p" WHERE "p"."company_id" = $1)

-- # the inner rule is OR'ed
-- because: Unscoped
SELECT "id" FROM "public"."items" WHERE "order_id" IN (SELECT "o"."id" FROM "public"."orders" AS "o" WHERE "o"."company_id" = $1 OR TRUE)

-- # the inner rule uses another tenant
-- because: Unscoped
-- params: 8
SELECT "id" FROM "public"."items" WHERE "order_id" IN (SELECT "o"."id" FROM "public"."orders" AS "o" WHERE "o"."company_id" = $1)

-- # the inner rule is in HAVING
-- because: Unscoped
SELECT "id" FROM "public"."items" WHERE "order_id" IN (SELECT "o"."id" FROM "public"."orders" AS "o" GROUP BY "o"."id", "o"."company_id" HAVING "o"."company_id" = $1)

-- # ANY of the sub-query
-- because: Unscoped
SELECT "id" FROM "public"."items" WHERE "order_id" = ANY(SELECT "o"."id" FROM "public"."orders" AS "o" WHERE "o"."company_id" = $1)

-- # the semi-join under IS TRUE
-- because: Unscoped
SELECT "id" FROM "public"."items" WHERE ("order_id" IN (SELECT "o"."id" FROM "public"."orders" AS "o" WHERE "o"."company_id" = $1)) IS NOT FALSE

-- # a tuple with one of two pairs
-- because: Unscoped
SELECT "id" FROM "public"."shipments" AS "s" WHERE "s"."order_id" IN (SELECT "o"."id" FROM "public"."orders" AS "o" WHERE "o"."company_id" = $1)

-- # a tuple with one pair twice
-- because: Unscoped
SELECT "id" FROM "public"."shipments" AS "s" WHERE ("s"."order_id", "s"."order_id") IN (SELECT "o"."id", "o"."id" FROM "public"."orders" AS "o" WHERE "o"."company_id" = $1)

-- # a tuple with crossed pairs
-- because: Unscoped
SELECT "id" FROM "public"."shipments" AS "s" WHERE ("s"."order_id", "s"."region") IN (SELECT "o"."region", "o"."id" FROM "public"."orders" AS "o" WHERE "o"."company_id" = $1)

-- # EXISTS without the key
-- because: Unscoped
SELECT "id" FROM "public"."items" AS "i" WHERE EXISTS (SELECT 1 FROM "public"."orders" AS "o" WHERE "o"."company_id" = $1)

-- # EXISTS with one of two keys
-- because: Unscoped
SELECT "id" FROM "public"."shipments" AS "s" WHERE EXISTS (SELECT 1 FROM "public"."orders" AS "o" WHERE "o"."id" = "s"."order_id" AND "o"."company_id" = $1)

-- # EXISTS with the key OR'ed
-- because: Unscoped
SELECT "id" FROM "public"."items" AS "i" WHERE EXISTS (SELECT 1 FROM "public"."orders" AS "o" WHERE ("o"."id" = "i"."order_id" OR TRUE) AND "o"."company_id" = $1)

-- # NOT EXISTS
-- because: Unscoped
SELECT "id" FROM "public"."items" AS "i" WHERE NOT EXISTS (SELECT 1 FROM "public"."orders" AS "o" WHERE "o"."id" = "i"."order_id" AND "o"."company_id" = $1)

-- # EXISTS of an aggregate, which always has a row
-- because: Unscoped
SELECT "id" FROM "public"."items" AS "i" WHERE EXISTS (SELECT COUNT(*) FROM "public"."orders" AS "o" WHERE "o"."id" = "i"."order_id" AND "o"."company_id" = $1)

-- # EXISTS where both sides have one name
-- because: Unscoped
SELECT "id" FROM "public"."items" AS "o" WHERE EXISTS (SELECT 1 FROM "public"."orders" AS "o" WHERE "o"."id" = "o"."order_id" AND "o"."company_id" = $1)

-- # EXISTS with the inner column on both sides
-- because: Unscoped
SELECT "id" FROM "public"."items" AS "i" WHERE EXISTS (SELECT 1 FROM "public"."orders" AS "o" WHERE "o"."id" = "o"."id" AND "o"."company_id" = $1)

-- # EXISTS with unqualified columns
-- because: Unscoped
SELECT "id" FROM "public"."items" AS "i" WHERE EXISTS (SELECT 1 FROM "public"."orders" AS "o" WHERE "id" = "order_id" AND "o"."company_id" = $1)

-- # two aliases that PostgreSQL cuts to the same 63 bytes
-- because: Name
SELECT "id" FROM "public"."items" AS "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaax" WHERE EXISTS (SELECT 1 FROM "public"."orders" AS "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaay" WHERE "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaay"."id" = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaax"."order_id" AND "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaay"."company_id" = $1)

-- # the middle of two relationships is not scoped
-- because: Unscoped
SELECT "id" FROM "public"."parcels" WHERE "shipment_id" IN (SELECT "s"."id" FROM "public"."shipments" AS "s" WHERE "s"."id" = $1)

-- # one relationship is jumped over
-- because: Unscoped
SELECT "id" FROM "public"."parcels" WHERE "shipment_id" IN (SELECT "o"."id" FROM "public"."orders" AS "o" WHERE "o"."company_id" = $1)

-- # through a relationship to a shared table
-- because: Unscoped
SELECT "id" FROM "public"."tags" WHERE "id" = $1 AND "country" IN (SELECT "c"."code" FROM "public"."countries" AS "c")

-- # through a relationship to itself
-- because: Unscoped
SELECT "id" FROM "public"."nodes" WHERE "id" = $1 AND "parent" IN (SELECT "n"."id" FROM "public"."nodes" AS "n" WHERE "n"."id" = $1)

-- # through a relationship that is not declared
-- because: NoRule
SELECT "id" FROM "public"."lost" WHERE "order_id" IN (SELECT "o"."id" FROM "public"."orders" AS "o" WHERE "o"."company_id" = $1)

-- # the semi-join in ON
-- because: NotAlone
SELECT "i"."id" FROM "public"."items" AS "i" JOIN "public"."orders" AS "o" ON "o"."id" = "i"."order_id" AND "o"."company_id" = $1
