WITH "scoped_orders" AS (
  SELECT
    "customer_id",
    "amount",
    "created_at",
    CASE WHEN "paid" THEN "amount" END AS "mean_paid value",
    "customer_id" AS "mean_paid value_",
    ("paid" AND ("status" <> $1)) AS "paid_revenue filter"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $2)
), "scoped_customers" AS (
  SELECT
    "id",
    "city"
  FROM "public"."customers"
  WHERE ("customers"."tenant_id" = $3)
), "rows_of_orders" AS (
  SELECT
    "scoped_customers"."city" AS "customers.city",
    "scoped_orders"."mean_paid value" AS "orders 1",
    "scoped_orders"."mean_paid value_" AS "orders 2",
    "scoped_orders"."amount" AS "orders.revenue",
    CASE WHEN (("scoped_orders"."paid_revenue filter" = $4)) THEN "scoped_orders"."amount" END AS "orders.paid_revenue",
    "scoped_orders"."amount" AS "orders.p90",
    "scoped_orders"."amount" AS "orders.latest",
    CASE WHEN ("scoped_orders"."created_at" = MAX("scoped_orders"."created_at") OVER (PARTITION BY "scoped_customers"."city", "scoped_orders"."customer_id")) THEN 1 ELSE 0 END AS "is_latest_7"
  FROM "scoped_orders"
  LEFT JOIN "scoped_customers" ON ("scoped_orders"."customer_id" = "scoped_customers"."id")
), "fact_orders" AS (
  SELECT
    "rows_of_orders"."customers.city" AS "customers.city",
    SUM("rows_of_orders"."orders 1") AS "orders 1",
    COUNT(DISTINCT "rows_of_orders"."orders 2") AS "orders 2",
    SUM("rows_of_orders"."orders.revenue") AS "orders.revenue",
    SUM("rows_of_orders"."orders.paid_revenue") AS "orders.paid_revenue",
    PERCENTILE_CONT(0.900000000000001) WITHIN GROUP (ORDER BY CAST("rows_of_orders"."orders.p90" AS DOUBLE)) AS "orders.p90",
    SUM(CASE WHEN ("rows_of_orders"."is_latest_7" = 1) THEN "rows_of_orders"."orders.latest" END) AS "orders.latest"
  FROM "rows_of_orders"
  GROUP BY 1
), "fact_customers" AS (
  SELECT
    "scoped_customers"."city" AS "customers.city",
    COUNT(*) AS "customers.count"
  FROM "scoped_customers"
  GROUP BY 1
), "stacked" AS (
  SELECT
    "fact_orders"."customers.city" AS "customers.city",
    "fact_orders"."orders 1" AS "orders 1",
    "fact_orders"."orders 2" AS "orders 2",
    "fact_orders"."orders.revenue" AS "orders.revenue",
    "fact_orders"."orders.paid_revenue" AS "orders.paid_revenue",
    "fact_orders"."orders.p90" AS "orders.p90",
    "fact_orders"."orders.latest" AS "orders.latest",
    CAST(NULL AS BIGINT) AS "customers.count"
  FROM "fact_orders"
  UNION ALL
  SELECT
    "fact_customers"."customers.city" AS "customers.city",
    CAST(NULL AS DECIMAL(38, 2)) AS "orders 1",
    CAST(NULL AS BIGINT) AS "orders 2",
    CAST(NULL AS DECIMAL(38, 2)) AS "orders.revenue",
    CAST(NULL AS DECIMAL(38, 2)) AS "orders.paid_revenue",
    CAST(NULL AS DOUBLE) AS "orders.p90",
    CAST(NULL AS DECIMAL(38, 2)) AS "orders.latest",
    "fact_customers"."customers.count" AS "customers.count"
  FROM "fact_customers"
), "combined" AS (
  SELECT
    "stacked"."customers.city" AS "customers.city",
    MAX("stacked"."orders 1") AS "orders 1",
    COALESCE(MAX("stacked"."orders 2"), 0) AS "orders 2",
    MAX("stacked"."orders.revenue") AS "orders.revenue",
    MAX("stacked"."orders.paid_revenue") AS "orders.paid_revenue",
    MAX("stacked"."orders.p90") AS "orders.p90",
    MAX("stacked"."orders.latest") AS "orders.latest",
    COALESCE(MAX("stacked"."customers.count"), 0) AS "customers.count"
  FROM "stacked"
  GROUP BY 1
)
SELECT
  "combined"."customers.city" AS "customers.city",
  (CAST("combined"."orders 1" AS DOUBLE) / NULLIF(CAST("combined"."orders 2" AS DOUBLE), 0)) AS "orders.mean_paid",
  (CAST("combined"."orders.revenue" AS DOUBLE) / NULLIF(CAST("combined"."customers.count" AS DOUBLE), 0)) AS "orders.per_customer",
  "combined"."orders.paid_revenue" AS "orders.paid_revenue",
  "combined"."orders.p90" AS "orders.p90",
  "combined"."orders.latest" AS "orders.latest"
FROM "combined"
ORDER BY "combined"."customers.city" ASC NULLS LAST
-- $1: Text("void")
-- $2: Integer(7)
-- $3: Integer(7)
-- $4: Boolean(true)
-- customers.city Text
-- orders.mean_paid Float64
-- orders.per_customer Float64
-- orders.paid_revenue Decimal { precision: 38, scale: 2 }
-- orders.p90 Float64
-- orders.latest Decimal { precision: 38, scale: 2 }
