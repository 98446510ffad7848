WITH "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    "bill_address_id",
    CAST("status" AS text) AS "status"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
), "scoped_addresses" AS NOT MATERIALIZED (
  SELECT
    "id",
    "town"
  FROM "public"."addresses"
  WHERE ("addresses"."tenant_id" = $2)
), "fact_orders" AS (
  SELECT
    "scoped_orders"."status" AS "orders.status",
    COUNT(*) AS "orders.count"
  FROM "scoped_orders"
  GROUP BY 1
), "fact_orders_2" AS (
  SELECT
    "scoped_orders"."status" AS "orders.status",
    COUNT(*) AS "to Oslo"
  FROM "scoped_orders"
  INNER JOIN "scoped_addresses" AS "role_bill_address" ON ("scoped_orders"."bill_address_id" = "role_bill_address"."id")
  WHERE ("role_bill_address"."town" = $3)
  GROUP BY 1
), "stacked" AS (
  SELECT
    "fact_orders"."orders.status" AS "orders.status",
    "fact_orders"."orders.count" AS "orders.count",
    CAST(NULL AS bigint) AS "to Oslo"
  FROM "fact_orders"
  UNION ALL
  SELECT
    "fact_orders_2"."orders.status" AS "orders.status",
    CAST(NULL AS bigint) AS "orders.count",
    "fact_orders_2"."to Oslo" AS "to Oslo"
  FROM "fact_orders_2"
), "combined" AS (
  SELECT
    "stacked"."orders.status" AS "orders.status",
    COALESCE(MAX("stacked"."orders.count"), 0) AS "orders.count",
    COALESCE(MAX("stacked"."to Oslo"), 0) AS "to Oslo"
  FROM "stacked"
  GROUP BY 1
)
SELECT
  "combined"."orders.status" AS "orders.status",
  "combined"."orders.count" AS "orders.count",
  "combined"."to Oslo" AS "to Oslo"
FROM "combined"
ORDER BY "combined"."orders.status" COLLATE "C" ASC NULLS LAST
-- $1: Integer(7)
-- $2: Integer(7)
-- $3: Text("Oslo")
-- orders.status Text
-- orders.count Int64
-- to Oslo Int64
