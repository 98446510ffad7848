WITH "scoped_customers" AS NOT MATERIALIZED (
  SELECT
    "city"
  FROM "public"."customers"
  WHERE ("customers"."tenant_id" = $1)
), "scoped_addresses" AS NOT MATERIALIZED (
  SELECT
    "town"
  FROM "public"."addresses"
  WHERE ("addresses"."tenant_id" = $2)
)
SELECT DISTINCT
  "from_5"."c1" AS "place"
FROM (
  SELECT
    "from_2_customers"."city" AS "c1"
  FROM "scoped_customers" AS "from_2_customers"
  UNION ALL
  SELECT
    "from_4_addresses"."town" AS "c1"
  FROM "scoped_addresses" AS "from_4_addresses"
) AS "from_5"
ORDER BY 1 ASC NULLS LAST
-- $1: Integer(7)
-- $2: Integer(7)
-- place Text
