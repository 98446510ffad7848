WITH "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    "amount"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
)
SELECT
  SUM("scoped_orders"."amount") AS "orders.revenue"
FROM "scoped_orders"
-- $1: Integer(7)
-- orders.revenue Decimal { precision: 38, scale: 2 }
