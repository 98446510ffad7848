WITH "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    "customer_id",
    CAST("status" AS text) AS "status",
    "amount"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
)
SELECT
  "groups_1"."a1" AS "revenue"
FROM (
  SELECT
    "from_2_orders"."status" AS "g1",
    "from_2_orders"."customer_id" AS "g2",
    SUM("from_2_orders"."amount") AS "a1"
  FROM "scoped_orders" AS "from_2_orders"
  GROUP BY 1, 2
) AS "groups_1"
ORDER BY 1 ASC NULLS LAST
-- $1: Integer(7)
-- revenue Decimal { precision: 38, scale: 2 }
