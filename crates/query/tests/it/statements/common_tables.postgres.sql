WITH "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    "customer_id",
    "amount"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
), "scoped_customers" AS NOT MATERIALIZED (
  SELECT
    "id",
    "city"
  FROM "public"."customers"
  WHERE ("customers"."tenant_id" = $2)
), "with_3_monthly" AS (
  SELECT
    "groups_1"."g1" AS "c1",
    "groups_1"."a1" AS "c2"
  FROM (
    SELECT
      "from_2_orders"."customer_id" AS "g1",
      SUM("from_2_orders"."amount") AS "a1"
    FROM "scoped_orders" AS "from_2_orders"
    GROUP BY 1
  ) AS "groups_1"
), "with_6_best" AS (
  SELECT
    "from_5_monthly"."c1" AS "c1",
    "from_5_monthly"."c2" AS "c2"
  FROM "with_3_monthly" AS "from_5_monthly"
  WHERE ("from_5_monthly"."c2" > $3)
)
SELECT
  "groups_7"."g1" AS "city",
  "groups_7"."a1" AS "revenue"
FROM (
  SELECT
    "from_9_c"."city" AS "g1",
    SUM("from_8_b"."c2") AS "a1"
  FROM "with_6_best" AS "from_8_b"
  INNER JOIN "scoped_customers" AS "from_9_c" ON ("from_9_c"."id" = "from_8_b"."c1")
  GROUP BY 1
) AS "groups_7"
-- $1: Integer(7)
-- $2: Integer(7)
-- $3: Integer(1000)
-- city Text
-- revenue Decimal { precision: 38, scale: 2 }
