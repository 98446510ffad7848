SELECT id, amount FROM orders WHERE customer_id IN (SELECT id FROM customers WHERE city = 'Oslo') AND id NOT IN (SELECT order_id FROM lines)
