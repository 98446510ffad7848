WITH "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    "created_at",
    "due"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
)
SELECT
  "groups_1"."g1" AS "quarter",
  "groups_1"."g2" AS "hour",
  "groups_1"."g3" AS "minute",
  "groups_1"."a1" AS "n"
FROM (
  SELECT
    CAST(EXTRACT(QUARTER FROM "from_2_orders"."due") AS bigint) AS "g1",
    CAST(EXTRACT(HOUR FROM ("from_2_orders"."created_at" AT TIME ZONE 'UTC')) AS bigint) AS "g2",
    CAST(EXTRACT(MINUTE FROM ("from_2_orders"."created_at" AT TIME ZONE 'UTC')) AS bigint) AS "g3",
    COUNT(*) AS "a1"
  FROM "scoped_orders" AS "from_2_orders"
  GROUP BY 1, 2, 3
) AS "groups_1"
-- $1: Integer(7)
-- quarter Int64
-- hour Int64
-- minute Int64
-- n Int64
