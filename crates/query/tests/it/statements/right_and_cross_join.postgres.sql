WITH "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    "id",
    "ship_address_id"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
), "scoped_addresses" AS NOT MATERIALIZED (
  SELECT
    "id",
    "town"
  FROM "public"."addresses"
  WHERE ("addresses"."tenant_id" = $2)
), "scoped_countries" AS NOT MATERIALIZED (
  SELECT
    "code"
  FROM "public"."countries"
)
SELECT
  "from_3_a"."town" AS "town",
  "from_2_o"."id" AS "order_id",
  "from_4_k"."code" AS "code"
FROM "scoped_orders" AS "from_2_o"
RIGHT JOIN "scoped_addresses" AS "from_3_a" ON ("from_2_o"."ship_address_id" = "from_3_a"."id")
CROSS JOIN "scoped_countries" AS "from_4_k"
-- $1: Integer(7)
-- $2: Integer(7)
-- town Text
-- order_id Int64
-- code Text
