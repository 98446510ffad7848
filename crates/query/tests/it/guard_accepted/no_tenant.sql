-- # without tenants no rule is needed
-- tenant: none
-- params:
WITH "o" AS (SELECT * FROM "public"."orders"), "n" AS (SELECT * FROM "public"."notes")
SELECT COUNT(*) FROM "o" CROSS JOIN "n"
