WITH "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    "amount",
    "created_at"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
), "groups_of_orders" AS (
  SELECT
    DATE_TRUNC('month', ("scoped_orders"."created_at" AT TIME ZONE 'Europe/Oslo')) AS "orders.created_at.month",
    MAX(CASE WHEN (("scoped_orders"."created_at" >= $2) AND ("scoped_orders"."created_at" < $3)) THEN 1 ELSE 0 END) AS "has_rows_1",
    SUM(CASE WHEN (("scoped_orders"."created_at" >= $4) AND ("scoped_orders"."created_at" < $5)) THEN "scoped_orders"."amount" END) AS "orders.revenue",
    MAX(CASE WHEN (("scoped_orders"."created_at" >= $6) AND ("scoped_orders"."created_at" < $7)) THEN 1 ELSE 0 END) AS "has_rows_2",
    SUM(CASE WHEN (("scoped_orders"."created_at" >= $8) AND ("scoped_orders"."created_at" < $9)) THEN "scoped_orders"."amount" END) AS "orders.revenue before"
  FROM "scoped_orders"
  WHERE ((("scoped_orders"."created_at" >= $10) AND ("scoped_orders"."created_at" < $11)) OR (("scoped_orders"."created_at" >= $12) AND ("scoped_orders"."created_at" < $13)))
  GROUP BY 1
), "fact_orders" AS (
  SELECT
    "groups_of_orders"."orders.created_at.month" AS "orders.created_at.month",
    "groups_of_orders"."orders.revenue" AS "orders.revenue"
  FROM "groups_of_orders"
  WHERE ("groups_of_orders"."has_rows_1" = 1)
), "fact_orders_before" AS (
  SELECT
    ("groups_of_orders"."orders.created_at.month" + INTERVAL '1 year') AS "orders.created_at.month",
    "groups_of_orders"."orders.revenue before" AS "orders.revenue before"
  FROM "groups_of_orders"
  WHERE ("groups_of_orders"."has_rows_2" = 1)
), "stacked" AS (
  SELECT
    "fact_orders"."orders.created_at.month" AS "orders.created_at.month",
    "fact_orders"."orders.revenue" AS "orders.revenue",
    CAST(NULL AS numeric(38, 2)) AS "orders.revenue before"
  FROM "fact_orders"
  UNION ALL
  SELECT
    "fact_orders_before"."orders.created_at.month" AS "orders.created_at.month",
    CAST(NULL AS numeric(38, 2)) AS "orders.revenue",
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
  (CAST(("combined"."orders.revenue" - "combined"."orders.revenue before") AS double precision) / NULLIF(CAST("combined"."orders.revenue before" AS double precision), 0)) AS "growth"
FROM "combined"
ORDER BY 1 ASC NULLS LAST
-- $1: Integer(7)
-- $2: TimestampTz(2024-01-14T23:00:00Z)
-- $3: TimestampTz(2024-06-30T22:00:00Z)
-- $4: TimestampTz(2024-01-14T23:00:00Z)
-- $5: TimestampTz(2024-06-30T22:00:00Z)
-- $6: TimestampTz(2023-01-14T23:00:00Z)
-- $7: TimestampTz(2023-06-30T22:00:00Z)
-- $8: TimestampTz(2023-01-14T23:00:00Z)
-- $9: TimestampTz(2023-06-30T22:00:00Z)
-- $10: TimestampTz(2024-01-14T23:00:00Z)
-- $11: TimestampTz(2024-06-30T22:00:00Z)
-- $12: TimestampTz(2023-01-14T23:00:00Z)
-- $13: TimestampTz(2023-06-30T22:00:00Z)
-- orders.created_at.month Timestamp
-- orders.revenue Decimal { precision: 38, scale: 2 }
-- orders.revenue.previousYear Decimal { precision: 38, scale: 2 }
-- growth Float64
