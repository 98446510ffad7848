WITH "unscoped_lines" AS NOT MATERIALIZED (
  SELECT
    "order_id",
    "product_code"
  FROM "public"."lines"
), "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    "id",
    "customer_id",
    "bill_address_id"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
), "scoped_addresses" AS NOT MATERIALIZED (
  SELECT
    "id",
    "town"
  FROM "public"."addresses"
  WHERE ("addresses"."tenant_id" = $2)
), "scoped_customers" AS NOT MATERIALIZED (
  SELECT
    "id",
    "country_code"
  FROM "public"."customers"
  WHERE ("customers"."tenant_id" = $3)
), "scoped_countries" AS NOT MATERIALIZED (
  SELECT
    "code",
    "name"
  FROM "public"."countries"
)
SELECT
  "scoped_lines"."product_code" AS "lines.product_code",
  "role_bill_address"."town" AS "bill_address.town",
  COUNT(*) AS "lines"
FROM "unscoped_lines" AS "scoped_lines"
INNER JOIN "scoped_orders" ON ("scoped_lines"."order_id" = "scoped_orders"."id")
INNER JOIN "scoped_addresses" AS "role_bill_address" ON ("scoped_orders"."bill_address_id" = "role_bill_address"."id")
INNER JOIN "scoped_customers" ON ("scoped_orders"."customer_id" = "scoped_customers"."id")
INNER JOIN "scoped_countries" ON ("scoped_customers"."country_code" = "scoped_countries"."code")
WHERE ((CAST("scoped_countries"."name" AS text) ILIKE $4))
GROUP BY 1, 2
ORDER BY "scoped_lines"."product_code" COLLATE "C" ASC NULLS LAST, "role_bill_address"."town" COLLATE "C" ASC NULLS LAST
-- $1: Integer(7)
-- $2: Integer(7)
-- $3: Integer(7)
-- $4: Text("%or%")
-- lines.product_code Text
-- bill_address.town Text
-- lines Int64
