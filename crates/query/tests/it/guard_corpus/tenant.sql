-- # a key where the datamart has no tenants
-- tenant: key without tenancy
-- because: Tenant
SELECT * FROM "public"."orders" WHERE "company_id" = $1

-- # no tenant where the datamart has tenants
-- tenant: none with tenancy
-- because: Tenant
-- params:
SELECT * FROM "public"."countries"

-- # a name where the datamart says keys
-- tenant: name for key
-- params: 'acme'
-- because: Tenant
SELECT "id" FROM "public"."orders" WHERE "company_id" = (SELECT MIN("id") FROM "public"."companies" WHERE "name" = $1 HAVING COUNT(*) = 1)

-- # a key where the datamart says names
-- tenant: key for name
-- because: Tenant
SELECT * FROM "public"."orders" WHERE "company_id" = $1

-- # a text key where keys are numbers
-- tenant: text for number
-- params: '7'
-- because: Tenant
SELECT * FROM "public"."orders" WHERE "company_id" = $1

-- # without tenants, a table outside the datamart
-- tenant: none
-- params:
-- because: UnknownTable
SELECT * FROM "public"."companies"

-- # without tenants, a catalog
-- tenant: none
-- params:
-- because: UnknownTable
SELECT * FROM "pg_catalog"."pg_user"

-- # without tenants, a hostile function
-- tenant: none
-- params:
-- because: Function
SELECT pg_read_file('x') FROM "public"."orders"

-- # without tenants, two base tables in one FROM
-- tenant: none
-- params:
-- because: NotAlone
SELECT 1 FROM "public"."orders" AS "a" CROSS JOIN "public"."orders" AS "b"

-- # a text key of other letters
-- tenant: text
-- params: 'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = $1

-- # another UUID
-- tenant: text
-- params: u:a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a12
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = $1

-- # a text key cast to a number
-- tenant: text
-- params: 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = CAST($1 AS BIGINT)

-- # a text key cut by CHAR
-- tenant: text
-- params: 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'
-- because: Unscoped
SELECT "id" FROM "public"."orders" WHERE "company_id" = CAST($1 AS CHAR)
