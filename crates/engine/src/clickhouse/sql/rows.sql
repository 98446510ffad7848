-- How many rows a table holds.
SELECT name, toString(total_rows)
FROM system.tables
WHERE database = currentDatabase() AND total_rows IS NOT NULL
