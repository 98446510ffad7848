//! Introspection finds what the file declares.

use souk_engine::Progress;
use souk_model::{Catalog, CatalogTable, DataType, ForeignKey};

use super::Database;

async fn catalog(database: &Database) -> Catalog {
    database.engine.engine().introspect(&Progress::default()).await.unwrap()
}

fn table<'a>(catalog: &'a Catalog, name: &str) -> &'a CatalogTable {
    catalog.find(Some("main"), name).unwrap()
}

fn names(catalog: &Catalog) -> Vec<&str> {
    catalog.tables.iter().map(|table| table.name.as_str()).collect()
}

#[tokio::test]
async fn tables_and_views_are_found_and_sqlites_own_are_not() {
    let database = Database::holding(
        "CREATE TABLE orders (id INTEGER PRIMARY KEY AUTOINCREMENT); INSERT INTO orders DEFAULT VALUES;
         CREATE VIEW open_orders AS SELECT id FROM orders; CREATE VIEW broken AS SELECT x FROM nowhere;
         CREATE TABLE \"a \"\"quoted\"\" 名前\" (\"x ;--\" TEXT); ANALYZE;
         CREATE VIRTUAL TABLE words USING fts5(body);",
    )
    .await;
    let catalog = catalog(&database).await;
    assert_eq!(names(&catalog), ["a \"quoted\" 名前", "open_orders", "orders"]);
    assert_eq!(table(&catalog, "a \"quoted\" 名前").columns[0].name, "x ;--");
}

#[tokio::test]
async fn columns_have_their_declared_types_and_nullability() {
    let database = Database::holding(
        "CREATE TABLE t (a INTEGER PRIMARY KEY, b NVARCHAR(160) NOT NULL, c NUMERIC(10,2), d DATETIME,
           e, f BOOLEAN, g REAL, h BLOB, i INT GENERATED ALWAYS AS (a + 1));
         CREATE TABLE u (a INT PRIMARY KEY); CREATE TABLE w (a TEXT, b TEXT, PRIMARY KEY (b, a)) WITHOUT ROWID;",
    )
    .await;
    let catalog = catalog(&database).await;
    let decimal = DataType::Decimal { precision: 10, scale: 2 };
    let expected = [
        ("a", DataType::Int64, "integer", false),
        ("b", DataType::Text, "nvarchar", false),
        ("c", decimal, "numeric", true),
        ("d", DataType::Timestamp, "datetime", true),
        ("e", DataType::Other, "any", true),
        ("f", DataType::Boolean, "boolean", true),
        ("g", DataType::Float64, "real", true),
        ("h", DataType::Bytes, "blob", true),
        ("i", DataType::Int64, "int", true),
    ];
    let columns = table(&catalog, "t").columns.iter();
    let found: Vec<_> = columns
        .map(|column| {
            (column.name.as_str(), column.data_type, column.native_type.as_str(), column.nullable)
        })
        .collect();
    assert_eq!(found, expected);
    assert!(table(&catalog, "u").columns[0].nullable, "SQLite lets such a key be NULL");
    assert!(table(&catalog, "w").columns.iter().all(|column| !column.nullable));
    assert_eq!(table(&catalog, "w").primary_key, ["b", "a"]);
}

#[tokio::test]
async fn only_keys_that_hold_for_every_row_are_keys() {
    let database = Database::holding(
        "CREATE TABLE a (x INT, y INT, z INT UNIQUE, w INT, v INT, PRIMARY KEY (y, x), UNIQUE (w, v));
         CREATE UNIQUE INDEX partial ON a (w) WHERE w > 0; CREATE UNIQUE INDEX computed ON a (v + 1);
         CREATE UNIQUE INDEX plain ON a (v); CREATE INDEX loose ON a (w);",
    )
    .await;
    let catalog = catalog(&database).await;
    let a = table(&catalog, "a");
    assert_eq!(a.primary_key, ["y", "x"]);
    assert_eq!(a.unique_keys, [vec!["z"], vec!["w", "v"], vec!["v"]]);
}

#[tokio::test]
async fn references_are_resolved() {
    let database = Database::holding(
        "CREATE TABLE Parent (A INT, B INT, PRIMARY KEY (A, B)); CREATE TABLE other (id INTEGER PRIMARY KEY);
         CREATE TABLE child (p INT, q INT, r INT REFERENCES other, s INT REFERENCES gone (id),
           t INT REFERENCES other (no_such_column), FOREIGN KEY (q, p) REFERENCES parent (a, b));",
    )
    .await;
    let catalog = catalog(&database).await;
    let key = |columns: &[&str], table: &str, references: &[&str]| ForeignKey {
        columns: columns.iter().map(|&name| name.to_owned()).collect(),
        references_schema: "main".to_owned(),
        references_table: table.to_owned(),
        references_columns: references.iter().map(|&name| name.to_owned()).collect(),
    };
    let expected = [key(&["r"], "other", &["id"]), key(&["q", "p"], "Parent", &["A", "B"])];
    assert_eq!(table(&catalog, "child").foreign_keys, expected);
}

#[tokio::test]
async fn estimates_are_there_once_the_file_was_analysed() {
    let rows = "WITH RECURSIVE g(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM g WHERE n < 500) SELECT n FROM g";
    let database = Database::holding(&format!("CREATE TABLE t AS {rows}")).await;
    assert_eq!(table(&catalog(&database).await, "t").row_estimate, None);
    database.execute("CREATE INDEX i ON t (n); ANALYZE").await;
    assert_eq!(table(&catalog(&database).await, "t").row_estimate, Some(500));
}

#[tokio::test]
async fn an_empty_file_has_an_empty_catalog() {
    let database = Database::holding("CREATE TABLE t (x); DROP TABLE t").await;
    assert!(catalog(&database).await.tables.is_empty());
}
