WITH "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    "due"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
)
SELECT
  "groups_1"."g1" AS "week",
  "groups_1"."g2" AS "day",
  "groups_1"."a1" AS "n"
FROM (
  SELECT
    CAST(EXTRACT(WEEK FROM "from_2_orders"."due") AS bigint) AS "g1",
    (CAST(EXTRACT(ISODOW FROM "from_2_orders"."due") AS bigint) % 7) AS "g2",
    COUNT(*) AS "a1"
  FROM "scoped_orders" AS "from_2_orders"
  GROUP BY 1, 2
) AS "groups_1"
-- $1: Integer(7)
-- week Int64
-- day Int64
-- n Int64
