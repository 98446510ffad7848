-- text in byte order
SELECT "v"."k" AS "c1", "v"."t" AS "c2" FROM "v" ORDER BY CAST("v"."t" AS TEXT) COLLATE "BINARY" ASC NULLS LAST
-- text in byte order, descending
SELECT "v"."k" AS "c1", "v"."t" AS "c2" FROM "v" ORDER BY CAST("v"."t" AS TEXT) COLLATE "BINARY" DESC NULLS LAST
-- numbers ascending
SELECT "v"."k" AS "c1", "v"."n" AS "c2" FROM "v" ORDER BY 2 ASC NULLS LAST
-- numbers descending
SELECT "v"."k" AS "c1", "v"."n" AS "c2" FROM "v" ORDER BY 2 DESC NULLS LAST
-- limit and offset
SELECT "v"."k" AS "c1", "v"."n" AS "c2" FROM "v" ORDER BY 2 ASC NULLS LAST LIMIT ? OFFSET ?
-- offset alone
SELECT "v"."k" AS "c1", "v"."n" AS "c2" FROM "v" ORDER BY 2 ASC NULLS LAST LIMIT -1 OFFSET ?
-- limit alone
SELECT "v"."k" AS "c1", "v"."n" AS "c2" FROM "v" ORDER BY 2 DESC NULLS LAST LIMIT ?
-- groups keep letter case apart
SELECT "v"."t" AS "c1", COUNT(*) AS "c2" FROM "v" GROUP BY 1 HAVING (COUNT(*) < ?) ORDER BY CAST("v"."t" AS TEXT) COLLATE "BINARY" ASC NULLS LAST
-- groups in the order of such an expression
SELECT "ordered"."c1" AS "c1", "ordered"."c2" AS "c2" FROM ( SELECT CASE WHEN ("v"."n" < ?) THEN ? ELSE ? END AS "c1", COUNT(*) AS "c2" FROM "v" GROUP BY 1 ) AS "ordered" ORDER BY CAST("ordered"."c1" AS TEXT) COLLATE "BINARY" ASC NULLS LAST
-- groups by an expression with values
SELECT CASE WHEN ("v"."n" < ?) THEN ? ELSE ? END AS "c1", COUNT(*) AS "c2" FROM "v" GROUP BY 1 ORDER BY 2 DESC NULLS LAST, 1 ASC NULLS LAST
-- distinct
SELECT DISTINCT CASE WHEN "v"."b" THEN 1 WHEN (NOT "v"."b") THEN 0 END AS "c1" FROM "v" ORDER BY 1 ASC NULLS LAST
-- union
SELECT "v"."n" AS "c1" FROM "v" WHERE ("v"."k" = ?) UNION ALL SELECT "v"."n" AS "c1" FROM "v" ORDER BY 1 ASC NULLS LAST LIMIT ?
-- union, NULL last
SELECT "v"."n" AS "c1" FROM "v" WHERE ("v"."k" = ?) UNION ALL SELECT "v"."n" AS "c1" FROM "v" ORDER BY 1 ASC NULLS LAST LIMIT -1 OFFSET ?
-- escaped pattern
SELECT "v"."k" AS "c1" FROM "v" WHERE ("v"."t" LIKE ? ESCAPE ?) ORDER BY 1 ASC NULLS LAST
-- escaped pattern, negated
SELECT "v"."k" AS "c1" FROM "v" WHERE ("v"."t" NOT LIKE ? ESCAPE ?) ORDER BY 1 ASC NULLS LAST
-- pattern minds letter case
SELECT "v"."k" AS "c1" FROM "v" WHERE ("v"."t" LIKE ? ESCAPE ?) ORDER BY 1 ASC NULLS LAST
-- pattern without letter case
SELECT "v"."k" AS "c1" FROM "v" WHERE (LOWER("v"."t") LIKE LOWER(?) ESCAPE ?) ORDER BY 1 ASC NULLS LAST
-- regular expression
refused: SQLite has no regular expressions
-- regular expression, negated
refused: SQLite has no regular expressions
-- regular expression inside
refused: SQLite has no regular expressions
-- list
SELECT "v"."k" AS "c1" FROM "v" WHERE ("v"."k" IN (?, ?)) ORDER BY 1 ASC NULLS LAST
-- list, negated
SELECT "v"."k" AS "c1" FROM "v" WHERE ("v"."k" NOT IN (?, ?)) ORDER BY 1 ASC NULLS LAST
-- is null
SELECT "v"."k" AS "c1" FROM "v" WHERE ("v"."t" IS NULL) ORDER BY 1 ASC NULLS LAST
-- is not null
SELECT "v"."k" AS "c1" FROM "v" WHERE ("v"."t" IS NOT NULL) ORDER BY 1 ASC NULLS LAST
-- all of nothing
SELECT "v"."k" AS "c1" FROM "v" WHERE TRUE ORDER BY 1 ASC NULLS LAST
-- any of nothing
SELECT "v"."k" AS "c1" FROM "v" WHERE FALSE ORDER BY 1 ASC NULLS LAST
-- a truth is a condition
SELECT "v"."k" AS "c1" FROM "v" WHERE "v"."b" ORDER BY 1 ASC NULLS LAST
-- a condition is a value
SELECT "v"."k" AS "c1", ("v"."k" = ?) AS "c2", (NOT ("v"."k" = ?)) AS "c3", ("v"."n" < ?) AS "c4" FROM "v" ORDER BY 1 ASC NULLS LAST
-- same
SELECT "v"."k" AS "c1" FROM "v" WHERE ("v"."n" IS NOT DISTINCT FROM NULL) ORDER BY 1 ASC NULLS LAST
-- not the same
SELECT "v"."k" AS "c1" FROM "v" WHERE (NOT ("v"."n" IS NOT DISTINCT FROM ?)) ORDER BY 1 ASC NULLS LAST
-- rows in a query
SELECT "v"."k" AS "c1" FROM "v" WHERE ("v"."k", "v"."n") IN ( SELECT "v"."k", "v"."n" FROM "v" WHERE ("v"."k" > ?) ) ORDER BY 1 ASC NULLS LAST
-- exists
SELECT "u"."k" AS "c1" FROM "v" AS "u" WHERE EXISTS ( SELECT 1 FROM "v" AS "w" WHERE ("w"."n" = ("u"."n" * ?)) ) ORDER BY 1 ASC NULLS LAST
-- scalar query
SELECT "v"."k" AS "c1" FROM "v" WHERE ("v"."n" = ( SELECT MAX("v"."n") FROM "v" )) ORDER BY 1 ASC NULLS LAST
-- inner join
SELECT COUNT(*) AS "c1", COUNT("l"."a") AS "c2", COUNT("r"."a") AS "c3" FROM "l" INNER JOIN "r" ON ("l"."a" = "r"."a")
-- left join
SELECT COUNT(*) AS "c1", COUNT("l"."a") AS "c2", COUNT("r"."a") AS "c3" FROM "l" LEFT JOIN "r" ON ("l"."a" = "r"."a")
-- right join
SELECT COUNT(*) AS "c1", COUNT("l"."a") AS "c2", COUNT("r"."a") AS "c3" FROM "l" RIGHT JOIN "r" ON ("l"."a" = "r"."a")
-- full join
SELECT COUNT(*) AS "c1", COUNT("l"."a") AS "c2", COUNT("r"."a") AS "c3" FROM "l" FULL JOIN "r" ON ("l"."a" = "r"."a")
-- cross join
SELECT COUNT(*) AS "c1", COUNT("l"."a") AS "c2", COUNT("r"."a") AS "c3" FROM "l" CROSS JOIN "r"
-- inner join on same
SELECT COUNT(*) AS "c1", COUNT("l"."a") AS "c2", COUNT("r"."a") AS "c3" FROM "l" INNER JOIN "r" ON ("l"."a" IS NOT DISTINCT FROM "r"."a")
-- left join on same
SELECT COUNT(*) AS "c1", COUNT("l"."a") AS "c2", COUNT("r"."a") AS "c3" FROM "l" LEFT JOIN "r" ON ("l"."a" IS NOT DISTINCT FROM "r"."a")
-- full join on same
SELECT COUNT(*) AS "c1", COUNT("l"."a") AS "c2", COUNT("r"."a") AS "c3" FROM "l" FULL JOIN "r" ON ("l"."a" IS NOT DISTINCT FROM "r"."a")
-- left join on less
SELECT COUNT(*) AS "c1", COUNT("l"."a") AS "c2", COUNT("r"."a") AS "c3" FROM "l" LEFT JOIN "r" ON ("l"."a" < "r"."a")
-- joins keep letter case and blanks apart
SELECT COUNT(*) AS "c1" FROM "l" INNER JOIN "r" ON (CAST("l"."t" AS TEXT) COLLATE "BINARY" = CAST("r"."t" AS TEXT) COLLATE "BINARY")
-- start of second
SELECT "v"."k" AS "c1", STRFTIME('%Y-%m-%d %H:%M:%S.000', "v"."at") AS "c2" FROM "v" ORDER BY 1 ASC NULLS LAST
-- start of minute
SELECT "v"."k" AS "c1", STRFTIME('%Y-%m-%d %H:%M:00.000', "v"."at") AS "c2" FROM "v" ORDER BY 1 ASC NULLS LAST
-- start of hour
SELECT "v"."k" AS "c1", STRFTIME('%Y-%m-%d %H:00:00.000', "v"."at") AS "c2" FROM "v" ORDER BY 1 ASC NULLS LAST
-- start of day
SELECT "v"."k" AS "c1", STRFTIME('%Y-%m-%d 00:00:00.000', "v"."at") AS "c2" FROM "v" ORDER BY 1 ASC NULLS LAST
-- start of week
SELECT "v"."k" AS "c1", STRFTIME('%Y-%m-%d 00:00:00.000', "v"."at", '-6 days', 'weekday 1') AS "c2" FROM "v" ORDER BY 1 ASC NULLS LAST
-- start of month
SELECT "v"."k" AS "c1", STRFTIME('%Y-%m-01 00:00:00.000', "v"."at") AS "c2" FROM "v" ORDER BY 1 ASC NULLS LAST
-- start of quarter
SELECT "v"."k" AS "c1", (STRFTIME('%Y', "v"."at") || CASE WHEN STRFTIME('%m', "v"."at") < '04' THEN '-01-01 00:00:00.000' WHEN STRFTIME('%m', "v"."at") < '07' THEN '-04-01 00:00:00.000' WHEN STRFTIME('%m', "v"."at") < '10' THEN '-07-01 00:00:00.000' ELSE '-10-01 00:00:00.000' END) AS "c2" FROM "v" ORDER BY 1 ASC NULLS LAST
-- start of year
SELECT "v"."k" AS "c1", STRFTIME('%Y-01-01 00:00:00.000', "v"."at") AS "c2" FROM "v" ORDER BY 1 ASC NULLS LAST
-- starts before 1970
SELECT STRFTIME('%Y-%m-%d %H:%M:%S.000', STRFTIME('%Y-%m-%d %H:%M:%f', STRFTIME('%Y-%m-%d %H:%M:%f', ?), 'auto')) AS "c1", STRFTIME('%Y-%m-%d %H:00:00.000', STRFTIME('%Y-%m-%d %H:%M:%f', STRFTIME('%Y-%m-%d %H:%M:%f', ?), 'auto')) AS "c2", STRFTIME('%Y-%m-%d 00:00:00.000', STRFTIME('%Y-%m-%d %H:%M:%f', STRFTIME('%Y-%m-%d %H:%M:%f', ?), 'auto'), '-6 days', 'weekday 1') AS "c3", STRFTIME('%Y-%m-01 00:00:00.000', STRFTIME('%Y-%m-%d %H:%M:%f', STRFTIME('%Y-%m-%d %H:%M:%f', ?), 'auto')) AS "c4", (STRFTIME('%Y', STRFTIME('%Y-%m-%d %H:%M:%f', STRFTIME('%Y-%m-%d %H:%M:%f', ?), 'auto')) || CASE WHEN STRFTIME('%m', STRFTIME('%Y-%m-%d %H:%M:%f', STRFTIME('%Y-%m-%d %H:%M:%f', ?), 'auto')) < '04' THEN '-01-01 00:00:00.000' WHEN STRFTIME('%m', STRFTIME('%Y-%m-%d %H:%M:%f', STRFTIME('%Y-%m-%d %H:%M:%f', ?), 'auto')) < '07' THEN '-04-01 00:00:00.000' WHEN STRFTIME('%m', STRFTIME('%Y-%m-%d %H:%M:%f', STRFTIME('%Y-%m-%d %H:%M:%f', ?), 'auto')) < '10' THEN '-07-01 00:00:00.000' ELSE '-10-01 00:00:00.000' END) AS "c5", STRFTIME('%Y-01-01 00:00:00.000', STRFTIME('%Y-%m-%d %H:%M:%f', STRFTIME('%Y-%m-%d %H:%M:%f', ?), 'auto')) AS "c6" FROM "v" WHERE ("v"."k" = ?)
-- a month on
SELECT MIN(STRFTIME('%Y-%m-%d %H:%M:%f', STRFTIME('%Y-%m-%d %H:%M:%f', STRFTIME('%Y-%m-%d %H:%M:%f', ?), 'auto'), '1 months'), (STRFTIME('%Y-%m-%d ', STRFTIME('%Y-%m-%d %H:%M:%f', STRFTIME('%Y-%m-%d %H:%M:%f', ?), 'auto'), 'start of month', '2 months', '-1 days') || STRFTIME('%H:%M:%f', STRFTIME('%Y-%m-%d %H:%M:%f', STRFTIME('%Y-%m-%d %H:%M:%f', ?), 'auto')))) AS "c1" FROM "v" WHERE ("v"."k" = ?)
-- a month back
SELECT MIN(STRFTIME('%Y-%m-%d %H:%M:%f', STRFTIME('%Y-%m-%d %H:%M:%f', STRFTIME('%Y-%m-%d %H:%M:%f', ?), 'auto'), '-1 months'), (STRFTIME('%Y-%m-%d ', STRFTIME('%Y-%m-%d %H:%M:%f', STRFTIME('%Y-%m-%d %H:%M:%f', ?), 'auto'), 'start of month', '0 months', '-1 days') || STRFTIME('%H:%M:%f', STRFTIME('%Y-%m-%d %H:%M:%f', STRFTIME('%Y-%m-%d %H:%M:%f', ?), 'auto')))) AS "c1" FROM "v" WHERE ("v"."k" = ?)
-- thirteen months on
SELECT MIN(STRFTIME('%Y-%m-%d %H:%M:%f', STRFTIME('%Y-%m-%d %H:%M:%f', STRFTIME('%Y-%m-%d %H:%M:%f', ?), 'auto'), '13 months'), (STRFTIME('%Y-%m-%d ', STRFTIME('%Y-%m-%d %H:%M:%f', STRFTIME('%Y-%m-%d %H:%M:%f', ?), 'auto'), 'start of month', '14 months', '-1 days') || STRFTIME('%H:%M:%f', STRFTIME('%Y-%m-%d %H:%M:%f', STRFTIME('%Y-%m-%d %H:%M:%f', ?), 'auto')))) AS "c1" FROM "v" WHERE ("v"."k" = ?)
-- a quarter on
SELECT MIN(STRFTIME('%Y-%m-%d %H:%M:%f', STRFTIME('%Y-%m-%d %H:%M:%f', STRFTIME('%Y-%m-%d %H:%M:%f', ?), 'auto'), '3 months'), (STRFTIME('%Y-%m-%d ', STRFTIME('%Y-%m-%d %H:%M:%f', STRFTIME('%Y-%m-%d %H:%M:%f', ?), 'auto'), 'start of month', '4 months', '-1 days') || STRFTIME('%H:%M:%f', STRFTIME('%Y-%m-%d %H:%M:%f', STRFTIME('%Y-%m-%d %H:%M:%f', ?), 'auto')))) AS "c1" FROM "v" WHERE ("v"."k" = ?)
-- a year on
SELECT MIN(STRFTIME('%Y-%m-%d %H:%M:%f', STRFTIME('%Y-%m-%d %H:%M:%f', STRFTIME('%Y-%m-%d %H:%M:%f', ?), 'auto'), '12 months'), (STRFTIME('%Y-%m-%d ', STRFTIME('%Y-%m-%d %H:%M:%f', STRFTIME('%Y-%m-%d %H:%M:%f', ?), 'auto'), 'start of month', '13 months', '-1 days') || STRFTIME('%H:%M:%f', STRFTIME('%Y-%m-%d %H:%M:%f', STRFTIME('%Y-%m-%d %H:%M:%f', ?), 'auto')))) AS "c1" FROM "v" WHERE ("v"."k" = ?)
-- a year back
SELECT MIN(STRFTIME('%Y-%m-%d %H:%M:%f', STRFTIME('%Y-%m-%d %H:%M:%f', STRFTIME('%Y-%m-%d %H:%M:%f', ?), 'auto'), '-12 months'), (STRFTIME('%Y-%m-%d ', STRFTIME('%Y-%m-%d %H:%M:%f', STRFTIME('%Y-%m-%d %H:%M:%f', ?), 'auto'), 'start of month', '-11 months', '-1 days') || STRFTIME('%H:%M:%f', STRFTIME('%Y-%m-%d %H:%M:%f', STRFTIME('%Y-%m-%d %H:%M:%f', ?), 'auto')))) AS "c1" FROM "v" WHERE ("v"."k" = ?)
-- a week back
SELECT STRFTIME('%Y-%m-%d %H:%M:%f', STRFTIME('%Y-%m-%d %H:%M:%f', STRFTIME('%Y-%m-%d %H:%M:%f', ?), 'auto'), '-7 days') AS "c1" FROM "v" WHERE ("v"."k" = ?)
-- days on
SELECT STRFTIME('%Y-%m-%d %H:%M:%f', STRFTIME('%Y-%m-%d %H:%M:%f', STRFTIME('%Y-%m-%d %H:%M:%f', ?), 'auto'), '2 days') AS "c1" FROM "v" WHERE ("v"."k" = ?)
-- hours back
SELECT STRFTIME('%Y-%m-%d %H:%M:%f', STRFTIME('%Y-%m-%d %H:%M:%f', STRFTIME('%Y-%m-%d %H:%M:%f', ?), 'auto'), '-2 hours') AS "c1" FROM "v" WHERE ("v"."k" = ?)
-- minutes on
SELECT STRFTIME('%Y-%m-%d %H:%M:%f', STRFTIME('%Y-%m-%d %H:%M:%f', STRFTIME('%Y-%m-%d %H:%M:%f', ?), 'auto'), '1 minutes') AS "c1" FROM "v" WHERE ("v"."k" = ?)
-- seconds on
SELECT STRFTIME('%Y-%m-%d %H:%M:%f', STRFTIME('%Y-%m-%d %H:%M:%f', STRFTIME('%Y-%m-%d %H:%M:%f', ?), 'auto'), '1 seconds') AS "c1" FROM "v" WHERE ("v"."k" = ?)
-- wall clock of UTC
SELECT "v"."k" AS "c1", "v"."i" AS "c2", "v"."w" AS "c3" FROM "v" ORDER BY 1 ASC NULLS LAST
-- wall clock of a zone
refused: SQLite has no time zones
-- days of a zone
refused: SQLite has no time zones
-- months of UTC
SELECT STRFTIME('%Y-%m-01 00:00:00.000', "v"."i") AS "c1", COUNT(*) AS "c2" FROM "v" GROUP BY 1 ORDER BY 1 ASC NULLS LAST, 1 ASC NULLS LAST
-- percentiles
refused: SQLite has no percentiles
-- greatest percentile
refused: SQLite has no percentiles
-- percentile of nothing
refused: SQLite has no percentiles
-- any and all
SELECT MAX(CASE WHEN "v"."b" THEN 1 WHEN NOT "v"."b" THEN 0 END) AS "c1", MIN(CASE WHEN "v"."b" THEN 1 WHEN NOT "v"."b" THEN 0 END) AS "c2" FROM "v"
-- any and all of trues
SELECT MAX(CASE WHEN "v"."b" THEN 1 WHEN NOT "v"."b" THEN 0 END) AS "c1", MIN(CASE WHEN "v"."b" THEN 1 WHEN NOT "v"."b" THEN 0 END) AS "c2" FROM "v" WHERE ("v"."k" = ?)
-- any and all of nothing
SELECT MAX(CASE WHEN "v"."b" THEN 1 WHEN NOT "v"."b" THEN 0 END) AS "c1", MIN(CASE WHEN "v"."b" THEN 1 WHEN NOT "v"."b" THEN 0 END) AS "c2" FROM "v" WHERE ("v"."k" = ?)
-- any and all of a condition
SELECT MAX(CASE WHEN ("v"."n" > ?) THEN 1 WHEN NOT ("v"."n" > ?) THEN 0 END) AS "c1", MIN(CASE WHEN ("v"."n" > ?) THEN 1 WHEN NOT ("v"."n" > ?) THEN 0 END) AS "c2" FROM "v"
-- texts joined in byte order
SELECT GROUP_CONCAT("v"."t", ? ORDER BY CAST("v"."t" AS TEXT) COLLATE "BINARY") AS "c1" FROM "v"
-- no texts joined
SELECT GROUP_CONCAT("v"."t", ? ORDER BY CAST("v"."t" AS TEXT) COLLATE "BINARY") AS "c1" FROM "v" WHERE ("v"."k" = ?)
-- deviation
refused: SQLite has no standard deviations
-- deviation of one
refused: SQLite has no standard deviations
-- deviation of nothing
refused: SQLite has no standard deviations
-- counts
SELECT COUNT(*) AS "c1", COUNT("v"."t") AS "c2", COUNT(DISTINCT "v"."t") AS "c3", COUNT(DISTINCT "v"."b") AS "c4" FROM "v"
-- least and greatest text
SELECT MIN(CAST("v"."t" AS TEXT) COLLATE "BINARY") AS "c1", MAX(CAST("v"."t" AS TEXT) COLLATE "BINARY") AS "c2" FROM "v"
-- least of nothing
SELECT MIN("v"."n") AS "c1", SUM("v"."n") AS "c2", COUNT(*) AS "c3" FROM "v" WHERE ("v"."k" = ?)
-- window over all
SELECT "v"."k" AS "c1", SUM("v"."n") OVER () AS "c2" FROM "v" ORDER BY 1 ASC NULLS LAST
-- window over a part
SELECT "v"."k" AS "c1", SUM("v"."n") OVER (PARTITION BY "v"."b") AS "c2" FROM "v" ORDER BY 1 ASC NULLS LAST
-- window over counts
SELECT "v"."k" AS "c1", COUNT(*) OVER () AS "c2", COUNT("v"."n") OVER (PARTITION BY "v"."b") AS "c3" FROM "v" ORDER BY 1 ASC NULLS LAST
-- window over groups
SELECT CASE WHEN "v"."b" THEN 1 WHEN (NOT "v"."b") THEN 0 END AS "c1", SUM(SUM("v"."n")) OVER () AS "c2" FROM "v" GROUP BY 1 ORDER BY 1 ASC NULLS LAST
-- place in an order
SELECT "v"."k" AS "c1", ROW_NUMBER() OVER (ORDER BY "v"."n" DESC NULLS LAST) AS "c2" FROM "v" ORDER BY 1 ASC NULLS LAST
-- rank in a part
SELECT "v"."k" AS "c1", RANK() OVER (PARTITION BY "v"."b" ORDER BY "v"."n" ASC NULLS LAST) AS "c2" FROM "v" ORDER BY 1 ASC NULLS LAST
-- value before
SELECT "v"."k" AS "c1", LAG("v"."n", 1) OVER (ORDER BY "v"."k" ASC NULLS LAST) AS "c2" FROM "v" ORDER BY 1 ASC NULLS LAST
-- running sum by peers
SELECT "v"."k" AS "c1", SUM("v"."n") OVER (ORDER BY "v"."k" ASC NULLS LAST) AS "c2" FROM "v" ORDER BY 1 ASC NULLS LAST
-- running sum of rows
SELECT "v"."k" AS "c1", SUM("v"."n") OVER (ORDER BY "v"."k" DESC NULLS LAST ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS "c2" FROM "v" ORDER BY 1 ASC NULLS LAST
-- sum of two rows
SELECT "v"."k" AS "c1", SUM("v"."n") OVER (ORDER BY "v"."k" ASC NULLS LAST ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS "c2" FROM "v" ORDER BY 1 ASC NULLS LAST
-- a sum does not overflow
SELECT SUM("v"."a") AS "c1" FROM "v"
-- a mean does not overflow
SELECT AVG("v"."a") AS "c1" FROM "v"
-- a mean of whole numbers
SELECT AVG("v"."a") AS "c1" FROM "v"
-- a mean of nothing
SELECT AVG(CAST("v"."a" AS INTEGER)) AS "c1", SUM(CAST("v"."a" AS INTEGER)) AS "c2" FROM "v"
-- decimals
SELECT SUM("v"."a") AS "c1", AVG("v"."a") AS "c2" FROM "v"
-- true division
SELECT (CAST(SUM("v"."n") AS REAL) / CAST(COUNT("v"."n") AS REAL)) AS "c1" FROM "v"
-- texts
SELECT UPPER(?) AS "c1", TRIM(?) AS "c2", LENGTH(?) AS "c3", SUBSTR(?, ?, ?) AS "c4", SUBSTR(?, ?) AS "c5", REPLACE(?, ?, ?) AS "c6", ("v"."t" || ?) AS "c7" FROM "v" WHERE ("v"."k" = ?)
-- letter case beyond ASCII
SELECT LOWER(?) AS "c1" FROM "v" WHERE ("v"."k" = ?)
-- NULL in texts
SELECT ("v"."t" || ?) AS "c1", (COALESCE("v"."t", '') || COALESCE(?, '') || COALESCE(?, '')) AS "c2", COALESCE("v"."t", ?) AS "c3", NULLIF("v"."k", ?) AS "c4" FROM "v" WHERE ("v"."k" = ?)
-- numbers
SELECT ABS((-"v"."n")) AS "c1", (CAST(CAST(? AS REAL) AS INTEGER) - (CAST(? AS REAL) < CAST(CAST(? AS REAL) AS INTEGER))) AS "c2", (CAST(CAST(? AS REAL) AS INTEGER) - (CAST(? AS REAL) < CAST(CAST(? AS REAL) AS INTEGER))) AS "c3", (CAST(CAST(? AS REAL) AS INTEGER) + (CAST(? AS REAL) > CAST(CAST(? AS REAL) AS INTEGER))) AS "c4", (CAST(CAST(? AS REAL) AS INTEGER) + (CAST(? AS REAL) > CAST(CAST(? AS REAL) AS INTEGER))) AS "c5", ROUND(CAST(? AS REAL)) AS "c6", ("v"."n" - (? * CAST(("v"."n" / ?) AS INTEGER))) AS "c7" FROM "v" WHERE ("v"."k" = ?)
-- parts of a time
SELECT CAST(CAST(STRFTIME('%Y', "v"."at") AS INTEGER) AS INTEGER) AS "c1", CAST(CAST(STRFTIME('%m', "v"."at") AS INTEGER) AS INTEGER) AS "c2", CAST(CAST(STRFTIME('%d', "v"."at") AS INTEGER) AS INTEGER) AS "c3" FROM "v" WHERE ("v"."k" = ?)
-- casts
SELECT CAST(? AS INTEGER) AS "c1", CAST("v"."n" AS TEXT) COLLATE "BINARY" AS "c2", ROUND(CAST(? AS NUMERIC), 2) AS "c3", CAST("v"."n" AS REAL) AS "c4", STRFTIME('%Y-%m-%d %H:%M:%f', STRFTIME('%Y-%m-%d', ?, 'auto'), 'auto') AS "c5" FROM "v" WHERE ("v"."k" = ?)
-- chosen values
SELECT "v"."k" AS "c1", CASE WHEN ("v"."n" IS NULL) THEN ? WHEN "v"."b" THEN "v"."n" END AS "c2" FROM "v" ORDER BY 1 ASC NULLS LAST
-- values of one row
SELECT "v"."b" AS "c1" FROM "v"
-- the tenant's text key
SELECT COUNT(*) AS "c1" FROM "v" WHERE (CAST("v"."t" AS TEXT) COLLATE "BINARY" = ?)
-- the tenant's number
SELECT COUNT(*) AS "c1" FROM "v" WHERE (CAST("v"."a" AS TEXT) COLLATE "BINARY" = ?)
-- the engine's own division of whole numbers
SELECT "v"."k" AS "c1", (CAST("v"."n" AS INTEGER) / CAST(? AS INTEGER)) AS "c2", (CAST((-"v"."n") AS INTEGER) / CAST(? AS INTEGER)) AS "c3" FROM "v" ORDER BY 1 ASC NULLS LAST
-- the engine's own division of floats
SELECT (CAST(? AS REAL) / CAST(? AS REAL)) AS "c1" FROM "v" LIMIT ?
-- instant of a clock of UTC
SELECT "v"."k" AS "c1", "v"."w" AS "c2" FROM "v" ORDER BY 1 ASC NULLS LAST
-- instant of a zone's clock
refused: SQLite has no time zones
-- quarters, weeks, days of weeks and parts of the clock
SELECT "v"."k" AS "c1", CAST(((CAST(STRFTIME('%m', "v"."at") AS INTEGER) + 2) / 3) AS INTEGER) AS "c2", CAST(((CAST(STRFTIME('%j', "v"."at", '-3 days', 'weekday 4') AS INTEGER) - 1) / 7 + 1) AS INTEGER) AS "c3", CAST(((CAST(STRFTIME('%w', "v"."at") AS INTEGER) + 6) % 7 + 1) AS INTEGER) AS "c4", CAST(CAST(STRFTIME('%H', "v"."at") AS INTEGER) AS INTEGER) AS "c5", CAST(CAST(STRFTIME('%M', "v"."at") AS INTEGER) AS INTEGER) AS "c6" FROM "v" ORDER BY 1 ASC NULLS LAST
