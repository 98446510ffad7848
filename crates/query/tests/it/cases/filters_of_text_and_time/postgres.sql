WITH "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    "customer_id",
    CAST("status" AS text) AS "status",
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
  (DATE_TRUNC('week', (("scoped_orders"."created_at" AT TIME ZONE 'Europe/Oslo') + INTERVAL '-6 day')) + INTERVAL '6 day') AS "orders.created_at.week",
  COUNT(*) AS "orders.count"
FROM "scoped_orders"
INNER JOIN "scoped_customers" ON ("scoped_orders"."customer_id" = "scoped_customers"."id")
WHERE (("scoped_customers"."city" COLLATE "C" LIKE $3) OR ("scoped_customers"."city" COLLATE "C" LIKE $4)) AND ((("scoped_customers"."city" COLLATE "C" NOT LIKE $5)) OR ("scoped_customers"."city" IS NULL)) AND (("scoped_orders"."status" ~ $6) OR ("scoped_orders"."status" ~ $7)) AND ((("scoped_orders"."status" !~ $8)) OR ("scoped_orders"."status" IS NULL)) AND (("scoped_orders"."due" >= $9) AND ("scoped_orders"."due" <= $10)) AND ("scoped_orders"."due" < $11) AND (("scoped_orders"."logged_at" >= $12) AND ("scoped_orders"."logged_at" < $13)) AND ("scoped_orders"."logged_at" >= $14) AND (("scoped_orders"."created_at" >= $15) AND ("scoped_orders"."created_at" < $16))
GROUP BY 1
ORDER BY 1 ASC NULLS LAST
-- $1: Integer(7)
-- $2: Integer(7)
-- $3: Text("B%_n")
-- $4: Text("50\\%")
-- $5: Text("%x%")
-- $6: Text("^(open|paid)[0-9]*$")
-- $7: Text("x[^\n]")
-- $8: Text("[ \t\n\r\u{b}\u{c}]")
-- $9: Date(2024-01-01)
-- $10: Date(2024-05-16)
-- $11: Date(2024-05-17)
-- $12: Timestamp(2024-04-16T00:00:00)
-- $13: Timestamp(2024-05-16T00:00:00)
-- $14: Timestamp(2024-05-15T22:00:00)
-- $15: TimestampTz(2024-01-31T23:00:00Z)
-- $16: TimestampTz(2024-04-30T22:00:00Z)
-- orders.created_at.week Timestamp
-- orders.count Int64
