WITH "scoped_customers" AS NOT MATERIALIZED (
  SELECT
    "id",
    "city"
  FROM "public"."customers"
  WHERE ("customers"."tenant_id" = $1)
), "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    "id",
    "customer_id"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $2)
), "with_orders" AS (
  SELECT
    "scoped_orders"."customer_id" AS "key_1"
  FROM "scoped_orders"
)
SELECT
  "scoped_customers"."city" AS "customers.city",
  COUNT(*) AS "idle"
FROM "scoped_customers"
WHERE (NOT EXISTS (
  SELECT
    1
  FROM "with_orders"
  WHERE ("scoped_customers"."id" = "with_orders"."key_1")
))
GROUP BY 1
ORDER BY "scoped_customers"."city" COLLATE "C" ASC NULLS LAST
-- $1: Integer(7)
-- $2: Integer(7)
-- customers.city Text
-- idle Int64
