WITH "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    "amount",
    "quantity",
    "rate"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
)
SELECT
  (CAST("from_2_orders"."quantity" AS bigint) / $2) AS "whole",
  ("from_2_orders"."amount" / "from_2_orders"."quantity") AS "exact",
  (CAST("from_2_orders"."rate" AS double precision) / CAST($3 AS double precision)) AS "floating",
  (CAST(SUM("from_2_orders"."quantity") OVER () AS bigint) / CAST(COUNT(*) OVER () AS bigint)) AS "mean",
  ("from_2_orders"."amount" / CAST($4 AS numeric(1, 1))) AS "literal"
FROM "scoped_orders" AS "from_2_orders"
WHERE ((CAST("from_2_orders"."quantity" AS bigint) / $5) > $6)
-- $1: Integer(7)
-- $2: Integer(2)
-- $3: Integer(3)
-- $4: Decimal(0.5)
-- $5: Integer(3)
-- $6: Integer(1)
-- whole Int64
-- exact Numeric
-- floating Float64
-- mean Int64
-- literal Numeric
