-- The first column of each index over all rows. An index over an expression begins with no column.
SELECT DISTINCT i.indrelid, a.attname::text
FROM pg_catalog.pg_index i
JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
WHERE i.indrelid = ANY ($1) AND i.indisvalid AND i.indpred IS NULL AND i.indkey[0] > 0
ORDER BY i.indrelid, a.attname::text
