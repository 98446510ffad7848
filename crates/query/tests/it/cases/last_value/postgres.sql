WITH "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    "customer_id",
    "amount",
    "created_at"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
), "rows_of_orders" AS (
  SELECT
    DATE_TRUNC('month', ("scoped_orders"."created_at" AT TIME ZONE 'UTC')) AS "orders.created_at.month",
    "scoped_orders"."amount" AS "balance",
    CASE WHEN ("scoped_orders"."created_at" = MAX("scoped_orders"."created_at") OVER (PARTITION BY DATE_TRUNC('month', ("scoped_orders"."created_at" AT TIME ZONE 'UTC')), "scoped_orders"."customer_id")) THEN 1 ELSE 0 END AS "is_latest_1"
  FROM "scoped_orders"
  WHERE (("scoped_orders"."created_at" >= $2) AND ("scoped_orders"."created_at" < $3))
), "fact_orders" AS (
  SELECT
    "rows_of_orders"."orders.created_at.month" AS "orders.created_at.month",
    SUM(CASE WHEN ("rows_of_orders"."is_latest_1" = 1) THEN "rows_of_orders"."balance" END) AS "balance"
  FROM "rows_of_orders"
  GROUP BY 1
)
SELECT
  "fact_orders"."orders.created_at.month" AS "orders.created_at.month",
  "fact_orders"."balance" AS "balance"
FROM "fact_orders"
ORDER BY 1 ASC NULLS LAST
-- $1: Integer(7)
-- $2: TimestampTz(2024-01-15T00:00:00Z)
-- $3: TimestampTz(2024-07-01T00:00:00Z)
-- orders.created_at.month Timestamp
-- balance Decimal { precision: 38, scale: 2 }
