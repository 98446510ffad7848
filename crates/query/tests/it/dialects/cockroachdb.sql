-- documented_example
WITH "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    "customer_id",
    CAST("status" AS text) AS "status",
    "amount",
    "created_at"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
), "scoped_customers" AS NOT MATERIALIZED (
  SELECT
    "id",
    "city"
  FROM "public"."customers"
  WHERE ("customers"."tenant_id" = $2)
)
SELECT
  "scoped_customers"."city" AS "customers.city",
  DATE_TRUNC('month', ("scoped_orders"."created_at" AT TIME ZONE 'Europe/Oslo')) AS "orders.created_at.month",
  SUM("scoped_orders"."amount") AS "orders.revenue",
  SUM("scoped_orders"."amount") AS "gross"
FROM "scoped_orders"
LEFT JOIN "scoped_customers" ON ("scoped_orders"."customer_id" = "scoped_customers"."id")
WHERE ("scoped_orders"."status" = $3) AND (("scoped_customers"."city" IS NOT NULL) OR TRUE) AND (("scoped_orders"."created_at" >= $4) AND ("scoped_orders"."created_at" < $5))
GROUP BY 1, 2
ORDER BY 3 DESC NULLS LAST, CAST("scoped_customers"."city" AS text) ASC NULLS LAST, 2 ASC NULLS LAST
LIMIT $6
OFFSET $7

-- filters
WITH "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    "customer_id",
    CAST("status" AS text) AS "status",
    "quantity",
    "paid",
    "created_at",
    "due",
    "logged_at"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
), "scoped_customers" AS NOT MATERIALIZED (
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
WHERE (("scoped_customers"."city" <> $3) OR ("scoped_customers"."city" IS NULL)) AND ((CAST("scoped_customers"."city" AS text) ILIKE $4) OR (CAST("scoped_customers"."city" AS text) ILIKE $5)) AND (((CAST("scoped_customers"."city" AS text) NOT ILIKE $6)) OR ("scoped_customers"."city" IS NULL)) AND (("scoped_orders"."status" = $7) OR ("scoped_orders"."status" IS NULL)) AND ("scoped_orders"."status" NOT IN ($8, $9)) AND (("scoped_orders"."quantity" >= $10) AND ("scoped_orders"."quantity" <= $11)) AND ("scoped_orders"."paid" = $12) AND ("scoped_orders"."due" > $13) AND ((("scoped_orders"."created_at" < $14) OR ("scoped_orders"."created_at" >= $15)) OR ("scoped_orders"."created_at" IS NULL)) AND ("scoped_orders"."created_at" < $16) AND (("scoped_orders"."logged_at" < $17)) AND (CAST("scoped_customers"."city" AS text) > $18) AND ("scoped_customers"."id" IS NULL)

-- last_value
WITH "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    "customer_id",
    "amount",
    "created_at"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
), "rows_of_orders" AS (
  SELECT
    DATE_TRUNC('month', ("scoped_orders"."created_at" AT TIME ZONE 'UTC')) AS "orders.created_at.month",
    "scoped_orders"."amount" AS "balance",
    CASE WHEN ("scoped_orders"."created_at" = MAX("scoped_orders"."created_at") OVER (PARTITION BY DATE_TRUNC('month', ("scoped_orders"."created_at" AT TIME ZONE 'UTC')), "scoped_orders"."customer_id")) THEN 1 ELSE 0 END AS "is_latest_1"
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
WITH "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    CAST("status" AS text) AS "status"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
)
SELECT
  COUNT(*) AS "orders.count"
FROM "scoped_orders"
WHERE (("scoped_orders"."status" ~ $2)) AND ((CAST("scoped_orders"."status" AS text) LIKE $3))

-- statistics
WITH "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    CAST("status" AS text) AS "status",
    "amount",
    "paid"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
)
SELECT
  PERCENTILE_CONT(0.500000) WITHIN GROUP (ORDER BY CAST("scoped_orders"."amount" AS double precision)) AS "orders.amount.median",
  PERCENTILE_CONT(0.900000) WITHIN GROUP (ORDER BY CAST("scoped_orders"."amount" AS double precision)) AS "orders.amount.percentile",
  STDDEV_SAMP(CAST("scoped_orders"."amount" AS double precision)) AS "orders.amount.stddev",
  BOOL_OR("scoped_orders"."paid") AS "orders.paid.any",
  BOOL_AND("scoped_orders"."paid") AS "orders.paid.all",
  STRING_AGG("scoped_orders"."status", $2 ORDER BY CAST("scoped_orders"."status" AS text)) AS "orders.status.string_agg",
  COUNT(DISTINCT "scoped_orders"."status") AS "orders.status.approx_distinct"
FROM "scoped_orders"

-- tenant_via_twice_composite
WITH "unscoped_line_notes" AS NOT MATERIALIZED (
  SELECT
    "order_id",
    "line_number",
    "note"
  FROM "public"."line_notes"
), "unscoped_lines" AS NOT MATERIALIZED (
  SELECT
    "order_id",
    "line_number",
    "product_code"
  FROM "public"."lines"
), "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    "id"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
)
SELECT
  "scoped_line_notes"."note" AS "line_notes.note",
  "scoped_lines"."product_code" AS "lines.product_code"
FROM "unscoped_line_notes" AS "scoped_line_notes"
INNER JOIN "unscoped_lines" AS "scoped_lines" ON ("scoped_line_notes"."order_id" = "scoped_lines"."order_id") AND ("scoped_line_notes"."line_number" = "scoped_lines"."line_number")
INNER JOIN "scoped_orders" ON ("scoped_lines"."order_id" = "scoped_orders"."id")
GROUP BY 1, 2
ORDER BY CAST("scoped_line_notes"."note" AS text) ASC NULLS LAST, CAST("scoped_lines"."product_code" AS text) ASC NULLS LAST

-- year_to_date_filled
WITH "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    CAST("status" AS text) AS "status",
    "amount",
    "created_at"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
), "fact_orders" AS (
  SELECT
    "scoped_orders"."status" AS "orders.status",
    DATE_TRUNC('month', ("scoped_orders"."created_at" AT TIME ZONE 'UTC')) AS "orders.created_at.month",
    SUM("scoped_orders"."amount") AS "orders.revenue"
  FROM "scoped_orders"
  WHERE (("scoped_orders"."created_at" >= $2) AND ("scoped_orders"."created_at" < $3))
  GROUP BY 1, 2
), "rows_of_orders" AS (
  SELECT
    "scoped_orders"."status" AS "orders.status",
    DATE_TRUNC('month', ("scoped_orders"."created_at" AT TIME ZONE 'UTC')) AS "orders.created_at.month",
    CASE WHEN (("scoped_orders"."created_at" >= $4) AND ("scoped_orders"."created_at" < $5)) THEN 1 ELSE 0 END AS "is_shown",
    SUM("scoped_orders"."amount") AS "orders.revenue up to now"
  FROM "scoped_orders"
  WHERE (("scoped_orders"."created_at" >= $6) AND ("scoped_orders"."created_at" < $7))
  GROUP BY 1, 2, 3
), "all_periods" AS (
  SELECT
    "period"."orders.created_at.month" AS "orders.created_at.month"
  FROM (VALUES (CAST($8 AS timestamp)), (CAST($9 AS timestamp)), (CAST($10 AS timestamp)), (CAST($11 AS timestamp)), (CAST($12 AS timestamp)), (CAST($13 AS timestamp))) AS "period" ("orders.created_at.month")
), "fact_orders_up_to" AS (
  SELECT
    "rows_of_orders"."orders.status" AS "orders.status",
    "all_periods"."orders.created_at.month" AS "orders.created_at.month",
    SUM("rows_of_orders"."orders.revenue up to now") AS "orders.revenue up to now"
  FROM "rows_of_orders"
  INNER JOIN "all_periods" ON ("rows_of_orders"."orders.created_at.month" <= "all_periods"."orders.created_at.month") AND ("rows_of_orders"."orders.created_at.month" >= DATE_TRUNC('year', "all_periods"."orders.created_at.month"))
  GROUP BY 1, 2
), "stacked" AS (
  SELECT
    "fact_orders"."orders.status" AS "orders.status",
    "fact_orders"."orders.created_at.month" AS "orders.created_at.month",
    "fact_orders"."orders.revenue" AS "orders.revenue",
    CAST(NULL AS numeric(38, 2)) AS "orders.revenue up to now"
  FROM "fact_orders"
  UNION ALL
  SELECT
    "fact_orders_up_to"."orders.status" AS "orders.status",
    "fact_orders_up_to"."orders.created_at.month" AS "orders.created_at.month",
    CAST(NULL AS numeric(38, 2)) AS "orders.revenue",
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
    CAST(NULL AS numeric(38, 2)) AS "orders.revenue",
    CAST(NULL AS numeric(38, 2)) AS "orders.revenue up to now"
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
ORDER BY CAST("combined"."orders.status" AS text) ASC NULLS LAST, 2 ASC NULLS LAST

