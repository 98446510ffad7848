-- References between tables; those that a partition inherits from its parent are left out. CockroachDB
-- leaves that column NULL.
SELECT f.conrelid, n.nspname::text, r.relname::text,
       (SELECT array_agg(a.attname::text ORDER BY k.position)
        FROM unnest(f.conkey) WITH ORDINALITY AS k (attnum, position)
        JOIN pg_catalog.pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = k.attnum),
       (SELECT array_agg(a.attname::text ORDER BY k.position)
        FROM unnest(f.confkey) WITH ORDINALITY AS k (attnum, position)
        JOIN pg_catalog.pg_attribute a ON a.attrelid = f.confrelid AND a.attnum = k.attnum)
FROM pg_catalog.pg_constraint f
JOIN pg_catalog.pg_class r ON r.oid = f.confrelid
JOIN pg_catalog.pg_namespace n ON n.oid = r.relnamespace
WHERE f.contype = 'f' AND (f.conparentid = 0) IS NOT FALSE AND f.conrelid = ANY ($1)
ORDER BY f.conrelid, f.conname
