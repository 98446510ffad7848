-- text in byte order
SELECT "v"."k" AS "c1", "v"."t" AS "c2" FROM "v" ORDER BY "v"."t" ASC NULLS LAST
-- text in byte order, descending
SELECT "v"."k" AS "c1", "v"."t" AS "c2" FROM "v" ORDER BY "v"."t" DESC NULLS LAST
-- numbers ascending
SELECT "v"."k" AS "c1", "v"."n" AS "c2" FROM "v" ORDER BY "c2" ASC NULLS LAST
-- numbers descending
SELECT "v"."k" AS "c1", "v"."n" AS "c2" FROM "v" ORDER BY "c2" DESC NULLS LAST
-- limit and offset
SELECT "v"."k" AS "c1", "v"."n" AS "c2" FROM "v" ORDER BY "c2" ASC NULLS LAST LIMIT 2 OFFSET 1
-- offset alone
SELECT "v"."k" AS "c1", "v"."n" AS "c2" FROM "v" ORDER BY "c2" ASC NULLS LAST LIMIT 4611686018427387904 OFFSET 3
-- limit alone
SELECT "v"."k" AS "c1", "v"."n" AS "c2" FROM "v" ORDER BY "c2" DESC NULLS LAST LIMIT 1
-- groups keep letter case apart
SELECT "v"."t" AS "c1", toInt64(COUNT(*)) AS "c2" FROM "v" GROUP BY "c1" HAVING (toInt64(COUNT(*)) < {p1:Int64}) ORDER BY "v"."t" ASC NULLS LAST
-- groups in the order of such an expression
SELECT "ordered"."c1" AS "c1", "ordered"."c2" AS "c2" FROM ( SELECT CASE WHEN ("v"."n" < {p1:Int64}) THEN {p2:String} ELSE {p3:String} END AS "c1", toInt64(COUNT(*)) AS "c2" FROM "v" GROUP BY "c1" ) AS "ordered" ORDER BY "ordered"."c1" ASC NULLS LAST
-- groups by an expression with values
SELECT CASE WHEN ("v"."n" < {p1:Int64}) THEN {p2:String} ELSE {p3:String} END AS "c1", toInt64(COUNT(*)) AS "c2" FROM "v" GROUP BY "c1" ORDER BY "c2" DESC NULLS LAST, "c1" ASC NULLS LAST
-- distinct
SELECT DISTINCT CASE WHEN "v"."b" THEN 1 WHEN (NOT "v"."b") THEN 0 END AS "c1" FROM "v" ORDER BY "c1" ASC NULLS LAST
-- union
SELECT "ordered"."c1" AS "c1" FROM ( SELECT "v"."n" AS "c1" FROM "v" WHERE ("v"."k" = {p1:Int64}) UNION ALL SELECT "v"."n" AS "c1" FROM "v" ) AS "ordered" ORDER BY "c1" ASC NULLS LAST LIMIT 3
-- union, NULL last
SELECT "ordered"."c1" AS "c1" FROM ( SELECT "v"."n" AS "c1" FROM "v" WHERE ("v"."k" = {p1:Int64}) UNION ALL SELECT "v"."n" AS "c1" FROM "v" ) AS "ordered" ORDER BY "c1" ASC NULLS LAST LIMIT 4611686018427387904 OFFSET 5
-- escaped pattern
SELECT "v"."k" AS "c1" FROM "v" WHERE ("v"."t" LIKE {p1:String}) ORDER BY "c1" ASC NULLS LAST
-- escaped pattern, negated
SELECT "v"."k" AS "c1" FROM "v" WHERE ("v"."t" NOT LIKE {p1:String}) ORDER BY "c1" ASC NULLS LAST
-- pattern minds letter case
SELECT "v"."k" AS "c1" FROM "v" WHERE ("v"."t" LIKE {p1:String}) ORDER BY "c1" ASC NULLS LAST
-- pattern without letter case
SELECT "v"."k" AS "c1" FROM "v" WHERE (lowerUTF8("v"."t") LIKE lowerUTF8({p1:String})) ORDER BY "c1" ASC NULLS LAST
-- regular expression
SELECT "v"."k" AS "c1" FROM "v" WHERE (match("v"."t", {p1:String})) ORDER BY "c1" ASC NULLS LAST
-- regular expression, negated
SELECT "v"."k" AS "c1" FROM "v" WHERE (NOT match("v"."t", {p1:String})) ORDER BY "c1" ASC NULLS LAST
-- regular expression inside
SELECT "v"."k" AS "c1" FROM "v" WHERE (match("v"."t", {p1:String})) ORDER BY "c1" ASC NULLS LAST
-- list
SELECT "v"."k" AS "c1" FROM "v" WHERE ("v"."k" IN ({p1:Int64}, {p2:Int64})) ORDER BY "c1" ASC NULLS LAST
-- list, negated
SELECT "v"."k" AS "c1" FROM "v" WHERE ("v"."k" NOT IN ({p1:Int64}, {p2:Int64})) ORDER BY "c1" ASC NULLS LAST
-- is null
SELECT "v"."k" AS "c1" FROM "v" WHERE ("v"."t" IS NULL) ORDER BY "c1" ASC NULLS LAST
-- is not null
SELECT "v"."k" AS "c1" FROM "v" WHERE ("v"."t" IS NOT NULL) ORDER BY "c1" ASC NULLS LAST
-- all of nothing
SELECT "v"."k" AS "c1" FROM "v" WHERE 1 ORDER BY "c1" ASC NULLS LAST
-- any of nothing
SELECT "v"."k" AS "c1" FROM "v" WHERE 0 ORDER BY "c1" ASC NULLS LAST
-- a truth is a condition
SELECT "v"."k" AS "c1" FROM "v" WHERE "v"."b" ORDER BY "c1" ASC NULLS LAST
-- a condition is a value
SELECT "v"."k" AS "c1", ("v"."k" = {p1:Int64}) AS "c2", (NOT ("v"."k" = {p2:Int64})) AS "c3", ("v"."n" < {p3:Int64}) AS "c4" FROM "v" ORDER BY "c1" ASC NULLS LAST
-- same
SELECT "v"."k" AS "c1" FROM "v" WHERE (COALESCE(("v"."n" = NULL), 0) OR ("v"."n" IS NULL AND NULL IS NULL)) ORDER BY "c1" ASC NULLS LAST
-- not the same
SELECT "v"."k" AS "c1" FROM "v" WHERE (NOT (COALESCE(("v"."n" = {p1:Int64}), 0) OR ("v"."n" IS NULL AND {p2:Int64} IS NULL))) ORDER BY "c1" ASC NULLS LAST
-- rows in a query
SELECT "v"."k" AS "c1" FROM "v" WHERE ("v"."k", "v"."n") IN ( SELECT "v"."k", "v"."n" FROM "v" WHERE ("v"."k" > {p1:Int64}) ) ORDER BY "c1" ASC NULLS LAST
-- exists
refused: ClickHouse 18 has no correlated sub-queries
-- scalar query
SELECT "v"."k" AS "c1" FROM "v" WHERE ("v"."n" = ( SELECT MAX(toNullable("v"."n")) FROM "v" )) ORDER BY "c1" ASC NULLS LAST
-- inner join
refused: ClickHouse 18 has no joins that can be relied on
-- left join
refused: ClickHouse 18 has no joins that can be relied on
-- right join
refused: ClickHouse 18 has no joins that can be relied on
-- full join
refused: ClickHouse 18 has no joins that can be relied on
-- cross join
refused: ClickHouse 18 has no joins that can be relied on
-- inner join on same
refused: ClickHouse 18 has no joins that can be relied on
-- left join on same
refused: ClickHouse 18 has no joins that can be relied on
-- full join on same
refused: ClickHouse 18 has no joins that can be relied on
-- left join on less
refused: ClickHouse 18 has no joins that can be relied on
-- joins keep letter case and blanks apart
refused: ClickHouse 18 has no joins that can be relied on
-- start of second
SELECT "v"."k" AS "c1", CAST(toDateTime("v"."at") AS Nullable(DateTime)) AS "c2" FROM "v" ORDER BY "c1" ASC NULLS LAST
-- start of minute
SELECT "v"."k" AS "c1", CAST(toStartOfMinute("v"."at") AS Nullable(DateTime)) AS "c2" FROM "v" ORDER BY "c1" ASC NULLS LAST
-- start of hour
SELECT "v"."k" AS "c1", CAST(toStartOfHour("v"."at") AS Nullable(DateTime)) AS "c2" FROM "v" ORDER BY "c1" ASC NULLS LAST
-- start of day
SELECT "v"."k" AS "c1", CAST(toStartOfDay("v"."at") AS Nullable(DateTime)) AS "c2" FROM "v" ORDER BY "c1" ASC NULLS LAST
-- start of week
SELECT "v"."k" AS "c1", CAST(toMonday("v"."at") AS Nullable(DateTime)) AS "c2" FROM "v" ORDER BY "c1" ASC NULLS LAST
-- start of month
SELECT "v"."k" AS "c1", CAST(toStartOfMonth("v"."at") AS Nullable(DateTime)) AS "c2" FROM "v" ORDER BY "c1" ASC NULLS LAST
-- start of quarter
SELECT "v"."k" AS "c1", CAST(toStartOfQuarter("v"."at") AS Nullable(DateTime)) AS "c2" FROM "v" ORDER BY "c1" ASC NULLS LAST
-- start of year
SELECT "v"."k" AS "c1", CAST(toStartOfYear("v"."at") AS Nullable(DateTime)) AS "c2" FROM "v" ORDER BY "c1" ASC NULLS LAST
-- starts before 1970
SELECT CAST(toDateTime(CAST({p1:DateTime} AS Nullable(DateTime))) AS Nullable(DateTime)) AS "c1", CAST(toStartOfHour(CAST({p2:DateTime} AS Nullable(DateTime))) AS Nullable(DateTime)) AS "c2", CAST(toMonday(CAST({p3:DateTime} AS Nullable(DateTime))) AS Nullable(DateTime)) AS "c3", CAST(toStartOfMonth(CAST({p4:DateTime} AS Nullable(DateTime))) AS Nullable(DateTime)) AS "c4", CAST(toStartOfQuarter(CAST({p5:DateTime} AS Nullable(DateTime))) AS Nullable(DateTime)) AS "c5", CAST(toStartOfYear(CAST({p6:DateTime} AS Nullable(DateTime))) AS Nullable(DateTime)) AS "c6" FROM "v" WHERE ("v"."k" = {p7:Int64})
-- a month on
SELECT addMonths(CAST({p1:DateTime} AS Nullable(DateTime)), 1) AS "c1" FROM "v" WHERE ("v"."k" = {p2:Int64})
-- a month back
SELECT addMonths(CAST({p1:DateTime} AS Nullable(DateTime)), -1) AS "c1" FROM "v" WHERE ("v"."k" = {p2:Int64})
-- thirteen months on
SELECT addMonths(CAST({p1:DateTime} AS Nullable(DateTime)), 13) AS "c1" FROM "v" WHERE ("v"."k" = {p2:Int64})
-- a quarter on
SELECT addMonths(CAST({p1:DateTime} AS Nullable(DateTime)), 3) AS "c1" FROM "v" WHERE ("v"."k" = {p2:Int64})
-- a year on
SELECT addYears(CAST({p1:DateTime} AS Nullable(DateTime)), 1) AS "c1" FROM "v" WHERE ("v"."k" = {p2:Int64})
-- a year back
SELECT addYears(CAST({p1:DateTime} AS Nullable(DateTime)), -1) AS "c1" FROM "v" WHERE ("v"."k" = {p2:Int64})
-- a week back
SELECT addWeeks(CAST({p1:DateTime} AS Nullable(DateTime)), -1) AS "c1" FROM "v" WHERE ("v"."k" = {p2:Int64})
-- days on
SELECT addDays(CAST({p1:DateTime} AS Nullable(DateTime)), 2) AS "c1" FROM "v" WHERE ("v"."k" = {p2:Int64})
-- hours back
SELECT addHours(CAST({p1:DateTime} AS Nullable(DateTime)), -2) AS "c1" FROM "v" WHERE ("v"."k" = {p2:Int64})
-- minutes on
SELECT addMinutes(CAST({p1:DateTime} AS Nullable(DateTime)), 1) AS "c1" FROM "v" WHERE ("v"."k" = {p2:Int64})
-- seconds on
SELECT addSeconds(CAST({p1:DateTime} AS Nullable(DateTime)), 1) AS "c1" FROM "v" WHERE ("v"."k" = {p2:Int64})
-- wall clock of UTC
SELECT "v"."k" AS "c1", CAST("v"."i" AS Nullable(DateTime)) AS "c2", CAST("v"."w" AS Nullable(DateTime)) AS "c3" FROM "v" ORDER BY "c1" ASC NULLS LAST
-- wall clock of a zone
SELECT "v"."k" AS "c1", CAST(toString("v"."i", 'Europe/Oslo') AS Nullable(DateTime)) AS "c2", CAST(toString("v"."w", 'Europe/Oslo') AS Nullable(DateTime)) AS "c3" FROM "v" ORDER BY "c1" ASC NULLS LAST
-- days of a zone
SELECT CAST(toStartOfDay(CAST(toString("v"."i", 'Europe/Oslo') AS Nullable(DateTime))) AS Nullable(DateTime)) AS "c1", toInt64(COUNT(*)) AS "c2" FROM "v" GROUP BY "c1" ORDER BY "c1" ASC NULLS LAST, "c1" ASC NULLS LAST
-- months of UTC
SELECT CAST(toStartOfMonth(CAST("v"."i" AS Nullable(DateTime))) AS Nullable(DateTime)) AS "c1", toInt64(COUNT(*)) AS "c2" FROM "v" GROUP BY "c1" ORDER BY "c1" ASC NULLS LAST, "c1" ASC NULLS LAST
-- percentiles
refused: ClickHouse 18 has no percentiles
-- greatest percentile
refused: ClickHouse 18 has no percentiles
-- percentile of nothing
refused: ClickHouse 18 has no percentiles
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
refused: ClickHouse 18 has no window functions
-- window over a part
refused: ClickHouse 18 has no window functions
-- window over counts
refused: ClickHouse 18 has no window functions
-- window over groups
refused: ClickHouse 18 has no window functions
-- place in an order
refused: ClickHouse 18 has no window functions
-- rank in a part
refused: ClickHouse 18 has no window functions
-- value before
refused: ClickHouse 18 has no window functions
-- running sum by peers
refused: ClickHouse 18 has no window functions
-- running sum of rows
refused: ClickHouse 18 has no window functions
-- sum of two rows
refused: ClickHouse 18 has no window functions
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
SELECT CAST({p1:String} AS Nullable(Int64)) AS "c1", CAST("v"."n" AS Nullable(String)) AS "c2", CAST({p2:String} AS Nullable(Decimal(10, 2))) AS "c3", CAST("v"."n" AS Nullable(Float64)) AS "c4", CAST(CAST({p3:Date} AS Nullable(Date)) AS Nullable(DateTime)) AS "c5" FROM "v" WHERE ("v"."k" = {p4:Int64})
-- chosen values
SELECT "v"."k" AS "c1", CASE WHEN ("v"."n" IS NULL) THEN {p1:Int64} WHEN "v"."b" THEN "v"."n" END AS "c2" FROM "v" ORDER BY "c1" ASC NULLS LAST
-- values of one row
SELECT "v"."b" AS "c1" FROM "v"
-- the tenant's text key
SELECT toInt64(COUNT(*)) AS "c1" FROM "v" WHERE (toString("v"."t") = {p1:String})
-- the tenant's number
SELECT toInt64(COUNT(*)) AS "c1" FROM "v" WHERE ("v"."a" = {p1:Int64})
-- the engine's own division of whole numbers
SELECT "v"."k" AS "c1", (CAST("v"."n" AS Nullable(Float64)) / CAST({p1:Int64} AS Nullable(Float64))) AS "c2", (CAST((-"v"."n") AS Nullable(Float64)) / CAST({p2:Int64} AS Nullable(Float64))) AS "c3" FROM "v" ORDER BY "c1" ASC NULLS LAST
-- the engine's own division of floats
SELECT (CAST({p1:Float64} AS Nullable(Float64)) / CAST({p2:Float64} AS Nullable(Float64))) AS "c1" FROM "v" LIMIT 1
-- instant of a clock of UTC
SELECT "v"."k" AS "c1", CAST(CAST("v"."w" AS Nullable(DateTime)) AS Nullable(DateTime)) AS "c2" FROM "v" ORDER BY "c1" ASC NULLS LAST
-- instant of a zone's clock
SELECT "v"."k" AS "c1", CAST(toDateTime64(toString("v"."w"), 6, 'Europe/Oslo') AS Nullable(DateTime)) AS "c2" FROM "v" ORDER BY "c1" ASC NULLS LAST
-- quarters, weeks, days of weeks and parts of the clock
SELECT "v"."k" AS "c1", CAST(toQuarter("v"."at") AS Nullable(Int64)) AS "c2", CAST(toISOWeek("v"."at") AS Nullable(Int64)) AS "c3", CAST(toDayOfWeek("v"."at") AS Nullable(Int64)) AS "c4", CAST(toHour("v"."at") AS Nullable(Int64)) AS "c5", CAST(toMinute("v"."at") AS Nullable(Int64)) AS "c6" FROM "v" ORDER BY "c1" ASC NULLS LAST
