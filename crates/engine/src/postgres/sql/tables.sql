-- Tables, views and the like that the login may read; partitions show as their parent. CockroachDB has no
-- such partitions and leaves the column NULL.
SELECT c.oid, n.nspname::text, c.relname::text,
       CASE WHEN c.relkind IN ('r', 'm', 'p') THEN c.reltuples END,
       c.relkind IN ('r', 'm', 'p'), d.description
FROM pg_catalog.pg_class c
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_catalog.pg_description d
  ON d.classoid = 'pg_catalog.pg_class'::regclass AND d.objoid = c.oid AND d.objsubid = 0
WHERE c.relkind IN ('r', 'v', 'm', 'p', 'f')
  AND c.relispartition IS NOT TRUE
  AND n.nspname NOT IN ('information_schema', 'crdb_internal') AND n.nspname !~ '^pg_'
  AND ($1::text[] IS NULL OR n.nspname::text = ANY ($1))
  AND pg_catalog.has_schema_privilege(n.oid, 'USAGE')
  AND pg_catalog.has_any_column_privilege(c.oid, 'SELECT')
ORDER BY n.nspname, c.relname
