WITH "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    CAST("status" AS text) AS "status",
    "amount",
    "quantity",
    "paid"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
)
SELECT
  "groups_1"."g1" AS "status",
  "groups_1"."a1" AS "paid",
  "groups_1"."a2" AS "several"
FROM (
  SELECT
    "from_2_orders"."status" AS "g1",
    COUNT(CASE WHEN "from_2_orders"."paid" THEN 1 END) AS "a1",
    SUM(CASE WHEN ("from_2_orders"."quantity" > $2) THEN "from_2_orders"."amount" END) AS "a2"
  FROM "scoped_orders" AS "from_2_orders"
  GROUP BY 1
) AS "groups_1"
-- $1: Integer(7)
-- $2: Integer(1)
-- status Text
-- paid Int64
-- several Decimal { precision: 38, scale: 2 }
