//! What not every engine can do.

use std::fmt;

/// A part of SQL that some dialect lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Feature {
    /// Joins of any kind.
    Joins,
    /// Outer joins that keep the rows of the right side.
    RightJoin,
    /// Outer joins that keep the rows of both sides.
    FullJoin,
    /// Outer joins that keep both sides, on anything but plain equality.
    FullJoinOnCondition,
    /// Joins on equality where NULL equals NULL.
    JoinOnSame,
    /// Outer joins without any equality between their sides.
    OuterJoinWithoutEquation,
    /// Joins of every row with every row.
    CrossJoin,
    /// Joins of more than two sources in one SELECT.
    SeveralJoins,
    /// Membership of several columns at once in a query's rows.
    RowComparison,
    /// Aggregates over the rows around.
    Windows,
    /// Running aggregates without a frame of rows, which take in the rows of equal order.
    RunningByPeers,
    /// Interpolated percentiles of a group.
    Percentile,
    /// Standard deviations.
    Deviation,
    /// Regular expressions.
    Regex,
    /// Wall clocks of zones other than UTC.
    TimeZones,
    /// Texts of a group in one text, in byte order.
    JoinTexts,
    /// Queries in conditions that name columns of the query around.
    CorrelatedQueries,
}

impl fmt::Display for Feature {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Joins => "joins that can be relied on",
            Self::RightJoin => "right joins",
            Self::FullJoin => "full joins",
            Self::FullJoinOnCondition => "full joins on other conditions than equality",
            Self::JoinOnSame => "joins where NULL equals NULL",
            Self::OuterJoinWithoutEquation => "outer joins without an equality",
            Self::CrossJoin => "cross joins",
            Self::SeveralJoins => "joins of more than two tables",
            Self::RowComparison => "comparisons of several columns with a query",
            Self::Windows => "window functions",
            Self::RunningByPeers => "running totals without a frame of ROWS",
            Self::Percentile => "percentiles",
            Self::Deviation => "standard deviations",
            Self::Regex => "regular expressions",
            Self::TimeZones => "time zones",
            Self::JoinTexts => "joined texts in byte order",
            Self::CorrelatedQueries => "correlated sub-queries",
        })
    }
}
