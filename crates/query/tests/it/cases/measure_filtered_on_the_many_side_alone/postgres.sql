WITH "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    "id",
    "amount",
    "created_at"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
), "scoped_lines" AS NOT MATERIALIZED (
  SELECT
    "product_code"
  FROM "public"."lines"
  WHERE "lines"."order_id" IN (
    SELECT
      "orders"."id"
    FROM "public"."orders"
    WHERE ("orders"."tenant_id" = $2)
  )
), "unscoped_lines" AS NOT MATERIALIZED (
  SELECT
    "order_id",
    "product_code"
  FROM "public"."lines"
), "fact_orders" AS (
  SELECT
    COUNT(*) AS "with P1"
  FROM "scoped_orders"
  WHERE EXISTS (
    SELECT
      1
    FROM "unscoped_lines" AS "scoped_lines"
    WHERE (("scoped_lines"."product_code" = $3)) AND ("scoped_lines"."order_id" = "scoped_orders"."id")
  )
), "rows_of_orders" AS (
  SELECT
    "scoped_orders"."amount" AS "last with P1",
    CASE WHEN ("scoped_orders"."created_at" = MAX("scoped_orders"."created_at") OVER ()) THEN 1 ELSE 0 END AS "is_latest_2"
  FROM "scoped_orders"
  WHERE EXISTS (
    SELECT
      1
    FROM "unscoped_lines" AS "scoped_lines"
    WHERE (("scoped_lines"."product_code" = $4)) AND ("scoped_lines"."order_id" = "scoped_orders"."id")
  )
), "fact_orders_2" AS (
  SELECT
    SUM(CASE WHEN ("rows_of_orders"."is_latest_2" = 1) THEN "rows_of_orders"."last with P1" END) AS "last with P1"
  FROM "rows_of_orders"
), "stacked" AS (
  SELECT
    "fact_orders"."with P1" AS "with P1",
    CAST(NULL AS numeric(38, 2)) AS "last with P1"
  FROM "fact_orders"
  UNION ALL
  SELECT
    CAST(NULL AS bigint) AS "with P1",
    "fact_orders_2"."last with P1" AS "last with P1"
  FROM "fact_orders_2"
), "combined" AS (
  SELECT
    COALESCE(MAX("stacked"."with P1"), 0) AS "with P1",
    MAX("stacked"."last with P1") AS "last with P1"
  FROM "stacked"
)
SELECT
  "combined"."with P1" AS "with P1",
  "combined"."last with P1" AS "last with P1"
FROM "combined"
-- $1: Integer(7)
-- $2: Integer(7)
-- $3: Text("P1")
-- $4: Text("P1")
-- with P1 Int64
-- last with P1 Decimal { precision: 38, scale: 2 }
