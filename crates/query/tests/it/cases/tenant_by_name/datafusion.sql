WITH "scoped_orders" AS (
  SELECT
    1 AS "present"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = (
    SELECT
      MIN("tenants"."id")
    FROM "public"."tenants"
    WHERE (("tenants"."name" = $1) AND (CAST("tenants"."name" AS VARCHAR) = $2))
    HAVING (COUNT(*) = 1)
  ))
)
SELECT
  COUNT(*) AS "orders.count"
FROM "scoped_orders"
-- $1: Text("Acme")
-- $2: Text("Acme")
-- orders.count Int64
