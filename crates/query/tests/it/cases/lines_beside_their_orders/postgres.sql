WITH "unscoped_lines" AS NOT MATERIALIZED (
  SELECT
    "order_id",
    "product_code",
    1 AS "present"
  FROM "public"."lines"
), "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    "id"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
)
SELECT
  "scoped_lines"."product_code" AS "lines.product_code",
  COUNT("scoped_lines"."present") AS "lines",
  COUNT(DISTINCT "scoped_orders"."id") AS "orders"
FROM "scoped_orders"
LEFT JOIN "unscoped_lines" AS "scoped_lines" ON ("scoped_orders"."id" = "scoped_lines"."order_id")
GROUP BY 1
ORDER BY "scoped_lines"."product_code" COLLATE "C" ASC NULLS LAST
-- $1: Integer(7)
-- lines.product_code Text
-- lines Int64
-- orders Int64
