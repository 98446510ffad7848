SELECT status, amount - (SELECT AVG(amount) FROM orders) AS above FROM orders WHERE amount > (SELECT MAX(price) FROM lines WHERE lines.order_id = orders.id)
