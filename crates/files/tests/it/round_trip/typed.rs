//! Formats that know types: Parquet and Arrow's own.

use std::sync::Arc;

use datafusion::parquet::arrow::ArrowWriter;
use datafusion::parquet::basic::{Compression, ZstdLevel};
use datafusion::parquet::file::properties::{WriterProperties, WriterPropertiesBuilder};
use souk_engine::arrow::array::{
    ArrayRef, BinaryArray, BooleanArray, Date32Array, Decimal128Array, Float32Array, Float64Array,
    Int64Array, StringArray, Time64MicrosecondArray, TimestampMicrosecondArray,
};
use souk_engine::arrow::compute::{CastOptions, cast_with_options};
use souk_engine::arrow::datatypes::{DataType as ArrowType, TimeUnit};
use souk_engine::arrow::ipc::CompressionType;
use souk_engine::arrow::ipc::writer::{FileWriter, IpcWriteOptions, StreamWriter};
use souk_engine::arrow::record_batch::RecordBatch;

use souk_testkit::generate::Draw;

use super::sample::{Kind, Sample};
use super::{Declared, File, Table};

pub(super) const FILES: &[File] = &[
    ("t.parquet", |table| parquet(table, Compression::UNCOMPRESSED)),
    ("t.parquet", |table| parquet(table, Compression::ZSTD(ZstdLevel::default()))),
    ("t.parquet", |table| parquet(table, Compression::SNAPPY)),
    ("t.arrow", |table| arrow_file(table, None)),
    ("t.arrow", |table| arrow_file(table, Some(CompressionType::ZSTD))),
    ("t.feather", |table| arrow_file(table, Some(CompressionType::LZ4_FRAME))),
    ("t.ipc", arrow_stream),
];

/// Microseconds of a day, none of which is a whole millisecond: fractions are shown in groups of three digits.
const CLOCK: Kind = Kind::Clock(86_399_999_001, 86_399_999_999, true);
/// Microseconds, and how they are shown.
const TIMES: Kind =
    Kind::OneOf(&[("0", "00:00:00"), ("1500000", "00:00:01.500"), ("86399000000", "23:59:59")]);

pub(super) fn table(draw: &mut Draw) -> Table {
    Table::draw(columns(), draw)
}

fn columns() -> Vec<Declared> {
    let whole = |low: i128, high: i128| Kind::Whole(low, high);
    let times = |unit, zone: Option<&str>| ArrowType::Timestamp(unit, zone.map(Into::into));
    vec![
        (ArrowType::Boolean, Kind::Boolean),
        (ArrowType::Int8, whole(i8::MIN.into(), i8::MAX.into())),
        (ArrowType::Int16, whole(i16::MIN.into(), i16::MAX.into())),
        (ArrowType::Int32, whole(i32::MIN.into(), i32::MAX.into())),
        (ArrowType::Int64, whole(i64::MIN.into(), i64::MAX.into())),
        (ArrowType::UInt8, whole(0, u8::MAX.into())),
        (ArrowType::UInt16, whole(0, u16::MAX.into())),
        (ArrowType::UInt32, whole(0, u32::MAX.into())),
        (ArrowType::UInt64, whole(0, u64::MAX.into())),
        (ArrowType::Float32, Kind::AnySingle),
        (ArrowType::Float32, Kind::Single),
        (ArrowType::Float64, Kind::AnyDouble),
        (ArrowType::Decimal32(9, 2), Kind::Decimal(9, 2)),
        (ArrowType::Decimal64(18, 4), Kind::Decimal(18, 4)),
        (ArrowType::Decimal128(38, 0), Kind::Decimal(38, 0)),
        (ArrowType::Decimal128(38, 10), Kind::Decimal(38, 10)),
        (ArrowType::Decimal128(38, 38), Kind::Decimal(38, 38)),
        (ArrowType::Decimal256(50, 7), Kind::Digits(38, 7)),
        (ArrowType::Utf8, Kind::Text(1000)),
        (ArrowType::LargeUtf8, Kind::Text(1000)),
        (ArrowType::Utf8View, Kind::Text(40)),
        (dictionary(ArrowType::Utf8), Kind::Text(3)),
        (ArrowType::Utf8, Kind::Uuid),
        (ArrowType::Binary, Kind::Bytes(40)),
        (ArrowType::LargeBinary, Kind::Bytes(40)),
        (ArrowType::BinaryView, Kind::Bytes(40)),
        (ArrowType::Date32, Kind::Day(1, 9999)),
        (ArrowType::Date64, Kind::Day(1, 9999)),
        (ArrowType::Time64(TimeUnit::Microsecond), CLOCK),
        (ArrowType::Time64(TimeUnit::Nanosecond), CLOCK),
        (ArrowType::Time64(TimeUnit::Microsecond), TIMES),
        (ArrowType::Time32(TimeUnit::Millisecond), TIMES),
        (times(TimeUnit::Second, None), Kind::Moment(1, 9999, 1_000_000)),
        (times(TimeUnit::Millisecond, None), Kind::Moment(1, 9999, 1000)),
        (times(TimeUnit::Microsecond, None), Kind::Moment(1, 9999, 1)),
        (times(TimeUnit::Nanosecond, None), Kind::Moment(1678, 2261, 1)),
        (times(TimeUnit::Second, Some("UTC")), Kind::Instant(1, 9999, 1_000_000)),
        (times(TimeUnit::Microsecond, Some("+09:00")), Kind::Instant(1, 9999, 1)),
        (times(TimeUnit::Nanosecond, Some("Europe/Berlin")), Kind::Instant(1678, 2261, 1)),
    ]
}

fn dictionary(values: ArrowType) -> ArrowType {
    ArrowType::Dictionary(ArrowType::Int32.into(), values.into())
}

/// The rows in two batches, behind their numbers.
fn batches(table: &Table) -> Vec<RecordBatch> {
    let ids: Int64Array = (0_i64..).take(table.rows.len()).collect();
    let columns = table.columns.iter().enumerate().map(|(index, (stored, _))| {
        let values: Vec<_> = table.rows.iter().map(|row| row[index].as_ref()).collect();
        let options = CastOptions { safe: false, ..CastOptions::default() };
        let array = cast_with_options(&array(&values, stored), stored, &options).unwrap();
        (format!("c{index}"), array, true)
    });
    let ids = (String::from("id"), Arc::new(ids) as ArrayRef, true);
    let all = RecordBatch::try_from_iter_with_nullable(std::iter::once(ids).chain(columns));
    let (all, half) = (all.unwrap(), table.rows.len() / 2);
    vec![all.slice(0, half), all.slice(half, table.rows.len() - half)]
}

/// The values in the widest type that holds their kind.
fn array(values: &[Option<&Sample>], stored: &ArrowType) -> ArrayRef {
    macro_rules! of {
        ($array:ty, $pattern:pat => $value:expr) => {
            values
                .iter()
                .map(|value| match value {
                    Some($pattern) => Some($value),
                    Some(other) => panic!("{other:?} in {stored}"),
                    None => None,
                })
                .collect::<$array>()
        };
    }
    let decimals = |array: Decimal128Array, scale| {
        Arc::new(array.with_precision_and_scale(38, scale).unwrap()) as ArrayRef
    };
    match stored {
        ArrowType::Boolean => Arc::new(of!(BooleanArray, Sample::Boolean(truth) => *truth)),
        ArrowType::Float32 => Arc::new(of!(Float32Array, Sample::Single(number) => *number)),
        ArrowType::Float64 => Arc::new(of!(Float64Array, Sample::Double(number) => *number)),
        ArrowType::Decimal32(_, scale)
        | ArrowType::Decimal64(_, scale)
        | ArrowType::Decimal128(_, scale)
        | ArrowType::Decimal256(_, scale) => {
            decimals(of!(Decimal128Array, Sample::Decimal(digits, _) => *digits), *scale)
        }
        whole if whole.is_integer() => {
            decimals(of!(Decimal128Array, Sample::Whole(number) => *number), 0)
        }
        ArrowType::Binary | ArrowType::LargeBinary | ArrowType::BinaryView => {
            Arc::new(of!(BinaryArray, Sample::Bytes(bytes) => bytes))
        }
        ArrowType::Date32 | ArrowType::Date64 => {
            Arc::new(of!(Date32Array, Sample::Day(day) => day.to_epoch_days()))
        }
        ArrowType::Time32(_) | ArrowType::Time64(_) => Arc::new(
            of!(Time64MicrosecondArray, time @ (Sample::Clock(..) | Sample::Literal(..)) => microseconds(time)),
        ),
        ArrowType::Timestamp(_, zone) => {
            let times = of!(TimestampMicrosecondArray,
                Sample::Moment(time) | Sample::Instant(time) => *time);
            Arc::new(times.with_timezone_opt(zone.clone()))
        }
        _ => Arc::new(of!(StringArray, text @ (Sample::Text(_) | Sample::Uuid(_)) => text.shown())),
    }
}

fn microseconds(time: &Sample) -> i64 {
    match time {
        Sample::Clock(time, _) => *time,
        Sample::Literal(digits, _) => digits.parse().unwrap(),
        other => panic!("{other:?} is no time of day"),
    }
}

/// In row groups of 7 and pages of 3 rows, and with dictionaries for as long as they are small.
fn parquet(table: &Table, compression: Compression) -> Vec<u8> {
    let properties = WriterProperties::builder()
        .set_compression(compression)
        .set_max_row_group_row_count(Some(7))
        .set_data_page_row_count_limit(3)
        .set_write_batch_size(3)
        .set_dictionary_page_size_limit(60);
    let properties = WriterPropertiesBuilder::build(properties);
    let batches = batches(table);
    let mut writer =
        ArrowWriter::try_new(Vec::new(), batches[0].schema(), Some(properties)).unwrap();
    batches.iter().for_each(|batch| writer.write(batch).unwrap());
    writer.into_inner().unwrap()
}

fn arrow_file(table: &Table, compression: Option<CompressionType>) -> Vec<u8> {
    let options = IpcWriteOptions::default().try_with_compression(compression).unwrap();
    let batches = batches(table);
    let mut writer =
        FileWriter::try_new_with_options(Vec::new(), &batches[0].schema(), options).unwrap();
    batches.iter().for_each(|batch| writer.write(batch).unwrap());
    writer.into_inner().unwrap()
}

fn arrow_stream(table: &Table) -> Vec<u8> {
    let batches = batches(table);
    let mut writer = StreamWriter::try_new(Vec::new(), &batches[0].schema()).unwrap();
    batches.iter().for_each(|batch| writer.write(batch).unwrap());
    writer.into_inner().unwrap()
}
