WITH "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    "id",
    CAST("status" AS text) AS "status",
    "amount",
    "quantity",
    "paid",
    "due"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
)
SELECT
  "from_2_orders"."id" AS "id",
  CAST("from_2_orders"."quantity" AS double precision) AS "a",
  CAST("from_2_orders"."quantity" AS double precision) AS "b",
  CAST("from_2_orders"."amount" AS numeric) AS "c",
  SUBSTR("from_2_orders"."status", CAST($2 AS integer), CAST($3 AS integer)) AS "d",
  CAST("from_2_orders"."quantity" AS bigint) AS "e",
  $4 AS "f",
  CAST("from_2_orders"."due" AS timestamp) AS "g",
  CAST(CAST("from_2_orders"."paid" AS integer) AS bigint) AS "h"
FROM "scoped_orders" AS "from_2_orders"
-- $1: Integer(7)
-- $2: Integer(1)
-- $3: Integer(3)
-- $4: Date(2024-01-31)
-- id Int64
-- a Float64
-- b Float64
-- c Numeric
-- d Text
-- e Int64
-- f Date
-- g Timestamp
-- h Int64
