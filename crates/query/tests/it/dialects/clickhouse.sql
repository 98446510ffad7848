-- documented_example
WITH "scoped_orders" AS (
  SELECT
    "customer_id",
    "status",
    "amount",
    "created_at"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = {p1:Int64})
), "scoped_customers" AS (
  SELECT
    "id",
    "city"
  FROM "public"."customers"
  WHERE ("customers"."tenant_id" = {p2:Int64})
)
SELECT
  "scoped_customers"."city" AS "customers.city",
  CAST(DATE_TRUNC('month', CAST(toString("scoped_orders"."created_at", 'Europe/Oslo') AS Nullable(DateTime64(6, 'UTC')))) AS Nullable(DateTime64(6, 'UTC'))) AS "orders.created_at.month",
  SUM(toNullable("scoped_orders"."amount")) AS "orders.revenue",
  SUM(toNullable("scoped_orders"."amount")) AS "gross"
FROM "scoped_orders"
LEFT JOIN "scoped_customers" ON ("scoped_orders"."customer_id" = "scoped_customers"."id")
WHERE ("scoped_orders"."status" = {p3:String}) AND (("scoped_customers"."city" IS NOT NULL) OR TRUE) AND (("scoped_orders"."created_at" >= {p4:DateTime64(6, 'UTC')}) AND ("scoped_orders"."created_at" < {p5:DateTime64(6, 'UTC')}))
GROUP BY 1, 2
ORDER BY 3 DESC NULLS LAST, "scoped_customers"."city" ASC NULLS LAST, 2 ASC NULLS LAST
LIMIT {p6:Int64}
OFFSET {p7:Int64}

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
  WHERE ("orders"."tenant_id" = {p1:Int64})
), "scoped_customers" AS (
  SELECT
    "id",
    "city"
  FROM "public"."customers"
  WHERE ("customers"."tenant_id" = {p2:Int64})
)
SELECT
  toInt64(COUNT(*)) AS "orders.count"
FROM "scoped_orders"
INNER JOIN "scoped_customers" ON ("scoped_orders"."customer_id" = "scoped_customers"."id")
WHERE (("scoped_customers"."city" <> {p3:String}) OR ("scoped_customers"."city" IS NULL)) AND ((lowerUTF8("scoped_customers"."city") LIKE lowerUTF8({p4:String})) OR (lowerUTF8("scoped_customers"."city") LIKE lowerUTF8({p5:String}))) AND (((lowerUTF8("scoped_customers"."city") NOT LIKE lowerUTF8({p6:String}))) OR ("scoped_customers"."city" IS NULL)) AND (("scoped_orders"."status" = {p7:String}) OR ("scoped_orders"."status" IS NULL)) AND ("scoped_orders"."status" NOT IN ({p8:String}, {p9:String})) AND (("scoped_orders"."quantity" >= {p10:Int64}) AND ("scoped_orders"."quantity" <= {p11:Int64})) AND ("scoped_orders"."paid" = {p12:Bool}) AND ("scoped_orders"."due" > {p13:Date32}) AND ((("scoped_orders"."created_at" < {p14:DateTime64(6, 'UTC')}) OR ("scoped_orders"."created_at" >= {p15:DateTime64(6, 'UTC')})) OR ("scoped_orders"."created_at" IS NULL)) AND ("scoped_orders"."created_at" < {p16:DateTime64(6, 'UTC')}) AND (("scoped_orders"."logged_at" < {p17:DateTime64(6, 'UTC')})) AND ("scoped_customers"."city" > {p18:String}) AND ("scoped_customers"."id" IS NULL)

-- last_value
WITH "scoped_orders" AS (
  SELECT
    "customer_id",
    "amount",
    "created_at"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = {p1:Int64})
), "rows_of_orders" AS (
  SELECT
    CAST(DATE_TRUNC('month', CAST("scoped_orders"."created_at" AS Nullable(DateTime64(6, 'UTC')))) AS Nullable(DateTime64(6, 'UTC'))) AS "orders.created_at.month",
    "scoped_orders"."amount" AS "balance",
    CASE WHEN ("scoped_orders"."created_at" = MAX(toNullable("scoped_orders"."created_at")) OVER (PARTITION BY CAST(DATE_TRUNC('month', CAST("scoped_orders"."created_at" AS Nullable(DateTime64(6, 'UTC')))) AS Nullable(DateTime64(6, 'UTC'))), "scoped_orders"."customer_id")) THEN 1 ELSE 0 END AS "is_latest_1"
  FROM "scoped_orders"
  WHERE (("scoped_orders"."created_at" >= {p2:DateTime64(6, 'UTC')}) AND ("scoped_orders"."created_at" < {p3:DateTime64(6, 'UTC')}))
), "fact_orders" AS (
  SELECT
    "rows_of_orders"."orders.created_at.month" AS "orders.created_at.month",
    SUM(toNullable(CASE WHEN ("rows_of_orders"."is_latest_1" = 1) THEN "rows_of_orders"."balance" END)) AS "balance"
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
  WHERE ("orders"."tenant_id" = {p1:Int64})
)
SELECT
  toInt64(COUNT(*)) AS "orders.count"
FROM "scoped_orders"
WHERE ((match("scoped_orders"."status", {p2:String}))) AND (("scoped_orders"."status" LIKE {p3:String}))

-- statistics
WITH "scoped_orders" AS (
  SELECT
    "status",
    "amount",
    "paid"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = {p1:Int64})
)
SELECT
  quantileExactInclusive(0.500000)(toNullable(toFloat64(CAST("scoped_orders"."amount" AS Nullable(Float64))))) AS "orders.amount.median",
  quantileExactInclusive(0.900000)(toNullable(toFloat64(CAST("scoped_orders"."amount" AS Nullable(Float64))))) AS "orders.amount.percentile",
  CASE WHEN COUNT(CAST("scoped_orders"."amount" AS Nullable(Float64))) > 1 THEN stddevSampStable(toFloat64(CAST("scoped_orders"."amount" AS Nullable(Float64)))) END AS "orders.amount.stddev",
  MAX(CASE WHEN "scoped_orders"."paid" THEN 1 WHEN NOT "scoped_orders"."paid" THEN 0 END) AS "orders.paid.any",
  MIN(CASE WHEN "scoped_orders"."paid" THEN 1 WHEN NOT "scoped_orders"."paid" THEN 0 END) AS "orders.paid.all",
  CASE WHEN COUNT("scoped_orders"."status") > 0 THEN arrayStringConcat(arraySort(groupArray("scoped_orders"."status")), {p2:String}) END AS "orders.status.string_agg",
  toInt64(uniqCombined("scoped_orders"."status")) AS "orders.status.approx_distinct"
FROM "scoped_orders"

-- tenant_via_twice_composite
WITH "scoped_line_notes" AS (
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
      WHERE ("orders"."tenant_id" = {p1:Int64})
    )
  )
), "scoped_lines" AS (
  SELECT
    "order_id",
    "line_number",
    "product_code"
  FROM "public"."lines"
  WHERE "lines"."order_id" IN (
    SELECT
      "orders"."id"
    FROM "public"."orders"
    WHERE ("orders"."tenant_id" = {p2:Int64})
  )
)
SELECT
  "scoped_line_notes"."note" AS "line_notes.note",
  "scoped_lines"."product_code" AS "lines.product_code"
FROM "scoped_line_notes"
LEFT JOIN "scoped_lines" ON ("scoped_line_notes"."order_id" = "scoped_lines"."order_id") AND ("scoped_line_notes"."line_number" = "scoped_lines"."line_number")
GROUP BY 1, 2
ORDER BY "scoped_line_notes"."note" ASC NULLS LAST, "scoped_lines"."product_code" ASC NULLS LAST

-- year_to_date_filled
WITH "scoped_orders" AS (
  SELECT
    "status",
    "amount",
    "created_at"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = {p1:Int64})
), "fact_orders" AS (
  SELECT
    "scoped_orders"."status" AS "orders.status",
    CAST(DATE_TRUNC('month', CAST("scoped_orders"."created_at" AS Nullable(DateTime64(6, 'UTC')))) AS Nullable(DateTime64(6, 'UTC'))) AS "orders.created_at.month",
    SUM(toNullable("scoped_orders"."amount")) AS "orders.revenue"
  FROM "scoped_orders"
  WHERE (("scoped_orders"."created_at" >= {p2:DateTime64(6, 'UTC')}) AND ("scoped_orders"."created_at" < {p3:DateTime64(6, 'UTC')}))
  GROUP BY 1, 2
), "rows_of_orders" AS (
  SELECT
    "scoped_orders"."status" AS "orders.status",
    CAST(DATE_TRUNC('month', CAST("scoped_orders"."created_at" AS Nullable(DateTime64(6, 'UTC')))) AS Nullable(DateTime64(6, 'UTC'))) AS "orders.created_at.month",
    CASE WHEN (("scoped_orders"."created_at" >= {p4:DateTime64(6, 'UTC')}) AND ("scoped_orders"."created_at" < {p5:DateTime64(6, 'UTC')})) THEN 1 ELSE 0 END AS "is_shown",
    SUM(toNullable("scoped_orders"."amount")) AS "orders.revenue up to now"
  FROM "scoped_orders"
  WHERE (("scoped_orders"."created_at" >= {p6:DateTime64(6, 'UTC')}) AND ("scoped_orders"."created_at" < {p7:DateTime64(6, 'UTC')}))
  GROUP BY 1, 2, 3
), "all_periods" AS (
  SELECT
    "period"."orders.created_at.month" AS "orders.created_at.month"
  FROM (VALUES (CAST({p8:DateTime64(6, 'UTC')} AS Nullable(DateTime64(6, 'UTC')))), (CAST({p9:DateTime64(6, 'UTC')} AS Nullable(DateTime64(6, 'UTC')))), (CAST({p10:DateTime64(6, 'UTC')} AS Nullable(DateTime64(6, 'UTC')))), (CAST({p11:DateTime64(6, 'UTC')} AS Nullable(DateTime64(6, 'UTC')))), (CAST({p12:DateTime64(6, 'UTC')} AS Nullable(DateTime64(6, 'UTC')))), (CAST({p13:DateTime64(6, 'UTC')} AS Nullable(DateTime64(6, 'UTC'))))) AS "period" ("orders.created_at.month")
), "fact_orders_up_to" AS (
  SELECT
    "rows_of_orders"."orders.status" AS "orders.status",
    "all_periods"."orders.created_at.month" AS "orders.created_at.month",
    SUM(toNullable("rows_of_orders"."orders.revenue up to now")) AS "orders.revenue up to now"
  FROM "rows_of_orders"
  INNER JOIN "all_periods" ON ("rows_of_orders"."orders.created_at.month" <= "all_periods"."orders.created_at.month") AND ("rows_of_orders"."orders.created_at.month" >= CAST(DATE_TRUNC('year', "all_periods"."orders.created_at.month") AS Nullable(DateTime64(6, 'UTC'))))
  GROUP BY 1, 2
), "stacked" AS (
  SELECT
    "fact_orders"."orders.status" AS "orders.status",
    "fact_orders"."orders.created_at.month" AS "orders.created_at.month",
    "fact_orders"."orders.revenue" AS "orders.revenue",
    CAST(NULL AS Nullable(Decimal(38, 2))) AS "orders.revenue up to now"
  FROM "fact_orders"
  UNION ALL
  SELECT
    "fact_orders_up_to"."orders.status" AS "orders.status",
    "fact_orders_up_to"."orders.created_at.month" AS "orders.created_at.month",
    CAST(NULL AS Nullable(Decimal(38, 2))) AS "orders.revenue",
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
    CAST(NULL AS Nullable(Decimal(38, 2))) AS "orders.revenue",
    CAST(NULL AS Nullable(Decimal(38, 2))) AS "orders.revenue up to now"
  FROM "all_periods"
  CROSS JOIN "other_groups"
), "combined" AS (
  SELECT
    "filled"."orders.status" AS "orders.status",
    "filled"."orders.created_at.month" AS "orders.created_at.month",
    MAX(toNullable("filled"."orders.revenue")) AS "orders.revenue",
    MAX(toNullable("filled"."orders.revenue up to now")) AS "orders.revenue up to now"
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

