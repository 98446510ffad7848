WITH "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    "id",
    "amount"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
), "scoped_lines" AS NOT MATERIALIZED (
  SELECT
    "order_id",
    "product_code"
  FROM "public"."lines"
  WHERE "lines"."order_id" IN (
    SELECT
      "orders"."id"
    FROM "public"."orders"
    WHERE ("orders"."tenant_id" = $2)
  )
), "with_lines" AS (
  SELECT
    "scoped_lines"."order_id" AS "key_1"
  FROM "scoped_lines"
  WHERE ((("scoped_lines"."product_code" <> $3) OR ("scoped_lines"."product_code" IS NULL)))
), "without_lines" AS (
  SELECT
    "scoped_lines"."order_id" AS "key_1"
  FROM "scoped_lines"
  WHERE (NOT EXISTS (
    SELECT
      1
    FROM "with_lines"
    WHERE ("scoped_lines"."order_id" = "with_lines"."key_1")
  ))
)
SELECT
  SUM("scoped_orders"."amount") AS "orders.revenue"
FROM "scoped_orders"
WHERE (NOT EXISTS (
  SELECT
    1
  FROM "without_lines"
  WHERE ("scoped_orders"."id" = "without_lines"."key_1")
))
-- $1: Integer(7)
-- $2: Integer(7)
-- $3: Text("P1")
-- orders.revenue Decimal { precision: 38, scale: 2 }
