//! An answer as it came over HTTP against rows that PostgreSQL gave as JSON texts.

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;

/// What hand-written SQL found.
#[derive(Clone)]
pub(super) struct Expected {
    /// Each row as a JSON object.
    pub(super) rows: Vec<String>,
    /// Which columns are 64-bit floats, whose last digits depend on the order of the additions.
    pub(super) is_float: Vec<bool>,
    /// The number of rows without LIMIT, where the question asks for it.
    pub(super) total: usize,
    /// The row of totals, where the question asks for it.
    pub(super) totals: Option<String>,
}

#[derive(Deserialize)]
struct Answer<'a> {
    #[serde(borrow)]
    data: Vec<Row<'a>>,
    #[serde(rename = "totalRecords")]
    total: usize,
    #[serde(borrow, default)]
    totals: Vec<Row<'a>>,
}

/// Names and values as they were written, in their order.
#[derive(Debug)]
struct Row<'a>(Vec<(String, &'a str)>);

impl<'de: 'a, 'a> Deserialize<'de> for Row<'a> {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        struct InOrder;
        impl<'de> Visitor<'de> for InOrder {
            type Value = Vec<(String, &'de str)>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a row")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut cells = Vec::new();
                while let Some((name, value)) = map.next_entry::<String, &RawValue>()? {
                    cells.push((name, value.get()));
                }
                Ok(cells)
            }
        }
        source.deserialize_map(InOrder).map(Self)
    }
}

/// Says what differs, if anything does.
pub(super) fn compare(answer: &str, expected: &Expected) -> Result<(), String> {
    let found: Answer<'_> = serde_json::from_str(answer).map_err(|_| answer.to_owned())?;
    let (count, wanted) = (found.data.len(), expected.rows.len());
    for (number, (row, text)) in found.data.iter().zip(&expected.rows).enumerate() {
        compare_row(row, text, &expected.is_float)
            .map_err(|error| format!("row {number} of {count} ({wanted}): {error}"))?;
    }
    if count != wanted {
        let next = expected.rows.get(count).map_or("", String::as_str);
        let extra = found.data.get(wanted);
        return Err(format!("{count} rows and not {wanted}: {extra:?} and not {next}"));
    }
    if found.total != expected.total {
        return Err(format!("a total of {} and not {}", found.total, expected.total));
    }
    match (&found.totals[..], &expected.totals) {
        ([], None) => Ok(()),
        ([row], Some(text)) => {
            let measures = &expected.is_float[expected.is_float.len() - row.0.len()..];
            compare_row(row, text, measures).map_err(|error| format!("totals: {error}"))
        }
        (rows, text) => Err(format!("totals: {rows:?} and not {text:?}")),
    }
}

fn compare_row(row: &Row<'_>, text: &str, is_float: &[bool]) -> Result<(), String> {
    let Row(by_hand) = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let fits = row.0.len() == by_hand.len()
        && row.0.iter().zip(&by_hand).zip(is_float).all(
            |(((name, left), (_, right)), is_float)| {
                // An estimate may be off by a few per cent.
                let is_estimate = name.contains("approximate");
                let part = if is_estimate { 0.05 } else { 1e-9 };
                is_same(left, right, part, *is_float || is_estimate)
            },
        );
    if fits { Ok(()) } else { Err(format!("{:?} and not {text}", row.0)) }
}

/// Exact values are equal; floats may differ by a part.
fn is_same(left: &str, right: &str, part: f64, is_float: bool) -> bool {
    const NEAR_ZERO: f64 = 1e-12;
    if is_float && let (Ok(left), Ok(right)) = (left.parse::<f64>(), right.parse::<f64>()) {
        let difference = (left - right).abs();
        return difference <= part * left.abs().max(right.abs()) || difference <= NEAR_ZERO;
    }
    if let (Ok(left), Ok(right)) = (Decimal::from_str(left), Decimal::from_str(right)) {
        return left == right;
    }
    plain(left) == plain(right)
}

/// PostgreSQL writes whole seconds without milliseconds.
fn plain(text: &str) -> Option<Value> {
    let value: Value = serde_json::from_str(text).ok()?;
    Some(match value {
        Value::String(text) => Value::from(text.strip_suffix(".000").unwrap_or(&text)),
        other => other,
    })
}
