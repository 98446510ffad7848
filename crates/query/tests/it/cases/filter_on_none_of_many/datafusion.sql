WITH "scoped_orders" AS (
  SELECT
    "id",
    "amount"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
), "scoped_lines" AS (
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
    "scoped_lines"."order_id" AS "key_1",
    MAX(CASE WHEN ((("scoped_lines"."product_code" <> $3) OR ("scoped_lines"."product_code" IS NULL))) THEN 1 ELSE 0 END) AS "hit"
  FROM "scoped_lines"
  GROUP BY 1
)
SELECT
  SUM("scoped_orders"."amount") AS "orders.revenue"
FROM "scoped_orders"
LEFT JOIN "with_lines" ON ("scoped_orders"."id" = "with_lines"."key_1")
WHERE (("with_lines"."hit" = 1) OR ("with_lines"."hit" IS NULL))
-- $1: Integer(7)
-- $2: Integer(7)
-- $3: Text("P1")
-- orders.revenue Decimal { precision: 38, scale: 2 }
