WITH "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    1 AS "present"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = (
    SELECT
      MIN("tenants"."id")
    FROM "public"."tenants"
    WHERE (("tenants"."name" = $1) AND (CAST("tenants"."name" AS text) COLLATE "C" = $2))
    HAVING (COUNT(*) = 1)
  ))
)
SELECT
  COUNT(*) AS "n"
FROM "scoped_orders" AS "from_2_orders"
WHERE ($3 <> $4)
-- $1: Text("Acme")
-- $2: Text("Acme")
-- $3: Text("x")
-- $4: Text("Acme")
-- n Int64
