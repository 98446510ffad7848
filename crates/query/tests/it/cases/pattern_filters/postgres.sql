WITH "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    CAST("status" AS text) AS "status"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
)
SELECT
  COUNT(*) AS "orders.count"
FROM "scoped_orders"
WHERE (("scoped_orders"."status" ~ $2)) AND (("scoped_orders"."status" COLLATE "C" LIKE $3))
-- $1: Integer(7)
-- $2: Text("^pa[^\n]d$")
-- $3: Text("p%")
-- orders.count Int64
