-- # a text key
-- engines: postgres
-- tenant: text
-- params: 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'
SELECT "id" FROM "public"."orders" WHERE «CAST("company_id" AS text) COLLATE "C" = $1»

-- # a text key with a plain equation for an index
-- engines: postgres
-- tenant: text
-- params: 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'
SELECT "id" FROM "public"."orders" WHERE ("company_id" = $1 AND («CAST("company_id" AS text) COLLATE "C" = CAST($1 AS text) COLLATE "C"»))

-- # a text key in the embedded engine
-- engines: datafusion
-- tenant: text
-- params: 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'
SELECT "id" FROM "public"."orders" WHERE «CAST("company_id" AS VARCHAR) = $1»

-- # a text key for a UUID column
-- engines: postgres
-- tenant: text
-- params: 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'
SELECT "id" FROM "public"."orders" WHERE «"company_id" = CAST($1 AS UUID)»

-- # a UUID for a UUID column
-- engines: postgres
-- tenant: text
-- params: u:a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11
SELECT "id" FROM "public"."orders" WHERE «"company_id" = $1»

-- # the same key as a UUID
-- engines: datafusion
-- tenant: text
-- params: u:a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11
SELECT "id" FROM "public"."orders" WHERE «CAST("company_id" AS VARCHAR) = CAST($1 AS VARCHAR)»
