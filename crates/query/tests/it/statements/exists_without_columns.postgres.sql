WITH "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    "id",
    "customer_id",
    CAST("status" AS text) AS "status"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
), "scoped_customers" AS NOT MATERIALIZED (
  SELECT
    "id"
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
  "from_2_c"."id" AS "id"
FROM "scoped_customers" AS "from_2_c"
WHERE EXISTS (
  SELECT
    1 AS "c1"
  FROM "scoped_orders" AS "from_4_o"
  INNER JOIN "scoped_lines" AS "from_5_l" ON ("from_5_l"."order_id" = "from_4_o"."id")
  WHERE ("from_4_o"."customer_id" = "from_2_c"."id")
) AND (NOT EXISTS (
  SELECT
    1 AS "c1"
  FROM "scoped_orders" AS "from_7_o"
  WHERE ("from_7_o"."customer_id" = "from_2_c"."id") AND ("from_7_o"."status" = $4)
))
-- $1: Integer(7)
-- $2: Integer(7)
-- $3: Integer(7)
-- $4: Text("void")
-- id Int64
