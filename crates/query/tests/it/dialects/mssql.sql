-- documented_example
refused: SQL Server has no time zones

-- filters
WITH [scoped_orders] AS (
  SELECT
    [customer_id],
    CAST([status] AS NVARCHAR(MAX)) COLLATE Latin1_General_100_BIN2 AS [status],
    [quantity],
    [paid],
    [created_at],
    [due],
    [logged_at]
  FROM [public].[orders]
  WHERE (([orders].[tenant_id] = @p1) AND (CAST(CAST([orders].[tenant_id] AS NVARCHAR(4000)) AS VARBINARY(8000)) = CAST(CAST(@p2 AS NVARCHAR(4000)) AS VARBINARY(8000))))
), [scoped_customers] AS (
  SELECT
    [id],
    CAST([city] AS NVARCHAR(MAX)) COLLATE Latin1_General_100_BIN2 AS [city]
  FROM [public].[customers]
  WHERE (([customers].[tenant_id] = @p3) AND (CAST(CAST([customers].[tenant_id] AS NVARCHAR(4000)) AS VARBINARY(8000)) = CAST(CAST(@p4 AS NVARCHAR(4000)) AS VARBINARY(8000))))
)
SELECT
  COUNT(*) AS [orders.count]
FROM [scoped_orders]
INNER JOIN [scoped_customers] ON ([scoped_orders].[customer_id] = [scoped_customers].[id])
WHERE (([scoped_customers].[city] <> @p5) OR ([scoped_customers].[city] IS NULL)) AND ((LOWER([scoped_customers].[city]) LIKE REPLACE(LOWER(@p6), '[', @p7) ESCAPE @p8) OR (LOWER([scoped_customers].[city]) LIKE REPLACE(LOWER(@p9), '[', @p10) ESCAPE @p11)) AND (((LOWER([scoped_customers].[city]) NOT LIKE REPLACE(LOWER(@p12), '[', @p13) ESCAPE @p14)) OR ([scoped_customers].[city] IS NULL)) AND (([scoped_orders].[status] = @p15) OR ([scoped_orders].[status] IS NULL)) AND ([scoped_orders].[status] NOT IN (@p16, @p17)) AND (([scoped_orders].[quantity] >= @p18) AND ([scoped_orders].[quantity] <= @p19)) AND ([scoped_orders].[paid] = @p20) AND ([scoped_orders].[due] > @p21) AND ((([scoped_orders].[created_at] < @p22) OR ([scoped_orders].[created_at] >= @p23)) OR ([scoped_orders].[created_at] IS NULL)) AND ([scoped_orders].[created_at] < @p24) AND (([scoped_orders].[logged_at] < @p25)) AND (CAST([scoped_customers].[city] AS NVARCHAR(MAX)) COLLATE Latin1_General_100_BIN2 > @p26) AND ([scoped_customers].[id] IS NULL)

-- last_value
WITH [scoped_orders] AS (
  SELECT
    [customer_id],
    [amount],
    [created_at]
  FROM [public].[orders]
  WHERE (([orders].[tenant_id] = @p1) AND (CAST(CAST([orders].[tenant_id] AS NVARCHAR(4000)) AS VARBINARY(8000)) = CAST(CAST(@p2 AS NVARCHAR(4000)) AS VARBINARY(8000))))
), [rows_of_orders] AS (
  SELECT
    DATETRUNC(MONTH, CAST(([scoped_orders].[created_at] AT TIME ZONE 'UTC') AS DATETIME2(6))) AS [orders.created_at.month],
    [scoped_orders].[amount] AS [balance],
    CASE WHEN ([scoped_orders].[created_at] = MAX([scoped_orders].[created_at]) OVER (PARTITION BY DATETRUNC(MONTH, CAST(([scoped_orders].[created_at] AT TIME ZONE 'UTC') AS DATETIME2(6))), [scoped_orders].[customer_id])) THEN 1 ELSE 0 END AS [is_latest_1]
  FROM [scoped_orders]
  WHERE (([scoped_orders].[created_at] >= @p3) AND ([scoped_orders].[created_at] < @p4))
), [fact_orders] AS (
  SELECT
    [rows_of_orders].[orders.created_at.month] AS [orders.created_at.month],
    SUM(CASE WHEN ([rows_of_orders].[is_latest_1] = 1) THEN [rows_of_orders].[balance] END) AS [balance]
  FROM [rows_of_orders]
  GROUP BY [rows_of_orders].[orders.created_at.month]
)
SELECT
  [fact_orders].[orders.created_at.month] AS [orders.created_at.month],
  [fact_orders].[balance] AS [balance]
FROM [fact_orders]
ORDER BY CASE WHEN [fact_orders].[orders.created_at.month] IS NULL THEN 1 ELSE 0 END, 1 ASC

-- pattern_filters
refused: SQL Server has no regular expressions

-- statistics
refused: SQL Server has no percentiles

-- tenant_via_twice_composite
WITH [scoped_line_notes] AS (
  SELECT
    [order_id],
    [line_number],
    CAST([note] AS NVARCHAR(MAX)) COLLATE Latin1_General_100_BIN2 AS [note]
  FROM [public].[line_notes]
  WHERE EXISTS (
    SELECT
      1
    FROM [public].[lines] AS [partner_1]
    WHERE (([partner_1].[order_id] = [line_notes].[order_id]) AND (CAST(CAST([partner_1].[order_id] AS NVARCHAR(4000)) AS VARBINARY(8000)) = CAST(CAST([line_notes].[order_id] AS NVARCHAR(4000)) AS VARBINARY(8000)))) AND (([partner_1].[line_number] = [line_notes].[line_number]) AND (CAST(CAST([partner_1].[line_number] AS NVARCHAR(4000)) AS VARBINARY(8000)) = CAST(CAST([line_notes].[line_number] AS NVARCHAR(4000)) AS VARBINARY(8000)))) AND EXISTS (
      SELECT
        1
      FROM [public].[orders] AS [partner_2]
      WHERE (([partner_2].[id] = [partner_1].[order_id]) AND (CAST(CAST([partner_2].[id] AS NVARCHAR(4000)) AS VARBINARY(8000)) = CAST(CAST([partner_1].[order_id] AS NVARCHAR(4000)) AS VARBINARY(8000)))) AND (([partner_2].[tenant_id] = @p1) AND (CAST(CAST([partner_2].[tenant_id] AS NVARCHAR(4000)) AS VARBINARY(8000)) = CAST(CAST(@p2 AS NVARCHAR(4000)) AS VARBINARY(8000))))
    )
  )
), [scoped_lines] AS (
  SELECT
    [order_id],
    [line_number],
    CAST([product_code] AS NVARCHAR(MAX)) COLLATE Latin1_General_100_BIN2 AS [product_code]
  FROM [public].[lines]
  WHERE EXISTS (
    SELECT
      1
    FROM [public].[orders] AS [partner_1]
    WHERE (([partner_1].[id] = [lines].[order_id]) AND (CAST(CAST([partner_1].[id] AS NVARCHAR(4000)) AS VARBINARY(8000)) = CAST(CAST([lines].[order_id] AS NVARCHAR(4000)) AS VARBINARY(8000)))) AND (([partner_1].[tenant_id] = @p3) AND (CAST(CAST([partner_1].[tenant_id] AS NVARCHAR(4000)) AS VARBINARY(8000)) = CAST(CAST(@p4 AS NVARCHAR(4000)) AS VARBINARY(8000))))
  )
)
SELECT
  [ordered].[line_notes.note] AS [line_notes.note],
  [ordered].[lines.product_code] AS [lines.product_code]
FROM (
  SELECT
    [scoped_line_notes].[note] AS [line_notes.note],
    [scoped_lines].[product_code] AS [lines.product_code]
  FROM [scoped_line_notes]
  LEFT JOIN [scoped_lines] ON ([scoped_line_notes].[order_id] = [scoped_lines].[order_id]) AND ([scoped_line_notes].[line_number] = [scoped_lines].[line_number])
  GROUP BY [scoped_line_notes].[note], [scoped_lines].[product_code]
) AS [ordered]
ORDER BY CASE WHEN [ordered].[line_notes.note] IS NULL THEN 1 ELSE 0 END, CAST([ordered].[line_notes.note] AS NVARCHAR(MAX)) COLLATE Latin1_General_100_BIN2 ASC, CASE WHEN [ordered].[lines.product_code] IS NULL THEN 1 ELSE 0 END, CAST([ordered].[lines.product_code] AS NVARCHAR(MAX)) COLLATE Latin1_General_100_BIN2 ASC

-- year_to_date_filled
WITH [scoped_orders] AS (
  SELECT
    CAST([status] AS NVARCHAR(MAX)) COLLATE Latin1_General_100_BIN2 AS [status],
    [amount],
    [created_at]
  FROM [public].[orders]
  WHERE (([orders].[tenant_id] = @p1) AND (CAST(CAST([orders].[tenant_id] AS NVARCHAR(4000)) AS VARBINARY(8000)) = CAST(CAST(@p2 AS NVARCHAR(4000)) AS VARBINARY(8000))))
), [fact_orders] AS (
  SELECT
    [scoped_orders].[status] AS [orders.status],
    DATETRUNC(MONTH, CAST(([scoped_orders].[created_at] AT TIME ZONE 'UTC') AS DATETIME2(6))) AS [orders.created_at.month],
    SUM([scoped_orders].[amount]) AS [orders.revenue]
  FROM [scoped_orders]
  WHERE (([scoped_orders].[created_at] >= @p3) AND ([scoped_orders].[created_at] < @p4))
  GROUP BY [scoped_orders].[status], DATETRUNC(MONTH, CAST(([scoped_orders].[created_at] AT TIME ZONE 'UTC') AS DATETIME2(6)))
), [rows_of_orders] AS (
  SELECT
    [scoped_orders].[status] AS [orders.status],
    DATETRUNC(MONTH, CAST(([scoped_orders].[created_at] AT TIME ZONE 'UTC') AS DATETIME2(6))) AS [orders.created_at.month],
    CASE WHEN (([scoped_orders].[created_at] >= @p5) AND ([scoped_orders].[created_at] < @p6)) THEN 1 ELSE 0 END AS [is_shown],
    SUM([scoped_orders].[amount]) AS [orders.revenue up to now]
  FROM [scoped_orders]
  WHERE (([scoped_orders].[created_at] >= @p7) AND ([scoped_orders].[created_at] < @p8))
  GROUP BY [scoped_orders].[status], DATETRUNC(MONTH, CAST(([scoped_orders].[created_at] AT TIME ZONE 'UTC') AS DATETIME2(6))), CASE WHEN (([scoped_orders].[created_at] >= @p5) AND ([scoped_orders].[created_at] < @p6)) THEN 1 ELSE 0 END
), [all_periods] AS (
  SELECT
    [period].[orders.created_at.month] AS [orders.created_at.month]
  FROM (VALUES (CAST(@p9 AS DATETIME2(6))), (CAST(@p10 AS DATETIME2(6))), (CAST(@p11 AS DATETIME2(6))), (CAST(@p12 AS DATETIME2(6))), (CAST(@p13 AS DATETIME2(6))), (CAST(@p14 AS DATETIME2(6)))) AS [period] ([orders.created_at.month])
), [fact_orders_up_to] AS (
  SELECT
    [rows_of_orders].[orders.status] AS [orders.status],
    [all_periods].[orders.created_at.month] AS [orders.created_at.month],
    SUM([rows_of_orders].[orders.revenue up to now]) AS [orders.revenue up to now]
  FROM [rows_of_orders]
  INNER JOIN [all_periods] ON ([rows_of_orders].[orders.created_at.month] <= [all_periods].[orders.created_at.month]) AND ([rows_of_orders].[orders.created_at.month] >= DATETRUNC(YEAR, [all_periods].[orders.created_at.month]))
  GROUP BY [rows_of_orders].[orders.status], [all_periods].[orders.created_at.month]
), [stacked] AS (
  SELECT
    [fact_orders].[orders.status] AS [orders.status],
    [fact_orders].[orders.created_at.month] AS [orders.created_at.month],
    [fact_orders].[orders.revenue] AS [orders.revenue],
    CAST(NULL AS DECIMAL(38, 2)) AS [orders.revenue up to now]
  FROM [fact_orders]
  UNION ALL
  SELECT
    [fact_orders_up_to].[orders.status] AS [orders.status],
    [fact_orders_up_to].[orders.created_at.month] AS [orders.created_at.month],
    CAST(NULL AS DECIMAL(38, 2)) AS [orders.revenue],
    [fact_orders_up_to].[orders.revenue up to now] AS [orders.revenue up to now]
  FROM [fact_orders_up_to]
), [other_groups] AS (
  SELECT DISTINCT
    [stacked].[orders.status] AS [orders.status]
  FROM [stacked]
), [filled] AS (
  SELECT
    [stacked].[orders.status] AS [orders.status],
    [stacked].[orders.created_at.month] AS [orders.created_at.month],
    [stacked].[orders.revenue] AS [orders.revenue],
    [stacked].[orders.revenue up to now] AS [orders.revenue up to now]
  FROM [stacked]
  UNION ALL
  SELECT
    [other_groups].[orders.status] AS [orders.status],
    [all_periods].[orders.created_at.month] AS [orders.created_at.month],
    CAST(NULL AS DECIMAL(38, 2)) AS [orders.revenue],
    CAST(NULL AS DECIMAL(38, 2)) AS [orders.revenue up to now]
  FROM [all_periods]
  CROSS JOIN [other_groups]
), [combined] AS (
  SELECT
    [filled].[orders.status] AS [orders.status],
    [filled].[orders.created_at.month] AS [orders.created_at.month],
    MAX([filled].[orders.revenue]) AS [orders.revenue],
    MAX([filled].[orders.revenue up to now]) AS [orders.revenue up to now]
  FROM [filled]
  GROUP BY [filled].[orders.status], [filled].[orders.created_at.month]
)
SELECT
  [combined].[orders.status] AS [orders.status],
  [combined].[orders.created_at.month] AS [orders.created_at.month],
  [combined].[orders.revenue up to now] AS [orders.revenue.yearToDate],
  [combined].[orders.revenue] AS [orders.revenue]
FROM [combined]
ORDER BY CASE WHEN [combined].[orders.status] IS NULL THEN 1 ELSE 0 END, CAST([combined].[orders.status] AS NVARCHAR(MAX)) COLLATE Latin1_General_100_BIN2 ASC, CASE WHEN [combined].[orders.created_at.month] IS NULL THEN 1 ELSE 0 END, 2 ASC

