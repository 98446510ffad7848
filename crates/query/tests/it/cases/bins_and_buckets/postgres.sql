WITH "scoped_orders" AS NOT MATERIALIZED (
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
    CAST(((((CAST("scoped_orders"."amount" AS numeric(38, 6)) - CAST($2 AS numeric(38, 6))) - ((CAST("scoped_orders"."amount" AS numeric(38, 6)) - CAST($3 AS numeric(38, 6))) % CAST($4 AS numeric(38, 6)))) - CASE WHEN (((CAST("scoped_orders"."amount" AS numeric(38, 6)) - CAST($5 AS numeric(38, 6))) % CAST($6 AS numeric(38, 6))) < 0) THEN CAST($7 AS numeric(38, 6)) ELSE CAST($8 AS numeric(38, 6)) END) + CAST($9 AS numeric(38, 6))) AS numeric(38, 6)) AS "orders.amount.bin",
    CASE WHEN (("scoped_orders"."quantity" < $10)) THEN CAST($11 AS text) ELSE CAST($12 AS text) END AS "size",
    COUNT(*) AS "orders.count"
  FROM "scoped_orders"
  GROUP BY 1, 2
) AS "ordered"
ORDER BY 1 ASC NULLS LAST, "ordered"."size" COLLATE "C" ASC NULLS LAST
-- $1: Integer(7)
-- $2: Decimal(50)
-- $3: Decimal(50)
-- $4: Decimal(100)
-- $5: Decimal(50)
-- $6: Decimal(100)
-- $7: Decimal(100)
-- $8: Decimal(0)
-- $9: Decimal(50)
-- $10: Integer(5)
-- $11: Text("small")
-- $12: Text("large")
-- orders.amount.bin Decimal { precision: 38, scale: 6 }
-- size Text
-- orders.count Int64
