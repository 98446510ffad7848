SELECT id FROM orders WHERE (status LIKE 'p%' OR status IN ('open', 'void')) AND NOT quantity BETWEEN 1 AND 5 AND due IS NOT NULL AND COALESCE(rate, 0) <> 1 AND paid IS NOT FALSE
