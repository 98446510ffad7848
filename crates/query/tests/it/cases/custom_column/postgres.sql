WITH "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    CASE WHEN ("quantity" >= $1) THEN $2 ELSE $3 END AS "size"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $4)
)
SELECT
  "scoped_orders"."size" AS "orders.size",
  COUNT(*) AS "orders.count"
FROM "scoped_orders"
WHERE ("scoped_orders"."size" = $5)
GROUP BY 1
ORDER BY "scoped_orders"."size" COLLATE "C" ASC NULLS LAST
-- $1: Integer(10)
-- $2: Text("large")
-- $3: Text("small")
-- $4: Integer(7)
-- $5: Text("large")
-- orders.size Text
-- orders.count Int64
