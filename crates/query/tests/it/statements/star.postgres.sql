WITH "scoped_customers" AS NOT MATERIALIZED (
  SELECT
    "id",
    "city",
    "country_code"
  FROM "public"."customers"
  WHERE ("customers"."tenant_id" = $1)
)
SELECT
  "from_2_customers"."id" AS "id",
  "from_2_customers"."city" AS "city",
  "from_2_customers"."country_code" AS "country_code"
FROM "scoped_customers" AS "from_2_customers"
-- $1: Integer(7)
-- id Int64
-- city Text
-- country_code Text
