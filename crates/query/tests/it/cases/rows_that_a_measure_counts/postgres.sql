WITH "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    "id",
    "customer_id",
    "amount",
    ("paid" AND (CAST("status" AS text) <> $1)) AS "paid_revenue filter"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $2)
), "scoped_customers" AS NOT MATERIALIZED (
  SELECT
    "id",
    "city"
  FROM "public"."customers"
  WHERE ("customers"."tenant_id" = $3)
)
SELECT
  "scoped_orders"."id" AS "orders.id",
  "scoped_orders"."amount" AS "orders.amount",
  "scoped_customers"."city" AS "customers.city"
FROM "scoped_orders"
LEFT JOIN "scoped_customers" ON ("scoped_orders"."customer_id" = "scoped_customers"."id")
WHERE ((("scoped_orders"."paid_revenue filter" = $4)))
ORDER BY 1 ASC
LIMIT $5
-- $1: Text("void")
-- $2: Integer(7)
-- $3: Integer(7)
-- $4: Boolean(true)
-- $5: Integer(20)
-- orders.id Int64
-- orders.amount Decimal { precision: 15, scale: 2 }
-- customers.city Text
