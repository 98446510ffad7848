WITH "scoped_orders" AS (
  SELECT
    "id",
    "amount",
    "created_at"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
), "scoped_lines" AS (
  SELECT
    "product_code"
  FROM "public"."lines"
  WHERE "lines"."order_id" IN (
    SELECT
      "orders"."id"
    FROM "public"."orders"
    WHERE ("orders"."tenant_id" = $2)
  )
), "unscoped_lines" AS (
  SELECT
    "order_id",
    "product_code"
  FROM "public"."lines"
), "rows_of_orders" AS (
  SELECT
    "scoped_orders"."amount" AS "last with P1",
    CASE WHEN ("scoped_orders"."created_at" = MAX("scoped_orders"."created_at") OVER ()) THEN 1 ELSE 0 END AS "is_latest_2"
  FROM "scoped_orders"
  WHERE EXISTS (
    SELECT
      1
    FROM "unscoped_lines" AS "scoped_lines"
    WHERE (("scoped_lines"."product_code" = $3)) AND ("scoped_lines"."order_id" = "scoped_orders"."id")
  )
), "fact_orders" AS (
  SELECT
    COUNT(*) AS "with P1",
    SUM(CASE WHEN ("rows_of_orders"."is_latest_2" = 1) THEN "rows_of_orders"."last with P1" END) AS "last with P1"
  FROM "rows_of_orders"
)
SELECT
  "fact_orders"."with P1" AS "with P1",
  "fact_orders"."last with P1" AS "last with P1"
FROM "fact_orders"
-- $1: Integer(7)
-- $2: Integer(7)
-- $3: Text("P1")
-- with P1 Int64
-- last with P1 Decimal { precision: 38, scale: 2 }
