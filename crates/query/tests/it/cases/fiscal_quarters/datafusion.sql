WITH "scoped_orders" AS (
  SELECT
    "due"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
)
SELECT
  (DATE_TRUNC('quarter', (CAST("scoped_orders"."due" AS TIMESTAMP(6)) + INTERVAL '-1 month')) + INTERVAL '1 month') AS "orders.due.fiscalQuarter",
  COUNT(*) AS "orders.count"
FROM "scoped_orders"
GROUP BY 1
ORDER BY 1 ASC NULLS LAST
-- $1: Integer(7)
-- orders.due.fiscalQuarter Timestamp
-- orders.count Int64
