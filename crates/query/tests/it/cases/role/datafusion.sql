WITH "scoped_orders" AS (
  SELECT
    "ship_address_id",
    "bill_address_id"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
), "scoped_addresses" AS (
  SELECT
    "id",
    "town"
  FROM "public"."addresses"
  WHERE ("addresses"."tenant_id" = $2)
)
SELECT
  "role_ship_address"."town" AS "ship_address.town",
  "role_bill_address"."town" AS "bill_address.town",
  COUNT(*) AS "orders.count"
FROM "scoped_orders"
INNER JOIN "scoped_addresses" AS "role_bill_address" ON ("scoped_orders"."bill_address_id" = "role_bill_address"."id")
LEFT JOIN "scoped_addresses" AS "role_ship_address" ON ("scoped_orders"."ship_address_id" = "role_ship_address"."id")
GROUP BY 1, 2
ORDER BY "role_ship_address"."town" ASC NULLS LAST, "role_bill_address"."town" ASC NULLS LAST
-- $1: Integer(7)
-- $2: Integer(7)
-- ship_address.town Text
-- bill_address.town Text
-- orders.count Int64
