-- because: regular expression|is not a |no |not allowed|cannot be read|needs|condition|compared|types|place|one|cast
SELECT ctid FROM orders
SELECT xmin FROM orders
SELECT xmax FROM orders
SELECT oid FROM orders
SELECT tableoid FROM orders
SELECT cmin FROM orders
SELECT rowid FROM orders
SELECT _rowid_ FROM orders
SELECT _part FROM orders
SELECT _partition FROM orders
SELECT _PARTITIONTIME FROM orders
SELECT _file FROM orders
SELECT _metadata FROM orders
SELECT ROWNUM FROM orders
SELECT o.ctid FROM orders o
SELECT orders FROM orders
SELECT o FROM orders o
SELECT (o).id FROM orders o
SELECT (o).* FROM orders o
SELECT (orders.*) FROM orders
SELECT ROW(o.*) AS a FROM orders o
SELECT COUNT(o.*) AS a FROM orders o
SELECT COUNT(orders) AS a FROM orders
SELECT ROW(id, amount) AS a FROM orders
SELECT (id, amount) AS a FROM orders
SELECT id FROM orders WHERE (id, amount) IN (SELECT id FROM orders)
SELECT id FROM orders WHERE (id, tenant_id) IN (SELECT id, word FROM secrets)
SELECT id FROM orders WHERE (id, amount) IN ((1, 2, 3))
SELECT id FROM orders WHERE (id, amount) IN (1, 2)
SELECT id FROM orders WHERE (id, amount) < (1, 2)
SELECT id FROM orders WHERE (id, amount) = (1, 2, 3)
SELECT id FROM orders WHERE (id, amount) = (SELECT id, amount FROM orders)
SELECT id FROM orders WHERE (id, status) = (1, 2)
SELECT ARRAY[id] AS a FROM orders
SELECT ARRAY(SELECT id FROM customers) AS a FROM orders
SELECT id[1] AS a FROM orders
SELECT id.x.y.z FROM orders
SELECT status -> 'a' AS a FROM orders
SELECT status ->> 'a' AS a FROM orders
SELECT status:a AS a FROM orders
SELECT status::regclass AS a FROM orders
SELECT CAST('secrets' AS regclass) AS a FROM orders
SELECT CAST(status AS xml) AS a FROM orders
SELECT CAST(status AS json) AS a FROM orders
SELECT CAST(status AS bytea) AS a FROM orders
SELECT TRY_CAST(status AS other) AS a FROM orders
SELECT status COLLATE "C" AS a FROM orders
SELECT status COLLATE nocase AS a FROM orders
SELECT created_at AT TIME ZONE status AS a FROM orders
SELECT created_at AT TIME ZONE 'Nowhere/Land' AS a FROM orders
SELECT created_at AT TIME ZONE 'UTC'' OR 1=1' AS a FROM orders
SELECT created_at AT TIME ZONE (SELECT word FROM secrets) AS a FROM orders
SELECT due AT TIME ZONE 'UTC' AS a FROM orders
SELECT CAST(status AS REGCLASS) AS a FROM orders
SELECT CAST(status AS OID) AS a FROM orders
SELECT CAST(status AS TEXT[]) AS a FROM orders
SELECT id FROM orders WHERE status ~* 'x'
SELECT id FROM orders WHERE status !~* 'x'
SELECT id FROM orders WHERE status ~ '(?=a)'
SELECT id FROM orders WHERE status ~ (SELECT word FROM secrets)
SELECT id FROM orders WHERE status ~ status
SELECT id FROM orders WHERE status SIMILAR TO 'x'
SELECT id FROM orders WHERE status RLIKE '(?i)x'
SELECT id FROM orders WHERE status RLIKE status
SELECT id FROM orders WHERE status LIKE 'x' ESCAPE '!!'
SELECT id FROM orders WHERE status LIKE status ESCAPE '!'
SELECT id FROM orders WHERE status LIKE 'x!y' ESCAPE '!'
SELECT id FROM orders WHERE status LIKE 'x' ESCAPE status
SELECT id FROM orders WHERE id = ANY (SELECT id FROM customers)
SELECT id FROM orders WHERE id > ALL (SELECT id FROM customers)
SELECT id FROM orders WHERE id & 1 = 1
SELECT id FROM orders WHERE id | 1 = 1
SELECT id ^ 2 AS a FROM orders
SELECT id FROM orders WHERE id IN (SELECT id, amount FROM orders)
SELECT (SELECT id, amount FROM orders) AS a FROM orders
SELECT mean_paid FROM orders
SELECT SUM(mean_paid) AS a FROM orders
SELECT word FROM orders
SELECT segment_id FROM customers
SELECT o.city FROM orders o
SELECT x.id FROM orders o
SELECT orders.id FROM orders o
SELECT id FROM orders o JOIN customers c ON o.customer_id = c.id
SELECT o.id FROM orders o JOIN orders o ON TRUE
SELECT o.id FROM orders o JOIN customers O ON TRUE
SELECT o.id, c.id FROM orders o JOIN customers c ON o.customer_id = c.id
SELECT id AS a, amount AS A FROM orders
SELECT public.customers.id FROM orders
SELECT other.orders.id FROM orders
SELECT status + 1 AS a FROM orders
SELECT id FROM orders WHERE status
SELECT id FROM orders WHERE id = 'seven'
SELECT id FROM orders WHERE created_at > 'yesterday'
SELECT id FROM orders WHERE due = 20240101
SELECT NULL AS a FROM orders
SELECT INTERVAL '1' DAY AS a FROM orders
SELECT due + 1 AS a FROM orders
SELECT due - due AS a FROM orders
SELECT (SELECT o.amount FROM lines l GROUP BY l.price) AS a FROM orders o
SELECT status FROM orders GROUP BY id
SELECT status, (SELECT MAX(l.price) FROM lines l WHERE l.order_id = o.id) AS m FROM orders o GROUP BY status
SELECT (SELECT SUM(o.amount) FROM lines l) AS a FROM orders o
SELECT d.x FROM orders o JOIN (SELECT o.id AS x FROM customers c) AS d ON TRUE
