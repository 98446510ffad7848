WITH "scoped_orders" AS (
  SELECT
    "amount",
    "quantity"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
)
SELECT
  "ordered"."orders.amount.bin" AS "orders.amount.bin",
  "ordered"."size" AS "size",
  "ordered"."orders.count" AS "orders.count"
FROM (
  SELECT
    CAST(((((CAST("scoped_orders"."amount" AS DECIMAL(38, 6)) - CAST($2 AS DECIMAL(38, 6))) - ((CAST("scoped_orders"."amount" AS DECIMAL(38, 6)) - CAST($3 AS DECIMAL(38, 6))) % CAST($4 AS DECIMAL(38, 6)))) - CASE WHEN (((CAST("scoped_orders"."amount" AS DECIMAL(38, 6)) - CAST($5 AS DECIMAL(38, 6))) % CAST($6 AS DECIMAL(38, 6))) <= CAST($7 AS DECIMAL(38, 6))) THEN CAST($8 AS DECIMAL(38, 6)) ELSE CAST($9 AS DECIMAL(38, 6)) END) + CAST($10 AS DECIMAL(38, 6))) AS DECIMAL(38, 6)) AS "orders.amount.bin",
    CASE WHEN (("scoped_orders"."quantity" < $11)) THEN CAST($12 AS VARCHAR) ELSE CAST($13 AS VARCHAR) END AS "size",
    COUNT(*) AS "orders.count"
  FROM "scoped_orders"
  GROUP BY 1, 2
) AS "ordered"
ORDER BY 1 ASC NULLS LAST, "ordered"."size" ASC NULLS LAST
-- $1: Integer(7)
-- $2: Decimal(50)
-- $3: Decimal(50)
-- $4: Decimal(100)
-- $5: Decimal(50)
-- $6: Decimal(100)
-- $7: Decimal(-0.000001)
-- $8: Decimal(100)
-- $9: Decimal(0)
-- $10: Decimal(50)
-- $11: Integer(5)
-- $12: Text("small")
-- $13: Text("large")
-- orders.amount.bin Decimal { precision: 38, scale: 6 }
-- size Text
-- orders.count Int64
