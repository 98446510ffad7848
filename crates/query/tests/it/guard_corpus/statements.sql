-- # nothing
-- because: Statement
-- params:

-- # two statements
-- because: Token
SELECT * FROM "public"."orders" WHERE "company_id" = $1; SELECT * FROM "public"."orders"

-- # a semicolon at the end
-- because: Token
SELECT * FROM "public"."orders" WHERE "company_id" = $1;

-- # a drop behind a semicolon
-- because: Token
SELECT 1; DROP TABLE "public"."orders"

-- # INTO
-- because: Clause
SELECT "id" INTO "public"."stolen" FROM "public"."orders" WHERE "company_id" = $1

-- # INTO a temporary table
-- because: Clause
SELECT "id" INTO TEMPORARY "stolen" FROM "public"."orders" WHERE "company_id" = $1

-- # FOR UPDATE
-- because: Clause
SELECT "id" FROM "public"."orders" WHERE "company_id" = $1 FOR UPDATE

-- # FOR SHARE of a table
-- because: Clause
SELECT "id" FROM "public"."orders" WHERE "company_id" = $1 FOR SHARE OF "orders" NOWAIT

-- # FOR UPDATE in a sub-query
-- because: Clause
SELECT 1 FROM (SELECT "id" FROM "public"."orders" WHERE "company_id" = $1 FOR UPDATE SKIP LOCKED) AS "t"

-- # INSERT
-- because: Statement
INSERT INTO "public"."orders" SELECT * FROM "public"."orders" WHERE "company_id" = $1

-- # UPDATE
-- because: Statement
UPDATE "public"."orders" SET "company_id" = $1

-- # DELETE
-- because: Statement
DELETE FROM "public"."orders" WHERE "company_id" = $1

-- # MERGE
-- because: Statement|Syntax
MERGE INTO "public"."orders" USING "public"."customers" ON TRUE WHEN MATCHED THEN DELETE

-- # a DELETE in a CTE
-- because: Statement
WITH "d" AS (DELETE FROM "public"."orders" WHERE "company_id" = $1 RETURNING *) SELECT * FROM "d"

-- # an INSERT in a CTE
-- because: Statement
WITH "d" AS (INSERT INTO "public"."orders" ("id") VALUES ($1) RETURNING *) SELECT * FROM "d"

-- # an UPDATE in a CTE
-- because: Statement
WITH "d" AS (UPDATE "public"."orders" SET "company_id" = $1 RETURNING *) SELECT * FROM "d"

-- # an INSERT behind a WITH
-- because: Statement
WITH "o" AS (SELECT "id" FROM "public"."orders" WHERE "company_id" = $1) INSERT INTO "public"."orders" SELECT * FROM "o"

-- # CREATE TABLE AS
-- because: Statement
CREATE TABLE "stolen" AS SELECT * FROM "public"."orders" WHERE "company_id" = $1

-- # CREATE VIEW
-- because: Statement
CREATE VIEW "v" AS SELECT * FROM "public"."orders"

-- # DROP
-- because: Statement
DROP TABLE "public"."orders"

-- # TRUNCATE
-- because: Statement
TRUNCATE "public"."orders"

-- # COPY to a program
-- because: Statement|Syntax
COPY (SELECT * FROM "public"."orders" WHERE "company_id" = $1) TO PROGRAM 'curl'

-- # COPY from a file
-- because: Statement
COPY "public"."orders" FROM '/etc/passwd'

-- # EXPLAIN
-- because: Statement
EXPLAIN SELECT * FROM "public"."orders" WHERE "company_id" = $1

-- # EXPLAIN ANALYZE
-- because: Statement
EXPLAIN ANALYZE SELECT * FROM "public"."orders"

-- # DESCRIBE
-- because: Statement|Syntax
DESCRIBE "public"."orders"

-- # SHOW
-- because: Statement
SHOW TABLES

-- # SET
-- because: Statement
SET ROLE "postgres"

-- # CALL
-- because: Statement
CALL "p"($1)

-- # DO
-- because: Syntax|Statement|Token
DO $$ BEGIN NULL; END $$

-- # PREPARE
-- because: Statement
PREPARE "p" AS SELECT * FROM "public"."orders"

-- # EXECUTE
-- because: Statement
EXECUTE "p"

-- # BEGIN
-- because: Statement
BEGIN

-- # DECLARE a cursor
-- because: Statement
DECLARE "c" CURSOR FOR SELECT * FROM "public"."orders"

-- # GRANT
-- because: Statement
GRANT ALL ON "public"."orders" TO "public"

-- # LISTEN
-- because: Statement
LISTEN "channel"

-- # ATTACH
-- because: Statement|Syntax
ATTACH DATABASE 'x' AS "y"

-- # CREATE EXTERNAL TABLE
-- because: Statement|Syntax
CREATE EXTERNAL TABLE "x" ("a" TEXT) STORED AS CSV LOCATION '/etc/passwd'

-- # a comment to the end of the line
-- because: Token
SELECT * FROM "public"."orders" WHERE TRUE -- AND "company_id" = $1

-- # a comment around the rule
-- because: Token
SELECT * FROM "public"."orders" WHERE TRUE /* AND "company_id" = $1 */

-- # a comment that MySQL runs
-- because: Token
SELECT * FROM "public"."orders" WHERE "company_id" = $1 /*! OR 1 = 1 */

-- # a harmless comment
-- because: Token
SELECT /* hint */ * FROM "public"."orders" WHERE "company_id" = $1

-- # nested comments, which engines end in different places
-- because: Token
SELECT * FROM "public"."orders" WHERE "company_id" = $1 /* /* */ OR TRUE */

-- # a comment that does not end
-- because: Token|Syntax
SELECT * FROM "public"."orders" WHERE "company_id" = $1 /* OR TRUE

-- # the comment of MySQL
-- because: Token
SELECT * FROM "public"."orders" WHERE "company_id" = $1 # OR TRUE

-- # an array
-- because: Token
SELECT ARRAY[1, 2] FROM "public"."orders" WHERE "company_id" = $1

-- # a subscript
-- because: Token
SELECT "status"[1] FROM "public"."orders" WHERE "company_id" = $1

-- # a dollar-quoted string
-- because: Token
SELECT $x$ ' $x$ FROM "public"."orders" WHERE "company_id" = $1

-- # an escape string
-- because: Token
SELECT E'\' OR 1=1' FROM "public"."orders" WHERE "company_id" = $1

-- # a unicode string
-- because: Token
SELECT U&'\0027' FROM "public"."orders" WHERE "company_id" = $1

-- # a national string
-- because: Token
SELECT N'x' FROM "public"."orders" WHERE "company_id" = $1

-- # a hexadecimal string
-- because: Token
SELECT X'41' FROM "public"."orders" WHERE "company_id" = $1

-- # a string that does not end
-- because: Syntax
SELECT 'x FROM "public"."orders" WHERE "company_id" = $1

-- # an unknown literal as the escape character
-- because: Token
SELECT * FROM "public"."orders" WHERE "company_id" = $1 AND "status" LIKE 'x' ESCAPE E'\\'

-- # a backslash outside of strings
-- because: Token|Syntax
SELECT * FROM "public"."orders" WHERE "company_id" = $1 \gexec

-- # a pipe
-- because: Clause|Syntax|Expression
SELECT * FROM "public"."orders" WHERE "company_id" = $1 |> WHERE TRUE
