WITH "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    "id",
    "customer_id",
    CAST("status" AS text) AS "status",
    "amount",
    "paid"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
), "scoped_customers" AS NOT MATERIALIZED (
  SELECT
    "id",
    "city"
  FROM "public"."customers"
  WHERE ("customers"."tenant_id" = $2)
), "scoped_lines" AS NOT MATERIALIZED (
  SELECT
    "product_code"
  FROM "public"."lines"
  WHERE "lines"."order_id" IN (
    SELECT
      "orders"."id"
    FROM "public"."orders"
    WHERE ("orders"."tenant_id" = $3)
  )
), "unscoped_lines" AS NOT MATERIALIZED (
  SELECT
    "order_id",
    "product_code"
  FROM "public"."lines"
), "fact_orders" AS (
  SELECT
    "scoped_orders"."status" AS "orders.status",
    SUM(CASE WHEN (("scoped_orders"."paid" = $4)) THEN "scoped_orders"."amount" END) AS "paid",
    COUNT(CASE WHEN (("scoped_customers"."city" = $5)) THEN 1 END) AS "from Oslo"
  FROM "scoped_orders"
  LEFT JOIN "scoped_customers" ON ("scoped_orders"."customer_id" = "scoped_customers"."id")
  GROUP BY 1
), "fact_orders_2" AS (
  SELECT
    "scoped_orders"."status" AS "orders.status",
    COUNT(*) AS "with P1"
  FROM "scoped_orders"
  WHERE EXISTS (
    SELECT
      1
    FROM "unscoped_lines" AS "scoped_lines"
    WHERE (("scoped_lines"."product_code" = $6)) AND ("scoped_lines"."order_id" = "scoped_orders"."id")
  )
  GROUP BY 1
), "stacked" AS (
  SELECT
    "fact_orders"."orders.status" AS "orders.status",
    "fact_orders"."paid" AS "paid",
    "fact_orders"."from Oslo" AS "from Oslo",
    CAST(NULL AS bigint) AS "with P1"
  FROM "fact_orders"
  UNION ALL
  SELECT
    "fact_orders_2"."orders.status" AS "orders.status",
    CAST(NULL AS numeric(38, 2)) AS "paid",
    CAST(NULL AS bigint) AS "from Oslo",
    "fact_orders_2"."with P1" AS "with P1"
  FROM "fact_orders_2"
), "combined" AS (
  SELECT
    "stacked"."orders.status" AS "orders.status",
    MAX("stacked"."paid") AS "paid",
    COALESCE(MAX("stacked"."from Oslo"), 0) AS "from Oslo",
    COALESCE(MAX("stacked"."with P1"), 0) AS "with P1"
  FROM "stacked"
  GROUP BY 1
)
SELECT
  "combined"."orders.status" AS "orders.status",
  "combined"."paid" AS "paid",
  "combined"."from Oslo" AS "from Oslo",
  "combined"."with P1" AS "with P1"
FROM "combined"
ORDER BY "combined"."orders.status" COLLATE "C" ASC NULLS LAST
-- $1: Integer(7)
-- $2: Integer(7)
-- $3: Integer(7)
-- $4: Boolean(true)
-- $5: Text("Oslo")
-- $6: Text("P1")
-- orders.status Text
-- paid Decimal { precision: 38, scale: 2 }
-- from Oslo Int64
-- with P1 Int64
