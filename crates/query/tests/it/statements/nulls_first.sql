SELECT status, amount FROM orders ORDER BY amount DESC NULLS FIRST, status
