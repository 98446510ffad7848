WITH "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    "bill_address_id"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
), "scoped_addresses" AS NOT MATERIALIZED (
  SELECT
    "id",
    "town"
  FROM "public"."addresses"
  WHERE ("addresses"."tenant_id" = $2)
)
SELECT
  "scoped_addresses"."town" AS "addresses.town",
  COUNT(*) AS "orders.count"
FROM "scoped_orders"
INNER JOIN "scoped_addresses" ON ("scoped_orders"."bill_address_id" = "scoped_addresses"."id")
GROUP BY 1
ORDER BY "scoped_addresses"."town" COLLATE "C" ASC NULLS LAST
-- $1: Integer(7)
-- $2: Integer(7)
-- addresses.town Text
-- orders.count Int64
