-- # a text key
-- tenant: text
-- params: 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'
SELECT "id" FROM "public"."orders" WHERE «"company_id" = $1»

-- # a text key for a UUID column
-- tenant: text
-- params: 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'
SELECT "id" FROM "public"."orders" WHERE «"company_id" = CAST($1 AS UUID)»

-- # the same key as a UUID
-- tenant: text
-- params: u:a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11
SELECT "id" FROM "public"."orders" WHERE «CAST("company_id" AS VARCHAR) = CAST($1 AS VARCHAR)»
