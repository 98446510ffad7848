WITH "scoped_orders" AS (
  SELECT
    "status",
    "amount",
    "created_at"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
), "rows_of_orders" AS (
  SELECT
    "scoped_orders"."status" AS "orders.status",
    DATE_TRUNC('month', TO_LOCAL_TIME(ARROW_CAST("scoped_orders"."created_at", 'Timestamp(Microsecond, Some("UTC"))'))) AS "orders.created_at.month",
    SUM("scoped_orders"."amount") AS "orders.revenue up to now"
  FROM "scoped_orders"
  WHERE (("scoped_orders"."created_at" >= $2) AND ("scoped_orders"."created_at" < $3))
  GROUP BY 1, 2
), "shown_periods" AS (
  SELECT DISTINCT
    "rows_of_orders"."orders.created_at.month" AS "orders.created_at.month"
  FROM "rows_of_orders"
), "fact_orders_up_to" AS (
  SELECT
    "rows_of_orders"."orders.status" AS "orders.status",
    "shown_periods"."orders.created_at.month" AS "orders.created_at.month",
    SUM(CAST("rows_of_orders"."orders.revenue up to now" AS DECIMAL(60, 2))) AS "orders.revenue up to now"
  FROM "rows_of_orders"
  INNER JOIN "shown_periods" ON ("rows_of_orders"."orders.created_at.month" <= "shown_periods"."orders.created_at.month")
  GROUP BY 1, 2
)
SELECT
  "fact_orders_up_to"."orders.status" AS "orders.status",
  "fact_orders_up_to"."orders.created_at.month" AS "orders.created_at.month",
  "fact_orders_up_to"."orders.revenue up to now" AS "orders.revenue.cumulative"
FROM "fact_orders_up_to"
ORDER BY "fact_orders_up_to"."orders.status" ASC NULLS LAST, 2 ASC NULLS LAST
-- $1: Integer(7)
-- $2: TimestampTz(2024-01-15T00:00:00Z)
-- $3: TimestampTz(2024-07-01T00:00:00Z)
-- orders.status Text
-- orders.created_at.month Timestamp
-- orders.revenue.cumulative Decimal { precision: 38, scale: 2 }
