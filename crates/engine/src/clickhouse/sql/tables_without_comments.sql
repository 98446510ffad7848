-- Tables and views of the database, where the server keeps no comments of them. A materialized view keeps its rows in a table that is its own affair.
SELECT name, engine, primary_key, ''
FROM system.tables
WHERE database = currentDatabase() AND is_temporary = 0 AND name NOT LIKE '.inner%'
ORDER BY name
