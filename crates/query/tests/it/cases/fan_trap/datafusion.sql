WITH "scoped_customers" AS (
  SELECT
    "id",
    "city"
  FROM "public"."customers"
  WHERE ("customers"."tenant_id" = $1)
), "scoped_orders" AS (
  SELECT
    "id",
    "customer_id",
    "amount"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $2)
), "unscoped_lines" AS (
  SELECT
    "order_id",
    ("price" * ($3 - "discount")) AS "net value"
  FROM "public"."lines"
), "fact_customers" AS (
  SELECT
    "scoped_customers"."city" AS "customers.city",
    COUNT(*) AS "customers.count"
  FROM "scoped_customers"
  GROUP BY 1
), "fact_orders" AS (
  SELECT
    "scoped_customers"."city" AS "customers.city",
    SUM("scoped_orders"."amount") AS "orders.revenue"
  FROM "scoped_orders"
  LEFT JOIN "scoped_customers" ON ("scoped_orders"."customer_id" = "scoped_customers"."id")
  GROUP BY 1
), "fact_lines" AS (
  SELECT
    "scoped_customers"."city" AS "customers.city",
    SUM("scoped_lines"."net value") AS "lines.net"
  FROM "scoped_orders"
  INNER JOIN "unscoped_lines" AS "scoped_lines" ON ("scoped_lines"."order_id" = "scoped_orders"."id")
  LEFT JOIN "scoped_customers" ON ("scoped_orders"."customer_id" = "scoped_customers"."id")
  GROUP BY 1
), "stacked" AS (
  SELECT
    "fact_customers"."customers.city" AS "customers.city",
    "fact_customers"."customers.count" AS "customers.count",
    CAST(NULL AS DECIMAL(38, 2)) AS "orders.revenue",
    CAST(NULL AS DECIMAL(38, 4)) AS "lines.net"
  FROM "fact_customers"
  UNION ALL
  SELECT
    "fact_orders"."customers.city" AS "customers.city",
    CAST(NULL AS BIGINT) AS "customers.count",
    "fact_orders"."orders.revenue" AS "orders.revenue",
    CAST(NULL AS DECIMAL(38, 4)) AS "lines.net"
  FROM "fact_orders"
  UNION ALL
  SELECT
    "fact_lines"."customers.city" AS "customers.city",
    CAST(NULL AS BIGINT) AS "customers.count",
    CAST(NULL AS DECIMAL(38, 2)) AS "orders.revenue",
    "fact_lines"."lines.net" AS "lines.net"
  FROM "fact_lines"
), "combined" AS (
  SELECT
    "stacked"."customers.city" AS "customers.city",
    COALESCE(MAX("stacked"."customers.count"), 0) AS "customers.count",
    MAX("stacked"."orders.revenue") AS "orders.revenue",
    MAX("stacked"."lines.net") AS "lines.net"
  FROM "stacked"
  GROUP BY 1
)
SELECT
  "combined"."customers.city" AS "customers.city",
  "combined"."customers.count" AS "customers.count",
  "combined"."orders.revenue" AS "orders.revenue",
  "combined"."lines.net" AS "lines.net",
  (CAST("combined"."lines.net" AS DOUBLE) / NULLIF(CAST("combined"."orders.revenue" AS DOUBLE), 0)) AS "share of lines"
FROM "combined"
ORDER BY "combined"."customers.city" ASC NULLS LAST
-- $1: Integer(7)
-- $2: Integer(7)
-- $3: Integer(1)
-- customers.city Text
-- customers.count Int64
-- orders.revenue Decimal { precision: 38, scale: 2 }
-- lines.net Decimal { precision: 38, scale: 4 }
-- share of lines Float64
