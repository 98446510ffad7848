-- # alone
-- because: Unscoped
WITH "any_items" AS (SELECT "order_id", "price", "sku" FROM "public"."items"),
"own_orders" AS (SELECT "id", "status", "region" FROM "public"."orders" WHERE "company_id" = $1)
SELECT SUM("price") FROM "any_items" WHERE $1 = $1

-- # alone beside a join of others
-- because: Unscoped
WITH "any_items" AS (SELECT "order_id", "price", "sku" FROM "public"."items"),
"own_orders" AS (SELECT "id", "status", "region" FROM "public"."orders" WHERE "company_id" = $1)
SELECT SUM("i"."price") FROM "any_items" AS "i" CROSS JOIN "own_orders" AS "o"

-- # kept without a partner
-- because: Unscoped
WITH "any_items" AS (SELECT "order_id", "price", "sku" FROM "public"."items"),
"own_orders" AS (SELECT "id", "status", "region" FROM "public"."orders" WHERE "company_id" = $1)
SELECT SUM("i"."price") FROM "any_items" AS "i" LEFT JOIN "own_orders" AS "o" ON "i"."order_id" = "o"."id"

-- # kept by a right join
-- because: Unscoped
WITH "any_items" AS (SELECT "order_id", "price", "sku" FROM "public"."items"),
"own_orders" AS (SELECT "id", "status", "region" FROM "public"."orders" WHERE "company_id" = $1)
SELECT SUM("i"."price") FROM "own_orders" AS "o" RIGHT JOIN "any_items" AS "i" ON "i"."order_id" = "o"."id"

-- # kept by a full join
-- because: Unscoped
WITH "any_items" AS (SELECT "order_id", "price", "sku" FROM "public"."items"),
"own_orders" AS (SELECT "id", "status", "region" FROM "public"."orders" WHERE "company_id" = $1)
SELECT SUM("i"."price") FROM "own_orders" AS "o" FULL JOIN "any_items" AS "i" ON "i"."order_id" = "o"."id"

-- # kept by a full join from its side
-- because: Unscoped
WITH "any_items" AS (SELECT "order_id", "price", "sku" FROM "public"."items"),
"own_orders" AS (SELECT "id", "status", "region" FROM "public"."orders" WHERE "company_id" = $1)
SELECT SUM("i"."price") FROM "any_items" AS "i" FULL JOIN "own_orders" AS "o" ON "i"."order_id" = "o"."id"

-- # dropped by a right join that begins with it, which is not taken
-- because: Unscoped
WITH "any_items" AS (SELECT "order_id", "price", "sku" FROM "public"."items"),
"own_orders" AS (SELECT "id", "status", "region" FROM "public"."orders" WHERE "company_id" = $1)
SELECT SUM("i"."price") FROM "any_items" AS "i" RIGHT JOIN "own_orders" AS "o" ON "i"."order_id" = "o"."id"

-- # matched in WHERE only
-- because: Unscoped
WITH "any_items" AS (SELECT "order_id", "price", "sku" FROM "public"."items"),
"own_orders" AS (SELECT "id", "status", "region" FROM "public"."orders" WHERE "company_id" = $1)
SELECT SUM("i"."price") FROM "own_orders" AS "o" CROSS JOIN "any_items" AS "i" WHERE "i"."order_id" = "o"."id"

-- # matched in WHERE of a comma
-- because: Unscoped
WITH "any_items" AS (SELECT "order_id", "price", "sku" FROM "public"."items"),
"own_orders" AS (SELECT "id", "status", "region" FROM "public"."orders" WHERE "company_id" = $1)
SELECT SUM("i"."price") FROM "own_orders" AS "o", "any_items" AS "i" WHERE "i"."order_id" = "o"."id"

-- # matched in a sub-query of its own only
-- because: Unscoped
WITH "any_items" AS (SELECT "order_id", "price", "sku" FROM "public"."items"),
"own_orders" AS (SELECT "id", "status", "region" FROM "public"."orders" WHERE "company_id" = $1)
SELECT SUM("i"."price") FROM "any_items" AS "i" WHERE EXISTS (SELECT 1 FROM "own_orders" AS "o" WHERE "i"."order_id" = "o"."id")

-- # matched by IN only
-- because: Unscoped
WITH "any_items" AS (SELECT "order_id", "price", "sku" FROM "public"."items"),
"own_orders" AS (SELECT "id", "status", "region" FROM "public"."orders" WHERE "company_id" = $1)
SELECT SUM("price") FROM "any_items" WHERE "order_id" IN (SELECT "id" FROM "own_orders")

-- # matched by another column here
-- because: Unscoped
WITH "any_items" AS (SELECT "order_id", "price", "sku" FROM "public"."items"),
"own_orders" AS (SELECT "id", "status", "region" FROM "public"."orders" WHERE "company_id" = $1)
SELECT SUM("i"."price") FROM "any_items" AS "i" INNER JOIN "own_orders" AS "o" ON "i"."sku" = "o"."id"

-- # matched by another column there
-- because: Unscoped
WITH "any_items" AS (SELECT "order_id", "price", "sku" FROM "public"."items"),
"own_orders" AS (SELECT "id", "status", "region" FROM "public"."orders" WHERE "company_id" = $1)
SELECT SUM("i"."price") FROM "any_items" AS "i" INNER JOIN "own_orders" AS "o" ON "i"."order_id" = "o"."status"

-- # matched with itself
-- because: Unscoped
WITH "any_items" AS (SELECT "order_id", "price", "sku" FROM "public"."items"),
"own_orders" AS (SELECT "id", "status", "region" FROM "public"."orders" WHERE "company_id" = $1)
SELECT SUM("i"."price") FROM "any_items" AS "i" INNER JOIN "own_orders" AS "o" ON "i"."order_id" = "i"."order_id"

-- # matched or not
-- because: Unscoped
WITH "any_items" AS (SELECT "order_id", "price", "sku" FROM "public"."items"),
"own_orders" AS (SELECT "id", "status", "region" FROM "public"."orders" WHERE "company_id" = $1)
SELECT SUM("i"."price") FROM "any_items" AS "i" INNER JOIN "own_orders" AS "o" ON "i"."order_id" = "o"."id" OR "o"."id" > 0

-- # matched by more or less
-- because: Unscoped
WITH "any_items" AS (SELECT "order_id", "price", "sku" FROM "public"."items"),
"own_orders" AS (SELECT "id", "status", "region" FROM "public"."orders" WHERE "company_id" = $1)
SELECT SUM("i"."price") FROM "any_items" AS "i" INNER JOIN "own_orders" AS "o" ON "i"."order_id" >= "o"."id"

-- # matched by what is not distinct
-- because: Unscoped
WITH "any_items" AS (SELECT "order_id", "price", "sku" FROM "public"."items"),
"own_orders" AS (SELECT "id", "status", "region" FROM "public"."orders" WHERE "company_id" = $1)
SELECT SUM("i"."price") FROM "any_items" AS "i" INNER JOIN "own_orders" AS "o" ON "i"."order_id" IS NOT DISTINCT FROM "o"."id"

-- # matched by an expression here
-- because: Unscoped
WITH "any_items" AS (SELECT "order_id", "price", "sku" FROM "public"."items"),
"own_orders" AS (SELECT "id", "status", "region" FROM "public"."orders" WHERE "company_id" = $1)
SELECT SUM("i"."price") FROM "any_items" AS "i" INNER JOIN "own_orders" AS "o" ON ABS("i"."order_id") = "o"."id"

-- # matched by an expression there
-- because: Unscoped
WITH "any_items" AS (SELECT "order_id", "price", "sku" FROM "public"."items"),
"own_orders" AS (SELECT "id", "status", "region" FROM "public"."orders" WHERE "company_id" = $1)
SELECT SUM("i"."price") FROM "any_items" AS "i" INNER JOIN "own_orders" AS "o" ON "i"."order_id" = COALESCE("o"."id", "i"."order_id")

-- # matched by a cast
-- because: Unscoped
WITH "any_items" AS (SELECT "order_id", "price", "sku" FROM "public"."items"),
"own_orders" AS (SELECT "id", "status", "region" FROM "public"."orders" WHERE "company_id" = $1)
SELECT SUM("i"."price") FROM "any_items" AS "i" INNER JOIN "own_orders" AS "o" ON CAST("i"."order_id" AS INTEGER) = "o"."id"

-- # matched by columns without a qualifier
-- because: Unscoped
WITH "any_items" AS (SELECT "order_id", "price", "sku" FROM "public"."items"),
"own_orders" AS (SELECT "id", "status", "region" FROM "public"."orders" WHERE "company_id" = $1)
SELECT SUM("price") FROM "any_items" AS "i" INNER JOIN "own_orders" AS "o" ON "order_id" = "id"

-- # matched by USING
-- because: Unscoped
WITH "any_items" AS (SELECT "order_id", "price" FROM "public"."items"),
"own_orders" AS (SELECT "id" AS "order_id" FROM "public"."orders" WHERE "company_id" = $1)
SELECT SUM("price") FROM "any_items" INNER JOIN "own_orders" USING ("order_id")

-- # one of two keys
-- because: Unscoped
WITH "any_shipments" AS (SELECT "id", "order_id", "region" FROM "public"."shipments"),
"own_orders" AS (SELECT "id", "status", "region" FROM "public"."orders" WHERE "company_id" = $1)
SELECT COUNT("s"."id") FROM "own_orders" AS "o" LEFT JOIN "any_shipments" AS "s" ON "o"."id" = "s"."order_id"

-- # the other of two keys
-- because: Unscoped
WITH "any_shipments" AS (SELECT "id", "order_id", "region" FROM "public"."shipments"),
"own_orders" AS (SELECT "id", "status", "region" FROM "public"."orders" WHERE "company_id" = $1)
SELECT COUNT("s"."id") FROM "own_orders" AS "o" LEFT JOIN "any_shipments" AS "s" ON "o"."region" = "s"."region"

-- # two keys, one by OR
-- because: Unscoped
WITH "any_shipments" AS (SELECT "id", "order_id", "region" FROM "public"."shipments"),
"own_orders" AS (SELECT "id", "status", "region" FROM "public"."orders" WHERE "company_id" = $1)
SELECT COUNT("s"."id") FROM "own_orders" AS "o" LEFT JOIN "any_shipments" AS "s" ON "o"."id" = "s"."order_id" AND ("o"."region" = "s"."region" OR TRUE)

-- # two keys crossed
-- because: Unscoped
WITH "any_shipments" AS (SELECT "id", "order_id", "region" FROM "public"."shipments"),
"own_orders" AS (SELECT "id", "status", "region" FROM "public"."orders" WHERE "company_id" = $1)
SELECT COUNT("s"."id") FROM "own_orders" AS "o" LEFT JOIN "any_shipments" AS "s" ON "o"."id" = "s"."region" AND "o"."region" = "s"."order_id"

-- # two keys in two joins
-- because: Unscoped
WITH "any_shipments" AS (SELECT "id", "order_id", "region" FROM "public"."shipments"),
"own_orders" AS (SELECT "id", "status", "region" FROM "public"."orders" WHERE "company_id" = $1)
SELECT COUNT("s"."id") FROM "own_orders" AS "o" LEFT JOIN "any_shipments" AS "s" ON "o"."id" = "s"."order_id" INNER JOIN "own_orders" AS "p" ON "p"."region" = "s"."region"

-- # the alias of the key is another column here
-- because: Unscoped
WITH "any_items" AS (SELECT "sku" AS "order_id", "price" FROM "public"."items"),
"own_orders" AS (SELECT "id" FROM "public"."orders" WHERE "company_id" = $1)
SELECT SUM("i"."price") FROM "any_items" AS "i" INNER JOIN "own_orders" AS "o" ON "i"."order_id" = "o"."id"

-- # the alias of the key is another column there
-- because: Unscoped
WITH "any_items" AS (SELECT "order_id", "price" FROM "public"."items"),
"own_orders" AS (SELECT "status" AS "id" FROM "public"."orders" WHERE "company_id" = $1)
SELECT SUM("i"."price") FROM "any_items" AS "i" INNER JOIN "own_orders" AS "o" ON "i"."order_id" = "o"."id"

-- # the key is a constant there
-- because: Unscoped
WITH "any_items" AS (SELECT "order_id", "price" FROM "public"."items"),
"own_orders" AS (SELECT 5 AS "id" FROM "public"."orders" WHERE "company_id" = $1)
SELECT SUM("i"."price") FROM "any_items" AS "i" INNER JOIN "own_orders" AS "o" ON "i"."order_id" = "o"."id"

-- # the key is handed on twice
-- because: Unscoped
WITH "any_items" AS (SELECT "order_id", 5 AS "order_id", "price" FROM "public"."items"),
"own_orders" AS (SELECT "id" FROM "public"."orders" WHERE "company_id" = $1)
SELECT SUM("i"."price") FROM "any_items" AS "i" INNER JOIN "own_orders" AS "o" ON "i"."order_id" = "o"."id"

-- # all columns by a star
-- because: Unscoped
WITH "any_items" AS (SELECT * FROM "public"."items"),
"own_orders" AS (SELECT "id" FROM "public"."orders" WHERE "company_id" = $1)
SELECT SUM("i"."price") FROM "any_items" AS "i" INNER JOIN "own_orders" AS "o" ON "i"."order_id" = "o"."id"

-- # a partner that is no table's rows
-- because: Unscoped
WITH "any_items" AS (SELECT "order_id", "price" FROM "public"."items"),
"own_orders" AS (SELECT 5 AS "id" WHERE $1 = $1)
SELECT SUM("i"."price") FROM "any_items" AS "i" INNER JOIN "own_orders" AS "o" ON "i"."order_id" = "o"."id"

-- # a partner of another table
-- because: Unscoped
WITH "any_items" AS (SELECT "order_id", "price" FROM "public"."items"),
"own_orders" AS (SELECT "id" FROM "public"."customers" WHERE "tenant" = $1)
SELECT SUM("i"."price") FROM "any_items" AS "i" INNER JOIN "own_orders" AS "o" ON "i"."order_id" = "o"."id"

-- # a partner of the table of the same name in another schema
-- because: Unscoped
WITH "any_items" AS (SELECT "order_id", "price" FROM "public"."items"),
"own_orders" AS (SELECT "id" FROM "sales"."orders" WHERE "company_id" = $1)
SELECT SUM("i"."price") FROM "any_items" AS "i" INNER JOIN "own_orders" AS "o" ON "i"."order_id" = "o"."id"

-- # a partner that is grouped
-- because: Unscoped
WITH "any_items" AS (SELECT "order_id", "price" FROM "public"."items"),
"own_orders" AS (SELECT MAX("id") AS "id" FROM "public"."orders" WHERE "company_id" = $1 GROUP BY "status")
SELECT SUM("i"."price") FROM "any_items" AS "i" INNER JOIN "own_orders" AS "o" ON "i"."order_id" = "o"."id"

-- # a partner without its own rule
-- because: Unscoped
WITH "any_items" AS (SELECT "order_id", "price" FROM "public"."items"),
"own_orders" AS (SELECT "id" FROM "public"."orders" WHERE "id" = $1)
SELECT SUM("i"."price") FROM "any_items" AS "i" INNER JOIN "own_orders" AS "o" ON "i"."order_id" = "o"."id"

-- # a partner that belongs to everybody
-- because: Unscoped
WITH "any_tags" AS (SELECT "country", "label" FROM "public"."tags"),
"all_countries" AS (SELECT "code" FROM "public"."countries" WHERE $1 = $1)
SELECT COUNT("t"."label") FROM "any_tags" AS "t" INNER JOIN "all_countries" AS "c" ON "t"."country" = "c"."code"

-- # partners of each other
-- because: Unscoped
WITH "any_nodes" AS (SELECT "id", "parent" FROM "public"."nodes" WHERE $1 = $1),
"more_nodes" AS (SELECT "id", "parent" FROM "public"."nodes")
SELECT COUNT("a"."id") FROM "any_nodes" AS "a" INNER JOIN "more_nodes" AS "b" ON "a"."parent" = "b"."id" AND "b"."parent" = "a"."id"

-- # a chain whose end is kept without a partner
-- because: Unscoped
WITH "any_parcels" AS (SELECT "shipment_id", "weight" FROM "public"."parcels"),
"any_shipments" AS (SELECT "id", "order_id", "region" FROM "public"."shipments"),
"own_orders" AS (SELECT "id", "region" FROM "public"."orders" WHERE "company_id" = $1)
SELECT SUM("p"."weight") FROM "any_parcels" AS "p" INNER JOIN "any_shipments" AS "s" ON "p"."shipment_id" = "s"."id"
LEFT JOIN "own_orders" AS "o" ON "s"."order_id" = "o"."id" AND "s"."region" = "o"."region"

-- # a chain whose middle is kept without a partner
-- because: Unscoped
WITH "any_parcels" AS (SELECT "shipment_id", "weight" FROM "public"."parcels"),
"any_shipments" AS (SELECT "id", "order_id", "region" FROM "public"."shipments"),
"own_orders" AS (SELECT "id", "region" FROM "public"."orders" WHERE "company_id" = $1)
SELECT SUM("p"."weight") FROM "any_parcels" AS "p" LEFT JOIN "any_shipments" AS "s" ON "p"."shipment_id" = "s"."id"
INNER JOIN "own_orders" AS "o" ON "s"."order_id" = "o"."id" OR "s"."region" = "o"."region"

-- # a partner of the same name
-- because: Unscoped
WITH "any_items" AS (SELECT "order_id", "price", "sku" FROM "public"."items"),
"own_orders" AS (SELECT "id", "status", "region" FROM "public"."orders" WHERE "company_id" = $1)
SELECT SUM("o"."price") FROM "any_items" AS "o" INNER JOIN "own_orders" AS "o" ON "o"."order_id" = "o"."id"

-- # a third source under the partner's name
-- because: Unscoped
WITH "any_items" AS (SELECT "order_id", "price", "sku" FROM "public"."items"),
"own_orders" AS (SELECT "id", "status", "region" FROM "public"."orders" WHERE "company_id" = $1)
SELECT SUM("i"."price") FROM "own_orders" AS "o" CROSS JOIN "own_orders" AS "i" LEFT JOIN "any_items" AS "i" ON "i"."order_id" = "o"."id"

-- # the partner of a neighbour of the same CTE
-- because: Unscoped
WITH "any_items" AS (SELECT "order_id", "price", "sku" FROM "public"."items"),
"own_orders" AS (SELECT "id", "status", "region" FROM "public"."orders" WHERE "company_id" = $1)
SELECT SUM("j"."price") FROM "any_items" AS "i" INNER JOIN "own_orders" AS "o" ON "i"."order_id" = "o"."id" CROSS JOIN "any_items" AS "j"

-- # once with a partner and once without
-- because: Unscoped
WITH "any_items" AS (SELECT "order_id", "price", "sku" FROM "public"."items"),
"own_orders" AS (SELECT "id", "status", "region" FROM "public"."orders" WHERE "company_id" = $1)
SELECT SUM("i"."price"), (SELECT SUM("price") FROM "any_items") FROM "any_items" AS "i" INNER JOIN "own_orders" AS "o" ON "i"."order_id" = "o"."id"

-- # handed on by another CTE
-- because: Unscoped
WITH "any_items" AS (SELECT "order_id", "price", "sku" FROM "public"."items"),
"own_orders" AS (SELECT "id", "status", "region" FROM "public"."orders" WHERE "company_id" = $1),
"more" AS (SELECT "order_id", "price" FROM "any_items")
SELECT SUM("i"."price") FROM "more" AS "i" INNER JOIN "own_orders" AS "o" ON "i"."order_id" = "o"."id"

-- # a partner that another CTE hands on
-- because: Unscoped
WITH "any_items" AS (SELECT "order_id", "price", "sku" FROM "public"."items"),
"own_orders" AS (SELECT "id", "status", "region" FROM "public"."orders" WHERE "company_id" = $1),
"more" AS (SELECT "id" FROM "own_orders")
SELECT SUM("i"."price") FROM "any_items" AS "i" INNER JOIN "more" AS "o" ON "i"."order_id" = "o"."id"

-- # a partner that is derived
-- because: Unscoped
WITH "any_items" AS (SELECT "order_id", "price", "sku" FROM "public"."items"),
"own_orders" AS (SELECT "id", "status", "region" FROM "public"."orders" WHERE "company_id" = $1)
SELECT SUM("i"."price") FROM "any_items" AS "i" INNER JOIN (SELECT "id" FROM "own_orders") AS "o" ON "i"."order_id" = "o"."id"

-- # a CTE of two SELECTs
-- because: Unscoped
WITH "any_items" AS (SELECT "order_id", "price" FROM "public"."items" UNION ALL SELECT "order_id", "price" FROM "public"."items"),
"own_orders" AS (SELECT "id" FROM "public"."orders" WHERE "company_id" = $1)
SELECT SUM("i"."price") FROM "any_items" AS "i" INNER JOIN "own_orders" AS "o" ON "i"."order_id" = "o"."id"

-- # a CTE of groups
-- because: Unscoped
WITH "any_items" AS (SELECT "order_id", SUM("price") AS "price" FROM "public"."items" GROUP BY "order_id"),
"own_orders" AS (SELECT "id" FROM "public"."orders" WHERE "company_id" = $1)
SELECT SUM("i"."price") FROM "any_items" AS "i" INNER JOIN "own_orders" AS "o" ON "i"."order_id" = "o"."id"

-- # a CTE that reads more
-- because: Unscoped
WITH "any_items" AS (SELECT "order_id", (SELECT MAX("price") FROM "public"."items") AS "price" FROM "public"."items"),
"own_orders" AS (SELECT "id" FROM "public"."orders" WHERE "company_id" = $1)
SELECT SUM("i"."price") FROM "any_items" AS "i" INNER JOIN "own_orders" AS "o" ON "i"."order_id" = "o"."id"

-- # a derived table in place of the CTE
-- because: Unscoped
WITH "own_orders" AS (SELECT "id" FROM "public"."orders" WHERE "company_id" = $1)
SELECT SUM("i"."price") FROM (SELECT "order_id", "price" FROM "public"."items") AS "i" INNER JOIN "own_orders" AS "o" ON "i"."order_id" = "o"."id"

-- # the base table itself
-- because: NotAlone|Unscoped
WITH "own_orders" AS (SELECT "id" FROM "public"."orders" WHERE "company_id" = $1)
SELECT SUM("i"."price") FROM "public"."items" AS "i" INNER JOIN "own_orders" AS "o" ON "i"."order_id" = "o"."id"

-- # a table with a client column of its own
-- because: Unscoped
WITH "any_customers" AS (SELECT "id", "city" FROM "public"."customers"),
"own_orders" AS (SELECT "id", "customer_id" FROM "public"."orders" WHERE "company_id" = $1)
SELECT "c"."city" FROM "own_orders" AS "o" INNER JOIN "any_customers" AS "c" ON "c"."id" = "o"."customer_id"

-- # an engine whose equations are loose
-- because: Unscoped
-- engines: sqlite
WITH "any_items" AS (SELECT "order_id", "price", "sku" FROM "public"."items"),
"own_orders" AS (SELECT "id", "status", "region" FROM "public"."orders" WHERE CAST("orders"."company_id" AS TEXT) COLLATE BINARY = ?)
SELECT SUM("i"."price") FROM "any_items" AS "i" INNER JOIN "own_orders" AS "o" ON "i"."order_id" = "o"."id"

-- # a row outside that is kept by nothing
-- because: Unscoped
WITH "any_items" AS (SELECT "order_id", "price", "sku" FROM "public"."items"),
"own_orders" AS (SELECT "id", "status", "region" FROM "public"."orders" WHERE "company_id" = $1)
SELECT COUNT(*) FROM "own_orders" AS "o" WHERE EXISTS (SELECT 1 FROM "any_items" AS "i" WHERE "i"."price" > 5)

-- # a row outside or anything
-- because: Unscoped
WITH "any_items" AS (SELECT "order_id", "price", "sku" FROM "public"."items"),
"own_orders" AS (SELECT "id", "status", "region" FROM "public"."orders" WHERE "company_id" = $1)
SELECT COUNT(*) FROM "own_orders" AS "o" WHERE EXISTS (SELECT 1 FROM "any_items" AS "i" WHERE "i"."order_id" = "o"."id" OR "i"."price" > 5)

-- # a row outside by an expression
-- because: Unscoped
WITH "any_items" AS (SELECT "order_id", "price", "sku" FROM "public"."items"),
"own_orders" AS (SELECT "id", "status", "region" FROM "public"."orders" WHERE "company_id" = $1)
SELECT COUNT(*) FROM "own_orders" AS "o" WHERE EXISTS (SELECT 1 FROM "any_items" AS "i" WHERE "i"."order_id" = "o"."id" + 0)

-- # a row outside by another column
-- because: Unscoped
WITH "any_items" AS (SELECT "order_id", "price", "sku" FROM "public"."items"),
"own_orders" AS (SELECT "id", "status", "region" FROM "public"."orders" WHERE "company_id" = $1)
SELECT COUNT(*) FROM "own_orders" AS "o" WHERE EXISTS (SELECT 1 FROM "any_items" AS "i" WHERE "i"."sku" = "o"."id")

-- # a row outside in HAVING
-- because: Unscoped
WITH "any_items" AS (SELECT "order_id", "price", "sku" FROM "public"."items"),
"own_orders" AS (SELECT "id", "status", "region" FROM "public"."orders" WHERE "company_id" = $1)
SELECT COUNT(*) FROM "own_orders" AS "o" WHERE EXISTS (SELECT 1 FROM "any_items" AS "i" GROUP BY "i"."order_id" HAVING "i"."order_id" = "o"."id")

-- # a row outside in the list
-- because: Unscoped
WITH "any_items" AS (SELECT "order_id", "price", "sku" FROM "public"."items"),
"own_orders" AS (SELECT "id", "status", "region" FROM "public"."orders" WHERE "company_id" = $1)
SELECT COUNT(*) FROM "own_orders" AS "o" WHERE (SELECT "i"."order_id" = "o"."id" FROM "any_items" AS "i")

-- # a row outside that a source inside hides
-- because: Unscoped
WITH "any_items" AS (SELECT "order_id", "price", "sku" FROM "public"."items"),
"own_orders" AS (SELECT "id", "status", "region" FROM "public"."orders" WHERE "company_id" = $1)
SELECT COUNT(*) FROM "own_orders" AS "o" WHERE EXISTS (SELECT 1 FROM "any_items" AS "i" CROSS JOIN (SELECT 5 AS "id") AS "o" WHERE "i"."order_id" = "o"."id")

-- # a row outside that a neighbour of the sub-query hides
-- because: Unscoped
WITH "any_items" AS (SELECT "order_id", "price", "sku" FROM "public"."items"),
"own_orders" AS (SELECT "id", "status", "region" FROM "public"."orders" WHERE "company_id" = $1),
"fives" AS (SELECT 5 AS "id")
SELECT COUNT(*) FROM "own_orders" AS "o" WHERE EXISTS (SELECT 1 FROM "fives" AS "x" INNER JOIN "fives" AS "o" ON EXISTS (SELECT 1 FROM "any_items" AS "i" WHERE "i"."order_id" = "o"."id"))

-- # a row two queries outside
-- because: Unscoped
WITH "any_items" AS (SELECT "order_id", "price", "sku" FROM "public"."items"),
"own_orders" AS (SELECT "id", "status", "region" FROM "public"."orders" WHERE "company_id" = $1)
SELECT COUNT(*) FROM "own_orders" AS "o" WHERE EXISTS (SELECT 1 FROM (SELECT 1 AS "x") AS "d" WHERE EXISTS (SELECT 1 FROM "any_items" AS "i" WHERE "i"."order_id" = "o"."id"))

-- # a row outside without its rule
-- because: Unscoped
WITH "any_items" AS (SELECT "order_id", "price" FROM "public"."items"),
"own_orders" AS (SELECT "id" FROM "public"."orders" WHERE "id" = $1)
SELECT COUNT(*) FROM "own_orders" AS "o" WHERE EXISTS (SELECT 1 FROM "any_items" AS "i" WHERE "i"."order_id" = "o"."id")

-- # a row outside of two of one name
-- because: Unscoped
WITH "any_items" AS (SELECT "order_id", "price", "sku" FROM "public"."items"),
"own_orders" AS (SELECT "id", "status", "region" FROM "public"."orders" WHERE "company_id" = $1)
SELECT COUNT(*) FROM "own_orders" AS "o" CROSS JOIN "own_orders" AS "o" WHERE EXISTS (SELECT 1 FROM "any_items" AS "i" WHERE "i"."order_id" = "o"."id")

-- # a row outside, in a derived table
-- because: Unscoped
WITH "any_items" AS (SELECT "order_id", "price", "sku" FROM "public"."items"),
"own_orders" AS (SELECT "id", "status", "region" FROM "public"."orders" WHERE "company_id" = $1)
SELECT COUNT(*) FROM "own_orders" AS "o" WHERE EXISTS (SELECT 1 FROM (SELECT "i"."price" FROM "any_items" AS "i" WHERE "i"."order_id" = "o"."id") AS "d")

-- # a neighbour of the same FROM in WHERE
-- because: Unscoped
WITH "any_items" AS (SELECT "order_id", "price", "sku" FROM "public"."items"),
"own_orders" AS (SELECT "id", "status", "region" FROM "public"."orders" WHERE "company_id" = $1)
SELECT SUM("i"."price") FROM "own_orders" AS "o" CROSS JOIN "any_items" AS "i" WHERE "o"."id" = "i"."order_id" AND $1 = $1

-- # the row outside is itself without a partner
-- because: Unscoped
WITH "any_parcels" AS (SELECT "shipment_id", "weight" FROM "public"."parcels"),
"any_shipments" AS (SELECT "id", "order_id", "region" FROM "public"."shipments" WHERE $1 = $1)
SELECT COUNT(*) FROM "any_shipments" AS "s" WHERE EXISTS (SELECT 1 FROM "any_parcels" AS "p" WHERE "p"."shipment_id" = "s"."id")

-- # two tables that belong to each other
-- because: Unscoped
WITH "any_lefts" AS (SELECT "id" FROM "public"."lefts" WHERE $1 = $1),
"any_rights" AS (SELECT "left_id" FROM "public"."rights")
SELECT COUNT(*) FROM "any_lefts" AS "l" INNER JOIN "any_rights" AS "r" ON "l"."id" = "r"."left_id"

-- # a partner behind a comma
-- because: Unscoped
WITH "any_items" AS (SELECT "order_id", "price" FROM "public"."items"),
"own_orders" AS (SELECT "id" FROM "public"."orders" WHERE "company_id" = $1)
SELECT SUM("i"."price") FROM "any_items" AS "i", "own_orders" AS "o" INNER JOIN "own_orders" AS "p" ON "i"."order_id" = "p"."id"

-- # qualified columns in an engine whose equations are loose
-- because: Unscoped
-- engines: sqlite
WITH "any_items" AS (SELECT "items"."order_id", "items"."price" FROM "public"."items"),
"own_orders" AS (SELECT "orders"."id" FROM "public"."orders" WHERE CAST("orders"."company_id" AS TEXT) COLLATE BINARY = ?)
SELECT SUM("i"."price") FROM "any_items" AS "i" INNER JOIN "own_orders" AS "o" ON "i"."order_id" = "o"."id"
