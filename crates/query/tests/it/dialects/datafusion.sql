-- documented_example
WITH "scoped_orders" AS (
  SELECT
    "customer_id",
    "status",
    "amount",
    "created_at"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
), "scoped_customers" AS (
  SELECT
    "id",
    "city"
  FROM "public"."customers"
  WHERE ("customers"."tenant_id" = $2)
)
SELECT
  "scoped_customers"."city" AS "customers.city",
  DATE_TRUNC('month', TO_LOCAL_TIME(ARROW_CAST("scoped_orders"."created_at", 'Timestamp(Microsecond, Some("Europe/Oslo"))'))) AS "orders.created_at.month",
  SUM("scoped_orders"."amount") AS "orders.revenue",
  SUM("scoped_orders"."amount") AS "gross"
FROM "scoped_orders"
LEFT JOIN "scoped_customers" ON ("scoped_orders"."customer_id" = "scoped_customers"."id")
WHERE ("scoped_orders"."status" = $3) AND (("scoped_customers"."city" IS NOT NULL) OR TRUE) AND (("scoped_orders"."created_at" >= $4) AND ("scoped_orders"."created_at" < $5))
GROUP BY 1, 2
ORDER BY 3 DESC NULLS LAST, "scoped_customers"."city" ASC NULLS LAST, 2 ASC NULLS LAST
LIMIT $6
OFFSET $7

-- filters
WITH "scoped_orders" AS (
  SELECT
    "customer_id",
    "status",
    "quantity",
    "paid",
    "created_at",
    "due",
    "logged_at"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
), "scoped_customers" AS (
  SELECT
    "id",
    "city"
  FROM "public"."customers"
  WHERE ("customers"."tenant_id" = $2)
)
SELECT
  COUNT(*) AS "orders.count"
FROM "scoped_orders"
INNER JOIN "scoped_customers" ON ("scoped_orders"."customer_id" = "scoped_customers"."id")
WHERE (("scoped_customers"."city" <> $3) OR ("scoped_customers"."city" IS NULL)) AND ((LOWER("scoped_customers"."city") LIKE LOWER($4)) OR (LOWER("scoped_customers"."city") LIKE LOWER($5))) AND (((LOWER("scoped_customers"."city") NOT LIKE LOWER($6))) OR ("scoped_customers"."city" IS NULL)) AND (("scoped_orders"."status" = $7) OR ("scoped_orders"."status" IS NULL)) AND ("scoped_orders"."status" NOT IN ($8, $9)) AND (("scoped_orders"."quantity" >= $10) AND ("scoped_orders"."quantity" <= $11)) AND ("scoped_orders"."paid" = $12) AND ("scoped_orders"."due" > $13) AND ((("scoped_orders"."created_at" < $14) OR ("scoped_orders"."created_at" >= $15)) OR ("scoped_orders"."created_at" IS NULL)) AND ("scoped_orders"."created_at" < $16) AND (("scoped_orders"."logged_at" < $17)) AND ("scoped_customers"."city" > $18) AND ("scoped_customers"."id" IS NULL)

-- last_value
WITH "scoped_orders" AS (
  SELECT
    "customer_id",
    "amount",
    "created_at"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
), "rows_of_orders" AS (
  SELECT
    DATE_TRUNC('month', TO_LOCAL_TIME(ARROW_CAST("scoped_orders"."created_at", 'Timestamp(Microsecond, Some("UTC"))'))) AS "orders.created_at.month",
    "scoped_orders"."amount" AS "balance",
    CASE WHEN ("scoped_orders"."created_at" = MAX("scoped_orders"."created_at") OVER (PARTITION BY DATE_TRUNC('month', TO_LOCAL_TIME(ARROW_CAST("scoped_orders"."created_at", 'Timestamp(Microsecond, Some("UTC"))'))), "scoped_orders"."customer_id")) THEN 1 ELSE 0 END AS "is_latest_1"
  FROM "scoped_orders"
  WHERE (("scoped_orders"."created_at" >= $2) AND ("scoped_orders"."created_at" < $3))
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
WITH "scoped_orders" AS (
  SELECT
    "status"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
)
SELECT
  COUNT(*) AS "orders.count"
FROM "scoped_orders"
WHERE (("scoped_orders"."status" ~ $2)) AND (("scoped_orders"."status" LIKE $3))

-- statistics
WITH "scoped_orders" AS (
  SELECT
    "status",
    "amount",
    "paid"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
)
SELECT
  PERCENTILE_CONT(0.500000) WITHIN GROUP (ORDER BY CAST("scoped_orders"."amount" AS DOUBLE)) AS "orders.amount.median",
  PERCENTILE_CONT(0.900000000000001) WITHIN GROUP (ORDER BY CAST("scoped_orders"."amount" AS DOUBLE)) AS "orders.amount.percentile",
  STDDEV_SAMP(CAST("scoped_orders"."amount" AS DOUBLE)) AS "orders.amount.stddev",
  BOOL_OR("scoped_orders"."paid") AS "orders.paid.any",
  BOOL_AND("scoped_orders"."paid") AS "orders.paid.all",
  ARRAY_TO_STRING(ARRAY_SORT(ARRAY_AGG("scoped_orders"."status") FILTER (WHERE "scoped_orders"."status" IS NOT NULL)), $2) AS "orders.status.string_agg",
  CAST(APPROX_DISTINCT("scoped_orders"."status") AS BIGINT) AS "orders.status.approx_distinct"
FROM "scoped_orders"

-- tenant_via_twice_composite
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

-- year_to_date_filled
WITH "scoped_orders" AS (
  SELECT
    "status",
    "amount",
    "created_at"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
), "fact_orders" AS (
  SELECT
    "scoped_orders"."status" AS "orders.status",
    DATE_TRUNC('month', TO_LOCAL_TIME(ARROW_CAST("scoped_orders"."created_at", 'Timestamp(Microsecond, Some("UTC"))'))) AS "orders.created_at.month",
    SUM("scoped_orders"."amount") AS "orders.revenue"
  FROM "scoped_orders"
  WHERE (("scoped_orders"."created_at" >= $2) AND ("scoped_orders"."created_at" < $3))
  GROUP BY 1, 2
), "rows_of_orders" AS (
  SELECT
    "scoped_orders"."status" AS "orders.status",
    DATE_TRUNC('month', TO_LOCAL_TIME(ARROW_CAST("scoped_orders"."created_at", 'Timestamp(Microsecond, Some("UTC"))'))) AS "orders.created_at.month",
    CASE WHEN (("scoped_orders"."created_at" >= $4) AND ("scoped_orders"."created_at" < $5)) THEN 1 ELSE 0 END AS "is_shown",
    SUM("scoped_orders"."amount") AS "orders.revenue up to now"
  FROM "scoped_orders"
  WHERE (("scoped_orders"."created_at" >= $6) AND ("scoped_orders"."created_at" < $7))
  GROUP BY 1, 2, 3
), "all_periods" AS (
  SELECT
    "period"."orders.created_at.month" AS "orders.created_at.month"
  FROM (VALUES (CAST($8 AS TIMESTAMP(6))), (CAST($9 AS TIMESTAMP(6))), (CAST($10 AS TIMESTAMP(6))), (CAST($11 AS TIMESTAMP(6))), (CAST($12 AS TIMESTAMP(6))), (CAST($13 AS TIMESTAMP(6)))) AS "period" ("orders.created_at.month")
), "fact_orders_up_to" AS (
  SELECT
    "rows_of_orders"."orders.status" AS "orders.status",
    "all_periods"."orders.created_at.month" AS "orders.created_at.month",
    SUM(CAST("rows_of_orders"."orders.revenue up to now" AS DECIMAL(60, 2))) AS "orders.revenue up to now"
  FROM "rows_of_orders"
  INNER JOIN "all_periods" ON ("rows_of_orders"."orders.created_at.month" <= "all_periods"."orders.created_at.month") AND ("rows_of_orders"."orders.created_at.month" >= DATE_TRUNC('year', "all_periods"."orders.created_at.month"))
  GROUP BY 1, 2
), "stacked" AS (
  SELECT
    "fact_orders"."orders.status" AS "orders.status",
    "fact_orders"."orders.created_at.month" AS "orders.created_at.month",
    "fact_orders"."orders.revenue" AS "orders.revenue",
    CAST(NULL AS DECIMAL(38, 2)) AS "orders.revenue up to now"
  FROM "fact_orders"
  UNION ALL
  SELECT
    "fact_orders_up_to"."orders.status" AS "orders.status",
    "fact_orders_up_to"."orders.created_at.month" AS "orders.created_at.month",
    CAST(NULL AS DECIMAL(38, 2)) AS "orders.revenue",
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
    CAST(NULL AS DECIMAL(38, 2)) AS "orders.revenue",
    CAST(NULL AS DECIMAL(38, 2)) AS "orders.revenue up to now"
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
ORDER BY "combined"."orders.status" ASC NULLS LAST, 2 ASC NULLS LAST

