-- # a join of two base tables, one scoped
-- because: NotAlone
SELECT 1 FROM "public"."orders" AS "o" JOIN "public"."customers" AS "c" ON "o"."customer_id" = "c"."id" WHERE "o"."company_id" = $1

-- # a join of two base tables, both scoped
-- because: NotAlone
SELECT 1 FROM "public"."orders" AS "o" JOIN "public"."customers" AS "c" ON "o"."customer_id" = "c"."id" WHERE "o"."company_id" = $1 AND "c"."tenant" = $1

-- # a comma join
-- because: NotAlone
SELECT 1 FROM "public"."orders" AS "o", "public"."customers" AS "c" WHERE "o"."company_id" = $1

-- # a self-join with one scoped side
-- because: NotAlone
SELECT "b"."id" FROM "public"."orders" AS "a" CROSS JOIN "public"."orders" AS "b" WHERE "a"."company_id" = $1

-- # an outer join with the rule in ON
-- because: NotAlone
SELECT "o"."id" FROM "public"."orders" AS "o" LEFT JOIN "public"."countries" AS "c" ON "o"."company_id" = $1

-- # USING with a base table
-- because: NotAlone
WITH "c" AS (SELECT "company_id" FROM "public"."orders" WHERE "company_id" = $1)
SELECT 1 FROM "c" JOIN "public"."orders" USING ("company_id") WHERE "company_id" = $1

-- # NATURAL with a base table
-- because: Clause
WITH "c" AS (SELECT "company_id" FROM "public"."orders" WHERE "company_id" = $1)
SELECT 1 FROM "c" NATURAL JOIN "public"."orders" WHERE "company_id" = $1

-- # NATURAL between CTEs
-- because: Clause
WITH "c" AS (SELECT "company_id" FROM "public"."orders" WHERE "company_id" = $1)
SELECT 1 FROM "c" NATURAL JOIN "c" AS "d"

-- # a join inside parentheses
-- because: Clause
SELECT 1 FROM ("public"."orders" AS "o" CROSS JOIN "public"."countries" AS "c") WHERE "o"."company_id" = $1

-- # a base table beside a derived one
-- because: NotAlone
SELECT 1 FROM (SELECT "id" FROM "public"."orders" WHERE "company_id" = $1) AS "a" JOIN "public"."orders" AS "b" ON "a"."id" = "b"."id"

-- # a base table beside a CTE
-- because: NotAlone
WITH "a" AS (SELECT "id" FROM "public"."orders" WHERE "company_id" = $1)
SELECT 1 FROM "a", "public"."orders" AS "b" WHERE "b"."company_id" = $1

-- # a UNION with a branch that is not scoped
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = $1 UNION SELECT "id" FROM "public"."orders"

-- # UNION ALL with the first branch not scoped
-- because: Unscoped
SELECT "id" FROM "public"."orders" UNION ALL SELECT "id" FROM "public"."orders" WHERE "company_id" = $1

-- # INTERSECT
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = $1 INTERSECT SELECT "id" FROM "public"."customers"

-- # EXCEPT tells which rows others have
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = $1 EXCEPT SELECT "id" FROM "public"."orders" WHERE "company_id" <> $1

-- # a UNION inside parentheses
-- because: Unscoped
(SELECT "id" FROM "public"."orders" WHERE "company_id" = $1) UNION ((SELECT "id" FROM "public"."customers"))

-- # a UNION inside a CTE
-- because: Unscoped
WITH "a" AS (SELECT "id" FROM "public"."orders" WHERE "company_id" = $1 UNION SELECT "id" FROM "sales"."orders") SELECT * FROM "a"

-- # UNION BY NAME
-- because: Clause|Syntax
SELECT "id" FROM "public"."orders" WHERE "company_id" = $1 UNION BY NAME SELECT "id" FROM "public"."orders" WHERE "company_id" = $1

-- # MINUS
-- because: Clause|Syntax|Name
SELECT "id" FROM "public"."orders" WHERE "company_id" = $1 MINUS SELECT "id" FROM "public"."orders" WHERE "company_id" = $1

-- # a scalar sub-query in the SELECT list
-- because: Unscoped
SELECT "id", (SELECT MAX("o"."amount") FROM "public"."orders" AS "o") FROM "public"."orders" WHERE "company_id" = $1

-- # a sub-query in WHERE
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = $1 AND "amount" > (SELECT AVG("o"."amount") FROM "public"."orders" AS "o")

-- # a sub-query in IN
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = $1 AND "customer_id" IN (SELECT "c"."id" FROM "public"."customers" AS "c")

-- # a sub-query in a list of IN
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = $1 AND "id" IN (1, (SELECT MAX("o"."id") FROM "public"."orders" AS "o"))

-- # a sub-query in EXISTS
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = $1 AND EXISTS (SELECT 1 FROM "public"."customers" AS "c" WHERE "c"."city" = 'Oslo')

-- # a sub-query in NOT EXISTS
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = $1 AND NOT EXISTS (SELECT 1 FROM "public"."customers" AS "c")

-- # a sub-query in BETWEEN
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = $1 AND "amount" BETWEEN 0 AND (SELECT MAX("o"."amount") FROM "public"."orders" AS "o")

-- # a sub-query in LIKE
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = $1 AND "status" LIKE (SELECT MAX("o"."status") FROM "public"."orders" AS "o")

-- # a sub-query in HAVING
-- because: Unscoped
SELECT "status" FROM "public"."orders" WHERE "company_id" = $1 GROUP BY "status" HAVING SUM("amount") > (SELECT SUM("o"."amount") FROM "public"."orders" AS "o")

-- # a sub-query in GROUP BY
-- because: Unscoped
SELECT COUNT(*) FROM "public"."orders" WHERE "company_id" = $1 GROUP BY (SELECT MAX("o"."amount") FROM "public"."orders" AS "o")

-- # a sub-query in GROUPING SETS
-- because: Unscoped
SELECT COUNT(*) FROM "public"."orders" WHERE "company_id" = $1 GROUP BY GROUPING SETS (("status"), ((SELECT MAX("o"."amount") FROM "public"."orders" AS "o")))

-- # a sub-query in ROLLUP
-- because: Unscoped
SELECT COUNT(*) FROM "public"."orders" WHERE "company_id" = $1 GROUP BY ROLLUP (("status"), (COALESCE((SELECT MAX("o"."amount") FROM "public"."orders" AS "o"), 0)))

-- # a sub-query in ORDER BY
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = $1 ORDER BY (SELECT MAX("o"."amount") FROM "public"."orders" AS "o")

-- # a sub-query in LIMIT
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = $1 LIMIT (SELECT COUNT(*) FROM "public"."orders" AS "o")

-- # a sub-query in OFFSET
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = $1 LIMIT 1 OFFSET (SELECT COUNT(*) FROM "public"."orders" AS "o")

-- # FETCH
-- because: Clause
SELECT "id" FROM "public"."orders" WHERE "company_id" = $1 FETCH FIRST 5 ROWS ONLY

-- # a sub-query in FETCH
-- because: Syntax
SELECT "id" FROM "public"."orders" WHERE "company_id" = $1 FETCH FIRST (SELECT COUNT(*) FROM "public"."orders" AS "o") ROWS ONLY

-- # a sub-query in DISTINCT ON
-- because: Unscoped
SELECT DISTINCT ON ((SELECT MAX("o"."amount") FROM "public"."orders" AS "o")) "id" FROM "public"."orders" WHERE "company_id" = $1

-- # a sub-query in a function
-- because: Unscoped
SELECT COALESCE((SELECT MAX("o"."amount") FROM "public"."orders" AS "o"), 0) FROM "public"."orders" WHERE "company_id" = $1

-- # a sub-query as all the arguments of a function
-- because: Function|Syntax|Unscoped
SELECT MAX(SELECT "o"."amount" FROM "public"."orders" AS "o") FROM "public"."orders" WHERE "company_id" = $1

-- # a sub-query in FILTER
-- because: Unscoped
SELECT COUNT(*) FILTER (WHERE EXISTS (SELECT 1 FROM "public"."customers" AS "c")) FROM "public"."orders" WHERE "company_id" = $1

-- # a sub-query in PARTITION BY
-- because: Unscoped
SELECT ROW_NUMBER() OVER (PARTITION BY (SELECT MAX("o"."amount") FROM "public"."orders" AS "o")) FROM "public"."orders" WHERE "company_id" = $1

-- # a sub-query in the order of a window
-- because: Unscoped
SELECT ROW_NUMBER() OVER (ORDER BY (SELECT MAX("o"."amount") FROM "public"."orders" AS "o")) FROM "public"."orders" WHERE "company_id" = $1

-- # a sub-query in the frame of a window
-- because: Unscoped
SELECT SUM("amount") OVER (ORDER BY "id" ROWS BETWEEN (SELECT COUNT(*) FROM "public"."customers" AS "c") PRECEDING AND CURRENT ROW) FROM "public"."orders" WHERE "company_id" = $1

-- # a sub-query in a named window
-- because: Clause
SELECT SUM("amount") OVER "w" FROM "public"."orders" WHERE "company_id" = $1 WINDOW "w" AS (PARTITION BY (SELECT MAX("o"."amount") FROM "public"."orders" AS "o"))

-- # a sub-query in WITHIN GROUP
-- because: Unscoped
SELECT PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY (SELECT MAX("o"."amount") FROM "public"."orders" AS "o")) FROM "public"."orders" WHERE "company_id" = $1

-- # a sub-query in the order of an aggregate
-- because: Unscoped
SELECT STRING_AGG("status", ',' ORDER BY (SELECT MAX("o"."amount") FROM "public"."orders" AS "o")) FROM "public"."orders" WHERE "company_id" = $1

-- # a sub-query in CASE
-- because: Unscoped
SELECT CASE WHEN (SELECT COUNT(*) FROM "public"."orders" AS "o") > 5 THEN 1 ELSE 0 END FROM "public"."orders" WHERE "company_id" = $1

-- # a sub-query in the result of CASE
-- because: Unscoped
SELECT CASE "status" WHEN 'x' THEN (SELECT COUNT(*) FROM "public"."orders" AS "o") ELSE 0 END FROM "public"."orders" WHERE "company_id" = $1

-- # a sub-query in the ELSE of CASE
-- because: Unscoped
SELECT CASE WHEN "amount" > 1 THEN 1 ELSE (SELECT COUNT(*) FROM "public"."orders" AS "o") END FROM "public"."orders" WHERE "company_id" = $1

-- # a sub-query in CAST
-- because: Unscoped
SELECT CAST((SELECT MAX("o"."amount") FROM "public"."orders" AS "o") AS TEXT) FROM "public"."orders" WHERE "company_id" = $1

-- # a sub-query in EXTRACT
-- because: Unscoped
SELECT EXTRACT(YEAR FROM (SELECT MAX("o"."created_at") FROM "public"."orders" AS "o")) FROM "public"."orders" WHERE "company_id" = $1

-- # a sub-query in SUBSTRING
-- because: Unscoped
SELECT SUBSTRING("status" FROM 1 FOR (SELECT COUNT(*) FROM "public"."orders" AS "o")) FROM "public"."orders" WHERE "company_id" = $1

-- # a sub-query in TRIM
-- because: Unscoped
SELECT TRIM(BOTH (SELECT MAX("o"."status") FROM "public"."orders" AS "o") FROM "status") FROM "public"."orders" WHERE "company_id" = $1

-- # a sub-query in POSITION
-- because: Unscoped
SELECT POSITION((SELECT MAX("o"."status") FROM "public"."orders" AS "o") IN "status") FROM "public"."orders" WHERE "company_id" = $1

-- # a sub-query in AT TIME ZONE
-- because: Expression
SELECT "created_at" AT TIME ZONE (SELECT MAX("o"."status") FROM "public"."orders" AS "o") FROM "public"."orders" WHERE "company_id" = $1

-- # a sub-query in ON
-- because: Unscoped
WITH "a" AS (SELECT "id" FROM "public"."orders" WHERE "company_id" = $1)
SELECT 1 FROM "a" JOIN "a" AS "b" ON (SELECT COUNT(*) FROM "public"."orders" AS "o") > 5

-- # a sub-query in a tuple
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = $1 AND ("id", (SELECT MAX("o"."id") FROM "public"."orders" AS "o")) IN ((1, 2))

-- # a sub-query inside a sub-query
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = $1 AND "id" = (SELECT (SELECT MAX("o"."id") FROM "public"."orders" AS "o"))

-- # a CTE inside a sub-query
-- because: Unscoped
SELECT (WITH "x" AS (SELECT "amount" FROM "public"."orders") SELECT MAX("amount") FROM "x") FROM "public"."orders" WHERE "company_id" = $1

-- # a CTE that nobody reads
-- because: Unscoped
WITH "x" AS (SELECT * FROM "public"."orders") SELECT "id" FROM "public"."orders" WHERE "company_id" = $1

-- # ARRAY of a sub-query
-- because: Function|Expression|Syntax
SELECT ARRAY(SELECT "o"."id" FROM "public"."orders" AS "o") FROM "public"."orders" WHERE "company_id" = $1

-- # a row of a sub-query
-- because: Function|Expression|Unscoped
SELECT ROW((SELECT MAX("o"."id") FROM "public"."orders" AS "o")) FROM "public"."orders" WHERE "company_id" = $1

-- # LATERAL
-- because: Clause
WITH "a" AS (SELECT "id" FROM "public"."orders" WHERE "company_id" = $1)
SELECT 1 FROM "a" CROSS JOIN LATERAL (SELECT "o"."id" FROM "public"."orders" AS "o" WHERE "o"."company_id" = $1) AS "b"

-- # LATERAL of a function
-- because: Clause
WITH "a" AS (SELECT "id" FROM "public"."orders" WHERE "company_id" = $1)
SELECT 1 FROM "a" CROSS JOIN LATERAL generate_series(1, 3) AS "b"

-- # VALUES
-- because: Clause
VALUES ($1)

-- # VALUES in FROM
-- because: Clause
SELECT * FROM (VALUES ($1), (8)) AS "v"

-- # VALUES in IN
-- because: Clause|Syntax|Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" IN (VALUES ($1), (8))

-- # TABLE
-- because: Clause|Syntax
TABLE "public"."orders"

-- # TABLE in a UNION
-- because: Clause|Syntax
SELECT * FROM "public"."orders" WHERE "company_id" = $1 UNION TABLE "orders"

-- # TABLE in a sub-query
-- because: Clause|Syntax
SELECT * FROM (TABLE "orders") AS "t" WHERE "t"."company_id" = $1

-- # a sample
-- because: Clause
SELECT "id" FROM "public"."orders" TABLESAMPLE SYSTEM (50) WHERE "company_id" = $1

-- # ONLY
-- because: Name|Syntax|UnknownTable
SELECT "id" FROM ONLY "public"."orders" WHERE "company_id" = $1

-- # WITH ORDINALITY
-- because: Clause|Syntax
SELECT "id" FROM "public"."orders" WITH ORDINALITY WHERE "company_id" = $1

-- # a version of the table
-- because: Clause|Syntax|Unscoped
SELECT "id" FROM "public"."orders" FOR SYSTEM_TIME AS OF '2020-01-01' WHERE "company_id" = $1

-- # PIVOT
-- because: Clause|Syntax
SELECT * FROM "public"."orders" PIVOT (SUM("amount") FOR "status" IN ('a', 'b')) AS "p" WHERE "company_id" = $1

-- # UNNEST
-- because: Clause|Token
SELECT * FROM UNNEST($1) AS "u"

-- # an empty SELECT list
-- because: Clause|Syntax
SELECT FROM "public"."orders" WHERE "company_id" = $1

-- # FROM before SELECT
-- because: Clause|Syntax
FROM "public"."orders" SELECT "id" WHERE "company_id" = $1

-- # a star with EXCEPT
-- because: Clause|Syntax|Unscoped|Unaccounted
SELECT * EXCEPT ("id") FROM "public"."orders" WHERE "company_id" = $1

-- # a star with REPLACE
-- because: Clause|Syntax
SELECT * REPLACE ((SELECT MAX("o"."id") FROM "public"."orders" AS "o") AS "id") FROM "public"."orders" WHERE "company_id" = $1

-- # GROUP BY ALL
-- because: Clause|Syntax|Name
SELECT "id" FROM "public"."orders" WHERE "company_id" = $1 GROUP BY ALL

-- # QUALIFY
-- because: Clause|Syntax|Name
SELECT "id" FROM "public"."orders" WHERE "company_id" = $1 QUALIFY (SELECT COUNT(*) FROM "public"."orders" AS "o") > 1

-- # PREWHERE
-- because: Clause|Syntax|Name
SELECT "id" FROM "public"."orders" PREWHERE "company_id" = $1

-- # SETTINGS
-- because: Clause|Syntax|Name
SELECT "id" FROM "public"."orders" WHERE "company_id" = $1 SETTINGS "readonly" = 0

-- # FORMAT
-- because: Clause|Syntax|Name
SELECT "id" FROM "public"."orders" WHERE "company_id" = $1 FORMAT CSV

-- # CONNECT BY
-- because: Clause|Syntax|Name
SELECT "id" FROM "public"."orders" WHERE "company_id" = $1 CONNECT BY PRIOR "id" = "id"

-- # TOP
-- because: Clause|Syntax|Name
SELECT TOP 5 "id" FROM "public"."orders" WHERE "company_id" = $1
