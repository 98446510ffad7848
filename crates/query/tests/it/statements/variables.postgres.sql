WITH "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    CAST("status" AS text) AS "status",
    "amount",
    "paid",
    "due"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
)
SELECT
  "groups_1"."g1" AS "status",
  "groups_1"."a1" AS "n"
FROM (
  SELECT
    "from_2_orders"."status" AS "g1",
    COUNT(*) AS "a1"
  FROM "scoped_orders" AS "from_2_orders"
  WHERE ("from_2_orders"."status" IN ($2, $3)) AND ("from_2_orders"."amount" >= $4) AND (("from_2_orders"."due" >= $5) AND ("from_2_orders"."due" <= $6)) AND ("from_2_orders"."paid" = $7)
  GROUP BY 1
) AS "groups_1"
-- $1: Integer(7)
-- $2: Text("paid")
-- $3: Text("o'pen")
-- $4: Decimal(12.5)
-- $5: Date(2024-01-01)
-- $6: Date(2024-12-31)
-- $7: Boolean(true)
-- status Text
-- n Int64
