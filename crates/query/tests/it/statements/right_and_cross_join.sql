SELECT a.town, o.id AS order_id, k.code FROM orders o RIGHT JOIN addresses a ON o.ship_address_id = a.id CROSS JOIN countries k
