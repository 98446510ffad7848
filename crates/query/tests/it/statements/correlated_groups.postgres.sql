WITH "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    "customer_id",
    CAST("status" AS text) AS "status",
    "amount",
    "quantity",
    "paid"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
), "scoped_customers" AS NOT MATERIALIZED (
  SELECT
    "id"
  FROM "public"."customers"
  WHERE ("customers"."tenant_id" = $2)
)
SELECT
  "from_2_c"."id" AS "id"
FROM "scoped_customers" AS "from_2_c"
WHERE EXISTS (
  SELECT
    "from_4_o"."status" AS "c1",
    "from_4_o"."paid" AS "c2"
  FROM "scoped_orders" AS "from_4_o"
  WHERE ("from_4_o"."customer_id" = "from_2_c"."id")
  GROUP BY 1, 2
  HAVING (COUNT(*) > $3) AND (SUM("from_4_o"."amount") > $4)
) AND (NOT $5 IN (
  SELECT
    "from_6_o"."status" AS "c1"
  FROM "scoped_orders" AS "from_6_o"
  WHERE ("from_6_o"."customer_id" = "from_2_c"."id")
  GROUP BY 1
  HAVING (MAX("from_6_o"."quantity") < $6)
))
-- $1: Integer(7)
-- $2: Integer(7)
-- $3: Integer(1)
-- $4: Integer(10)
-- $5: Text("paid")
-- $6: Integer(3)
-- id Int64
