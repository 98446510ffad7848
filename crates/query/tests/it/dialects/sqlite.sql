-- documented_example
refused: SQLite has no time zones

-- filters
WITH "scoped_orders" AS (
  SELECT
    "customer_id",
    CAST("status" AS TEXT) COLLATE "BINARY" AS "status",
    "quantity",
    "paid",
    STRFTIME('%Y-%m-%d %H:%M:%f', "created_at", 'auto') AS "created_at",
    STRFTIME('%Y-%m-%d', "due", 'auto') AS "due",
    STRFTIME('%Y-%m-%d %H:%M:%f', "logged_at", 'auto') AS "logged_at"
  FROM "public"."orders"
  WHERE (("orders"."tenant_id" = ?) AND (CAST("orders"."tenant_id" AS TEXT) COLLATE "BINARY" = ?))
), "scoped_customers" AS (
  SELECT
    "id",
    CAST("city" AS TEXT) COLLATE "BINARY" AS "city"
  FROM "public"."customers"
  WHERE (("customers"."tenant_id" = ?) AND (CAST("customers"."tenant_id" AS TEXT) COLLATE "BINARY" = ?))
)
SELECT
  COUNT(*) AS "orders.count"
FROM "scoped_orders"
INNER JOIN "scoped_customers" ON ("scoped_orders"."customer_id" = "scoped_customers"."id")
WHERE (("scoped_customers"."city" <> ?) OR ("scoped_customers"."city" IS NULL)) AND ((LOWER("scoped_customers"."city") LIKE LOWER(?) ESCAPE ?) OR (LOWER("scoped_customers"."city") LIKE LOWER(?) ESCAPE ?)) AND (((LOWER("scoped_customers"."city") NOT LIKE LOWER(?) ESCAPE ?)) OR ("scoped_customers"."city" IS NULL)) AND (("scoped_orders"."status" = ?) OR ("scoped_orders"."status" IS NULL)) AND ("scoped_orders"."status" NOT IN (?, ?)) AND (("scoped_orders"."quantity" >= ?) AND ("scoped_orders"."quantity" <= ?)) AND ("scoped_orders"."paid" = ?) AND ("scoped_orders"."due" > ?) AND ((("scoped_orders"."created_at" < STRFTIME('%Y-%m-%d %H:%M:%f', ?)) OR ("scoped_orders"."created_at" >= STRFTIME('%Y-%m-%d %H:%M:%f', ?))) OR ("scoped_orders"."created_at" IS NULL)) AND ("scoped_orders"."created_at" < STRFTIME('%Y-%m-%d %H:%M:%f', ?)) AND (("scoped_orders"."logged_at" < STRFTIME('%Y-%m-%d %H:%M:%f', ?))) AND (CAST("scoped_customers"."city" AS TEXT) COLLATE "BINARY" > ?) AND ("scoped_customers"."id" IS NULL)

-- last_value
WITH "scoped_orders" AS (
  SELECT
    "customer_id",
    "amount",
    STRFTIME('%Y-%m-%d %H:%M:%f', "created_at", 'auto') AS "created_at"
  FROM "public"."orders"
  WHERE (("orders"."tenant_id" = ?) AND (CAST("orders"."tenant_id" AS TEXT) COLLATE "BINARY" = ?))
), "rows_of_orders" AS (
  SELECT
    STRFTIME('%Y-%m-01 00:00:00.000', "scoped_orders"."created_at") AS "orders.created_at.month",
    "scoped_orders"."amount" AS "balance",
    CASE WHEN ("scoped_orders"."created_at" = MAX("scoped_orders"."created_at") OVER (PARTITION BY STRFTIME('%Y-%m-01 00:00:00.000', "scoped_orders"."created_at"), "scoped_orders"."customer_id")) THEN 1 ELSE 0 END AS "is_latest_1"
  FROM "scoped_orders"
  WHERE (("scoped_orders"."created_at" >= STRFTIME('%Y-%m-%d %H:%M:%f', ?)) AND ("scoped_orders"."created_at" < STRFTIME('%Y-%m-%d %H:%M:%f', ?)))
), "fact_orders" AS (
  SELECT
    "rows_of_orders"."orders.created_at.month" AS "orders.created_at.month",
    SUM(CASE WHEN ("rows_of_orders"."is_latest_1" = 1) THEN "rows_of_orders"."balance" END) AS "balance"
  FROM "rows_of_orders"
  GROUP BY 1
)
SELECT
  "fact_orders"."orders.created_at.month" AS "orders.created_at.month",
  "fact_orders"."balance" AS "balance"
FROM "fact_orders"
ORDER BY 1 ASC NULLS LAST

-- pattern_filters
refused: SQLite has no regular expressions

-- statistics
refused: SQLite has no percentiles

-- tenant_via_twice_composite
WITH "scoped_line_notes" AS (
  SELECT
    "order_id",
    "line_number",
    CAST("note" AS TEXT) COLLATE "BINARY" AS "note"
  FROM "public"."line_notes"
  WHERE EXISTS (
    SELECT
      1
    FROM "public"."lines" AS "partner_1"
    WHERE (("partner_1"."order_id" = "line_notes"."order_id") AND (CAST("partner_1"."order_id" AS TEXT) COLLATE "BINARY" = CAST("line_notes"."order_id" AS TEXT) COLLATE "BINARY")) AND (("partner_1"."line_number" = "line_notes"."line_number") AND (CAST("partner_1"."line_number" AS TEXT) COLLATE "BINARY" = CAST("line_notes"."line_number" AS TEXT) COLLATE "BINARY")) AND EXISTS (
      SELECT
        1
      FROM "public"."orders" AS "partner_2"
      WHERE (("partner_2"."id" = "partner_1"."order_id") AND (CAST("partner_2"."id" AS TEXT) COLLATE "BINARY" = CAST("partner_1"."order_id" AS TEXT) COLLATE "BINARY")) AND (("partner_2"."tenant_id" = ?) AND (CAST("partner_2"."tenant_id" AS TEXT) COLLATE "BINARY" = ?))
    )
  )
), "scoped_lines" AS (
  SELECT
    "order_id",
    "line_number",
    CAST("product_code" AS TEXT) COLLATE "BINARY" AS "product_code"
  FROM "public"."lines"
  WHERE EXISTS (
    SELECT
      1
    FROM "public"."orders" AS "partner_1"
    WHERE (("partner_1"."id" = "lines"."order_id") AND (CAST("partner_1"."id" AS TEXT) COLLATE "BINARY" = CAST("lines"."order_id" AS TEXT) COLLATE "BINARY")) AND (("partner_1"."tenant_id" = ?) AND (CAST("partner_1"."tenant_id" AS TEXT) COLLATE "BINARY" = ?))
  )
)
SELECT
  "scoped_line_notes"."note" AS "line_notes.note",
  "scoped_lines"."product_code" AS "lines.product_code"
FROM "scoped_line_notes"
LEFT JOIN "scoped_lines" ON ("scoped_line_notes"."order_id" = "scoped_lines"."order_id") AND ("scoped_line_notes"."line_number" = "scoped_lines"."line_number")
GROUP BY 1, 2
ORDER BY CAST("scoped_line_notes"."note" AS TEXT) COLLATE "BINARY" ASC NULLS LAST, CAST("scoped_lines"."product_code" AS TEXT) COLLATE "BINARY" ASC NULLS LAST

-- year_to_date_filled
WITH "scoped_orders" AS (
  SELECT
    CAST("status" AS TEXT) COLLATE "BINARY" AS "status",
    "amount",
    STRFTIME('%Y-%m-%d %H:%M:%f', "created_at", 'auto') AS "created_at"
  FROM "public"."orders"
  WHERE (("orders"."tenant_id" = ?) AND (CAST("orders"."tenant_id" AS TEXT) COLLATE "BINARY" = ?))
), "fact_orders" AS (
  SELECT
    "scoped_orders"."status" AS "orders.status",
    STRFTIME('%Y-%m-01 00:00:00.000', "scoped_orders"."created_at") AS "orders.created_at.month",
    SUM("scoped_orders"."amount") AS "orders.revenue"
  FROM "scoped_orders"
  WHERE (("scoped_orders"."created_at" >= STRFTIME('%Y-%m-%d %H:%M:%f', ?)) AND ("scoped_orders"."created_at" < STRFTIME('%Y-%m-%d %H:%M:%f', ?)))
  GROUP BY 1, 2
), "rows_of_orders" AS (
  SELECT
    "scoped_orders"."status" AS "orders.status",
    STRFTIME('%Y-%m-01 00:00:00.000', "scoped_orders"."created_at") AS "orders.created_at.month",
    CASE WHEN (("scoped_orders"."created_at" >= STRFTIME('%Y-%m-%d %H:%M:%f', ?)) AND ("scoped_orders"."created_at" < STRFTIME('%Y-%m-%d %H:%M:%f', ?))) THEN 1 ELSE 0 END AS "is_shown",
    SUM("scoped_orders"."amount") AS "orders.revenue up to now"
  FROM "scoped_orders"
  WHERE (("scoped_orders"."created_at" >= STRFTIME('%Y-%m-%d %H:%M:%f', ?)) AND ("scoped_orders"."created_at" < STRFTIME('%Y-%m-%d %H:%M:%f', ?)))
  GROUP BY 1, 2, 3
), "all_periods" AS (
  SELECT
    "period"."orders.created_at.month" AS "orders.created_at.month"
  FROM (SELECT STRFTIME('%Y-%m-%d %H:%M:%f', STRFTIME('%Y-%m-%d %H:%M:%f', ?), 'auto') AS "orders.created_at.month" UNION ALL VALUES (STRFTIME('%Y-%m-%d %H:%M:%f', STRFTIME('%Y-%m-%d %H:%M:%f', ?), 'auto')), (STRFTIME('%Y-%m-%d %H:%M:%f', STRFTIME('%Y-%m-%d %H:%M:%f', ?), 'auto')), (STRFTIME('%Y-%m-%d %H:%M:%f', STRFTIME('%Y-%m-%d %H:%M:%f', ?), 'auto')), (STRFTIME('%Y-%m-%d %H:%M:%f', STRFTIME('%Y-%m-%d %H:%M:%f', ?), 'auto')), (STRFTIME('%Y-%m-%d %H:%M:%f', STRFTIME('%Y-%m-%d %H:%M:%f', ?), 'auto'))) AS "period"
), "fact_orders_up_to" AS (
  SELECT
    "rows_of_orders"."orders.status" AS "orders.status",
    "all_periods"."orders.created_at.month" AS "orders.created_at.month",
    SUM("rows_of_orders"."orders.revenue up to now") AS "orders.revenue up to now"
  FROM "rows_of_orders"
  INNER JOIN "all_periods" ON ("rows_of_orders"."orders.created_at.month" <= "all_periods"."orders.created_at.month") AND ("rows_of_orders"."orders.created_at.month" >= STRFTIME('%Y-01-01 00:00:00.000', "all_periods"."orders.created_at.month"))
  GROUP BY 1, 2
), "stacked" AS (
  SELECT
    "fact_orders"."orders.status" AS "orders.status",
    "fact_orders"."orders.created_at.month" AS "orders.created_at.month",
    "fact_orders"."orders.revenue" AS "orders.revenue",
    ROUND(CAST(NULL AS NUMERIC), 2) AS "orders.revenue up to now"
  FROM "fact_orders"
  UNION ALL
  SELECT
    "fact_orders_up_to"."orders.status" AS "orders.status",
    "fact_orders_up_to"."orders.created_at.month" AS "orders.created_at.month",
    ROUND(CAST(NULL AS NUMERIC), 2) AS "orders.revenue",
    "fact_orders_up_to"."orders.revenue up to now" AS "orders.revenue up to now"
  FROM "fact_orders_up_to"
), "other_groups" AS (
  SELECT DISTINCT
    "stacked"."orders.status" AS "orders.status"
  FROM "stacked"
), "filled" AS (
  SELECT
    "stacked"."orders.status" AS "orders.status",
    "stacked"."orders.created_at.month" AS "orders.created_at.month",
    "stacked"."orders.revenue" AS "orders.revenue",
    "stacked"."orders.revenue up to now" AS "orders.revenue up to now"
  FROM "stacked"
  UNION ALL
  SELECT
    "other_groups"."orders.status" AS "orders.status",
    "all_periods"."orders.created_at.month" AS "orders.created_at.month",
    ROUND(CAST(NULL AS NUMERIC), 2) AS "orders.revenue",
    ROUND(CAST(NULL AS NUMERIC), 2) AS "orders.revenue up to now"
  FROM "all_periods"
  CROSS JOIN "other_groups"
), "combined" AS (
  SELECT
    "filled"."orders.status" AS "orders.status",
    "filled"."orders.created_at.month" AS "orders.created_at.month",
    MAX("filled"."orders.revenue") AS "orders.revenue",
    MAX("filled"."orders.revenue up to now") AS "orders.revenue up to now"
  FROM "filled"
  GROUP BY 1, 2
)
SELECT
  "combined"."orders.status" AS "orders.status",
  "combined"."orders.created_at.month" AS "orders.created_at.month",
  "combined"."orders.revenue up to now" AS "orders.revenue.yearToDate",
  "combined"."orders.revenue" AS "orders.revenue"
FROM "combined"
ORDER BY CAST("combined"."orders.status" AS TEXT) COLLATE "BINARY" ASC NULLS LAST, 2 ASC NULLS LAST

