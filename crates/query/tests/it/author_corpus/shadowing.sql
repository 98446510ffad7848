-- because: has the name of a table|twice|RECURSIVE|no table|no |cannot be read
WITH orders AS (SELECT 1 AS id) SELECT id FROM orders
WITH Orders AS (SELECT 1 AS id) SELECT id FROM orders
WITH ORDERS AS (SELECT id FROM customers) SELECT id FROM ORDERS
WITH "orders" AS (SELECT id FROM customers) SELECT id FROM "orders"
WITH "ORDERS" AS (SELECT id FROM customers) SELECT id FROM orders
WITH "Orders" AS (SELECT id FROM customers) SELECT id FROM "Orders"
WITH "public.orders" AS (SELECT id FROM customers) SELECT id FROM public.orders
WITH "PUBLIC.ORDERS" AS (SELECT id FROM customers) SELECT id FROM public.orders
WITH tenants AS (SELECT id FROM customers) SELECT id FROM tenants
WITH Tenants AS (SELECT id FROM customers) SELECT id FROM tenants
WITH secrets AS (SELECT id FROM customers) SELECT id FROM secrets
WITH SECRETS AS (SELECT word FROM secrets) SELECT word FROM SECRETS
WITH orders AS (SELECT * FROM orders) SELECT * FROM orders
WITH customers AS (SELECT * FROM orders) SELECT * FROM customers
SELECT id FROM (WITH orders AS (SELECT 1 AS id) SELECT id FROM orders) AS d
SELECT id FROM customers WHERE id IN (WITH orders AS (SELECT 1 AS id) SELECT id FROM orders)
WITH a AS (SELECT id FROM orders), orders AS (SELECT id FROM customers) SELECT id FROM a
WITH a AS (SELECT id FROM orders), a AS (SELECT id FROM customers) SELECT id FROM a
WITH a AS (SELECT id FROM orders), A AS (SELECT id FROM customers) SELECT id FROM a
WITH a AS (SELECT id FROM orders) SELECT id FROM (WITH a AS (SELECT id FROM customers) SELECT id FROM a) AS d
WITH a AS (SELECT id FROM b), b AS (SELECT id FROM orders) SELECT id FROM a
WITH a AS (SELECT id FROM a) SELECT id FROM a
WITH RECURSIVE a AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM a) SELECT n FROM a
WITH RECURSIVE a AS (SELECT id FROM orders) SELECT id FROM a
WITH RECURSIVE orders AS (SELECT id FROM orders) SELECT id FROM orders
WITH a AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM a) SELECT n FROM a
SELECT id FROM (WITH RECURSIVE a AS (SELECT id FROM orders) SELECT id FROM a) AS d
SELECT id FROM (WITH a AS (SELECT id FROM orders) SELECT id FROM a) AS d, a

-- because: list of columns|cannot be read
WITH a (x) AS (SELECT id FROM orders) SELECT x FROM a
SELECT d.x FROM (SELECT id FROM orders) AS d (x)
SELECT o.a FROM orders AS o (a, b, c)
