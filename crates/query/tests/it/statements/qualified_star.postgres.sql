WITH "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    "id",
    "customer_id",
    CAST("status" AS text) AS "status",
    "amount",
    "quantity",
    "rate",
    "paid",
    "created_at",
    "due",
    "logged_at",
    CASE WHEN ("quantity" >= $1) THEN $2 ELSE $3 END AS "size"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $4)
), "scoped_customers" AS NOT MATERIALIZED (
  SELECT
    "id",
    "city"
  FROM "public"."customers"
  WHERE ("customers"."tenant_id" = $5)
)
SELECT
  "from_2_o"."id" AS "id",
  "from_2_o"."customer_id" AS "customer_id",
  "from_2_o"."status" AS "status",
  "from_2_o"."amount" AS "amount",
  "from_2_o"."quantity" AS "quantity",
  "from_2_o"."rate" AS "rate",
  "from_2_o"."paid" AS "paid",
  "from_2_o"."created_at" AS "created_at",
  "from_2_o"."due" AS "due",
  "from_2_o"."logged_at" AS "logged_at",
  "from_2_o"."size" AS "size",
  "from_3_c"."city" AS "city"
FROM "scoped_orders" AS "from_2_o"
INNER JOIN "scoped_customers" AS "from_3_c" ON ("from_3_c"."id" = "from_2_o"."customer_id")
-- $1: Integer(10)
-- $2: Text("large")
-- $3: Text("small")
-- $4: Integer(7)
-- $5: Integer(7)
-- id Int64
-- customer_id Int64
-- status Text
-- amount Decimal { precision: 15, scale: 2 }
-- quantity Int32
-- rate Float32
-- paid Boolean
-- created_at TimestampTz
-- due Date
-- logged_at Timestamp
-- size Text
-- city Text
