WITH "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    "customer_id",
    CAST("status" AS text) AS "status",
    "quantity",
    "paid",
    "created_at",
    "due",
    "logged_at"
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
  COUNT(*) AS "orders.count"
FROM "scoped_orders"
INNER JOIN "scoped_customers" ON ("scoped_orders"."customer_id" = "scoped_customers"."id")
WHERE (("scoped_customers"."city" <> $3) OR ("scoped_customers"."city" IS NULL)) AND ((CAST("scoped_customers"."city" AS text) ILIKE $4) OR (CAST("scoped_customers"."city" AS text) ILIKE $5)) AND (((CAST("scoped_customers"."city" AS text) NOT ILIKE $6)) OR ("scoped_customers"."city" IS NULL)) AND (("scoped_orders"."status" = $7) OR ("scoped_orders"."status" IS NULL)) AND ("scoped_orders"."status" NOT IN ($8, $9)) AND (("scoped_orders"."quantity" >= $10) AND ("scoped_orders"."quantity" <= $11)) AND ("scoped_orders"."paid" = $12) AND ("scoped_orders"."due" > $13) AND ((("scoped_orders"."created_at" < $14) OR ("scoped_orders"."created_at" >= $15)) OR ("scoped_orders"."created_at" IS NULL)) AND ("scoped_orders"."created_at" < $16) AND (("scoped_orders"."logged_at" < $17)) AND ("scoped_customers"."city" COLLATE "C" > $18) AND ("scoped_customers"."id" IS NULL)
-- $1: Integer(7)
-- $2: Integer(7)
-- $3: Text("Oslo")
-- $4: Text("%50\\%\\_\\\\x%")
-- $5: Text("%å%")
-- $6: Text("b%")
-- $7: Text("a")
-- $8: Text("a")
-- $9: Text("b")
-- $10: Integer(1)
-- $11: Integer(9)
-- $12: Boolean(true)
-- $13: Date(2024-02-29)
-- $14: TimestampTz(2024-03-30T23:00:00Z)
-- $15: TimestampTz(2024-03-31T22:00:00Z)
-- $16: TimestampTz(2024-01-01T12:00:00Z)
-- $17: Timestamp(2024-07-01T00:00:00)
-- $18: Text("m")
-- orders.count Int64
