WITH "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    "id",
    CAST("status" AS text) AS "status"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
)
SELECT
  "from_2_orders"."id" AS "id"
FROM "scoped_orders" AS "from_2_orders"
WHERE ("from_2_orders"."status" ~ $2) AND ("from_2_orders"."status" !~ $3) AND ("from_2_orders"."status" LIKE $4)
-- $1: Integer(7)
-- $2: Text("^p[a-z]+d$")
-- $3: Text("x")
-- $4: Text("10\\%\\_%")
-- id Int64
