//! Fills the rows with values: ordinary ones where the asking tenant may see them, poison elsewhere.

use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime};
use rust_decimal::Decimal;
use souk_model::DataType;

use super::cell::{Cell, POISON_NUMBER, POISON_TEXT, POISON_YEAR};
use super::draw::Draw;
use super::plan::{
    CLIENT_COLUMN, MAPPING_KEY, MAPPING_NAME, MAPPING_TABLE, Plan, Rule, TenancyPlan, ValuePlan,
};
use super::rows::{BuiltRow, client_type};
use super::world::{Owners, WorldColumn, WorldRow, WorldTable};

const TEXTS: [&str; 14] = [
    "alpha", "Alpha", "beta", "Beta max", "naïve", "日本", "%x_", "O'Brien", "", "a\\b", " pad ",
    "=1+1", "null", "zeta",
];

/// The tables of the plan and the mapping table.
pub(super) fn fill(draw: &mut Draw, plan: &Plan, built: Vec<Vec<BuiltRow>>) -> Vec<WorldTable> {
    let mut tables: Vec<_> =
        built.into_iter().enumerate().map(|(index, rows)| table(draw, plan, index, rows)).collect();
    tables.extend(plan.tenancy.as_ref().map(mapping_table));
    tables
}

fn table(draw: &mut Draw, plan: &Plan, index: usize, rows: Vec<BuiltRow>) -> WorldTable {
    let described = &plan.tables[index];
    let pools: Vec<_> = described.values.iter().map(|value| pool(draw, value)).collect();
    let rows = rows.into_iter().map(|row| {
        let is_visible = row.owners.includes_asker();
        let keys = row.cells.into_iter().map(|(_, cell)| cell);
        let values = described.values.iter().zip(&pools).map(|(value, pool)| {
            if is_visible { ordinary(draw, pool) } else { poison(draw, value.data_type) }
        });
        WorldRow { owners: row.owners, cells: keys.chain(values).collect() }
    });
    let key = match described.key {
        super::plan::KeyStyle::Local => Vec::new(),
        global => global.columns().iter().map(|name| (*name).to_owned()).collect(),
    };
    WorldTable {
        name: described.name.to_owned(),
        rows: rows.collect(),
        columns: columns(plan, index),
        key,
    }
}

/// In the order in which the rows' cells were made.
fn columns(plan: &Plan, index: usize) -> Vec<WorldColumn> {
    let described = &plan.tables[index];
    let tenant_type = client_type(plan).data_type();
    let mut found: Vec<_> =
        described.key.columns().iter().map(|name| column(name, DataType::Int64)).collect();
    if described.rule == Rule::Client {
        found.push(column(CLIENT_COLUMN, tenant_type));
    }
    for link in plan.links.iter().filter(|link| link.has_columns_in(index)) {
        found.extend(link.columns.iter().map(|(own, other)| {
            let is_tenant = other == CLIENT_COLUMN;
            column(own, if is_tenant { tenant_type } else { DataType::Int64 })
        }));
    }
    found.extend(described.values.iter().map(|value| column(&value.name, value.data_type)));
    found
}

fn column(name: &str, data_type: DataType) -> WorldColumn {
    WorldColumn { name: name.to_owned(), data_type }
}

fn mapping_table(tenancy: &TenancyPlan) -> WorldTable {
    let rows = tenancy.tenants.iter().enumerate().map(|(index, tenant)| WorldRow {
        owners: Owners::Tenants([index == 0, index == 1, index == 2]),
        cells: vec![tenant.key.clone(), Cell::Text(tenant.name.clone())],
    });
    WorldTable {
        name: MAPPING_TABLE.to_owned(),
        columns: vec![
            column(MAPPING_KEY, tenancy.key_type.data_type()),
            column(MAPPING_NAME, DataType::Text),
        ],
        key: vec![MAPPING_KEY.to_owned()],
        rows: rows.collect(),
    }
}

/// A few values per column, so that rows fall into groups.
fn pool(draw: &mut Draw, value: &ValuePlan) -> Vec<Cell> {
    (0..2 + draw.below(5)).map(|_| sample(draw, value.data_type)).collect()
}

fn ordinary(draw: &mut Draw, pool: &[Cell]) -> Cell {
    if draw.chance(15) {
        return Cell::Null;
    }
    draw.pick(pool).cloned().unwrap_or(Cell::Null)
}

/// A value as the asking tenant's rows may hold it.
pub(super) fn sample(draw: &mut Draw, data_type: DataType) -> Cell {
    match data_type {
        DataType::Boolean => Cell::Boolean(draw.chance(50)),
        DataType::Int32 => Cell::Integer(draw.between(-1_000, 1_000)),
        DataType::Int64 => Cell::Integer(draw.between(-9_999, 9_999)),
        DataType::Decimal { scale, .. } => {
            Cell::Decimal(Decimal::new(draw.between(-99_999, 99_999), u32::from(scale)))
        }
        DataType::Float64 => Cell::Float(quarters(draw.between(-4_000, 4_000))),
        DataType::Date => Cell::Date(day(draw)),
        DataType::Timestamp => Cell::Timestamp(time(draw)),
        DataType::TimestampTz => Cell::Instant(time(draw).and_utc()),
        _ => Cell::Text(TEXTS[draw.below(TEXTS.len())].to_owned()),
    }
}

/// Sums and means of quarters have no rounding errors that depend on the order of the rows.
#[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
fn quarters(count: i64) -> f64 {
    count as f64 / 4.0
}

/// Around new years, quarters' ends, and the nights when clocks change.
fn day(draw: &mut Draw) -> NaiveDate {
    const ANCHORS: [(i32, u32, u32); 6] = [
        (2023, 12, 31),
        (2024, 2, 29),
        (2024, 3, 31),
        (2024, 10, 27),
        (2024, 12, 30),
        (2020, 1, 1),
    ];
    let (year, month, day) = ANCHORS[draw.below(ANCHORS.len())];
    let anchor = NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
    anchor + Duration::days(draw.between(-2, 2))
}

fn time(draw: &mut Draw) -> NaiveDateTime {
    let start = day(draw).and_time(chrono::NaiveTime::MIN);
    // SQLite keeps no more than milliseconds.
    let millis = if draw.chance(20) { draw.between(0, 999) } else { 0 };
    let minutes = if draw.chance(20) { 0 } else { draw.between(0, 24 * 60 - 1) };
    start + Duration::minutes(minutes) + Duration::milliseconds(millis)
}

#[expect(clippy::cast_precision_loss, reason = "poison need not be exact")]
fn poison(draw: &mut Draw, data_type: DataType) -> Cell {
    if draw.chance(10) {
        return Cell::Null;
    }
    let small = draw.between(1, 9);
    let year = POISON_YEAR + i32::try_from(small).unwrap_or(1);
    let far = NaiveDate::from_ymd_opt(year, 6, 6).unwrap_or_default();
    let number = POISON_NUMBER + small;
    match data_type {
        DataType::Boolean => Cell::Boolean(draw.chance(50)),
        DataType::Int32 => Cell::Integer(number),
        DataType::Int64 => Cell::Integer(number * 1_000_000),
        DataType::Decimal { scale, .. } => {
            Cell::Decimal(Decimal::from(number) + Decimal::new(small, u32::from(scale)))
        }
        DataType::Float64 => Cell::Float(number as f64),
        DataType::Date => Cell::Date(far),
        DataType::Timestamp => Cell::Timestamp(far.and_time(chrono::NaiveTime::MIN)),
        DataType::TimestampTz => Cell::Instant(DateTime::from_naive_utc_and_offset(
            far.and_time(chrono::NaiveTime::MIN),
            chrono::Utc,
        )),
        _ => Cell::Text(format!("{POISON_TEXT}{small}")),
    }
}
