-- variables: [{"name":"statuses","dataType":"text","multiple":true},{"name":"least","dataType":"number"},{"name":"period","dataType":"date","range":true},{"name":"paid","dataType":"boolean","default":true},{"name":"town","dataType":"text"}]
-- values: {"statuses":["paid","o'pen"],"least":12.5,"period":{"startDate":"2024-01-01","endDate":"2024-12-31"}}
SELECT status, COUNT(*) AS n FROM orders WHERE status IN ({{statuses}}) AND amount >= {{least}} AND due BETWEEN {{period.startDate}} AND {{period.endDate}} AND paid = {{paid}} GROUP BY status
