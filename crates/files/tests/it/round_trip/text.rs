//! Formats that are text: separated values and documents, written by hand, plain and compressed.

use std::io::Write;

use serde_json::{Map, Value as Json, json};
use souk_engine::arrow::datatypes::DataType as ArrowType;

use souk_testkit::generate::Draw;

use super::sample::{Kind, Sample};
use super::{Declared, File, Table};

pub(super) const LINES: &[File] = &[
    ("t.csv", |table| separated(table, ',')),
    ("t.tsv", |table| separated(table, '\t')),
    ("t.csv.gz", |table| gzip(&separated(table, ','))),
    ("t.tsv.zst", |table| zstd(&separated(table, '\t'))),
];

pub(super) const DOCUMENTS: &[File] = &[
    ("t.jsonl", lines),
    ("t.ndjson.gz", |table| gzip(&lines(table))),
    ("t.json.zst", |table| zstd(&lines(table))),
    ("t.json", documents),
    ("t.json.gz", |table| gzip(&documents(table))),
];

fn untyped(kinds: &[Kind]) -> Vec<Declared> {
    kinds.iter().map(|kind| (ArrowType::Null, *kind)).collect()
}

/// A column is of numbers or times by what all of its values look like.
pub(super) fn table_of_lines(draw: &mut Draw) -> Table {
    let columns = untyped(&[
        Kind::Boolean,
        Kind::Whole(i64::MIN.into(), i64::MAX.into()),
        Kind::Whole(-9, 9),
        Kind::Double,
        Kind::Text(1000),
        Kind::Uuid,
        Kind::Day(1, 9999),
        Kind::Moment(1, 9999, 1_000_000),
        Kind::Moment(1, 9999, 1000),
        Kind::Moment(1, 9999, 1),
    ]);
    let mut table = Table::draw(columns, draw);
    let values = table.rows.iter_mut().flatten();
    // An empty field is NULL, in quotes or not.
    values
        .filter(|value| **value == Some(Sample::Text(String::new())))
        .for_each(|value| *value = None);
    table
}

pub(super) fn table_of_documents(draw: &mut Draw) -> Table {
    const NESTED: &[(&str, &str)] = &[("[1,null,3]", "[1, , 3]"), ("[]", "[]")];
    let columns = untyped(&[
        Kind::Boolean,
        Kind::Whole(i64::MIN.into(), i64::MAX.into()),
        Kind::Double,
        Kind::Text(1000),
        Kind::Uuid,
        Kind::OneOf(NESTED),
    ]);
    Table::draw(columns, draw)
}

/// As RFC 4180 has it.
fn separated(table: &Table, delimiter: char) -> Vec<u8> {
    let names = (0..table.columns.len()).map(|index| format!("c{index}"));
    let mut lines = vec![std::iter::once("id".to_owned()).chain(names).collect::<Vec<_>>()];
    for (id, row) in table.rows.iter().enumerate() {
        let fields = row.iter().map(|value| value.as_ref().map(field).unwrap_or_default());
        lines.push(std::iter::once(id.to_string()).chain(fields).collect());
    }
    let line = |fields: &Vec<String>| fields.join(&delimiter.to_string()) + "\r\n";
    lines.iter().map(line).collect::<String>().into_bytes()
}

fn field(value: &Sample) -> String {
    match value {
        Sample::Text(text) => format!("\"{}\"", text.replace('"', "\"\"")),
        Sample::Double(number) => format!("{number:?}"),
        other => other.written(),
    }
}

fn document(id: usize, row: &[Option<Sample>]) -> Json {
    let mut document = Map::new();
    document.insert("id".to_owned(), json!(id));
    for (index, value) in row.iter().enumerate() {
        let value = match value {
            // A document may say nothing of a value that is NULL.
            None if (id + index).is_multiple_of(2) => continue,
            None => Json::Null,
            Some(Sample::Boolean(truth)) => json!(truth),
            Some(Sample::Whole(number)) => json!(i64::try_from(*number).unwrap()),
            Some(Sample::Double(number)) => json!(number),
            Some(Sample::Literal(literal, _)) => serde_json::from_str(literal).unwrap(),
            Some(other) => json!(other.shown()),
        };
        document.insert(format!("c{index}"), value);
    }
    Json::Object(document)
}

fn all(table: &Table) -> Vec<Json> {
    table.rows.iter().enumerate().map(|(id, row)| document(id, row)).collect()
}

fn lines(table: &Table) -> Vec<u8> {
    let lines = all(table).iter().map(|document| format!("{document}\n")).collect::<String>();
    lines.into_bytes()
}

fn documents(table: &Table) -> Vec<u8> {
    serde_json::to_vec_pretty(&all(table)).unwrap()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    zstd::encode_all(bytes, 1).unwrap()
}
