-- text in byte order
SELECT "v"."k" AS "c1", "v"."t" AS "c2" FROM "v" ORDER BY CAST("v"."t" AS text) ASC NULLS LAST
-- text in byte order, descending
SELECT "v"."k" AS "c1", "v"."t" AS "c2" FROM "v" ORDER BY CAST("v"."t" AS text) DESC NULLS LAST
-- numbers ascending
SELECT "v"."k" AS "c1", "v"."n" AS "c2" FROM "v" ORDER BY 2 ASC NULLS LAST
-- numbers descending
SELECT "v"."k" AS "c1", "v"."n" AS "c2" FROM "v" ORDER BY 2 DESC NULLS LAST
-- limit and offset
SELECT "v"."k" AS "c1", "v"."n" AS "c2" FROM "v" ORDER BY 2 ASC NULLS LAST LIMIT $1 OFFSET $2
-- offset alone
SELECT "v"."k" AS "c1", "v"."n" AS "c2" FROM "v" ORDER BY 2 ASC NULLS LAST OFFSET $1
-- limit alone
SELECT "v"."k" AS "c1", "v"."n" AS "c2" FROM "v" ORDER BY 2 DESC NULLS LAST LIMIT $1
-- groups keep letter case apart
SELECT "v"."t" AS "c1", COUNT(*) AS "c2" FROM "v" GROUP BY 1 HAVING (COUNT(*) < $1) ORDER BY CAST("v"."t" AS text) ASC NULLS LAST
-- groups in the order of such an expression
SELECT "ordered"."c1" AS "c1", "ordered"."c2" AS "c2" FROM ( SELECT CASE WHEN ("v"."n" < $1) THEN $2 ELSE $3 END AS "c1", COUNT(*) AS "c2" FROM "v" GROUP BY 1 ) AS "ordered" ORDER BY CAST("ordered"."c1" AS text) ASC NULLS LAST
-- groups by an expression with values
SELECT CASE WHEN ("v"."n" < $1) THEN $2 ELSE $3 END AS "c1", COUNT(*) AS "c2" FROM "v" GROUP BY 1 ORDER BY 2 DESC NULLS LAST, 1 ASC NULLS LAST
-- distinct
SELECT DISTINCT CASE WHEN "v"."b" THEN 1 WHEN (NOT "v"."b") THEN 0 END AS "c1" FROM "v" ORDER BY 1 ASC NULLS LAST
-- union
SELECT "v"."n" AS "c1" FROM "v" WHERE ("v"."k" = $1) UNION ALL SELECT "v"."n" AS "c1" FROM "v" ORDER BY 1 ASC NULLS LAST LIMIT $2
-- union, NULL last
SELECT "v"."n" AS "c1" FROM "v" WHERE ("v"."k" = $1) UNION ALL SELECT "v"."n" AS "c1" FROM "v" ORDER BY 1 ASC NULLS LAST OFFSET $2
-- escaped pattern
SELECT "v"."k" AS "c1" FROM "v" WHERE ("v"."t" LIKE $1) ORDER BY 1 ASC NULLS LAST
-- escaped pattern, negated
SELECT "v"."k" AS "c1" FROM "v" WHERE ("v"."t" NOT LIKE $1) ORDER BY 1 ASC NULLS LAST
-- pattern minds letter case
SELECT "v"."k" AS "c1" FROM "v" WHERE ("v"."t" LIKE $1) ORDER BY 1 ASC NULLS LAST
-- pattern without letter case
SELECT "v"."k" AS "c1" FROM "v" WHERE (CAST("v"."t" AS text) ILIKE $1) ORDER BY 1 ASC NULLS LAST
-- regular expression
SELECT "v"."k" AS "c1" FROM "v" WHERE ("v"."t" ~ $1) ORDER BY 1 ASC NULLS LAST
-- regular expression, negated
SELECT "v"."k" AS "c1" FROM "v" WHERE ("v"."t" !~ $1) ORDER BY 1 ASC NULLS LAST
-- regular expression inside
SELECT "v"."k" AS "c1" FROM "v" WHERE ("v"."t" ~ $1) ORDER BY 1 ASC NULLS LAST
-- list
SELECT "v"."k" AS "c1" FROM "v" WHERE ("v"."k" IN ($1, $2)) ORDER BY 1 ASC NULLS LAST
-- list, negated
SELECT "v"."k" AS "c1" FROM "v" WHERE ("v"."k" NOT IN ($1, $2)) ORDER BY 1 ASC NULLS LAST
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
SELECT "v"."k" AS "c1", ("v"."k" = $1) AS "c2", (NOT ("v"."k" = $2)) AS "c3", ("v"."n" < $3) AS "c4" FROM "v" ORDER BY 1 ASC NULLS LAST
-- same
SELECT "v"."k" AS "c1" FROM "v" WHERE ("v"."n" IS NOT DISTINCT FROM NULL) ORDER BY 1 ASC NULLS LAST
-- not the same
SELECT "v"."k" AS "c1" FROM "v" WHERE (NOT ("v"."n" IS NOT DISTINCT FROM $1)) ORDER BY 1 ASC NULLS LAST
-- rows in a query
SELECT "v"."k" AS "c1" FROM "v" WHERE ("v"."k", "v"."n") IN ( SELECT "v"."k", "v"."n" FROM "v" WHERE ("v"."k" > $1) ) ORDER BY 1 ASC NULLS LAST
-- exists
SELECT "u"."k" AS "c1" FROM "v" AS "u" WHERE EXISTS ( SELECT 1 FROM "v" AS "w" WHERE ("w"."n" = ("u"."n" * $1)) ) ORDER BY 1 ASC NULLS LAST
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
refused: CockroachDB has no full joins on other conditions than equality
-- left join on less
SELECT COUNT(*) AS "c1", COUNT("l"."a") AS "c2", COUNT("r"."a") AS "c3" FROM "l" LEFT JOIN "r" ON ("l"."a" < "r"."a")
-- joins keep letter case and blanks apart
SELECT COUNT(*) AS "c1" FROM "l" INNER JOIN "r" ON (CAST("l"."t" AS text) = CAST("r"."t" AS text))
-- start of second
SELECT "v"."k" AS "c1", DATE_TRUNC('second', "v"."at") AS "c2" FROM "v" ORDER BY 1 ASC NULLS LAST
-- start of minute
SELECT "v"."k" AS "c1", DATE_TRUNC('minute', "v"."at") AS "c2" FROM "v" ORDER BY 1 ASC NULLS LAST
-- start of hour
SELECT "v"."k" AS "c1", DATE_TRUNC('hour', "v"."at") AS "c2" FROM "v" ORDER BY 1 ASC NULLS LAST
-- start of day
SELECT "v"."k" AS "c1", DATE_TRUNC('day', "v"."at") AS "c2" FROM "v" ORDER BY 1 ASC NULLS LAST
-- start of week
SELECT "v"."k" AS "c1", DATE_TRUNC('week', "v"."at") AS "c2" FROM "v" ORDER BY 1 ASC NULLS LAST
-- start of month
SELECT "v"."k" AS "c1", DATE_TRUNC('month', "v"."at") AS "c2" FROM "v" ORDER BY 1 ASC NULLS LAST
-- start of quarter
SELECT "v"."k" AS "c1", DATE_TRUNC('quarter', "v"."at") AS "c2" FROM "v" ORDER BY 1 ASC NULLS LAST
-- start of year
SELECT "v"."k" AS "c1", DATE_TRUNC('year', "v"."at") AS "c2" FROM "v" ORDER BY 1 ASC NULLS LAST
-- starts before 1970
SELECT DATE_TRUNC('second', CAST($1 AS timestamp)) AS "c1", DATE_TRUNC('hour', CAST($2 AS timestamp)) AS "c2", DATE_TRUNC('week', CAST($3 AS timestamp)) AS "c3", DATE_TRUNC('month', CAST($4 AS timestamp)) AS "c4", DATE_TRUNC('quarter', CAST($5 AS timestamp)) AS "c5", DATE_TRUNC('year', CAST($6 AS timestamp)) AS "c6" FROM "v" WHERE ("v"."k" = $7)
-- a month on
SELECT (CAST($1 AS timestamp) + INTERVAL '1 month') AS "c1" FROM "v" WHERE ("v"."k" = $2)
-- a month back
SELECT (CAST($1 AS timestamp) + INTERVAL '-1 month') AS "c1" FROM "v" WHERE ("v"."k" = $2)
-- thirteen months on
SELECT (CAST($1 AS timestamp) + INTERVAL '13 month') AS "c1" FROM "v" WHERE ("v"."k" = $2)
-- a quarter on
SELECT (CAST($1 AS timestamp) + INTERVAL '3 month') AS "c1" FROM "v" WHERE ("v"."k" = $2)
-- a year on
SELECT (CAST($1 AS timestamp) + INTERVAL '1 year') AS "c1" FROM "v" WHERE ("v"."k" = $2)
-- a year back
SELECT (CAST($1 AS timestamp) + INTERVAL '-1 year') AS "c1" FROM "v" WHERE ("v"."k" = $2)
-- a week back
SELECT (CAST($1 AS timestamp) + INTERVAL '-1 week') AS "c1" FROM "v" WHERE ("v"."k" = $2)
-- days on
SELECT (CAST($1 AS timestamp) + INTERVAL '2 day') AS "c1" FROM "v" WHERE ("v"."k" = $2)
-- hours back
SELECT (CAST($1 AS timestamp) + INTERVAL '-2 hour') AS "c1" FROM "v" WHERE ("v"."k" = $2)
-- minutes on
SELECT (CAST($1 AS timestamp) + INTERVAL '1 minute') AS "c1" FROM "v" WHERE ("v"."k" = $2)
-- seconds on
SELECT (CAST($1 AS timestamp) + INTERVAL '1 second') AS "c1" FROM "v" WHERE ("v"."k" = $2)
-- wall clock of UTC
SELECT "v"."k" AS "c1", ("v"."i" AT TIME ZONE 'UTC') AS "c2", "v"."w" AS "c3" FROM "v" ORDER BY 1 ASC NULLS LAST
-- wall clock of a zone
SELECT "v"."k" AS "c1", ("v"."i" AT TIME ZONE 'Europe/Oslo') AS "c2", ("v"."w" AT TIME ZONE 'UTC' AT TIME ZONE 'Europe/Oslo') AS "c3" FROM "v" ORDER BY 1 ASC NULLS LAST
-- days of a zone
SELECT DATE_TRUNC('day', ("v"."i" AT TIME ZONE 'Europe/Oslo')) AS "c1", COUNT(*) AS "c2" FROM "v" GROUP BY 1 ORDER BY 1 ASC NULLS LAST, 1 ASC NULLS LAST
-- months of UTC
SELECT DATE_TRUNC('month', ("v"."i" AT TIME ZONE 'UTC')) AS "c1", COUNT(*) AS "c2" FROM "v" GROUP BY 1 ORDER BY 1 ASC NULLS LAST, 1 ASC NULLS LAST
-- percentiles
SELECT PERCENTILE_CONT(0.500000) WITHIN GROUP (ORDER BY "v"."n") AS "c1", PERCENTILE_CONT(0.900000) WITHIN GROUP (ORDER BY "v"."n") AS "c2" FROM "v"
-- greatest percentile
SELECT PERCENTILE_CONT(1) WITHIN GROUP (ORDER BY "v"."n") AS "c1", PERCENTILE_CONT(0.000000) WITHIN GROUP (ORDER BY "v"."n") AS "c2" FROM "v"
-- percentile of nothing
SELECT PERCENTILE_CONT(0.500000) WITHIN GROUP (ORDER BY "v"."n") AS "c1" FROM "v" WHERE ("v"."k" = $1)
-- any and all
SELECT BOOL_OR("v"."b") AS "c1", BOOL_AND("v"."b") AS "c2" FROM "v"
-- any and all of trues
SELECT BOOL_OR("v"."b") AS "c1", BOOL_AND("v"."b") AS "c2" FROM "v" WHERE ("v"."k" = $1)
-- any and all of nothing
SELECT BOOL_OR("v"."b") AS "c1", BOOL_AND("v"."b") AS "c2" FROM "v" WHERE ("v"."k" = $1)
-- any and all of a condition
SELECT BOOL_OR(("v"."n" > $1)) AS "c1", BOOL_AND(("v"."n" > $2)) AS "c2" FROM "v"
-- texts joined in byte order
SELECT STRING_AGG("v"."t", $1 ORDER BY CAST("v"."t" AS text)) AS "c1" FROM "v"
-- no texts joined
SELECT STRING_AGG("v"."t", $1 ORDER BY CAST("v"."t" AS text)) AS "c1" FROM "v" WHERE ("v"."k" = $2)
-- deviation
SELECT STDDEV_SAMP("v"."d") AS "c1" FROM "v"
-- deviation of one
SELECT STDDEV_SAMP("v"."d") AS "c1" FROM "v" WHERE ("v"."k" = $1)
-- deviation of nothing
SELECT STDDEV_SAMP("v"."d") AS "c1" FROM "v" WHERE ("v"."k" = $1)
-- counts
SELECT COUNT(*) AS "c1", COUNT("v"."t") AS "c2", COUNT(DISTINCT "v"."t") AS "c3", COUNT(DISTINCT "v"."b") AS "c4" FROM "v"
-- least and greatest text
SELECT MIN(CAST("v"."t" AS text)) AS "c1", MAX(CAST("v"."t" AS text)) AS "c2" FROM "v"
-- least of nothing
SELECT MIN("v"."n") AS "c1", SUM("v"."n") AS "c2", COUNT(*) AS "c3" FROM "v" WHERE ("v"."k" = $1)
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
SELECT CAST(AVG("v"."a") AS double precision) AS "c1" FROM "v"
-- a mean of whole numbers
SELECT CAST(AVG("v"."a") AS double precision) AS "c1" FROM "v"
-- a mean of nothing
SELECT CAST(AVG(CAST("v"."a" AS bigint)) AS double precision) AS "c1", SUM(CAST("v"."a" AS bigint)) AS "c2" FROM "v"
-- decimals
SELECT SUM("v"."a") AS "c1", CAST(AVG("v"."a") AS double precision) AS "c2" FROM "v"
-- true division
SELECT (CAST(SUM("v"."n") AS double precision) / CAST(COUNT("v"."n") AS double precision)) AS "c1" FROM "v"
-- texts
SELECT UPPER($1) AS "c1", BTRIM($2) AS "c2", CHAR_LENGTH($3) AS "c3", SUBSTR($4, $5, $6) AS "c4", SUBSTR($7, $8) AS "c5", REPLACE($9, $10, $11) AS "c6", ("v"."t" || $12) AS "c7" FROM "v" WHERE ("v"."k" = $13)
-- letter case beyond ASCII
SELECT LOWER($1) AS "c1" FROM "v" WHERE ("v"."k" = $2)
-- NULL in texts
SELECT ("v"."t" || $1) AS "c1", CONCAT("v"."t", $2, $3) AS "c2", COALESCE("v"."t", $4) AS "c3", NULLIF("v"."k", $5) AS "c4" FROM "v" WHERE ("v"."k" = $6)
-- numbers
SELECT ABS((-"v"."n")) AS "c1", FLOOR(CAST($1 AS double precision)) AS "c2", FLOOR(CAST($2 AS double precision)) AS "c3", CEIL(CAST($3 AS double precision)) AS "c4", CEIL(CAST($4 AS double precision)) AS "c5", ROUND(CAST($5 AS double precision)) AS "c6", ("v"."n" % $6) AS "c7" FROM "v" WHERE ("v"."k" = $7)
-- parts of a time
SELECT CAST(EXTRACT(YEAR FROM "v"."at") AS bigint) AS "c1", CAST(EXTRACT(MONTH FROM "v"."at") AS bigint) AS "c2", CAST(EXTRACT(DAY FROM "v"."at") AS bigint) AS "c3" FROM "v" WHERE ("v"."k" = $1)
-- casts
SELECT CAST($1 AS bigint) AS "c1", CAST("v"."n" AS text) AS "c2", CAST($2 AS numeric(10, 2)) AS "c3", CAST("v"."n" AS double precision) AS "c4", CAST(CAST($3 AS date) AS timestamp) AS "c5" FROM "v" WHERE ("v"."k" = $4)
-- chosen values
SELECT "v"."k" AS "c1", CASE WHEN ("v"."n" IS NULL) THEN $1 WHEN "v"."b" THEN "v"."n" END AS "c2" FROM "v" ORDER BY 1 ASC NULLS LAST
-- values of one row
SELECT "v"."b" AS "c1" FROM "v"
-- the tenant's text key
SELECT COUNT(*) AS "c1" FROM "v" WHERE (CAST("v"."t" AS text) = $1)
-- the tenant's number
SELECT COUNT(*) AS "c1" FROM "v" WHERE ("v"."a" = $1)
-- the engine's own division of whole numbers
SELECT "v"."k" AS "c1", (CAST("v"."n" AS bigint) / CAST($1 AS bigint)) AS "c2", (CAST((-"v"."n") AS bigint) / CAST($2 AS bigint)) AS "c3" FROM "v" ORDER BY 1 ASC NULLS LAST
-- the engine's own division of floats
SELECT (CAST($1 AS double precision) / CAST($2 AS double precision)) AS "c1" FROM "v" LIMIT $3
-- instant of a clock of UTC
SELECT "v"."k" AS "c1", (("v"."w" AT TIME ZONE 'UTC') AT TIME ZONE 'UTC') AS "c2" FROM "v" ORDER BY 1 ASC NULLS LAST
-- instant of a zone's clock
SELECT "v"."k" AS "c1", (("v"."w" AT TIME ZONE 'Europe/Oslo') AT TIME ZONE 'UTC') AS "c2" FROM "v" ORDER BY 1 ASC NULLS LAST
-- quarters, weeks, days of weeks and parts of the clock
SELECT "v"."k" AS "c1", CAST(EXTRACT(QUARTER FROM "v"."at") AS bigint) AS "c2", CAST(EXTRACT(WEEK FROM "v"."at") AS bigint) AS "c3", CAST(EXTRACT(ISODOW FROM "v"."at") AS bigint) AS "c4", CAST(EXTRACT(HOUR FROM "v"."at") AS bigint) AS "c5", CAST(EXTRACT(MINUTE FROM "v"."at") AS bigint) AS "c6" FROM "v" ORDER BY 1 ASC NULLS LAST
