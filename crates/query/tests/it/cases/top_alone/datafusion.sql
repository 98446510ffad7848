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
), "parts_of_orders" AS (
  SELECT
    "scoped_customers"."city" AS "customers.city",
    "scoped_orders"."status" AS "orders.status",
    SUM("scoped_orders"."amount") AS "orders.revenue"
  FROM "scoped_orders"
  LEFT JOIN "scoped_customers" ON ("scoped_orders"."customer_id" = "scoped_customers"."id")
  GROUP BY 1, 2
), "top_values" AS (
  SELECT
    "parts_of_orders"."customers.city" AS "value",
    SUM(CAST("parts_of_orders"."orders.revenue" AS DECIMAL(60, 2))) AS "rank",
    1 AS "found"
  FROM "parts_of_orders"
  GROUP BY 1
  ORDER BY 2 DESC NULLS LAST, "parts_of_orders"."customers.city" ASC NULLS LAST
  LIMIT $3
)
SELECT
  "parts_of_orders"."customers.city" AS "customers.city",
  "parts_of_orders"."orders.status" AS "orders.status",
  SUM(CAST("parts_of_orders"."orders.revenue" AS DECIMAL(60, 2))) AS "orders.revenue"
FROM "parts_of_orders"
INNER JOIN "top_values" ON ("parts_of_orders"."customers.city" IS NOT DISTINCT FROM "top_values"."value")
GROUP BY 1, 2
ORDER BY "parts_of_orders"."customers.city" ASC NULLS LAST, "parts_of_orders"."orders.status" ASC NULLS LAST
-- $1: Integer(7)
-- $2: Integer(7)
-- $3: Integer(3)
-- customers.city Text
-- orders.status Text
-- orders.revenue Decimal { precision: 38, scale: 2 }
