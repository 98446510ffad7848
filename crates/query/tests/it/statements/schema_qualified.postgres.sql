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
WHERE ("from_2_orders"."amount" > $2)
-- $1: Integer(7)
-- $2: Integer(1)
-- status Text
-- amount Decimal { precision: 15, scale: 2 }
