-- timezone: Europe/Oslo
-- except: none
SELECT quantity::float8 AS a, amount::numeric AS b, amount::numeric(6) AS c, status::varchar(2) AS d, quantity::int2 AS e, created_at::timestamptz AS f, due::timestamp::timestamptz AS g, created_at::date AS h, TIMESTAMPTZ '2024-01-31T12:00:00+02:00' AS i FROM orders
