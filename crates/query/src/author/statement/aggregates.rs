//! Aggregates: a list per dialect, in its own spelling, of what the tree has for all of them.

use souk_model::DataType;
use sqlparser::ast::{self, FunctionArgExpr};

use super::super::translate::{Translated, literal, refuse, typed};
use super::super::{AuthorExpression, Refusal};
use super::calls::Call;
use super::level::{Clause, Level};
use super::query::Direction;
use super::refuse_if;
use super::times::cast;
use crate::Value;
use crate::dialect::sum_type;
use crate::sql::{AggregateFunction, Expr};

/// What an aggregate is in our tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Aggregated {
    Count,
    Sum,
    Avg,
    Min,
    Max,
    /// Different values, as COUNT (DISTINCT …) counts them.
    ExactCount,
    ApproximateCount,
    /// Of a sample.
    Deviation,
    Any,
    All,
    Median,
    /// `PERCENTILE_CONT(0.9) WITHIN GROUP (ORDER BY x)`.
    Percentile,
    /// `quantile(0.9)(x)`.
    Quantile,
    /// `STRING_AGG(x, ', ')`, with what stands between texts where nothing is written.
    Texts(Option<&'static str>),
}

use Aggregated::{
    All, Any, ApproximateCount, Deviation, ExactCount, Median, Percentile, Quantile, Texts,
};

type Row = (&'static str, Aggregated);

const EVERYWHERE: &[Row] = &[
    ("avg", Aggregated::Avg),
    ("count", Aggregated::Count),
    ("max", Aggregated::Max),
    ("min", Aggregated::Min),
    ("sum", Aggregated::Sum),
];

const DEVIATION: &[Row] = &[("stddev", Deviation), ("stddev_samp", Deviation)];
// Without its last word it is the deviation of a whole population there.
const DEVIATION_OF_SAMPLE: &[Row] = &[("stddev_samp", Deviation)];
const TRUTHS: &[Row] = &[("bool_and", All), ("bool_or", Any)];
const EVERY: &[Row] = &[("every", All)];
const PERCENTILE: &[Row] = &[("percentile_cont", Percentile)];
const MEDIAN: &[Row] = &[("median", Median)];
const APPROXIMATE_COUNT: &[Row] = &[("approx_count_distinct", ApproximateCount)];
const APPROXIMATE_DISTINCT: &[Row] = &[("approx_distinct", ApproximateCount)];
const STRING_AGG: &[Row] = &[("string_agg", Texts(None))];
const GROUP_CONCAT: &[Row] = &[("group_concat", Texts(Some(",")))];
const LIST_AGG: &[Row] = &[("listagg", Texts(Some("")))];

const CLICKHOUSE: &[&[Row]] = &[&[
    ("quantile", Quantile),
    ("quantileexactinclusive", Quantile),
    ("stddevsamp", Deviation),
    ("stddevsampstable", Deviation),
    ("uniq", ApproximateCount),
    ("uniqcombined", ApproximateCount),
    ("uniqexact", ExactCount),
]];
const MYSQL: &[&[Row]] = &[DEVIATION_OF_SAMPLE, GROUP_CONCAT];
const SPARK: &[&[Row]] = &[DEVIATION, TRUTHS, EVERY, PERCENTILE, MEDIAN, APPROXIMATE_COUNT];

/// The lists of each dialect, by its name.
const LISTS: &[(&str, &[&[Row]])] = &[
    ("postgres", &[DEVIATION, TRUTHS, EVERY, PERCENTILE, STRING_AGG]),
    ("cockroachdb", &[DEVIATION, TRUTHS, EVERY, PERCENTILE, STRING_AGG]),
    // Its MEDIAN of whole numbers is a whole number.
    ("datafusion", &[DEVIATION, TRUTHS, PERCENTILE, APPROXIMATE_DISTINCT, STRING_AGG]),
    ("mysql", MYSQL),
    ("mariadb", MYSQL),
    ("singlestore", &[DEVIATION_OF_SAMPLE]),
    ("sqlite", &[GROUP_CONCAT, STRING_AGG]),
    ("clickhouse", CLICKHOUSE),
    ("clickhouse-old", CLICKHOUSE),
    ("duckdb", &[DEVIATION, TRUTHS, PERCENTILE, MEDIAN, APPROXIMATE_COUNT, STRING_AGG]),
    ("spark", SPARK),
    ("databricks", SPARK),
    ("redshift", &[DEVIATION, TRUTHS, PERCENTILE, MEDIAN, LIST_AGG]),
    (
        "snowflake",
        &[
            DEVIATION,
            PERCENTILE,
            MEDIAN,
            APPROXIMATE_COUNT,
            LIST_AGG,
            &[("booland_agg", All), ("boolor_agg", Any)],
        ],
    ),
    (
        "bigquery",
        &[
            DEVIATION,
            APPROXIMATE_COUNT,
            &[("logical_and", All), ("logical_or", Any), ("string_agg", Texts(Some(",")))],
        ],
    ),
    ("mssql", &[APPROXIMATE_COUNT, STRING_AGG, &[("stdev", Deviation)]]),
    ("trino", &[DEVIATION, TRUTHS, EVERY, APPROXIMATE_DISTINCT, LIST_AGG]),
];

/// What an aggregate of a dialect is, by its name in lower case.
pub(super) fn aggregated(dialect: &str, name: &str) -> Option<Aggregated> {
    let own = LISTS.iter().find(|(known, _)| *known == dialect).map_or(&[][..], |(_, lists)| lists);
    let mut rows = own.iter().copied().chain([EVERYWHERE]).flatten();
    rows.find(|(known, _)| *known == name).map(|(_, aggregated)| *aggregated)
}

impl Aggregated {
    /// Whether it can be written over a window on every engine.
    pub(super) const fn is_plain(self) -> bool {
        matches!(self, Self::Count | Self::Sum | Self::Avg | Self::Min | Self::Max)
    }
}

/// What a call aggregates, with its own name for refusals.
struct Operand<'c> {
    name: &'c str,
    is_distinct: bool,
    expression: Expr,
    data_type: DataType,
}

impl Level<'_> {
    pub(super) fn aggregate(&self, call: &Call<'_>, aggregated: Aggregated) -> Translated {
        match self.clause.get() {
            Clause::Outputs | Clause::Having | Clause::Window => {}
            Clause::Rows => return refuse("an aggregate in WHERE, ON or GROUP BY; use HAVING"),
            Clause::Aggregate => return refuse("an aggregate inside an aggregate"),
        }
        let before = self.clause.replace(Clause::Aggregate);
        let read = self.aggregate_of(call, aggregated);
        self.clause.set(before);
        Ok(self.aggregated(&read?))
    }

    pub(super) fn aggregate_of(&self, call: &Call<'_>, aggregated: Aggregated) -> Translated {
        let filter = match call.filter {
            None => None,
            Some(condition) => Some(self.condition(self.clause.get(), condition)?),
        };
        let only = |value| match filter.clone() {
            None => value,
            Some(condition) => Expr::Case { branches: vec![(condition, value)], otherwise: None },
        };
        match aggregated {
            Aggregated::Texts(between) => return self.joined_texts(call, between, &only),
            Aggregated::Percentile => return self.percentile(call, &only),
            Aggregated::Quantile => return self.quantile(call, &only),
            _ => call.require_no_clauses()?,
        }
        let (name, is_distinct) = (call.name.as_str(), call.is_distinct);
        let is_count = aggregated == Aggregated::Count && !is_distinct;
        let argument = match call.arguments.as_slice() {
            [FunctionArgExpr::Wildcard] if is_count => None,
            [] if is_count => None,
            [FunctionArgExpr::Expr(argument)] => Some(self.expression(argument)?),
            _ => return refuse(format!("{name} of other than one value")),
        };
        let Some(AuthorExpression { expression, data_type }) = argument else {
            let counted = match filter {
                None => Expr::CountRows,
                Some(_) => plain(AggregateFunction::Count, false, only(Expr::Integer(1))),
            };
            return Ok(typed(counted, DataType::Int64));
        };
        let expression = only(expression);
        self.aggregate_value(aggregated, Operand { name, is_distinct, expression, data_type })
    }

    fn aggregate_value(&self, aggregated: Aggregated, operand: Operand<'_>) -> Translated {
        let dialect = self.context.model.dialect;
        let Operand { name, is_distinct, expression, data_type } = operand;
        require_operand(aggregated, name, data_type)?;
        let all = |function| plain(function, is_distinct, expression.clone());
        Ok(match aggregated {
            Aggregated::Count => typed(all(AggregateFunction::Count), DataType::Int64),
            Aggregated::Sum => {
                let sum = dialect.sum(expression, data_type);
                typed(distinct_if(is_distinct, &sum), sum_type(data_type))
            }
            Aggregated::Avg => {
                let mean = dialect.average(expression, data_type);
                typed(distinct_if(is_distinct, &mean), DataType::Float64)
            }
            Aggregated::Min => least(AggregateFunction::Min, expression, data_type),
            Aggregated::Max => least(AggregateFunction::Max, expression, data_type),
            _ if is_distinct => return refuse(format!("DISTINCT in {name}")),
            Aggregated::ExactCount => {
                typed(plain(AggregateFunction::Count, true, expression), DataType::Int64)
            }
            Aggregated::ApproximateCount => approximate_count(expression, data_type),
            Aggregated::Any => typed(all(AggregateFunction::Any), DataType::Boolean),
            Aggregated::All => typed(all(AggregateFunction::All), DataType::Boolean),
            Aggregated::Deviation => {
                of_floats(AggregateFunction::Deviation, typed(expression, data_type))
            }
            _ => {
                let half = AggregateFunction::Percentile(MILLION / 2);
                of_floats(half, typed(expression, data_type))
            }
        })
    }

    /// Of numbers in ascending order; in descending order it is the rest from the other end.
    fn percentile(&self, call: &Call<'_>, only: &dyn Fn(Expr) -> Expr) -> Translated {
        let ([FunctionArgExpr::Expr(fraction)], [key]) = (call.arguments.as_slice(), call.order)
        else {
            return refuse(format!("{} without one value WITHIN GROUP (ORDER BY …)", call.name));
        };
        refuse_if("DISTINCT in a percentile", call.is_distinct)?;
        let direction = Direction::of(key)?;
        let own = millionths(fraction)?;
        let fraction = if direction.descending { MILLION - own } else { own };
        self.percentile_of(call, fraction, &key.expr, only)
    }

    fn quantile(&self, call: &Call<'_>, only: &dyn Fn(Expr) -> Expr) -> Translated {
        let [FunctionArgExpr::Expr(operand)] = call.arguments.as_slice() else {
            return refuse(format!("{} of other than one value", call.name));
        };
        refuse_if("DISTINCT in a quantile", call.is_distinct || !call.order.is_empty())?;
        let fraction = match call.parameters.as_slice() {
            [] => MILLION / 2,
            [FunctionArgExpr::Expr(fraction)] => millionths(fraction)?,
            _ => return refuse(format!("{} of several levels", call.name)),
        };
        self.percentile_of(call, fraction, operand, only)
    }

    fn percentile_of(
        &self,
        call: &Call<'_>,
        fraction: u32,
        operand: &ast::Expr,
        only: &dyn Fn(Expr) -> Expr,
    ) -> Translated {
        let read = self.expression(operand)?;
        require_operand(Aggregated::Percentile, &call.name, read.data_type)?;
        let operand = typed(only(read.expression), read.data_type);
        Ok(of_floats(AggregateFunction::Percentile(fraction), operand))
    }

    /// The tree joins texts in byte order, which is one of the orders that a text without any leaves
    /// open.
    fn joined_texts(
        &self,
        call: &Call<'_>,
        between: Option<&str>,
        only: &dyn Fn(Expr) -> Expr,
    ) -> Translated {
        let name = call.name.as_str();
        refuse_if(&format!("DISTINCT in {name}"), call.is_distinct)?;
        refuse_if("a call with parameters before its arguments", !call.parameters.is_empty())?;
        let arguments = call.expressions()?;
        let (operand, separator) = match (arguments.as_slice(), call.separator, between) {
            ([operand, separator], None, _) => (operand, self.expression(separator)?),
            ([operand], Some(separator), _) => (operand, literal(separator)?),
            ([operand], None, Some(between)) => {
                (operand, super::variables::of(&Value::Text(between.to_owned())))
            }
            _ => return refuse(format!("{name} of other than a text and a separator")),
        };
        let operand = self.expression(operand)?;
        if operand.data_type != DataType::Text {
            return Err(Refusal::WrongType(format!("{name} needs texts; cast to text")));
        }
        let Expr::Value(Value::Text(_)) = &separator.expression else {
            return refuse(format!("{name} with a separator that is not a literal text"));
        };
        self.require_byte_order(call, &operand.expression)?;
        let operand = Box::new(only(operand.expression));
        let separator = Box::new(separator.expression);
        Ok(typed(Expr::JoinTexts { operand, separator }, DataType::Text))
    }

    fn require_byte_order(&self, call: &Call<'_>, operand: &Expr) -> Result<(), Refusal> {
        let is_own = match call.order {
            [] => true,
            [key] => {
                let direction = Direction::of(key)?;
                !direction.descending && self.expression(&key.expr)?.expression == *operand
            }
            _ => false,
        };
        let what = format!("{} in another order than that of its own texts", call.name);
        refuse_if(&what, !is_own)
    }
}

const MILLION: u32 = 1_000_000;

/// A fraction that is written as a number, in parts of a million.
fn millionths(fraction: &ast::Expr) -> Result<u32, Refusal> {
    use rust_decimal::Decimal;
    use rust_decimal::prelude::ToPrimitive;
    let what = "a percentile that is not a number from 0 to 1 with at most six places";
    let ast::Expr::Value(value) = fraction else { return refuse(what) };
    let number = match literal(&value.value)?.expression {
        Expr::Value(Value::Integer(whole)) => Decimal::from(whole),
        Expr::Value(Value::Decimal(number)) => number,
        _ => return refuse(what),
    };
    let parts = number.checked_mul(Decimal::from(MILLION)).filter(|parts| parts.fract().is_zero());
    match parts.and_then(|parts| parts.to_u32()).filter(|parts| *parts <= MILLION) {
        Some(parts) => Ok(parts),
        None => refuse(what),
    }
}

fn require_operand(aggregated: Aggregated, name: &str, data_type: DataType) -> Result<(), Refusal> {
    use Aggregated::{Avg, Sum};
    let wanted = match aggregated {
        Sum | Avg | Deviation | Median | Percentile | Quantile if !data_type.is_number() => {
            "numbers"
        }
        Any | All if data_type != DataType::Boolean => "conditions",
        _ => return Ok(()),
    };
    Err(Refusal::WrongType(format!("{name} needs {wanted}")))
}

fn plain(function: AggregateFunction, distinct: bool, operand: Expr) -> Expr {
    Expr::Aggregate { function, distinct, operand: Box::new(operand) }
}

fn of_floats(function: AggregateFunction, operand: AuthorExpression) -> AuthorExpression {
    let operand = cast(operand, DataType::Float64).expression;
    typed(plain(function, false, operand), DataType::Float64)
}

/// As questions count: the estimates of engines differ in the types that they take.
fn approximate_count(operand: Expr, data_type: DataType) -> AuthorExpression {
    let counted = match data_type {
        DataType::Int32 | DataType::Int64 | DataType::Text => {
            plain(AggregateFunction::ApproximateCount, false, operand)
        }
        _ => plain(AggregateFunction::Count, true, operand),
    };
    typed(counted, DataType::Int64)
}

/// The same of different values only: a mean is then their sum by their number.
fn distinct_if(is_distinct: bool, aggregate: &Expr) -> Expr {
    aggregate.replaced(&mut |part| match part {
        Expr::Aggregate { function, distinct: _, operand } if is_distinct => {
            Some(Expr::Aggregate { function: *function, distinct: true, operand: operand.clone() })
        }
        _ => None,
    })
}

fn least(function: AggregateFunction, operand: Expr, data_type: DataType) -> AuthorExpression {
    typed(plain(function, false, ordered(operand, data_type)), data_type)
}

/// An operand whose order is the same on every engine.
fn ordered(operand: Expr, data_type: DataType) -> Expr {
    match data_type {
        DataType::Text => Expr::BinaryText(Box::new(operand)),
        DataType::Uuid => Expr::Cast(Box::new(operand), DataType::Text),
        _ => operand,
    }
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
