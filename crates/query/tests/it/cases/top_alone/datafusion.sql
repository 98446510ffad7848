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
), "top_values" AS (
  SELECT
    "scoped_customers"."city" AS "value",
    SUM("scoped_orders"."amount") AS "rank",
    1 AS "found"
  FROM "scoped_orders"
  LEFT JOIN "scoped_customers" ON ("scoped_orders"."customer_id" = "scoped_customers"."id")
  GROUP BY 1
  ORDER BY 2 DESC NULLS LAST, "scoped_customers"."city" ASC NULLS LAST
  LIMIT $3
)
SELECT
  "scoped_customers"."city" AS "customers.city",
  "scoped_orders"."status" AS "orders.status",
  SUM("scoped_orders"."amount") AS "orders.revenue"
FROM "scoped_orders"
LEFT JOIN "scoped_customers" ON ("scoped_orders"."customer_id" = "scoped_customers"."id")
INNER JOIN "top_values" ON ("scoped_customers"."city" IS NOT DISTINCT FROM "top_values"."value")
GROUP BY 1, 2
ORDER BY "scoped_customers"."city" ASC NULLS LAST, "scoped_orders"."status" ASC NULLS LAST
-- $1: Integer(7)
-- $2: Integer(7)
-- $3: Integer(3)
-- customers.city Text
-- orders.status Text
-- orders.revenue Decimal { precision: 38, scale: 2 }
