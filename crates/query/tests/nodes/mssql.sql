-- text in byte order
SELECT [v].[k] AS [c1], [v].[t] AS [c2] FROM [v] ORDER BY CASE WHEN [v].[t] IS NULL THEN 1 ELSE 0 END, CAST([v].[t] AS NVARCHAR(MAX)) COLLATE Latin1_General_100_BIN2 ASC
-- text in byte order, descending
SELECT [v].[k] AS [c1], [v].[t] AS [c2] FROM [v] ORDER BY CAST([v].[t] AS NVARCHAR(MAX)) COLLATE Latin1_General_100_BIN2 DESC
-- numbers ascending
SELECT [v].[k] AS [c1], [v].[n] AS [c2] FROM [v] ORDER BY CASE WHEN [v].[n] IS NULL THEN 1 ELSE 0 END, 2 ASC
-- numbers descending
SELECT [v].[k] AS [c1], [v].[n] AS [c2] FROM [v] ORDER BY 2 DESC
-- limit and offset
SELECT [v].[k] AS [c1], [v].[n] AS [c2] FROM [v] ORDER BY CASE WHEN [v].[n] IS NULL THEN 1 ELSE 0 END, 2 ASC OFFSET @p1 ROWS FETCH NEXT @p2 ROWS ONLY
-- offset alone
SELECT [v].[k] AS [c1], [v].[n] AS [c2] FROM [v] ORDER BY CASE WHEN [v].[n] IS NULL THEN 1 ELSE 0 END, 2 ASC OFFSET @p1 ROWS
-- limit alone
SELECT [v].[k] AS [c1], [v].[n] AS [c2] FROM [v] ORDER BY 2 DESC OFFSET @p1 ROWS FETCH NEXT @p2 ROWS ONLY
-- groups keep letter case apart
SELECT [ordered].[c1] AS [c1], [ordered].[c2] AS [c2] FROM ( SELECT [v].[t] AS [c1], COUNT(*) AS [c2] FROM [v] GROUP BY [v].[t] HAVING (COUNT(*) < @p1) ) AS [ordered] ORDER BY CASE WHEN [ordered].[c1] IS NULL THEN 1 ELSE 0 END, CAST([ordered].[c1] AS NVARCHAR(MAX)) COLLATE Latin1_General_100_BIN2 ASC
-- groups in the order of such an expression
SELECT [ordered].[c1] AS [c1], [ordered].[c2] AS [c2] FROM ( SELECT CASE WHEN ([v].[n] < @p1) THEN @p2 ELSE @p3 END AS [c1], COUNT(*) AS [c2] FROM [v] GROUP BY CASE WHEN ([v].[n] < @p1) THEN @p2 ELSE @p3 END ) AS [ordered] ORDER BY CASE WHEN [ordered].[c1] IS NULL THEN 1 ELSE 0 END, CAST([ordered].[c1] AS NVARCHAR(MAX)) COLLATE Latin1_General_100_BIN2 ASC
-- groups by an expression with values
SELECT [ordered].[c1] AS [c1], [ordered].[c2] AS [c2] FROM ( SELECT CASE WHEN ([v].[n] < @p1) THEN @p2 ELSE @p3 END AS [c1], COUNT(*) AS [c2] FROM [v] GROUP BY CASE WHEN ([v].[n] < @p1) THEN @p2 ELSE @p3 END ) AS [ordered] ORDER BY 2 DESC, CASE WHEN [ordered].[c1] IS NULL THEN 1 ELSE 0 END, 1 ASC
-- distinct
SELECT DISTINCT CASE WHEN ([v].[b] = 1) THEN 1 WHEN (NOT ([v].[b] = 1)) THEN 0 END AS [c1] FROM [v] ORDER BY CASE WHEN CASE WHEN ([v].[b] = 1) THEN 1 WHEN (NOT ([v].[b] = 1)) THEN 0 END IS NULL THEN 1 ELSE 0 END, 1 ASC
-- union
SELECT [ordered].[c1] AS [c1] FROM ( SELECT [v].[n] AS [c1] FROM [v] WHERE ([v].[k] = @p1) UNION ALL SELECT [v].[n] AS [c1] FROM [v] ) AS [ordered] ORDER BY CASE WHEN [ordered].[c1] IS NULL THEN 1 ELSE 0 END, 1 ASC OFFSET @p2 ROWS FETCH NEXT @p3 ROWS ONLY
-- union, NULL last
SELECT [ordered].[c1] AS [c1] FROM ( SELECT [v].[n] AS [c1] FROM [v] WHERE ([v].[k] = @p1) UNION ALL SELECT [v].[n] AS [c1] FROM [v] ) AS [ordered] ORDER BY CASE WHEN [ordered].[c1] IS NULL THEN 1 ELSE 0 END, 1 ASC OFFSET @p2 ROWS
-- escaped pattern
SELECT [v].[k] AS [c1] FROM [v] WHERE ([v].[t] LIKE REPLACE(@p1, '[', @p2) ESCAPE @p3) ORDER BY CASE WHEN [v].[k] IS NULL THEN 1 ELSE 0 END, 1 ASC
-- escaped pattern, negated
SELECT [v].[k] AS [c1] FROM [v] WHERE ([v].[t] NOT LIKE REPLACE(@p1, '[', @p2) ESCAPE @p3) ORDER BY CASE WHEN [v].[k] IS NULL THEN 1 ELSE 0 END, 1 ASC
-- pattern minds letter case
SELECT [v].[k] AS [c1] FROM [v] WHERE ([v].[t] LIKE REPLACE(@p1, '[', @p2) ESCAPE @p3) ORDER BY CASE WHEN [v].[k] IS NULL THEN 1 ELSE 0 END, 1 ASC
-- pattern without letter case
SELECT [v].[k] AS [c1] FROM [v] WHERE (LOWER([v].[t]) LIKE REPLACE(LOWER(@p1), '[', @p2) ESCAPE @p3) ORDER BY CASE WHEN [v].[k] IS NULL THEN 1 ELSE 0 END, 1 ASC
-- regular expression
refused: SQL Server has no regular expressions
-- regular expression, negated
refused: SQL Server has no regular expressions
-- regular expression inside
refused: SQL Server has no regular expressions
-- list
SELECT [v].[k] AS [c1] FROM [v] WHERE ([v].[k] IN (@p1, @p2)) ORDER BY CASE WHEN [v].[k] IS NULL THEN 1 ELSE 0 END, 1 ASC
-- list, negated
SELECT [v].[k] AS [c1] FROM [v] WHERE ([v].[k] NOT IN (@p1, @p2)) ORDER BY CASE WHEN [v].[k] IS NULL THEN 1 ELSE 0 END, 1 ASC
-- is null
SELECT [v].[k] AS [c1] FROM [v] WHERE ([v].[t] IS NULL) ORDER BY CASE WHEN [v].[k] IS NULL THEN 1 ELSE 0 END, 1 ASC
-- is not null
SELECT [v].[k] AS [c1] FROM [v] WHERE ([v].[t] IS NOT NULL) ORDER BY CASE WHEN [v].[k] IS NULL THEN 1 ELSE 0 END, 1 ASC
-- all of nothing
SELECT [v].[k] AS [c1] FROM [v] WHERE (1 = 1) ORDER BY CASE WHEN [v].[k] IS NULL THEN 1 ELSE 0 END, 1 ASC
-- any of nothing
SELECT [v].[k] AS [c1] FROM [v] WHERE (1 = 0) ORDER BY CASE WHEN [v].[k] IS NULL THEN 1 ELSE 0 END, 1 ASC
-- a truth is a condition
SELECT [v].[k] AS [c1] FROM [v] WHERE ([v].[b] = 1) ORDER BY CASE WHEN [v].[k] IS NULL THEN 1 ELSE 0 END, 1 ASC
-- a condition is a value
SELECT [v].[k] AS [c1], CASE WHEN ([v].[k] = @p1) THEN 1 WHEN NOT ([v].[k] = @p2) THEN 0 END AS [c2], CASE WHEN (NOT ([v].[k] = @p3)) THEN 1 WHEN NOT (NOT ([v].[k] = @p4)) THEN 0 END AS [c3], CASE WHEN ([v].[n] < @p5) THEN 1 WHEN NOT ([v].[n] < @p6) THEN 0 END AS [c4] FROM [v] ORDER BY CASE WHEN [v].[k] IS NULL THEN 1 ELSE 0 END, 1 ASC
-- same
SELECT [v].[k] AS [c1] FROM [v] WHERE ([v].[n] IS NOT DISTINCT FROM NULL) ORDER BY CASE WHEN [v].[k] IS NULL THEN 1 ELSE 0 END, 1 ASC
-- not the same
SELECT [v].[k] AS [c1] FROM [v] WHERE (NOT ([v].[n] IS NOT DISTINCT FROM @p1)) ORDER BY CASE WHEN [v].[k] IS NULL THEN 1 ELSE 0 END, 1 ASC
-- rows in a query
refused: SQL Server has no comparisons of several columns with a query
-- exists
SELECT [u].[k] AS [c1] FROM [v] AS [u] WHERE EXISTS ( SELECT 1 FROM [v] AS [w] WHERE ([w].[n] = ([u].[n] * @p1)) ) ORDER BY CASE WHEN [u].[k] IS NULL THEN 1 ELSE 0 END, 1 ASC
-- scalar query
SELECT [v].[k] AS [c1] FROM [v] WHERE ([v].[n] = ( SELECT MAX([v].[n]) FROM [v] )) ORDER BY CASE WHEN [v].[k] IS NULL THEN 1 ELSE 0 END, 1 ASC
-- inner join
SELECT COUNT(*) AS [c1], COUNT([l].[a]) AS [c2], COUNT([r].[a]) AS [c3] FROM [l] INNER JOIN [r] ON ([l].[a] = [r].[a])
-- left join
SELECT COUNT(*) AS [c1], COUNT([l].[a]) AS [c2], COUNT([r].[a]) AS [c3] FROM [l] LEFT JOIN [r] ON ([l].[a] = [r].[a])
-- right join
SELECT COUNT(*) AS [c1], COUNT([l].[a]) AS [c2], COUNT([r].[a]) AS [c3] FROM [l] RIGHT JOIN [r] ON ([l].[a] = [r].[a])
-- full join
SELECT COUNT(*) AS [c1], COUNT([l].[a]) AS [c2], COUNT([r].[a]) AS [c3] FROM [l] FULL JOIN [r] ON ([l].[a] = [r].[a])
-- cross join
SELECT COUNT(*) AS [c1], COUNT([l].[a]) AS [c2], COUNT([r].[a]) AS [c3] FROM [l] CROSS JOIN [r]
-- inner join on same
SELECT COUNT(*) AS [c1], COUNT([l].[a]) AS [c2], COUNT([r].[a]) AS [c3] FROM [l] INNER JOIN [r] ON ([l].[a] IS NOT DISTINCT FROM [r].[a])
-- left join on same
SELECT COUNT(*) AS [c1], COUNT([l].[a]) AS [c2], COUNT([r].[a]) AS [c3] FROM [l] LEFT JOIN [r] ON ([l].[a] IS NOT DISTINCT FROM [r].[a])
-- full join on same
SELECT COUNT(*) AS [c1], COUNT([l].[a]) AS [c2], COUNT([r].[a]) AS [c3] FROM [l] FULL JOIN [r] ON ([l].[a] IS NOT DISTINCT FROM [r].[a])
-- left join on less
SELECT COUNT(*) AS [c1], COUNT([l].[a]) AS [c2], COUNT([r].[a]) AS [c3] FROM [l] LEFT JOIN [r] ON ([l].[a] < [r].[a])
-- joins keep letter case and blanks apart
SELECT COUNT(*) AS [c1] FROM [l] INNER JOIN [r] ON (CAST(CAST([l].[t] AS NVARCHAR(4000)) AS VARBINARY(8000)) = CAST(CAST([r].[t] AS NVARCHAR(4000)) AS VARBINARY(8000)))
-- start of second
SELECT [v].[k] AS [c1], DATETRUNC(SECOND, [v].[at]) AS [c2] FROM [v] ORDER BY CASE WHEN [v].[k] IS NULL THEN 1 ELSE 0 END, 1 ASC
-- start of minute
SELECT [v].[k] AS [c1], DATETRUNC(MINUTE, [v].[at]) AS [c2] FROM [v] ORDER BY CASE WHEN [v].[k] IS NULL THEN 1 ELSE 0 END, 1 ASC
-- start of hour
SELECT [v].[k] AS [c1], DATETRUNC(HOUR, [v].[at]) AS [c2] FROM [v] ORDER BY CASE WHEN [v].[k] IS NULL THEN 1 ELSE 0 END, 1 ASC
-- start of day
SELECT [v].[k] AS [c1], DATETRUNC(DAY, [v].[at]) AS [c2] FROM [v] ORDER BY CASE WHEN [v].[k] IS NULL THEN 1 ELSE 0 END, 1 ASC
-- start of week
SELECT [v].[k] AS [c1], DATETRUNC(ISO_WEEK, [v].[at]) AS [c2] FROM [v] ORDER BY CASE WHEN [v].[k] IS NULL THEN 1 ELSE 0 END, 1 ASC
-- start of month
SELECT [v].[k] AS [c1], DATETRUNC(MONTH, [v].[at]) AS [c2] FROM [v] ORDER BY CASE WHEN [v].[k] IS NULL THEN 1 ELSE 0 END, 1 ASC
-- start of quarter
SELECT [v].[k] AS [c1], DATETRUNC(QUARTER, [v].[at]) AS [c2] FROM [v] ORDER BY CASE WHEN [v].[k] IS NULL THEN 1 ELSE 0 END, 1 ASC
-- start of year
SELECT [v].[k] AS [c1], DATETRUNC(YEAR, [v].[at]) AS [c2] FROM [v] ORDER BY CASE WHEN [v].[k] IS NULL THEN 1 ELSE 0 END, 1 ASC
-- starts before 1970
SELECT DATETRUNC(SECOND, CAST(@p1 AS DATETIME2(6))) AS [c1], DATETRUNC(HOUR, CAST(@p2 AS DATETIME2(6))) AS [c2], DATETRUNC(ISO_WEEK, CAST(@p3 AS DATETIME2(6))) AS [c3], DATETRUNC(MONTH, CAST(@p4 AS DATETIME2(6))) AS [c4], DATETRUNC(QUARTER, CAST(@p5 AS DATETIME2(6))) AS [c5], DATETRUNC(YEAR, CAST(@p6 AS DATETIME2(6))) AS [c6] FROM [v] WHERE ([v].[k] = @p7)
-- a month on
SELECT DATEADD(MONTH, 1, CAST(@p1 AS DATETIME2(6))) AS [c1] FROM [v] WHERE ([v].[k] = @p2)
-- a month back
SELECT DATEADD(MONTH, -1, CAST(@p1 AS DATETIME2(6))) AS [c1] FROM [v] WHERE ([v].[k] = @p2)
-- thirteen months on
SELECT DATEADD(MONTH, 13, CAST(@p1 AS DATETIME2(6))) AS [c1] FROM [v] WHERE ([v].[k] = @p2)
-- a quarter on
SELECT DATEADD(QUARTER, 1, CAST(@p1 AS DATETIME2(6))) AS [c1] FROM [v] WHERE ([v].[k] = @p2)
-- a year on
SELECT DATEADD(YEAR, 1, CAST(@p1 AS DATETIME2(6))) AS [c1] FROM [v] WHERE ([v].[k] = @p2)
-- a year back
SELECT DATEADD(YEAR, -1, CAST(@p1 AS DATETIME2(6))) AS [c1] FROM [v] WHERE ([v].[k] = @p2)
-- a week back
SELECT DATEADD(WEEK, -1, CAST(@p1 AS DATETIME2(6))) AS [c1] FROM [v] WHERE ([v].[k] = @p2)
-- days on
SELECT DATEADD(DAY, 2, CAST(@p1 AS DATETIME2(6))) AS [c1] FROM [v] WHERE ([v].[k] = @p2)
-- hours back
SELECT DATEADD(HOUR, -2, CAST(@p1 AS DATETIME2(6))) AS [c1] FROM [v] WHERE ([v].[k] = @p2)
-- minutes on
SELECT DATEADD(MINUTE, 1, CAST(@p1 AS DATETIME2(6))) AS [c1] FROM [v] WHERE ([v].[k] = @p2)
-- seconds on
SELECT DATEADD(SECOND, 1, CAST(@p1 AS DATETIME2(6))) AS [c1] FROM [v] WHERE ([v].[k] = @p2)
-- wall clock of UTC
SELECT [v].[k] AS [c1], CAST(([v].[i] AT TIME ZONE 'UTC') AS DATETIME2(6)) AS [c2], [v].[w] AS [c3] FROM [v] ORDER BY CASE WHEN [v].[k] IS NULL THEN 1 ELSE 0 END, 1 ASC
-- wall clock of a zone
refused: SQL Server has no time zones
-- days of a zone
refused: SQL Server has no time zones
-- months of UTC
SELECT [ordered].[c1] AS [c1], [ordered].[c2] AS [c2] FROM ( SELECT DATETRUNC(MONTH, CAST(([v].[i] AT TIME ZONE 'UTC') AS DATETIME2(6))) AS [c1], COUNT(*) AS [c2] FROM [v] GROUP BY DATETRUNC(MONTH, CAST(([v].[i] AT TIME ZONE 'UTC') AS DATETIME2(6))) ) AS [ordered] ORDER BY CASE WHEN [ordered].[c1] IS NULL THEN 1 ELSE 0 END, 1 ASC, CASE WHEN [ordered].[c1] IS NULL THEN 1 ELSE 0 END, 1 ASC
-- percentiles
refused: SQL Server has no percentiles
-- greatest percentile
refused: SQL Server has no percentiles
-- percentile of nothing
refused: SQL Server has no percentiles
-- any and all
SELECT MAX(CASE WHEN ([v].[b] = 1) THEN 1 WHEN NOT ([v].[b] = 1) THEN 0 END) AS [c1], MIN(CASE WHEN ([v].[b] = 1) THEN 1 WHEN NOT ([v].[b] = 1) THEN 0 END) AS [c2] FROM [v]
-- any and all of trues
SELECT MAX(CASE WHEN ([v].[b] = 1) THEN 1 WHEN NOT ([v].[b] = 1) THEN 0 END) AS [c1], MIN(CASE WHEN ([v].[b] = 1) THEN 1 WHEN NOT ([v].[b] = 1) THEN 0 END) AS [c2] FROM [v] WHERE ([v].[k] = @p1)
-- any and all of nothing
SELECT MAX(CASE WHEN ([v].[b] = 1) THEN 1 WHEN NOT ([v].[b] = 1) THEN 0 END) AS [c1], MIN(CASE WHEN ([v].[b] = 1) THEN 1 WHEN NOT ([v].[b] = 1) THEN 0 END) AS [c2] FROM [v] WHERE ([v].[k] = @p1)
-- any and all of a condition
SELECT MAX(CASE WHEN ([v].[n] > @p1) THEN 1 WHEN NOT ([v].[n] > @p2) THEN 0 END) AS [c1], MIN(CASE WHEN ([v].[n] > @p3) THEN 1 WHEN NOT ([v].[n] > @p4) THEN 0 END) AS [c2] FROM [v]
-- texts joined in byte order
SELECT STRING_AGG(CAST([v].[t] AS NVARCHAR(MAX)) COLLATE Latin1_General_100_BIN2, @p1) WITHIN GROUP (ORDER BY CAST([v].[t] AS NVARCHAR(MAX)) COLLATE Latin1_General_100_BIN2) AS [c1] FROM [v]
-- no texts joined
SELECT STRING_AGG(CAST([v].[t] AS NVARCHAR(MAX)) COLLATE Latin1_General_100_BIN2, @p1) WITHIN GROUP (ORDER BY CAST([v].[t] AS NVARCHAR(MAX)) COLLATE Latin1_General_100_BIN2) AS [c1] FROM [v] WHERE ([v].[k] = @p2)
-- deviation
SELECT STDEV([v].[d]) AS [c1] FROM [v]
-- deviation of one
SELECT STDEV([v].[d]) AS [c1] FROM [v] WHERE ([v].[k] = @p1)
-- deviation of nothing
SELECT STDEV([v].[d]) AS [c1] FROM [v] WHERE ([v].[k] = @p1)
-- counts
SELECT COUNT(*) AS [c1], COUNT([v].[t]) AS [c2], APPROX_COUNT_DISTINCT([v].[t]) AS [c3], COUNT(DISTINCT [v].[b]) AS [c4] FROM [v]
-- least and greatest text
SELECT MIN(CAST([v].[t] AS NVARCHAR(MAX)) COLLATE Latin1_General_100_BIN2) AS [c1], MAX(CAST([v].[t] AS NVARCHAR(MAX)) COLLATE Latin1_General_100_BIN2) AS [c2] FROM [v]
-- least of nothing
SELECT MIN([v].[n]) AS [c1], SUM([v].[n]) AS [c2], COUNT(*) AS [c3] FROM [v] WHERE ([v].[k] = @p1)
-- window over all
SELECT [v].[k] AS [c1], SUM([v].[n]) OVER () AS [c2] FROM [v] ORDER BY CASE WHEN [v].[k] IS NULL THEN 1 ELSE 0 END, 1 ASC
-- window over a part
SELECT [v].[k] AS [c1], SUM([v].[n]) OVER (PARTITION BY [v].[b]) AS [c2] FROM [v] ORDER BY CASE WHEN [v].[k] IS NULL THEN 1 ELSE 0 END, 1 ASC
-- window over counts
SELECT [v].[k] AS [c1], COUNT(*) OVER () AS [c2], COUNT([v].[n]) OVER (PARTITION BY [v].[b]) AS [c3] FROM [v] ORDER BY CASE WHEN [v].[k] IS NULL THEN 1 ELSE 0 END, 1 ASC
-- window over groups
SELECT [ordered].[c1] AS [c1], [ordered].[c2] AS [c2] FROM ( SELECT CASE WHEN ([v].[b] = 1) THEN 1 WHEN (NOT ([v].[b] = 1)) THEN 0 END AS [c1], SUM(SUM([v].[n])) OVER () AS [c2] FROM [v] GROUP BY CASE WHEN ([v].[b] = 1) THEN 1 WHEN (NOT ([v].[b] = 1)) THEN 0 END ) AS [ordered] ORDER BY CASE WHEN [ordered].[c1] IS NULL THEN 1 ELSE 0 END, 1 ASC
-- place in an order
SELECT [v].[k] AS [c1], ROW_NUMBER() OVER (ORDER BY [v].[n] DESC) AS [c2] FROM [v] ORDER BY CASE WHEN [v].[k] IS NULL THEN 1 ELSE 0 END, 1 ASC
-- rank in a part
SELECT [v].[k] AS [c1], RANK() OVER (PARTITION BY [v].[b] ORDER BY CASE WHEN [v].[n] IS NULL THEN 1 ELSE 0 END, [v].[n] ASC) AS [c2] FROM [v] ORDER BY CASE WHEN [v].[k] IS NULL THEN 1 ELSE 0 END, 1 ASC
-- value before
SELECT [v].[k] AS [c1], LAG([v].[n], 1) OVER (ORDER BY CASE WHEN [v].[k] IS NULL THEN 1 ELSE 0 END, [v].[k] ASC) AS [c2] FROM [v] ORDER BY CASE WHEN [v].[k] IS NULL THEN 1 ELSE 0 END, 1 ASC
-- running sum by peers
SELECT [v].[k] AS [c1], SUM([v].[n]) OVER (ORDER BY CASE WHEN [v].[k] IS NULL THEN 1 ELSE 0 END, [v].[k] ASC) AS [c2] FROM [v] ORDER BY CASE WHEN [v].[k] IS NULL THEN 1 ELSE 0 END, 1 ASC
-- running sum of rows
SELECT [v].[k] AS [c1], SUM([v].[n]) OVER (ORDER BY [v].[k] DESC ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS [c2] FROM [v] ORDER BY CASE WHEN [v].[k] IS NULL THEN 1 ELSE 0 END, 1 ASC
-- sum of two rows
SELECT [v].[k] AS [c1], SUM([v].[n]) OVER (ORDER BY CASE WHEN [v].[k] IS NULL THEN 1 ELSE 0 END, [v].[k] ASC ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS [c2] FROM [v] ORDER BY CASE WHEN [v].[k] IS NULL THEN 1 ELSE 0 END, 1 ASC
-- a sum does not overflow
SELECT SUM(CAST([v].[a] AS DECIMAL(38, 0))) AS [c1] FROM [v]
-- a mean does not overflow
SELECT (CAST(SUM(CAST([v].[a] AS DECIMAL(38, 0))) AS FLOAT) / CAST(COUNT([v].[a]) AS FLOAT)) AS [c1] FROM [v]
-- a mean of whole numbers
SELECT (CAST(SUM(CAST([v].[a] AS DECIMAL(38, 0))) AS FLOAT) / CAST(COUNT([v].[a]) AS FLOAT)) AS [c1] FROM [v]
-- a mean of nothing
SELECT (CAST(SUM(CAST(CAST([v].[a] AS BIGINT) AS DECIMAL(38, 0))) AS FLOAT) / CAST(COUNT(CAST([v].[a] AS BIGINT)) AS FLOAT)) AS [c1], SUM(CAST(CAST([v].[a] AS BIGINT) AS DECIMAL(38, 0))) AS [c2] FROM [v]
-- decimals
SELECT SUM([v].[a]) AS [c1], (CAST(SUM([v].[a]) AS FLOAT) / CAST(COUNT([v].[a]) AS FLOAT)) AS [c2] FROM [v]
-- true division
SELECT (CAST(SUM([v].[n]) AS FLOAT) / CAST(COUNT([v].[n]) AS FLOAT)) AS [c1] FROM [v]
-- texts
SELECT UPPER(@p1) AS [c1], TRIM(@p2) AS [c2], (LEN(@p3 + '.') - 1) AS [c3], SUBSTRING(@p4, @p5, @p6) AS [c4], SUBSTRING(@p7, @p8, 2147483647) AS [c5], REPLACE(@p9, @p10, @p11) AS [c6], ([v].[t] + @p12) AS [c7] FROM [v] WHERE ([v].[k] = @p13)
-- letter case beyond ASCII
SELECT LOWER(@p1) AS [c1] FROM [v] WHERE ([v].[k] = @p2)
-- NULL in texts
SELECT ([v].[t] + @p1) AS [c1], CONCAT([v].[t], @p2, @p3, '') AS [c2], COALESCE([v].[t], @p4) AS [c3], NULLIF([v].[k], @p5) AS [c4] FROM [v] WHERE ([v].[k] = @p6)
-- numbers
SELECT ABS((-[v].[n])) AS [c1], FLOOR(CAST(@p1 AS FLOAT)) AS [c2], FLOOR(CAST(@p2 AS FLOAT)) AS [c3], CEILING(CAST(@p3 AS FLOAT)) AS [c4], CEILING(CAST(@p4 AS FLOAT)) AS [c5], ROUND(CAST(@p5 AS FLOAT), 0) AS [c6], ([v].[n] % @p6) AS [c7] FROM [v] WHERE ([v].[k] = @p7)
-- parts of a time
SELECT CAST(YEAR([v].[at]) AS BIGINT) AS [c1], CAST(MONTH([v].[at]) AS BIGINT) AS [c2], CAST(DAY([v].[at]) AS BIGINT) AS [c3] FROM [v] WHERE ([v].[k] = @p1)
-- casts
SELECT CAST(@p1 AS BIGINT) AS [c1], CAST([v].[n] AS NVARCHAR(MAX)) COLLATE Latin1_General_100_BIN2 AS [c2], CAST(@p2 AS DECIMAL(10, 2)) AS [c3], CAST([v].[n] AS FLOAT) AS [c4], CAST(CAST(@p3 AS DATE) AS DATETIME2(6)) AS [c5] FROM [v] WHERE ([v].[k] = @p4)
-- chosen values
SELECT [v].[k] AS [c1], CASE WHEN ([v].[n] IS NULL) THEN @p1 WHEN ([v].[b] = 1) THEN [v].[n] END AS [c2] FROM [v] ORDER BY CASE WHEN [v].[k] IS NULL THEN 1 ELSE 0 END, 1 ASC
-- values of one row
SELECT [v].[b] AS [c1] FROM [v]
-- the tenant's text key
SELECT COUNT(*) AS [c1] FROM [v] WHERE (CAST(CAST([v].[t] AS NVARCHAR(4000)) AS VARBINARY(8000)) = CAST(CAST(@p1 AS NVARCHAR(4000)) AS VARBINARY(8000)))
-- the tenant's number
SELECT COUNT(*) AS [c1] FROM [v] WHERE (CAST(CAST([v].[a] AS NVARCHAR(4000)) AS VARBINARY(8000)) = CAST(CAST(@p1 AS NVARCHAR(4000)) AS VARBINARY(8000)))
-- the engine's own division of whole numbers
SELECT [v].[k] AS [c1], (CAST([v].[n] AS BIGINT) / CAST(@p1 AS BIGINT)) AS [c2], (CAST((-[v].[n]) AS BIGINT) / CAST(@p2 AS BIGINT)) AS [c3] FROM [v] ORDER BY CASE WHEN [v].[k] IS NULL THEN 1 ELSE 0 END, 1 ASC
-- the engine's own division of floats
SELECT (CAST(@p1 AS FLOAT) / CAST(@p2 AS FLOAT)) AS [c1] FROM [v] ORDER BY (SELECT NULL) OFFSET @p3 ROWS FETCH NEXT @p4 ROWS ONLY
-- instant of a clock of UTC
SELECT [v].[k] AS [c1], CAST((([v].[w] AT TIME ZONE 'UTC') AT TIME ZONE 'UTC') AS DATETIME2(6)) AS [c2] FROM [v] ORDER BY CASE WHEN [v].[k] IS NULL THEN 1 ELSE 0 END, 1 ASC
-- instant of a zone's clock
refused: SQL Server has no time zones
-- quarters, weeks, days of weeks and parts of the clock
SELECT [v].[k] AS [c1], CAST(DATEPART(QUARTER, [v].[at]) AS BIGINT) AS [c2], CAST(DATEPART(ISO_WEEK, [v].[at]) AS BIGINT) AS [c3], CAST(((DATEDIFF(DAY, '19000101', [v].[at]) % 7 + 7) % 7 + 1) AS BIGINT) AS [c4], CAST(DATEPART(HOUR, [v].[at]) AS BIGINT) AS [c5], CAST(DATEPART(MINUTE, [v].[at]) AS BIGINT) AS [c6] FROM [v] ORDER BY CASE WHEN [v].[k] IS NULL THEN 1 ELSE 0 END, 1 ASC
