WITH "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    CAST("status" AS text) AS "status",
    "amount",
    "paid"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
)
SELECT
  COUNT(CASE WHEN "from_2_orders"."paid" THEN $2 END) AS "paid",
  SUM(CASE WHEN ("from_2_orders"."status" = $3) THEN "from_2_orders"."amount" ELSE $4 END) AS "open_amount"
FROM "scoped_orders" AS "from_2_orders"
-- $1: Integer(7)
-- $2: Integer(1)
-- $3: Text("open")
-- $4: Integer(0)
-- paid Int64
-- open_amount Decimal { precision: 38, scale: 2 }
