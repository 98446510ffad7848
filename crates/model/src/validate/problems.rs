//! Gathers problems in any order and hands them out in the documented checking order.

use crate::{ErrorCode, Problem, nearest};

/// What a check is about, in the order in which the compatible wire checks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stage {
    Body,
    TableList,
    Structure,
    Table,
    Column,
    ClientColumn,
    Tenancy,
    Relationship,
    Measure,
}

impl Stage {
    /// The documented message; Souk's own for what the wire does not document.
    const fn message(self) -> &'static str {
        match self {
            Self::Body => "Invalid request body",
            Self::TableList => "Table list cannot be empty",
            Self::Structure => "Invalid table or column structure",
            Self::Table => "Invalid schema or table name",
            Self::Column | Self::ClientColumn => "Invalid column names in table",
            Self::Tenancy => "Invalid tenancy level for organization",
            Self::Relationship => "Invalid relationship",
            Self::Measure => "Invalid measure in table",
        }
    }

    const fn code(self) -> ErrorCode {
        match self {
            Self::Tenancy => ErrorCode::INVALID_TENANCY,
            _ => ErrorCode::INVALID_REQUEST_BODY,
        }
    }
}

/// The problems found so far.
#[derive(Debug)]
pub(super) struct Problems {
    found: Vec<(Stage, Problem)>,
    comparisons_left: usize,
}

impl Problems {
    /// More than anybody reads; the rest is counted.
    const MOST_REPORTED: usize = 100;
    /// Each suggestion reads every candidate: ten thousand unknown columns would read 10^8 names.
    const MOST_COMPARISONS: usize = 10_000;

    pub(super) const fn new() -> Self {
        Self { found: Vec::new(), comparisons_left: Self::MOST_COMPARISONS }
    }

    /// A problem under the stage's own message.
    pub(super) fn report(
        &mut self,
        stage: Stage,
        path: impl Into<String>,
        hint: impl Into<String>,
    ) {
        self.found.push((stage, Problem::new(stage.code(), stage.message(), path, hint)));
    }

    /// A field that breaks a rule of the body. `rule` completes a sentence: `is required`.
    pub(super) fn body(&mut self, path: &str, rule: &str) {
        let message = format!("\"{path}\" {rule}");
        let problem = Problem::new(ErrorCode::INVALID_REQUEST_BODY, &message, path, &message);
        self.found.push((Stage::Body, problem));
    }

    /// A field that must be given and is not.
    pub(super) fn required(&mut self, path: &str) {
        self.body(path, "is required");
    }

    /// `; did you mean "orders"?`, or nothing.
    pub(super) fn suggest<'a>(
        &mut self,
        unknown: &str,
        candidates: impl IntoIterator<Item = &'a str>,
    ) -> String {
        let candidates: Vec<_> = candidates.into_iter().take(Self::MOST_COMPARISONS).collect();
        let Some(left) = self.comparisons_left.checked_sub(candidates.len()) else {
            return String::new();
        };
        self.comparisons_left = left;
        nearest(unknown, candidates)
            .map(|near| format!("; did you mean {near:?}?"))
            .unwrap_or_default()
    }

    /// The problems in checking order, or `value` where there are none.
    pub(super) fn finish<T>(mut self, value: T) -> Result<T, Vec<Problem>> {
        if self.found.is_empty() {
            return Ok(value);
        }
        self.found.sort_by_key(|(stage, _)| *stage);
        let left_out = self.found.len().saturating_sub(Self::MOST_REPORTED);
        let mut problems: Vec<_> =
            self.found.into_iter().take(Self::MOST_REPORTED).map(|(_, problem)| problem).collect();
        if let (true, Some(last)) = (left_out > 0, problems.last()) {
            let hint = format!("and {left_out} more problems");
            problems.push(Problem::new(last.code, last.message.clone(), "", hint));
        }
        Err(problems)
    }
}
