-- Columns that the login may read. A domain is shown as the type below it, with the modifier
-- (length, precision) that the domain or its column states.
WITH RECURSIVE domain AS (
    SELECT t.oid, t.typbasetype AS base, t.typtypmod AS modifier, t.typnotnull AS required
    FROM pg_catalog.pg_type t WHERE t.typtype = 'd'
  UNION ALL
    SELECT d.oid, t.typbasetype, CASE WHEN d.modifier = -1 THEN t.typtypmod ELSE d.modifier END,
           d.required OR t.typnotnull
    FROM domain d JOIN pg_catalog.pg_type t ON t.oid = d.base AND t.typtype = 'd'
), plain AS (
    SELECT d.oid, d.base, d.modifier, d.required
    FROM domain d JOIN pg_catalog.pg_type t ON t.oid = d.base AND t.typtype <> 'd'
)
SELECT a.attrelid, a.attname::text, t.typname::text, t.typtype = 'e', e.typname::text,
       COALESCE(p.modifier, a.atttypmod), a.attnotnull OR COALESCE(p.required, false),
       d.description
FROM pg_catalog.pg_attribute a
LEFT JOIN plain p ON p.oid = a.atttypid
JOIN pg_catalog.pg_type t ON t.oid = COALESCE(p.base, a.atttypid)
LEFT JOIN pg_catalog.pg_type e ON e.oid = t.typelem AND t.typcategory = 'A'
LEFT JOIN pg_catalog.pg_description d
  ON d.classoid = 'pg_catalog.pg_class'::regclass AND d.objoid = a.attrelid AND d.objsubid = a.attnum
WHERE a.attrelid = ANY ($1) AND a.attnum > 0 AND NOT a.attisdropped
  AND pg_catalog.has_column_privilege(a.attrelid, a.attnum, 'SELECT')
ORDER BY a.attrelid, a.attnum
