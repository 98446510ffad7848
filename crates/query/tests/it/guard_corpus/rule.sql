-- # no WHERE at all
-- because: Unscoped
SELECT "id" FROM "public"."orders" LIMIT $1

-- # another condition only
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "customer_id" = $1

-- # OR TRUE behind the rule
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = $1 OR TRUE

-- # OR of another condition
-- because: Unscoped
-- params: 7 'paid'
SELECT "id" FROM "public"."orders" WHERE "company_id" = $1 OR "status" = $2

-- # OR that binds weaker than AND
-- because: Unscoped
-- params: 'paid' 7
SELECT "id" FROM "public"."orders" WHERE "status" <> $1 OR "status" = $1 AND "company_id" = $2

-- # OR inside parentheses
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE ("company_id" = $1 OR "company_id" IS NULL)

-- # the rule on both sides of an OR is not looked into
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE ("company_id" = $1 OR "company_id" = $1)

-- # NOT
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE NOT "company_id" = $1

-- # NOT before parentheses
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE NOT ("company_id" = $1)

-- # NOT twice
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE NOT NOT ("company_id" = $1)

-- # NOT over the conjunction
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE NOT ("company_id" = $1 AND "amount" > 0)

-- # unequal
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" <> $1

-- # greater or equal
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" >= $1

-- # greater or equal and less or equal
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" >= $1 AND "company_id" <= $1

-- # another column of the table
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "id" = $1

-- # the client column of another table
-- because: Unscoped
SELECT "id" FROM "public"."customers" WHERE "company_id" = $1

-- # the client column in other letters
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "Company_Id" = $1

-- # the client column in letters that look alike
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "сompany_id" = $1

-- # the client column with a space
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id " = $1

-- # the client column without quotes
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE company_id = $1

-- # the value of another tenant
-- because: Unscoped
-- params: 8
SELECT "id" FROM "public"."orders" WHERE "company_id" = $1

-- # the right value under another number
-- because: Unscoped
-- params: 8 7
SELECT "id" FROM "public"."orders" WHERE "company_id" = $1 AND "id" = $2

-- # the tenant as text where the key is a number
-- because: Unscoped
-- params: '7'
SELECT "id" FROM "public"."orders" WHERE "company_id" = $1

-- # the tenant as a binary float
-- because: Unscoped
-- params: f:7
SELECT "id" FROM "public"."orders" WHERE "company_id" = $1

-- # a decimal near the tenant
-- because: Unscoped
-- params: d:7.1
SELECT "id" FROM "public"."orders" WHERE "company_id" = $1

-- # true, which some engines read as one
-- because: Unscoped
-- params: b:true
SELECT "id" FROM "public"."orders" WHERE "company_id" = $1

-- # a literal instead of the parameter
-- because: Unscoped
-- params:
SELECT "id" FROM "public"."orders" WHERE "company_id" = 7

-- # a text literal instead of the parameter
-- because: Unscoped
-- params:
SELECT "id" FROM "public"."orders" WHERE "company_id" = '7'

-- # NULL instead of the parameter
-- because: Unscoped
-- params:
SELECT "id" FROM "public"."orders" WHERE "company_id" = NULL

-- # the column equals itself
-- because: Unscoped
-- params:
SELECT "id" FROM "public"."orders" WHERE "company_id" = "company_id"

-- # the column equals another column
-- because: Unscoped
-- params:
SELECT "id" FROM "public"."orders" WHERE "company_id" = "customer_id"

-- # the parameter equals itself
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE $1 = $1

-- # arithmetic on the parameter
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = $1 + 1

-- # arithmetic on the column
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" % 7 = $1

-- # a negated parameter
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = -$1

-- # a function of the column
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE ABS("company_id") = $1

-- # COALESCE of the column with the parameter
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE COALESCE("company_id", $1) = $1

-- # COALESCE of the parameter with the column
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = COALESCE($1, "company_id")

-- # NULLIF of the parameter
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = NULLIF($1, 0)

-- # a cast of the column that cuts
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE CAST("company_id" AS VARCHAR(1)) = CAST($1 AS TEXT)

-- # a cast of the parameter that cuts
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = CAST($1 AS VARCHAR(1))

-- # a cast of the column that rounds
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE CAST("company_id" AS INTEGER) = $1

-- # a cast of the column to a float
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE CAST("company_id" AS DOUBLE PRECISION) = $1

-- # a cast of the parameter to a float
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = CAST($1 AS REAL)

-- # a cast of the column to boolean
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE CAST("company_id" AS BOOLEAN) = $1

-- # a cast of the parameter with a precision that rounds
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = CAST($1 AS NUMERIC(1, 0))

-- # a cast of the parameter to a whole number that is too small for the key
-- because: Unscoped
-- tenant: large
-- params: 4294967303
SELECT "id" FROM "public"."orders" WHERE "company_id" = CAST($1 AS INTEGER)

-- # a cast of the whole comparison
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE CAST(("company_id" = $1) AS TEXT) <> 'x'

-- # TRY_CAST of the parameter
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = TRY_CAST($1 AS BIGINT)

-- # a collation on the column
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" COLLATE "ci" = $1

-- # a list
-- because: Unscoped
-- params: 7 8
SELECT "id" FROM "public"."orders" WHERE "company_id" IN ($1, $2)

-- # a list of one
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" IN ($1)

-- # not in a list
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" NOT IN ($1)

-- # ANY of a parameter
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = ANY($1)

-- # ALL of a parameter
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = ALL($1)

-- # BETWEEN
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" BETWEEN $1 AND $1

-- # the rule as the end of a BETWEEN
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "amount" BETWEEN 0 AND "company_id" = $1

-- # IS NOT DISTINCT FROM
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" IS NOT DISTINCT FROM $1

-- # IS DISTINCT FROM
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" IS DISTINCT FROM $1

-- # LIKE
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" LIKE $1

-- # the negated regular expression
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" !~ $1

-- # the rule is not null
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE ("company_id" = $1) IS NOT NULL

-- # the rule is not true
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE ("company_id" = $1) IS NOT TRUE

-- # the rule is true
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE ("company_id" = $1) IS TRUE

-- # the rule compared with false
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE ("company_id" = $1) = FALSE

-- # the rule in a branch of CASE
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE CASE WHEN "amount" > 0 THEN "company_id" = $1 ELSE TRUE END

-- # the rule as the condition of CASE
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE CASE WHEN "company_id" = $1 THEN TRUE ELSE TRUE END

-- # the rule inside COALESCE
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE COALESCE("company_id" = $1, TRUE)

-- # a tuple with the column
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE ("company_id", "id") = ($1, "id")

-- # a tuple of one
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE ("company_id", 1) IN (($1, 1), (8, 1))

-- # the rule in HAVING
-- because: Unscoped
SELECT "company_id" FROM "public"."orders" GROUP BY "company_id" HAVING "company_id" = $1

-- # the rule in FILTER
-- because: Unscoped
SELECT SUM("amount") FILTER (WHERE "company_id" = $1) FROM "public"."orders"

-- # the rule in a CASE of the SELECT list
-- because: Unscoped
SELECT SUM(CASE WHEN "company_id" = $1 THEN "amount" END) FROM "public"."orders"

-- # the rule in ORDER BY
-- because: Unscoped
SELECT "id" FROM "public"."orders" ORDER BY "company_id" = $1 DESC

-- # the rule in the outer query
-- because: Unscoped
SELECT "o"."id" FROM (SELECT * FROM "public"."orders") AS "o" WHERE "o"."company_id" = $1

-- # the rule outside of the CTE
-- because: Unscoped
WITH "o" AS (SELECT * FROM "public"."orders") SELECT "id" FROM "o" WHERE "company_id" = $1

-- # the rule inside a sub-query of the condition
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE EXISTS (SELECT 1 WHERE "orders"."company_id" = $1 OR 1 = 1)

-- # the rule in a condition on a scalar sub-query
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE (SELECT "company_id" = $1)

-- # the rule with the qualifier of another alias
-- because: Unscoped
SELECT "a"."id" FROM "public"."orders" AS "a" WHERE "b"."company_id" = $1

-- # the rule with the bare name although there is an alias
-- because: Unscoped
SELECT "a"."id" FROM "public"."orders" AS "a" WHERE "orders"."company_id" = $1

-- # the rule of the outer row inside a sub-query
-- because: Unscoped
SELECT "c"."id" FROM "public"."customers" AS "c" WHERE "c"."tenant" = $1
AND EXISTS (SELECT 1 FROM "public"."orders" AS "o" WHERE "c"."tenant" = $1)

-- # an unqualified rule inside a sub-query could mean the outer row
-- because: Unscoped
SELECT "c"."id" FROM "public"."customers" AS "c" WHERE "c"."tenant" = $1
AND EXISTS (SELECT 1 FROM "public"."orders" WHERE "company_id" = $1)

-- # an alias of the SELECT list takes the name of the client column
-- because: Unscoped
SELECT $1 AS "company_id", "amount" FROM "public"."orders" WHERE "company_id" = $1

-- # a column list renames another column to the client column
-- because: Clause
SELECT * FROM "public"."orders" AS "t" ("company_id", "x") WHERE "t"."company_id" = $1

-- # a column list of a CTE
-- because: Clause
WITH "o" ("company_id") AS (SELECT "id" FROM "public"."orders" WHERE "company_id" = $1) SELECT * FROM "o"

-- # a table that the embed supplies a column for, read by another
-- because: Unscoped
SELECT "id" FROM "public"."extras" WHERE "company_id" = $1

-- # a table without any rule
-- because: NoRule
SELECT "id" FROM "public"."notes" WHERE "company_id" = $1

-- # a table without any rule inside a sub-query
-- because: NoRule
SELECT "id" FROM "public"."orders" WHERE "company_id" = $1 AND "id" IN (SELECT "n"."id" FROM "public"."notes" AS "n")

-- # XOR
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = $1 XOR FALSE

-- # the rule as an operand of an operator
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE ("company_id" = $1) || 'x' <> ''

-- # the assignment operator
-- because: Token
SELECT "id" FROM "public"."orders" WHERE "company_id" := $1

-- # the spaceship operator
-- because: Token
SELECT "id" FROM "public"."orders" WHERE "company_id" <=> $1

-- # the double equals
-- because: Token
SELECT "id" FROM "public"."orders" WHERE "company_id" == $1

-- # the operator by its qualified name
-- because: Syntax|Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" OPERATOR("evil".=) $1
