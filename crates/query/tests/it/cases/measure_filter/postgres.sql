WITH "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    CAST("status" AS text) AS "status",
    "amount",
    (CAST("amount" AS double precision) / NULLIF(CAST("quantity" AS double precision), 0)) AS "unit_price value"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
)
SELECT
  "scoped_orders"."status" AS "orders.status",
  SUM("scoped_orders"."amount") AS "orders.revenue"
FROM "scoped_orders"
GROUP BY 1
HAVING (SUM("scoped_orders"."amount") > $2) AND ((COUNT(*) >= $3) OR (CAST(AVG("scoped_orders"."unit_price value") AS double precision) < $4))
ORDER BY "scoped_orders"."status" COLLATE "C" ASC NULLS LAST
-- $1: Integer(7)
-- $2: Decimal(100.50)
-- $3: Integer(2)
-- $4: Integer(3)
-- orders.status Text
-- orders.revenue Decimal { precision: 38, scale: 2 }
