WITH "scoped_orders" AS (
  SELECT
    "id",
    "status",
    "amount"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
), "unscoped_lines" AS (
  SELECT
    "order_id",
    ("price" * ($2 - "discount")) AS "net value"
  FROM "public"."lines"
), "fact_orders" AS (
  SELECT
    "scoped_orders"."status" AS "orders.status",
    SUM("scoped_orders"."amount") AS "orders.revenue"
  FROM "scoped_orders"
  GROUP BY 1
), "fact_lines" AS (
  SELECT
    "scoped_orders"."status" AS "orders.status",
    SUM("scoped_lines"."net value") AS "lines.net"
  FROM "scoped_orders"
  INNER JOIN "unscoped_lines" AS "scoped_lines" ON ("scoped_lines"."order_id" = "scoped_orders"."id")
  GROUP BY 1
), "stacked" AS (
  SELECT
    "fact_orders"."orders.status" AS "orders.status",
    "fact_orders"."orders.revenue" AS "orders.revenue",
    CAST(NULL AS DECIMAL(38, 4)) AS "lines.net"
  FROM "fact_orders"
  UNION ALL
  SELECT
    "fact_lines"."orders.status" AS "orders.status",
    CAST(NULL AS DECIMAL(38, 2)) AS "orders.revenue",
    "fact_lines"."lines.net" AS "lines.net"
  FROM "fact_lines"
), "combined" AS (
  SELECT
    "stacked"."orders.status" AS "orders.status",
    MAX("stacked"."orders.revenue") AS "orders.revenue",
    MAX("stacked"."lines.net") AS "lines.net"
  FROM "stacked"
  GROUP BY 1
)
SELECT
  "combined"."orders.status" AS "orders.status",
  "combined"."orders.revenue" AS "orders.revenue",
  "combined"."lines.net" AS "lines.net"
FROM "combined"
ORDER BY "combined"."orders.status" ASC NULLS LAST
-- $1: Integer(7)
-- $2: Integer(1)
-- orders.status Text
-- orders.revenue Decimal { precision: 38, scale: 2 }
-- lines.net Decimal { precision: 38, scale: 4 }
