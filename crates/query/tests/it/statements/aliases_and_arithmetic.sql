SELECT o.status AS state, o.amount * o.quantity AS total, o.amount / 2 AS half FROM orders AS o WHERE o.paid AND o.quantity > 3 ORDER BY total DESC, 1 LIMIT 10 OFFSET 5
