WITH "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    CAST("status" AS text) AS "status",
    "amount",
    "quantity"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
)
SELECT
  CASE WHEN ("from_2_orders"."status" = $2) THEN $3 ELSE UPPER("from_2_orders"."status") END AS "paid",
  CAST("from_2_orders"."quantity" AS numeric(10, 2)) AS "exact",
  (CAST(ROUND(CAST((CAST(("from_2_orders"."amount" / $4) AS double precision) * $5) AS double precision)) AS double precision) / NULLIF(CAST($6 AS double precision), 0)) AS "rounded"
FROM "scoped_orders" AS "from_2_orders"
-- $1: Integer(7)
-- $2: Text("paid")
-- $3: Text("yes")
-- $4: Integer(3)
-- $5: Float(100.0)
-- $6: Float(100.0)
-- paid Text
-- exact Decimal { precision: 10, scale: 2 }
-- rounded Float64
