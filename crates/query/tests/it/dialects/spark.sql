-- documented_example
WITH `scoped_orders` AS (
  SELECT
    `customer_id`,
    `status`,
    `amount`,
    `created_at`
  FROM `public`.`orders`
  WHERE ((`orders`.`tenant_id` = ?) AND (CAST(CAST(`orders`.`tenant_id` AS STRING) AS BINARY) = CAST(CAST(? AS STRING) AS BINARY)))
), `scoped_customers` AS (
  SELECT
    `id`,
    `city`
  FROM `public`.`customers`
  WHERE ((`customers`.`tenant_id` = ?) AND (CAST(CAST(`customers`.`tenant_id` AS STRING) AS BINARY) = CAST(CAST(? AS STRING) AS BINARY)))
)
SELECT
  `ordered`.`customers.city` AS `customers.city`,
  `ordered`.`orders.created_at.month` AS `orders.created_at.month`,
  `ordered`.`orders.revenue` AS `orders.revenue`,
  `ordered`.`gross` AS `gross`
FROM (
  SELECT
    `scoped_customers`.`city` AS `customers.city`,
    DATE_TRUNC('month', FROM_UTC_TIMESTAMP(`scoped_orders`.`created_at`, 'Europe/Oslo')) AS `orders.created_at.month`,
    SUM(`scoped_orders`.`amount`) AS `orders.revenue`,
    SUM(`scoped_orders`.`amount`) AS `gross`
  FROM `scoped_orders`
  LEFT JOIN `scoped_customers` ON (`scoped_orders`.`customer_id` = `scoped_customers`.`id`)
  WHERE (`scoped_orders`.`status` = ?) AND ((`scoped_customers`.`city` IS NOT NULL) OR TRUE) AND ((`scoped_orders`.`created_at` >= ?) AND (`scoped_orders`.`created_at` < ?))
  GROUP BY 1, 2
) AS `ordered`
ORDER BY 3 DESC NULLS LAST, `ordered`.`customers.city` ASC NULLS LAST, 2 ASC NULLS LAST
LIMIT ?
OFFSET ?

-- filters
WITH `scoped_orders` AS (
  SELECT
    `customer_id`,
    `status`,
    `quantity`,
    `paid`,
    `created_at`,
    `due`,
    `logged_at`
  FROM `public`.`orders`
  WHERE ((`orders`.`tenant_id` = ?) AND (CAST(CAST(`orders`.`tenant_id` AS STRING) AS BINARY) = CAST(CAST(? AS STRING) AS BINARY)))
), `scoped_customers` AS (
  SELECT
    `id`,
    `city`
  FROM `public`.`customers`
  WHERE ((`customers`.`tenant_id` = ?) AND (CAST(CAST(`customers`.`tenant_id` AS STRING) AS BINARY) = CAST(CAST(? AS STRING) AS BINARY)))
)
SELECT
  COUNT(*) AS `orders.count`
FROM `scoped_orders`
INNER JOIN `scoped_customers` ON (`scoped_orders`.`customer_id` = `scoped_customers`.`id`)
WHERE ((`scoped_customers`.`city` <> ?) OR (`scoped_customers`.`city` IS NULL)) AND ((LOWER(`scoped_customers`.`city`) LIKE LOWER(?)) OR (LOWER(`scoped_customers`.`city`) LIKE LOWER(?))) AND (((LOWER(`scoped_customers`.`city`) NOT LIKE LOWER(?))) OR (`scoped_customers`.`city` IS NULL)) AND ((`scoped_orders`.`status` = ?) OR (`scoped_orders`.`status` IS NULL)) AND (`scoped_orders`.`status` NOT IN (?, ?)) AND ((`scoped_orders`.`quantity` >= ?) AND (`scoped_orders`.`quantity` <= ?)) AND (`scoped_orders`.`paid` = ?) AND (`scoped_orders`.`due` > ?) AND (((`scoped_orders`.`created_at` < ?) OR (`scoped_orders`.`created_at` >= ?)) OR (`scoped_orders`.`created_at` IS NULL)) AND (`scoped_orders`.`created_at` < ?) AND ((`scoped_orders`.`logged_at` < ?)) AND (`scoped_customers`.`city` > ?) AND (`scoped_customers`.`id` IS NULL)

-- last_value
WITH `scoped_orders` AS (
  SELECT
    `customer_id`,
    `amount`,
    `created_at`
  FROM `public`.`orders`
  WHERE ((`orders`.`tenant_id` = ?) AND (CAST(CAST(`orders`.`tenant_id` AS STRING) AS BINARY) = CAST(CAST(? AS STRING) AS BINARY)))
), `rows_of_orders` AS (
  SELECT
    DATE_TRUNC('month', `scoped_orders`.`created_at`) AS `orders.created_at.month`,
    `scoped_orders`.`amount` AS `balance`,
    CASE WHEN (`scoped_orders`.`created_at` = MAX(`scoped_orders`.`created_at`) OVER (PARTITION BY DATE_TRUNC('month', `scoped_orders`.`created_at`), `scoped_orders`.`customer_id`)) THEN 1 ELSE 0 END AS `is_latest_1`
  FROM `scoped_orders`
  WHERE ((`scoped_orders`.`created_at` >= ?) AND (`scoped_orders`.`created_at` < ?))
), `fact_orders` AS (
  SELECT
    `rows_of_orders`.`orders.created_at.month` AS `orders.created_at.month`,
    SUM(CASE WHEN (`rows_of_orders`.`is_latest_1` = 1) THEN `rows_of_orders`.`balance` END) AS `balance`
  FROM `rows_of_orders`
  GROUP BY 1
)
SELECT
  `fact_orders`.`orders.created_at.month` AS `orders.created_at.month`,
  `fact_orders`.`balance` AS `balance`
FROM `fact_orders`
ORDER BY 1 ASC NULLS LAST

-- pattern_filters
WITH `scoped_orders` AS (
  SELECT
    `status`
  FROM `public`.`orders`
  WHERE ((`orders`.`tenant_id` = ?) AND (CAST(CAST(`orders`.`tenant_id` AS STRING) AS BINARY) = CAST(CAST(? AS STRING) AS BINARY)))
)
SELECT
  COUNT(*) AS `orders.count`
FROM `scoped_orders`
WHERE ((REGEXP_LIKE(`scoped_orders`.`status`, ?))) AND ((`scoped_orders`.`status` LIKE ?))

-- statistics
WITH `scoped_orders` AS (
  SELECT
    `status`,
    `amount`,
    `paid`
  FROM `public`.`orders`
  WHERE ((`orders`.`tenant_id` = ?) AND (CAST(CAST(`orders`.`tenant_id` AS STRING) AS BINARY) = CAST(CAST(? AS STRING) AS BINARY)))
)
SELECT
  CASE WHEN COUNT(CAST(`scoped_orders`.`amount` AS DOUBLE)) > 0 THEN ELEMENT_AT(ARRAY_SORT(COLLECT_LIST(CAST(`scoped_orders`.`amount` AS DOUBLE))), CAST(FLOOR(CAST(0.500000 AS DOUBLE) * (COUNT(CAST(`scoped_orders`.`amount` AS DOUBLE)) - 1)) AS INT) + 1) + (ELEMENT_AT(ARRAY_SORT(COLLECT_LIST(CAST(`scoped_orders`.`amount` AS DOUBLE))), CAST(CEIL(CAST(0.500000 AS DOUBLE) * (COUNT(CAST(`scoped_orders`.`amount` AS DOUBLE)) - 1)) AS INT) + 1) - ELEMENT_AT(ARRAY_SORT(COLLECT_LIST(CAST(`scoped_orders`.`amount` AS DOUBLE))), CAST(FLOOR(CAST(0.500000 AS DOUBLE) * (COUNT(CAST(`scoped_orders`.`amount` AS DOUBLE)) - 1)) AS INT) + 1)) * ((CAST(0.500000 AS DOUBLE) * (COUNT(CAST(`scoped_orders`.`amount` AS DOUBLE)) - 1)) % 1) END AS `orders.amount.median`,
  CASE WHEN COUNT(CAST(`scoped_orders`.`amount` AS DOUBLE)) > 0 THEN ELEMENT_AT(ARRAY_SORT(COLLECT_LIST(CAST(`scoped_orders`.`amount` AS DOUBLE))), CAST(FLOOR(CAST(0.900000 AS DOUBLE) * (COUNT(CAST(`scoped_orders`.`amount` AS DOUBLE)) - 1)) AS INT) + 1) + (ELEMENT_AT(ARRAY_SORT(COLLECT_LIST(CAST(`scoped_orders`.`amount` AS DOUBLE))), CAST(CEIL(CAST(0.900000 AS DOUBLE) * (COUNT(CAST(`scoped_orders`.`amount` AS DOUBLE)) - 1)) AS INT) + 1) - ELEMENT_AT(ARRAY_SORT(COLLECT_LIST(CAST(`scoped_orders`.`amount` AS DOUBLE))), CAST(FLOOR(CAST(0.900000 AS DOUBLE) * (COUNT(CAST(`scoped_orders`.`amount` AS DOUBLE)) - 1)) AS INT) + 1)) * ((CAST(0.900000 AS DOUBLE) * (COUNT(CAST(`scoped_orders`.`amount` AS DOUBLE)) - 1)) % 1) END AS `orders.amount.percentile`,
  STDDEV_SAMP(CAST(`scoped_orders`.`amount` AS DOUBLE)) AS `orders.amount.stddev`,
  BOOL_OR(`scoped_orders`.`paid`) AS `orders.paid.any`,
  BOOL_AND(`scoped_orders`.`paid`) AS `orders.paid.all`,
  CASE WHEN COUNT(`scoped_orders`.`status`) > 0 THEN ARRAY_JOIN(ARRAY_SORT(COLLECT_LIST(`scoped_orders`.`status`)), ?) END AS `orders.status.string_agg`,
  APPROX_COUNT_DISTINCT(`scoped_orders`.`status`) AS `orders.status.approx_distinct`
FROM `scoped_orders`

-- tenant_via_twice_composite
WITH `scoped_line_notes` AS (
  SELECT
    `order_id`,
    `line_number`,
    `note`
  FROM `public`.`line_notes`
  WHERE EXISTS (
    SELECT
      1
    FROM `public`.`lines` AS `partner_1`
    WHERE ((`partner_1`.`order_id` = `line_notes`.`order_id`) AND (CAST(CAST(`partner_1`.`order_id` AS STRING) AS BINARY) = CAST(CAST(`line_notes`.`order_id` AS STRING) AS BINARY))) AND ((`partner_1`.`line_number` = `line_notes`.`line_number`) AND (CAST(CAST(`partner_1`.`line_number` AS STRING) AS BINARY) = CAST(CAST(`line_notes`.`line_number` AS STRING) AS BINARY))) AND EXISTS (
      SELECT
        1
      FROM `public`.`orders` AS `partner_2`
      WHERE ((`partner_2`.`id` = `partner_1`.`order_id`) AND (CAST(CAST(`partner_2`.`id` AS STRING) AS BINARY) = CAST(CAST(`partner_1`.`order_id` AS STRING) AS BINARY))) AND ((`partner_2`.`tenant_id` = ?) AND (CAST(CAST(`partner_2`.`tenant_id` AS STRING) AS BINARY) = CAST(CAST(? AS STRING) AS BINARY)))
    )
  )
), `scoped_lines` AS (
  SELECT
    `order_id`,
    `line_number`,
    `product_code`
  FROM `public`.`lines`
  WHERE EXISTS (
    SELECT
      1
    FROM `public`.`orders` AS `partner_1`
    WHERE ((`partner_1`.`id` = `lines`.`order_id`) AND (CAST(CAST(`partner_1`.`id` AS STRING) AS BINARY) = CAST(CAST(`lines`.`order_id` AS STRING) AS BINARY))) AND ((`partner_1`.`tenant_id` = ?) AND (CAST(CAST(`partner_1`.`tenant_id` AS STRING) AS BINARY) = CAST(CAST(? AS STRING) AS BINARY)))
  )
)
SELECT
  `ordered`.`line_notes.note` AS `line_notes.note`,
  `ordered`.`lines.product_code` AS `lines.product_code`
FROM (
  SELECT
    `scoped_line_notes`.`note` AS `line_notes.note`,
    `scoped_lines`.`product_code` AS `lines.product_code`
  FROM `scoped_line_notes`
  LEFT JOIN `scoped_lines` ON (`scoped_line_notes`.`order_id` = `scoped_lines`.`order_id`) AND (`scoped_line_notes`.`line_number` = `scoped_lines`.`line_number`)
  GROUP BY 1, 2
) AS `ordered`
ORDER BY `ordered`.`line_notes.note` ASC NULLS LAST, `ordered`.`lines.product_code` ASC NULLS LAST

-- year_to_date_filled
WITH `scoped_orders` AS (
  SELECT
    `status`,
    `amount`,
    `created_at`
  FROM `public`.`orders`
  WHERE ((`orders`.`tenant_id` = ?) AND (CAST(CAST(`orders`.`tenant_id` AS STRING) AS BINARY) = CAST(CAST(? AS STRING) AS BINARY)))
), `fact_orders` AS (
  SELECT
    `scoped_orders`.`status` AS `orders.status`,
    DATE_TRUNC('month', `scoped_orders`.`created_at`) AS `orders.created_at.month`,
    SUM(`scoped_orders`.`amount`) AS `orders.revenue`
  FROM `scoped_orders`
  WHERE ((`scoped_orders`.`created_at` >= ?) AND (`scoped_orders`.`created_at` < ?))
  GROUP BY 1, 2
), `rows_of_orders` AS (
  SELECT
    `scoped_orders`.`status` AS `orders.status`,
    DATE_TRUNC('month', `scoped_orders`.`created_at`) AS `orders.created_at.month`,
    CASE WHEN ((`scoped_orders`.`created_at` >= ?) AND (`scoped_orders`.`created_at` < ?)) THEN 1 ELSE 0 END AS `is_shown`,
    SUM(`scoped_orders`.`amount`) AS `orders.revenue up to now`
  FROM `scoped_orders`
  WHERE ((`scoped_orders`.`created_at` >= ?) AND (`scoped_orders`.`created_at` < ?))
  GROUP BY 1, 2, 3
), `all_periods` AS (
  SELECT
    `period`.`orders.created_at.month` AS `orders.created_at.month`
  FROM (VALUES (CAST(? AS TIMESTAMP)), (CAST(? AS TIMESTAMP)), (CAST(? AS TIMESTAMP)), (CAST(? AS TIMESTAMP)), (CAST(? AS TIMESTAMP)), (CAST(? AS TIMESTAMP))) AS `period` (`orders.created_at.month`)
), `fact_orders_up_to` AS (
  SELECT
    `rows_of_orders`.`orders.status` AS `orders.status`,
    `all_periods`.`orders.created_at.month` AS `orders.created_at.month`,
    SUM(`rows_of_orders`.`orders.revenue up to now`) AS `orders.revenue up to now`
  FROM `rows_of_orders`
  INNER JOIN `all_periods` ON (`rows_of_orders`.`orders.created_at.month` <= `all_periods`.`orders.created_at.month`) AND (`rows_of_orders`.`orders.created_at.month` >= DATE_TRUNC('year', `all_periods`.`orders.created_at.month`))
  GROUP BY 1, 2
), `stacked` AS (
  SELECT
    `fact_orders`.`orders.status` AS `orders.status`,
    `fact_orders`.`orders.created_at.month` AS `orders.created_at.month`,
    `fact_orders`.`orders.revenue` AS `orders.revenue`,
    CAST(NULL AS DECIMAL(38, 2)) AS `orders.revenue up to now`
  FROM `fact_orders`
  UNION ALL
  SELECT
    `fact_orders_up_to`.`orders.status` AS `orders.status`,
    `fact_orders_up_to`.`orders.created_at.month` AS `orders.created_at.month`,
    CAST(NULL AS DECIMAL(38, 2)) AS `orders.revenue`,
    `fact_orders_up_to`.`orders.revenue up to now` AS `orders.revenue up to now`
  FROM `fact_orders_up_to`
), `other_groups` AS (
  SELECT DISTINCT
    `stacked`.`orders.status` AS `orders.status`
  FROM `stacked`
), `filled` AS (
  SELECT
    `stacked`.`orders.status` AS `orders.status`,
    `stacked`.`orders.created_at.month` AS `orders.created_at.month`,
    `stacked`.`orders.revenue` AS `orders.revenue`,
    `stacked`.`orders.revenue up to now` AS `orders.revenue up to now`
  FROM `stacked`
  UNION ALL
  SELECT
    `other_groups`.`orders.status` AS `orders.status`,
    `all_periods`.`orders.created_at.month` AS `orders.created_at.month`,
    CAST(NULL AS DECIMAL(38, 2)) AS `orders.revenue`,
    CAST(NULL AS DECIMAL(38, 2)) AS `orders.revenue up to now`
  FROM `all_periods`
  CROSS JOIN `other_groups`
), `combined` AS (
  SELECT
    `filled`.`orders.status` AS `orders.status`,
    `filled`.`orders.created_at.month` AS `orders.created_at.month`,
    MAX(`filled`.`orders.revenue`) AS `orders.revenue`,
    MAX(`filled`.`orders.revenue up to now`) AS `orders.revenue up to now`
  FROM `filled`
  GROUP BY 1, 2
)
SELECT
  `combined`.`orders.status` AS `orders.status`,
  `combined`.`orders.created_at.month` AS `orders.created_at.month`,
  `combined`.`orders.revenue up to now` AS `orders.revenue.yearToDate`,
  `combined`.`orders.revenue` AS `orders.revenue`
FROM `combined`
ORDER BY `combined`.`orders.status` ASC NULLS LAST, 2 ASC NULLS LAST

