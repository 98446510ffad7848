//! A small typed SQL tree of our own. It is built from a plan and rendered by a dialect; it is
//! never made from a request's text, and every value in it becomes a bound parameter.

pub(crate) mod features;
mod map;
#[cfg(test)]
mod nodes;
mod outside;
mod render;
mod write;

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
    /// Some part of the text matches the regular expression; letter case matters.
    Regex {
        operand: Box<Expr>,
        pattern: Box<Expr>,
        negated: bool,
    },
    /// Two columns, of any types, are equal as a tenant's key is.
    SameKey(Box<Expr>, Box<Expr>),
    /// A column, of any type, is a tenant's key or name and no other, in the form that the guard
    /// asks for.
    TenantKey {
        column: Box<Expr>,
        key: Box<Expr>,
    },
    /// Equal, where NULL equals NULL.
    Same(Box<Expr>, Box<Expr>),
    Case {
        branches: Vec<(Expr, Expr)>,
        otherwise: Option<Box<Expr>>,
    },
    Cast(Box<Expr>, DataType),
    Call(Function, Vec<Expr>),
    /// `COUNT(*)`.
    CountRows,
    /// The group has exactly one row.
    IsOneRow,
    Aggregate {
        function: AggregateFunction,
        distinct: bool,
        operand: Box<Expr>,
    },
    /// Texts of a group, one after the other, in byte order.
    JoinTexts {
        operand: Box<Expr>,
        separator: Box<Expr>,
    },
    /// An aggregate or a [`Expr::Ranked`] over the rows around, without making one of them.
    Over {
        aggregate: Box<Expr>,
        partition_by: Vec<Expr>,
        /// With an order, an aggregate is of the rows up to this one.
        order_by: Vec<WindowOrder>,
        frame: Option<Frame>,
    },
    /// What only stands before OVER.
    Ranked(WindowFunction, Vec<Expr>),
    /// A wall-clock time cut down to the start of its unit; weeks begin on Monday.
    Truncate {
        operand: Box<Expr>,
        unit: Unit,
    },
    /// A wall-clock time moved by whole units; days that a month lacks become its last.
    Shift {
        operand: Box<Expr>,
        unit: Unit,
        count: i64,
    },
    /// A time as a wall clock in the zone shows it.
    LocalTime {
        operand: Box<Expr>,
        from: DataType,
        zone: chrono_tz::Tz,
    },
    /// The instant at which the wall clock of the zone shows a time.
    Instant {
        operand: Box<Expr>,
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
    /// Of two numbers of one kind, floating where no engine may make something of its own of it. SQL
    /// metrics divide whole numbers and decimals too, as their engine does.
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
    pub(crate) const fn is_comparison(self) -> bool {
        matches!(
            self,
            Self::Equal
                | Self::NotEqual
                | Self::Less
                | Self::LessOrEqual
                | Self::Greater
                | Self::GreaterOrEqual
        )
    }

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
    /// The value of a group that has one row only, written as the least.
    Only,
    /// At least as exact as the engine's own estimate.
    ApproximateCount,
    /// Interpolated between neighbours, in parts of a million; 500,000 is the median.
    Percentile(u32),
    /// Of a sample (divided by n - 1); NULL for fewer than two values.
    Deviation,
    Any,
    All,
}

/// A function of a row's place among the rows around.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WindowFunction {
    RowNumber,
    Rank,
    DenseRank,
    /// A value of a row before this one.
    Lag,
    /// A value of a row after this one.
    Lead,
}

/// One key of a window's order. NULL is last in both directions.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct WindowOrder {
    pub(crate) key: Expr,
    pub(crate) descending: bool,
}

/// Which rows of an ordered window count, up to this one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Frame {
    /// All before it, row by row.
    Before,
    /// So many before it.
    Preceding(u32),
}

/// A unit of the calendar or the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    /// From Monday (ISO 8601).
    Week,
    Month,
    Quarter,
    Year,
}

impl Unit {
    /// Its word in SQL.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Second => "second",
            Self::Minute => "minute",
            Self::Hour => "hour",
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
        }
    }

    /// The same in capitals.
    pub(crate) const fn upper_word(self) -> &'static str {
        match self {
            Self::Second => "SECOND",
            Self::Minute => "MINUTE",
            Self::Hour => "HOUR",
            Self::Day => "DAY",
            Self::Week => "WEEK",
            Self::Month => "MONTH",
            Self::Quarter => "QUARTER",
            Self::Year => "YEAR",
        }
    }
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
    ExtractQuarter,
    /// Of ISO 8601.
    ExtractWeek,
    /// From 1 on Monday.
    ExtractWeekday,
    ExtractHour,
    ExtractMinute,
}

/// One SELECT with its common table expressions.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Select {
    pub(crate) with: Vec<CommonTable>,
    pub(crate) distinct: bool,
    pub(crate) columns: Vec<Projection>,
    pub(crate) from: Option<Source>,
    pub(crate) joins: Vec<Join>,
    pub(crate) filter: Vec<Expr>,
    /// How many of the leading columns are grouped by.
    pub(crate) group_by: usize,
    /// Dimensions without measures: each combination once.
    pub(crate) is_grouped: bool,
    pub(crate) having: Vec<Expr>,
    /// More SELECTs, whose rows follow those of this one.
    pub(crate) union_all: Vec<Select>,
    pub(crate) order_by: Vec<OrderTerm>,
    pub(crate) limit: Option<u32>,
    pub(crate) offset: Option<u32>,
}

/// A named SELECT.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct CommonTable {
    pub(crate) name: Identifier,
    pub(crate) query: Select,
    /// A scan that the engine should read where it is used, with the filters around it.
    pub(crate) is_inlined: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Projection {
    pub(crate) expression: Expr,
    pub(crate) alias: Option<Identifier>,
}

/// What rows come from, and the name that qualifies its columns.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Source {
    pub(crate) relation: Relation,
    /// The relation's own name when absent.
    pub(crate) alias: Option<Identifier>,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Relation {
    /// A table of the datasource. Only scans have it.
    Base(TableName),
    /// A common table expression.
    Common(Identifier),
    /// A query in its place. Has an alias.
    Query(Box<Select>),
    /// Rows of values, such as the periods of a date range. Never empty; has an alias.
    Values { columns: Vec<Identifier>, rows: Vec<Vec<Expr>> },
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Join {
    pub(crate) kind: JoinKind,
    pub(crate) source: Source,
    /// All must hold. Empty for a cross join only.
    pub(crate) on: Vec<Expr>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum JoinKind {
    Inner,
    Left,
    Right,
    Full,
    Cross,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct OrderTerm {
    pub(crate) key: OrderKey,
    pub(crate) descending: bool,
    /// It is never NULL, so that an index in its order serves.
    pub(crate) is_present: bool,
}

/// NULL is last in both directions.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum OrderKey {
    /// The position of the output column, from 1.
    Position(usize),
    /// An expression over the rows of FROM, or one that is grouped by.
    Expression(Expr),
    /// The same, as text in byte order.
    Text(Expr),
}

impl Select {
    /// All rows of a common table, without columns yet.
    pub(crate) fn over(table: &Identifier) -> Self {
        Self { from: Some(Source::common(table)), ..Self::default() }
    }

    /// Adds a column under a name.
    pub(crate) fn project(&mut self, expression: Expr, name: &Identifier) {
        self.columns.push(Projection { expression, alias: Some(Arc::clone(name)) });
    }
}

impl Source {
    pub(crate) fn base(table: &TableName) -> Self {
        Self { relation: Relation::Base(table.clone()), alias: None }
    }

    pub(crate) fn common(name: &Identifier) -> Self {
        Self { relation: Relation::Common(Arc::clone(name)), alias: None }
    }

    pub(crate) fn named(name: &Identifier, alias: &Identifier) -> Self {
        let alias = (name != alias).then(|| Arc::clone(alias));
        Self { relation: Relation::Common(Arc::clone(name)), alias }
    }
}

impl Expr {
    /// 1 where the condition is true, else 0.
    pub(crate) fn flag(condition: Self) -> Self {
        let otherwise = Some(Box::new(Self::Integer(0)));
        Self::Case { branches: vec![(condition, Self::Integer(1))], otherwise }
    }

    pub(crate) fn binary(operator: BinaryOperator, left: Self, right: Self) -> Self {
        Self::Binary(operator, Box::new(left), Box::new(right))
    }

    pub(crate) fn equal(left: Self, right: Self) -> Self {
        Self::binary(BinaryOperator::Equal, left, right)
    }

    pub(crate) fn same_key(left: Self, right: Self) -> Self {
        Self::SameKey(Box::new(left), Box::new(right))
    }

    pub(crate) fn tenant_key(column: Self, key: Self) -> Self {
        Self::TenantKey { column: Box::new(column), key: Box::new(key) }
    }

    pub(crate) fn own_column(name: &Identifier) -> Self {
        Self::Column { of: None, name: Arc::clone(name) }
    }

    pub(crate) fn column_of(of: &Identifier, name: &Identifier) -> Self {
        Self::Column { of: Some(Arc::clone(of)), name: Arc::clone(name) }
    }
}
