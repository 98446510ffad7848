WITH "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    CAST("status" AS text) AS "status"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
)
SELECT
  "from_4_d"."c1" AS "status",
  ("from_4_d"."c2" + $2) AS "more"
FROM (
  SELECT
    "groups_2"."g1" AS "c1",
    "groups_2"."a1" AS "c2"
  FROM (
    SELECT
      "from_3_orders"."status" AS "g1",
      COUNT(*) AS "a1"
    FROM "scoped_orders" AS "from_3_orders"
    GROUP BY 1
  ) AS "groups_2"
) AS "from_4_d"
WHERE ("from_4_d"."c2" > $3)
ORDER BY "from_4_d"."c2" DESC NULLS LAST
LIMIT $4
-- $1: Integer(7)
-- $2: Integer(1)
-- $3: Integer(2)
-- $4: Integer(3)
-- status Text
-- more Int64
