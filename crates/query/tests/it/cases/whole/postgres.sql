WITH "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    "customer_id",
    (CAST("amount" AS double precision) / NULLIF(CAST("quantity" AS double precision), 0)) AS "unit_price value"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
)
SELECT
  COUNT(*) AS "orders.count",
  CAST(AVG("scoped_orders"."unit_price value") AS double precision) AS "orders.unit_price",
  COUNT(DISTINCT "scoped_orders"."customer_id") AS "orders.customers"
FROM "scoped_orders"
-- $1: Integer(7)
-- orders.count Int64
-- orders.unit_price Float64
-- orders.customers Int64
