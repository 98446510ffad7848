//! Introspection finds what the login may read, spelled and typed as the database has it.

use serde_json::json;
use souk_engine::internals::RawEngine;
use souk_engine::{Progress, ServerOptions};
use souk_model::{Catalog, CatalogTable, DataType, ForeignKey};

use super::{Database, fields};
use crate::support::credentials;

async fn catalog(database: &Database) -> Catalog {
    database.engine.engine().introspect(&Progress::default()).await.unwrap()
}

fn table<'a>(catalog: &'a Catalog, name: &str) -> &'a CatalogTable {
    catalog.find(None, name).unwrap()
}

fn names(catalog: &Catalog) -> Vec<&str> {
    catalog.tables.iter().map(|table| table.name.as_str()).collect()
}

#[tokio::test]
async fn tables_and_views_of_the_database_are_found_once() {
    let database = Database::holding(
        "CREATE TABLE orders (id int); CREATE TABLE Orders (id int);
         CREATE VIEW open_orders AS SELECT id FROM orders; CREATE SEQUENCE numbers;
         CREATE TABLE history (id int) WITH SYSTEM VERSIONING;
         CREATE TABLE days (d date) PARTITION BY HASH (YEAR(d)) PARTITIONS 2",
    )
    .await;
    let catalog = catalog(&database).await;
    assert_eq!(names(&catalog), ["Orders", "days", "history", "open_orders", "orders"]);
    assert!(catalog.tables.iter().all(|table| table.schema == database.name()));
}

#[tokio::test]
async fn types_are_mapped_and_named() {
    let database = Database::holding(
        "CREATE TABLE t (a tinyint, b int NOT NULL, c bigint unsigned, d float, e double,
           f decimal(15,2), g decimal(65,30), h int unsigned, i text, j varchar(10), k char(3), l uuid,
           m blob, n date, o time, p datetime(6), q timestamp NULL, r json, s enum('a,b'), u set('x'),
           v point, w year, x boolean, y bit(1), z bit(8), aa smallint unsigned, ab inet6,
           ac varbinary(3), ad longtext CHECK (json_valid(ad)), ae longtext CHECK (ae <> ''))",
    )
    .await;
    let catalog = catalog(&database).await;
    let decimal = |precision, scale| DataType::Decimal { precision, scale };
    let expected = [
        ("a", DataType::Int32, "tinyint", true),
        ("b", DataType::Int32, "int", false),
        ("c", DataType::UInt64, "bigint unsigned", true),
        ("d", DataType::Float32, "float", true),
        ("e", DataType::Float64, "double", true),
        ("f", decimal(15, 2), "decimal", true),
        ("g", DataType::Numeric, "decimal", true),
        ("h", DataType::Int64, "int unsigned", true),
        ("i", DataType::Text, "text", true),
        ("j", DataType::Text, "varchar", true),
        ("k", DataType::Text, "char", true),
        ("l", DataType::Uuid, "uuid", true),
        ("m", DataType::Bytes, "blob", true),
        ("n", DataType::Date, "date", true),
        ("o", DataType::Time, "time", true),
        ("p", DataType::Timestamp, "datetime", true),
        ("q", DataType::TimestampTz, "timestamp", true),
        ("r", DataType::Json, "json", true),
        ("s", DataType::Text, "enum", true),
        ("u", DataType::Text, "set", true),
        ("v", DataType::Other, "point", true),
        ("w", DataType::Int32, "year", true),
        ("x", DataType::Boolean, "boolean", true),
        ("y", DataType::Boolean, "bit", true),
        ("z", DataType::UInt64, "bit", true),
        ("aa", DataType::Int32, "smallint unsigned", true),
        ("ab", DataType::Other, "inet6", true),
        ("ac", DataType::Bytes, "varbinary", true),
        ("ad", DataType::Json, "json", true),
        ("ae", DataType::Text, "longtext", true),
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
async fn keys_and_references_keep_the_order_of_their_columns() {
    let database = Database::holding(
        "CREATE TABLE parent (a int, b int, c int, d varchar(20), PRIMARY KEY (b, a), UNIQUE z (c),
           UNIQUE y (d(5)), KEY plain (d));
         CREATE TABLE child (p int, q int, FOREIGN KEY (q, p) REFERENCES parent (b, a))",
    )
    .await;
    let catalog = catalog(&database).await;
    assert_eq!(table(&catalog, "parent").primary_key, ["b", "a"]);
    assert_eq!(table(&catalog, "parent").unique_keys, [vec!["d"], vec!["c"]]);
    let expected = ForeignKey {
        columns: vec!["q".into(), "p".into()],
        references_schema: database.name().to_owned(),
        references_table: "parent".into(),
        references_columns: vec!["b".into(), "a".into()],
    };
    assert_eq!(table(&catalog, "child").foreign_keys, [expected]);
    assert!(table(&catalog, "child").primary_key.is_empty());
}

#[tokio::test]
async fn odd_names_come_back_letter_for_letter() {
    let long = "ł".repeat(64);
    let odd = [
        "a `quoted` name",
        "a \"quoted\" name",
        "עברית ‏rtl",
        "semi;colon--'",
        "back\\slash",
        &long,
    ];
    let database = Database::fresh().await;
    for name in odd {
        let quoted = name.replace('`', "``");
        database.execute(&format!("CREATE TABLE `{quoted}` (`{quoted}` int PRIMARY KEY)")).await;
    }
    let catalog = catalog(&database).await;
    assert_eq!(catalog.tables.len(), odd.len());
    for name in odd {
        let table = table(&catalog, name);
        assert_eq!(table.columns[0].name, name);
        assert_eq!(table.primary_key, [name]);
    }
}

#[tokio::test]
async fn tables_have_estimates_and_views_have_none() {
    let database = Database::holding(
        "CREATE TABLE known AS SELECT seq FROM seq_1_to_500; ANALYZE TABLE known;
         CREATE VIEW seen AS SELECT 1 AS x",
    )
    .await;
    let catalog = catalog(&database).await;
    assert_eq!(table(&catalog, "known").row_estimate, Some(500));
    assert_eq!(table(&catalog, "seen").row_estimate, None);
}

#[tokio::test]
async fn a_login_sees_only_what_it_may_read() {
    let database = Database::holding(
        "CREATE TABLE all_of_it (id int, secret text); CREATE TABLE none_of_it (id int);
         CREATE TABLE some_of_it (id int, secret text); CREATE TABLE written (id int)",
    )
    .await;
    let (name, user) = (database.name(), format!("reader_{}", &database.name()[10..20]));
    database
        .execute(&format!(
            "CREATE USER {user}@'%' IDENTIFIED BY 'p'; GRANT SELECT ON {name}.all_of_it TO {user}@'%';
             GRANT SELECT (id) ON {name}.some_of_it TO {user}@'%';
             GRANT INSERT ON {name}.written TO {user}@'%'"
        ))
        .await;
    let mut fields = fields(&database.options);
    fields["username"] = json!(user);
    fields["password"] = json!("p");
    let engine = RawEngine::mysql(&credentials(&fields), ServerOptions::default()).unwrap();
    let catalog = engine.engine().introspect(&Progress::default()).await.unwrap();
    assert_eq!(names(&catalog), ["all_of_it", "some_of_it"]);
    assert_eq!(table(&catalog, "some_of_it").columns.len(), 1);
}

#[tokio::test]
async fn databases_whose_names_differ_in_case_are_two() {
    let database = Database::holding("CREATE TABLE here (id int)").await;
    let upper = database.name().to_uppercase();
    database
        .execute(&format!("CREATE DATABASE {upper}; CREATE TABLE {upper}.there (id int)"))
        .await;
    assert_eq!(names(&catalog(&database).await), ["here"]);
    database.execute(&format!("DROP DATABASE {upper}")).await;
}

#[tokio::test]
async fn an_empty_database_has_an_empty_catalog() {
    assert!(catalog(&Database::fresh().await).await.tables.is_empty());
}

#[tokio::test]
async fn comments_are_read() {
    let database = Database::holding(
        "CREATE TABLE t (id int, amount int COMMENT 'in cents; ''x''') COMMENT 'What was sold';
         CREATE VIEW v AS SELECT id FROM t",
    )
    .await;
    let catalog = catalog(&database).await;
    let sold = table(&catalog, "t");
    assert_eq!(sold.comment.as_deref(), Some("What was sold"));
    assert_eq!(sold.columns[0].comment, None);
    assert_eq!(sold.columns[1].comment.as_deref(), Some("in cents; 'x'"));
    assert_eq!(table(&catalog, "v").comment, None);
}
