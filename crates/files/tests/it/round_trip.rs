//! Random values go into files of every format and come back by a question: schema read, rows asked for. What
//! comes back is what went in, in the type that the catalog says, or the test names the format and the round.

use std::sync::Arc;

use serde_json::json;
use souk_engine::arrow::array::{
    ArrayRef, BinaryArray, BooleanArray, Decimal128Array, Float32Array, Float64Array, Int32Array,
    Int64Array, StringArray, TimestampMicrosecondArray, UInt64Array,
};
use souk_engine::arrow::compute::{cast, concat_batches};
use souk_engine::arrow::csv::WriterBuilder;
use souk_engine::arrow::datatypes::{DataType as ArrowType, TimeUnit};
use souk_engine::arrow::ipc::writer::{FileWriter, StreamWriter};
use souk_engine::arrow::json::LineDelimitedWriter;
use souk_engine::arrow::record_batch::RecordBatch;
use souk_engine::{Limits, arrow_type};
use souk_files::write_parquet;
use souk_model::DataType;
use souk_testkit::generate::Draw;

use crate::support::{Folder, ask};

const ROUNDS: u64 = 12;
const ROWS: usize = 60;
/// Of a hundred values, so many are NULL.
const NULLS: usize = 10;

/// A column as the file has it, and as it is promised.
struct Column {
    stored: ArrayRef,
    promised: ArrayRef,
    data_type: DataType,
}

fn column(promised: ArrayRef, data_type: DataType) -> Column {
    Column { stored: Arc::clone(&promised), promised, data_type }
}

/// The same values in another type of the file's.
fn stored_as(column: Column, data_type: &ArrowType) -> Column {
    Column { stored: cast(&column.promised, data_type).unwrap(), ..column }
}

fn draw_all<T>(draw: &mut Draw, mut one: impl FnMut(&mut Draw) -> T) -> Vec<Option<T>> {
    (0..ROWS).map(|_| (!draw.chance(NULLS)).then(|| one(draw))).collect()
}

fn whole(draw: &mut Draw, low: i64, high: i64) -> i64 {
    let edges = [low, high, low + 1, high - 1, 0.clamp(low, high)];
    let is_any = (low, high) == (i64::MIN, i64::MAX);
    match draw.chance(20) {
        true => *draw.pick(&edges).unwrap(),
        false if is_any => draw.bits().cast_signed(),
        false => draw.between(low, high),
    }
}

fn float(draw: &mut Draw) -> f64 {
    const ODD: [f64; 9] = [
        0.1,
        -0.0,
        f64::MAX,
        f64::MIN_POSITIVE,
        5e-324,
        1e300,
        9_007_199_254_740_993.0,
        -2.5,
        1.0 / 3.0,
    ];
    if draw.chance(30) {
        *draw.pick(&ODD).unwrap()
    } else {
        draw.between(-1 << 40, 1 << 40) as f64 / 1024.0
    }
}

fn text(draw: &mut Draw) -> String {
    const PIECES: [&str; 12] =
        ["a", "Ü", "😀", " ", "'", "\"", "\\", ",", "\n", "\t", "עברית", "null"];
    // A text of nothing but blanks and an empty one are for the formats that can tell them from NULL.
    let piece = |draw: &mut Draw| *draw.pick(&PIECES).unwrap();
    let count = draw.below(8);
    std::iter::once("x").chain((0..count).map(|_| piece(draw))).collect()
}

/// Powers of ten up to 38 digits.
fn decimal(draw: &mut Draw, digits: u32) -> i128 {
    let bound = 10_i128.pow(digits) - 1;
    let sign = if draw.chance(50) { -1 } else { 1 };
    let wide = i128::from(draw.bits() >> 1) * i128::from(draw.bits() >> 1);
    sign * if draw.chance(20) { bound } else { wide % (bound + 1) }
}

const SECONDS: (i64, i64) = (-62_135_596_800, 253_402_300_799);

fn micros(draw: &mut Draw) -> i64 {
    whole(draw, SECONDS.0, SECONDS.1) * 1_000_000
}

/// What every format keeps.
fn plain_columns(draw: &mut Draw) -> Vec<Column> {
    let numbers = draw_all(draw, |draw| whole(draw, i64::MIN, i64::MAX));
    let floats = draw_all(draw, float);
    let truths = draw_all(draw, |draw| draw.chance(50));
    let texts = draw_all(draw, text);
    vec![
        column(Arc::new(Int64Array::from(numbers)), DataType::Int64),
        column(Arc::new(Float64Array::from(floats)), DataType::Float64),
        column(Arc::new(BooleanArray::from(truths)), DataType::Boolean),
        column(Arc::new(StringArray::from(texts)), DataType::Text),
    ]
}

/// And what separated values keep beside them.
fn columns_with_times(draw: &mut Draw) -> Vec<Column> {
    let mut columns = plain_columns(draw);
    let days = draw_all(draw, |draw| whole(draw, -719_162, 2_932_896));
    let days = Int64Array::from(days);
    let days = cast(&cast(&days, &ArrowType::Int32).unwrap(), &ArrowType::Date32).unwrap();
    columns.push(column(days, DataType::Date));
    columns
}

/// What formats with types keep.
fn typed_columns(draw: &mut Draw) -> Vec<Column> {
    let mut columns = columns_with_times(draw);
    for (low, high, kind) in [
        (i64::from(i8::MIN), i64::from(i8::MAX), ArrowType::Int8),
        (i64::from(i16::MIN), i64::from(i16::MAX), ArrowType::Int16),
        (i64::from(i32::MIN), i64::from(i32::MAX), ArrowType::Int32),
        (0, i64::from(u8::MAX), ArrowType::UInt8),
        (0, i64::from(u16::MAX), ArrowType::UInt16),
    ] {
        let numbers = draw_all(draw, |draw| i32::try_from(whole(draw, low, high)).unwrap());
        let promised = column(Arc::new(Int32Array::from(numbers)), DataType::Int32);
        columns.push(stored_as(promised, &kind));
    }
    let numbers = draw_all(draw, |draw| whole(draw, 0, i64::from(u32::MAX)));
    let promised = column(Arc::new(Int64Array::from(numbers)), DataType::Int64);
    columns.push(stored_as(promised, &ArrowType::UInt32));
    let numbers = draw_all(draw, |draw| whole(draw, i64::MIN, i64::MAX).cast_unsigned());
    columns.push(column(Arc::new(UInt64Array::from(numbers)), DataType::UInt64));
    const ODD: [f32; 6] = [f32::NAN, f32::INFINITY, f32::NEG_INFINITY, -0.0, 0.1, f32::MAX];
    let floats = draw_all(draw, |draw| *draw.pick(&ODD).unwrap());
    columns.push(column(Arc::new(Float32Array::from(floats)), DataType::Float32));
    for (precision, scale) in [(38, 10), (12, 2), (9, 0)] {
        let numbers = draw_all(draw, |draw| decimal(draw, precision.into()));
        let numbers = Decimal128Array::from(numbers);
        let numbers = numbers.with_precision_and_scale(precision, scale).unwrap();
        let scale = u8::try_from(scale).unwrap();
        columns.push(column(Arc::new(numbers), DataType::Decimal { precision, scale }));
    }
    let bytes = draw_all(draw, |draw| text(draw).into_bytes());
    let bytes: BinaryArray = bytes.iter().map(Option::as_deref).collect();
    columns.push(column(Arc::new(bytes), DataType::Bytes));
    let times = TimestampMicrosecondArray::from(draw_all(draw, micros));
    let times = column(Arc::new(times), DataType::Timestamp);
    columns.push(stored_as(times, &ArrowType::Timestamp(TimeUnit::Second, None)));
    let instants = TimestampMicrosecondArray::from(draw_all(draw, micros)).with_timezone("UTC");
    columns.push(column(Arc::new(instants), DataType::TimestampTz));
    columns
}

/// The rows under their names, with a key before them.
fn batch(columns: &[Column], of: fn(&Column) -> &ArrayRef) -> RecordBatch {
    let key = Arc::new(Int64Array::from_iter(0..i64::try_from(ROWS).unwrap())) as ArrayRef;
    let named = columns
        .iter()
        .enumerate()
        .map(|(index, column)| (format!("c{index}"), Arc::clone(of(column)), true));
    let all = std::iter::once(("id".to_owned(), key, true)).chain(named);
    RecordBatch::try_from_iter_with_nullable(all).unwrap()
}

async fn comes_back(
    format: &str,
    round: u64,
    columns: &[Column],
    write: fn(&Folder, &RecordBatch),
) {
    let folder = Folder::new();
    write(&folder, &batch(columns, |column| &column.stored));
    let engine = folder.engine_over(&json!({"path": folder.path()}));
    let catalog = engine.engine().introspect().await.unwrap();
    let found: Vec<_> = catalog.tables[0].columns.iter().map(|column| column.data_type).collect();
    let types: Vec<_> = std::iter::once(DataType::Int64)
        .chain(columns.iter().map(|column| column.data_type))
        .collect();
    assert_eq!(found, types, "{format}, round {round}");
    let batches =
        ask(&engine, "SELECT * FROM t ORDER BY id", &[], &types, &Limits::default()).await.unwrap();
    let answer = concat_batches(&batches[0].schema(), &batches).unwrap();
    let expected = batch(columns, |column| &column.promised);
    for (index, data_type) in types.iter().enumerate() {
        let right = cast(expected.column(index), &arrow_type(*data_type)).unwrap();
        assert_eq!(answer.column(index), &right, "{format}, round {round}, {data_type:?}");
    }
}

fn parquet(folder: &Folder, batch: &RecordBatch) {
    write_parquet(&folder.path().join("t.parquet"), batch.schema(), [batch.clone()]).unwrap();
}

fn arrow_file(folder: &Folder, batch: &RecordBatch) {
    let mut writer = FileWriter::try_new(Vec::new(), &batch.schema()).unwrap();
    writer.write(batch).unwrap();
    folder.write("t.arrow", &writer.into_inner().unwrap());
}

fn arrow_stream(folder: &Folder, batch: &RecordBatch) {
    let mut writer = StreamWriter::try_new(Vec::new(), &batch.schema()).unwrap();
    writer.write(batch).unwrap();
    folder.write("t.ipc", &writer.into_inner().unwrap());
}

fn separated(batch: &RecordBatch, delimiter: u8) -> Vec<u8> {
    let mut text = Vec::new();
    WriterBuilder::new().with_delimiter(delimiter).build(&mut text).write(batch).unwrap();
    text
}

fn commas(folder: &Folder, batch: &RecordBatch) {
    folder.write("t.csv", &separated(batch, b','));
}

fn packed_tabs(folder: &Folder, batch: &RecordBatch) {
    let packed = zstd::encode_all(separated(batch, b'\t').as_slice(), 1).unwrap();
    folder.write("t.tsv.zst", &packed);
}

fn lines(folder: &Folder, batch: &RecordBatch) {
    let mut writer = LineDelimitedWriter::new(Vec::new());
    writer.write(batch).unwrap();
    writer.finish().unwrap();
    folder.write("t.jsonl", &writer.into_inner());
}

#[tokio::test]
async fn typed_formats_keep_every_type() {
    for round in 0..ROUNDS {
        let columns = typed_columns(&mut Draw::new(round));
        comes_back("parquet", round, &columns, parquet).await;
        comes_back("arrow file", round, &columns, arrow_file).await;
        comes_back("arrow stream", round, &columns, arrow_stream).await;
    }
}

#[tokio::test]
async fn text_formats_keep_what_they_can_say() {
    for round in 0..ROUNDS {
        let columns = columns_with_times(&mut Draw::new(round));
        comes_back("csv", round, &columns, commas).await;
        comes_back("packed tsv", round, &columns, packed_tabs).await;
        let columns = plain_columns(&mut Draw::new(round));
        comes_back("json", round, &columns, lines).await;
    }
}
