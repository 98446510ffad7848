WITH "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    1 AS "present"
  FROM "public"."orders"
)
SELECT
  COUNT(*) AS "n"
FROM "scoped_orders" AS "from_2_orders"
-- n Int64
