WITH "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    "id",
    CAST("status" AS text) AS "status",
    "amount"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
), "unscoped_lines" AS NOT MATERIALIZED (
  SELECT
    "order_id",
    "product_code",
    "price"
  FROM "public"."lines"
), "with_lines" AS (
  SELECT
    "scoped_lines"."order_id" AS "key_1"
  FROM "unscoped_lines" AS "scoped_lines"
  INNER JOIN "scoped_orders" ON ("scoped_lines"."order_id" = "scoped_orders"."id")
  WHERE (("scoped_lines"."product_code" = $2) AND ("scoped_lines"."price" > $3))
)
SELECT
  "scoped_orders"."status" AS "orders.status",
  SUM("scoped_orders"."amount") AS "orders.revenue"
FROM "scoped_orders"
WHERE "scoped_orders"."id" IN (
  SELECT
    "with_lines"."key_1"
  FROM "with_lines"
)
GROUP BY 1
ORDER BY "scoped_orders"."status" COLLATE "C" ASC NULLS LAST
-- $1: Integer(7)
-- $2: Text("P1")
-- $3: Integer(10)
-- orders.status Text
-- orders.revenue Decimal { precision: 38, scale: 2 }
