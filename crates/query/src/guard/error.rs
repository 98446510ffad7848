//! Why a text was refused. For logs only: it names identifiers, never values.

use std::fmt;

/// The text was not proven to be safe.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the guard refused the text: {refusal}{place}")]
pub struct GuardError {
    refusal: Refusal,
    place: Place,
}

/// What was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// An engine that the guard does not know.
    #[error("its engine is not known")]
    Engine,
    /// The grammar of the dialect does not hold.
    #[error("it does not parse")]
    Syntax,
    /// Too long, or nested too deeply, to be read safely.
    #[error("it is {0}")]
    Size(&'static str),
    /// A character or token that generated text never holds.
    #[error("it holds {0}")]
    Token(&'static str),
    /// Not exactly one query.
    #[error("it is not exactly one query")]
    Statement,
    /// The kind of tenant is not what the datamart's tenancy asks for.
    #[error("the tenant is not of the kind that the datamart declares")]
    Tenant,
    /// A clause that generated text never holds.
    #[error("{0} is not allowed")]
    Clause(&'static str),
    /// An expression that generated text never holds.
    #[error("the expression {0} is not allowed")]
    Expression(&'static str),
    /// A function outside the allow-list.
    #[error("the function {0} is not allowed")]
    Function(String),
    /// A type outside the allow-list.
    #[error("a type is not allowed")]
    Type,
    /// An identifier that is not quoted, too long, or of the wrong number of parts.
    #[error("the name {0} is not well formed")]
    Name(String),
    /// A table that is neither in the datamart nor a CTE in scope.
    #[error("the table {0} is not in the datamart and no CTE in scope")]
    UnknownTable(String),
    /// A base table beside another source.
    #[error("the table {0} is not alone in its FROM")]
    NotAlone(String),
    /// The tenant rule was not found where it must stand.
    #[error("the table {0} is read without its tenant rule")]
    Unscoped(String),
    /// The datamart gives the table no tenant rule, so nobody may read it.
    #[error("the table {0} has no tenant rule")]
    NoRule(String),
    /// A placeholder without a value, or a value without a placeholder.
    #[error("placeholders and parameters do not agree")]
    Placeholder,
    /// The parser holds something that the walk did not see.
    #[error("{0} were not all accounted for")]
    Unaccounted(&'static str),
}

/// The way to the refused part, outermost first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Place(Vec<String>);

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().rev().try_for_each(|part| write!(formatter, ", in {part}"))
    }
}

impl GuardError {
    /// What was refused.
    #[must_use]
    pub fn refusal(&self) -> &Refusal {
        &self.refusal
    }

    /// Says that the refused part is inside `part`. Called from the inside out.
    pub(super) fn inside(mut self, part: impl Into<String>) -> Self {
        self.place.0.push(part.into());
        self
    }
}

impl From<Refusal> for GuardError {
    fn from(refusal: Refusal) -> Self {
        Self { refusal, place: Place::default() }
    }
}
