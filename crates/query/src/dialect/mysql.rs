//! MySQL 8.0.19 and later, and what MariaDB and SingleStore share with it.

use std::borrow::Cow;

use souk_model::DataType;
use sqlparser::dialect::MySqlDialect;

use super::calls::{self, Concat, Spelling};
use super::shared::{
    cast, divided_average, plain, write_date_add, write_infix, write_like, write_like_with_escape,
    write_limit_offset, write_plain_cast, write_truth_by_number, write_values_after_select,
    write_values_as_union,
};
use super::{Around, Dialect, Division, Feature, NullOrder, division};
use crate::Value;
use crate::sql::{AggregateFunction, BinaryOperator, Expr, Function, Identifier, Renderer, Unit};

/// MySQL.
pub static MYSQL: MySql = MySql { flavour: &ORACLES };

/// See [`MYSQL`], [`super::MARIADB`] and [`super::SINGLESTORE`].
#[derive(Debug)]
pub struct MySql {
    pub(super) flavour: &'static Flavour,
}

/// Where the servers of this protocol part.
#[derive(Debug)]
pub(super) struct Flavour {
    pub(super) name: &'static str,
    pub(super) title: &'static str,
    pub(super) lacks: &'static [Feature],
    pub(super) settings: &'static [(&'static str, &'static str)],
    /// Byte order, and no blanks added for comparisons where the server has such a one.
    pub(super) collation: &'static str,
    /// What a row of VALUES begins with; none: rows are SELECTs.
    pub(super) row: Option<&'static str>,
    /// Whether REGEXP_LIKE can be told that letter case matters.
    pub(super) has_regexp_like: bool,
    /// Whether LIKE can be told its escape character. Where it cannot, it is the backslash.
    pub(super) has_escape: bool,
    /// Whether a CAST makes floats. Where it does not, the product with one does.
    pub(super) has_float_casts: bool,
    /// What stands around a time whose week of ISO 8601 is asked for.
    pub(super) week: Around,
    /// What stands around a text in ORDER BY; none: the collation.
    pub(super) text_key: Option<Around>,
    /// Whether ORDER BY and LIMIT after UNION ALL are those of all its rows.
    pub(super) orders_unions: bool,
    /// See [`Dialect::exact_column`].
    pub(super) exact_column: Around,
    /// See [`Dialect::exact_key`].
    pub(super) exact_key: Around,
}

/// What MySQL and MariaDB have in common.
pub(super) const COMMON: Flavour = Flavour {
    name: "mysql",
    title: "MySQL",
    lacks: &[Feature::FullJoin, Feature::FullJoinOnCondition, Feature::Percentile],
    settings: &[
        ("names", "utf8mb4 COLLATE utf8mb4_0900_bin"),
        ("time_zone", "'+00:00'"),
        ("sql_mode", "'ONLY_FULL_GROUP_BY,STRICT_ALL_TABLES'"),
        ("group_concat_max_len", "4294967295"),
    ],
    collation: "utf8mb4_0900_bin",
    row: Some("ROW("),
    has_regexp_like: true,
    has_escape: true,
    has_float_casts: true,
    week: ("DATE_FORMAT(", ", '%v')"),
    text_key: None,
    orders_unions: true,
    // A text column is compared with a number by its leading digits, so numbers need it too.
    exact_column: ("CAST(CAST(", " AS CHAR) AS BINARY)"),
    exact_key: ("CAST(", " AS BINARY)"),
};

static ORACLES: Flavour = COMMON;

const SPELLING: Spelling = Spelling {
    trim: "TRIM",
    concat: Concat::Coalesced,
    weekday: ("(WEEKDAY(", ") + 1)"),
    ..calls::COMMON
};

impl MySql {
    fn write_collated(&self, out: &mut Renderer, write: impl FnOnce(&mut Renderer)) {
        write(out);
        out.raw(" COLLATE ");
        out.identifier(self.flavour.collation);
    }

    fn write_formatted(out: &mut Renderer, operand: &Expr, format: &str) {
        out.raw("CAST(DATE_FORMAT(");
        out.expr(operand);
        out.raw(", '");
        out.raw(format);
        out.raw("') AS DATETIME)");
    }
}

#[expect(private_interfaces, reason = "only this crate writes SQL; others name a dialect")]
impl Dialect for MySql {
    fn name(&self) -> &'static str {
        self.flavour.name
    }

    fn title(&self) -> &'static str {
        self.flavour.title
    }

    fn lacks(&self) -> &'static [Feature] {
        self.flavour.lacks
    }

    fn schema_is_database(&self) -> bool {
        true
    }

    fn settings(&self) -> &'static [(&'static str, &'static str)] {
        self.flavour.settings
    }

    fn parser(&self) -> &'static dyn sqlparser::dialect::Dialect {
        &MySqlDialect {}
    }

    fn identifier_quote(&self) -> char {
        '`'
    }

    fn longest_identifier(&self) -> usize {
        64
    }

    fn write_placeholder(&self, text: &mut String, _position: usize, _value: &Value) {
        text.push('?');
    }

    fn cast_type(&self, data_type: DataType) -> Cow<'static, str> {
        Cow::Borrowed(match data_type {
            DataType::Boolean | DataType::Int32 | DataType::Int64 => "SIGNED",
            DataType::UInt64 => "UNSIGNED",
            DataType::Float32 => "FLOAT",
            DataType::Float64 => "DOUBLE",
            DataType::Decimal { precision, scale } => {
                return Cow::Owned(format!("DECIMAL({precision}, {scale})"));
            }
            DataType::Numeric => "DECIMAL(65, 30)",
            DataType::Bytes => "BINARY",
            DataType::Date => "DATE",
            DataType::Time => "TIME(6)",
            DataType::Timestamp | DataType::TimestampTz => "DATETIME(6)",
            DataType::Text | DataType::Uuid | DataType::Json | DataType::Other => "CHAR",
        })
    }

    // Text columns bring a collation of their own, and most of them fold letter case.
    fn write_cast(&self, out: &mut Renderer, operand: &Expr, data_type: DataType) {
        let type_name = self.cast_type(data_type);
        match data_type {
            DataType::Text => {
                self.write_collated(out, |inner| write_plain_cast(inner, operand, &type_name));
            }
            DataType::Boolean => write_infix(out, operand, "<>", &Expr::Integer(0)),
            DataType::Float32 | DataType::Float64 if !self.flavour.has_float_casts => {
                out.raw("(");
                out.expr(operand);
                out.raw(" * 1e0)");
            }
            _ => write_plain_cast(out, operand, &type_name),
        }
    }

    fn reads_as_text(&self, data_type: DataType, _native_type: &str) -> bool {
        matches!(data_type, DataType::Json | DataType::Other | DataType::Time | DataType::Uuid)
    }

    fn reads_as(&self, data_type: DataType) -> Option<DataType> {
        (data_type == DataType::Text).then_some(DataType::Text)
    }

    // The sum of whole numbers is a decimal with room for 22 more digits.
    fn sum(&self, operand: Expr, data_type: DataType) -> Expr {
        match data_type {
            DataType::Float32 => plain(AggregateFunction::Sum, cast(operand, DataType::Float64)),
            _ => plain(AggregateFunction::Sum, operand),
        }
    }

    // AVG of exact types is rounded to four more places; dividing the exact sum keeps all digits.
    fn average(&self, operand: Expr, data_type: DataType) -> Expr {
        divided_average(self.sum(operand.clone(), data_type), operand)
    }

    fn orders_unions(&self) -> bool {
        self.flavour.orders_unions
    }

    fn orders_groups(&self) -> bool {
        false
    }

    fn null_order(&self) -> NullOrder {
        NullOrder::Truth
    }

    fn write_row_range(
        &self,
        out: &mut Renderer,
        limit: Option<u32>,
        offset: Option<u32>,
        _is_ordered: bool,
    ) {
        write_limit_offset(out, limit, offset, Some("18446744073709551615"));
    }

    fn write_values(
        &self,
        out: &mut Renderer,
        columns: &[Identifier],
        rows: &[Vec<Expr>],
        alias: &Identifier,
    ) {
        match self.flavour.row {
            Some(row) => write_values_after_select(out, columns, rows, alias, row),
            None => write_values_as_union(out, columns, rows, alias),
        }
    }

    // `||` is OR unless a setting says otherwise.
    fn write_binary(
        &self,
        out: &mut Renderer,
        operator: BinaryOperator,
        left: &Expr,
        right: &Expr,
    ) {
        match operator {
            BinaryOperator::Concat => super::shared::write_function(out, "CONCAT", &[left, right]),
            other => write_infix(out, left, other.symbol(), right),
        }
    }

    fn write_call(&self, out: &mut Renderer, function: Function, arguments: &[Expr]) {
        let spelling = Spelling { week: self.flavour.week, ..SPELLING };
        calls::write_call(out, function, arguments, &spelling);
    }

    fn write_like(&self, out: &mut Renderer, operand: &Expr, pattern: &Expr, negated: bool) {
        let write = if self.flavour.has_escape { write_like_with_escape } else { write_like };
        write(out, operand, pattern, negated);
    }

    fn write_any_or_all(&self, out: &mut Renderer, is_any: bool, operand: &Expr) {
        write_truth_by_number(out, is_any, operand);
    }

    // SEPARATOR takes a literal only, so each text brings the separator before it, and the first
    // separator is cut off.
    fn write_join_texts(&self, out: &mut Renderer, operand: &Expr, separator: &Expr) {
        out.raw("SUBSTR(GROUP_CONCAT(CONCAT(");
        out.expr(separator);
        out.raw(", ");
        out.expr(operand);
        out.raw(") ORDER BY ");
        self.write_binary_text(out, operand);
        out.raw(" SEPARATOR ''), CHAR_LENGTH(");
        out.expr(separator);
        out.raw(") + 1)");
    }

    fn write_regex(&self, out: &mut Renderer, operand: &Expr, pattern: &Expr, negated: bool) {
        out.raw(if negated { "(NOT " } else { "(" });
        if self.flavour.has_regexp_like {
            out.raw("REGEXP_LIKE(");
            out.expr(operand);
            out.raw(", ");
            out.expr(pattern);
            out.raw(", 'c')");
        } else {
            out.raw("(");
            self.write_binary_text(out, operand);
            out.raw(" REGEXP ");
            out.expr(pattern);
            out.raw(")");
        }
        out.raw(")");
    }

    fn write_same(&self, out: &mut Renderer, left: &Expr, right: &Expr) {
        write_infix(out, left, "<=>", right);
    }

    fn write_truncate(&self, out: &mut Renderer, unit: Unit, operand: &Expr) {
        let format = match unit {
            Unit::Second => "%Y-%m-%d %H:%i:%s",
            Unit::Minute => "%Y-%m-%d %H:%i:00",
            Unit::Hour => "%Y-%m-%d %H:00:00",
            Unit::Day | Unit::Week => "%Y-%m-%d",
            Unit::Month => "%Y-%m-01",
            Unit::Quarter | Unit::Year => "%Y-01-01",
        };
        let (open, function, close) = match unit {
            Unit::Week => ("DATE_SUB(", "WEEKDAY(", ") DAY)"),
            Unit::Quarter => ("DATE_ADD(", "QUARTER(", ") - 1) QUARTER)"),
            _ => return Self::write_formatted(out, operand, format),
        };
        out.raw(open);
        Self::write_formatted(out, operand, format);
        out.raw(if unit == Unit::Quarter { ", INTERVAL (" } else { ", INTERVAL " });
        out.raw(function);
        out.expr(operand);
        out.raw(close);
    }

    fn write_shift(&self, out: &mut Renderer, operand: &Expr, unit: Unit, count: i64) {
        write_date_add(out, operand, unit, count);
    }

    // Sessions run in UTC, so TIMESTAMP and DATETIME both show UTC. Named zones need the server's
    // zone tables: without them the answer is NULL, for which connections are probed.
    fn write_local_time(
        &self,
        out: &mut Renderer,
        operand: &Expr,
        _from: DataType,
        zone: chrono_tz::Tz,
    ) {
        if zone == chrono_tz::UTC {
            return out.expr(operand);
        }
        out.raw("CONVERT_TZ(");
        out.expr(operand);
        out.raw(", '+00:00', '");
        out.raw(zone.name());
        out.raw("')");
    }

    fn compares_numbers_exactly(&self) -> bool {
        false
    }
    fn write_instant(&self, out: &mut Renderer, operand: &Expr, zone: chrono_tz::Tz) {
        if zone == chrono_tz::UTC {
            return out.expr(operand);
        }
        out.raw("CONVERT_TZ(");
        out.expr(operand);
        out.raw(", '");
        out.raw(zone.name());
        out.raw("', '+00:00')");
    }

    fn pads_texts(&self) -> bool {
        false
    }

    fn plain_decimal(&self) -> DataType {
        DataType::Decimal { precision: 10, scale: 0 }
    }
    fn division(&self) -> Division {
        division::DECIMAL
    }

    fn exact_column(&self) -> Around {
        self.flavour.exact_column
    }

    fn exact_key(&self) -> Around {
        self.flavour.exact_key
    }

    fn write_binary_text(&self, out: &mut Renderer, operand: &Expr) {
        self.write_cast(out, operand, DataType::Text);
    }

    fn write_text_key(&self, out: &mut Renderer, operand: &Expr) {
        let Some((before, after)) = self.flavour.text_key else {
            return self.write_binary_text(out, operand);
        };
        out.raw(before);
        out.expr(operand);
        out.raw(after);
    }
}
