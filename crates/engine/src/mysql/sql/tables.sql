-- Tables and views of the session's database. The comparison is made twice: as it is, so that the
-- server reads one folder only, and by bytes, because names that differ in case may be two databases.
SELECT CAST(t.TABLE_NAME AS CHAR), CAST(t.TABLE_SCHEMA AS CHAR), CAST(t.TABLE_ROWS AS UNSIGNED),
       t.TABLE_TYPE <> 'VIEW',
       -- Of a view the server says other things here.
       IF(t.TABLE_TYPE = 'VIEW', NULL, CAST(NULLIF(t.TABLE_COMMENT, '') AS CHAR))
FROM information_schema.TABLES t
WHERE t.TABLE_SCHEMA = DATABASE() AND BINARY t.TABLE_SCHEMA = BINARY DATABASE()
  AND t.TABLE_TYPE IN ('BASE TABLE', 'VIEW', 'SYSTEM VERSIONED')
ORDER BY BINARY t.TABLE_NAME
