WITH "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    "created_at",
    "due"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
)
SELECT
  COUNT(*) AS "n"
FROM "scoped_orders" AS "from_2_orders"
WHERE (("from_2_orders"."due" >= $2) AND ("from_2_orders"."due" <= $3)) AND ("from_2_orders"."created_at" < $4)
-- $1: Integer(7)
-- $2: Date(2024-01-01)
-- $3: Date(2024-12-31)
-- $4: TimestampTz(2025-01-01T12:00:00Z)
-- n Int64
