WITH "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    "id",
    "customer_id",
    "amount"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
), "unscoped_lines" AS NOT MATERIALIZED (
  SELECT
    "order_id",
    "product_code"
  FROM "public"."lines"
), "rows_of_orders" AS (
  SELECT DISTINCT
    "scoped_lines"."product_code" AS "lines.product_code",
    "scoped_orders"."id" AS "key_1",
    "scoped_orders"."amount" AS "orders.revenue",
    "scoped_orders"."customer_id" AS "orders.customers"
  FROM "scoped_orders"
  LEFT JOIN "unscoped_lines" AS "scoped_lines" ON ("scoped_orders"."id" = "scoped_lines"."order_id")
), "fact_orders" AS (
  SELECT
    "rows_of_orders"."lines.product_code" AS "lines.product_code",
    SUM("rows_of_orders"."orders.revenue") AS "orders.revenue",
    COUNT(DISTINCT "rows_of_orders"."orders.customers") AS "orders.customers"
  FROM "rows_of_orders"
  GROUP BY 1
)
SELECT
  "fact_orders"."lines.product_code" AS "lines.product_code",
  "fact_orders"."orders.revenue" AS "orders.revenue",
  "fact_orders"."orders.customers" AS "orders.customers"
FROM "fact_orders"
ORDER BY "fact_orders"."lines.product_code" COLLATE "C" ASC NULLS LAST
-- $1: Integer(7)
-- lines.product_code Text
-- orders.revenue Decimal { precision: 38, scale: 2 }
-- orders.customers Int64
