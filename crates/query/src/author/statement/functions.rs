//! The functions that a statement may call beside those of custom columns: a list per dialect, in
//! its own spelling. What is not listed is refused.

use souk_model::DataType;

use super::parts::Weekday;
use crate::sql::{Function, Unit};

/// What a function is in our tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    Now,
    Today,
    /// Another spelling of a function of custom columns.
    Same(&'static str),
    /// To a whole number, or to so many places.
    Round,
    Modulo,
    /// `IF(condition, then, otherwise)`.
    If,
    /// The first letters.
    Left,
    ToDate,
    Part(Function),
    /// `DATE_TRUNC('month', x)`.
    UnitFirst,
    /// `DATE_TRUNC(x, MONTH)`.
    UnitLast,
    StartOf(Unit, DataType),
    /// `DATE_ADD(x, INTERVAL 1 MONTH)`, or with -1 what it takes away.
    AddInterval(i64),
    /// `DATEADD(month, 1, x)`.
    AddUnit,
    /// The day of the week, as the dialect counts it.
    Weekday(Weekday),
    /// A regular expression finds something in a text.
    Matches,
    /// `x AT TIME ZONE 'zone'`. Its name has blanks, so no call can have it.
    AtZone,
    /// `CONVERT_TZ(x, 'from', 'to')`.
    BetweenZones,
    /// `CONVERT_TIMEZONE('from', 'to', x)`.
    ZonesFirst,
    /// `FROM_UTC_TIMESTAMP(x, 'zone')`.
    FromUtc,
    /// `TO_UTC_TIMESTAMP(x, 'zone')`.
    ToUtc,
}

type Row = (&'static str, Meaning);

const EVERYWHERE: &[Row] = &[
    ("current_date", Meaning::Today),
    ("current_timestamp", Meaning::Now),
    ("left", Meaning::Left),
    ("mod", Meaning::Modulo),
    ("round", Meaning::Round),
];

const NOW: &[Row] = &[("now", Meaning::Now)];
const TRUNCATE: &[Row] = &[("date_trunc", Meaning::UnitFirst)];
const PARTS: &[Row] = &[
    ("year", Meaning::Part(Function::ExtractYear)),
    ("month", Meaning::Part(Function::ExtractMonth)),
    ("day", Meaning::Part(Function::ExtractDay)),
];
const DAY_OF_MONTH: &[Row] = &[("dayofmonth", Meaning::Part(Function::ExtractDay))];
const TO_DATE: &[Row] = &[("date", Meaning::ToDate)];
const IF_NULL: &[Row] = &[("ifnull", Meaning::Same("coalesce"))];
const NVL: &[Row] = &[("nvl", Meaning::Same("coalesce"))];
const IF: &[Row] = &[("if", Meaning::If)];
const ADD_INTERVAL: &[Row] =
    &[("date_add", Meaning::AddInterval(1)), ("date_sub", Meaning::AddInterval(-1))];
const ADD_UNIT: &[Row] = &[("dateadd", Meaning::AddUnit)];
const GET_DATE: &[Row] = &[("getdate", Meaning::Now)];
const AT_ZONE: &[Row] = &[("at time zone", Meaning::AtZone)];
const CONVERT_ZONE: &[Row] = &[("convert_tz", Meaning::BetweenZones)];
const ZONES_FIRST: &[Row] = &[("convert_timezone", Meaning::ZonesFirst)];
const UTC_ZONES: &[Row] =
    &[("from_utc_timestamp", Meaning::FromUtc), ("to_utc_timestamp", Meaning::ToUtc)];
// Names of operators and fields have blanks, so no call can have them.
const EXTRACT_WEEK: &[Row] = &[("extract week", Meaning::Part(Function::ExtractWeek))];
const EXTRACT_DAY: &[Row] = &[("extract dow", Meaning::Weekday(Weekday::SundayZero))];
const EXTRACT_ISO_DAY: &[Row] = &[("extract isodow", Meaning::Weekday(Weekday::MondayOne))];
const MATCH_SIGN: &[Row] = &[("operator ~", Meaning::Matches)];
const MATCH_WORD: &[Row] = &[("operator RLIKE", Meaning::Matches)];
const REGEXP_LIKE: &[Row] = &[("regexp_like", Meaning::Matches)];
const CLOCK_PARTS: &[Row] = &[
    ("dayofweek", Meaning::Weekday(Weekday::SundayOne)),
    ("hour", Meaning::Part(Function::ExtractHour)),
    ("minute", Meaning::Part(Function::ExtractMinute)),
    ("quarter", Meaning::Part(Function::ExtractQuarter)),
    ("weekday", Meaning::Weekday(Weekday::MondayZero)),
];
const SPARK_FIELDS: &[Row] = &[
    ("extract dayofweek", Meaning::Weekday(Weekday::SundayOne)),
    ("extract dow", Meaning::Weekday(Weekday::SundayOne)),
    ("rlike", Meaning::Matches),
];
const TRINO: &[Row] = &[
    ("extract dow", Meaning::Weekday(Weekday::MondayOne)),
    ("hour", Meaning::Part(Function::ExtractHour)),
    ("minute", Meaning::Part(Function::ExtractMinute)),
    ("quarter", Meaning::Part(Function::ExtractQuarter)),
    ("week", Meaning::Part(Function::ExtractWeek)),
];
const CURRENT_DAY: &[Row] = &[("curdate", Meaning::Today)];

const CLICKHOUSE: &[Row] = &[
    ("today", Meaning::Today),
    ("todate", Meaning::ToDate),
    ("tostartofminute", Meaning::StartOf(Unit::Minute, DataType::Timestamp)),
    ("tostartofhour", Meaning::StartOf(Unit::Hour, DataType::Timestamp)),
    ("tostartofday", Meaning::StartOf(Unit::Day, DataType::Timestamp)),
    ("tomonday", Meaning::StartOf(Unit::Week, DataType::Date)),
    ("tostartofmonth", Meaning::StartOf(Unit::Month, DataType::Date)),
    ("tostartofquarter", Meaning::StartOf(Unit::Quarter, DataType::Date)),
    ("tostartofyear", Meaning::StartOf(Unit::Year, DataType::Date)),
    ("toyear", Meaning::Part(Function::ExtractYear)),
    ("tomonth", Meaning::Part(Function::ExtractMonth)),
    ("todayofmonth", Meaning::Part(Function::ExtractDay)),
    ("match", Meaning::Matches),
    ("todayofweek", Meaning::Weekday(Weekday::MondayOne)),
    ("tohour", Meaning::Part(Function::ExtractHour)),
    ("toisoweek", Meaning::Part(Function::ExtractWeek)),
    ("tominute", Meaning::Part(Function::ExtractMinute)),
    ("toquarter", Meaning::Part(Function::ExtractQuarter)),
];

const BIGQUERY: &[Row] = &[
    ("date_trunc", Meaning::UnitLast),
    ("datetime_trunc", Meaning::UnitLast),
    ("timestamp_trunc", Meaning::UnitLast),
    ("datetime_add", Meaning::AddInterval(1)),
    ("datetime_sub", Meaning::AddInterval(-1)),
    ("timestamp_add", Meaning::AddInterval(1)),
    ("timestamp_sub", Meaning::AddInterval(-1)),
    ("extract dayofweek", Meaning::Weekday(Weekday::SundayOne)),
    ("extract isoweek", Meaning::Part(Function::ExtractWeek)),
    ("regexp_contains", Meaning::Matches),
];

const SQL_SERVER: &[Row] = &[
    ("datetrunc", Meaning::UnitFirst),
    ("isnull", Meaning::Same("coalesce")),
    ("iif", Meaning::If),
    ("len", Meaning::Same("char_length")),
];

const CLICKHOUSES: &[&[Row]] = &[NOW, TRUNCATE, IF_NULL, IF, CLICKHOUSE];
const MYSQLS: &[&[Row]] = &[
    NOW,
    CURRENT_DAY,
    PARTS,
    DAY_OF_MONTH,
    TO_DATE,
    IF_NULL,
    IF,
    ADD_INTERVAL,
    CONVERT_ZONE,
    CLOCK_PARTS,
    MATCH_WORD,
    REGEXP_LIKE,
];
const SPARKS: &[&[Row]] = &[
    NOW,
    TRUNCATE,
    PARTS,
    DAY_OF_MONTH,
    TO_DATE,
    IF_NULL,
    NVL,
    IF,
    ADD_UNIT,
    UTC_ZONES,
    CLOCK_PARTS,
    EXTRACT_WEEK,
    SPARK_FIELDS,
    MATCH_WORD,
    REGEXP_LIKE,
];

/// The lists of each dialect, by its name.
const LISTS: &[(&str, &[&[Row]])] = &[
    (
        "postgres",
        &[
            NOW,
            TRUNCATE,
            AT_ZONE,
            EXTRACT_WEEK,
            EXTRACT_DAY,
            EXTRACT_ISO_DAY,
            MATCH_SIGN,
            REGEXP_LIKE,
        ],
    ),
    (
        "cockroachdb",
        &[NOW, TRUNCATE, AT_ZONE, EXTRACT_WEEK, EXTRACT_DAY, EXTRACT_ISO_DAY, MATCH_SIGN],
    ),
    (
        "datafusion",
        &[
            NOW,
            TRUNCATE,
            EXTRACT_WEEK,
            EXTRACT_DAY,
            MATCH_SIGN,
            REGEXP_LIKE,
            &[("today", Meaning::Today)],
        ],
    ),
    ("mysql", MYSQLS),
    ("mariadb", MYSQLS),
    (
        "singlestore",
        &[
            NOW,
            CURRENT_DAY,
            PARTS,
            DAY_OF_MONTH,
            TO_DATE,
            IF_NULL,
            IF,
            ADD_INTERVAL,
            CONVERT_ZONE,
            CLOCK_PARTS,
        ],
    ),
    ("sqlite", &[IF_NULL, TO_DATE, &[("iif", Meaning::If)]]),
    ("clickhouse", CLICKHOUSES),
    ("clickhouse-old", CLICKHOUSES),
    (
        "duckdb",
        &[
            NOW,
            TRUNCATE,
            PARTS,
            IF_NULL,
            AT_ZONE,
            EXTRACT_WEEK,
            EXTRACT_DAY,
            EXTRACT_ISO_DAY,
            &[("regexp_matches", Meaning::Matches)],
            &[("today", Meaning::Today)],
        ],
    ),
    ("spark", SPARKS),
    ("databricks", SPARKS),
    (
        "redshift",
        &[
            NOW,
            TRUNCATE,
            ADD_UNIT,
            GET_DATE,
            NVL,
            AT_ZONE,
            ZONES_FIRST,
            EXTRACT_WEEK,
            EXTRACT_DAY,
            MATCH_SIGN,
        ],
    ),
    (
        "snowflake",
        &[
            TRUNCATE,
            PARTS,
            DAY_OF_MONTH,
            TO_DATE,
            IF_NULL,
            NVL,
            ADD_UNIT,
            GET_DATE,
            ZONES_FIRST,
            &[("iff", Meaning::If)],
        ],
    ),
    ("bigquery", &[TO_DATE, IF_NULL, IF, ADD_INTERVAL, BIGQUERY]),
    ("mssql", &[PARTS, ADD_UNIT, GET_DATE, SQL_SERVER]),
    ("trino", &[NOW, TRUNCATE, PARTS, TO_DATE, IF, EXTRACT_WEEK, TRINO, REGEXP_LIKE]),
];

/// What a function of a dialect is, by its name in lower case.
pub(super) fn meaning(dialect: &str, name: &str) -> Option<Meaning> {
    let own = LISTS.iter().find(|(known, _)| *known == dialect).map_or(&[][..], |(_, lists)| lists);
    let mut rows = own.iter().copied().chain([EVERYWHERE]).flatten();
    rows.find(|(known, _)| *known == name).map(|(_, meaning)| *meaning)
}

#[cfg(test)]
mod tests {
    use super::LISTS;

    #[test]
    fn every_dialect_has_its_list() {
        for dialect in crate::DIALECTS {
            assert!(LISTS.iter().any(|(known, _)| *known == dialect.name()), "{dialect:?}");
        }
    }
}
