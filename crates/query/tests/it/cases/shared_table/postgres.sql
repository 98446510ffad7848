WITH "scoped_countries" AS NOT MATERIALIZED (
  SELECT
    "name"
  FROM "public"."countries"
)
SELECT
  "scoped_countries"."name" AS "countries.name"
FROM "scoped_countries"
GROUP BY 1
ORDER BY "scoped_countries"."name" COLLATE "C" ASC NULLS LAST
-- countries.name Text
