WITH "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    "id",
    "amount"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
), "unscoped_lines" AS NOT MATERIALIZED (
  SELECT
    "order_id",
    "product_code"
  FROM "public"."lines"
)
SELECT
  SUM("scoped_orders"."amount") AS "orders.revenue"
FROM "scoped_orders"
WHERE (EXISTS (
  SELECT
    1
  FROM "unscoped_lines" AS "scoped_lines"
  WHERE ((("scoped_lines"."product_code" <> $2) OR ("scoped_lines"."product_code" IS NULL))) AND ("scoped_lines"."order_id" = "scoped_orders"."id")
) OR (NOT EXISTS (
  SELECT
    1
  FROM "unscoped_lines" AS "scoped_lines"
  WHERE ("scoped_lines"."order_id" = "scoped_orders"."id")
)))
-- $1: Integer(7)
-- $2: Text("P1")
-- orders.revenue Decimal { precision: 38, scale: 2 }
