//! Tables with columns of the same names, which joins bring together.

use std::sync::Arc;

use souk_engine::arrow::array::{ArrayRef, Int64Array, StringArray};
use souk_engine::arrow::record_batch::RecordBatch;
use souk_files::write_parquet;
use souk_model::DataType;

use crate::support::{Folder, rows};

/// Orders refer to customers, customers to regions; both by a column of the name `of`.
fn shop() -> Folder {
    let folder = Folder::new();
    let ids: [(&str, &[i64], &[i64]); 3] = [
        ("orders", &[1, 2, 3, 4, 5], &[11, 12, 13, 14, 15]),
        ("customers", &[11, 12, 13, 14, 15], &[100, 100, 100, 100, 101]),
        ("regions", &[100], &[0]),
    ];
    for (name, ids, others) in ids {
        let column = |values: &[i64]| Arc::new(Int64Array::from(values.to_vec())) as ArrayRef;
        let columns = [("id", column(ids)), ("of", column(others))];
        let batch = RecordBatch::try_from_iter(columns).unwrap();
        let path = folder.path().join(format!("{name}.parquet"));
        write_parquet(&path, batch.schema(), [batch]).unwrap();
    }
    folder
}

/// The regions' numbers are none of the orders' `of`.
#[tokio::test]
async fn a_join_takes_no_rows_from_a_column_of_the_same_name() {
    let folder = shop();
    let engine = folder.engine();
    let sql = "SELECT o.of AS a, c.of AS b, r.id AS c FROM orders AS o \
               LEFT JOIN customers AS c ON o.of = c.id INNER JOIN regions AS r ON c.of = r.id \
               WHERE c.of IS NULL OR o.of > 0 GROUP BY 1, 2, 3 ORDER BY 1";
    let found = rows(&engine, sql, &[], &[DataType::Int64; 3]).await.unwrap();
    let expected =
        [["11", "100", "100"], ["12", "100", "100"], ["13", "100", "100"], ["14", "100", "100"]];
    assert_eq!(found, expected);
}

/// A condition over both ends finds its columns again after other joins.
#[tokio::test]
async fn a_condition_is_not_put_to_a_column_of_the_same_name() {
    let folder = Folder::new();
    let numbers = Arc::new(Int64Array::from(vec![1, 2])) as ArrayRef;
    let texts = Arc::new(StringArray::from(vec!["a", "b", "c"])) as ArrayRef;
    let ids = Arc::new(Int64Array::from(vec![1, 2, 3])) as ArrayRef;
    for (name, columns) in [
        ("regions", vec![("id", Arc::clone(&numbers)), ("value", numbers)]),
        ("customers", vec![("id", ids), ("value", texts)]),
    ] {
        let batch = RecordBatch::try_from_iter(columns).unwrap();
        let path = folder.path().join(format!("{name}.parquet"));
        write_parquet(&path, batch.schema(), [batch]).unwrap();
    }
    let sql = "SELECT l.id AS a, r.value AS b, c.value AS c FROM regions AS r \
               RIGHT JOIN customers AS l ON r.id = l.id RIGHT JOIN customers AS c ON r.id = c.id \
               WHERE r.value <= 1 OR c.value IN ('b', 'c') ORDER BY c.value";
    let types = [DataType::Int64, DataType::Int64, DataType::Text];
    let found = rows(&folder.engine(), sql, &[], &types).await.unwrap();
    assert_eq!(found, [["1", "1", "a"], ["2", "2", "b"], ["NULL", "NULL", "c"]]);
}
