WITH "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    1 AS "present"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
)
SELECT
  COUNT(*) AS "orders"
FROM "scoped_orders" AS "from_2_orders"
-- $1: Integer(7)
-- orders Int64
