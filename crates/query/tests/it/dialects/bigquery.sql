-- documented_example
WITH `scoped_orders` AS (
  SELECT
    `customer_id`,
    `status`,
    `amount`,
    `created_at`
  FROM `public`.`orders`
  WHERE (`orders`.`tenant_id` = @p1)
), `scoped_customers` AS (
  SELECT
    `id`,
    `city`
  FROM `public`.`customers`
  WHERE (`customers`.`tenant_id` = @p2)
)
SELECT
  `scoped_customers`.`city` AS `column_1`,
  DATETIME_TRUNC(DATETIME(`scoped_orders`.`created_at`, 'Europe/Oslo'), MONTH) AS `column_2`,
  SUM(`scoped_orders`.`amount`) AS `column_3`,
  SUM(`scoped_orders`.`amount`) AS `gross`
FROM `scoped_orders`
LEFT JOIN `scoped_customers` ON (`scoped_orders`.`customer_id` = `scoped_customers`.`id`)
WHERE (`scoped_orders`.`status` = @p3) AND ((`scoped_customers`.`city` IS NOT NULL) OR TRUE) AND ((`scoped_orders`.`created_at` >= @p4) AND (`scoped_orders`.`created_at` < @p5))
GROUP BY 1, 2
ORDER BY 3 DESC NULLS LAST, `scoped_customers`.`city` ASC NULLS LAST, 2 ASC NULLS LAST
LIMIT @p6
OFFSET @p7

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
  WHERE (`orders`.`tenant_id` = @p1)
), `scoped_customers` AS (
  SELECT
    `id`,
    `city`
  FROM `public`.`customers`
  WHERE (`customers`.`tenant_id` = @p2)
)
SELECT
  COUNT(*) AS `column_1`
FROM `scoped_orders`
INNER JOIN `scoped_customers` ON (`scoped_orders`.`customer_id` = `scoped_customers`.`id`)
WHERE ((`scoped_customers`.`city` <> @p3) OR (`scoped_customers`.`city` IS NULL)) AND ((LOWER(`scoped_customers`.`city`) LIKE LOWER(@p4)) OR (LOWER(`scoped_customers`.`city`) LIKE LOWER(@p5))) AND (((LOWER(`scoped_customers`.`city`) NOT LIKE LOWER(@p6))) OR (`scoped_customers`.`city` IS NULL)) AND ((`scoped_orders`.`status` = @p7) OR (`scoped_orders`.`status` IS NULL)) AND (`scoped_orders`.`status` NOT IN (@p8, @p9)) AND ((`scoped_orders`.`quantity` >= @p10) AND (`scoped_orders`.`quantity` <= @p11)) AND (`scoped_orders`.`paid` = @p12) AND (`scoped_orders`.`due` > @p13) AND (((`scoped_orders`.`created_at` < @p14) OR (`scoped_orders`.`created_at` >= @p15)) OR (`scoped_orders`.`created_at` IS NULL)) AND (`scoped_orders`.`created_at` < @p16) AND ((`scoped_orders`.`logged_at` < @p17)) AND (`scoped_customers`.`city` > @p18) AND (`scoped_customers`.`id` IS NULL)

-- last_value
WITH `scoped_orders` AS (
  SELECT
    `customer_id`,
    `amount`,
    `created_at`
  FROM `public`.`orders`
  WHERE (`orders`.`tenant_id` = @p1)
), `rows_of_orders` AS (
  SELECT
    DATETIME_TRUNC(DATETIME(`scoped_orders`.`created_at`, 'UTC'), MONTH) AS `dimension_0`,
    `scoped_orders`.`amount` AS `balance`,
    CASE WHEN (`scoped_orders`.`created_at` = MAX(`scoped_orders`.`created_at`) OVER (PARTITION BY DATETIME_TRUNC(DATETIME(`scoped_orders`.`created_at`, 'UTC'), MONTH), `scoped_orders`.`customer_id`)) THEN 1 ELSE 0 END AS `is_latest_1`
  FROM `scoped_orders`
  WHERE ((`scoped_orders`.`created_at` >= @p2) AND (`scoped_orders`.`created_at` < @p3))
), `fact_orders` AS (
  SELECT
    `rows_of_orders`.`dimension_0` AS `dimension_0`,
    SUM(CASE WHEN (`rows_of_orders`.`is_latest_1` = 1) THEN `rows_of_orders`.`balance` END) AS `balance`
  FROM `rows_of_orders`
  GROUP BY 1
)
SELECT
  `fact_orders`.`dimension_0` AS `column_1`,
  `fact_orders`.`balance` AS `balance`
FROM `fact_orders`
ORDER BY 1 ASC NULLS LAST

-- pattern_filters
WITH `scoped_orders` AS (
  SELECT
    `status`
  FROM `public`.`orders`
  WHERE (`orders`.`tenant_id` = @p1)
)
SELECT
  COUNT(*) AS `column_1`
FROM `scoped_orders`
WHERE ((REGEXP_CONTAINS(`scoped_orders`.`status`, @p2))) AND ((`scoped_orders`.`status` LIKE @p3))

-- statistics
refused: BigQuery has no percentiles

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
    FROM `public`.`lines`
    WHERE (`lines`.`order_id` = `line_notes`.`order_id`) AND (`lines`.`line_number` = `line_notes`.`line_number`) AND `lines`.`order_id` IN (
      SELECT
        `orders`.`id`
      FROM `public`.`orders`
      WHERE (`orders`.`tenant_id` = @p1)
    )
  )
), `scoped_lines` AS (
  SELECT
    `order_id`,
    `line_number`,
    `product_code`
  FROM `public`.`lines`
  WHERE `lines`.`order_id` IN (
    SELECT
      `orders`.`id`
    FROM `public`.`orders`
    WHERE (`orders`.`tenant_id` = @p2)
  )
)
SELECT
  `scoped_line_notes`.`note` AS `column_1`,
  `scoped_lines`.`product_code` AS `column_2`
FROM `scoped_line_notes`
LEFT JOIN `scoped_lines` ON (`scoped_line_notes`.`order_id` = `scoped_lines`.`order_id`) AND (`scoped_line_notes`.`line_number` = `scoped_lines`.`line_number`)
GROUP BY 1, 2
ORDER BY `scoped_line_notes`.`note` ASC NULLS LAST, `scoped_lines`.`product_code` ASC NULLS LAST

-- year_to_date_filled
WITH `scoped_orders` AS (
  SELECT
    `status`,
    `amount`,
    `created_at`
  FROM `public`.`orders`
  WHERE (`orders`.`tenant_id` = @p1)
), `fact_orders` AS (
  SELECT
    `scoped_orders`.`status` AS `dimension_0`,
    DATETIME_TRUNC(DATETIME(`scoped_orders`.`created_at`, 'UTC'), MONTH) AS `dimension_1`,
    SUM(`scoped_orders`.`amount`) AS `term_0`
  FROM `scoped_orders`
  WHERE ((`scoped_orders`.`created_at` >= @p2) AND (`scoped_orders`.`created_at` < @p3))
  GROUP BY 1, 2
), `rows_of_orders` AS (
  SELECT
    `scoped_orders`.`status` AS `dimension_0`,
    DATETIME_TRUNC(DATETIME(`scoped_orders`.`created_at`, 'UTC'), MONTH) AS `dimension_1`,
    CASE WHEN ((`scoped_orders`.`created_at` >= @p4) AND (`scoped_orders`.`created_at` < @p5)) THEN 1 ELSE 0 END AS `is_shown`,
    SUM(`scoped_orders`.`amount`) AS `term_1`
  FROM `scoped_orders`
  WHERE ((`scoped_orders`.`created_at` >= @p6) AND (`scoped_orders`.`created_at` < @p7))
  GROUP BY 1, 2, 3
), `all_periods` AS (
  SELECT
    `period`.`dimension_1` AS `dimension_1`
  FROM (SELECT CAST(@p8 AS DATETIME) AS `dimension_1` UNION ALL SELECT CAST(@p9 AS DATETIME) AS `dimension_1` UNION ALL SELECT CAST(@p10 AS DATETIME) AS `dimension_1` UNION ALL SELECT CAST(@p11 AS DATETIME) AS `dimension_1` UNION ALL SELECT CAST(@p12 AS DATETIME) AS `dimension_1` UNION ALL SELECT CAST(@p13 AS DATETIME) AS `dimension_1`) AS `period`
), `fact_orders_up_to` AS (
  SELECT
    `rows_of_orders`.`dimension_0` AS `dimension_0`,
    `all_periods`.`dimension_1` AS `dimension_1`,
    SUM(`rows_of_orders`.`term_1`) AS `term_1`
  FROM `rows_of_orders`
  INNER JOIN `all_periods` ON (`rows_of_orders`.`dimension_1` <= `all_periods`.`dimension_1`) AND (`rows_of_orders`.`dimension_1` >= DATETIME_TRUNC(`all_periods`.`dimension_1`, YEAR))
  GROUP BY 1, 2
), `stacked` AS (
  SELECT
    `fact_orders`.`dimension_0` AS `dimension_0`,
    `fact_orders`.`dimension_1` AS `dimension_1`,
    `fact_orders`.`term_0` AS `term_0`,
    CAST(NULL AS NUMERIC) AS `term_1`
  FROM `fact_orders`
  UNION ALL
  SELECT
    `fact_orders_up_to`.`dimension_0` AS `dimension_0`,
    `fact_orders_up_to`.`dimension_1` AS `dimension_1`,
    CAST(NULL AS NUMERIC) AS `term_0`,
    `fact_orders_up_to`.`term_1` AS `term_1`
  FROM `fact_orders_up_to`
), `other_groups` AS (
  SELECT DISTINCT
    `stacked`.`dimension_0` AS `dimension_0`
  FROM `stacked`
), `filled` AS (
  SELECT
    `stacked`.`dimension_0` AS `dimension_0`,
    `stacked`.`dimension_1` AS `dimension_1`,
    `stacked`.`term_0` AS `term_0`,
    `stacked`.`term_1` AS `term_1`
  FROM `stacked`
  UNION ALL
  SELECT
    `other_groups`.`dimension_0` AS `dimension_0`,
    `all_periods`.`dimension_1` AS `dimension_1`,
    CAST(NULL AS NUMERIC) AS `term_0`,
    CAST(NULL AS NUMERIC) AS `term_1`
  FROM `all_periods`
  CROSS JOIN `other_groups`
), `combined` AS (
  SELECT
    `filled`.`dimension_0` AS `dimension_0`,
    `filled`.`dimension_1` AS `dimension_1`,
    MAX(`filled`.`term_0`) AS `term_0`,
    MAX(`filled`.`term_1`) AS `term_1`
  FROM `filled`
  GROUP BY 1, 2
)
SELECT
  `combined`.`dimension_0` AS `column_1`,
  `combined`.`dimension_1` AS `column_2`,
  `combined`.`term_1` AS `column_3`,
  `combined`.`term_0` AS `column_4`
FROM `combined`
ORDER BY `combined`.`dimension_0` ASC NULLS LAST, 2 ASC NULLS LAST

