WITH "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    "created_at",
    "due",
    "logged_at"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
)
SELECT
  "groups_1"."g1" AS "year",
  "groups_1"."a1" AS "n"
FROM (
  SELECT
    CAST(EXTRACT(YEAR FROM ("from_2_orders"."created_at" AT TIME ZONE 'Europe/Oslo')) AS bigint) AS "g1",
    COUNT(*) AS "a1"
  FROM "scoped_orders" AS "from_2_orders"
  WHERE ("from_2_orders"."created_at" >= $2) AND ("from_2_orders"."due" < $3) AND ("from_2_orders"."logged_at" < $4)
  GROUP BY 1
) AS "groups_1"
-- $1: Integer(7)
-- $2: TimestampTz(2023-12-31T23:00:00Z)
-- $3: Date(2025-01-01)
-- $4: Timestamp(2025-03-15T10:30:00)
-- year Int64
-- n Int64
