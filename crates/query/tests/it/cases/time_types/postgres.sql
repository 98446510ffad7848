WITH "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    "created_at",
    "due",
    "logged_at"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
)
SELECT
  DATE_TRUNC('day', ("scoped_orders"."created_at" AT TIME ZONE 'America/New_York')) AS "orders.created_at.day",
  DATE_TRUNC('quarter', CAST("scoped_orders"."due" AS timestamp)) AS "orders.due.quarter",
  DATE_TRUNC('hour', "scoped_orders"."logged_at") AS "orders.logged_at.hour"
FROM "scoped_orders"
GROUP BY 1, 2, 3
ORDER BY 1 ASC NULLS LAST, 2 ASC NULLS LAST, 3 ASC NULLS LAST
-- $1: Integer(7)
-- orders.created_at.day Timestamp
-- orders.due.quarter Timestamp
-- orders.logged_at.hour Timestamp
