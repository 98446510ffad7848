WITH "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    CAST("status" AS text) AS "status",
    "amount"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
)
SELECT
  "from_2_orders"."status" AS "status",
  "from_2_orders"."amount" AS "amount"
FROM "scoped_orders" AS "from_2_orders"
ORDER BY CASE WHEN ("from_2_orders"."amount" IS NOT NULL) THEN 1 ELSE 0 END ASC NULLS LAST, 2 DESC NULLS LAST, 1 ASC NULLS LAST
-- $1: Integer(7)
-- status Text
-- amount Decimal { precision: 15, scale: 2 }
