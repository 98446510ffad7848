-- # rows joined to the row that they belong to
WITH "any_items" AS (SELECT "order_id", "price" FROM "public"."items"),
"own_orders" AS (SELECT "id", "status" FROM "public"."orders" WHERE «"company_id" = $1»)
SELECT "o"."status", SUM("i"."price") FROM "any_items" AS "i"
INNER JOIN "own_orders" AS "o" ON «"i"."order_id" = "o"."id"» GROUP BY "o"."status"

-- # the same with a plain JOIN, more conditions, and a filter of its own
-- params: 3 7
WITH "any_items" AS (SELECT "t"."order_id", "t"."price" FROM "public"."items" AS "t" WHERE "t"."price" > $1),
"own_orders" AS (SELECT "id", "status" FROM "public"."orders" WHERE «"company_id" = $2»)
SELECT "o"."status", SUM("i"."price") FROM "any_items" AS "i"
JOIN "own_orders" AS "o" ON («"o"."id" = "i"."order_id"») AND "o"."status" = 'paid' GROUP BY "o"."status"

-- # rows that belong to joined rows, several keys
WITH "own_orders" AS (SELECT "id", "region", "status" FROM "public"."orders" WHERE «"company_id" = $1»),
"any_shipments" AS (SELECT "order_id", "region", "carrier" FROM "public"."shipments")
SELECT "s"."carrier", COUNT(*) FROM "own_orders" AS "o"
LEFT JOIN "any_shipments" AS "s" ON («"o"."id" = "s"."order_id"») AND («"o"."region" = "s"."region"») GROUP BY "s"."carrier"

-- # under the names of the CTEs, and a further table after them
WITH "own_orders" AS (SELECT "id", "region", "customer_id" FROM "public"."orders" WHERE «"company_id" = $1»),
"any_shipments" AS (SELECT "order_id", "region", "carrier" FROM "public"."shipments"),
"own_customers" AS (SELECT "id", "city" FROM "public"."customers" WHERE «"tenant" = $1»)
SELECT "own_customers"."city", COUNT("any_shipments"."carrier") FROM "own_orders"
INNER JOIN "any_shipments" ON «"own_orders"."id" = "any_shipments"."order_id"» AND «"own_orders"."region" = "any_shipments"."region"»
FULL JOIN "own_customers" ON "own_customers"."id" = "own_orders"."customer_id" GROUP BY "own_customers"."city"

-- # along a chain, from the end of which the rule comes
WITH "any_parcels" AS (SELECT "shipment_id", "weight" FROM "public"."parcels"),
"any_shipments" AS (SELECT "id", "order_id", "region" FROM "public"."shipments"),
"own_orders" AS (SELECT "id", "region" FROM "public"."orders" WHERE «"company_id" = $1»)
SELECT SUM("p"."weight") FROM "any_parcels" AS "p"
INNER JOIN "any_shipments" AS "s" ON «"p"."shipment_id" = "s"."id"»
INNER JOIN "own_orders" AS "o" ON «"s"."order_id" = "o"."id"» AND «"s"."region" = "o"."region"»

-- # along a chain, from the beginning of which the rule comes
WITH "own_orders" AS (SELECT "id", "region" FROM "public"."orders" WHERE «"company_id" = $1»),
"any_shipments" AS (SELECT "id", "order_id", "region" FROM "public"."shipments"),
"any_parcels" AS (SELECT "shipment_id", "weight" FROM "public"."parcels")
SELECT SUM("p"."weight") FROM "own_orders" AS "o"
LEFT JOIN "any_shipments" AS "s" ON «"s"."order_id" = "o"."id"» AND «"s"."region" = "o"."region"»
LEFT JOIN "any_parcels" AS "p" ON «"p"."shipment_id" = "s"."id"»

-- # twice in one statement, each with a partner
WITH "any_items" AS (SELECT "order_id", "price" FROM "public"."items"),
"own_orders" AS (SELECT "id", "status" FROM "public"."orders" WHERE «"company_id" = $1»),
"with_items" AS (SELECT "i"."order_id" AS "key" FROM "any_items" AS "i" INNER JOIN "own_orders" AS "o" ON «"i"."order_id" = "o"."id"»)
SELECT SUM("i"."price") FROM "own_orders" AS "o" LEFT JOIN "any_items" AS "i" ON «"i"."order_id" = "o"."id"»
WHERE EXISTS (SELECT 1 FROM "with_items" WHERE "with_items"."key" = "o"."id")

-- # in a sub-query, matched with the row outside
WITH "any_items" AS (SELECT "order_id", "price" FROM "public"."items"),
"own_orders" AS (SELECT "id", "status" FROM "public"."orders" WHERE «"company_id" = $1»)
SELECT COUNT(*) FROM "own_orders" AS "o"
WHERE EXISTS (SELECT 1 FROM "any_items" AS "i" WHERE "i"."price" > 5 AND «"i"."order_id" = "o"."id"»)

-- # in a sub-query that has a value, matched with the row outside
WITH "any_items" AS (SELECT "order_id", "price" FROM "public"."items"),
"own_orders" AS (SELECT "id", "status" FROM "public"."orders" WHERE «"company_id" = $1»)
SELECT (SELECT SUM("i"."price") FROM "any_items" AS "i" WHERE «"i"."order_id" = "o"."id"») FROM "own_orders" AS "o"

-- # in a sub-query, along a chain that ends outside
WITH "any_parcels" AS (SELECT "shipment_id", "weight" FROM "public"."parcels"),
"any_shipments" AS (SELECT "id", "order_id", "region" FROM "public"."shipments"),
"own_orders" AS (SELECT "id", "region" FROM "public"."orders" WHERE «"company_id" = $1»)
SELECT COUNT(*) FROM "own_orders" AS "o" WHERE NOT EXISTS (
  SELECT 1 FROM "any_shipments" AS "s" LEFT JOIN "any_parcels" AS "p" ON «"p"."shipment_id" = "s"."id"»
  WHERE «"s"."order_id" = "o"."id"» AND «"s"."region" = "o"."region"»)
