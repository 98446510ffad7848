WITH "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    "id",
    CAST("status" AS text) AS "status",
    "amount",
    "quantity",
    "rate",
    "due"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
)
SELECT
  SUM("scoped_orders"."id") AS "orders.id.sum",
  SUM("scoped_orders"."quantity") AS "orders.quantity.sum",
  SUM(CAST("scoped_orders"."rate" AS double precision)) AS "orders.rate.sum",
  CAST(AVG("scoped_orders"."amount") AS double precision) AS "orders.amount.avg",
  CAST(AVG("scoped_orders"."rate") AS double precision) AS "orders.rate.avg",
  MAX("scoped_orders"."status" COLLATE "C") AS "orders.status.max",
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
