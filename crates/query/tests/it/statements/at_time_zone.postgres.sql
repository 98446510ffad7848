WITH "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    "created_at",
    "due"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
)
SELECT
  ("from_2_orders"."created_at" AT TIME ZONE 'Europe/Oslo') AS "a",
  (CAST("from_2_orders"."due" AS timestamp) AT TIME ZONE 'UTC' AT TIME ZONE 'Europe/Oslo') AS "b",
  (CAST("from_2_orders"."due" AS timestamp) AT TIME ZONE 'Europe/Oslo') AS "c",
  DATE_TRUNC('day', ((CAST("from_2_orders"."due" AS timestamp) AT TIME ZONE 'Europe/Oslo') AT TIME ZONE 'America/New_York')) AS "d",
  $2 AS "e"
FROM "scoped_orders" AS "from_2_orders"
-- $1: Integer(7)
-- $2: Timestamp(2024-07-01T10:00:00)
-- a Timestamp
-- b Timestamp
-- c TimestampTz
-- d Timestamp
-- e Timestamp
