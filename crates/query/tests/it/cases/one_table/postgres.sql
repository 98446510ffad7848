WITH "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    CAST("status" AS text) AS "status",
    "amount"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
)
SELECT
  "scoped_orders"."status" AS "orders.status",
  SUM("scoped_orders"."amount") AS "orders.revenue",
  COUNT(*) AS "orders.count"
FROM "scoped_orders"
GROUP BY 1
ORDER BY "scoped_orders"."status" COLLATE "C" ASC NULLS LAST
-- $1: Integer(7)
-- orders.status Text
-- orders.revenue Decimal { precision: 38, scale: 2 }
-- orders.count Int64
