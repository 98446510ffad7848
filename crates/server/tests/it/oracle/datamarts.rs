//! The datamarts of the cases, as requests that would make them.
//!
//! TPC-H is seen by a supplier (the demonstration's portal), by the sales office of a country, and
//! by the company without tenants; Chinook by a support agent, and by the store without tenants.
//! Others have the same tables and further types of joins.

use serde_json::{Value, json};
use souk_server::demo::datamart_body;

/// A datamart and who asks it.
pub(super) struct Datamart {
    /// Also the folder of its cases.
    pub(super) name: &'static str,
    /// Without datasource and schema.
    pub(super) body: Value,
    /// `None` where there are no tenants.
    pub(super) tenants: Vec<Option<i64>>,
}

pub(super) fn tpch() -> Vec<Datamart> {
    let portal = serde_json::to_value(datamart_body("", "", None)).expect("JSON");
    let office = read(include_str!("datamarts/tpch.json"));
    let kept = [
        ("orders_customer", "RIGHT JOIN"),
        ("lineitem_offer", "FULL JOIN"),
        ("buyer_country", "RIGHT JOIN"),
    ];
    let inner: Vec<_> = names(&office).into_iter().map(|name| (name, "INNER JOIN")).collect();
    let countries = [3, 6, 24];
    vec![
        seen_by("portal", portal, &[1, 13, 30]),
        seen_by("outer", with_joins(&office, &kept), &countries),
        seen_by("inner", with_joins(&office, &inner), &countries),
        for_everybody("company", with_sellers_countries(&office)),
        seen_by("office", office, &countries),
    ]
}

pub(super) fn chinook() -> Vec<Datamart> {
    let agency = read(include_str!("datamarts/chinook.json"));
    let kept = [
        ("support_rep", "RIGHT JOIN"),
        ("manager", "INNER JOIN"),
        ("album_artist", "RIGHT JOIN"),
        ("line_track", "FULL JOIN"),
        ("entry_playlist", "RIGHT JOIN"),
        ("entry_track", "FULL JOIN"),
        ("invoice_customer", "INNER JOIN"),
    ];
    let agents = [3, 4, 5];
    vec![
        seen_by("kept", with_joins(&agency, &kept), &agents),
        for_everybody("store", agency.clone()),
        seen_by("agency", agency, &agents),
    ]
}

/// The request that makes a datamart over a datasource.
pub(super) fn over(mut body: Value, name: &str, source: &str, schema: Option<&str>) -> Value {
    body["name"] = json!(name);
    body["datasourceName"] = json!(source);
    if let Some(schema) = schema {
        list(&mut body, "tableList")
            .iter_mut()
            .for_each(|table| table["schemaName"] = json!(schema));
        if body.get("tenancySettings").is_some() {
            body["tenancySettings"]["schemaName"] = json!(schema);
        }
    }
    body
}

fn read(text: &str) -> Value {
    serde_json::from_str(text).expect("a datamart")
}

fn seen_by(name: &'static str, body: Value, tenants: &[i64]) -> Datamart {
    Datamart { name, body, tenants: tenants.iter().copied().map(Some).collect() }
}

fn for_everybody(name: &'static str, mut body: Value) -> Datamart {
    const RULES: [&str; 3] = ["clientColumn", "tenantVia", "isShared"];
    let object = body.as_object_mut().expect("an object");
    object.remove("tenancySettings");
    for table in list(&mut body, "tableList") {
        let table = table.as_object_mut().expect("a table");
        table.retain(|key, _| !RULES.contains(&key.as_str()));
    }
    Datamart { name, body, tenants: vec![None] }
}

fn with_joins(body: &Value, joins: &[(impl AsRef<str>, &str)]) -> Value {
    let mut body = body.clone();
    for (name, join) in joins {
        let relationships = list(&mut body, "relationships");
        let found = relationships.iter_mut().find(|one| one["relationshipName"] == name.as_ref());
        found.expect("a relationship")["join"] = json!(join);
    }
    body
}

/// Countries play two parts: the buyer's and the seller's.
fn with_sellers_countries(body: &Value) -> Value {
    let mut body = body.clone();
    list(&mut body, "relationships").push(json!({
        "relationshipName": "seller_country", "cardinality": "ManyToOne",
        "parentTableName": "supplier", "parentColumnName": "s_nationkey",
        "childTableName": "nation", "childColumnName": "n_nationkey"}));
    body
}

fn names(body: &Value) -> Vec<String> {
    let relationships = body["relationships"].as_array().expect("a list").iter();
    let name = |one: &Value| one["relationshipName"].as_str().expect("a name").to_owned();
    relationships.map(name).collect()
}

fn list<'v>(body: &'v mut Value, key: &str) -> &'v mut Vec<Value> {
    body[key].as_array_mut().expect("a list")
}
