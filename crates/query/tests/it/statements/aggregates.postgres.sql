WITH "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    "customer_id",
    CAST("status" AS text) AS "status",
    "amount",
    "quantity",
    "due"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
)
SELECT
  COUNT(*) AS "n",
  COUNT("from_2_orders"."status") AS "with_status",
  COUNT(DISTINCT "from_2_orders"."customer_id") AS "customers",
  SUM("from_2_orders"."amount") AS "revenue",
  CAST(AVG("from_2_orders"."quantity") AS double precision) AS "mean",
  MIN("from_2_orders"."status" COLLATE "C") AS "first_status",
  MAX("from_2_orders"."due") AS "last_due",
  (SUM("from_2_orders"."amount") / COUNT(*)) AS "per_order"
FROM "scoped_orders" AS "from_2_orders"
-- $1: Integer(7)
-- n Int64
-- with_status Int64
-- customers Int64
-- revenue Decimal { precision: 38, scale: 2 }
-- mean Float64
-- first_status Text
-- last_due Date
-- per_order Numeric
