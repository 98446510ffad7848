SELECT SUM(amount) AS revenue FROM orders GROUP BY status, customer_id ORDER BY revenue
