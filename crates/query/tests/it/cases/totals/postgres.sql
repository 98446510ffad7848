WITH "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    "id",
    "amount",
    "created_at"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
), "unscoped_lines" AS NOT MATERIALIZED (
  SELECT
    "order_id",
    ("price" * ($2 - "discount")) AS "net value"
  FROM "public"."lines"
), "fact_orders" AS (
  SELECT
    SUM(CASE WHEN ((("scoped_orders"."created_at" >= $3) AND ("scoped_orders"."created_at" < $4))) THEN "scoped_orders"."amount" END) AS "orders.revenue",
    SUM(CASE WHEN ((("scoped_orders"."created_at" >= $5) AND ("scoped_orders"."created_at" < $6))) THEN "scoped_orders"."amount" END) AS "orders.revenue before"
  FROM "scoped_orders"
  WHERE ((("scoped_orders"."created_at" >= $7) AND ("scoped_orders"."created_at" < $8)) OR (("scoped_orders"."created_at" >= $9) AND ("scoped_orders"."created_at" < $10)))
), "fact_lines" AS (
  SELECT
    SUM("scoped_lines"."net value") AS "lines.net"
  FROM "unscoped_lines" AS "scoped_lines"
  INNER JOIN "scoped_orders" ON ("scoped_lines"."order_id" = "scoped_orders"."id")
  WHERE (("scoped_orders"."created_at" >= $11) AND ("scoped_orders"."created_at" < $12))
), "stacked" AS (
  SELECT
    "fact_orders"."orders.revenue" AS "orders.revenue",
    "fact_orders"."orders.revenue before" AS "orders.revenue before",
    CAST(NULL AS numeric(38, 4)) AS "lines.net"
  FROM "fact_orders"
  UNION ALL
  SELECT
    CAST(NULL AS numeric(38, 2)) AS "orders.revenue",
    CAST(NULL AS numeric(38, 2)) AS "orders.revenue before",
    "fact_lines"."lines.net" AS "lines.net"
  FROM "fact_lines"
), "combined" AS (
  SELECT
    MAX("stacked"."orders.revenue") AS "orders.revenue",
    MAX("stacked"."orders.revenue before") AS "orders.revenue before",
    MAX("stacked"."lines.net") AS "lines.net"
  FROM "stacked"
)
SELECT
  "combined"."orders.revenue" AS "orders.revenue",
  "combined"."lines.net" AS "lines.net",
  "combined"."orders.revenue before" AS "orders.revenue.previousPeriod"
FROM "combined"
-- $1: Integer(7)
-- $2: Integer(1)
-- $3: TimestampTz(2024-01-15T00:00:00Z)
-- $4: TimestampTz(2024-07-01T00:00:00Z)
-- $5: TimestampTz(2023-12-15T00:00:00Z)
-- $6: TimestampTz(2024-06-01T00:00:00Z)
-- $7: TimestampTz(2024-01-15T00:00:00Z)
-- $8: TimestampTz(2024-07-01T00:00:00Z)
-- $9: TimestampTz(2023-12-15T00:00:00Z)
-- $10: TimestampTz(2024-06-01T00:00:00Z)
-- $11: TimestampTz(2024-01-15T00:00:00Z)
-- $12: TimestampTz(2024-07-01T00:00:00Z)
-- orders.revenue Decimal { precision: 38, scale: 2 }
-- lines.net Decimal { precision: 38, scale: 4 }
-- orders.revenue.previousPeriod Decimal { precision: 38, scale: 2 }
