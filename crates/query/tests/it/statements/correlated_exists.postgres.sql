WITH "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    "id",
    "customer_id",
    CAST("status" AS text) AS "status",
    "amount",
    "quantity",
    "rate",
    "paid",
    "created_at",
    "due",
    "logged_at",
    CASE WHEN ("quantity" >= $1) THEN $2 ELSE $3 END AS "size"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $4)
), "scoped_customers" AS NOT MATERIALIZED (
  SELECT
    "id",
    "city"
  FROM "public"."customers"
  WHERE ("customers"."tenant_id" = $5)
)
SELECT
  "from_2_c"."city" AS "city"
FROM "scoped_customers" AS "from_2_c"
WHERE EXISTS (
  SELECT
    1 AS "c1"
  FROM "scoped_orders" AS "from_4_o"
  WHERE ("from_4_o"."customer_id" = "from_2_c"."id") AND ("from_4_o"."amount" > $6)
) AND (NOT EXISTS (
  SELECT
    1 AS "c1"
  FROM "scoped_orders" AS "from_6_o"
  WHERE ("from_6_o"."customer_id" = "from_2_c"."id") AND "from_6_o"."paid"
))
-- $1: Integer(10)
-- $2: Text("large")
-- $3: Text("small")
-- $4: Integer(7)
-- $5: Integer(7)
-- $6: Integer(10)
-- city Text
