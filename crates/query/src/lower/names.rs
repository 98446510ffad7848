//! Names inside the statement: readable where they fit, and never twice.

use std::sync::Arc;

use crate::model::{Place, identifier};
use crate::resolve::Resolved;
use crate::scope::Carried;
use crate::sql::{Expr, Identifier, Source};

use super::Lowering;

/// The columns of every fact.
pub(super) struct GroupNames {
    pub(super) dimensions: Vec<Identifier>,
    pub(super) terms: Vec<Identifier>,
    /// Whether a group is the rest beside the top.
    pub(super) is_others: Identifier,
}

impl GroupNames {
    pub(super) fn of(question: &Resolved<'_>) -> Self {
        let dialect = question.model.dialect;
        let mut taken: Vec<Identifier> = Vec::new();
        let mut name = |wanted: &str, kind: &str, position: usize| {
            let is_kept = dialect.keeps_name(wanted) && !is_of_the_statement(wanted);
            let base = if is_kept { identifier(wanted) } else { numbered(kind, position) };
            let mut found = Arc::clone(&base);
            let mut count = 1;
            while taken.contains(&found) {
                count += 1;
                found = numbered(&base, count);
            }
            taken.push(Arc::clone(&found));
            found
        };
        let dimensions = question
            .dimensions
            .iter()
            .enumerate()
            .map(|(position, one)| name(&one.output.name, "dimension", position))
            .collect();
        let terms = question
            .term_names
            .iter()
            .enumerate()
            .map(|(position, one)| name(one, "term", position))
            .collect();
        Self { dimensions, terms, is_others: name("is_others", "is_others", 0) }
    }
}

fn numbered(name: &str, number: usize) -> Identifier {
    identifier(&format!("{name}_{number}"))
}

/// Names of columns that statements add for themselves: see `fixed` where it is called.
fn is_of_the_statement(name: &str) -> bool {
    let begins = ["key_", "is_latest_", "has_rows_"].iter().any(|one| name.starts_with(one));
    begins || ["is_shown", "row"].contains(&name)
}

impl Lowering<'_> {
    /// What qualifies the columns of a joined table: its scan, or its role.
    pub(super) fn place_name(&self, place: Place) -> Identifier {
        match place.role {
            None => Arc::clone(&self.model().tables[place.table].scan),
            Some(role) => {
                let wanted = format!("role_{}", self.model().relationships[role].name);
                if wanted.len() <= self.model().dialect.longest_identifier() {
                    identifier(&wanted)
                } else {
                    identifier(&format!("role_{role}"))
                }
            }
        }
    }

    /// A table as FROM reads it: its scan, or the one without a rule where a join carries the rule.
    pub(super) fn source(&self, place: Place, carried: &Carried) -> Source {
        let table = &self.model().tables[place.table];
        let scan = if carried.holds(place) { &table.unscoped } else { &table.scan };
        Source::named(scan, &self.place_name(place))
    }

    /// A column of the root that is NULL only where there is no row.
    pub(super) fn marker(&self, root: usize) -> Expr {
        let table = &self.model().tables[root];
        Expr::column_of(&table.scan, &table.marker)
    }
}
