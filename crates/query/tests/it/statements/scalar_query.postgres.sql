WITH "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    "id",
    CAST("status" AS text) AS "status",
    "amount"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
), "scoped_lines" AS NOT MATERIALIZED (
  SELECT
    "order_id",
    "price"
  FROM "public"."lines"
  WHERE "lines"."order_id" IN (
    SELECT
      "orders"."id"
    FROM "public"."orders"
    WHERE ("orders"."tenant_id" = $2)
  )
)
SELECT
  "from_2_orders"."status" AS "status",
  ("from_2_orders"."amount" - (
    SELECT
      CAST(AVG("from_6_orders"."amount") AS double precision) AS "c1"
    FROM "scoped_orders" AS "from_6_orders"
  )) AS "above"
FROM "scoped_orders" AS "from_2_orders"
WHERE ("from_2_orders"."amount" > (
  SELECT
    MAX("from_4_lines"."price") AS "c1"
  FROM "scoped_lines" AS "from_4_lines"
  WHERE ("from_4_lines"."order_id" = "from_2_orders"."id")
))
-- $1: Integer(7)
-- $2: Integer(7)
-- status Text
-- above Float64
