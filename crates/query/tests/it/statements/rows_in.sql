SELECT id FROM orders WHERE (customer_id, status) IN ((1, 'paid'), (2, 'open')) AND (id, quantity) <> (3, 4) AND (id, quantity) NOT IN (SELECT order_id, 1 FROM lines WHERE price > 10)
