WITH "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    "amount",
    "created_at"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
)
SELECT
  "groups_1"."g1" AS "month",
  "groups_1"."a1" AS "revenue"
FROM (
  SELECT
    DATE_TRUNC('month', ("from_2_orders"."created_at" AT TIME ZONE 'UTC')) AS "g1",
    SUM("from_2_orders"."amount") AS "a1"
  FROM "scoped_orders" AS "from_2_orders"
  WHERE ("from_2_orders"."created_at" >= $2)
  GROUP BY 1
) AS "groups_1"
ORDER BY 1 ASC NULLS LAST
-- $1: Integer(7)
-- $2: TimestampTz(2024-09-01T00:00:00Z)
-- month Timestamp
-- revenue Decimal { precision: 38, scale: 2 }
