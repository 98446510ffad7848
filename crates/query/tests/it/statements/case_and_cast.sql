SELECT CASE status WHEN 'paid' THEN 'yes' ELSE UPPER(status) END AS paid, CAST(quantity AS DECIMAL(10, 2)) AS exact, ROUND(amount / 3, 2) AS rounded FROM orders
