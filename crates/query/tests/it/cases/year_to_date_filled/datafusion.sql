WITH "scoped_orders" AS (
  SELECT
    "status",
    "amount",
    "created_at"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
), "fact_orders" AS (
  SELECT
    "scoped_orders"."status" AS "orders.status",
    DATE_TRUNC('month', TO_LOCAL_TIME(ARROW_CAST("scoped_orders"."created_at", 'Timestamp(Microsecond, Some("UTC"))'))) AS "orders.created_at.month",
    SUM("scoped_orders"."amount") AS "orders.revenue"
  FROM "scoped_orders"
  WHERE (("scoped_orders"."created_at" >= $2) AND ("scoped_orders"."created_at" < $3))
  GROUP BY 1, 2
), "rows_of_orders" AS (
  SELECT
    "scoped_orders"."status" AS "orders.status",
    DATE_TRUNC('month', TO_LOCAL_TIME(ARROW_CAST("scoped_orders"."created_at", 'Timestamp(Microsecond, Some("UTC"))'))) AS "orders.created_at.month",
    CASE WHEN (("scoped_orders"."created_at" >= $4) AND ("scoped_orders"."created_at" < $5)) THEN 1 ELSE 0 END AS "is_shown",
    SUM("scoped_orders"."amount") AS "orders.revenue up to now"
  FROM "scoped_orders"
  WHERE (("scoped_orders"."created_at" >= $6) AND ("scoped_orders"."created_at" < $7))
  GROUP BY 1, 2, 3
), "all_periods" AS (
  SELECT
    "period"."orders.created_at.month" AS "orders.created_at.month"
  FROM (VALUES (CAST($8 AS TIMESTAMP(6))), (CAST($9 AS TIMESTAMP(6))), (CAST($10 AS TIMESTAMP(6))), (CAST($11 AS TIMESTAMP(6))), (CAST($12 AS TIMESTAMP(6))), (CAST($13 AS TIMESTAMP(6)))) AS "period" ("orders.created_at.month")
), "fact_orders_up_to" AS (
  SELECT
    "rows_of_orders"."orders.status" AS "orders.status",
    "all_periods"."orders.created_at.month" AS "orders.created_at.month",
    SUM(CAST("rows_of_orders"."orders.revenue up to now" AS DECIMAL(60, 2))) AS "orders.revenue up to now"
  FROM "rows_of_orders"
  INNER JOIN "all_periods" ON ("rows_of_orders"."orders.created_at.month" <= "all_periods"."orders.created_at.month") AND ("rows_of_orders"."orders.created_at.month" >= DATE_TRUNC('year', "all_periods"."orders.created_at.month"))
  GROUP BY 1, 2
), "stacked" AS (
  SELECT
    "fact_orders"."orders.status" AS "orders.status",
    "fact_orders"."orders.created_at.month" AS "orders.created_at.month",
    "fact_orders"."orders.revenue" AS "orders.revenue",
    CAST(NULL AS DECIMAL(38, 2)) AS "orders.revenue up to now"
  FROM "fact_orders"
  UNION ALL
  SELECT
    "fact_orders_up_to"."orders.status" AS "orders.status",
    "fact_orders_up_to"."orders.created_at.month" AS "orders.created_at.month",
    CAST(NULL AS DECIMAL(38, 2)) AS "orders.revenue",
    "fact_orders_up_to"."orders.revenue up to now" AS "orders.revenue up to now"
  FROM "fact_orders_up_to"
), "other_groups" AS (
  SELECT DISTINCT
    "stacked"."orders.status" AS "orders.status"
  FROM "stacked"
), "filled" AS (
  SELECT
    "stacked"."orders.status" AS "orders.status",
    "stacked"."orders.created_at.month" AS "orders.created_at.month",
    "stacked"."orders.revenue" AS "orders.revenue",
    "stacked"."orders.revenue up to now" AS "orders.revenue up to now"
  FROM "stacked"
  UNION ALL
  SELECT
    "other_groups"."orders.status" AS "orders.status",
    "all_periods"."orders.created_at.month" AS "orders.created_at.month",
    CAST(NULL AS DECIMAL(38, 2)) AS "orders.revenue",
    CAST(NULL AS DECIMAL(38, 2)) AS "orders.revenue up to now"
  FROM "all_periods"
  CROSS JOIN "other_groups"
), "combined" AS (
  SELECT
    "filled"."orders.status" AS "orders.status",
    "filled"."orders.created_at.month" AS "orders.created_at.month",
    MAX("filled"."orders.revenue") AS "orders.revenue",
    MAX("filled"."orders.revenue up to now") AS "orders.revenue up to now"
  FROM "filled"
  GROUP BY 1, 2
)
SELECT
  "combined"."orders.status" AS "orders.status",
  "combined"."orders.created_at.month" AS "orders.created_at.month",
  "combined"."orders.revenue up to now" AS "orders.revenue.yearToDate",
  "combined"."orders.revenue" AS "orders.revenue"
FROM "combined"
ORDER BY "combined"."orders.status" ASC NULLS LAST, 2 ASC NULLS LAST
-- $1: Integer(7)
-- $2: TimestampTz(2024-01-15T00:00:00Z)
-- $3: TimestampTz(2024-07-01T00:00:00Z)
-- $4: TimestampTz(2024-01-15T00:00:00Z)
-- $5: TimestampTz(2024-07-01T00:00:00Z)
-- $6: TimestampTz(2024-01-01T00:00:00Z)
-- $7: TimestampTz(2024-07-01T00:00:00Z)
-- $8: Timestamp(2024-01-01T00:00:00)
-- $9: Timestamp(2024-02-01T00:00:00)
-- $10: Timestamp(2024-03-01T00:00:00)
-- $11: Timestamp(2024-04-01T00:00:00)
-- $12: Timestamp(2024-05-01T00:00:00)
-- $13: Timestamp(2024-06-01T00:00:00)
-- orders.status Text
-- orders.created_at.month Timestamp
-- orders.revenue.yearToDate Decimal { precision: 38, scale: 2 }
-- orders.revenue Decimal { precision: 38, scale: 2 }
