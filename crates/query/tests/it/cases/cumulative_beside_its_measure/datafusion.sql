WITH "scoped_orders" AS (
  SELECT
    "amount",
    "created_at"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
), "fact_orders" AS (
  SELECT
    DATE_TRUNC('month', TO_LOCAL_TIME(ARROW_CAST("scoped_orders"."created_at", 'Timestamp(Microsecond, Some("UTC"))'))) AS "orders.created_at.month",
    SUM("scoped_orders"."amount") AS "orders.revenue"
  FROM "scoped_orders"
  WHERE (("scoped_orders"."created_at" >= $2) AND ("scoped_orders"."created_at" < $3))
  GROUP BY 1
), "rows_of_orders" AS (
  SELECT
    DATE_TRUNC('month', TO_LOCAL_TIME(ARROW_CAST("scoped_orders"."created_at", 'Timestamp(Microsecond, Some("UTC"))'))) AS "orders.created_at.month",
    SUM("scoped_orders"."amount") AS "orders.revenue up to now"
  FROM "scoped_orders"
  WHERE (("scoped_orders"."created_at" >= $4) AND ("scoped_orders"."created_at" < $5))
  GROUP BY 1
), "shown_periods" AS (
  SELECT DISTINCT
    "rows_of_orders"."orders.created_at.month" AS "orders.created_at.month"
  FROM "rows_of_orders"
), "fact_orders_up_to" AS (
  SELECT
    "shown_periods"."orders.created_at.month" AS "orders.created_at.month",
    SUM(CAST("rows_of_orders"."orders.revenue up to now" AS DECIMAL(60, 2))) AS "orders.revenue up to now"
  FROM "rows_of_orders"
  INNER JOIN "shown_periods" ON ("rows_of_orders"."orders.created_at.month" <= "shown_periods"."orders.created_at.month")
  GROUP BY 1
), "stacked" AS (
  SELECT
    "fact_orders"."orders.created_at.month" AS "orders.created_at.month",
    "fact_orders"."orders.revenue" AS "orders.revenue",
    CAST(NULL AS DECIMAL(38, 2)) AS "orders.revenue up to now"
  FROM "fact_orders"
  UNION ALL
  SELECT
    "fact_orders_up_to"."orders.created_at.month" AS "orders.created_at.month",
    CAST(NULL AS DECIMAL(38, 2)) AS "orders.revenue",
    "fact_orders_up_to"."orders.revenue up to now" AS "orders.revenue up to now"
  FROM "fact_orders_up_to"
), "combined" AS (
  SELECT
    "stacked"."orders.created_at.month" AS "orders.created_at.month",
    MAX("stacked"."orders.revenue") AS "orders.revenue",
    MAX("stacked"."orders.revenue up to now") AS "orders.revenue up to now"
  FROM "stacked"
  GROUP BY 1
)
SELECT
  "combined"."orders.created_at.month" AS "orders.created_at.month",
  "combined"."orders.revenue" AS "orders.revenue",
  "combined"."orders.revenue up to now" AS "so far"
FROM "combined"
ORDER BY 1 ASC NULLS LAST
-- $1: Integer(7)
-- $2: TimestampTz(2024-01-01T00:00:00Z)
-- $3: TimestampTz(2025-01-01T00:00:00Z)
-- $4: TimestampTz(2024-01-01T00:00:00Z)
-- $5: TimestampTz(2025-01-01T00:00:00Z)
-- orders.created_at.month Timestamp
-- orders.revenue Decimal { precision: 38, scale: 2 }
-- so far Decimal { precision: 38, scale: 2 }
