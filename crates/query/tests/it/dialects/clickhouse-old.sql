-- documented_example
refused: ClickHouse 18 has no joins that can be relied on

-- filters
refused: ClickHouse 18 has no joins that can be relied on

-- last_value
refused: ClickHouse 18 has no window functions

-- pattern_filters
SELECT
  toInt64(COUNT(*)) AS "orders.count"
FROM (
  SELECT
    "status"
  FROM "public"."orders"
  WHERE ("orders"."tenant_id" = {p1:Int64})
) AS "scoped_orders"
WHERE ((match("scoped_orders"."status", {p2:String}))) AND (("scoped_orders"."status" LIKE {p3:String}))

-- statistics
refused: ClickHouse 18 has no percentiles

-- tenant_via_twice_composite
refused: ClickHouse 18 has no joins that can be relied on

-- year_to_date_filled
refused: ClickHouse 18 has no joins that can be relied on

