WITH "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    CAST("status" AS text) AS "status",
    "amount",
    "quantity",
    "created_at",
    "due"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
)
SELECT
  CAST("from_2_orders"."quantity" AS double precision) AS "a",
  CAST("from_2_orders"."amount" AS numeric) AS "b",
  CAST("from_2_orders"."amount" AS numeric(6, 0)) AS "c",
  SUBSTR("from_2_orders"."status", CAST($2 AS integer), CAST($3 AS integer)) AS "d",
  CAST("from_2_orders"."quantity" AS bigint) AS "e",
  "from_2_orders"."created_at" AS "f",
  (CAST("from_2_orders"."due" AS timestamp) AT TIME ZONE 'Europe/Oslo') AS "g",
  CAST(("from_2_orders"."created_at" AT TIME ZONE 'Europe/Oslo') AS date) AS "h",
  $4 AS "i"
FROM "scoped_orders" AS "from_2_orders"
-- $1: Integer(7)
-- $2: Integer(1)
-- $3: Integer(2)
-- $4: TimestampTz(2024-01-31T10:00:00Z)
-- a Float64
-- b Numeric
-- c Decimal { precision: 6, scale: 0 }
-- d Text
-- e Int64
-- f TimestampTz
-- g TimestampTz
-- h Date
-- i TimestampTz
