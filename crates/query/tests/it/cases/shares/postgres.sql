WITH "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    "customer_id",
    CAST("status" AS text) AS "status",
    "amount"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
), "scoped_customers" AS NOT MATERIALIZED (
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
    SUM("groups_of_orders"."orders.revenue of the whole") OVER () AS "orders.revenue of the whole",
    SUM("groups_of_orders"."orders.revenue of the whole_2") OVER (PARTITION BY "groups_of_orders"."customers.city") AS "orders.revenue of the whole_2"
  FROM "groups_of_orders"
)
SELECT
  "running_orders"."customers.city" AS "customers.city",
  "running_orders"."orders.status" AS "orders.status",
  (CAST("running_orders"."orders.revenue" AS double precision) / NULLIF(CAST("running_orders"."orders.revenue of the whole" AS double precision), 0)) AS "of all",
  (CAST("running_orders"."orders.revenue" AS double precision) / NULLIF(CAST("running_orders"."orders.revenue of the whole_2" AS double precision), 0)) AS "of city"
FROM "running_orders"
ORDER BY "running_orders"."customers.city" COLLATE "C" ASC NULLS LAST, "running_orders"."orders.status" COLLATE "C" ASC NULLS LAST
-- $1: Integer(7)
-- $2: Integer(7)
-- customers.city Text
-- orders.status Text
-- of all Float64
-- of city Float64
