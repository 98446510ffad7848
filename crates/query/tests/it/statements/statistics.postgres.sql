WITH "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    "customer_id",
    CAST("status" AS text) AS "status",
    "quantity",
    "paid"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
)
SELECT
  "groups_1"."g1" AS "status",
  "groups_1"."a1" AS "spread",
  "groups_1"."a2" AS "mean",
  "groups_1"."a3" AS "buyers"
FROM (
  SELECT
    "from_2_orders"."status" AS "g1",
    STDDEV_SAMP(CAST("from_2_orders"."quantity" AS double precision)) AS "a1",
    CAST(AVG(DISTINCT "from_2_orders"."quantity") AS double precision) AS "a2",
    COUNT(DISTINCT "from_2_orders"."customer_id") AS "a3",
    STDDEV_SAMP(CAST(CASE WHEN "from_2_orders"."paid" THEN "from_2_orders"."quantity" END AS double precision)) AS "a4"
  FROM "scoped_orders" AS "from_2_orders"
  GROUP BY 1
) AS "groups_1"
WHERE ("groups_1"."a4" > $2)
ORDER BY 1 ASC NULLS LAST
-- $1: Integer(7)
-- $2: Integer(1)
-- status Text
-- spread Float64
-- mean Float64
-- buyers Int64
