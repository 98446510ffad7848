WITH "scoped_orders" AS (
  SELECT
    "id",
    "status",
    "amount",
    "quantity",
    "rate",
    "due"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
)
SELECT
  SUM(CAST("scoped_orders"."id" AS DECIMAL(38, 0))) AS "orders.id.sum",
  SUM("scoped_orders"."quantity") AS "orders.quantity.sum",
  SUM(CAST("scoped_orders"."rate" AS DOUBLE)) AS "orders.rate.sum",
  (CAST(SUM("scoped_orders"."amount") AS DOUBLE) / CAST(COUNT("scoped_orders"."amount") AS DOUBLE)) AS "orders.amount.avg",
  AVG(CAST("scoped_orders"."rate" AS DOUBLE)) AS "orders.rate.avg",
  MAX("scoped_orders"."status") AS "orders.status.max",
  MIN("scoped_orders"."due") AS "orders.due.min",
  COUNT(*) AS "orders.count"
FROM "scoped_orders"
-- $1: Integer(7)
-- orders.id.sum Decimal { precision: 38, scale: 0 }
-- orders.quantity.sum Int64
-- orders.rate.sum Float64
-- orders.amount.avg Float64
-- orders.rate.avg Float64
-- orders.status.max Text
-- orders.due.min Date
-- orders.count Int64
