-- because: comment|not allowed|cannot be read|tenant rule|one|types|number|no table|not declared
SELECT id FROM orders -- \n UNION SELECT word FROM secrets
SELECT id FROM orders -- a\n; DELETE FROM orders
SELECT id FROM orders --+ FULL(orders)
SELECT id FROM orders /* unclosed
SELECT id FROM orders /*
SELECT id FROM orders /*/
SELECT id FROM orders /*! UNION SELECT word FROM secrets */
SELECT id FROM orders /*!50000 UNION SELECT 1 */
SELECT id FROM orders /*M! UNION SELECT word FROM secrets */
SELECT id FROM orders /*M!100100 UNION SELECT 1 */
SELECT /*+ INDEX(orders x) */ id FROM orders
SELECT id FROM orders /* a /* nested */ b */
SELECT id FROM orders /* a /* nested */
SELECT id FROM orders /* a */ UNION SELECT word FROM secrets /* b */
SELECT id FROM orders /* a */ b */
SELECT id FROM orders # comment\u{d}
SELECT id FROM orders -- a\u{d} UNION SELECT word FROM secrets
SELECT/**/word/**/FROM/**/secrets
SELECT id FROM orders WHERE status = 'a' /* ' */ OR 'b' */
SELECT id FROM or/**/ders
SELECT id FROM orders WHERE id = {/**/{x}}

-- because: not allowed|cannot be read|no 
SELECT U&'\0061' AS a FROM orders
SELECT U&"\0061" AS a FROM orders
SELECT E'\x41' AS a FROM orders
SELECT e'a\'b' AS a FROM orders
SELECT x'41' AS a FROM orders
SELECT X'41' AS a FROM orders
SELECT b'01' AS a FROM orders
SELECT N'a' AS a FROM orders
SELECT $$a$$ AS a FROM orders
SELECT $tag$a$tag$ AS a FROM orders
SELECT _utf8'a' AS a FROM orders
SELECT _binary'a' AS a FROM orders
SELECT 0x41 AS a FROM orders
SELECT r'a' AS a FROM orders
SELECT q'[a]' AS a FROM orders
SELECT '''a'''' AS a FROM orders
SELECT id FROM \u{43e}rders
SELECT id FROM orders\u{200b}
SELECT \u{ff07}a\u{ff07} AS a FROM orders
SELECT \u{2018}a\u{2019} AS a FROM orders
SELECT id FROM orders WHERE status = \u{ff02}a\u{ff02}
SELECT id\u{0} FROM orders
SELECT 'a\u{0}b' AS a FROM orders
SELECT i\u{200b}d FROM orders
SELECT \u{202e}id FROM orders
SEL\u{200b}ECT id FROM orders
SELECT\u{3000}\u{200b}id FROM orders
SELECT id FROM orders WHERE status \u{ff1d} 'a'
\u{feff}SELECT id FROM \u{feff}orders
SELECT id FROM orders \u{37e} DROP TABLE orders
SELECT 'a
SELECT "id FROM orders
SELECT [id FROM orders
SELECT id FROM orders)
SELECT (id FROM orders
SELECT 'a' 'b' FROM orders x y
SELECT id FROM orders \\g
