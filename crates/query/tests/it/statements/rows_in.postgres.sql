WITH "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    "id",
    "customer_id",
    CAST("status" AS text) AS "status",
    "quantity"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
), "scoped_lines" AS NOT MATERIALIZED (
  SELECT
    "order_id",
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
  "from_2_orders"."id" AS "id"
FROM "scoped_orders" AS "from_2_orders"
WHERE ((("from_2_orders"."customer_id" = $3) AND ("from_2_orders"."status" = $4)) OR (("from_2_orders"."customer_id" = $5) AND ("from_2_orders"."status" = $6))) AND (NOT (("from_2_orders"."id" = $7) AND ("from_2_orders"."quantity" = $8))) AND (NOT ("from_2_orders"."id", "from_2_orders"."quantity") IN (
  SELECT
    "from_4_lines"."order_id" AS "c1",
    $9 AS "c2"
  FROM "scoped_lines" AS "from_4_lines"
  WHERE ("from_4_lines"."price" > $10)
))
-- $1: Integer(7)
-- $2: Integer(7)
-- $3: Integer(1)
-- $4: Text("paid")
-- $5: Integer(2)
-- $6: Text("open")
-- $7: Integer(3)
-- $8: Integer(4)
-- $9: Integer(1)
-- $10: Integer(10)
-- id Int64
