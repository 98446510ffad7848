WITH "scoped_orders" AS (
  SELECT
    "customer_id",
    "status",
    "amount"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
), "scoped_customers" AS (
  SELECT
    "id",
    "city"
  FROM "public"."customers"
  WHERE ("customers"."tenant_id" = $2)
), "fact_orders" AS (
  SELECT
    "scoped_customers"."city" AS "customers.city",
    "scoped_orders"."status" AS "orders.status",
    SUM("scoped_orders"."amount") AS "orders.revenue"
  FROM "scoped_orders"
  LEFT JOIN "scoped_customers" ON ("scoped_orders"."customer_id" = "scoped_customers"."id")
  GROUP BY 1, 2
), "fact_orders_whole" AS (
  SELECT
    SUM("scoped_orders"."amount") AS "orders.revenue of the whole"
  FROM "scoped_orders"
), "fact_orders_whole_2" AS (
  SELECT
    "scoped_customers"."city" AS "customers.city",
    SUM("scoped_orders"."amount") AS "orders.revenue of the whole_2"
  FROM "scoped_orders"
  LEFT JOIN "scoped_customers" ON ("scoped_orders"."customer_id" = "scoped_customers"."id")
  GROUP BY 1
)
SELECT
  "fact_orders"."customers.city" AS "customers.city",
  "fact_orders"."orders.status" AS "orders.status",
  (CAST("fact_orders"."orders.revenue" AS DOUBLE) / NULLIF(CAST("fact_orders_whole"."orders.revenue of the whole" AS DOUBLE), 0)) AS "of all",
  (CAST("fact_orders"."orders.revenue" AS DOUBLE) / NULLIF(CAST("fact_orders_whole_2"."orders.revenue of the whole_2" AS DOUBLE), 0)) AS "of city"
FROM "fact_orders"
CROSS JOIN "fact_orders_whole"
LEFT JOIN "fact_orders_whole_2" ON ("fact_orders"."customers.city" IS NOT DISTINCT FROM "fact_orders_whole_2"."customers.city")
ORDER BY "fact_orders"."customers.city" ASC NULLS LAST, "fact_orders"."orders.status" ASC NULLS LAST
-- $1: Integer(7)
-- $2: Integer(7)
-- customers.city Text
-- orders.status Text
-- of all Float64
-- of city Float64
