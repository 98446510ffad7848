SELECT city AS place FROM customers UNION SELECT town FROM addresses ORDER BY place
