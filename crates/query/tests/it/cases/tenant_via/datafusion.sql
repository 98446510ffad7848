WITH "unscoped_lines" AS (
  SELECT
    "order_id",
    "product_code",
    ("price" * ($1 - "discount")) AS "net value"
  FROM "public"."lines"
), "scoped_orders" AS (
  SELECT
    "id",
    "status"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $2)
)
SELECT
  "scoped_lines"."product_code" AS "lines.product_code",
  "scoped_orders"."status" AS "orders.status",
  SUM("scoped_lines"."net value") AS "lines.net"
FROM "scoped_orders"
INNER JOIN "unscoped_lines" AS "scoped_lines" ON ("scoped_lines"."order_id" = "scoped_orders"."id")
GROUP BY 1, 2
ORDER BY "scoped_lines"."product_code" ASC NULLS LAST, "scoped_orders"."status" ASC NULLS LAST
-- $1: Integer(1)
-- $2: Integer(7)
-- lines.product_code Text
-- orders.status Text
-- lines.net Decimal { precision: 38, scale: 4 }
