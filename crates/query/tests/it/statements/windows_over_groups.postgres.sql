WITH "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    CAST("status" AS text) AS "status",
    "amount"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
)
SELECT
  "groups_1"."g1" AS "status",
  "groups_1"."a1" AS "revenue",
  CAST(RANK() OVER (ORDER BY "groups_1"."a1" DESC NULLS LAST) AS bigint) AS "place",
  SUM("groups_1"."a1") OVER (ORDER BY "groups_1"."g1" ASC NULLS LAST ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS "running",
  CAST(AVG("groups_1"."a2") OVER (ORDER BY "groups_1"."g1" ASC NULLS LAST ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) AS double precision) AS "mean"
FROM (
  SELECT
    "from_2_orders"."status" AS "g1",
    SUM("from_2_orders"."amount") AS "a1",
    COUNT(*) AS "a2"
  FROM "scoped_orders" AS "from_2_orders"
  GROUP BY 1
) AS "groups_1"
-- $1: Integer(7)
-- status Text
-- revenue Decimal { precision: 38, scale: 2 }
-- place Int64
-- running Decimal { precision: 38, scale: 2 }
-- mean Float64
