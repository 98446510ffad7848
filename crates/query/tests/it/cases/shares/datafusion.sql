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
), "groups_of_orders" AS (
  SELECT
    "scoped_customers"."city" AS "customers.city",
    "scoped_orders"."status" AS "orders.status",
    SUM("scoped_orders"."amount") AS "orders.revenue",
    SUM("scoped_orders"."amount") AS "orders.revenue of the whole",
    SUM("scoped_orders"."amount") AS "orders.revenue of the whole_2"
  FROM "scoped_orders"
  LEFT JOIN "scoped_customers" ON ("scoped_orders"."customer_id" = "scoped_customers"."id")
  GROUP BY 1, 2
), "running_orders" AS (
  SELECT
    "groups_of_orders"."customers.city" AS "customers.city",
    "groups_of_orders"."orders.status" AS "orders.status",
    "groups_of_orders"."orders.revenue" AS "orders.revenue",
    SUM(CAST("groups_of_orders"."orders.revenue of the whole" AS DECIMAL(60, 2))) OVER () AS "orders.revenue of the whole",
    SUM(CAST("groups_of_orders"."orders.revenue of the whole_2" AS DECIMAL(60, 2))) OVER (PARTITION BY "groups_of_orders"."customers.city") AS "orders.revenue of the whole_2"
  FROM "groups_of_orders"
)
SELECT
  "running_orders"."customers.city" AS "customers.city",
  "running_orders"."orders.status" AS "orders.status",
  (CAST("running_orders"."orders.revenue" AS DOUBLE) / NULLIF(CAST("running_orders"."orders.revenue of the whole" AS DOUBLE), 0)) AS "of all",
  (CAST("running_orders"."orders.revenue" AS DOUBLE) / NULLIF(CAST("running_orders"."orders.revenue of the whole_2" AS DOUBLE), 0)) AS "of city"
FROM "running_orders"
ORDER BY "running_orders"."customers.city" ASC NULLS LAST, "running_orders"."orders.status" ASC NULLS LAST
-- $1: Integer(7)
-- $2: Integer(7)
-- customers.city Text
-- orders.status Text
-- of all Float64
-- of city Float64
