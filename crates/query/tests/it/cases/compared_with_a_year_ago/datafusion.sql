WITH "scoped_orders" AS (
  SELECT
    "amount",
    "created_at"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
), "fact_orders" AS (
  SELECT
    DATE_TRUNC('month', TO_LOCAL_TIME(ARROW_CAST("scoped_orders"."created_at", 'Timestamp(Microsecond, Some("Europe/Oslo"))'))) AS "orders.created_at.month",
    SUM("scoped_orders"."amount") AS "orders.revenue"
  FROM "scoped_orders"
  WHERE (("scoped_orders"."created_at" >= $2) AND ("scoped_orders"."created_at" < $3))
  GROUP BY 1
), "fact_orders_before" AS (
  SELECT
    DATE_TRUNC('month', (TO_LOCAL_TIME(ARROW_CAST("scoped_orders"."created_at", 'Timestamp(Microsecond, Some("Europe/Oslo"))')) + INTERVAL '1 year')) AS "orders.created_at.month",
    SUM("scoped_orders"."amount") AS "orders.revenue before"
  FROM "scoped_orders"
  WHERE (("scoped_orders"."created_at" >= $4) AND ("scoped_orders"."created_at" < $5))
  GROUP BY 1
), "stacked" AS (
  SELECT
    "fact_orders"."orders.created_at.month" AS "orders.created_at.month",
    "fact_orders"."orders.revenue" AS "orders.revenue",
    CAST(NULL AS DECIMAL(38, 2)) AS "orders.revenue before"
  FROM "fact_orders"
  UNION ALL
  SELECT
    "fact_orders_before"."orders.created_at.month" AS "orders.created_at.month",
    CAST(NULL AS DECIMAL(38, 2)) AS "orders.revenue",
    "fact_orders_before"."orders.revenue before" AS "orders.revenue before"
  FROM "fact_orders_before"
), "combined" AS (
  SELECT
    "stacked"."orders.created_at.month" AS "orders.created_at.month",
    MAX("stacked"."orders.revenue") AS "orders.revenue",
    MAX("stacked"."orders.revenue before") AS "orders.revenue before"
  FROM "stacked"
  GROUP BY 1
)
SELECT
  "combined"."orders.created_at.month" AS "orders.created_at.month",
  "combined"."orders.revenue" AS "orders.revenue",
  "combined"."orders.revenue before" AS "orders.revenue.previousYear",
  (CAST(("combined"."orders.revenue" - "combined"."orders.revenue before") AS DOUBLE) / NULLIF(CAST("combined"."orders.revenue before" AS DOUBLE), 0)) AS "growth"
FROM "combined"
ORDER BY 1 ASC NULLS LAST
-- $1: Integer(7)
-- $2: TimestampTz(2024-01-14T23:00:00Z)
-- $3: TimestampTz(2024-06-30T22:00:00Z)
-- $4: TimestampTz(2023-01-14T23:00:00Z)
-- $5: TimestampTz(2023-06-30T22:00:00Z)
-- orders.created_at.month Timestamp
-- orders.revenue Decimal { precision: 38, scale: 2 }
-- orders.revenue.previousYear Decimal { precision: 38, scale: 2 }
-- growth Float64
