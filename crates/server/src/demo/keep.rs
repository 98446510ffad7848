//! Which of the generated rows are kept.

use std::collections::HashSet;

use arrow::array::{AsArray, BooleanArray};
use arrow::compute::filter_record_batch;
use arrow::datatypes::Int64Type;
use arrow::error::ArrowError;
use arrow::record_batch::RecordBatch;

use super::{Slice, TpchTable};

/// Keeps the rows of the slice's suppliers, and what belongs to no supplier.
pub(super) struct Keep {
    supplier_column: Option<&'static str>,
    suppliers: i64,
    pairs: Option<Pairs>,
}

/// At small scales the standard formula gives a part the same supplier several times. The first
/// such row stays, so that part and supplier identify a row, as TPC-H has it.
#[derive(Default)]
struct Pairs {
    part: i64,
    suppliers: HashSet<i64>,
}

impl Pairs {
    /// The rows of a part follow each other.
    fn is_new(&mut self, part: i64, supplier: i64) -> bool {
        if part != self.part {
            self.part = part;
            self.suppliers.clear();
        }
        self.suppliers.insert(supplier)
    }
}

impl Keep {
    pub(super) fn new(table: TpchTable, slice: Slice) -> Self {
        let supplier_column = match table {
            TpchTable::Supplier => Some("s_suppkey"),
            TpchTable::PartSupp => Some("ps_suppkey"),
            TpchTable::LineItem => Some("l_suppkey"),
            _ => None,
        };
        let pairs = (table == TpchTable::PartSupp).then(Pairs::default);
        Self { supplier_column, suppliers: slice.suppliers(), pairs }
    }

    pub(super) fn of(&mut self, batch: &RecordBatch) -> Result<RecordBatch, ArrowError> {
        let Some(name) = self.supplier_column else { return Ok(batch.clone()) };
        let suppliers = keys(batch, name)?;
        let mask: BooleanArray = match &mut self.pairs {
            None => suppliers.iter().map(|key| Some(*key <= self.suppliers)).collect(),
            Some(pairs) => keys(batch, "ps_partkey")?
                .iter()
                .zip(suppliers)
                .map(|(part, key)| Some(*key <= self.suppliers && pairs.is_new(*part, *key)))
                .collect(),
        };
        filter_record_batch(batch, &mask)
    }
}

/// The values of a key column, which has no NULL.
fn keys<'a>(batch: &'a RecordBatch, name: &str) -> Result<&'a [i64], ArrowError> {
    let column =
        batch.column_by_name(name).and_then(|column| column.as_primitive_opt::<Int64Type>());
    let column = column.ok_or_else(|| ArrowError::SchemaError(format!("no key column {name}")))?;
    Ok(column.values())
}
