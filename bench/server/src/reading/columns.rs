//! The table's columns as Arrow builders, and how PostgreSQL's binary values get into them.

use std::sync::Arc;

use arrow::array::{
    ArrayRef, BooleanBuilder, Date32Builder, Decimal128Builder, Float64Builder, Int32Builder,
    Int64Builder, StringBuilder, TimestampMicrosecondBuilder,
};
use arrow::datatypes::SchemaRef;
use arrow::record_batch::RecordBatch;

use super::souks;
use crate::Outcome;

const BATCH_ROWS: usize = 8192;
const EPOCH_DAYS: i32 = 10_957;
const EPOCH_MICROSECONDS: i64 = 946_684_800_000_000;
const SCALE: i32 = 2;

/// The batches so far and the columns of the next.
pub(super) struct Batches {
    schema: SchemaRef,
    id: Int64Builder,
    quantity: Int32Builder,
    is_paid: BooleanBuilder,
    weight: Float64Builder,
    amount: Decimal128Builder,
    city: StringBuilder,
    note: StringBuilder,
    due: Date32Builder,
    ordered: TimestampMicrosecondBuilder,
    paid_at: TimestampMicrosecondBuilder,
    rows: usize,
    done: Vec<RecordBatch>,
}

/// One row's values as the protocol has them; `None` is NULL.
pub(super) type Values<'r> = [Option<&'r [u8]>; 10];

impl Batches {
    pub(super) fn new() -> Outcome<Self> {
        Ok(Self {
            schema: souks::schema(),
            id: Int64Builder::new(),
            quantity: Int32Builder::new(),
            is_paid: BooleanBuilder::new(),
            weight: Float64Builder::new(),
            amount: Decimal128Builder::new().with_precision_and_scale(15, 2)?,
            city: StringBuilder::new(),
            note: StringBuilder::new(),
            due: Date32Builder::new(),
            ordered: TimestampMicrosecondBuilder::new(),
            paid_at: TimestampMicrosecondBuilder::new().with_timezone("UTC"),
            rows: 0,
            done: Vec::new(),
        })
    }

    pub(super) fn push(&mut self, row: Values<'_>) -> Outcome<()> {
        let [id, quantity, is_paid, weight, amount, city, note, due, ordered, paid_at] = row;
        self.id.append_option(id.map(eight).transpose()?.map(i64::from_be_bytes));
        self.quantity.append_option(quantity.map(four).transpose()?.map(i32::from_be_bytes));
        self.is_paid.append_option(is_paid.map(|bytes| bytes != [0]));
        self.weight.append_option(weight.map(eight).transpose()?.map(f64::from_be_bytes));
        self.amount.append_option(amount.map(cents).transpose()?);
        self.city.append_option(city.map(str::from_utf8).transpose()?);
        self.note.append_option(note.map(str::from_utf8).transpose()?);
        let due = due.map(four).transpose()?.map(i32::from_be_bytes);
        self.due.append_option(due.map(|days| days + EPOCH_DAYS));
        self.ordered.append_option(ordered.map(time).transpose()?);
        self.paid_at.append_option(paid_at.map(time).transpose()?);
        self.rows += 1;
        if self.rows == BATCH_ROWS {
            self.finish_batch()?;
        }
        Ok(())
    }

    pub(super) fn finish(mut self) -> Outcome<Vec<RecordBatch>> {
        if self.rows > 0 {
            self.finish_batch()?;
        }
        Ok(self.done)
    }

    fn finish_batch(&mut self) -> Outcome<()> {
        self.rows = 0;
        let arrays: Vec<ArrayRef> = vec![
            Arc::new(self.id.finish()),
            Arc::new(self.quantity.finish()),
            Arc::new(self.is_paid.finish()),
            Arc::new(self.weight.finish()),
            Arc::new(self.amount.finish()),
            Arc::new(self.city.finish()),
            Arc::new(self.note.finish()),
            Arc::new(self.due.finish()),
            Arc::new(self.ordered.finish()),
            Arc::new(self.paid_at.finish()),
        ];
        self.done.push(RecordBatch::try_new(Arc::clone(&self.schema), arrays)?);
        Ok(())
    }
}

fn four(bytes: &[u8]) -> Outcome<[u8; 4]> {
    Ok(bytes.try_into()?)
}

fn eight(bytes: &[u8]) -> Outcome<[u8; 8]> {
    Ok(bytes.try_into()?)
}

fn time(bytes: &[u8]) -> Outcome<i64> {
    Ok(i64::from_be_bytes(eight(bytes)?) + EPOCH_MICROSECONDS)
}

/// A `numeric` of two places: four words of 16 bits (count of digits, weight, sign, places) and digits to the
/// base of 10,000.
fn cents(bytes: &[u8]) -> Outcome<i128> {
    let (words, _) = bytes.as_chunks::<2>();
    let [count, weight, sign, _, digits @ ..] = words else { return Err("a short numeric".into()) };
    let (count, weight) = (u16::from_be_bytes(*count), i16::from_be_bytes(*weight));
    let mut number = 0_i64;
    for digit in digits.iter().take(count.into()) {
        number = number * 10_000 + i64::from(u16::from_be_bytes(*digit));
    }
    // The last digit counts 10,000 to this power.
    let power = (i32::from(weight) - i32::from(count) + 1) * 4 + SCALE;
    let scaled = match u32::try_from(power) {
        Ok(power) => number * 10_i64.pow(power),
        Err(_) => number / 10_i64.pow(power.unsigned_abs()),
    };
    Ok(i128::from(if *sign == [0; 2] { scaled } else { -scaled }))
}
