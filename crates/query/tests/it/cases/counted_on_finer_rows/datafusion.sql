WITH "unscoped_lines" AS (
  SELECT
    "order_id",
    "product_code",
    ("price" * ($1 - "discount")) AS "net value"
  FROM "public"."lines"
), "scoped_orders" AS (
  SELECT
    "id",
    "customer_id",
    "status"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $2)
), "scoped_customers" AS (
  SELECT
    "id",
    "city"
  FROM "public"."customers"
  WHERE ("customers"."tenant_id" = $3)
)
SELECT
  "scoped_orders"."status" AS "orders.status",
  SUM("scoped_lines"."net value") AS "lines.net",
  COUNT(DISTINCT "scoped_orders"."id") AS "orders",
  MAX("scoped_customers"."city") AS "last_city"
FROM "scoped_orders"
INNER JOIN "unscoped_lines" AS "scoped_lines" ON ("scoped_lines"."order_id" = "scoped_orders"."id")
LEFT JOIN "scoped_customers" ON ("scoped_orders"."customer_id" = "scoped_customers"."id")
WHERE ("scoped_lines"."product_code" = $4)
GROUP BY 1
ORDER BY "scoped_orders"."status" ASC NULLS LAST
-- $1: Integer(1)
-- $2: Integer(7)
-- $3: Integer(7)
-- $4: Text("P1")
-- orders.status Text
-- lines.net Decimal { precision: 38, scale: 4 }
-- orders Int64
-- last_city Text
