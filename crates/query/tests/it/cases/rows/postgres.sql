WITH "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    "id",
    "customer_id",
    "amount"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
), "scoped_customers" AS NOT MATERIALIZED (
  SELECT
    "id",
    "city"
  FROM "public"."customers"
  WHERE ("customers"."tenant_id" = $2)
), "unscoped_lines" AS NOT MATERIALIZED (
  SELECT
    "order_id",
    "product_code"
  FROM "public"."lines"
)
SELECT
  "scoped_orders"."id" AS "orders.id",
  "scoped_orders"."amount" AS "orders.amount",
  "scoped_customers"."city" AS "customers.city"
FROM "scoped_orders"
LEFT JOIN "scoped_customers" ON ("scoped_orders"."customer_id" = "scoped_customers"."id")
WHERE EXISTS (
  SELECT
    1
  FROM "unscoped_lines" AS "scoped_lines"
  WHERE (("scoped_lines"."product_code" = $3)) AND ("scoped_lines"."order_id" = "scoped_orders"."id")
)
ORDER BY 2 DESC NULLS LAST, 1 ASC
LIMIT $4
-- $1: Integer(7)
-- $2: Integer(7)
-- $3: Text("P1")
-- $4: Integer(20)
-- orders.id Int64
-- orders.amount Decimal { precision: 15, scale: 2 }
-- customers.city Text
