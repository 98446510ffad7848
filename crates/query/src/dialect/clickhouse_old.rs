//! ClickHouse 18.16, which Debian ships.
//!
//! It has no parameters: its connector must put the values in the places of the placeholders, as
//! literals of their types. A join there gives wrong values of the right side's keys, so only
//! questions to one table are answered.

use super::clickhouse::{ClickHouse, Flavour};
use super::{Feature, GroupKey};
use crate::sql::Unit;

/// ClickHouse, old.
pub static CLICKHOUSE_OLD: ClickHouse = ClickHouse { flavour: &OLD };

static OLD: Flavour = Flavour {
    name: "clickhouse-old",
    title: "ClickHouse 18",
    lacks: &[Feature::Joins, Feature::Windows, Feature::Percentile, Feature::CorrelatedQueries],
    settings: &[("join_use_nulls", "1")],
    has_common_tables: false,
    has_values: false,
    has_null_safe_operator: false,
    binds_row_counts: false,
    has_decimal_remainder: false,
    lists_decimals: false,
    group_key: GroupKey::Name,
    boolean: "UInt8",
    has_boolean: false,
    date: "Date",
    time: "DateTime",
    truncate: old_truncation,
    truth: ["0", "1"],
};

fn old_truncation(unit: Unit) -> (&'static str, &'static str) {
    let function = match unit {
        Unit::Second => "toDateTime(",
        Unit::Minute => "toStartOfMinute(",
        Unit::Hour => "toStartOfHour(",
        Unit::Day => "toStartOfDay(",
        Unit::Week => "toMonday(",
        Unit::Month => "toStartOfMonth(",
        Unit::Quarter => "toStartOfQuarter(",
        Unit::Year => "toStartOfYear(",
    };
    (function, "")
}
