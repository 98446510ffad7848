//! Which name leads where.

use super::fixture::{compiled, refusal};

/// The text without line breaks.
fn line(sql: &str) -> String {
    compiled(sql).sql().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn names(sql: &str) -> Vec<String> {
    compiled(sql).columns().iter().map(|column| column.name.clone()).collect()
}

#[test]
fn an_alias_that_is_another_tables_name_means_its_own_table() {
    let text = line("SELECT customers.status FROM orders AS customers");
    assert!(
        text.contains(r#"FROM "public"."orders""#) && !text.contains(r#""public"."customers""#)
    );
    assert!(text.contains(r#""from_2_customers"."status" AS "status""#), "{text}");
    assert_eq!(refusal("SELECT customers.city FROM orders AS customers"), "there is no city here");
}

#[test]
fn an_alias_hides_the_tables_own_name() {
    assert!(refusal("SELECT orders.id FROM orders AS o").starts_with("there is no orders.id"));
    assert!(refusal("SELECT public.orders.id FROM orders AS o").starts_with("there is no public"));
}

#[test]
fn a_correlated_name_is_of_the_nearest_query_that_has_it() {
    let text =
        line("SELECT o.id FROM orders o WHERE EXISTS (SELECT 1 FROM lines o WHERE o.order_id = 1)");
    assert!(text.contains(r#""from_4_o"."order_id" ="#), "{text}");
    let outer = line(
        "SELECT id FROM orders WHERE amount > (SELECT MAX(price) FROM lines WHERE order_id = id)",
    );
    assert!(outer.contains(r#"("from_4_lines"."order_id" = "from_2_orders"."id")"#), "{outer}");
    let inner =
        line("SELECT id FROM orders WHERE id IN (SELECT id FROM customers WHERE city = status)");
    assert!(inner.contains(r#"("from_4_customers"."city" = "from_2_orders"."status")"#), "{inner}");
}

#[test]
fn each_reference_of_a_table_reads_the_same_scan() {
    let text = line("SELECT a.id, b.amount FROM orders a JOIN orders b ON a.id = b.customer_id");
    assert_eq!(text.matches(r#"FROM "public"."orders""#).count(), 1, "{text}");
    assert!(text.contains(r#"FROM "scoped_orders" AS "from_2_a""#), "{text}");
    assert!(text.contains(r#"JOIN "scoped_orders" AS "from_3_b""#), "{text}");
}

#[test]
fn a_column_of_two_sources_needs_its_source() {
    let both = "FROM orders o JOIN customers c ON o.customer_id = c.id";
    assert_eq!(refusal(&format!("SELECT id {both}")), "id is in more than one place");
    assert_eq!(names(&format!("SELECT o.id, city {both}")), ["id", "city"]);
    assert!(refusal(&format!("SELECT * {both}")).starts_with("two columns of the name id"));
}

#[test]
fn using_makes_one_column_of_two() {
    let sql = "SELECT * FROM orders o LEFT JOIN customers c USING (id)";
    let all = names(sql);
    assert_eq!(all.iter().filter(|name| *name == "id").count(), 1);
    assert_eq!((all[0].as_str(), all.last().unwrap().as_str()), ("id", "country_code"));
    let right = line("SELECT id FROM orders o RIGHT JOIN customers c USING (id)");
    assert!(right.contains(r#""from_3_c"."id" AS "id""#), "{right}");
}

#[test]
fn a_common_table_is_seen_after_its_definition_only() {
    assert!(
        line("WITH a AS (SELECT id FROM orders), b AS (SELECT id FROM a) SELECT id FROM b")
            .contains(r#""with_"#)
    );
    assert_eq!(
        refusal("WITH b AS (SELECT id FROM a), a AS (SELECT id FROM orders) SELECT id FROM b"),
        "there is no table a"
    );
    assert_eq!(
        refusal(
            "SELECT id FROM orders WHERE id IN (WITH a AS (SELECT id FROM orders) SELECT id FROM a) AND EXISTS (SELECT 1 FROM a)"
        ),
        "there is no table a"
    );
}

#[test]
fn no_name_of_the_author_can_be_that_of_a_scan() {
    let text =
        line("WITH scoped_orders AS (SELECT id FROM customers) SELECT id FROM scoped_orders");
    assert!(text.contains(r#""with_3_scoped_orders" AS ("#), "{text}");
    assert!(!text.contains(r#""scoped_orders""#), "{text}");
    let alias = line("SELECT scoped_orders.id FROM customers scoped_orders");
    assert!(!alias.contains(r#""scoped_orders""#), "{alias}");
}

#[test]
fn a_table_has_the_datamarts_columns_and_the_keys_that_it_joins_by() {
    let shown = names("SELECT * FROM orders");
    assert!(shown.contains(&"size".to_owned()) && !shown.contains(&"tenant_id".to_owned()));
    assert_eq!(names("SELECT tenant_id, ship_address_id FROM orders").len(), 2);
    assert_eq!(
        refusal("SELECT segment_id FROM customers"),
        "there is no segment_id here; did you mean tenant_id?"
    );
    assert!(refusal("SELECT mean_paid FROM orders").starts_with("mean_paid, a custom column that"));
}

#[test]
fn names_of_columns_come_from_aliases_then_from_columns_then_from_positions() {
    assert_eq!(
        names("SELECT o.id, amount AS \"Total Amount\", COUNT(*) OVER (), 1 + 1 FROM orders o"),
        ["id", "Total Amount", "column_3", "column_4"]
    );
}

#[test]
fn a_name_that_no_engine_keeps_is_still_the_answers() {
    let odd = compiled("SELECT id AS \"a\"\"b /* */ å\" FROM orders");
    assert_eq!(odd.columns()[0].name, "a\"b /* */ å");
    assert!(odd.sql().contains(r#"AS "c1""#), "{}", odd.sql());
}

#[test]
fn unquoted_names_fold_letter_case_and_quoted_ones_do_not() {
    assert_eq!(names("SELECT O.STATUS FROM Orders o"), ["STATUS"]);
    assert!(refusal("SELECT \"STATUS\" FROM orders").starts_with("there is no STATUS here"));
    assert!(refusal("SELECT id FROM \"Orders\"").starts_with("there is no table Orders"));
}

#[test]
fn a_derived_table_sees_nothing_of_its_neighbours() {
    let sql = "SELECT d.x FROM orders o JOIN (SELECT o.id AS x FROM customers) AS d ON TRUE";
    assert!(refusal(sql).starts_with("there is no o.id"));
}
