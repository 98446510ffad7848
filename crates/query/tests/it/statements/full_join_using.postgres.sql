WITH "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    "id",
    CAST("status" AS text) AS "status"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
), "scoped_customers" AS NOT MATERIALIZED (
  SELECT
    "id",
    "city"
  FROM "public"."customers"
  WHERE ("customers"."tenant_id" = $2)
)
SELECT
  COALESCE("from_2_o"."id", "from_3_c"."id") AS "id",
  "from_2_o"."status" AS "status",
  "from_3_c"."city" AS "city"
FROM "scoped_orders" AS "from_2_o"
FULL JOIN "scoped_customers" AS "from_3_c" ON ("from_2_o"."id" = "from_3_c"."id")
-- $1: Integer(7)
-- $2: Integer(7)
-- id Int64
-- status Text
-- city Text
