WITH "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    "ship_address_id",
    CAST("status" AS text) AS "status",
    "amount",
    "paid",
    "due"
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
  "groups_1"."g1" AS "status",
  "groups_1"."a1" AS "n"
FROM (
  SELECT
    "from_2_o"."status" AS "g1",
    COUNT(*) AS "a1"
  FROM "scoped_orders" AS "from_2_o"
  INNER JOIN "scoped_addresses" AS "from_3_a" ON ("from_3_a"."id" = "from_2_o"."ship_address_id")
  WHERE ("from_2_o"."paid" = $3)
  GROUP BY 1
) AS "groups_1"
-- $1: Integer(7)
-- $2: Integer(7)
-- $3: Boolean(false)
-- status Text
-- n Int64
