WITH "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    "customer_id",
    "amount"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
), "scoped_customers" AS NOT MATERIALIZED (
  SELECT
    "id",
    "city",
    "country_code"
  FROM "public"."customers"
  WHERE ("customers"."tenant_id" = $2)
), "scoped_countries" AS NOT MATERIALIZED (
  SELECT
    "code",
    "name"
  FROM "public"."countries"
)
SELECT
  "scoped_customers"."city" AS "customers.city",
  "scoped_countries"."name" AS "countries.name",
  SUM("scoped_orders"."amount") AS "orders.revenue"
FROM "scoped_orders"
LEFT JOIN "scoped_customers" ON ("scoped_orders"."customer_id" = "scoped_customers"."id")
LEFT JOIN "scoped_countries" ON ("scoped_customers"."country_code" = "scoped_countries"."code")
GROUP BY 1, 2
ORDER BY "scoped_customers"."city" COLLATE "C" ASC NULLS LAST, "scoped_countries"."name" COLLATE "C" ASC NULLS LAST
-- $1: Integer(7)
-- $2: Integer(7)
-- customers.city Text
-- countries.name Text
-- orders.revenue Decimal { precision: 38, scale: 2 }
