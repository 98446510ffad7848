//! Introspection finds tables and columns, spelled and typed as the database has them.

use souk_engine::Progress;
use souk_model::{Catalog, CatalogTable, DataType};

use super::Database;

async fn catalog(database: &Database) -> Catalog {
    database.engine.engine().introspect(&Progress::default()).await.unwrap()
}

fn table<'a>(catalog: &'a Catalog, name: &str) -> &'a CatalogTable {
    catalog.find(None, name).unwrap()
}

#[tokio::test]
async fn tables_and_views_of_the_database_are_found_once() {
    let database = Database::holding(&[
        "CREATE TABLE orders (id Int32) ENGINE = MergeTree ORDER BY id",
        "CREATE TABLE Orders (id Int32) ENGINE = Log",
        "CREATE VIEW open_orders AS SELECT id FROM orders",
        "CREATE MATERIALIZED VIEW kept ENGINE = Memory AS SELECT id FROM orders",
    ]);
    let catalog = catalog(&database).await;
    let names: Vec<_> = catalog.tables.iter().map(|table| table.name.as_str()).collect();
    assert_eq!(names, ["Orders", "kept", "open_orders", "orders"]);
    assert!(catalog.tables.iter().all(|table| table.schema == database.name));
    assert_eq!(table(&catalog, "orders").indexed_columns.as_deref(), Some(&["id".to_owned()][..]));
    assert_eq!(table(&catalog, "Orders").indexed_columns.as_deref(), Some(&[][..]));
    assert_eq!(table(&catalog, "kept").indexed_columns, None);
}

#[tokio::test]
async fn types_are_mapped_and_named() {
    let database = Database::holding(&[
        "CREATE TABLE t (a Int8, b UInt16, c UInt32, d Int64, e UInt64, f Float32, g Float64,
           h Decimal(15, 2), i Nullable(Decimal(38, 10)), j String, k FixedString(3), l UUID, m Date,
           n DateTime, o DateTime('Europe/Oslo'), p Enum8('a' = 1), q Nullable(String), r Array(Int8),
           s LowCardinality(Nullable(String)), t Tuple(Int8, String), u UInt8 MATERIALIZED a + 1,
           v String ALIAS toString(a)) ENGINE = Memory",
    ]);
    let catalog = catalog(&database).await;
    let decimal = |precision, scale| DataType::Decimal { precision, scale };
    let expected = [
        ("a", DataType::Int32, "Int8", false),
        ("b", DataType::Int32, "UInt16", false),
        ("c", DataType::Int64, "UInt32", false),
        ("d", DataType::Int64, "Int64", false),
        ("e", DataType::UInt64, "UInt64", false),
        ("f", DataType::Float32, "Float32", false),
        ("g", DataType::Float64, "Float64", false),
        ("h", decimal(15, 2), "Decimal(15, 2)", false),
        ("i", decimal(38, 10), "Decimal(38, 10)", true),
        ("j", DataType::Text, "String", false),
        ("k", DataType::Text, "FixedString(3)", false),
        ("l", DataType::Uuid, "UUID", false),
        ("m", DataType::Date, "Date", false),
        ("n", DataType::TimestampTz, "DateTime", false),
        ("o", DataType::TimestampTz, "DateTime('Europe/Oslo')", false),
        ("p", DataType::Text, "Enum8('a' = 1)", false),
        ("q", DataType::Text, "String", true),
        ("r", DataType::Other, "Array(Int8)", false),
        ("s", DataType::Text, "String", true),
        ("t", DataType::Other, "Tuple(Int8, String)", false),
        ("u", DataType::Int32, "UInt8", false),
        ("v", DataType::Text, "String", false),
    ];
    let columns = table(&catalog, "t").columns.iter();
    let found: Vec<_> = columns
        .map(|column| {
            (column.name.as_str(), column.data_type, column.native_type.as_str(), column.nullable)
        })
        .collect();
    assert_eq!(found, expected);
}

#[tokio::test]
async fn odd_names_come_back_letter_for_letter() {
    let odd =
        ["a \"quoted\" name", "עברית ‏rtl", "semi;colon--'", "back\\slash", "tick`s", "{p1:x}"];
    let database = Database::fresh();
    for name in odd {
        let quoted = name.replace('\\', "\\\\").replace('`', "\\`");
        database.execute(&format!(
            "CREATE TABLE `{quoted}` (`{quoted}` Int32, z Int32) ENGINE = MergeTree ORDER BY (`{quoted}`, z)"
        ));
    }
    let catalog = catalog(&database).await;
    assert_eq!(catalog.tables.len(), odd.len());
    for name in odd {
        let table = table(&catalog, name);
        assert_eq!(table.columns[0].name, name);
        assert_eq!(table.indexed_columns.as_deref(), Some(&[name.to_owned()][..]));
    }
}

#[tokio::test]
async fn tables_have_estimates_and_views_have_none() {
    let database = Database::holding(&[
        "CREATE TABLE known (n UInt64) ENGINE = MergeTree ORDER BY n",
        "INSERT INTO known SELECT number FROM (SELECT number FROM system.numbers LIMIT 500)",
        "CREATE VIEW seen AS SELECT n FROM known",
    ]);
    let catalog = catalog(&database).await;
    assert_eq!(table(&catalog, "known").row_estimate, Some(500));
    assert_eq!(table(&catalog, "seen").row_estimate, None);
}

#[tokio::test]
async fn an_empty_database_has_an_empty_catalog() {
    assert!(catalog(&Database::fresh()).await.tables.is_empty());
}

#[tokio::test]
async fn comments_are_read() {
    let sql = "CREATE TABLE t (id Int64, amount Int64 COMMENT 'in cents') ENGINE = Memory";
    let database = Database::holding(&[sql]);
    let catalog = catalog(&database).await;
    let columns = &table(&catalog, "t").columns;
    assert_eq!(columns[0].comment, None);
    assert_eq!(columns[1].comment.as_deref(), Some("in cents"));
}
