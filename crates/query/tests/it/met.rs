//! A join drops rows without a partner where there are none or nobody wants them, and only there. What the
//! answers are, the random questions say.

use serde_json::{Value as Json, json};
use souk_model::JoinType;

use crate::support::{Fixture, fixture};

/// Lines beside the cost of their offer. Each line has an offer, and its keys are never NULL.
fn offers() -> Fixture {
    let mut fixture = fixture("offers");
    set_nullable(&mut fixture, &["part_id", "supplier_id"], false);
    fixture
}

fn set_nullable(fixture: &mut Fixture, columns: &[&str], nullable: bool) {
    let lines = fixture.catalog.tables.iter_mut().find(|table| table.name == "lines").unwrap();
    let changed = lines.columns.iter_mut().filter(|one| columns.contains(&one.name.as_str()));
    changed.for_each(|one| one.nullable = nullable);
}

fn drops_lines(fixture: &Fixture, rules: &Json) -> bool {
    let by_cost = json!({"measures": ["lines.revenue"], "dimensions": ["offers.cost"]});
    let sql = fixture.sql(rules, by_cost);
    assert!(sql.contains("JOIN \"scoped_offers\""), "{sql}");
    sql.contains("INNER JOIN \"scoped_offers\"")
}

#[test]
fn a_row_that_has_its_partner_may_begin_at_either() {
    assert!(drops_lines(&offers(), &json!([])));
}

#[test]
fn a_row_that_may_have_no_partner_is_kept() {
    let mut loose = offers();
    loose.relationship("line_offer").referential_integrity = false;
    assert!(!drops_lines(&loose, &json!([])));
    for key in ["part_id", "supplier_id"] {
        let mut without_key = offers();
        set_nullable(&mut without_key, &[key], true);
        assert!(!drops_lines(&without_key, &json!([])), "{key}");
    }
}

#[test]
fn a_row_whose_partner_is_hidden_is_kept() {
    let hidden = json!([{"table": "offers", "column": "supplier_id", "values": [1]}]);
    assert!(!drops_lines(&offers(), &hidden));
}

/// Addresses are everybody's, and those of bills are joined to orders, which are the tenant's by their customer.
fn addresses(join: JoinType) -> Fixture {
    let mut fixture = fixture("shop");
    fixture.datamart.relationships.retain(|one| one.name != "ship_address");
    fixture.relationship("bill_address").join = join;
    for table in &mut fixture.datamart.tables {
        match table.name.name.as_str() {
            "addresses" => {
                table.client_column = None;
                table.is_shared = true;
            }
            "orders" => {
                table.client_column = None;
                table.tenant_via = Some("order_customer".to_owned());
            }
            _ => {}
        }
    }
    fixture
}

/// Whether the join from orders to customers is all that keeps other tenants' orders out.
fn is_carried(join: JoinType, filters: &Json) -> bool {
    let addresses_by_status = json!({
        "measures": [{"table": "addresses", "aggregate": "COUNT", "name": "addresses"}],
        "dimensions": ["orders.status"], "filters": filters});
    let sql = addresses(join).sql(&json!([]), addresses_by_status);
    let is_carried = sql.contains("\"unscoped_orders\"");
    assert_eq!(is_carried, sql.contains("INNER JOIN \"scoped_customers\""), "{sql}");
    is_carried
}

#[test]
fn a_join_carries_the_rule_of_any_table_that_every_row_meets() {
    let of_status =
        |operator| json!([{"member": "orders.status", "operator": operator, "values": ["open"]}]);
    assert!(is_carried(JoinType::Inner, &json!([])));
    assert!(is_carried(JoinType::Left, &of_status("equals")));
    // Addresses without an order of the tenant are counted, in the group without a status.
    assert!(!is_carried(JoinType::Left, &json!([])));
    assert!(!is_carried(JoinType::Left, &of_status("notEquals")));
}
