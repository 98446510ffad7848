-- # MySQL, in the tenant's own database a table goes by its bare name
-- engines: mysql mariadb singlestore
-- tenant: database
-- params:
WITH `o` AS (SELECT `customers`.`city` FROM `customers`), `n` AS (SELECT * FROM `notes` AS `t`)
SELECT COUNT(*) FROM `o` CROSS JOIN `n`

-- # ClickHouse, in the tenant's own database a table goes by its bare name
-- engines: clickhouse clickhouse-old
-- tenant: database
-- params:
SELECT COUNT(*) FROM (SELECT "customers"."city" FROM "customers") AS "o"

-- # PostgreSQL, a schema is inside the tenant's own database
-- tenant: database
-- params:
SELECT COUNT(*) FROM "public"."customers"
