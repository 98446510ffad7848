select ORDERS.Status AS State, sum(AMOUNT) as Revenue from ORDERS group by Orders.STATUS
