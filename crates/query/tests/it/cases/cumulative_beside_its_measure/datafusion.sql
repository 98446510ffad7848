WITH "scoped_orders" AS (
  SELECT
    "amount",
    "created_at"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
), "groups_of_orders" AS (
  SELECT
    DATE_TRUNC('month', TO_LOCAL_TIME(ARROW_CAST("scoped_orders"."created_at", 'Timestamp(Microsecond, Some("UTC"))'))) AS "orders.created_at.month",
    SUM("scoped_orders"."amount") AS "orders.revenue",
    SUM("scoped_orders"."amount") AS "orders.revenue up to now"
  FROM "scoped_orders"
  WHERE (("scoped_orders"."created_at" >= $2) AND ("scoped_orders"."created_at" < $3))
  GROUP BY 1
), "running_orders" AS (
  SELECT
    "groups_of_orders"."orders.created_at.month" AS "orders.created_at.month",
    "groups_of_orders"."orders.revenue" AS "orders.revenue",
    SUM(CAST("groups_of_orders"."orders.revenue up to now" AS DECIMAL(60, 2))) OVER (ORDER BY "groups_of_orders"."orders.created_at.month" ASC NULLS LAST ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS "orders.revenue up to now"
  FROM "groups_of_orders"
)
SELECT
  "running_orders"."orders.created_at.month" AS "orders.created_at.month",
  "running_orders"."orders.revenue" AS "orders.revenue",
  "running_orders"."orders.revenue up to now" AS "so far"
FROM "running_orders"
ORDER BY 1 ASC NULLS LAST
-- $1: Integer(7)
-- $2: TimestampTz(2024-01-01T00:00:00Z)
-- $3: TimestampTz(2025-01-01T00:00:00Z)
-- orders.created_at.month Timestamp
-- orders.revenue Decimal { precision: 38, scale: 2 }
-- so far Decimal { precision: 38, scale: 2 }
