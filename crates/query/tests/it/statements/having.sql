SELECT customer_id, SUM(amount) AS revenue FROM orders GROUP BY customer_id HAVING SUM(amount) > 100 AND COUNT(*) >= 2
