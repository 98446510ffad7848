WITH "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    "customer_id"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
), "scoped_customers" AS NOT MATERIALIZED (
  SELECT
    "id",
    "city",
    "country_code"
  FROM "public"."customers"
  WHERE ("customers"."tenant_id" = $2)
), "scoped_countries" AS NOT MATERIALIZED (
  SELECT
    "code",
    "name"
  FROM "public"."countries"
)
SELECT
  "groups_1"."g1" AS "city",
  "groups_1"."g2" AS "country",
  "groups_1"."a1" AS "n"
FROM (
  SELECT
    "from_3_c"."city" AS "g1",
    "from_4_k"."name" AS "g2",
    COUNT(*) AS "a1"
  FROM "scoped_orders" AS "from_2_o"
  INNER JOIN "scoped_customers" AS "from_3_c" ON ("from_2_o"."customer_id" = "from_3_c"."id")
  LEFT JOIN "scoped_countries" AS "from_4_k" ON ("from_4_k"."code" = "from_3_c"."country_code")
  GROUP BY 1, 2
) AS "groups_1"
ORDER BY 3 DESC NULLS LAST, 1 ASC NULLS LAST
-- $1: Integer(7)
-- $2: Integer(7)
-- city Text
-- country Text
-- n Int64
