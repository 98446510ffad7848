WITH "scoped_line_notes" AS NOT MATERIALIZED (
  SELECT
    "order_id",
    "line_number",
    "note"
  FROM "public"."line_notes"
  WHERE ("line_notes"."order_id", "line_notes"."line_number") IN (
    SELECT
      "lines"."order_id",
      "lines"."line_number"
    FROM "public"."lines"
    WHERE "lines"."order_id" IN (
      SELECT
        "orders"."id"
      FROM "public"."orders"
      WHERE ("orders"."tenant_id" = $1)
    )
  )
), "scoped_lines" AS NOT MATERIALIZED (
  SELECT
    "order_id",
    "line_number",
    "product_code"
  FROM "public"."lines"
  WHERE "lines"."order_id" IN (
    SELECT
      "orders"."id"
    FROM "public"."orders"
    WHERE ("orders"."tenant_id" = $2)
  )
)
SELECT
  "scoped_line_notes"."note" AS "line_notes.note",
  "scoped_lines"."product_code" AS "lines.product_code"
FROM "scoped_line_notes"
LEFT JOIN "scoped_lines" ON ("scoped_line_notes"."order_id" = "scoped_lines"."order_id") AND ("scoped_line_notes"."line_number" = "scoped_lines"."line_number")
GROUP BY 1, 2
ORDER BY "scoped_line_notes"."note" COLLATE "C" ASC NULLS LAST, "scoped_lines"."product_code" COLLATE "C" ASC NULLS LAST
-- $1: Integer(7)
-- $2: Integer(7)
-- line_notes.note Text
-- lines.product_code Text
