WITH "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    "id",
    CAST("status" AS text) AS "status"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
), "scoped_lines" AS NOT MATERIALIZED (
  SELECT
    "order_id",
    "price",
    "discount"
  FROM "public"."lines"
  WHERE "lines"."order_id" IN (
    SELECT
      "orders"."id"
    FROM "public"."orders"
    WHERE ("orders"."tenant_id" = $2)
  )
)
SELECT
  "groups_1"."g1" AS "status",
  "groups_1"."a1" AS "net"
FROM (
  SELECT
    "from_3_o"."status" AS "g1",
    SUM(("from_2_l"."price" * ($3 - "from_2_l"."discount"))) AS "a1"
  FROM "scoped_lines" AS "from_2_l"
  INNER JOIN "scoped_orders" AS "from_3_o" ON ("from_3_o"."id" = "from_2_l"."order_id")
  GROUP BY 1
) AS "groups_1"
-- $1: Integer(7)
-- $2: Integer(7)
-- $3: Integer(1)
-- status Text
-- net Decimal { precision: 38, scale: 4 }
