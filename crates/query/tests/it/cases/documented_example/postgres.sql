WITH "scoped_orders" AS NOT MATERIALIZED (
  SELECT
    "customer_id",
    CAST("status" AS text) AS "status",
    "amount",
    "created_at"
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
  "scoped_customers"."city" AS "customers.city",
  DATE_TRUNC('month', ("scoped_orders"."created_at" AT TIME ZONE 'Europe/Oslo')) AS "orders.created_at.month",
  SUM("scoped_orders"."amount") AS "orders.revenue",
  SUM("scoped_orders"."amount") AS "gross"
FROM "scoped_orders"
LEFT JOIN "scoped_customers" ON ("scoped_orders"."customer_id" = "scoped_customers"."id")
WHERE ("scoped_orders"."status" = $3) AND (("scoped_customers"."city" IS NOT NULL) OR TRUE) AND (("scoped_orders"."created_at" >= $4) AND ("scoped_orders"."created_at" < $5))
GROUP BY 1, 2
ORDER BY 3 DESC NULLS LAST, "scoped_customers"."city" COLLATE "C" ASC NULLS LAST, 2 ASC NULLS LAST
LIMIT $6
OFFSET $7
-- $1: Integer(7)
-- $2: Integer(7)
-- $3: Text("paid")
-- $4: TimestampTz(2023-12-31T23:00:00Z)
-- $5: TimestampTz(2024-12-31T23:00:00Z)
-- $6: Integer(100)
-- $7: Integer(0)
-- customers.city Text
-- orders.created_at.month Timestamp
-- orders.revenue Decimal { precision: 38, scale: 2 }
-- gross Decimal { precision: 38, scale: 2 }
