-- text in byte order
SELECT `v`.`k` AS `c1`, `v`.`t` AS `c2` FROM `v` ORDER BY `v`.`t` ASC NULLS LAST
-- text in byte order, descending
SELECT `v`.`k` AS `c1`, `v`.`t` AS `c2` FROM `v` ORDER BY `v`.`t` DESC NULLS LAST
-- numbers ascending
SELECT `v`.`k` AS `c1`, `v`.`n` AS `c2` FROM `v` ORDER BY 2 ASC NULLS LAST
-- numbers descending
SELECT `v`.`k` AS `c1`, `v`.`n` AS `c2` FROM `v` ORDER BY 2 DESC NULLS LAST
-- limit and offset
SELECT `v`.`k` AS `c1`, `v`.`n` AS `c2` FROM `v` ORDER BY 2 ASC NULLS LAST LIMIT @p1 OFFSET @p2
-- offset alone
SELECT `v`.`k` AS `c1`, `v`.`n` AS `c2` FROM `v` ORDER BY 2 ASC NULLS LAST OFFSET @p1
-- limit alone
SELECT `v`.`k` AS `c1`, `v`.`n` AS `c2` FROM `v` ORDER BY 2 DESC NULLS LAST LIMIT @p1
-- groups keep letter case apart
SELECT `v`.`t` AS `c1`, COUNT(*) AS `c2` FROM `v` GROUP BY 1 HAVING (COUNT(*) < @p1) ORDER BY `v`.`t` ASC NULLS LAST
-- groups in the order of such an expression
SELECT `ordered`.`c1` AS `c1`, `ordered`.`c2` AS `c2` FROM ( SELECT CASE WHEN (`v`.`n` < @p1) THEN @p2 ELSE @p3 END AS `c1`, COUNT(*) AS `c2` FROM `v` GROUP BY 1 ) AS `ordered` ORDER BY `ordered`.`c1` ASC NULLS LAST
-- groups by an expression with values
SELECT CASE WHEN (`v`.`n` < @p1) THEN @p2 ELSE @p3 END AS `c1`, COUNT(*) AS `c2` FROM `v` GROUP BY 1 ORDER BY 2 DESC NULLS LAST, 1 ASC NULLS LAST
-- distinct
SELECT DISTINCT CASE WHEN `v`.`b` THEN 1 WHEN (NOT `v`.`b`) THEN 0 END AS `c1` FROM `v` ORDER BY 1 ASC NULLS LAST
-- union
SELECT `v`.`n` AS `c1` FROM `v` WHERE (`v`.`k` = @p1) UNION ALL SELECT `v`.`n` AS `c1` FROM `v` ORDER BY 1 ASC NULLS LAST LIMIT @p2
-- union, NULL last
SELECT `v`.`n` AS `c1` FROM `v` WHERE (`v`.`k` = @p1) UNION ALL SELECT `v`.`n` AS `c1` FROM `v` ORDER BY 1 ASC NULLS LAST OFFSET @p2
-- escaped pattern
SELECT `v`.`k` AS `c1` FROM `v` WHERE (`v`.`t` LIKE @p1) ORDER BY 1 ASC NULLS LAST
-- escaped pattern, negated
SELECT `v`.`k` AS `c1` FROM `v` WHERE (`v`.`t` NOT LIKE @p1) ORDER BY 1 ASC NULLS LAST
-- pattern minds letter case
SELECT `v`.`k` AS `c1` FROM `v` WHERE (`v`.`t` LIKE @p1) ORDER BY 1 ASC NULLS LAST
-- pattern without letter case
SELECT `v`.`k` AS `c1` FROM `v` WHERE (LOWER(`v`.`t`) LIKE LOWER(@p1)) ORDER BY 1 ASC NULLS LAST
-- regular expression
SELECT `v`.`k` AS `c1` FROM `v` WHERE (REGEXP_CONTAINS(`v`.`t`, @p1)) ORDER BY 1 ASC NULLS LAST
-- regular expression, negated
SELECT `v`.`k` AS `c1` FROM `v` WHERE (NOT REGEXP_CONTAINS(`v`.`t`, @p1)) ORDER BY 1 ASC NULLS LAST
-- regular expression inside
SELECT `v`.`k` AS `c1` FROM `v` WHERE (REGEXP_CONTAINS(`v`.`t`, @p1)) ORDER BY 1 ASC NULLS LAST
-- list
SELECT `v`.`k` AS `c1` FROM `v` WHERE (`v`.`k` IN (@p1, @p2)) ORDER BY 1 ASC NULLS LAST
-- list, negated
SELECT `v`.`k` AS `c1` FROM `v` WHERE (`v`.`k` NOT IN (@p1, @p2)) ORDER BY 1 ASC NULLS LAST
-- is null
SELECT `v`.`k` AS `c1` FROM `v` WHERE (`v`.`t` IS NULL) ORDER BY 1 ASC NULLS LAST
-- is not null
SELECT `v`.`k` AS `c1` FROM `v` WHERE (`v`.`t` IS NOT NULL) ORDER BY 1 ASC NULLS LAST
-- all of nothing
SELECT `v`.`k` AS `c1` FROM `v` WHERE TRUE ORDER BY 1 ASC NULLS LAST
-- any of nothing
SELECT `v`.`k` AS `c1` FROM `v` WHERE FALSE ORDER BY 1 ASC NULLS LAST
-- a truth is a condition
SELECT `v`.`k` AS `c1` FROM `v` WHERE `v`.`b` ORDER BY 1 ASC NULLS LAST
-- a condition is a value
SELECT `v`.`k` AS `c1`, (`v`.`k` = @p1) AS `c2`, (NOT (`v`.`k` = @p2)) AS `c3`, (`v`.`n` < @p3) AS `c4` FROM `v` ORDER BY 1 ASC NULLS LAST
-- same
SELECT `v`.`k` AS `c1` FROM `v` WHERE (`v`.`n` IS NOT DISTINCT FROM NULL) ORDER BY 1 ASC NULLS LAST
-- not the same
SELECT `v`.`k` AS `c1` FROM `v` WHERE (NOT (`v`.`n` IS NOT DISTINCT FROM @p1)) ORDER BY 1 ASC NULLS LAST
-- rows in a query
refused: BigQuery has no comparisons of several columns with a query
-- exists
SELECT `u`.`k` AS `c1` FROM `v` AS `u` WHERE EXISTS ( SELECT 1 FROM `v` AS `w` WHERE (`w`.`n` = (`u`.`n` * @p1)) ) ORDER BY 1 ASC NULLS LAST
-- scalar query
SELECT `v`.`k` AS `c1` FROM `v` WHERE (`v`.`n` = ( SELECT MAX(`v`.`n`) FROM `v` )) ORDER BY 1 ASC NULLS LAST
-- inner join
SELECT COUNT(*) AS `c1`, COUNT(`l`.`a`) AS `c2`, COUNT(`r`.`a`) AS `c3` FROM `l` INNER JOIN `r` ON (`l`.`a` = `r`.`a`)
-- left join
SELECT COUNT(*) AS `c1`, COUNT(`l`.`a`) AS `c2`, COUNT(`r`.`a`) AS `c3` FROM `l` LEFT JOIN `r` ON (`l`.`a` = `r`.`a`)
-- right join
SELECT COUNT(*) AS `c1`, COUNT(`l`.`a`) AS `c2`, COUNT(`r`.`a`) AS `c3` FROM `l` RIGHT JOIN `r` ON (`l`.`a` = `r`.`a`)
-- full join
SELECT COUNT(*) AS `c1`, COUNT(`l`.`a`) AS `c2`, COUNT(`r`.`a`) AS `c3` FROM `l` FULL JOIN `r` ON (`l`.`a` = `r`.`a`)
-- cross join
SELECT COUNT(*) AS `c1`, COUNT(`l`.`a`) AS `c2`, COUNT(`r`.`a`) AS `c3` FROM `l` CROSS JOIN `r`
-- inner join on same
SELECT COUNT(*) AS `c1`, COUNT(`l`.`a`) AS `c2`, COUNT(`r`.`a`) AS `c3` FROM `l` INNER JOIN `r` ON (`l`.`a` IS NOT DISTINCT FROM `r`.`a`)
-- left join on same
SELECT COUNT(*) AS `c1`, COUNT(`l`.`a`) AS `c2`, COUNT(`r`.`a`) AS `c3` FROM `l` LEFT JOIN `r` ON (`l`.`a` IS NOT DISTINCT FROM `r`.`a`)
-- full join on same
refused: BigQuery has no full joins on other conditions than equality
-- left join on less
SELECT COUNT(*) AS `c1`, COUNT(`l`.`a`) AS `c2`, COUNT(`r`.`a`) AS `c3` FROM `l` LEFT JOIN `r` ON (`l`.`a` < `r`.`a`)
-- joins keep letter case and blanks apart
SELECT COUNT(*) AS `c1` FROM `l` INNER JOIN `r` ON (CAST(CAST(`l`.`t` AS STRING) AS BYTES) = CAST(CAST(`r`.`t` AS STRING) AS BYTES))
-- start of second
SELECT `v`.`k` AS `c1`, DATETIME_TRUNC(`v`.`at`, SECOND) AS `c2` FROM `v` ORDER BY 1 ASC NULLS LAST
-- start of minute
SELECT `v`.`k` AS `c1`, DATETIME_TRUNC(`v`.`at`, MINUTE) AS `c2` FROM `v` ORDER BY 1 ASC NULLS LAST
-- start of hour
SELECT `v`.`k` AS `c1`, DATETIME_TRUNC(`v`.`at`, HOUR) AS `c2` FROM `v` ORDER BY 1 ASC NULLS LAST
-- start of day
SELECT `v`.`k` AS `c1`, DATETIME_TRUNC(`v`.`at`, DAY) AS `c2` FROM `v` ORDER BY 1 ASC NULLS LAST
-- start of week
SELECT `v`.`k` AS `c1`, DATETIME_TRUNC(`v`.`at`, ISOWEEK) AS `c2` FROM `v` ORDER BY 1 ASC NULLS LAST
-- start of month
SELECT `v`.`k` AS `c1`, DATETIME_TRUNC(`v`.`at`, MONTH) AS `c2` FROM `v` ORDER BY 1 ASC NULLS LAST
-- start of quarter
SELECT `v`.`k` AS `c1`, DATETIME_TRUNC(`v`.`at`, QUARTER) AS `c2` FROM `v` ORDER BY 1 ASC NULLS LAST
-- start of year
SELECT `v`.`k` AS `c1`, DATETIME_TRUNC(`v`.`at`, YEAR) AS `c2` FROM `v` ORDER BY 1 ASC NULLS LAST
-- starts before 1970
SELECT DATETIME_TRUNC(CAST(@p1 AS DATETIME), SECOND) AS `c1`, DATETIME_TRUNC(CAST(@p2 AS DATETIME), HOUR) AS `c2`, DATETIME_TRUNC(CAST(@p3 AS DATETIME), ISOWEEK) AS `c3`, DATETIME_TRUNC(CAST(@p4 AS DATETIME), MONTH) AS `c4`, DATETIME_TRUNC(CAST(@p5 AS DATETIME), QUARTER) AS `c5`, DATETIME_TRUNC(CAST(@p6 AS DATETIME), YEAR) AS `c6` FROM `v` WHERE (`v`.`k` = @p7)
-- a month on
SELECT DATETIME_ADD(CAST(@p1 AS DATETIME), INTERVAL 1 MONTH) AS `c1` FROM `v` WHERE (`v`.`k` = @p2)
-- a month back
SELECT DATETIME_ADD(CAST(@p1 AS DATETIME), INTERVAL -1 MONTH) AS `c1` FROM `v` WHERE (`v`.`k` = @p2)
-- thirteen months on
SELECT DATETIME_ADD(CAST(@p1 AS DATETIME), INTERVAL 13 MONTH) AS `c1` FROM `v` WHERE (`v`.`k` = @p2)
-- a quarter on
SELECT DATETIME_ADD(CAST(@p1 AS DATETIME), INTERVAL 1 QUARTER) AS `c1` FROM `v` WHERE (`v`.`k` = @p2)
-- a year on
SELECT DATETIME_ADD(CAST(@p1 AS DATETIME), INTERVAL 1 YEAR) AS `c1` FROM `v` WHERE (`v`.`k` = @p2)
-- a year back
SELECT DATETIME_ADD(CAST(@p1 AS DATETIME), INTERVAL -1 YEAR) AS `c1` FROM `v` WHERE (`v`.`k` = @p2)
-- a week back
SELECT DATETIME_ADD(CAST(@p1 AS DATETIME), INTERVAL -1 WEEK) AS `c1` FROM `v` WHERE (`v`.`k` = @p2)
-- days on
SELECT DATETIME_ADD(CAST(@p1 AS DATETIME), INTERVAL 2 DAY) AS `c1` FROM `v` WHERE (`v`.`k` = @p2)
-- hours back
SELECT DATETIME_ADD(CAST(@p1 AS DATETIME), INTERVAL -2 HOUR) AS `c1` FROM `v` WHERE (`v`.`k` = @p2)
-- minutes on
SELECT DATETIME_ADD(CAST(@p1 AS DATETIME), INTERVAL 1 MINUTE) AS `c1` FROM `v` WHERE (`v`.`k` = @p2)
-- seconds on
SELECT DATETIME_ADD(CAST(@p1 AS DATETIME), INTERVAL 1 SECOND) AS `c1` FROM `v` WHERE (`v`.`k` = @p2)
-- wall clock of UTC
SELECT `v`.`k` AS `c1`, DATETIME(`v`.`i`, 'UTC') AS `c2`, `v`.`w` AS `c3` FROM `v` ORDER BY 1 ASC NULLS LAST
-- wall clock of a zone
SELECT `v`.`k` AS `c1`, DATETIME(`v`.`i`, 'Europe/Oslo') AS `c2`, DATETIME(TIMESTAMP(`v`.`w`, 'UTC'), 'Europe/Oslo') AS `c3` FROM `v` ORDER BY 1 ASC NULLS LAST
-- days of a zone
SELECT DATETIME_TRUNC(DATETIME(`v`.`i`, 'Europe/Oslo'), DAY) AS `c1`, COUNT(*) AS `c2` FROM `v` GROUP BY 1 ORDER BY 1 ASC NULLS LAST, 1 ASC NULLS LAST
-- months of UTC
SELECT DATETIME_TRUNC(DATETIME(`v`.`i`, 'UTC'), MONTH) AS `c1`, COUNT(*) AS `c2` FROM `v` GROUP BY 1 ORDER BY 1 ASC NULLS LAST, 1 ASC NULLS LAST
-- percentiles
refused: BigQuery has no percentiles
-- greatest percentile
refused: BigQuery has no percentiles
-- percentile of nothing
refused: BigQuery has no percentiles
-- any and all
SELECT LOGICAL_OR(`v`.`b`) AS `c1`, LOGICAL_AND(`v`.`b`) AS `c2` FROM `v`
-- any and all of trues
SELECT LOGICAL_OR(`v`.`b`) AS `c1`, LOGICAL_AND(`v`.`b`) AS `c2` FROM `v` WHERE (`v`.`k` = @p1)
-- any and all of nothing
SELECT LOGICAL_OR(`v`.`b`) AS `c1`, LOGICAL_AND(`v`.`b`) AS `c2` FROM `v` WHERE (`v`.`k` = @p1)
-- any and all of a condition
SELECT LOGICAL_OR((`v`.`n` > @p1)) AS `c1`, LOGICAL_AND((`v`.`n` > @p2)) AS `c2` FROM `v`
-- texts joined in byte order
SELECT STRING_AGG(`v`.`t`, @p1 ORDER BY `v`.`t`) AS `c1` FROM `v`
-- no texts joined
SELECT STRING_AGG(`v`.`t`, @p1 ORDER BY `v`.`t`) AS `c1` FROM `v` WHERE (`v`.`k` = @p2)
-- deviation
SELECT STDDEV_SAMP(`v`.`d`) AS `c1` FROM `v`
-- deviation of one
SELECT STDDEV_SAMP(`v`.`d`) AS `c1` FROM `v` WHERE (`v`.`k` = @p1)
-- deviation of nothing
SELECT STDDEV_SAMP(`v`.`d`) AS `c1` FROM `v` WHERE (`v`.`k` = @p1)
-- counts
SELECT COUNT(*) AS `c1`, COUNT(`v`.`t`) AS `c2`, APPROX_COUNT_DISTINCT(`v`.`t`) AS `c3`, COUNT(DISTINCT `v`.`b`) AS `c4` FROM `v`
-- least and greatest text
SELECT MIN(`v`.`t`) AS `c1`, MAX(`v`.`t`) AS `c2` FROM `v`
-- least of nothing
SELECT MIN(`v`.`n`) AS `c1`, SUM(`v`.`n`) AS `c2`, COUNT(*) AS `c3` FROM `v` WHERE (`v`.`k` = @p1)
-- window over all
SELECT `v`.`k` AS `c1`, SUM(`v`.`n`) OVER () AS `c2` FROM `v` ORDER BY 1 ASC NULLS LAST
-- window over a part
SELECT `v`.`k` AS `c1`, SUM(`v`.`n`) OVER (PARTITION BY `v`.`b`) AS `c2` FROM `v` ORDER BY 1 ASC NULLS LAST
-- window over counts
SELECT `v`.`k` AS `c1`, COUNT(*) OVER () AS `c2`, COUNT(`v`.`n`) OVER (PARTITION BY `v`.`b`) AS `c3` FROM `v` ORDER BY 1 ASC NULLS LAST
-- window over groups
SELECT CASE WHEN `v`.`b` THEN 1 WHEN (NOT `v`.`b`) THEN 0 END AS `c1`, SUM(SUM(`v`.`n`)) OVER () AS `c2` FROM `v` GROUP BY 1 ORDER BY 1 ASC NULLS LAST
-- place in an order
SELECT `v`.`k` AS `c1`, ROW_NUMBER() OVER (ORDER BY `v`.`n` DESC NULLS LAST) AS `c2` FROM `v` ORDER BY 1 ASC NULLS LAST
-- rank in a part
SELECT `v`.`k` AS `c1`, RANK() OVER (PARTITION BY `v`.`b` ORDER BY `v`.`n` ASC NULLS LAST) AS `c2` FROM `v` ORDER BY 1 ASC NULLS LAST
-- value before
SELECT `v`.`k` AS `c1`, LAG(`v`.`n`, 1) OVER (ORDER BY `v`.`k` ASC NULLS LAST) AS `c2` FROM `v` ORDER BY 1 ASC NULLS LAST
-- running sum by peers
SELECT `v`.`k` AS `c1`, SUM(`v`.`n`) OVER (ORDER BY `v`.`k` ASC NULLS LAST) AS `c2` FROM `v` ORDER BY 1 ASC NULLS LAST
-- running sum of rows
SELECT `v`.`k` AS `c1`, SUM(`v`.`n`) OVER (ORDER BY `v`.`k` DESC NULLS LAST ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS `c2` FROM `v` ORDER BY 1 ASC NULLS LAST
-- sum of two rows
SELECT `v`.`k` AS `c1`, SUM(`v`.`n`) OVER (ORDER BY `v`.`k` ASC NULLS LAST ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS `c2` FROM `v` ORDER BY 1 ASC NULLS LAST
-- a sum does not overflow
SELECT SUM(CAST(`v`.`a` AS BIGNUMERIC)) AS `c1` FROM `v`
-- a mean does not overflow
SELECT (CAST(SUM(CAST(`v`.`a` AS BIGNUMERIC)) AS FLOAT64) / CAST(COUNT(`v`.`a`) AS FLOAT64)) AS `c1` FROM `v`
-- a mean of whole numbers
SELECT (CAST(SUM(CAST(`v`.`a` AS BIGNUMERIC)) AS FLOAT64) / CAST(COUNT(`v`.`a`) AS FLOAT64)) AS `c1` FROM `v`
-- a mean of nothing
SELECT (CAST(SUM(CAST(CAST(`v`.`a` AS INT64) AS BIGNUMERIC)) AS FLOAT64) / CAST(COUNT(CAST(`v`.`a` AS INT64)) AS FLOAT64)) AS `c1`, SUM(CAST(CAST(`v`.`a` AS INT64) AS BIGNUMERIC)) AS `c2` FROM `v`
-- decimals
SELECT SUM(`v`.`a`) AS `c1`, (CAST(SUM(`v`.`a`) AS FLOAT64) / CAST(COUNT(`v`.`a`) AS FLOAT64)) AS `c2` FROM `v`
-- true division
SELECT (CAST(SUM(`v`.`n`) AS FLOAT64) / CAST(COUNT(`v`.`n`) AS FLOAT64)) AS `c1` FROM `v`
-- texts
SELECT UPPER(@p1) AS `c1`, TRIM(@p2) AS `c2`, CHAR_LENGTH(@p3) AS `c3`, SUBSTR(@p4, @p5, @p6) AS `c4`, SUBSTR(@p7, @p8) AS `c5`, REPLACE(@p9, @p10, @p11) AS `c6`, (`v`.`t` || @p12) AS `c7` FROM `v` WHERE (`v`.`k` = @p13)
-- letter case beyond ASCII
SELECT LOWER(@p1) AS `c1` FROM `v` WHERE (`v`.`k` = @p2)
-- NULL in texts
SELECT (`v`.`t` || @p1) AS `c1`, CONCAT(COALESCE(`v`.`t`, ''), COALESCE(@p2, ''), COALESCE(@p3, '')) AS `c2`, COALESCE(`v`.`t`, @p4) AS `c3`, NULLIF(`v`.`k`, @p5) AS `c4` FROM `v` WHERE (`v`.`k` = @p6)
-- numbers
SELECT ABS((-`v`.`n`)) AS `c1`, FLOOR(CAST(@p1 AS FLOAT64)) AS `c2`, FLOOR(CAST(@p2 AS FLOAT64)) AS `c3`, CEIL(CAST(@p3 AS FLOAT64)) AS `c4`, CEIL(CAST(@p4 AS FLOAT64)) AS `c5`, ROUND(CAST(@p5 AS FLOAT64)) AS `c6`, MOD(`v`.`n`, @p6) AS `c7` FROM `v` WHERE (`v`.`k` = @p7)
-- parts of a time
SELECT CAST(EXTRACT(YEAR FROM `v`.`at`) AS INT64) AS `c1`, CAST(EXTRACT(MONTH FROM `v`.`at`) AS INT64) AS `c2`, CAST(EXTRACT(DAY FROM `v`.`at`) AS INT64) AS `c3` FROM `v` WHERE (`v`.`k` = @p1)
-- casts
SELECT CAST(@p1 AS INT64) AS `c1`, CAST(`v`.`n` AS STRING) AS `c2`, CAST(@p2 AS NUMERIC) AS `c3`, CAST(`v`.`n` AS FLOAT64) AS `c4`, CAST(CAST(@p3 AS DATE) AS DATETIME) AS `c5` FROM `v` WHERE (`v`.`k` = @p4)
-- chosen values
SELECT `v`.`k` AS `c1`, CASE WHEN (`v`.`n` IS NULL) THEN @p1 WHEN `v`.`b` THEN `v`.`n` END AS `c2` FROM `v` ORDER BY 1 ASC NULLS LAST
-- values of one row
SELECT `v`.`b` AS `c1` FROM `v`
-- the tenant's text key
SELECT COUNT(*) AS `c1` FROM `v` WHERE (CAST(CAST(`v`.`t` AS STRING) AS BYTES) = CAST(CAST(@p1 AS STRING) AS BYTES))
-- the tenant's number
SELECT COUNT(*) AS `c1` FROM `v` WHERE (`v`.`a` = @p1)
-- the engine's own division of whole numbers
SELECT `v`.`k` AS `c1`, (CAST(`v`.`n` AS FLOAT64) / CAST(@p1 AS FLOAT64)) AS `c2`, (CAST((-`v`.`n`) AS FLOAT64) / CAST(@p2 AS FLOAT64)) AS `c3` FROM `v` ORDER BY 1 ASC NULLS LAST
-- the engine's own division of floats
SELECT (CAST(@p1 AS FLOAT64) / CAST(@p2 AS FLOAT64)) AS `c1` FROM `v` LIMIT @p3
-- instant of a clock of UTC
SELECT `v`.`k` AS `c1`, DATETIME(TIMESTAMP(`v`.`w`, 'UTC'), 'UTC') AS `c2` FROM `v` ORDER BY 1 ASC NULLS LAST
-- instant of a zone's clock
SELECT `v`.`k` AS `c1`, DATETIME(TIMESTAMP(`v`.`w`, 'Europe/Oslo'), 'UTC') AS `c2` FROM `v` ORDER BY 1 ASC NULLS LAST
-- quarters, weeks, days of weeks and parts of the clock
SELECT `v`.`k` AS `c1`, CAST(EXTRACT(QUARTER FROM `v`.`at`) AS INT64) AS `c2`, CAST(EXTRACT(ISOWEEK FROM `v`.`at`) AS INT64) AS `c3`, CAST((MOD(EXTRACT(DAYOFWEEK FROM `v`.`at`) + 5, 7) + 1) AS INT64) AS `c4`, CAST(EXTRACT(HOUR FROM `v`.`at`) AS INT64) AS `c5`, CAST(EXTRACT(MINUTE FROM `v`.`at`) AS INT64) AS `c6` FROM `v` ORDER BY 1 ASC NULLS LAST
