-- Columns that can be read, in the order of their tables.
SELECT table, name, type, comment
FROM system.columns
WHERE database = currentDatabase() AND default_kind <> 'EPHEMERAL'
