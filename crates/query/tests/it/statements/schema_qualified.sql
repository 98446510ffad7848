-- except: mysql mariadb singlestore bigquery spark databricks
SELECT public.orders.status, orders.amount FROM public.orders WHERE "amount" > 1
