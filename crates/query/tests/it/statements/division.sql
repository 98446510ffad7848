SELECT quantity / 2 AS whole, amount / quantity AS exact, rate / 3 AS floating, SUM(quantity) OVER () / COUNT(*) OVER () AS mean, amount / 0.5 AS literal FROM orders WHERE quantity / 3 > 1
