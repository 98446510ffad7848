//! Introspection finds what the login may read, spelled and typed as the database has it.

use serde_json::json;
use souk_engine::internals::RawEngine;
use souk_engine::{Progress, ServerOptions};
use souk_model::{Catalog, CatalogTable, DataType, ForeignKey};

use crate::support::{Database, credentials, ears};

async fn catalog(database: &Database) -> Catalog {
    database.engine.engine().introspect(&Progress::default()).await.unwrap()
}

fn names(catalog: &Catalog) -> Vec<String> {
    catalog.tables.iter().map(|table| format!("{}.{}", table.schema, table.name)).collect()
}

fn table<'a>(catalog: &'a Catalog, name: &str) -> &'a CatalogTable {
    catalog.find(None, name).unwrap()
}

#[tokio::test]
async fn every_kind_of_table_is_found_once() {
    let database = Database::holding(
        "CREATE SCHEMA shop; CREATE TABLE shop.orders (id int);
         CREATE VIEW shop.open_orders AS SELECT id FROM shop.orders;
         CREATE MATERIALIZED VIEW summary AS SELECT id FROM shop.orders;
         CREATE TABLE events (id int, day date) PARTITION BY RANGE (day);
         CREATE TABLE events_2024 PARTITION OF events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
         CREATE TEMP TABLE scratch (id int);",
    )
    .await;
    let expected = ["public.events", "public.summary", "shop.open_orders", "shop.orders"];
    assert_eq!(names(&catalog(&database).await), expected);
}

#[tokio::test]
async fn types_are_mapped_and_named() {
    let database = Database::holding(
        "CREATE TYPE mood AS ENUM ('glad'); CREATE DOMAIN price AS numeric(12,3) NOT NULL;
         CREATE DOMAIN sale_price AS price;
         CREATE TABLE t (a smallint, b int NOT NULL, c bigint, d real, e float8, f numeric(15,2),
           g numeric, h numeric(50,2), i text, j varchar(10), k char(3), l uuid, m bytea, n date,
           o time, p timestamp, q timestamptz, r json, s jsonb, t mood, u price, v int[], w interval,
           x boolean, y inet, z sale_price);
         ALTER TABLE t DROP COLUMN y;",
    )
    .await;
    let catalog = catalog(&database).await;
    let decimal = |precision, scale| DataType::Decimal { precision, scale };
    let expected = [
        ("a", DataType::Int32, "smallint", true),
        ("b", DataType::Int32, "integer", false),
        ("c", DataType::Int64, "bigint", true),
        ("d", DataType::Float32, "real", true),
        ("e", DataType::Float64, "double precision", true),
        ("f", decimal(15, 2), "numeric", true),
        ("g", DataType::Numeric, "numeric", true),
        ("h", DataType::Numeric, "numeric", true),
        ("i", DataType::Text, "text", true),
        ("j", DataType::Text, "varchar", true),
        ("k", DataType::Text, "char", true),
        ("l", DataType::Uuid, "uuid", true),
        ("m", DataType::Bytes, "bytea", true),
        ("n", DataType::Date, "date", true),
        ("o", DataType::Time, "time", true),
        ("p", DataType::Timestamp, "timestamp", true),
        ("q", DataType::TimestampTz, "timestamptz", true),
        ("r", DataType::Json, "json", true),
        ("s", DataType::Json, "jsonb", true),
        ("t", DataType::Text, "mood", true),
        ("u", decimal(12, 3), "numeric", false),
        ("v", DataType::Other, "integer[]", true),
        ("w", DataType::Other, "interval", true),
        ("x", DataType::Boolean, "boolean", true),
        ("z", decimal(12, 3), "numeric", false),
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
async fn only_keys_that_hold_for_every_row_are_keys() {
    let database = Database::holding(
        "CREATE TABLE a (x int, y int, z int, w int, v int, PRIMARY KEY (y, x), UNIQUE (z));
         CREATE UNIQUE INDEX partial ON a (w) WHERE w > 0;
         CREATE UNIQUE INDEX computed ON a ((v + 1));
         CREATE UNIQUE INDEX covering ON a (v) INCLUDE (w);
         CREATE INDEX plain ON a (w);
         CREATE TABLE parent (id int PRIMARY KEY); CREATE TABLE heir () INHERITS (parent);",
    )
    .await;
    let catalog = catalog(&database).await;
    let a = table(&catalog, "a");
    assert_eq!(a.primary_key, ["y", "x"]);
    assert_eq!(a.unique_keys, [vec!["z"], vec!["v"]]);
    assert!(a.is_unique(&["x", "y"]) && !a.is_unique(&["x"]) && !a.is_unique(&["w"]));
    assert!(table(&catalog, "parent").primary_key.is_empty());
}

#[tokio::test]
async fn references_keep_the_order_of_their_columns() {
    let database = Database::holding(
        "CREATE SCHEMA s; CREATE TABLE s.parent (a int, b int, PRIMARY KEY (a, b));
         CREATE TABLE child (p int, q int, FOREIGN KEY (q, p) REFERENCES s.parent (a, b));",
    )
    .await;
    let catalog = catalog(&database).await;
    let expected = ForeignKey {
        columns: vec!["q".into(), "p".into()],
        references_schema: "s".into(),
        references_table: "parent".into(),
        references_columns: vec!["a".into(), "b".into()],
    };
    assert_eq!(table(&catalog, "child").foreign_keys, [expected]);
}

#[tokio::test]
async fn odd_names_come_back_letter_for_letter() {
    let long = "ł".repeat(31) + "x";
    assert_eq!(long.len(), 63);
    let odd = [
        "a \"quoted\" name",
        "emoji 😀🏳️‍🌈",
        "עברית ‏rtl",
        " spaces ",
        "semi;colon--'",
        long.as_str(),
    ];
    let database = Database::fresh().await;
    for name in odd {
        let quoted = name.replace('"', "\"\"");
        let sql = format!("CREATE TABLE \"{quoted}\" (\"{quoted}\" int PRIMARY KEY)");
        database.execute(&sql).await;
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
async fn estimates_are_there_once_a_table_was_analysed() {
    let database = Database::holding(
        "CREATE TABLE known AS SELECT g FROM generate_series(1, 500) g; ANALYZE known;
         CREATE TABLE unknown (id int); CREATE VIEW seen AS SELECT 1 AS x;",
    )
    .await;
    let catalog = catalog(&database).await;
    assert_eq!(table(&catalog, "known").row_estimate, Some(500));
    assert_eq!(table(&catalog, "unknown").row_estimate, None);
    assert_eq!(table(&catalog, "seen").row_estimate, None);
}

#[tokio::test]
async fn a_login_sees_only_what_it_may_read_and_only_the_named_schemas() {
    let database = Database::holding(
        "CREATE SCHEMA open; CREATE SCHEMA closed; CREATE SCHEMA other;
         CREATE TABLE open.all_of_it (id int, secret text); CREATE TABLE open.none_of_it (id int);
         CREATE TABLE open.some_of_it (id int, secret text); CREATE TABLE closed.shut (id int);
         CREATE TABLE other.elsewhere (id int);
         DO $$ BEGIN CREATE ROLE souk_reader LOGIN; EXCEPTION WHEN duplicate_object THEN END $$;
         GRANT USAGE ON SCHEMA open, other TO souk_reader;
         GRANT SELECT ON open.all_of_it, closed.shut, other.elsewhere TO souk_reader;
         GRANT SELECT (id) ON open.some_of_it TO souk_reader;",
    )
    .await;
    let read = async |schema: serde_json::Value| {
        let fields = json!({
            "host": database.options.get_host(), "port": database.options.get_port(),
            "user": "souk_reader", "password": "", "schema": schema,
            "database": database.options.get_database(),
        });
        let engine = RawEngine::postgres(&credentials(&fields), ServerOptions::default()).unwrap();
        engine.engine().introspect(&Progress::default()).await.unwrap()
    };
    let all = read(json!(null)).await;
    assert_eq!(names(&all), ["open.all_of_it", "open.some_of_it", "other.elsewhere"]);
    assert_eq!(table(&all, "some_of_it").columns.len(), 1);
    assert_eq!(names(&read(json!("other")).await), ["other.elsewhere"]);
    assert_eq!(names(&read(json!(["open", "other"])).await).len(), 3);
    assert!(read(json!("nowhere")).await.tables.is_empty());
}

#[tokio::test]
async fn an_empty_database_has_an_empty_catalog() {
    assert!(catalog(&Database::fresh().await).await.tables.is_empty());
}

#[tokio::test]
async fn comments_are_read() {
    let database = Database::holding(
        "CREATE TABLE t (id int, amount int); CREATE VIEW v AS SELECT id FROM t;
         COMMENT ON TABLE t IS 'What was sold'; COMMENT ON COLUMN t.amount IS 'in cents; ''x''';
         COMMENT ON VIEW v IS 'ids'",
    )
    .await;
    let catalog = catalog(&database).await;
    let sold = table(&catalog, "t");
    assert_eq!(sold.comment.as_deref(), Some("What was sold"));
    assert_eq!(sold.columns[0].comment, None);
    assert_eq!(sold.columns[1].comment.as_deref(), Some("in cents; 'x'"));
    assert_eq!(table(&catalog, "v").comment.as_deref(), Some("ids"));
}

#[tokio::test]
async fn five_thousand_tables_are_read_in_under_five_seconds() {
    const TABLES: usize = 5000;
    let database = Database::fresh().await;
    // In several transactions: one alone would need more locks than a server has.
    for from in (0..TABLES).step_by(500) {
        let sql = format!(
            "DO $$ BEGIN FOR number IN {from}..{to} LOOP EXECUTE format(
               'CREATE TABLE t%s (id bigint PRIMARY KEY, owner bigint REFERENCES t%s (id),
                  name varchar(20) UNIQUE, amount numeric(12,2) NOT NULL, at timestamptz)',
               number, greatest(number - 1, 0));
               EXECUTE format('COMMENT ON COLUMN t%s.amount IS ''in euros''', number);
             END LOOP; END $$",
            to = from + 499
        );
        database.execute(&sql).await;
    }
    let (progress, told) = ears();
    let started = std::time::Instant::now();
    let catalog = database.engine.engine().introspect(&progress).await.unwrap();
    let took = started.elapsed();
    assert_eq!(catalog.tables.len(), TABLES);
    let last = table(&catalog, "t4999");
    assert_eq!(last.columns.len(), 5);
    assert_eq!(last.columns[3].comment.as_deref(), Some("in euros"));
    assert_eq!((last.primary_key.len(), last.unique_keys.len()), (1, 1));
    assert_eq!(last.foreign_keys[0].references_table, "t4998");
    assert!(took < std::time::Duration::from_secs(5), "{took:?}");
    let told: Vec<_> = told.lock().unwrap().iter().map(|read| read.done).collect();
    assert_eq!(told, Vec::from_iter(0..=TABLES), "each table is told once it is read");
}
