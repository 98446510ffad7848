-- text in byte order
SELECT "v"."k" AS "c1", "v"."t" AS "c2" FROM "v" ORDER BY "v"."t" ASC NULLS LAST
-- text in byte order, descending
SELECT "v"."k" AS "c1", "v"."t" AS "c2" FROM "v" ORDER BY "v"."t" DESC NULLS LAST
-- numbers ascending
SELECT "v"."k" AS "c1", "v"."n" AS "c2" FROM "v" ORDER BY 2 ASC NULLS LAST
-- numbers descending
SELECT "v"."k" AS "c1", "v"."n" AS "c2" FROM "v" ORDER BY 2 DESC NULLS LAST
-- limit and offset
SELECT "v"."k" AS "c1", "v"."n" AS "c2" FROM "v" ORDER BY 2 ASC NULLS LAST LIMIT {p1:Int64} OFFSET {p2:Int64}
-- offset alone
SELECT "v"."k" AS "c1", "v"."n" AS "c2" FROM "v" ORDER BY 2 ASC NULLS LAST LIMIT 4611686018427387904 OFFSET {p1:Int64}
-- limit alone
SELECT "v"."k" AS "c1", "v"."n" AS "c2" FROM "v" ORDER BY 2 DESC NULLS LAST LIMIT {p1:Int64}
-- groups keep letter case apart
SELECT "v"."t" AS "c1", toInt64(COUNT(*)) AS "c2" FROM "v" GROUP BY 1 HAVING (toInt64(COUNT(*)) < {p1:Int64}) ORDER BY "v"."t" ASC NULLS LAST
-- groups in the order of such an expression
SELECT "ordered"."c1" AS "c1", "ordered"."c2" AS "c2" FROM ( SELECT CASE WHEN ("v"."n" < {p1:Int64}) THEN {p2:String} ELSE {p3:String} END AS "c1", toInt64(COUNT(*)) AS "c2" FROM "v" GROUP BY 1 ) AS "ordered" ORDER BY "ordered"."c1" ASC NULLS LAST
-- groups by an expression with values
SELECT CASE WHEN ("v"."n" < {p1:Int64}) THEN {p2:String} ELSE {p3:String} END AS "c1", toInt64(COUNT(*)) AS "c2" FROM "v" GROUP BY 1 ORDER BY 2 DESC NULLS LAST, 1 ASC NULLS LAST
-- distinct
SELECT DISTINCT CASE WHEN "v"."b" THEN 1 WHEN (NOT "v"."b") THEN 0 END AS "c1" FROM "v" ORDER BY 1 ASC NULLS LAST
-- union
SELECT "ordered"."c1" AS "c1" FROM ( SELECT "v"."n" AS "c1" FROM "v" WHERE ("v"."k" = {p1:Int64}) UNION ALL SELECT "v"."n" AS "c1" FROM "v" ) AS "ordered" ORDER BY 1 ASC NULLS LAST LIMIT {p2:Int64}
-- union, NULL last
SELECT "ordered"."c1" AS "c1" FROM ( SELECT "v"."n" AS "c1" FROM "v" WHERE ("v"."k" = {p1:Int64}) UNION ALL SELECT "v"."n" AS "c1" FROM "v" ) AS "ordered" ORDER BY 1 ASC NULLS LAST LIMIT 4611686018427387904 OFFSET {p2:Int64}
-- escaped pattern
SELECT "v"."k" AS "c1" FROM "v" WHERE ("v"."t" LIKE {p1:String}) ORDER BY 1 ASC NULLS LAST
-- escaped pattern, negated
SELECT "v"."k" AS "c1" FROM "v" WHERE ("v"."t" NOT LIKE {p1:String}) ORDER BY 1 ASC NULLS LAST
-- pattern minds letter case
SELECT "v"."k" AS "c1" FROM "v" WHERE ("v"."t" LIKE {p1:String}) ORDER BY 1 ASC NULLS LAST
-- pattern without letter case
SELECT "v"."k" AS "c1" FROM "v" WHERE (lowerUTF8("v"."t") LIKE lowerUTF8({p1:String})) ORDER BY 1 ASC NULLS LAST
-- regular expression
SELECT "v"."k" AS "c1" FROM "v" WHERE (match("v"."t", {p1:String})) ORDER BY 1 ASC NULLS LAST
-- regular expression, negated
SELECT "v"."k" AS "c1" FROM "v" WHERE (NOT match("v"."t", {p1:String})) ORDER BY 1 ASC NULLS LAST
-- regular expression inside
SELECT "v"."k" AS "c1" FROM "v" WHERE (match("v"."t", {p1:String})) ORDER BY 1 ASC NULLS LAST
-- list
SELECT "v"."k" AS "c1" FROM "v" WHERE ("v"."k" IN ({p1:Int64}, {p2:Int64})) ORDER BY 1 ASC NULLS LAST
-- list, negated
SELECT "v"."k" AS "c1" FROM "v" WHERE ("v"."k" NOT IN ({p1:Int64}, {p2:Int64})) ORDER BY 1 ASC NULLS LAST
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
SELECT "v"."k" AS "c1", ("v"."k" = {p1:Int64}) AS "c2", (NOT ("v"."k" = {p2:Int64})) AS "c3", ("v"."n" < {p3:Int64}) AS "c4" FROM "v" ORDER BY 1 ASC NULLS LAST
-- same
SELECT "v"."k" AS "c1" FROM "v" WHERE ("v"."n" IS NOT DISTINCT FROM NULL) ORDER BY 1 ASC NULLS LAST
-- not the same
SELECT "v"."k" AS "c1" FROM "v" WHERE (NOT ("v"."n" IS NOT DISTINCT FROM {p1:Int64})) ORDER BY 1 ASC NULLS LAST
-- rows in a query
SELECT "v"."k" AS "c1" FROM "v" WHERE ("v"."k", "v"."n") IN ( SELECT "v"."k", "v"."n" FROM "v" WHERE ("v"."k" > {p1:Int64}) ) ORDER BY 1 ASC NULLS LAST
-- exists
SELECT "u"."k" AS "c1" FROM "v" AS "u" WHERE EXISTS ( SELECT 1 FROM "v" AS "w" WHERE ("w"."n" = ("u"."n" * {p1:Int64})) ) ORDER BY 1 ASC NULLS LAST
-- scalar query
SELECT "v"."k" AS "c1" FROM "v" WHERE ("v"."n" = ( SELECT MAX(toNullable("v"."n")) FROM "v" )) ORDER BY 1 ASC NULLS LAST
-- inner join
SELECT toInt64(COUNT(*)) AS "c1", toInt64(COUNT("l"."a")) AS "c2", toInt64(COUNT("r"."a")) AS "c3" FROM "l" INNER JOIN "r" ON ("l"."a" = "r"."a")
-- left join
SELECT toInt64(COUNT(*)) AS "c1", toInt64(COUNT("l"."a")) AS "c2", toInt64(COUNT("r"."a")) AS "c3" FROM "l" LEFT JOIN "r" ON ("l"."a" = "r"."a")
-- right join
SELECT toInt64(COUNT(*)) AS "c1", toInt64(COUNT("l"."a")) AS "c2", toInt64(COUNT("r"."a")) AS "c3" FROM "l" RIGHT JOIN "r" ON ("l"."a" = "r"."a")
-- full join
SELECT toInt64(COUNT(*)) AS "c1", toInt64(COUNT("l"."a")) AS "c2", toInt64(COUNT("r"."a")) AS "c3" FROM "l" FULL JOIN "r" ON ("l"."a" = "r"."a")
-- cross join
SELECT toInt64(COUNT(*)) AS "c1", toInt64(COUNT("l"."a")) AS "c2", toInt64(COUNT("r"."a")) AS "c3" FROM "l" CROSS JOIN "r"
-- inner join on same
SELECT toInt64(COUNT(*)) AS "c1", toInt64(COUNT("l"."a")) AS "c2", toInt64(COUNT("r"."a")) AS "c3" FROM "l" INNER JOIN "r" ON ("l"."a" IS NOT DISTINCT FROM "r"."a")
-- left join on same
SELECT toInt64(COUNT(*)) AS "c1", toInt64(COUNT("l"."a")) AS "c2", toInt64(COUNT("r"."a")) AS "c3" FROM "l" LEFT JOIN "r" ON ("l"."a" IS NOT DISTINCT FROM "r"."a")
-- full join on same
SELECT toInt64(COUNT(*)) AS "c1", toInt64(COUNT("l"."a")) AS "c2", toInt64(COUNT("r"."a")) AS "c3" FROM "l" FULL JOIN "r" ON ("l"."a" IS NOT DISTINCT FROM "r"."a")
-- left join on less
refused: ClickHouse has no outer joins without an equality
-- joins keep letter case and blanks apart
SELECT toInt64(COUNT(*)) AS "c1" FROM "l" INNER JOIN "r" ON (toString("l"."t") = toString("r"."t"))
-- start of second
SELECT "v"."k" AS "c1", CAST(toStartOfSecond("v"."at") AS Nullable(DateTime64(6, 'UTC'))) AS "c2" FROM "v" ORDER BY 1 ASC NULLS LAST
-- start of minute
SELECT "v"."k" AS "c1", CAST(DATE_TRUNC('minute', "v"."at") AS Nullable(DateTime64(6, 'UTC'))) AS "c2" FROM "v" ORDER BY 1 ASC NULLS LAST
-- start of hour
SELECT "v"."k" AS "c1", CAST(DATE_TRUNC('hour', "v"."at") AS Nullable(DateTime64(6, 'UTC'))) AS "c2" FROM "v" ORDER BY 1 ASC NULLS LAST
-- start of day
SELECT "v"."k" AS "c1", CAST(DATE_TRUNC('day', "v"."at") AS Nullable(DateTime64(6, 'UTC'))) AS "c2" FROM "v" ORDER BY 1 ASC NULLS LAST
-- start of week
SELECT "v"."k" AS "c1", CAST(DATE_TRUNC('week', "v"."at") AS Nullable(DateTime64(6, 'UTC'))) AS "c2" FROM "v" ORDER BY 1 ASC NULLS LAST
-- start of month
SELECT "v"."k" AS "c1", CAST(DATE_TRUNC('month', "v"."at") AS Nullable(DateTime64(6, 'UTC'))) AS "c2" FROM "v" ORDER BY 1 ASC NULLS LAST
-- start of quarter
SELECT "v"."k" AS "c1", CAST(DATE_TRUNC('quarter', "v"."at") AS Nullable(DateTime64(6, 'UTC'))) AS "c2" FROM "v" ORDER BY 1 ASC NULLS LAST
-- start of year
SELECT "v"."k" AS "c1", CAST(DATE_TRUNC('year', "v"."at") AS Nullable(DateTime64(6, 'UTC'))) AS "c2" FROM "v" ORDER BY 1 ASC NULLS LAST
-- starts before 1970
SELECT CAST(toStartOfSecond(CAST({p1:DateTime64(6, 'UTC')} AS Nullable(DateTime64(6, 'UTC')))) AS Nullable(DateTime64(6, 'UTC'))) AS "c1", CAST(DATE_TRUNC('hour', CAST({p2:DateTime64(6, 'UTC')} AS Nullable(DateTime64(6, 'UTC')))) AS Nullable(DateTime64(6, 'UTC'))) AS "c2", CAST(DATE_TRUNC('week', CAST({p3:DateTime64(6, 'UTC')} AS Nullable(DateTime64(6, 'UTC')))) AS Nullable(DateTime64(6, 'UTC'))) AS "c3", CAST(DATE_TRUNC('month', CAST({p4:DateTime64(6, 'UTC')} AS Nullable(DateTime64(6, 'UTC')))) AS Nullable(DateTime64(6, 'UTC'))) AS "c4", CAST(DATE_TRUNC('quarter', CAST({p5:DateTime64(6, 'UTC')} AS Nullable(DateTime64(6, 'UTC')))) AS Nullable(DateTime64(6, 'UTC'))) AS "c5", CAST(DATE_TRUNC('year', CAST({p6:DateTime64(6, 'UTC')} AS Nullable(DateTime64(6, 'UTC')))) AS Nullable(DateTime64(6, 'UTC'))) AS "c6" FROM "v" WHERE ("v"."k" = {p7:Int64})
-- a month on
SELECT addMonths(CAST({p1:DateTime64(6, 'UTC')} AS Nullable(DateTime64(6, 'UTC'))), 1) AS "c1" FROM "v" WHERE ("v"."k" = {p2:Int64})
-- a month back
SELECT addMonths(CAST({p1:DateTime64(6, 'UTC')} AS Nullable(DateTime64(6, 'UTC'))), -1) AS "c1" FROM "v" WHERE ("v"."k" = {p2:Int64})
-- thirteen months on
SELECT addMonths(CAST({p1:DateTime64(6, 'UTC')} AS Nullable(DateTime64(6, 'UTC'))), 13) AS "c1" FROM "v" WHERE ("v"."k" = {p2:Int64})
-- a quarter on
SELECT addMonths(CAST({p1:DateTime64(6, 'UTC')} AS Nullable(DateTime64(6, 'UTC'))), 3) AS "c1" FROM "v" WHERE ("v"."k" = {p2:Int64})
-- a year on
SELECT addYears(CAST({p1:DateTime64(6, 'UTC')} AS Nullable(DateTime64(6, 'UTC'))), 1) AS "c1" FROM "v" WHERE ("v"."k" = {p2:Int64})
-- a year back
SELECT addYears(CAST({p1:DateTime64(6, 'UTC')} AS Nullable(DateTime64(6, 'UTC'))), -1) AS "c1" FROM "v" WHERE ("v"."k" = {p2:Int64})
-- a week back
SELECT addWeeks(CAST({p1:DateTime64(6, 'UTC')} AS Nullable(DateTime64(6, 'UTC'))), -1) AS "c1" FROM "v" WHERE ("v"."k" = {p2:Int64})
-- days on
SELECT addDays(CAST({p1:DateTime64(6, 'UTC')} AS Nullable(DateTime64(6, 'UTC'))), 2) AS "c1" FROM "v" WHERE ("v"."k" = {p2:Int64})
-- hours back
SELECT addHours(CAST({p1:DateTime64(6, 'UTC')} AS Nullable(DateTime64(6, 'UTC'))), -2) AS "c1" FROM "v" WHERE ("v"."k" = {p2:Int64})
-- minutes on
SELECT addMinutes(CAST({p1:DateTime64(6, 'UTC')} AS Nullable(DateTime64(6, 'UTC'))), 1) AS "c1" FROM "v" WHERE ("v"."k" = {p2:Int64})
-- seconds on
SELECT addSeconds(CAST({p1:DateTime64(6, 'UTC')} AS Nullable(DateTime64(6, 'UTC'))), 1) AS "c1" FROM "v" WHERE ("v"."k" = {p2:Int64})
-- wall clock of UTC
SELECT "v"."k" AS "c1", CAST("v"."i" AS Nullable(DateTime64(6, 'UTC'))) AS "c2", CAST("v"."w" AS Nullable(DateTime64(6, 'UTC'))) AS "c3" FROM "v" ORDER BY 1 ASC NULLS LAST
-- wall clock of a zone
SELECT "v"."k" AS "c1", CAST(toString("v"."i", 'Europe/Oslo') AS Nullable(DateTime64(6, 'UTC'))) AS "c2", CAST(toString("v"."w", 'Europe/Oslo') AS Nullable(DateTime64(6, 'UTC'))) AS "c3" FROM "v" ORDER BY 1 ASC NULLS LAST
-- days of a zone
SELECT CAST(DATE_TRUNC('day', CAST(toString("v"."i", 'Europe/Oslo') AS Nullable(DateTime64(6, 'UTC')))) AS Nullable(DateTime64(6, 'UTC'))) AS "c1", toInt64(COUNT(*)) AS "c2" FROM "v" GROUP BY 1 ORDER BY 1 ASC NULLS LAST, 1 ASC NULLS LAST
-- months of UTC
SELECT CAST(DATE_TRUNC('month', CAST("v"."i" AS Nullable(DateTime64(6, 'UTC')))) AS Nullable(DateTime64(6, 'UTC'))) AS "c1", toInt64(COUNT(*)) AS "c2" FROM "v" GROUP BY 1 ORDER BY 1 ASC NULLS LAST, 1 ASC NULLS LAST
-- percentiles
SELECT quantileExactInclusive(0.500000)(toNullable(toFloat64("v"."n"))) AS "c1", quantileExactInclusive(0.900000)(toNullable(toFloat64("v"."n"))) AS "c2" FROM "v"
-- greatest percentile
SELECT quantileExactInclusive(1)(toNullable(toFloat64("v"."n"))) AS "c1", quantileExactInclusive(0.000000)(toNullable(toFloat64("v"."n"))) AS "c2" FROM "v"
-- percentile of nothing
SELECT quantileExactInclusive(0.500000)(toNullable(toFloat64("v"."n"))) AS "c1" FROM "v" WHERE ("v"."k" = {p1:Int64})
-- any and all
SELECT MAX(CASE WHEN "v"."b" THEN 1 WHEN NOT "v"."b" THEN 0 END) AS "c1", MIN(CASE WHEN "v"."b" THEN 1 WHEN NOT "v"."b" THEN 0 END) AS "c2" FROM "v"
-- any and all of trues
SELECT MAX(CASE WHEN "v"."b" THEN 1 WHEN NOT "v"."b" THEN 0 END) AS "c1", MIN(CASE WHEN "v"."b" THEN 1 WHEN NOT "v"."b" THEN 0 END) AS "c2" FROM "v" WHERE ("v"."k" = {p1:Int64})
-- any and all of nothing
SELECT MAX(CASE WHEN "v"."b" THEN 1 WHEN NOT "v"."b" THEN 0 END) AS "c1", MIN(CASE WHEN "v"."b" THEN 1 WHEN NOT "v"."b" THEN 0 END) AS "c2" FROM "v" WHERE ("v"."k" = {p1:Int64})
-- any and all of a condition
SELECT MAX(CASE WHEN ("v"."n" > {p1:Int64}) THEN 1 WHEN NOT ("v"."n" > {p2:Int64}) THEN 0 END) AS "c1", MIN(CASE WHEN ("v"."n" > {p3:Int64}) THEN 1 WHEN NOT ("v"."n" > {p4:Int64}) THEN 0 END) AS "c2" FROM "v"
-- texts joined in byte order
SELECT CASE WHEN COUNT("v"."t") > 0 THEN arrayStringConcat(arraySort(groupArray("v"."t")), {p1:String}) END AS "c1" FROM "v"
-- no texts joined
SELECT CASE WHEN COUNT("v"."t") > 0 THEN arrayStringConcat(arraySort(groupArray("v"."t")), {p1:String}) END AS "c1" FROM "v" WHERE ("v"."k" = {p2:Int64})
-- deviation
SELECT CASE WHEN COUNT("v"."d") > 1 THEN stddevSampStable(toFloat64("v"."d")) END AS "c1" FROM "v"
-- deviation of one
SELECT CASE WHEN COUNT("v"."d") > 1 THEN stddevSampStable(toFloat64("v"."d")) END AS "c1" FROM "v" WHERE ("v"."k" = {p1:Int64})
-- deviation of nothing
SELECT CASE WHEN COUNT("v"."d") > 1 THEN stddevSampStable(toFloat64("v"."d")) END AS "c1" FROM "v" WHERE ("v"."k" = {p1:Int64})
-- counts
SELECT toInt64(COUNT(*)) AS "c1", toInt64(COUNT("v"."t")) AS "c2", toInt64(uniqCombined("v"."t")) AS "c3", toInt64(COUNT(DISTINCT "v"."b")) AS "c4" FROM "v"
-- least and greatest text
SELECT MIN(toNullable("v"."t")) AS "c1", MAX(toNullable("v"."t")) AS "c2" FROM "v"
-- least of nothing
SELECT MIN(toNullable("v"."n")) AS "c1", SUM(toNullable("v"."n")) AS "c2", toInt64(COUNT(*)) AS "c3" FROM "v" WHERE ("v"."k" = {p1:Int64})
-- window over all
SELECT "v"."k" AS "c1", SUM(toNullable("v"."n")) OVER () AS "c2" FROM "v" ORDER BY 1 ASC NULLS LAST
-- window over a part
SELECT "v"."k" AS "c1", SUM(toNullable("v"."n")) OVER (PARTITION BY "v"."b") AS "c2" FROM "v" ORDER BY 1 ASC NULLS LAST
-- window over counts
SELECT "v"."k" AS "c1", COUNT(*) OVER () AS "c2", COUNT("v"."n") OVER (PARTITION BY "v"."b") AS "c3" FROM "v" ORDER BY 1 ASC NULLS LAST
-- window over groups
SELECT CASE WHEN "v"."b" THEN 1 WHEN (NOT "v"."b") THEN 0 END AS "c1", SUM(toNullable(SUM(toNullable("v"."n")))) OVER () AS "c2" FROM "v" GROUP BY 1 ORDER BY 1 ASC NULLS LAST
-- place in an order
SELECT "v"."k" AS "c1", ROW_NUMBER() OVER (ORDER BY "v"."n" DESC NULLS LAST) AS "c2" FROM "v" ORDER BY 1 ASC NULLS LAST
-- rank in a part
SELECT "v"."k" AS "c1", RANK() OVER (PARTITION BY "v"."b" ORDER BY "v"."n" ASC NULLS LAST) AS "c2" FROM "v" ORDER BY 1 ASC NULLS LAST
-- value before
SELECT "v"."k" AS "c1", LAG(toNullable("v"."n"), 1) OVER (ORDER BY "v"."k" ASC NULLS LAST) AS "c2" FROM "v" ORDER BY 1 ASC NULLS LAST
-- running sum by peers
SELECT "v"."k" AS "c1", SUM(toNullable("v"."n")) OVER (ORDER BY "v"."k" ASC NULLS LAST) AS "c2" FROM "v" ORDER BY 1 ASC NULLS LAST
-- running sum of rows
SELECT "v"."k" AS "c1", SUM(toNullable("v"."n")) OVER (ORDER BY "v"."k" DESC NULLS LAST ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS "c2" FROM "v" ORDER BY 1 ASC NULLS LAST
-- sum of two rows
SELECT "v"."k" AS "c1", SUM(toNullable("v"."n")) OVER (ORDER BY "v"."k" ASC NULLS LAST ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS "c2" FROM "v" ORDER BY 1 ASC NULLS LAST
-- a sum does not overflow
SELECT SUM(toNullable(CAST("v"."a" AS Nullable(Decimal(38, 0))))) AS "c1" FROM "v"
-- a mean does not overflow
SELECT (CAST(SUM(toNullable(CAST("v"."a" AS Nullable(Decimal(38, 0))))) AS Nullable(Float64)) / CAST(toInt64(COUNT("v"."a")) AS Nullable(Float64))) AS "c1" FROM "v"
-- a mean of whole numbers
SELECT (CAST(SUM(toNullable(CAST("v"."a" AS Nullable(Decimal(38, 0))))) AS Nullable(Float64)) / CAST(toInt64(COUNT("v"."a")) AS Nullable(Float64))) AS "c1" FROM "v"
-- a mean of nothing
SELECT (CAST(SUM(toNullable(CAST(CAST("v"."a" AS Nullable(Int64)) AS Nullable(Decimal(38, 0))))) AS Nullable(Float64)) / CAST(toInt64(COUNT(CAST("v"."a" AS Nullable(Int64)))) AS Nullable(Float64))) AS "c1", SUM(toNullable(CAST(CAST("v"."a" AS Nullable(Int64)) AS Nullable(Decimal(38, 0))))) AS "c2" FROM "v"
-- decimals
SELECT SUM(toNullable("v"."a")) AS "c1", (CAST(SUM(toNullable("v"."a")) AS Nullable(Float64)) / CAST(toInt64(COUNT("v"."a")) AS Nullable(Float64))) AS "c2" FROM "v"
-- true division
SELECT (CAST(SUM(toNullable("v"."n")) AS Nullable(Float64)) / CAST(toInt64(COUNT("v"."n")) AS Nullable(Float64))) AS "c1" FROM "v"
-- texts
SELECT upperUTF8({p1:String}) AS "c1", TRIM({p2:String}) AS "c2", lengthUTF8({p3:String}) AS "c3", substringUTF8({p4:String}, {p5:Int64}, {p6:Int64}) AS "c4", substringUTF8({p7:String}, {p8:Int64}) AS "c5", replaceAll({p9:String}, {p10:String}, {p11:String}) AS "c6", ("v"."t" || {p12:String}) AS "c7" FROM "v" WHERE ("v"."k" = {p13:Int64})
-- letter case beyond ASCII
SELECT lowerUTF8({p1:String}) AS "c1" FROM "v" WHERE ("v"."k" = {p2:Int64})
-- NULL in texts
SELECT ("v"."t" || {p1:String}) AS "c1", (COALESCE("v"."t", '') || COALESCE({p2:String}, '') || COALESCE({p3:String}, '')) AS "c2", COALESCE("v"."t", {p4:String}) AS "c3", NULLIF("v"."k", {p5:Int64}) AS "c4" FROM "v" WHERE ("v"."k" = {p6:Int64})
-- numbers
SELECT abs((-"v"."n")) AS "c1", floor(CAST({p1:Float64} AS Nullable(Float64))) AS "c2", floor(CAST({p2:Float64} AS Nullable(Float64))) AS "c3", ceil(CAST({p3:Float64} AS Nullable(Float64))) AS "c4", ceil(CAST({p4:Float64} AS Nullable(Float64))) AS "c5", round(CAST({p5:Float64} AS Nullable(Float64))) AS "c6", ("v"."n" % {p6:Int64}) AS "c7" FROM "v" WHERE ("v"."k" = {p7:Int64})
-- parts of a time
SELECT CAST(toYear("v"."at") AS Nullable(Int64)) AS "c1", CAST(toMonth("v"."at") AS Nullable(Int64)) AS "c2", CAST(toDayOfMonth("v"."at") AS Nullable(Int64)) AS "c3" FROM "v" WHERE ("v"."k" = {p1:Int64})
-- casts
SELECT CAST({p1:String} AS Nullable(Int64)) AS "c1", CAST("v"."n" AS Nullable(String)) AS "c2", CAST({p2:String} AS Nullable(Decimal(10, 2))) AS "c3", CAST("v"."n" AS Nullable(Float64)) AS "c4", CAST(CAST({p3:Date32} AS Nullable(Date32)) AS Nullable(DateTime64(6, 'UTC'))) AS "c5" FROM "v" WHERE ("v"."k" = {p4:Int64})
-- chosen values
SELECT "v"."k" AS "c1", CASE WHEN ("v"."n" IS NULL) THEN {p1:Int64} WHEN "v"."b" THEN "v"."n" END AS "c2" FROM "v" ORDER BY 1 ASC NULLS LAST
-- values of one row
SELECT "v"."b" AS "c1" FROM "v"
-- the tenant's text key
SELECT toInt64(COUNT(*)) AS "c1" FROM "v" WHERE (toString("v"."t") = {p1:String})
-- the tenant's number
SELECT toInt64(COUNT(*)) AS "c1" FROM "v" WHERE ("v"."a" = {p1:Int64})
-- the engine's own division of whole numbers
SELECT "v"."k" AS "c1", (CAST("v"."n" AS Nullable(Float64)) / CAST({p1:Int64} AS Nullable(Float64))) AS "c2", (CAST((-"v"."n") AS Nullable(Float64)) / CAST({p2:Int64} AS Nullable(Float64))) AS "c3" FROM "v" ORDER BY 1 ASC NULLS LAST
-- the engine's own division of floats
SELECT (CAST({p1:Float64} AS Nullable(Float64)) / CAST({p2:Float64} AS Nullable(Float64))) AS "c1" FROM "v" LIMIT {p3:Int64}
-- instant of a clock of UTC
SELECT "v"."k" AS "c1", CAST(CAST("v"."w" AS Nullable(DateTime64(6, 'UTC'))) AS Nullable(DateTime64(6, 'UTC'))) AS "c2" FROM "v" ORDER BY 1 ASC NULLS LAST
-- instant of a zone's clock
SELECT "v"."k" AS "c1", CAST(toDateTime64(toString("v"."w"), 6, 'Europe/Oslo') AS Nullable(DateTime64(6, 'UTC'))) AS "c2" FROM "v" ORDER BY 1 ASC NULLS LAST
-- quarters, weeks, days of weeks and parts of the clock
SELECT "v"."k" AS "c1", CAST(toQuarter("v"."at") AS Nullable(Int64)) AS "c2", CAST(toISOWeek("v"."at") AS Nullable(Int64)) AS "c3", CAST(toDayOfWeek("v"."at") AS Nullable(Int64)) AS "c4", CAST(toHour("v"."at") AS Nullable(Int64)) AS "c5", CAST(toMinute("v"."at") AS Nullable(Int64)) AS "c6" FROM "v" ORDER BY 1 ASC NULLS LAST
