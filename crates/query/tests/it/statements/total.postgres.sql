WITH "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    CAST("status" AS text) AS "status"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
)
SELECT
  COUNT(*) AS "total"
FROM (
  SELECT
    "groups_1"."g1" AS "c1",
    "groups_1"."a1" AS "c2"
  FROM (
    SELECT
      "from_2_orders"."status" AS "g1",
      COUNT(*) AS "a1"
    FROM "scoped_orders" AS "from_2_orders"
    GROUP BY 1
  ) AS "groups_1"
  ORDER BY 2 ASC NULLS LAST
  LIMIT $2
) AS "from_3"
-- $1: Integer(7)
-- $2: Integer(3)
-- total Int64
