WITH "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    "customer_id"
  FROM "public"."orders"
), "scoped_customers" AS NOT MATERIALIZED (
  SELECT
    "id",
    "city"
  FROM "public"."customers"
)
SELECT
  "scoped_customers"."city" AS "customers.city",
  COUNT(*) AS "orders.count"
FROM "scoped_orders"
LEFT JOIN "scoped_customers" ON ("scoped_orders"."customer_id" = "scoped_customers"."id")
GROUP BY 1
ORDER BY "scoped_customers"."city" COLLATE "C" ASC NULLS LAST
-- customers.city Text
-- orders.count Int64
