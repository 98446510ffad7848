-- MariaDB's JSON is LONGTEXT with a check of the column's own name; MySQL's is a type of its own, and
-- its catalog has no such columns. Each server reads the comment that is meant for it.
/*M! SELECT CAST(k.TABLE_NAME AS CHAR), CAST(k.CONSTRAINT_NAME AS CHAR)
FROM information_schema.CHECK_CONSTRAINTS k
WHERE k.CONSTRAINT_SCHEMA = DATABASE() AND BINARY k.CONSTRAINT_SCHEMA = BINARY DATABASE()
  AND k.LEVEL = 'Column' AND k.CHECK_CLAUSE = CONCAT('json_valid(`', k.CONSTRAINT_NAME, '`)') */
/*!50708 SELECT '', '' FROM DUAL WHERE FALSE */
