WITH "scoped_orders" AS NOT MATERIALIZED (
  SELECT
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
), "answer" AS (
  SELECT
    "scoped_customers"."city" AS "customers.city",
    SUM("scoped_orders"."amount") AS "orders.revenue"
  FROM "scoped_orders"
  LEFT JOIN "scoped_customers" ON ("scoped_orders"."customer_id" = "scoped_customers"."id")
  GROUP BY 1
)
SELECT
  COUNT(*) AS "total"
FROM "answer"
-- $1: Integer(7)
-- $2: Integer(7)
-- total Int64
