WITH "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    CAST("status" AS text) AS "status",
    "amount",
    "quantity",
    "paid"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
)
SELECT
  "from_2_o"."status" AS "state",
  ("from_2_o"."amount" * "from_2_o"."quantity") AS "total",
  ("from_2_o"."amount" / $2) AS "half"
FROM "scoped_orders" AS "from_2_o"
WHERE "from_2_o"."paid" AND ("from_2_o"."quantity" > $3)
ORDER BY 2 DESC NULLS LAST, 1 ASC NULLS LAST
LIMIT $4
OFFSET $5
-- $1: Integer(7)
-- $2: Integer(2)
-- $3: Integer(3)
-- $4: Integer(10)
-- $5: Integer(5)
-- state Text
-- total Decimal { precision: 25, scale: 2 }
-- half Numeric
