WITH "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    CAST("status" AS text) AS "status",
    CASE WHEN ("quantity" >= $1) THEN $2 ELSE $3 END AS "size"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $4)
)
SELECT DISTINCT
  "from_2_orders"."status" AS "status",
  "from_2_orders"."size" AS "size"
FROM "scoped_orders" AS "from_2_orders"
ORDER BY 1 ASC NULLS LAST, 2 DESC NULLS LAST
-- $1: Integer(10)
-- $2: Text("large")
-- $3: Text("small")
-- $4: Integer(7)
-- status Text
-- size Text
