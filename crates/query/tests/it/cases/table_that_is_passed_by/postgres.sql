WITH "scoped_lines" AS NOT MATERIALIZED (
  SELECT
    "part_id",
    "supplier_id",
    "price"
  FROM "public"."lines"
  WHERE ("lines"."tenant_id" = $1)
), "scoped_suppliers" AS NOT MATERIALIZED (
  SELECT
    "id",
    "name"
  FROM "public"."suppliers"
), "scoped_parts" AS NOT MATERIALIZED (
  SELECT
    "id",
    "brand"
  FROM "public"."parts"
)
SELECT
  "scoped_suppliers"."name" AS "suppliers.name",
  SUM("scoped_lines"."price") AS "lines.revenue"
FROM "scoped_lines"
INNER JOIN "scoped_parts" ON ("scoped_lines"."part_id" = "scoped_parts"."id")
LEFT JOIN "scoped_suppliers" ON ("scoped_lines"."supplier_id" = "scoped_suppliers"."id")
WHERE ("scoped_parts"."brand" = $2)
GROUP BY 1
ORDER BY "scoped_suppliers"."name" COLLATE "C" ASC NULLS LAST
-- $1: Integer(7)
-- $2: Text("B1")
-- suppliers.name Text
-- lines.revenue Decimal { precision: 38, scale: 2 }
