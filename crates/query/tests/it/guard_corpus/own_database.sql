-- # MySQL, a schema would lead out of the tenant's database
-- engines: mysql mariadb singlestore
-- tenant: database
-- params:
-- because: UnknownTable
SELECT 1 FROM `public`.`customers`

-- # MySQL, another tenant's database
-- engines: mysql mariadb singlestore
-- tenant: database
-- params:
-- because: UnknownTable
SELECT 1 FROM `globex`.`customers`

-- # MySQL, a bare name that two tables of the datamart have
-- engines: mysql mariadb singlestore
-- tenant: database
-- params:
-- because: UnknownTable
SELECT 1 FROM `orders`

-- # MySQL, a bare name that is no table of the datamart
-- engines: mysql mariadb singlestore
-- tenant: database
-- params:
-- because: UnknownTable
SELECT 1 FROM `passwords`

-- # MySQL, a common table with the name of a table
-- engines: mysql mariadb singlestore
-- tenant: database
-- params:
-- because: Name
WITH `customers` AS (SELECT 1 AS `a`) SELECT 1 FROM `customers`

-- # MySQL, a common table inside with the name of a table
-- engines: mysql mariadb singlestore
-- tenant: database
-- params:
-- because: Name
SELECT 1 FROM (WITH `customers` AS (SELECT 1 AS `a`) SELECT 1 FROM `notes`) AS `x`

-- # MySQL, an unquoted bare name
-- engines: mysql mariadb singlestore
-- tenant: database
-- params:
-- because: Name
SELECT 1 FROM customers

-- # ClickHouse, a schema would lead out of the tenant's database
-- engines: clickhouse clickhouse-old
-- tenant: database
-- params:
-- because: UnknownTable
SELECT 1 FROM "public"."customers"

-- # ClickHouse, another tenant's database
-- engines: clickhouse clickhouse-old
-- tenant: database
-- params:
-- because: UnknownTable
SELECT 1 FROM "globex"."customers"

-- # ClickHouse, a bare name that two tables of the datamart have
-- engines: clickhouse clickhouse-old
-- tenant: database
-- params:
-- because: UnknownTable
SELECT 1 FROM "orders"

-- # ClickHouse, a bare name that is no table of the datamart
-- engines: clickhouse clickhouse-old
-- tenant: database
-- params:
-- because: UnknownTable
SELECT 1 FROM "passwords"

-- # ClickHouse, a common table with the name of a table
-- engines: clickhouse clickhouse-old
-- tenant: database
-- params:
-- because: Name
WITH "customers" AS (SELECT 1 AS "a") SELECT 1 FROM "customers"

-- # ClickHouse, a common table inside with the name of a table
-- engines: clickhouse clickhouse-old
-- tenant: database
-- params:
-- because: Name
SELECT 1 FROM (WITH "customers" AS (SELECT 1 AS "a") SELECT 1 FROM "notes") AS "x"

-- # ClickHouse, an unquoted bare name
-- engines: clickhouse clickhouse-old
-- tenant: database
-- params:
-- because: Name
SELECT 1 FROM customers

-- # MySQL, a common table whose name folds to a table's
-- engines: mysql mariadb singlestore
-- tenant: database
-- params:
-- because: Name
WITH `CUSTOMERS ` AS (SELECT 1 AS `a`) SELECT 1 FROM `notes`

-- # MySQL, a bare name in other letters
-- engines: mysql mariadb singlestore
-- tenant: database
-- params:
-- because: UnknownTable
SELECT 1 FROM `Customers`

-- # PostgreSQL, a bare name depends on the search path
-- engines: postgres datafusion
-- tenant: database
-- params:
-- because: UnknownTable
SELECT 1 FROM "customers"
