-- How many rows a table holds, where the server counts parts only.
SELECT table, toString(sum(rows))
FROM system.parts
WHERE database = currentDatabase() AND active
GROUP BY table
