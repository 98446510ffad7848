//! Two readings of a schema, told apart; and what of a datamart each difference touches.

use souk_model::{
    Catalog, CatalogTable, ChangeKind, DataType, Datamart, SchemaChange, TableName, Touched, drift,
};

use crate::support::{catalog, column};

fn change(table: &str, column: Option<&str>, kind: ChangeKind) -> SchemaChange {
    let column = column.map(str::to_owned);
    SchemaChange { table: TableName::new("public", table), column, kind }
}

fn renamed(to: &str) -> ChangeKind {
    ChangeKind::Renamed { to: to.to_owned() }
}

fn changed(change: impl Fn(&mut Vec<CatalogTable>)) -> Vec<SchemaChange> {
    let before = catalog();
    let mut after = before.clone();
    change(&mut after.tables);
    drift(&before, &after)
}

#[test]
fn the_same_schema_has_no_changes() {
    assert_eq!(changed(|_| {}), []);
    assert_eq!(changed(|tables| tables.reverse()), [], "the order of tables says nothing");
}

#[test]
fn columns_are_added_dropped_renamed_and_retyped() {
    let found = changed(|tables| {
        let orders = &mut tables[0].columns;
        orders[4] = column("amount", DataType::Int64);
        orders[3].nullable = false;
        orders[6].name = "made_at".to_owned();
        orders.push(column("note", DataType::Text));
        orders.remove(5);
        orders.insert(5, column("more", DataType::Text));
    });
    let retyped = ChangeKind::Retyped { from: "float64".to_owned(), to: "int64".to_owned() };
    let expected = [
        change("orders", Some("status"), ChangeKind::Nullable(false)),
        change("orders", Some("amount"), retyped),
        change("orders", Some("extra"), ChangeKind::Dropped),
        change("orders", Some("created_at"), renamed("made_at")),
        change("orders", Some("more"), ChangeKind::Added),
        change("orders", Some("note"), ChangeKind::Added),
    ];
    assert_eq!(found, expected);
}

#[test]
fn tables_are_added_dropped_and_renamed() {
    let found = changed(|tables| {
        tables[1].name = "order_lines".to_owned();
        tables.remove(2);
        let mut fresh = tables[0].clone();
        fresh.name = "fresh".to_owned();
        tables.push(fresh);
    });
    let expected = [
        change("lines", None, renamed("order_lines")),
        change("customers", None, ChangeKind::Dropped),
        change("fresh", None, ChangeKind::Added),
    ];
    assert_eq!(found, expected);
}

#[test]
fn two_candidates_are_not_guessed_between() {
    let found = changed(|tables| {
        let mut twin = tables[1].clone();
        tables[1].name = "one".to_owned();
        twin.name = "two".to_owned();
        tables.push(twin);
    });
    let kinds: Vec<_> = found.into_iter().map(|change| change.kind).collect();
    assert_eq!(kinds, [ChangeKind::Dropped, ChangeKind::Added, ChangeKind::Added]);
}

#[test]
fn five_thousand_new_tables_are_compared_at_once() {
    let numbered = |prefix: &str| Catalog {
        tables: (0..5_000)
            .map(|number| {
                let mut table = catalog().tables[0].clone();
                table.name = format!("{prefix}{number}");
                table
            })
            .collect(),
    };
    let (before, after) = (numbered("a"), numbered("b"));
    let started = std::time::Instant::now();
    assert_eq!(drift(&before, &after).len(), 10_000);
    assert!(started.elapsed().as_secs() < 5);
}

fn datamart() -> Datamart {
    let text = r#"{"name": "d", "datasource": {"id": "0190d5a4-7c00-7000-8000-000000000001",
        "name": "main"},
        "tenancy": {"level": "table", "mapping_table": {"schema": "public", "name": "clients"},
            "key_column": "id", "name_column": "name", "client_column_type": "NUMBER"},
        "tables": [
            {"name": {"schema": "public", "name": "orders"}, "client_column": "tenant_id",
                "columns": [{"name": "status"}, {"name": "amount"},
                    {"name": "net", "sql": "\"Amount\" * 0.8"},
                    {"name": "amounts", "sql": "quantity"}],
                "measures": [
                    {"name": "revenue", "aggregate": "SUM", "operand": {"column": "amount"}},
                    {"name": "orders", "aggregate": "COUNT"},
                    {"name": "paid", "aggregate": "COUNT", "filter": "net > 1"}],
                "formulas": [{"name": "mean", "formula": "revenue / orders"}]},
            {"name": {"schema": "public", "name": "lines"}, "columns": [{"name": "sku"}],
                "formulas": [{"name": "share", "formula": "orders.revenue / 2"}]}],
        "relationships": [{"name": "line_order",
            "parent": {"schema": "public", "name": "lines"},
            "child": {"schema": "public", "name": "orders"},
            "keys": [{"parent": "order_id", "child": "id"}]}]}"#;
    serde_json::from_str(text).expect("a datamart")
}

fn touched(table: &str, column: Option<&str>, kind: ChangeKind) -> Touched {
    Touched::by(&change(table, column, kind), &datamart())
}

#[test]
fn a_dropped_column_touches_what_reads_it_and_what_reads_that() {
    let found = touched("orders", Some("amount"), ChangeKind::Dropped);
    let expected = [
        "orders.amount",
        "orders.net",
        "orders.revenue",
        "orders.paid",
        "orders.mean",
        "lines.share",
    ];
    assert_eq!(found.members, expected);
    assert!(found.relationships.is_empty() && !found.tenancy);
}

#[test]
fn keys_touch_relationships_and_client_columns_touch_tenancy() {
    let found = touched("lines", Some("order_id"), renamed("order"));
    assert_eq!(found.relationships, ["line_order"]);
    assert!(touched("orders", Some("tenant_id"), ChangeKind::Dropped).tenancy);
    assert!(touched("clients", Some("name"), ChangeKind::Dropped).tenancy);
    assert!(touched("clients", None, ChangeKind::Dropped).tenancy);
    let key = ChangeKind::Rekeyed { from: Vec::new(), to: vec!["id".to_owned()] };
    let found = touched("orders", None, key);
    assert_eq!((found.members.len(), found.relationships.len(), found.tenancy), (0, 1, false));
}

#[test]
fn a_dropped_table_touches_all_its_members_and_what_is_new_touches_nothing() {
    let found = touched("orders", None, ChangeKind::Dropped);
    assert_eq!(found.members.len(), 9, "{found:?}");
    assert!(found.tenancy);
    assert!(touched("orders", Some("fresh"), ChangeKind::Added).is_empty());
    assert!(touched("elsewhere", None, ChangeKind::Dropped).is_empty());
}
