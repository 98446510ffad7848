WITH "scoped_orders" AS (
  SELECT
    "status",
    "amount",
    "paid"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
)
SELECT
  PERCENTILE_CONT(0.500000) WITHIN GROUP (ORDER BY CAST("scoped_orders"."amount" AS DOUBLE)) AS "orders.amount.median",
  PERCENTILE_CONT(0.900000000000001) WITHIN GROUP (ORDER BY CAST("scoped_orders"."amount" AS DOUBLE)) AS "orders.amount.percentile",
  STDDEV_SAMP(CAST("scoped_orders"."amount" AS DOUBLE)) AS "orders.amount.stddev",
  BOOL_OR("scoped_orders"."paid") AS "orders.paid.any",
  BOOL_AND("scoped_orders"."paid") AS "orders.paid.all",
  ARRAY_TO_STRING(ARRAY_SORT(ARRAY_AGG("scoped_orders"."status") FILTER (WHERE "scoped_orders"."status" IS NOT NULL)), $2) AS "orders.status.string_agg",
  CAST(APPROX_DISTINCT("scoped_orders"."status") AS BIGINT) AS "orders.status.approx_distinct"
FROM "scoped_orders"
-- $1: Integer(7)
-- $2: Text("; ")
-- orders.amount.median Float64
-- orders.amount.percentile Float64
-- orders.amount.stddev Float64
-- orders.paid.any Boolean
-- orders.paid.all Boolean
-- orders.status.string_agg Text
-- orders.status.approx_distinct Int64
