//! Rows without a partner, beside a filter that holds the partner's columns to one value.

use std::collections::BTreeMap;
use std::sync::Arc;

use souk_engine::arrow::array::{ArrayRef, Int64Array, StringArray};
use souk_engine::arrow::record_batch::RecordBatch;
use souk_files::write_parquet;
use souk_model::DataType;

use crate::support::{Folder, rows};

const CUSTOMERS: &str = "(SELECT id, tenant FROM customers WHERE tenant = 'x') AS c";

const fn has_partner(number: i64, run: i64) -> bool {
    number / run % 2 == 0
}

/// Orders of which a run has customers, the next has none, and so on.
fn shop(orders: i64, run: i64) -> Folder {
    let folder = Folder::new();
    write(&folder, "orders", 0..orders);
    write(&folder, "customers", (0..orders).filter(|number| has_partner(*number, run)));
    folder
}

fn write(folder: &Folder, name: &str, ids: impl Iterator<Item = i64>) {
    let ids = Int64Array::from_iter_values(ids);
    let tenants = StringArray::from_iter_values(ids.iter().map(|_| "x"));
    let columns: [(&str, ArrayRef); 2] = [("id", Arc::new(ids)), ("tenant", Arc::new(tenants))];
    let batch = RecordBatch::try_from_iter(columns).unwrap();
    let path = folder.path().join(format!("{name}.parquet"));
    write_parquet(&path, batch.schema(), [batch]).unwrap();
}

#[tokio::test]
async fn rows_without_a_partner_are_sorted_by_its_columns() {
    let folder = shop(4, 1);
    let engine = folder.engine();
    for join in [
        format!("orders LEFT JOIN {CUSTOMERS} ON orders.id = c.id"),
        format!("{CUSTOMERS} RIGHT JOIN orders ON orders.id = c.id"),
        format!("orders FULL JOIN {CUSTOMERS} ON orders.id = c.id"),
        format!("orders LEFT JOIN {CUSTOMERS} ON orders.id >= c.id AND orders.id <= c.id"),
    ] {
        let sql = format!(
            "SELECT c.tenant AS a, orders.id AS b FROM {join} \
             ORDER BY c.tenant ASC NULLS FIRST, orders.id ASC"
        );
        let found = rows(&engine, &sql, &[], &[DataType::Text, DataType::Int64]).await.unwrap();
        let expected = [["NULL", "1"], ["NULL", "3"], ["x", "0"], ["x", "2"]];
        assert_eq!(found, expected, "{join}");
    }
}

/// Over many batches, between which it changes whether there is a partner.
#[tokio::test]
async fn a_group_of_rows_without_a_partner_is_given_once() {
    let folder = shop(ORDERS, RUN);
    let engine = folder.engine();
    let sql = format!(
        "SELECT c.tenant AS a, orders.id % {GROUPS} AS b, COUNT(*) AS n FROM orders \
         LEFT JOIN {CUSTOMERS} ON orders.id = c.id GROUP BY 1, 2"
    );
    let types = [DataType::Text, DataType::Int64, DataType::Int64];
    let mut found = rows(&engine, &sql, &[], &types).await.unwrap();
    found.sort();
    let expected = groups();
    assert_eq!(found.len(), expected.len());
    assert_eq!(found, expected);
}

const ORDERS: i64 = 90_000;
const RUN: i64 = 5000;
const GROUPS: i64 = 12_000;

/// Counted one by one.
fn groups() -> Vec<Vec<String>> {
    let mut counts = BTreeMap::new();
    for number in 0..ORDERS {
        let tenant = if has_partner(number, RUN) { "x" } else { "NULL" };
        *counts.entry([tenant.to_owned(), (number % GROUPS).to_string()]).or_insert(0) += 1;
    }
    let row = |(key, count): ([String; 2], i64)| [key.as_slice(), &[count.to_string()]].concat();
    counts.into_iter().map(row).collect()
}
