//! PostgreSQL 12 and later, and what CockroachDB shares with it.

use std::borrow::Cow;

use souk_model::DataType;
use sqlparser::dialect::PostgreSqlDialect;

use super::shared::{cast, plain, write_infix, write_like};
use super::{Around, Dialect, Division, Feature, division};
use crate::sql::{AggregateFunction, Expr, Function, Renderer};

/// PostgreSQL.
pub static POSTGRES: Postgres = Postgres { flavour: &ELEPHANTS };

/// See [`POSTGRES`] and [`super::COCKROACHDB`].
#[derive(Debug)]
pub struct Postgres {
    pub(super) flavour: &'static Flavour,
}

/// Where CockroachDB went its own way.
#[derive(Debug)]
pub(super) struct Flavour {
    pub(super) name: &'static str,
    pub(super) title: &'static str,
    /// What makes a text one that is compared by its bytes.
    pub(super) by_bytes: Around,
    /// The same around a column of whatever type.
    pub(super) exact_column: Around,
    pub(super) division: Division,
}

static ELEPHANTS: Flavour = Flavour {
    name: "postgres",
    title: "PostgreSQL",
    by_bytes: ("", " COLLATE \"C\""),
    exact_column: ("CAST(", " AS text) COLLATE \"C\""),
    division: division::CUT,
};

#[expect(private_interfaces, reason = "only this crate writes SQL; others name a dialect")]
impl Dialect for Postgres {
    fn name(&self) -> &'static str {
        self.flavour.name
    }

    fn title(&self) -> &'static str {
        self.flavour.title
    }

    fn parser(&self) -> &'static dyn sqlparser::dialect::Dialect {
        &PostgreSqlDialect {}
    }

    // Neither a hash nor a merge can join so.
    fn lacks(&self) -> &'static [Feature] {
        &[Feature::FullJoinOnCondition]
    }

    fn compares_uuids(&self) -> bool {
        true
    }

    // NAMEDATALEN - 1; longer names are cut without a word.
    fn longest_identifier(&self) -> usize {
        63
    }

    fn cast_type(&self, data_type: DataType) -> Cow<'static, str> {
        Cow::Borrowed(match data_type {
            DataType::Boolean => "boolean",
            DataType::Int32 => "integer",
            DataType::Int64 => "bigint",
            DataType::UInt64 | DataType::Numeric => "numeric",
            DataType::Float32 => "real",
            DataType::Float64 => "double precision",
            DataType::Decimal { precision, scale } => {
                return Cow::Owned(format!("numeric({precision}, {scale})"));
            }
            DataType::Uuid => "uuid",
            DataType::Bytes => "bytea",
            DataType::Date => "date",
            DataType::Time => "time",
            DataType::Timestamp => "timestamp",
            DataType::TimestampTz => "timestamptz",
            DataType::Json => "jsonb",
            DataType::Text | DataType::Other => "text",
        })
    }

    // Enums, network addresses and the like have no equality with a text parameter; json has none
    // at all.
    fn reads_as_text(&self, data_type: DataType, native_type: &str) -> bool {
        const TEXT: [&str; 8] = [
            "text",
            "varchar",
            "character varying",
            "char",
            "character",
            "bpchar",
            "name",
            "citext",
        ];
        match data_type {
            DataType::Text => !TEXT.contains(&native_type),
            DataType::Json | DataType::Other | DataType::Time => true,
            _ => false,
        }
    }

    // SUM of bigint is numeric and SUM of integer is bigint; SUM of real would be real.
    fn sum(&self, operand: Expr, data_type: DataType) -> Expr {
        match data_type {
            DataType::Float32 => plain(AggregateFunction::Sum, cast(operand, DataType::Float64)),
            _ => plain(AggregateFunction::Sum, operand),
        }
    }

    // AVG of exact types is an exact numeric division, rounded once by the cast.
    fn average(&self, operand: Expr, _data_type: DataType) -> Expr {
        cast(plain(AggregateFunction::Avg, operand), DataType::Float64)
    }

    fn prefers_semi_joins(&self) -> bool {
        true
    }

    fn reads_partners_by_key(&self) -> bool {
        true
    }

    fn tests_partners_apart(&self) -> bool {
        true
    }

    fn keeps_common_tables(&self) -> bool {
        true
    }

    // ILIKE is LOWER on both sides and LIKE, but PostgreSQL knows from a column's values how many it
    // finds; of an expression it knows nothing, and takes it for hardly any. The cast is what LOWER
    // does to its operand, and takes the blanks from CHAR(n).
    fn write_like(&self, out: &mut Renderer, operand: &Expr, pattern: &Expr, negated: bool) {
        match (lowered(operand), lowered(pattern)) {
            (Some(operand), Some(pattern)) => {
                let operand = cast(operand.clone(), DataType::Text);
                write_infix(out, &operand, if negated { "NOT ILIKE" } else { "ILIKE" }, pattern);
            }
            _ => write_like(out, operand, pattern, negated),
        }
    }

    fn inlining_hint(&self) -> &'static str {
        "NOT MATERIALIZED "
    }

    fn write_join_texts(&self, out: &mut Renderer, operand: &Expr, separator: &Expr) {
        out.raw("STRING_AGG(");
        out.expr(operand);
        out.raw(", ");
        out.expr(separator);
        out.raw(" ORDER BY ");
        self.write_binary_text(out, operand);
        out.raw(")");
    }
    fn division(&self) -> Division {
        self.flavour.division
    }

    fn exact_column(&self) -> Around {
        self.flavour.exact_column
    }

    fn write_local_time(
        &self,
        out: &mut Renderer,
        operand: &Expr,
        from: DataType,
        zone: chrono_tz::Tz,
    ) {
        if from == DataType::Timestamp && zone == chrono_tz::UTC {
            return out.expr(operand);
        }
        out.raw("(");
        out.expr(operand);
        if from == DataType::Timestamp {
            out.raw(" AT TIME ZONE 'UTC'");
        }
        out.raw(" AT TIME ZONE '");
        out.raw(zone.name());
        out.raw("')");
    }

    fn write_binary_text(&self, out: &mut Renderer, operand: &Expr) {
        let (before, after) = self.flavour.by_bytes;
        out.raw(before);
        out.expr(operand);
        out.raw(after);
    }
}

/// What a call of LOWER is of.
fn lowered(expression: &Expr) -> Option<&Expr> {
    match expression {
        Expr::Call(Function::Lower, operands) => operands.first(),
        _ => None,
    }
}
