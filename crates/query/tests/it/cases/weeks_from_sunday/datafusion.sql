WITH "scoped_orders" AS (
  SELECT
    "created_at"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
)
SELECT
  (DATE_TRUNC('week', (TO_LOCAL_TIME(ARROW_CAST("scoped_orders"."created_at", 'Timestamp(Microsecond, Some("UTC"))')) + INTERVAL '-6 day')) + INTERVAL '6 day') AS "orders.created_at.week",
  COUNT(*) AS "orders.count"
FROM "scoped_orders"
GROUP BY 1
ORDER BY 1 ASC NULLS LAST
-- $1: Integer(7)
-- orders.created_at.week Timestamp
-- orders.count Int64
