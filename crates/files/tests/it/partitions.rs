//! Folders whose names are columns.

use serde_json::json;
use souk_engine::EngineError;
use souk_model::DataType;

use crate::support::{Folder, bad_file, names, rows, value};

fn sales() -> Folder {
    Folder::with(&[
        ("sales/year=2023/month=12/a.csv", "id,amount\n1,1.5\n"),
        ("sales/year=2024/month=01/a.csv", "id,amount\n2,2.5\n3,3.5\n"),
        ("sales/year=2024/month=01/b.csv", "id,amount\n4,4.5\n"),
        ("sales/year=2024/month=10/a.csv", "id,amount\n5,5.5\n"),
        ("other.csv", "id\n9\n"),
    ])
}

#[tokio::test]
async fn folders_become_columns() {
    let folder = sales();
    let catalog = folder.read_all().await.unwrap();
    assert_eq!(names(&catalog), ["other", "sales"]);
    let columns: Vec<_> =
        catalog.tables[1].columns.iter().map(|one| (one.name.as_str(), one.data_type)).collect();
    let expected = [
        ("id", DataType::Int64),
        ("amount", DataType::Float64),
        ("year", DataType::Int64),
        ("month", DataType::Int64),
    ];
    assert_eq!(columns, expected);
    let sql = "SELECT year, month, SUM(id) FROM public.sales GROUP BY year, month ORDER BY 1, 2";
    let answer = rows(&folder.engine(), sql, &[], &[DataType::Int64; 3]).await.unwrap();
    assert_eq!(answer, [["2023", "12", "1"], ["2024", "1", "9"], ["2024", "10", "5"]]);
}

/// A value is compared, and not the spelling of a folder.
#[tokio::test]
async fn filters_find_what_the_rows_have() {
    let folder = sales();
    let engine = folder.engine();
    let cases = [
        ("month = 1", "9"),
        ("year = 2024 AND month = 1", "9"),
        ("year = 2024", "14"),
        ("month IN (1, 12)", "10"),
        ("year > 2023 OR id = 1", "15"),
        ("year = 2025", "NULL"),
        ("month = 10 AND id = 5", "5"),
    ];
    for (filter, expected) in cases {
        let sql = format!("SELECT SUM(id) FROM sales WHERE {filter}");
        assert_eq!(value(&engine, &sql, DataType::Int64).await.unwrap(), expected, "{filter}");
    }
}

#[tokio::test]
async fn texts_and_days_are_partitions_too() {
    let folder = Folder::with(&[
        ("t/city=New%20York/day=2024-02-29/a.csv", "id\n1\n"),
        ("t/city=São Paulo/day=2024-03-01/a.csv", "id\n2\n"),
        ("t/city=a=b/day=2024-03-02/a.csv", "id\n3\n"),
    ]);
    let types = [DataType::Text, DataType::Date, DataType::Int64];
    let sql = "SELECT city, day, id FROM t ORDER BY id";
    let answer = rows(&folder.engine(), sql, &[], &types).await.unwrap();
    let expected = [
        ["New York", "2024-02-29", "1"],
        ["São Paulo", "2024-03-01", "2"],
        ["a=b", "2024-03-02", "3"],
    ];
    assert_eq!(answer, expected);
    for [city, day, id] in expected {
        let sql = format!("SELECT id FROM t WHERE city = '{city}' AND day = DATE '{day}'");
        assert_eq!(value(&folder.engine(), &sql, DataType::Int64).await.unwrap(), id, "{city}");
    }
}

#[tokio::test]
async fn the_folder_itself_may_be_named() {
    let folder = sales();
    let engine = folder.engine_over(&json!({"path": folder.path().join("sales")}));
    assert_eq!(value(&engine, "SELECT SUM(id) FROM sales", DataType::Int64).await.unwrap(), "15");
}

#[tokio::test]
async fn a_lost_file_is_an_error_and_never_fewer_rows() {
    let folder = sales();
    let engine = folder.engine();
    let sql = "SELECT SUM(id) FROM sales";
    assert_eq!(value(&engine, sql, DataType::Int64).await.unwrap(), "15");
    std::fs::remove_file(folder.path().join("sales/year=2024/month=01/b.csv")).unwrap();
    let answer = value(&engine, sql, DataType::Int64).await;
    assert!(matches!(answer, Err(EngineError::Missing(_))), "{answer:?}");
}

#[tokio::test]
async fn folders_that_do_not_agree_are_refused() {
    let cases: [(&[(&str, &str)], &str); 5] = [
        (&[("t/a=1/x.csv", "id\n1\n"), ("t/b=1/x.csv", "id\n1\n")], "same columns"),
        (&[("t/a=1/x.csv", "id\n1\n"), ("t/a=1/b=1/x.csv", "id\n1\n")], "same columns"),
        (&[("t/a=1/x.csv", "id\n1\n"), ("t/x.csv", "id\n1\n")], "beside its partitions"),
        (&[("t/id=1/x.csv", "id\n1\n")], "both name \"id\""),
        (&[("t/a=__HIVE_DEFAULT_PARTITION__/x.csv", "id\n1\n")], "without a value"),
    ];
    for (files, words) in cases {
        let refused = bad_file(Folder::with(files).read_all().await);
        assert!(refused.contains(words), "{refused}");
    }
}

#[tokio::test]
async fn parquet_and_compressed_files_have_partitions() {
    let folder = Folder::new();
    let gzip = |text: &str| {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        std::io::Write::write_all(&mut encoder, text.as_bytes()).unwrap();
        encoder.finish().unwrap()
    };
    folder.write("t/a=1/x.csv.gz", &gzip("id\n1\n"));
    folder.write("t/a=2/x.csv.gz", &gzip("id\n2\n"));
    let sql = "SELECT SUM(id) FROM t WHERE a = 2";
    assert_eq!(value(&folder.engine(), sql, DataType::Int64).await.unwrap(), "2");
}
