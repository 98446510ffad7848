WITH "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    CAST("status" AS text) AS "status",
    "amount"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
)
SELECT
  "groups_1"."a1" AS "n",
  "groups_1"."g1" AS "kind",
  "groups_1"."g2" AS "status"
FROM (
  SELECT
    CASE WHEN ("from_2_orders"."amount" > $2) THEN $3 ELSE $4 END AS "g1",
    "from_2_orders"."status" AS "g2",
    COUNT(*) AS "a1"
  FROM "scoped_orders" AS "from_2_orders"
  GROUP BY 1, 2
) AS "groups_1"
ORDER BY 1 DESC NULLS LAST
-- $1: Integer(7)
-- $2: Integer(100)
-- $3: Text("large")
-- $4: Text("small")
-- n Int64
-- kind Text
-- status Text
