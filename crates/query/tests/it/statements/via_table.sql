SELECT o.status, SUM(l.price * (1 - l.discount)) AS net FROM lines l JOIN orders o ON o.id = l.order_id GROUP BY o.status
