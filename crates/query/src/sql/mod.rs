//! A small typed SQL tree of our own. It is built from a plan and rendered by a dialect; it is
//! never made from a request's text, and every value in it becomes a bound parameter.

mod render;

use std::sync::Arc;

use souk_model::{DataType, TableName};

use crate::Value;

pub(crate) use render::Renderer;

/// A name from the datamart's model, quoted when written.
pub(crate) type Identifier = Arc<str>;

/// An expression.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Expr {
    /// A column, of the named table expression or of the only one.
    Column {
        of: Option<Identifier>,
        name: Identifier,
    },
    /// Becomes a placeholder.
    Value(Value),
    Null,
    /// A number that Souk itself writes, such as the 1 of a row count.
    Integer(i64),
    Not(Box<Expr>),
    Negate(Box<Expr>),
    Binary(BinaryOperator, Box<Expr>, Box<Expr>),
    /// All of them; true when there are none.
    And(Vec<Expr>),
    /// Any of them; false when there are none.
    Or(Vec<Expr>),
    IsNull {
        operand: Box<Expr>,
        negated: bool,
    },
    InList {
        operand: Box<Expr>,
        list: Vec<Expr>,
        negated: bool,
    },
    /// `(a, b) IN (SELECT …)`.
    InQuery {
        operands: Vec<Expr>,
        query: Box<Select>,
    },
    /// `EXISTS (SELECT …)`.
    Exists(Box<Select>),
    /// A query of one column and at most one row.
    Scalar(Box<Select>),
    Like {
        operand: Box<Expr>,
        pattern: Box<Expr>,
        negated: bool,
    },
    Case {
        branches: Vec<(Expr, Expr)>,
        otherwise: Option<Box<Expr>>,
    },
    Cast(Box<Expr>, DataType),
    Call(Function, Vec<Expr>),
    /// `COUNT(*)`.
    CountRows,
    Aggregate {
        function: AggregateFunction,
        distinct: bool,
        operand: Box<Expr>,
    },
    /// A time cut down to a granularity's start, in the zone of `zone`.
    Truncate {
        operand: Box<Expr>,
        unit: &'static str,
    },
    /// A time as a wall clock in the zone shows it.
    LocalTime {
        operand: Box<Expr>,
        from: DataType,
        zone: chrono_tz::Tz,
    },
    /// Text compared byte by byte, whatever the database's collation.
    BinaryText(Box<Expr>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BinaryOperator {
    Add,
    Subtract,
    Multiply,
    /// Never of two integers: the author's `/` is cast to floating point first.
    Divide,
    Modulo,
    Concat,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

impl BinaryOperator {
    pub(crate) const fn symbol(self) -> &'static str {
        match self {
            Self::Add => "+",
            Self::Subtract => "-",
            Self::Multiply => "*",
            Self::Divide => "/",
            Self::Modulo => "%",
            Self::Concat => "||",
            Self::Equal => "=",
            Self::NotEqual => "<>",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AggregateFunction {
    Count,
    Sum,
    Avg,
    Min,
    Max,
}

/// The scalar functions that author SQL may use and every dialect can write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Function {
    Coalesce,
    NullIf,
    Lower,
    Upper,
    Trim,
    CharLength,
    Substring,
    Replace,
    Concat,
    Abs,
    Round,
    Floor,
    Ceil,
    ExtractYear,
    ExtractMonth,
    ExtractDay,
}

/// One SELECT with its common table expressions.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Select {
    pub(crate) with: Vec<CommonTable>,
    pub(crate) columns: Vec<Projection>,
    pub(crate) from: Option<Relation>,
    pub(crate) joins: Vec<Join>,
    pub(crate) filter: Vec<Expr>,
    /// How many of the leading columns are grouped by.
    pub(crate) group_by: usize,
    /// Dimensions without measures: each combination once.
    pub(crate) is_grouped: bool,
    pub(crate) having: Vec<Expr>,
    pub(crate) order_by: Vec<OrderTerm>,
    pub(crate) limit: Option<u32>,
    pub(crate) offset: Option<u32>,
}

/// A named SELECT.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct CommonTable {
    pub(crate) name: Identifier,
    pub(crate) query: Select,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Projection {
    pub(crate) expression: Expr,
    pub(crate) alias: Option<Identifier>,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Relation {
    /// A table of the datasource. Only scans have it.
    Base(TableName),
    /// A common table expression.
    Common(Identifier),
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Join {
    pub(crate) is_left: bool,
    pub(crate) relation: Identifier,
    pub(crate) on: Vec<Expr>,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct OrderTerm {
    pub(crate) key: OrderKey,
    pub(crate) descending: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum OrderKey {
    /// The position of the output column, from 1.
    Position(usize),
    /// An expression that is grouped by; text is ordered byte by byte.
    Text(Expr),
}

impl Expr {
    pub(crate) fn binary(operator: BinaryOperator, left: Self, right: Self) -> Self {
        Self::Binary(operator, Box::new(left), Box::new(right))
    }

    pub(crate) fn equal(left: Self, right: Self) -> Self {
        Self::binary(BinaryOperator::Equal, left, right)
    }

    pub(crate) fn own_column(name: &Identifier) -> Self {
        Self::Column { of: None, name: Arc::clone(name) }
    }

    pub(crate) fn column_of(of: &Identifier, name: &Identifier) -> Self {
        Self::Column { of: Some(Arc::clone(of)), name: Arc::clone(name) }
    }
}
