//! A table on the way is not read where nothing is lost by it, and read wherever that is not certain. What the
//! answers are, the random questions say.

use serde_json::{Value as Json, json};
use souk_model::{Cardinality, JoinType};

use crate::support::{Fixture, fixture};

const OFFERS: &str = "\"public\".\"offers\"";

/// The SQL of a question, of the datamart as `change` leaves it.
fn sql(change: impl FnOnce(&mut Fixture), rules: &Json, asked: Json) -> String {
    let mut fixture = fixture("offers");
    change(&mut fixture);
    fixture.sql(rules, asked)
}

fn by_supplier() -> Json {
    json!({"measures": ["lines.revenue"], "dimensions": ["suppliers.name"]})
}

fn reads_offers(change: impl FnOnce(&mut Fixture)) -> bool {
    sql(change, &json!([]), by_supplier()).contains(OFFERS)
}

#[test]
fn what_leads_to_one_row_and_holds_its_key_is_enough() {
    let text = sql(|_| {}, &json!([]), by_supplier());
    assert!(!text.contains(OFFERS), "{text}");
    let on = r#""scoped_lines"."supplier_id" = "scoped_suppliers"."id""#;
    assert!(text.contains(on), "{text}");
}

#[test]
fn without_referential_integrity_a_line_may_have_no_offer() {
    assert!(reads_offers(|fixture| {
        fixture.relationship("line_offer").referential_integrity = false;
    }));
}

#[test]
fn integrity_is_the_referring_sides() {
    assert!(reads_offers(|fixture| {
        let one = fixture.relationship("line_offer");
        std::mem::swap(&mut one.parent, &mut one.child);
        for key in &mut one.keys {
            std::mem::swap(&mut key.parent, &mut key.child);
        }
        // Each offer has at most one line, and each line one offer: offers refer to lines.
        one.cardinality = Some(Cardinality::OneToOne);
    }));
    assert!(!reads_offers(|fixture| {
        let one = fixture.relationship("line_offer");
        std::mem::swap(&mut one.parent, &mut one.child);
        for key in &mut one.keys {
            std::mem::swap(&mut key.parent, &mut key.child);
        }
        one.cardinality = Some(Cardinality::OneToMany);
    }));
}

#[test]
fn an_inner_join_on_the_way_drops_lines_without_a_key() {
    let with = |first, second| {
        reads_offers(|fixture| {
            fixture.relationship("line_offer").join = first;
            fixture.relationship("offer_supplier").join = second;
        })
    };
    assert!(with(JoinType::Inner, JoinType::Left));
    assert!(!with(JoinType::Inner, JoinType::Inner));
    assert!(!with(JoinType::Left, JoinType::Inner));
}

#[test]
fn joins_that_keep_other_rows_read_them() {
    for join in [JoinType::Right, JoinType::Full] {
        assert!(reads_offers(|fixture| fixture.relationship("line_offer").join = join));
        assert!(reads_offers(|fixture| fixture.relationship("offer_supplier").join = join));
    }
}

#[test]
fn a_column_that_is_no_key_is_only_in_the_table() {
    assert!(reads_offers(|fixture| {
        fixture.relationship("offer_supplier").keys[0].parent = "cost".to_owned();
    }));
}

#[test]
fn what_is_asked_of_the_table_is_read() {
    let mut by_cost = by_supplier();
    by_cost["filters"] = json!([{"member": "offers.cost", "operator": "gt", "values": [5]}]);
    assert!(sql(|_| {}, &json!([]), by_cost).contains(OFFERS));
    let mut beside = by_supplier();
    beside["dimensions"] = json!(["suppliers.name", "offers.cost"]);
    assert!(sql(|_| {}, &json!([]), beside).contains(OFFERS));
    let mut own = by_supplier();
    own["measures"] = json!([{"table": "lines", "aggregate": "COUNT", "name": "dear",
        "filters": [{"member": "offers.cost", "operator": "gt", "values": [5]}]}]);
    assert!(sql(|_| {}, &json!([]), own).contains(OFFERS));
}

#[test]
fn a_tenants_rule_of_the_table_is_kept() {
    assert!(reads_offers(|fixture| {
        let offers =
            fixture.datamart.tables.iter_mut().find(|table| table.name.name == "offers").unwrap();
        offers.is_shared = false;
        offers.tenant_via = Some("line_offer".to_owned());
    }));
}

#[test]
fn a_token_that_hides_rows_of_the_table_hides_what_they_lead_to() {
    let rules = json!([{"table": "offers", "column": "supplier_id", "values": [1]}]);
    assert!(sql(|_| {}, &rules, by_supplier()).contains(OFFERS));
    let elsewhere = json!([{"table": "suppliers", "column": "id", "values": [1]}]);
    assert!(!sql(|_| {}, &elsewhere, by_supplier()).contains(OFFERS));
}

/// Suppliers of which a line was sold; as a filter, and as rows to count.
#[test]
fn back_from_the_row_that_is_led_to_nothing_is_lost_where_lines_are_wanted() {
    let dear = json!([{"member": "lines.price", "operator": "gt", "values": [5]}]);
    let cheap_or_none = json!([{"member": "lines.price", "operator": "notEquals", "values": [5]}]);
    let suppliers = json!([{"table": "suppliers", "aggregate": "COUNT", "name": "suppliers"}]);
    let asked = json!({"measures": suppliers, "dimensions": ["suppliers.country"]});
    let with = |key: &str, value: &Json| {
        let mut changed = asked.clone();
        changed[key] = value.clone();
        changed
    };
    let filtered = sql(|_| {}, &json!([]), with("filters", &dear));
    assert!(!filtered.contains(OFFERS), "{filtered}");
    assert!(sql(|_| {}, &json!([]), with("filters", &cheap_or_none)).contains(OFFERS));
    let by_line = with("dimensions", &json!(["lines.price"]));
    assert!(sql(|_| {}, &json!([]), by_line.clone()).contains(OFFERS));
    let inner = |fixture: &mut Fixture| {
        fixture.relationship("line_offer").join = JoinType::Inner;
    };
    assert!(!sql(inner, &json!([]), by_line.clone()).contains(OFFERS));
    let loose = |fixture: &mut Fixture| {
        inner(fixture);
        fixture.relationship("line_offer").referential_integrity = false;
    };
    assert!(sql(loose, &json!([]), by_line).contains(OFFERS));
}
