WITH "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    "customer_id",
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
)
SELECT
  "from_2_c"."city" AS "city"
FROM "scoped_customers" AS "from_2_c"
WHERE EXISTS (
  SELECT
    1 AS "c1"
  FROM "scoped_orders" AS "from_4_o"
  WHERE ("from_4_o"."customer_id" = "from_2_c"."id") AND ("from_4_o"."amount" > $3)
) AND (NOT EXISTS (
  SELECT
    1 AS "c1"
  FROM "scoped_orders" AS "from_6_o"
  WHERE ("from_6_o"."customer_id" = "from_2_c"."id") AND "from_6_o"."paid"
))
-- $1: Integer(7)
-- $2: Integer(7)
-- $3: Integer(10)
-- city Text
