WITH "scoped_orders" AS (
  SELECT
    "status",
    "amount",
    "created_at"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = $1)
)
SELECT
  "scoped_orders"."status" AS "orders.status",
  SUM(CASE WHEN ((("scoped_orders"."created_at" >= $2) AND ("scoped_orders"."created_at" < $3))) THEN "scoped_orders"."amount" END) AS "orders.revenue",
  SUM(CASE WHEN ((("scoped_orders"."created_at" >= $4) AND ("scoped_orders"."created_at" < $5))) THEN "scoped_orders"."amount" END) AS "orders.revenue.previousYear"
FROM "scoped_orders"
WHERE ((("scoped_orders"."created_at" >= $6) AND ("scoped_orders"."created_at" < $7)) OR (("scoped_orders"."created_at" >= $8) AND ("scoped_orders"."created_at" < $9)))
GROUP BY 1
ORDER BY "scoped_orders"."status" ASC NULLS LAST
-- $1: Integer(7)
-- $2: TimestampTz(2024-01-01T00:00:00Z)
-- $3: TimestampTz(2025-01-01T00:00:00Z)
-- $4: TimestampTz(2023-01-01T00:00:00Z)
-- $5: TimestampTz(2024-01-01T00:00:00Z)
-- $6: TimestampTz(2024-01-01T00:00:00Z)
-- $7: TimestampTz(2025-01-01T00:00:00Z)
-- $8: TimestampTz(2023-01-01T00:00:00Z)
-- $9: TimestampTz(2024-01-01T00:00:00Z)
-- orders.status Text
-- orders.revenue Decimal { precision: 38, scale: 2 }
-- orders.revenue.previousYear Decimal { precision: 38, scale: 2 }
