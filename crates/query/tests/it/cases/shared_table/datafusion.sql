WITH "scoped_countries" AS (
  SELECT
    "name"
  FROM "public"."countries"
)
SELECT
  "scoped_countries"."name" AS "countries.name"
FROM "scoped_countries"
GROUP BY 1
ORDER BY "scoped_countries"."name" ASC NULLS LAST
-- countries.name Text
