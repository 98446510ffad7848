WITH "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    CAST("status" AS text) AS "status",
    "amount",
    "quantity",
    "paid",
    "due"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
)
SELECT
  "groups_1"."g1" AS "due",
  "groups_1"."a1" AS "most",
  "groups_1"."a2" AS "few",
  "groups_1"."a3" AS "paid",
  "groups_1"."a4" AS "any_paid",
  "groups_1"."a5" AS "all_large"
FROM (
  SELECT
    "from_2_orders"."due" AS "g1",
    PERCENTILE_CONT(0.900000) WITHIN GROUP (ORDER BY CAST("from_2_orders"."amount" AS double precision)) AS "a1",
    PERCENTILE_CONT(0.750000) WITHIN GROUP (ORDER BY CAST("from_2_orders"."quantity" AS double precision)) AS "a2",
    STRING_AGG(CASE WHEN "from_2_orders"."paid" THEN "from_2_orders"."status" END, $2 ORDER BY CASE WHEN "from_2_orders"."paid" THEN "from_2_orders"."status" END COLLATE "C") AS "a3",
    BOOL_OR("from_2_orders"."paid") AS "a4",
    BOOL_AND(("from_2_orders"."quantity" > $3)) AS "a5"
  FROM "scoped_orders" AS "from_2_orders"
  GROUP BY 1
) AS "groups_1"
-- $1: Integer(7)
-- $2: Text(", ")
-- $3: Integer(1)
-- due Date
-- most Float64
-- few Float64
-- paid Text
-- any_paid Boolean
-- all_large Boolean
