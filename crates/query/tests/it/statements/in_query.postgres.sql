WITH "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    "id",
    "customer_id",
    "amount"
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
    "order_id"
  FROM "public"."lines"
  WHERE "lines"."order_id" IN (
    SELECT
      "orders"."id"
    FROM "public"."orders"
    WHERE ("orders"."tenant_id" = $3)
  )
)
SELECT
  "from_2_orders"."id" AS "id",
  "from_2_orders"."amount" AS "amount"
FROM "scoped_orders" AS "from_2_orders"
WHERE "from_2_orders"."customer_id" IN (
  SELECT
    "from_4_customers"."id" AS "c1"
  FROM "scoped_customers" AS "from_4_customers"
  WHERE ("from_4_customers"."city" = $4)
) AND (NOT "from_2_orders"."id" IN (
  SELECT
    "from_6_lines"."order_id" AS "c1"
  FROM "scoped_lines" AS "from_6_lines"
))
-- $1: Integer(7)
-- $2: Integer(7)
-- $3: Integer(7)
-- $4: Text("Oslo")
-- id Int64
-- amount Decimal { precision: 15, scale: 2 }
