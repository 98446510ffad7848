//! What leads to the tenant's own row of another table is aggregated before that row is joined, and nothing else.

use serde_json::{Value as Json, json};

use crate::support::{Fixture, fixture};

/// Addresses are those of tenants, and everybody's.
fn shop() -> Fixture {
    let mut fixture = fixture("shop");
    fixture.datamart.relationships.retain(|one| one.name != "ship_address");
    fixture.relationship("bill_address").keys[0].parent = "tenant_id".to_owned();
    let addresses =
        fixture.datamart.tables.iter_mut().find(|one| one.name.name == "addresses").unwrap();
    addresses.client_column = None;
    addresses.is_shared = true;
    fixture
}

fn is_one_group(fixture: &Fixture, changed: &Json) -> bool {
    let mut asked = json!({"measures": ["orders.revenue"], "dimensions": ["addresses.town"]});
    asked.as_object_mut().unwrap().extend(changed.as_object().unwrap().clone());
    fixture.sql(&json!([]), asked).contains("\"tenant_of_orders\"")
}

fn filter(member: &str, value: &str) -> Json {
    json!({"filters": [{"member": member, "operator": "equals", "values": [value]}]})
}

#[test]
fn orders_by_the_town_of_their_tenant_are_one_group() {
    assert!(is_one_group(&shop(), &json!({})));
    assert!(is_one_group(&shop(), &filter("orders.status", "open")));
}

#[test]
fn what_differs_between_orders_makes_groups() {
    assert!(!is_one_group(&shop(), &json!({"dimensions": ["addresses.town", "orders.status"]})));
    let by_customer = json!({"dimensions": ["addresses.town", "customers.city"]});
    assert!(!is_one_group(&shop(), &by_customer));
    let by_address = fixture("shop");
    assert!(!is_one_group(&by_address, &json!({"dimensions": ["bill_address.town"]})));
}

#[test]
fn a_filter_of_the_town_is_no_filter_of_orders() {
    assert!(!is_one_group(&shop(), &filter("addresses.town", "Oslo")));
}

#[test]
fn a_tenant_with_several_addresses_has_several_groups() {
    let mut loose = shop();
    let addresses = loose.catalog.tables.iter_mut().find(|one| one.name == "addresses");
    addresses.unwrap().primary_key.clear();
    assert!(!is_one_group(&loose, &json!({})));
}
