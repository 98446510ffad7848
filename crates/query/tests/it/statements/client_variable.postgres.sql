WITH "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    "tenant_id"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
)
SELECT
  COUNT(*) AS "n"
FROM "scoped_orders" AS "from_2_orders"
WHERE ("from_2_orders"."tenant_id" = $2) AND ("from_2_orders"."tenant_id" = $3)
-- $1: Integer(7)
-- $2: Integer(7)
-- $3: Integer(7)
-- n Int64
