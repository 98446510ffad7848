WITH "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    "id"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
)
SELECT
  "from_2_orders"."id" AS "id"
FROM "scoped_orders" AS "from_2_orders"
ORDER BY 1 ASC NULLS LAST
LIMIT $2
OFFSET $3
-- $1: Integer(7)
-- $2: Integer(6)
-- $3: Integer(7)
-- id Int64
