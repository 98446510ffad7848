SELECT COUNT(*) AS n FROM orders WHERE tenant_id = client_id_variable AND tenant_id = 'client_id_variable'
