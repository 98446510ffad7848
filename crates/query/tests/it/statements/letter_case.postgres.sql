WITH "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    CAST("status" AS text) AS "status",
    "amount"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
)
SELECT
  "groups_1"."g1" AS "State",
  "groups_1"."a1" AS "Revenue"
FROM (
  SELECT
    "from_2_orders"."status" AS "g1",
    SUM("from_2_orders"."amount") AS "a1"
  FROM "scoped_orders" AS "from_2_orders"
  GROUP BY 1
) AS "groups_1"
-- $1: Integer(7)
-- State Text
-- Revenue Decimal { precision: 38, scale: 2 }
