-- model: shop_of_one
-- client: None
SELECT COUNT(*) AS n FROM orders
