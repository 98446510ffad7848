WITH "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    CAST("status" AS text) AS "status",
    "amount"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
), "scoped_lines" AS NOT MATERIALIZED (
  SELECT
    "product_code",
    "price"
  FROM "public"."lines"
  WHERE "lines"."order_id" IN (
    SELECT
      "orders"."id"
    FROM "public"."orders"
    WHERE ("orders"."tenant_id" = $2)
  )
)
SELECT
  "from_2_orders"."status" AS "label",
  "from_2_orders"."amount" AS "amount"
FROM "scoped_orders" AS "from_2_orders"
UNION ALL
SELECT
  "from_4_lines"."product_code" AS "c1",
  "from_4_lines"."price" AS "c2"
FROM "scoped_lines" AS "from_4_lines"
ORDER BY 2 DESC NULLS LAST
LIMIT $3
-- $1: Integer(7)
-- $2: Integer(7)
-- $3: Integer(5)
-- label Text
-- amount Decimal { precision: 15, scale: 2 }
