WITH "scoped_orders" AS (
  SELECT
    "customer_id",
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
), "fact_orders" AS (
  SELECT
    CASE WHEN ("top_values"."found" = 1) THEN "scoped_customers"."city" ELSE CAST($4 AS VARCHAR) END AS "customers.city",
    CASE WHEN ("top_values"."found" = 1) THEN 0 ELSE 1 END AS "is_others",
    SUM("scoped_orders"."amount") AS "orders.revenue",
    COUNT(*) AS "orders.count"
  FROM "scoped_orders"
  LEFT JOIN "scoped_customers" ON ("scoped_orders"."customer_id" = "scoped_customers"."id")
  LEFT JOIN "top_values" ON ("scoped_customers"."city" IS NOT DISTINCT FROM "top_values"."value")
  GROUP BY 1, 2
)
SELECT
  "fact_orders"."customers.city" AS "customers.city",
  "fact_orders"."orders.revenue" AS "orders.revenue",
  "fact_orders"."orders.count" AS "orders.count"
FROM "fact_orders"
ORDER BY "fact_orders"."customers.city" ASC NULLS LAST, "fact_orders"."is_others" ASC NULLS LAST
-- $1: Integer(7)
-- $2: Integer(7)
-- $3: Integer(3)
-- $4: Text("Others")
-- customers.city Text
-- orders.revenue Decimal { precision: 38, scale: 2 }
-- orders.count Int64
