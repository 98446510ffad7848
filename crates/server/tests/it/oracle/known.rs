//! What is known to be wrong: counted and shown at the end of every run, so that the run finds what
//! is not known. An entry goes when its defect does.

use souk_testkit::generate::reference::filters_reach_further;

use crate::arena::{Case, Outcome, Pair};

/// The known defect that makes this outcome differ from the right answer.
pub(crate) fn defect(pair: &Pair, case: &Case, outcome: &Outcome) -> Option<&'static str> {
    let text = format!("{outcome:?}");
    let question = &case.question;
    if text.contains("totals of []") && (question.offset.is_some() || question.limit == Some(0)) {
        return Some("limit and offset leave out the totals");
    }
    // {"measures": [COUNT of customers where an order is paid]}, and nothing else.
    if text.contains("an empty SELECT list") {
        return Some("a measure with a filter on the many side needs a dimension");
    }
    const NO_COLUMN: [&str; 4] =
        ["FROM-clause entry", "Unknown column", "No field named", "no such column"];
    if NO_COLUMN.iter().any(|words| text.contains(words)) {
        return Some("the last rows among those that a filter on the many side leaves");
    }
    // Where DataFusion finds out that a column of PARTITION BY is constant.
    if text.contains("All partition by columns should have an ordering") {
        return Some("the last rows by a group that is constant, in files");
    }
    if text.contains("Conflicting ordering requirements in aggregate functions") {
        return Some("two joined texts of different values, in files");
    }
    if text.contains("Mixing of GROUP columns") {
        return Some("several facts without a dimension on MariaDB");
    }
    // Safe, since nothing is sent: these are right statements of the compiler.
    if text.contains("is read without its tenant rule") {
        return Some("the guard does not see some tenant rules on MariaDB and SQLite");
    }
    if text.contains("the guard refused the text: it does not parse") {
        return Some("the guard cannot read some statements for MariaDB and SQLite");
    }
    // The joins of one measure's filter also add groups to, or take rows from, all others.
    if filters_reach_further(&case.world, question, pair.engine.keys_known) {
        return Some("the joins of a measure's filter reach other measures");
    }
    None
}
