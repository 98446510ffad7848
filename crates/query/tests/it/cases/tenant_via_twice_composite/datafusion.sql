WITH "unscoped_line_notes" AS (
  SELECT
    "order_id",
    "line_number",
    "note"
  FROM "public"."line_notes"
), "unscoped_lines" AS (
  SELECT
    "order_id",
    "line_number",
    "product_code"
  FROM "public"."lines"
), "scoped_orders" AS (
  SELECT
    "id"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
)
SELECT
  "scoped_line_notes"."note" AS "line_notes.note",
  "scoped_lines"."product_code" AS "lines.product_code"
FROM "scoped_orders"
INNER JOIN "unscoped_lines" AS "scoped_lines" ON ("scoped_lines"."order_id" = "scoped_orders"."id")
INNER JOIN "unscoped_line_notes" AS "scoped_line_notes" ON ("scoped_line_notes"."order_id" = "scoped_lines"."order_id") AND ("scoped_line_notes"."line_number" = "scoped_lines"."line_number")
GROUP BY 1, 2
ORDER BY "scoped_line_notes"."note" ASC NULLS LAST, "scoped_lines"."product_code" ASC NULLS LAST
-- $1: Integer(7)
-- line_notes.note Text
-- lines.product_code Text
