//! What not every engine can do.

use std::fmt;

/// A part of SQL that some dialect lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Feature {
    /// Outer joins that keep the rows of the right side.
    RightJoin,
    /// Outer joins that keep the rows of both sides.
    FullJoin,
    /// Outer joins of both sides on equality where NULL equals NULL.
    FullJoinOnSame,
    /// Joins on equality where NULL equals NULL.
    JoinOnSame,
    /// Joins on other conditions than equality.
    JoinOnCondition,
    /// Joins of every row with every row.
    CrossJoin,
    /// Joins of more than two sources in one SELECT.
    SeveralJoins,
    /// Aggregates over the rows around.
    Windows,
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
            Self::RightJoin => "right joins",
            Self::FullJoin => "full joins",
            Self::FullJoinOnSame => "full joins where NULL equals NULL",
            Self::JoinOnSame => "joins where NULL equals NULL",
            Self::JoinOnCondition => "joins on other conditions than equality",
            Self::CrossJoin => "cross joins",
            Self::SeveralJoins => "joins of more than two tables",
            Self::Windows => "window functions",
            Self::Percentile => "percentiles",
            Self::Deviation => "standard deviations",
            Self::Regex => "regular expressions",
            Self::TimeZones => "time zones",
            Self::JoinTexts => "joined texts in byte order",
            Self::CorrelatedQueries => "correlated sub-queries",
        })
    }
}
