WITH "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    "id",
    CAST("status" AS text) AS "status",
    "amount"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
), "unscoped_lines" AS NOT MATERIALIZED (
  SELECT
    "order_id",
    "product_code",
    "price"
  FROM "public"."lines"
)
SELECT
  "scoped_orders"."status" AS "orders.status",
  SUM("scoped_orders"."amount") AS "orders.revenue"
FROM "scoped_orders"
WHERE EXISTS (
  SELECT
    1
  FROM "unscoped_lines" AS "scoped_lines"
  WHERE (("scoped_lines"."product_code" = $2) AND ("scoped_lines"."price" > $3)) AND ("scoped_lines"."order_id" = "scoped_orders"."id")
)
GROUP BY 1
ORDER BY "scoped_orders"."status" COLLATE "C" ASC NULLS LAST
-- $1: Integer(7)
-- $2: Text("P1")
-- $3: Integer(10)
-- orders.status Text
-- orders.revenue Decimal { precision: 38, scale: 2 }
