WITH "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    "id",
    CAST("status" AS text) AS "status",
    "quantity",
    "due"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
)
SELECT
  "from_2_orders"."id" AS "id",
  CASE WHEN (LAG(1, 1) OVER (PARTITION BY "from_2_orders"."status" ORDER BY CASE WHEN ("from_2_orders"."due" IS NOT NULL) THEN 1 ELSE 0 END ASC NULLS LAST, "from_2_orders"."due" DESC NULLS LAST) IS NULL) THEN $2 ELSE LAG("from_2_orders"."quantity", 1) OVER (PARTITION BY "from_2_orders"."status" ORDER BY CASE WHEN ("from_2_orders"."due" IS NOT NULL) THEN 1 ELSE 0 END ASC NULLS LAST, "from_2_orders"."due" DESC NULLS LAST) END AS "before",
  LEAD("from_2_orders"."status", 1) OVER (ORDER BY "from_2_orders"."id" ASC NULLS LAST) AS "next"
FROM "scoped_orders" AS "from_2_orders"
-- $1: Integer(7)
-- $2: Integer(0)
-- id Int64
-- before Int64
-- next Text
