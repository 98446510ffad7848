-- text in byte order
SELECT `v`.`k` AS `c1`, `v`.`t` AS `c2` FROM `v` ORDER BY `v`.`t` ASC NULLS LAST
-- text in byte order, descending
SELECT `v`.`k` AS `c1`, `v`.`t` AS `c2` FROM `v` ORDER BY `v`.`t` DESC NULLS LAST
-- numbers ascending
SELECT `v`.`k` AS `c1`, `v`.`n` AS `c2` FROM `v` ORDER BY 2 ASC NULLS LAST
-- numbers descending
SELECT `v`.`k` AS `c1`, `v`.`n` AS `c2` FROM `v` ORDER BY 2 DESC NULLS LAST
-- limit and offset
SELECT `v`.`k` AS `c1`, `v`.`n` AS `c2` FROM `v` ORDER BY 2 ASC NULLS LAST LIMIT ? OFFSET ?
-- offset alone
SELECT `v`.`k` AS `c1`, `v`.`n` AS `c2` FROM `v` ORDER BY 2 ASC NULLS LAST OFFSET ?
-- limit alone
SELECT `v`.`k` AS `c1`, `v`.`n` AS `c2` FROM `v` ORDER BY 2 DESC NULLS LAST LIMIT ?
-- groups keep letter case apart
SELECT `ordered`.`c1` AS `c1`, `ordered`.`c2` AS `c2` FROM ( SELECT `v`.`t` AS `c1`, COUNT(*) AS `c2` FROM `v` GROUP BY 1 HAVING (COUNT(*) < ?) ) AS `ordered` ORDER BY `ordered`.`c1` ASC NULLS LAST
-- groups in the order of such an expression
SELECT `ordered`.`c1` AS `c1`, `ordered`.`c2` AS `c2` FROM ( SELECT CASE WHEN (`v`.`n` < ?) THEN ? ELSE ? END AS `c1`, COUNT(*) AS `c2` FROM `v` GROUP BY 1 ) AS `ordered` ORDER BY `ordered`.`c1` ASC NULLS LAST
-- groups by an expression with values
SELECT `ordered`.`c1` AS `c1`, `ordered`.`c2` AS `c2` FROM ( SELECT CASE WHEN (`v`.`n` < ?) THEN ? ELSE ? END AS `c1`, COUNT(*) AS `c2` FROM `v` GROUP BY 1 ) AS `ordered` ORDER BY 2 DESC NULLS LAST, 1 ASC NULLS LAST
-- distinct
SELECT DISTINCT CASE WHEN `v`.`b` THEN 1 WHEN (NOT `v`.`b`) THEN 0 END AS `c1` FROM `v` ORDER BY 1 ASC NULLS LAST
-- union
SELECT `v`.`n` AS `c1` FROM `v` WHERE (`v`.`k` = ?) UNION ALL SELECT `v`.`n` AS `c1` FROM `v` ORDER BY 1 ASC NULLS LAST LIMIT ?
-- union, NULL last
SELECT `v`.`n` AS `c1` FROM `v` WHERE (`v`.`k` = ?) UNION ALL SELECT `v`.`n` AS `c1` FROM `v` ORDER BY 1 ASC NULLS LAST OFFSET ?
-- escaped pattern
SELECT `v`.`k` AS `c1` FROM `v` WHERE (`v`.`t` LIKE ?) ORDER BY 1 ASC NULLS LAST
-- escaped pattern, negated
SELECT `v`.`k` AS `c1` FROM `v` WHERE (`v`.`t` NOT LIKE ?) ORDER BY 1 ASC NULLS LAST
-- pattern minds letter case
SELECT `v`.`k` AS `c1` FROM `v` WHERE (`v`.`t` LIKE ?) ORDER BY 1 ASC NULLS LAST
-- pattern without letter case
SELECT `v`.`k` AS `c1` FROM `v` WHERE (LOWER(`v`.`t`) LIKE LOWER(?)) ORDER BY 1 ASC NULLS LAST
-- regular expression
SELECT `v`.`k` AS `c1` FROM `v` WHERE (REGEXP_LIKE(`v`.`t`, ?)) ORDER BY 1 ASC NULLS LAST
-- regular expression, negated
SELECT `v`.`k` AS `c1` FROM `v` WHERE (NOT REGEXP_LIKE(`v`.`t`, ?)) ORDER BY 1 ASC NULLS LAST
-- regular expression inside
SELECT `v`.`k` AS `c1` FROM `v` WHERE (REGEXP_LIKE(`v`.`t`, ?)) ORDER BY 1 ASC NULLS LAST
-- list
SELECT `v`.`k` AS `c1` FROM `v` WHERE (`v`.`k` IN (?, ?)) ORDER BY 1 ASC NULLS LAST
-- list, negated
SELECT `v`.`k` AS `c1` FROM `v` WHERE (`v`.`k` NOT IN (?, ?)) ORDER BY 1 ASC NULLS LAST
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
SELECT `v`.`k` AS `c1`, (`v`.`k` = ?) AS `c2`, (NOT (`v`.`k` = ?)) AS `c3`, (`v`.`n` < ?) AS `c4` FROM `v` ORDER BY 1 ASC NULLS LAST
-- same
SELECT `v`.`k` AS `c1` FROM `v` WHERE (`v`.`n` IS NOT DISTINCT FROM NULL) ORDER BY 1 ASC NULLS LAST
-- not the same
SELECT `v`.`k` AS `c1` FROM `v` WHERE (NOT (`v`.`n` IS NOT DISTINCT FROM ?)) ORDER BY 1 ASC NULLS LAST
-- rows in a query
SELECT `v`.`k` AS `c1` FROM `v` WHERE (`v`.`k`, `v`.`n`) IN ( SELECT `v`.`k`, `v`.`n` FROM `v` WHERE (`v`.`k` > ?) ) ORDER BY 1 ASC NULLS LAST
-- exists
SELECT `u`.`k` AS `c1` FROM `v` AS `u` WHERE EXISTS ( SELECT 1 FROM `v` AS `w` WHERE (`w`.`n` = (`u`.`n` * ?)) ) ORDER BY 1 ASC NULLS LAST
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
SELECT COUNT(*) AS `c1`, COUNT(`l`.`a`) AS `c2`, COUNT(`r`.`a`) AS `c3` FROM `l` FULL JOIN `r` ON (`l`.`a` IS NOT DISTINCT FROM `r`.`a`)
-- left join on less
SELECT COUNT(*) AS `c1`, COUNT(`l`.`a`) AS `c2`, COUNT(`r`.`a`) AS `c3` FROM `l` LEFT JOIN `r` ON (`l`.`a` < `r`.`a`)
-- joins keep letter case and blanks apart
SELECT COUNT(*) AS `c1` FROM `l` INNER JOIN `r` ON (CAST(CAST(`l`.`t` AS STRING) AS BINARY) = CAST(CAST(`r`.`t` AS STRING) AS BINARY))
-- start of second
SELECT `v`.`k` AS `c1`, DATE_TRUNC('second', `v`.`at`) AS `c2` FROM `v` ORDER BY 1 ASC NULLS LAST
-- start of minute
SELECT `v`.`k` AS `c1`, DATE_TRUNC('minute', `v`.`at`) AS `c2` FROM `v` ORDER BY 1 ASC NULLS LAST
-- start of hour
SELECT `v`.`k` AS `c1`, DATE_TRUNC('hour', `v`.`at`) AS `c2` FROM `v` ORDER BY 1 ASC NULLS LAST
-- start of day
SELECT `v`.`k` AS `c1`, DATE_TRUNC('day', `v`.`at`) AS `c2` FROM `v` ORDER BY 1 ASC NULLS LAST
-- start of week
SELECT `v`.`k` AS `c1`, DATE_TRUNC('week', `v`.`at`) AS `c2` FROM `v` ORDER BY 1 ASC NULLS LAST
-- start of month
SELECT `v`.`k` AS `c1`, DATE_TRUNC('month', `v`.`at`) AS `c2` FROM `v` ORDER BY 1 ASC NULLS LAST
-- start of quarter
SELECT `v`.`k` AS `c1`, DATE_TRUNC('quarter', `v`.`at`) AS `c2` FROM `v` ORDER BY 1 ASC NULLS LAST
-- start of year
SELECT `v`.`k` AS `c1`, DATE_TRUNC('year', `v`.`at`) AS `c2` FROM `v` ORDER BY 1 ASC NULLS LAST
-- starts before 1970
SELECT DATE_TRUNC('second', CAST(? AS TIMESTAMP)) AS `c1`, DATE_TRUNC('hour', CAST(? AS TIMESTAMP)) AS `c2`, DATE_TRUNC('week', CAST(? AS TIMESTAMP)) AS `c3`, DATE_TRUNC('month', CAST(? AS TIMESTAMP)) AS `c4`, DATE_TRUNC('quarter', CAST(? AS TIMESTAMP)) AS `c5`, DATE_TRUNC('year', CAST(? AS TIMESTAMP)) AS `c6` FROM `v` WHERE (`v`.`k` = ?)
-- a month on
SELECT (CAST(? AS TIMESTAMP) + INTERVAL '1' MONTH) AS `c1` FROM `v` WHERE (`v`.`k` = ?)
-- a month back
SELECT (CAST(? AS TIMESTAMP) + INTERVAL '-1' MONTH) AS `c1` FROM `v` WHERE (`v`.`k` = ?)
-- thirteen months on
SELECT (CAST(? AS TIMESTAMP) + INTERVAL '13' MONTH) AS `c1` FROM `v` WHERE (`v`.`k` = ?)
-- a quarter on
SELECT (CAST(? AS TIMESTAMP) + INTERVAL '3' MONTH) AS `c1` FROM `v` WHERE (`v`.`k` = ?)
-- a year on
SELECT (CAST(? AS TIMESTAMP) + INTERVAL '1' YEAR) AS `c1` FROM `v` WHERE (`v`.`k` = ?)
-- a year back
SELECT (CAST(? AS TIMESTAMP) + INTERVAL '-1' YEAR) AS `c1` FROM `v` WHERE (`v`.`k` = ?)
-- a week back
SELECT (CAST(? AS TIMESTAMP) + INTERVAL '-7' DAY) AS `c1` FROM `v` WHERE (`v`.`k` = ?)
-- days on
SELECT (CAST(? AS TIMESTAMP) + INTERVAL '2' DAY) AS `c1` FROM `v` WHERE (`v`.`k` = ?)
-- hours back
SELECT (CAST(? AS TIMESTAMP) + INTERVAL '-2' HOUR) AS `c1` FROM `v` WHERE (`v`.`k` = ?)
-- minutes on
SELECT (CAST(? AS TIMESTAMP) + INTERVAL '1' MINUTE) AS `c1` FROM `v` WHERE (`v`.`k` = ?)
-- seconds on
SELECT (CAST(? AS TIMESTAMP) + INTERVAL '1' SECOND) AS `c1` FROM `v` WHERE (`v`.`k` = ?)
-- wall clock of UTC
SELECT `v`.`k` AS `c1`, `v`.`i` AS `c2`, `v`.`w` AS `c3` FROM `v` ORDER BY 1 ASC NULLS LAST
-- wall clock of a zone
SELECT `v`.`k` AS `c1`, FROM_UTC_TIMESTAMP(`v`.`i`, 'Europe/Oslo') AS `c2`, FROM_UTC_TIMESTAMP(`v`.`w`, 'Europe/Oslo') AS `c3` FROM `v` ORDER BY 1 ASC NULLS LAST
-- days of a zone
SELECT `ordered`.`c1` AS `c1`, `ordered`.`c2` AS `c2` FROM ( SELECT DATE_TRUNC('day', FROM_UTC_TIMESTAMP(`v`.`i`, 'Europe/Oslo')) AS `c1`, COUNT(*) AS `c2` FROM `v` GROUP BY 1 ) AS `ordered` ORDER BY 1 ASC NULLS LAST, 1 ASC NULLS LAST
-- months of UTC
SELECT `ordered`.`c1` AS `c1`, `ordered`.`c2` AS `c2` FROM ( SELECT DATE_TRUNC('month', `v`.`i`) AS `c1`, COUNT(*) AS `c2` FROM `v` GROUP BY 1 ) AS `ordered` ORDER BY 1 ASC NULLS LAST, 1 ASC NULLS LAST
-- percentiles
SELECT CASE WHEN COUNT(`v`.`n`) > 0 THEN ELEMENT_AT(ARRAY_SORT(COLLECT_LIST(`v`.`n`)), CAST(FLOOR(CAST(0.500000 AS DOUBLE) * (COUNT(`v`.`n`) - 1)) AS INT) + 1) + (ELEMENT_AT(ARRAY_SORT(COLLECT_LIST(`v`.`n`)), CAST(CEIL(CAST(0.500000 AS DOUBLE) * (COUNT(`v`.`n`) - 1)) AS INT) + 1) - ELEMENT_AT(ARRAY_SORT(COLLECT_LIST(`v`.`n`)), CAST(FLOOR(CAST(0.500000 AS DOUBLE) * (COUNT(`v`.`n`) - 1)) AS INT) + 1)) * ((CAST(0.500000 AS DOUBLE) * (COUNT(`v`.`n`) - 1)) % 1) END AS `c1`, CASE WHEN COUNT(`v`.`n`) > 0 THEN ELEMENT_AT(ARRAY_SORT(COLLECT_LIST(`v`.`n`)), CAST(FLOOR(CAST(0.900000 AS DOUBLE) * (COUNT(`v`.`n`) - 1)) AS INT) + 1) + (ELEMENT_AT(ARRAY_SORT(COLLECT_LIST(`v`.`n`)), CAST(CEIL(CAST(0.900000 AS DOUBLE) * (COUNT(`v`.`n`) - 1)) AS INT) + 1) - ELEMENT_AT(ARRAY_SORT(COLLECT_LIST(`v`.`n`)), CAST(FLOOR(CAST(0.900000 AS DOUBLE) * (COUNT(`v`.`n`) - 1)) AS INT) + 1)) * ((CAST(0.900000 AS DOUBLE) * (COUNT(`v`.`n`) - 1)) % 1) END AS `c2` FROM `v`
-- greatest percentile
SELECT CASE WHEN COUNT(`v`.`n`) > 0 THEN ELEMENT_AT(ARRAY_SORT(COLLECT_LIST(`v`.`n`)), CAST(FLOOR(CAST(1 AS DOUBLE) * (COUNT(`v`.`n`) - 1)) AS INT) + 1) + (ELEMENT_AT(ARRAY_SORT(COLLECT_LIST(`v`.`n`)), CAST(CEIL(CAST(1 AS DOUBLE) * (COUNT(`v`.`n`) - 1)) AS INT) + 1) - ELEMENT_AT(ARRAY_SORT(COLLECT_LIST(`v`.`n`)), CAST(FLOOR(CAST(1 AS DOUBLE) * (COUNT(`v`.`n`) - 1)) AS INT) + 1)) * ((CAST(1 AS DOUBLE) * (COUNT(`v`.`n`) - 1)) % 1) END AS `c1`, CASE WHEN COUNT(`v`.`n`) > 0 THEN ELEMENT_AT(ARRAY_SORT(COLLECT_LIST(`v`.`n`)), CAST(FLOOR(CAST(0.000000 AS DOUBLE) * (COUNT(`v`.`n`) - 1)) AS INT) + 1) + (ELEMENT_AT(ARRAY_SORT(COLLECT_LIST(`v`.`n`)), CAST(CEIL(CAST(0.000000 AS DOUBLE) * (COUNT(`v`.`n`) - 1)) AS INT) + 1) - ELEMENT_AT(ARRAY_SORT(COLLECT_LIST(`v`.`n`)), CAST(FLOOR(CAST(0.000000 AS DOUBLE) * (COUNT(`v`.`n`) - 1)) AS INT) + 1)) * ((CAST(0.000000 AS DOUBLE) * (COUNT(`v`.`n`) - 1)) % 1) END AS `c2` FROM `v`
-- percentile of nothing
SELECT CASE WHEN COUNT(`v`.`n`) > 0 THEN ELEMENT_AT(ARRAY_SORT(COLLECT_LIST(`v`.`n`)), CAST(FLOOR(CAST(0.500000 AS DOUBLE) * (COUNT(`v`.`n`) - 1)) AS INT) + 1) + (ELEMENT_AT(ARRAY_SORT(COLLECT_LIST(`v`.`n`)), CAST(CEIL(CAST(0.500000 AS DOUBLE) * (COUNT(`v`.`n`) - 1)) AS INT) + 1) - ELEMENT_AT(ARRAY_SORT(COLLECT_LIST(`v`.`n`)), CAST(FLOOR(CAST(0.500000 AS DOUBLE) * (COUNT(`v`.`n`) - 1)) AS INT) + 1)) * ((CAST(0.500000 AS DOUBLE) * (COUNT(`v`.`n`) - 1)) % 1) END AS `c1` FROM `v` WHERE (`v`.`k` = ?)
-- any and all
SELECT BOOL_OR(`v`.`b`) AS `c1`, BOOL_AND(`v`.`b`) AS `c2` FROM `v`
-- any and all of trues
SELECT BOOL_OR(`v`.`b`) AS `c1`, BOOL_AND(`v`.`b`) AS `c2` FROM `v` WHERE (`v`.`k` = ?)
-- any and all of nothing
SELECT BOOL_OR(`v`.`b`) AS `c1`, BOOL_AND(`v`.`b`) AS `c2` FROM `v` WHERE (`v`.`k` = ?)
-- any and all of a condition
SELECT BOOL_OR((`v`.`n` > ?)) AS `c1`, BOOL_AND((`v`.`n` > ?)) AS `c2` FROM `v`
-- texts joined in byte order
SELECT CASE WHEN COUNT(`v`.`t`) > 0 THEN ARRAY_JOIN(ARRAY_SORT(COLLECT_LIST(`v`.`t`)), ?) END AS `c1` FROM `v`
-- no texts joined
SELECT CASE WHEN COUNT(`v`.`t`) > 0 THEN ARRAY_JOIN(ARRAY_SORT(COLLECT_LIST(`v`.`t`)), ?) END AS `c1` FROM `v` WHERE (`v`.`k` = ?)
-- deviation
SELECT STDDEV_SAMP(`v`.`d`) AS `c1` FROM `v`
-- deviation of one
SELECT STDDEV_SAMP(`v`.`d`) AS `c1` FROM `v` WHERE (`v`.`k` = ?)
-- deviation of nothing
SELECT STDDEV_SAMP(`v`.`d`) AS `c1` FROM `v` WHERE (`v`.`k` = ?)
-- counts
SELECT COUNT(*) AS `c1`, COUNT(`v`.`t`) AS `c2`, APPROX_COUNT_DISTINCT(`v`.`t`) AS `c3`, COUNT(DISTINCT `v`.`b`) AS `c4` FROM `v`
-- least and greatest text
SELECT MIN(`v`.`t`) AS `c1`, MAX(`v`.`t`) AS `c2` FROM `v`
-- least of nothing
SELECT MIN(`v`.`n`) AS `c1`, SUM(`v`.`n`) AS `c2`, COUNT(*) AS `c3` FROM `v` WHERE (`v`.`k` = ?)
-- window over all
SELECT `v`.`k` AS `c1`, SUM(`v`.`n`) OVER () AS `c2` FROM `v` ORDER BY 1 ASC NULLS LAST
-- window over a part
SELECT `v`.`k` AS `c1`, SUM(`v`.`n`) OVER (PARTITION BY `v`.`b`) AS `c2` FROM `v` ORDER BY 1 ASC NULLS LAST
-- window over counts
SELECT `v`.`k` AS `c1`, COUNT(*) OVER () AS `c2`, COUNT(`v`.`n`) OVER (PARTITION BY `v`.`b`) AS `c3` FROM `v` ORDER BY 1 ASC NULLS LAST
-- window over groups
SELECT `ordered`.`c1` AS `c1`, `ordered`.`c2` AS `c2` FROM ( SELECT CASE WHEN `v`.`b` THEN 1 WHEN (NOT `v`.`b`) THEN 0 END AS `c1`, SUM(SUM(`v`.`n`)) OVER () AS `c2` FROM `v` GROUP BY 1 ) AS `ordered` ORDER BY 1 ASC NULLS LAST
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
SELECT SUM(CAST(`v`.`a` AS DECIMAL(38, 0))) AS `c1` FROM `v`
-- a mean does not overflow
SELECT (CAST(SUM(CAST(`v`.`a` AS DECIMAL(38, 0))) AS DOUBLE) / CAST(NULLIF(COUNT(`v`.`a`), 0) AS DOUBLE)) AS `c1` FROM `v`
-- a mean of whole numbers
SELECT (CAST(SUM(CAST(`v`.`a` AS DECIMAL(38, 0))) AS DOUBLE) / CAST(NULLIF(COUNT(`v`.`a`), 0) AS DOUBLE)) AS `c1` FROM `v`
-- a mean of nothing
SELECT (CAST(SUM(CAST(CAST(`v`.`a` AS BIGINT) AS DECIMAL(38, 0))) AS DOUBLE) / CAST(NULLIF(COUNT(CAST(`v`.`a` AS BIGINT)), 0) AS DOUBLE)) AS `c1`, SUM(CAST(CAST(`v`.`a` AS BIGINT) AS DECIMAL(38, 0))) AS `c2` FROM `v`
-- decimals
SELECT SUM(`v`.`a`) AS `c1`, (CAST(SUM(`v`.`a`) AS DOUBLE) / CAST(NULLIF(COUNT(`v`.`a`), 0) AS DOUBLE)) AS `c2` FROM `v`
-- true division
SELECT (CAST(SUM(`v`.`n`) AS DOUBLE) / CAST(COUNT(`v`.`n`) AS DOUBLE)) AS `c1` FROM `v`
-- texts
SELECT UPPER(?) AS `c1`, BTRIM(?) AS `c2`, CHAR_LENGTH(?) AS `c3`, SUBSTR(?, ?, ?) AS `c4`, SUBSTR(?, ?) AS `c5`, REPLACE(?, ?, ?) AS `c6`, (`v`.`t` || ?) AS `c7` FROM `v` WHERE (`v`.`k` = ?)
-- letter case beyond ASCII
SELECT LOWER(?) AS `c1` FROM `v` WHERE (`v`.`k` = ?)
-- NULL in texts
SELECT (`v`.`t` || ?) AS `c1`, CONCAT(COALESCE(`v`.`t`, ''), COALESCE(?, ''), COALESCE(?, '')) AS `c2`, COALESCE(`v`.`t`, ?) AS `c3`, NULLIF(`v`.`k`, ?) AS `c4` FROM `v` WHERE (`v`.`k` = ?)
-- numbers
SELECT ABS((-`v`.`n`)) AS `c1`, FLOOR(CAST(? AS DOUBLE)) AS `c2`, FLOOR(CAST(? AS DOUBLE)) AS `c3`, CEIL(CAST(? AS DOUBLE)) AS `c4`, CEIL(CAST(? AS DOUBLE)) AS `c5`, ROUND(CAST(? AS DOUBLE)) AS `c6`, (`v`.`n` % ?) AS `c7` FROM `v` WHERE (`v`.`k` = ?)
-- parts of a time
SELECT CAST(EXTRACT(YEAR FROM `v`.`at`) AS BIGINT) AS `c1`, CAST(EXTRACT(MONTH FROM `v`.`at`) AS BIGINT) AS `c2`, CAST(EXTRACT(DAY FROM `v`.`at`) AS BIGINT) AS `c3` FROM `v` WHERE (`v`.`k` = ?)
-- casts
SELECT CAST(? AS BIGINT) AS `c1`, CAST(`v`.`n` AS STRING) AS `c2`, CAST(? AS DECIMAL(10, 2)) AS `c3`, CAST(`v`.`n` AS DOUBLE) AS `c4`, CAST(CAST(? AS DATE) AS TIMESTAMP) AS `c5` FROM `v` WHERE (`v`.`k` = ?)
-- chosen values
SELECT `v`.`k` AS `c1`, CASE WHEN (`v`.`n` IS NULL) THEN ? WHEN `v`.`b` THEN `v`.`n` END AS `c2` FROM `v` ORDER BY 1 ASC NULLS LAST
-- values of one row
SELECT `v`.`b` AS `c1` FROM `v`
-- the tenant's text key
SELECT COUNT(*) AS `c1` FROM `v` WHERE (CAST(CAST(`v`.`t` AS STRING) AS BINARY) = CAST(CAST(? AS STRING) AS BINARY))
-- the tenant's number
SELECT COUNT(*) AS `c1` FROM `v` WHERE (CAST(CAST(`v`.`a` AS STRING) AS BINARY) = CAST(CAST(? AS STRING) AS BINARY))
-- the engine's own division of whole numbers
SELECT `v`.`k` AS `c1`, (CAST(`v`.`n` AS DOUBLE) / CAST(? AS DOUBLE)) AS `c2`, (CAST((-`v`.`n`) AS DOUBLE) / CAST(? AS DOUBLE)) AS `c3` FROM `v` ORDER BY 1 ASC NULLS LAST
-- the engine's own division of floats
SELECT (CAST(? AS DOUBLE) / CAST(? AS DOUBLE)) AS `c1` FROM `v` LIMIT ?
-- instant of a clock of UTC
SELECT `v`.`k` AS `c1`, `v`.`w` AS `c2` FROM `v` ORDER BY 1 ASC NULLS LAST
-- instant of a zone's clock
SELECT `v`.`k` AS `c1`, TO_UTC_TIMESTAMP(`v`.`w`, 'Europe/Oslo') AS `c2` FROM `v` ORDER BY 1 ASC NULLS LAST
-- quarters, weeks, days of weeks and parts of the clock
SELECT `v`.`k` AS `c1`, CAST(EXTRACT(QUARTER FROM `v`.`at`) AS BIGINT) AS `c2`, CAST(EXTRACT(WEEK FROM `v`.`at`) AS BIGINT) AS `c3`, CAST((WEEKDAY(`v`.`at`) + 1) AS BIGINT) AS `c4`, CAST(EXTRACT(HOUR FROM `v`.`at`) AS BIGINT) AS `c5`, CAST(EXTRACT(MINUTE FROM `v`.`at`) AS BIGINT) AS `c6` FROM `v` ORDER BY 1 ASC NULLS LAST
