WITH "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    "id",
    CAST("status" AS text) AS "status",
    "amount"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
)
SELECT
  "from_2_orders"."id" AS "id",
  CAST(ROW_NUMBER() OVER (PARTITION BY "from_2_orders"."status" ORDER BY "from_2_orders"."amount" DESC NULLS LAST, "from_2_orders"."id" ASC NULLS LAST) AS bigint) AS "place",
  LAG("from_2_orders"."amount", 1) OVER (ORDER BY "from_2_orders"."id" ASC NULLS LAST) AS "before",
  SUM("from_2_orders"."amount") OVER (PARTITION BY "from_2_orders"."status") AS "of_status",
  CAST(COUNT(*) OVER () AS bigint) AS "n"
FROM "scoped_orders" AS "from_2_orders"
-- $1: Integer(7)
-- id Int64
-- place Int64
-- before Decimal { precision: 15, scale: 2 }
-- of_status Decimal { precision: 38, scale: 2 }
-- n Int64
