-- text in byte order
SELECT `v`.`k` AS `c1`, `v`.`t` AS `c2` FROM `v` ORDER BY (`v`.`t` IS NULL), CAST(`v`.`t` AS BINARY) ASC
-- text in byte order, descending
SELECT `v`.`k` AS `c1`, `v`.`t` AS `c2` FROM `v` ORDER BY CAST(`v`.`t` AS BINARY) DESC
-- numbers ascending
SELECT `v`.`k` AS `c1`, `v`.`n` AS `c2` FROM `v` ORDER BY (`v`.`n` IS NULL), 2 ASC
-- numbers descending
SELECT `v`.`k` AS `c1`, `v`.`n` AS `c2` FROM `v` ORDER BY 2 DESC
-- limit and offset
SELECT `v`.`k` AS `c1`, `v`.`n` AS `c2` FROM `v` ORDER BY (`v`.`n` IS NULL), 2 ASC LIMIT ? OFFSET ?
-- offset alone
SELECT `v`.`k` AS `c1`, `v`.`n` AS `c2` FROM `v` ORDER BY (`v`.`n` IS NULL), 2 ASC LIMIT 18446744073709551615 OFFSET ?
-- limit alone
SELECT `v`.`k` AS `c1`, `v`.`n` AS `c2` FROM `v` ORDER BY 2 DESC LIMIT ?
-- groups keep letter case apart
SELECT `ordered`.`c1` AS `c1`, `ordered`.`c2` AS `c2` FROM ( SELECT `v`.`t` AS `c1`, COUNT(*) AS `c2` FROM `v` GROUP BY 1 HAVING (COUNT(*) < ?) ) AS `ordered` ORDER BY (`ordered`.`c1` IS NULL), CAST(`ordered`.`c1` AS BINARY) ASC
-- groups in the order of such an expression
SELECT `ordered`.`c1` AS `c1`, `ordered`.`c2` AS `c2` FROM ( SELECT CASE WHEN (`v`.`n` < ?) THEN ? ELSE ? END AS `c1`, COUNT(*) AS `c2` FROM `v` GROUP BY 1 ) AS `ordered` ORDER BY (`ordered`.`c1` IS NULL), CAST(`ordered`.`c1` AS BINARY) ASC
-- groups by an expression with values
SELECT `ordered`.`c1` AS `c1`, `ordered`.`c2` AS `c2` FROM ( SELECT CASE WHEN (`v`.`n` < ?) THEN ? ELSE ? END AS `c1`, COUNT(*) AS `c2` FROM `v` GROUP BY 1 ) AS `ordered` ORDER BY 2 DESC, (`ordered`.`c1` IS NULL), 1 ASC
-- distinct
SELECT DISTINCT CASE WHEN `v`.`b` THEN 1 WHEN (NOT `v`.`b`) THEN 0 END AS `c1` FROM `v` ORDER BY (CASE WHEN `v`.`b` THEN 1 WHEN (NOT `v`.`b`) THEN 0 END IS NULL), 1 ASC
-- union
SELECT `ordered`.`c1` AS `c1` FROM ( SELECT `v`.`n` AS `c1` FROM `v` WHERE (`v`.`k` = ?) UNION ALL SELECT `v`.`n` AS `c1` FROM `v` ) AS `ordered` ORDER BY (`ordered`.`c1` IS NULL), 1 ASC LIMIT ?
-- union, NULL last
SELECT `ordered`.`c1` AS `c1` FROM ( SELECT `v`.`n` AS `c1` FROM `v` WHERE (`v`.`k` = ?) UNION ALL SELECT `v`.`n` AS `c1` FROM `v` ) AS `ordered` ORDER BY (`ordered`.`c1` IS NULL), 1 ASC LIMIT 18446744073709551615 OFFSET ?
-- escaped pattern
SELECT `v`.`k` AS `c1` FROM `v` WHERE (`v`.`t` LIKE ?) ORDER BY (`v`.`k` IS NULL), 1 ASC
-- escaped pattern, negated
SELECT `v`.`k` AS `c1` FROM `v` WHERE (`v`.`t` NOT LIKE ?) ORDER BY (`v`.`k` IS NULL), 1 ASC
-- pattern minds letter case
SELECT `v`.`k` AS `c1` FROM `v` WHERE (`v`.`t` LIKE ?) ORDER BY (`v`.`k` IS NULL), 1 ASC
-- pattern without letter case
SELECT `v`.`k` AS `c1` FROM `v` WHERE (LOWER(`v`.`t`) LIKE LOWER(?)) ORDER BY (`v`.`k` IS NULL), 1 ASC
-- regular expression
refused: SingleStore has no regular expressions
-- regular expression, negated
refused: SingleStore has no regular expressions
-- regular expression inside
refused: SingleStore has no regular expressions
-- list
SELECT `v`.`k` AS `c1` FROM `v` WHERE (`v`.`k` IN (?, ?)) ORDER BY (`v`.`k` IS NULL), 1 ASC
-- list, negated
SELECT `v`.`k` AS `c1` FROM `v` WHERE (`v`.`k` NOT IN (?, ?)) ORDER BY (`v`.`k` IS NULL), 1 ASC
-- is null
SELECT `v`.`k` AS `c1` FROM `v` WHERE (`v`.`t` IS NULL) ORDER BY (`v`.`k` IS NULL), 1 ASC
-- is not null
SELECT `v`.`k` AS `c1` FROM `v` WHERE (`v`.`t` IS NOT NULL) ORDER BY (`v`.`k` IS NULL), 1 ASC
-- all of nothing
SELECT `v`.`k` AS `c1` FROM `v` WHERE TRUE ORDER BY (`v`.`k` IS NULL), 1 ASC
-- any of nothing
SELECT `v`.`k` AS `c1` FROM `v` WHERE FALSE ORDER BY (`v`.`k` IS NULL), 1 ASC
-- a truth is a condition
SELECT `v`.`k` AS `c1` FROM `v` WHERE `v`.`b` ORDER BY (`v`.`k` IS NULL), 1 ASC
-- a condition is a value
SELECT `v`.`k` AS `c1`, (`v`.`k` = ?) AS `c2`, (NOT (`v`.`k` = ?)) AS `c3`, (`v`.`n` < ?) AS `c4` FROM `v` ORDER BY (`v`.`k` IS NULL), 1 ASC
-- same
SELECT `v`.`k` AS `c1` FROM `v` WHERE (`v`.`n` <=> NULL) ORDER BY (`v`.`k` IS NULL), 1 ASC
-- not the same
SELECT `v`.`k` AS `c1` FROM `v` WHERE (NOT (`v`.`n` <=> ?)) ORDER BY (`v`.`k` IS NULL), 1 ASC
-- rows in a query
SELECT `v`.`k` AS `c1` FROM `v` WHERE (`v`.`k`, `v`.`n`) IN ( SELECT `v`.`k`, `v`.`n` FROM `v` WHERE (`v`.`k` > ?) ) ORDER BY (`v`.`k` IS NULL), 1 ASC
-- exists
SELECT `u`.`k` AS `c1` FROM `v` AS `u` WHERE EXISTS ( SELECT 1 FROM `v` AS `w` WHERE (`w`.`n` = (`u`.`n` * ?)) ) ORDER BY (`u`.`k` IS NULL), 1 ASC
-- scalar query
SELECT `v`.`k` AS `c1` FROM `v` WHERE (`v`.`n` = ( SELECT MAX(`v`.`n`) FROM `v` )) ORDER BY (`v`.`k` IS NULL), 1 ASC
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
SELECT COUNT(*) AS `c1`, COUNT(`l`.`a`) AS `c2`, COUNT(`r`.`a`) AS `c3` FROM `l` INNER JOIN `r` ON (`l`.`a` <=> `r`.`a`)
-- left join on same
SELECT COUNT(*) AS `c1`, COUNT(`l`.`a`) AS `c2`, COUNT(`r`.`a`) AS `c3` FROM `l` LEFT JOIN `r` ON (`l`.`a` <=> `r`.`a`)
-- full join on same
refused: SingleStore has no full joins on other conditions than equality
-- left join on less
SELECT COUNT(*) AS `c1`, COUNT(`l`.`a`) AS `c2`, COUNT(`r`.`a`) AS `c3` FROM `l` LEFT JOIN `r` ON (`l`.`a` < `r`.`a`)
-- joins keep letter case and blanks apart
SELECT COUNT(*) AS `c1` FROM `l` INNER JOIN `r` ON (HEX(CAST(`l`.`t` AS CHAR)) = HEX(CAST(`r`.`t` AS CHAR)))
-- start of second
SELECT `v`.`k` AS `c1`, CAST(DATE_FORMAT(`v`.`at`, '%Y-%m-%d %H:%i:%s') AS DATETIME) AS `c2` FROM `v` ORDER BY (`v`.`k` IS NULL), 1 ASC
-- start of minute
SELECT `v`.`k` AS `c1`, CAST(DATE_FORMAT(`v`.`at`, '%Y-%m-%d %H:%i:00') AS DATETIME) AS `c2` FROM `v` ORDER BY (`v`.`k` IS NULL), 1 ASC
-- start of hour
SELECT `v`.`k` AS `c1`, CAST(DATE_FORMAT(`v`.`at`, '%Y-%m-%d %H:00:00') AS DATETIME) AS `c2` FROM `v` ORDER BY (`v`.`k` IS NULL), 1 ASC
-- start of day
SELECT `v`.`k` AS `c1`, CAST(DATE_FORMAT(`v`.`at`, '%Y-%m-%d') AS DATETIME) AS `c2` FROM `v` ORDER BY (`v`.`k` IS NULL), 1 ASC
-- start of week
SELECT `v`.`k` AS `c1`, DATE_SUB(CAST(DATE_FORMAT(`v`.`at`, '%Y-%m-%d') AS DATETIME), INTERVAL WEEKDAY(`v`.`at`) DAY) AS `c2` FROM `v` ORDER BY (`v`.`k` IS NULL), 1 ASC
-- start of month
SELECT `v`.`k` AS `c1`, CAST(DATE_FORMAT(`v`.`at`, '%Y-%m-01') AS DATETIME) AS `c2` FROM `v` ORDER BY (`v`.`k` IS NULL), 1 ASC
-- start of quarter
SELECT `v`.`k` AS `c1`, DATE_ADD(CAST(DATE_FORMAT(`v`.`at`, '%Y-01-01') AS DATETIME), INTERVAL (QUARTER(`v`.`at`) - 1) QUARTER) AS `c2` FROM `v` ORDER BY (`v`.`k` IS NULL), 1 ASC
-- start of year
SELECT `v`.`k` AS `c1`, CAST(DATE_FORMAT(`v`.`at`, '%Y-01-01') AS DATETIME) AS `c2` FROM `v` ORDER BY (`v`.`k` IS NULL), 1 ASC
-- starts before 1970
SELECT CAST(DATE_FORMAT(CAST(? AS DATETIME(6)), '%Y-%m-%d %H:%i:%s') AS DATETIME) AS `c1`, CAST(DATE_FORMAT(CAST(? AS DATETIME(6)), '%Y-%m-%d %H:00:00') AS DATETIME) AS `c2`, DATE_SUB(CAST(DATE_FORMAT(CAST(? AS DATETIME(6)), '%Y-%m-%d') AS DATETIME), INTERVAL WEEKDAY(CAST(? AS DATETIME(6))) DAY) AS `c3`, CAST(DATE_FORMAT(CAST(? AS DATETIME(6)), '%Y-%m-01') AS DATETIME) AS `c4`, DATE_ADD(CAST(DATE_FORMAT(CAST(? AS DATETIME(6)), '%Y-01-01') AS DATETIME), INTERVAL (QUARTER(CAST(? AS DATETIME(6))) - 1) QUARTER) AS `c5`, CAST(DATE_FORMAT(CAST(? AS DATETIME(6)), '%Y-01-01') AS DATETIME) AS `c6` FROM `v` WHERE (`v`.`k` = ?)
-- a month on
SELECT DATE_ADD(CAST(? AS DATETIME(6)), INTERVAL 1 MONTH) AS `c1` FROM `v` WHERE (`v`.`k` = ?)
-- a month back
SELECT DATE_ADD(CAST(? AS DATETIME(6)), INTERVAL -1 MONTH) AS `c1` FROM `v` WHERE (`v`.`k` = ?)
-- thirteen months on
SELECT DATE_ADD(CAST(? AS DATETIME(6)), INTERVAL 13 MONTH) AS `c1` FROM `v` WHERE (`v`.`k` = ?)
-- a quarter on
SELECT DATE_ADD(CAST(? AS DATETIME(6)), INTERVAL 1 QUARTER) AS `c1` FROM `v` WHERE (`v`.`k` = ?)
-- a year on
SELECT DATE_ADD(CAST(? AS DATETIME(6)), INTERVAL 1 YEAR) AS `c1` FROM `v` WHERE (`v`.`k` = ?)
-- a year back
SELECT DATE_ADD(CAST(? AS DATETIME(6)), INTERVAL -1 YEAR) AS `c1` FROM `v` WHERE (`v`.`k` = ?)
-- a week back
SELECT DATE_ADD(CAST(? AS DATETIME(6)), INTERVAL -1 WEEK) AS `c1` FROM `v` WHERE (`v`.`k` = ?)
-- days on
SELECT DATE_ADD(CAST(? AS DATETIME(6)), INTERVAL 2 DAY) AS `c1` FROM `v` WHERE (`v`.`k` = ?)
-- hours back
SELECT DATE_ADD(CAST(? AS DATETIME(6)), INTERVAL -2 HOUR) AS `c1` FROM `v` WHERE (`v`.`k` = ?)
-- minutes on
SELECT DATE_ADD(CAST(? AS DATETIME(6)), INTERVAL 1 MINUTE) AS `c1` FROM `v` WHERE (`v`.`k` = ?)
-- seconds on
SELECT DATE_ADD(CAST(? AS DATETIME(6)), INTERVAL 1 SECOND) AS `c1` FROM `v` WHERE (`v`.`k` = ?)
-- wall clock of UTC
SELECT `v`.`k` AS `c1`, `v`.`i` AS `c2`, `v`.`w` AS `c3` FROM `v` ORDER BY (`v`.`k` IS NULL), 1 ASC
-- wall clock of a zone
SELECT `v`.`k` AS `c1`, CONVERT_TZ(`v`.`i`, '+00:00', 'Europe/Oslo') AS `c2`, CONVERT_TZ(`v`.`w`, '+00:00', 'Europe/Oslo') AS `c3` FROM `v` ORDER BY (`v`.`k` IS NULL), 1 ASC
-- days of a zone
SELECT `ordered`.`c1` AS `c1`, `ordered`.`c2` AS `c2` FROM ( SELECT CAST(DATE_FORMAT(CONVERT_TZ(`v`.`i`, '+00:00', 'Europe/Oslo'), '%Y-%m-%d') AS DATETIME) AS `c1`, COUNT(*) AS `c2` FROM `v` GROUP BY 1 ) AS `ordered` ORDER BY (`ordered`.`c1` IS NULL), 1 ASC, (`ordered`.`c1` IS NULL), 1 ASC
-- months of UTC
SELECT `ordered`.`c1` AS `c1`, `ordered`.`c2` AS `c2` FROM ( SELECT CAST(DATE_FORMAT(`v`.`i`, '%Y-%m-01') AS DATETIME) AS `c1`, COUNT(*) AS `c2` FROM `v` GROUP BY 1 ) AS `ordered` ORDER BY (`ordered`.`c1` IS NULL), 1 ASC, (`ordered`.`c1` IS NULL), 1 ASC
-- percentiles
refused: SingleStore has no percentiles
-- greatest percentile
refused: SingleStore has no percentiles
-- percentile of nothing
refused: SingleStore has no percentiles
-- any and all
SELECT MAX(CASE WHEN `v`.`b` THEN 1 WHEN NOT `v`.`b` THEN 0 END) AS `c1`, MIN(CASE WHEN `v`.`b` THEN 1 WHEN NOT `v`.`b` THEN 0 END) AS `c2` FROM `v`
-- any and all of trues
SELECT MAX(CASE WHEN `v`.`b` THEN 1 WHEN NOT `v`.`b` THEN 0 END) AS `c1`, MIN(CASE WHEN `v`.`b` THEN 1 WHEN NOT `v`.`b` THEN 0 END) AS `c2` FROM `v` WHERE (`v`.`k` = ?)
-- any and all of nothing
SELECT MAX(CASE WHEN `v`.`b` THEN 1 WHEN NOT `v`.`b` THEN 0 END) AS `c1`, MIN(CASE WHEN `v`.`b` THEN 1 WHEN NOT `v`.`b` THEN 0 END) AS `c2` FROM `v` WHERE (`v`.`k` = ?)
-- any and all of a condition
SELECT MAX(CASE WHEN (`v`.`n` > ?) THEN 1 WHEN NOT (`v`.`n` > ?) THEN 0 END) AS `c1`, MIN(CASE WHEN (`v`.`n` > ?) THEN 1 WHEN NOT (`v`.`n` > ?) THEN 0 END) AS `c2` FROM `v`
-- texts joined in byte order
refused: SingleStore has no joined texts in byte order
-- no texts joined
refused: SingleStore has no joined texts in byte order
-- deviation
SELECT STDDEV_SAMP(`v`.`d`) AS `c1` FROM `v`
-- deviation of one
SELECT STDDEV_SAMP(`v`.`d`) AS `c1` FROM `v` WHERE (`v`.`k` = ?)
-- deviation of nothing
SELECT STDDEV_SAMP(`v`.`d`) AS `c1` FROM `v` WHERE (`v`.`k` = ?)
-- counts
SELECT COUNT(*) AS `c1`, COUNT(`v`.`t`) AS `c2`, COUNT(DISTINCT `v`.`t`) AS `c3`, COUNT(DISTINCT `v`.`b`) AS `c4` FROM `v`
-- least and greatest text
SELECT MIN(CAST(`v`.`t` AS CHAR) COLLATE `utf8mb4_bin`) AS `c1`, MAX(CAST(`v`.`t` AS CHAR) COLLATE `utf8mb4_bin`) AS `c2` FROM `v`
-- least of nothing
SELECT MIN(`v`.`n`) AS `c1`, SUM(`v`.`n`) AS `c2`, COUNT(*) AS `c3` FROM `v` WHERE (`v`.`k` = ?)
-- window over all
SELECT `v`.`k` AS `c1`, SUM(`v`.`n`) OVER () AS `c2` FROM `v` ORDER BY (`v`.`k` IS NULL), 1 ASC
-- window over a part
SELECT `v`.`k` AS `c1`, SUM(`v`.`n`) OVER (PARTITION BY `v`.`b`) AS `c2` FROM `v` ORDER BY (`v`.`k` IS NULL), 1 ASC
-- window over counts
SELECT `v`.`k` AS `c1`, COUNT(*) OVER () AS `c2`, COUNT(`v`.`n`) OVER (PARTITION BY `v`.`b`) AS `c3` FROM `v` ORDER BY (`v`.`k` IS NULL), 1 ASC
-- window over groups
SELECT `ordered`.`c1` AS `c1`, `ordered`.`c2` AS `c2` FROM ( SELECT CASE WHEN `v`.`b` THEN 1 WHEN (NOT `v`.`b`) THEN 0 END AS `c1`, SUM(SUM(`v`.`n`)) OVER () AS `c2` FROM `v` GROUP BY 1 ) AS `ordered` ORDER BY (`ordered`.`c1` IS NULL), 1 ASC
-- place in an order
SELECT `v`.`k` AS `c1`, ROW_NUMBER() OVER (ORDER BY `v`.`n` DESC) AS `c2` FROM `v` ORDER BY (`v`.`k` IS NULL), 1 ASC
-- rank in a part
SELECT `v`.`k` AS `c1`, RANK() OVER (PARTITION BY `v`.`b` ORDER BY CASE WHEN `v`.`n` IS NULL THEN 1 ELSE 0 END, `v`.`n` ASC) AS `c2` FROM `v` ORDER BY (`v`.`k` IS NULL), 1 ASC
-- value before
SELECT `v`.`k` AS `c1`, LAG(`v`.`n`, 1) OVER (ORDER BY CASE WHEN `v`.`k` IS NULL THEN 1 ELSE 0 END, `v`.`k` ASC) AS `c2` FROM `v` ORDER BY (`v`.`k` IS NULL), 1 ASC
-- running sum by peers
refused: SingleStore has no running totals without a frame of ROWS
-- running sum of rows
SELECT `v`.`k` AS `c1`, SUM(`v`.`n`) OVER (ORDER BY `v`.`k` DESC ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS `c2` FROM `v` ORDER BY (`v`.`k` IS NULL), 1 ASC
-- sum of two rows
SELECT `v`.`k` AS `c1`, SUM(`v`.`n`) OVER (ORDER BY CASE WHEN `v`.`k` IS NULL THEN 1 ELSE 0 END, `v`.`k` ASC ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS `c2` FROM `v` ORDER BY (`v`.`k` IS NULL), 1 ASC
-- a sum does not overflow
SELECT SUM(`v`.`a`) AS `c1` FROM `v`
-- a mean does not overflow
SELECT ((SUM(`v`.`a`) * 1e0) / (COUNT(`v`.`a`) * 1e0)) AS `c1` FROM `v`
-- a mean of whole numbers
SELECT ((SUM(`v`.`a`) * 1e0) / (COUNT(`v`.`a`) * 1e0)) AS `c1` FROM `v`
-- a mean of nothing
SELECT ((SUM(CAST(`v`.`a` AS SIGNED)) * 1e0) / (COUNT(CAST(`v`.`a` AS SIGNED)) * 1e0)) AS `c1`, SUM(CAST(`v`.`a` AS SIGNED)) AS `c2` FROM `v`
-- decimals
SELECT SUM(`v`.`a`) AS `c1`, ((SUM(`v`.`a`) * 1e0) / (COUNT(`v`.`a`) * 1e0)) AS `c2` FROM `v`
-- true division
SELECT ((SUM(`v`.`n`) * 1e0) / (COUNT(`v`.`n`) * 1e0)) AS `c1` FROM `v`
-- texts
SELECT UPPER(?) AS `c1`, TRIM(?) AS `c2`, CHAR_LENGTH(?) AS `c3`, SUBSTR(?, ?, ?) AS `c4`, SUBSTR(?, ?) AS `c5`, REPLACE(?, ?, ?) AS `c6`, CONCAT(`v`.`t`, ?) AS `c7` FROM `v` WHERE (`v`.`k` = ?)
-- letter case beyond ASCII
SELECT LOWER(?) AS `c1` FROM `v` WHERE (`v`.`k` = ?)
-- NULL in texts
SELECT CONCAT(`v`.`t`, ?) AS `c1`, CONCAT(COALESCE(`v`.`t`, ''), COALESCE(?, ''), COALESCE(?, '')) AS `c2`, COALESCE(`v`.`t`, ?) AS `c3`, NULLIF(`v`.`k`, ?) AS `c4` FROM `v` WHERE (`v`.`k` = ?)
-- numbers
SELECT ABS((-`v`.`n`)) AS `c1`, FLOOR((? * 1e0)) AS `c2`, FLOOR((? * 1e0)) AS `c3`, CEIL((? * 1e0)) AS `c4`, CEIL((? * 1e0)) AS `c5`, ROUND((? * 1e0)) AS `c6`, (`v`.`n` % ?) AS `c7` FROM `v` WHERE (`v`.`k` = ?)
-- parts of a time
SELECT CAST(EXTRACT(YEAR FROM `v`.`at`) AS SIGNED) AS `c1`, CAST(EXTRACT(MONTH FROM `v`.`at`) AS SIGNED) AS `c2`, CAST(EXTRACT(DAY FROM `v`.`at`) AS SIGNED) AS `c3` FROM `v` WHERE (`v`.`k` = ?)
-- casts
SELECT CAST(? AS SIGNED) AS `c1`, CAST(`v`.`n` AS CHAR) COLLATE `utf8mb4_bin` AS `c2`, CAST(? AS DECIMAL(10, 2)) AS `c3`, (`v`.`n` * 1e0) AS `c4`, CAST(CAST(? AS DATE) AS DATETIME(6)) AS `c5` FROM `v` WHERE (`v`.`k` = ?)
-- chosen values
SELECT `v`.`k` AS `c1`, CASE WHEN (`v`.`n` IS NULL) THEN ? WHEN `v`.`b` THEN `v`.`n` END AS `c2` FROM `v` ORDER BY (`v`.`k` IS NULL), 1 ASC
-- values of one row
SELECT `v`.`b` AS `c1` FROM `v`
-- the tenant's text key
SELECT COUNT(*) AS `c1` FROM `v` WHERE (HEX(CAST(`v`.`t` AS CHAR)) = HEX(CAST(? AS CHAR)))
-- the tenant's number
SELECT COUNT(*) AS `c1` FROM `v` WHERE (HEX(CAST(`v`.`a` AS CHAR)) = HEX(CAST(? AS CHAR)))
-- the engine's own division of whole numbers
SELECT `v`.`k` AS `c1`, (CAST(`v`.`n` AS SIGNED) / CAST(? AS SIGNED)) AS `c2`, (CAST((-`v`.`n`) AS SIGNED) / CAST(? AS SIGNED)) AS `c3` FROM `v` ORDER BY (`v`.`k` IS NULL), 1 ASC
-- the engine's own division of floats
SELECT ((? * 1e0) / (? * 1e0)) AS `c1` FROM `v` LIMIT ?
-- instant of a clock of UTC
SELECT `v`.`k` AS `c1`, `v`.`w` AS `c2` FROM `v` ORDER BY (`v`.`k` IS NULL), 1 ASC
-- instant of a zone's clock
SELECT `v`.`k` AS `c1`, CONVERT_TZ(`v`.`w`, 'Europe/Oslo', '+00:00') AS `c2` FROM `v` ORDER BY (`v`.`k` IS NULL), 1 ASC
-- quarters, weeks, days of weeks and parts of the clock
SELECT `v`.`k` AS `c1`, CAST(EXTRACT(QUARTER FROM `v`.`at`) AS SIGNED) AS `c2`, CAST(WEEK(`v`.`at`, 3) AS SIGNED) AS `c3`, CAST((WEEKDAY(`v`.`at`) + 1) AS SIGNED) AS `c4`, CAST(EXTRACT(HOUR FROM `v`.`at`) AS SIGNED) AS `c5`, CAST(EXTRACT(MINUTE FROM `v`.`at`) AS SIGNED) AS `c6` FROM `v` ORDER BY (`v`.`k` IS NULL), 1 ASC
