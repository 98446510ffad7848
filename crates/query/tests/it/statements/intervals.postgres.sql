WITH "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    "id",
    "due"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
)
SELECT
  "from_2_orders"."id" AS "id",
  CAST((CAST("from_2_orders"."due" AS timestamp) + INTERVAL '1 month') AS date) AS "later"
FROM "scoped_orders" AS "from_2_orders"
WHERE ("from_2_orders"."due" >= $2)
-- $1: Integer(7)
-- $2: Date(2025-02-13)
-- id Int64
-- later Date
