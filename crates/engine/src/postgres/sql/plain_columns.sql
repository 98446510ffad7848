-- Columns of tables and views that the login may read, in the order of their tables.
SELECT CAST(table_schema AS varchar), CAST(table_name AS varchar), CAST(column_name AS varchar),
       CAST(udt_name AS varchar), CAST(numeric_precision AS integer), CAST(numeric_scale AS integer),
       CAST(is_nullable AS varchar)
FROM information_schema.columns
WHERE table_schema <> 'information_schema' AND table_schema NOT LIKE 'pg!_%' ESCAPE '!'
ORDER BY 1, 2, ordinal_position
