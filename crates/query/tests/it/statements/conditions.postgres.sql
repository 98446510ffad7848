WITH "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    "id",
    CAST("status" AS text) AS "status",
    "quantity",
    "rate",
    "paid",
    "due"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
)
SELECT
  "from_2_orders"."id" AS "id"
FROM "scoped_orders" AS "from_2_orders"
WHERE (("from_2_orders"."status" LIKE $2) OR ("from_2_orders"."status" IN ($3, $4))) AND (NOT (("from_2_orders"."quantity" >= $5) AND ("from_2_orders"."quantity" <= $6))) AND ("from_2_orders"."due" IS NOT NULL) AND (COALESCE("from_2_orders"."rate", $7) <> $8) AND (NOT (CASE WHEN (NOT "from_2_orders"."paid") THEN 1 ELSE 0 END = 1))
-- $1: Integer(7)
-- $2: Text("p%")
-- $3: Text("open")
-- $4: Text("void")
-- $5: Integer(1)
-- $6: Integer(5)
-- $7: Integer(0)
-- $8: Integer(1)
-- id Int64
