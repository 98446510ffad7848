-- model: shop_by_name
-- client: Acme
SELECT COUNT(*) AS n FROM orders WHERE 'x' <> client_id_variable
