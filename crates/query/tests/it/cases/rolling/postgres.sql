WITH "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    "customer_id",
    "amount",
    "created_at"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
), "fact_orders" AS (
  SELECT
    DATE_TRUNC('month', ("scoped_orders"."created_at" AT TIME ZONE 'UTC')) AS "orders.created_at.month",
    SUM("scoped_orders"."amount") AS "orders.revenue"
  FROM "scoped_orders"
  WHERE (("scoped_orders"."created_at" >= $2) AND ("scoped_orders"."created_at" < $3))
  GROUP BY 1
), "rows_of_orders" AS (
  SELECT
    DATE_TRUNC('month', ("scoped_orders"."created_at" AT TIME ZONE 'UTC')) AS "orders.created_at.month",
    CASE WHEN (("scoped_orders"."created_at" >= $4) AND ("scoped_orders"."created_at" < $5)) THEN 1 ELSE 0 END AS "is_shown",
    "scoped_orders"."customer_id" AS "orders.customers up to now"
  FROM "scoped_orders"
  WHERE (("scoped_orders"."created_at" >= $6) AND ("scoped_orders"."created_at" < $7))
), "shown_periods" AS (
  SELECT DISTINCT
    "rows_of_orders"."orders.created_at.month" AS "orders.created_at.month"
  FROM "rows_of_orders"
  WHERE ("rows_of_orders"."is_shown" = 1)
), "fact_orders_up_to" AS (
  SELECT
    "shown_periods"."orders.created_at.month" AS "orders.created_at.month",
    COUNT(DISTINCT "rows_of_orders"."orders.customers up to now") AS "orders.customers up to now"
  FROM "rows_of_orders"
  INNER JOIN "shown_periods" ON ("rows_of_orders"."orders.created_at.month" <= "shown_periods"."orders.created_at.month") AND ("rows_of_orders"."orders.created_at.month" > ("shown_periods"."orders.created_at.month" + INTERVAL '-3 month'))
  GROUP BY 1
), "stacked" AS (
  SELECT
    "fact_orders"."orders.created_at.month" AS "orders.created_at.month",
    "fact_orders"."orders.revenue" AS "orders.revenue",
    CAST(NULL AS bigint) AS "orders.customers up to now"
  FROM "fact_orders"
  UNION ALL
  SELECT
    "fact_orders_up_to"."orders.created_at.month" AS "orders.created_at.month",
    CAST(NULL AS numeric(38, 2)) AS "orders.revenue",
    "fact_orders_up_to"."orders.customers up to now" AS "orders.customers up to now"
  FROM "fact_orders_up_to"
), "combined" AS (
  SELECT
    "stacked"."orders.created_at.month" AS "orders.created_at.month",
    MAX("stacked"."orders.revenue") AS "orders.revenue",
    COALESCE(MAX("stacked"."orders.customers up to now"), 0) AS "orders.customers up to now"
  FROM "stacked"
  GROUP BY 1
)
SELECT
  "combined"."orders.created_at.month" AS "orders.created_at.month",
  "combined"."orders.revenue" AS "orders.revenue",
  "combined"."orders.customers up to now" AS "orders.customers.rolling3"
FROM "combined"
ORDER BY 1 ASC NULLS LAST
-- $1: Integer(7)
-- $2: TimestampTz(2024-01-15T00:00:00Z)
-- $3: TimestampTz(2024-07-01T00:00:00Z)
-- $4: TimestampTz(2024-01-15T00:00:00Z)
-- $5: TimestampTz(2024-07-01T00:00:00Z)
-- $6: TimestampTz(2023-11-01T00:00:00Z)
-- $7: TimestampTz(2024-07-01T00:00:00Z)
-- orders.created_at.month Timestamp
-- orders.revenue Decimal { precision: 38, scale: 2 }
-- orders.customers.rolling3 Int64
