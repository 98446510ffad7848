WITH "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    "customer_id",
    "amount"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
)
SELECT
  "groups_1"."g1" AS "customer_id",
  "groups_1"."a1" AS "revenue"
FROM (
  SELECT
    "from_2_orders"."customer_id" AS "g1",
    SUM("from_2_orders"."amount") AS "a1",
    COUNT(*) AS "a2"
  FROM "scoped_orders" AS "from_2_orders"
  GROUP BY 1
) AS "groups_1"
WHERE ("groups_1"."a1" > $2) AND ("groups_1"."a2" >= $3)
-- $1: Integer(7)
-- $2: Integer(100)
-- $3: Integer(2)
-- customer_id Int64
-- revenue Decimal { precision: 38, scale: 2 }
