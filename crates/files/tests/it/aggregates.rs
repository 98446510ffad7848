//! Aggregates that the engine below would get wrong over files with statistics.

use std::sync::Arc;

use souk_engine::arrow::array::{ArrayRef, Decimal128Array, Int64Array};
use souk_engine::arrow::record_batch::RecordBatch;
use souk_files::write_parquet;
use souk_model::DataType;

use crate::support::{Folder, rows};

/// Two sales of shop 1 and one of shop 2; the prices are decimals.
fn sales() -> Folder {
    let folder = Folder::new();
    let prices = Decimal128Array::from(vec![100, 100, 500]).with_precision_and_scale(12, 2);
    let columns: [(&str, ArrayRef); 3] = [
        ("shop", Arc::new(Int64Array::from(vec![1, 1, 2]))),
        ("amount", Arc::new(Int64Array::from(vec![1, 1, 5]))),
        ("price", Arc::new(prices.unwrap())),
    ];
    let batch = RecordBatch::try_from_iter(columns).unwrap();
    write_parquet(&folder.path().join("sales.parquet"), batch.schema(), [batch]).unwrap();
    folder
}

#[tokio::test]
async fn a_filter_on_one_value_that_finds_nothing_counts_nothing() {
    let folder = sales();
    let engine = folder.engine();
    let counts = "SELECT COUNT(DISTINCT shop) AS a, COUNT(DISTINCT amount) AS b FROM sales";
    let sql = format!("{counts} WHERE shop = 2 AND amount = 1");
    let found = rows(&engine, &sql, &[], &[DataType::Int64, DataType::Int64]).await.unwrap();
    assert_eq!(found, [["0", "0"]]);
    let sql = "SELECT COUNT(DISTINCT shop) AS a FROM sales WHERE shop = 1 AND amount > 1";
    let found = rows(&engine, sql, &[], &[DataType::Int64]).await.unwrap();
    assert_eq!(found, [["0"]]);
}

#[tokio::test]
async fn a_sum_is_compared_beside_a_distinct_count() {
    let folder = sales();
    let engine = folder.engine();
    let sql = "SELECT COUNT(DISTINCT shop) AS a FROM sales \
               HAVING SUM(price) <= 7.00 AND SUM(price) > 6.99";
    let found = rows(&engine, sql, &[], &[DataType::Int64]).await.unwrap();
    assert_eq!(found, [["2"]]);
}

/// Each price of the shop, ordered by two columns of which a join multiplied the first.
#[tokio::test]
async fn groups_are_ordered_by_a_column_that_was_unique_before_a_join() {
    let folder = sales();
    let engine = folder.engine();
    let sql = "WITH shops AS (SELECT DISTINCT shop FROM sales), \
               groups AS (SELECT sales.amount AS amount, shops.shop AS shop, MAX(price) AS price \
                          FROM sales INNER JOIN shops ON sales.shop <= shops.shop GROUP BY 1, 2) \
               SELECT shop AS a, amount AS b FROM groups ORDER BY 1 DESC, 2";
    let found = rows(&engine, sql, &[], &[DataType::Int64, DataType::Int64]).await.unwrap();
    assert_eq!(found, [["2", "1"], ["2", "5"], ["1", "1"]]);
    let found = rows(&engine, &format!("{sql} DESC"), &[], &[DataType::Int64; 2]).await.unwrap();
    assert_eq!(found, [["2", "5"], ["2", "1"], ["1", "1"]]);
}

#[tokio::test]
async fn an_expression_is_grouped_by_twice() {
    let folder = sales();
    let engine = folder.engine();
    let sql =
        "SELECT shop + 1 AS a, shop + 1 AS b, COUNT(*) AS c FROM sales GROUP BY 1, 2 ORDER BY 1";
    let types = [DataType::Int64, DataType::Int64, DataType::Int64];
    let found = rows(&engine, sql, &[], &types).await.unwrap();
    assert_eq!(found, [["2", "2", "2"], ["3", "3", "1"]]);
}
