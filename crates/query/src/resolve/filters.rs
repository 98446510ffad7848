//! Filters: members looked up, conditions typed, and kept apart by when they are checked.

use chrono_tz::Tz;
use souk_model::DataType;

use super::members::Names;
use super::operators::Operand;
use super::{Condition, Test, measures};
use crate::model::{ColumnId, Member};
use crate::request::{ConditionRequest, FilterRequest, QueryRequest};

/// The conditions on rows and on final values.
pub(super) fn resolve(
    names: &mut Names<'_>,
    request: &QueryRequest,
) -> (Vec<Condition>, Vec<Condition>) {
    let found = conditions(names, request, &request.filters, "query.filters");
    spread(found).into_iter().partition(|condition| !mentions_measure(condition))
}

/// The conditions of one list of filters. What is wrong is reported, and left out.
fn conditions(
    names: &mut Names<'_>,
    request: &QueryRequest,
    filters: &[FilterRequest],
    path: &str,
) -> Vec<Condition> {
    let mut reader = Reader { names, request };
    filters
        .iter()
        .enumerate()
        .filter_map(|(index, filter)| reader.filter(filter, &format!("{path}[{index}]")))
        .collect()
}

/// The filters of one measure, which test columns only.
pub(super) fn of_measure(
    names: &mut Names<'_>,
    request: &QueryRequest,
    filters: &[FilterRequest],
    path: &str,
) -> Option<Vec<Condition>> {
    let path = format!("{path}.filters");
    let found = conditions(names, request, filters, &path);
    if found.iter().any(mentions_measure) {
        names.invalid(&path, "a measure is filtered by columns");
        return None;
    }
    (found.len() == filters.len()).then(|| spread(found))
}

/// All of a list must hold, so that what must hold all together is more of the list; and nothing, where it
/// is empty.
fn spread(conditions: Vec<Condition>) -> Vec<Condition> {
    let parts = |condition| match condition {
        Condition::All(parts) => spread(parts),
        other => vec![other],
    };
    conditions.into_iter().flat_map(parts).collect()
}

/// A test of a column, by the word for it.
pub(super) fn test(
    names: &mut Names<'_>,
    column: ColumnId,
    operator: &str,
    values: &[serde_json::Value],
    path: &str,
) -> Option<Test> {
    let described = names.model.column(column);
    let zone = described.zone(names.around.zone);
    test_of(names, described.data_type, zone, operator, values, path)
}

fn test_of(
    names: &mut Names<'_>,
    data_type: DataType,
    zone: Tz,
    operator: &str,
    values: &[serde_json::Value],
    path: &str,
) -> Option<Test> {
    let around = names.around;
    let operand = Operand { data_type, zone, values, surroundings: &around };
    match operand.test(operator) {
        Ok(test) => Some(test),
        Err(hint) => {
            names.invalid(path, hint);
            None
        }
    }
}

fn mentions_measure(condition: &Condition) -> bool {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => parts.iter().any(mentions_measure),
        Condition::OnColumn(..) => false,
        Condition::OnMeasure(..) => true,
    }
}

fn mentions_column(condition: &Condition) -> bool {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => parts.iter().any(mentions_column),
        Condition::OnColumn(..) => true,
        Condition::OnMeasure(..) => false,
    }
}

struct Reader<'n, 'm> {
    names: &'n mut Names<'m>,
    request: &'n QueryRequest,
}

impl Reader<'_, '_> {
    fn filter(&mut self, filter: &FilterRequest, path: &str) -> Option<Condition> {
        match filter {
            FilterRequest::Condition(condition) => self.condition(condition, path),
            FilterRequest::And(group) => {
                let parts = self.parts(&group.and, &format!("{path}.and"))?;
                self.unmixed(Condition::All(parts), path)
            }
            FilterRequest::Or(group) => {
                let parts = self.parts(&group.or, &format!("{path}.or"))?;
                self.unmixed(Condition::Any(parts), path)
            }
        }
    }

    fn parts(&mut self, filters: &[FilterRequest], path: &str) -> Option<Vec<Condition>> {
        let parts: Vec<_> = filters
            .iter()
            .enumerate()
            .map(|(index, filter)| self.filter(filter, &format!("{path}[{index}]")))
            .collect();
        parts.into_iter().collect()
    }

    /// A group is checked before or after aggregation, so it cannot hold both kinds.
    fn unmixed(&mut self, condition: Condition, path: &str) -> Option<Condition> {
        if mentions_measure(&condition) && mentions_column(&condition) {
            let hint = "conditions on dimensions and on measures cannot stand in one group; \
                        write them as separate filters";
            self.names.invalid(path, hint);
            return None;
        }
        Some(condition)
    }

    fn condition(&mut self, condition: &ConditionRequest, path: &str) -> Option<Condition> {
        let (operator, values) = (&condition.operator, &condition.values);
        let shown = self.names.measures.iter().find(|one| one.output.name == condition.member);
        let measure = match shown.cloned() {
            Some(measure) => measure,
            None => match self.names.member(&condition.member, &format!("{path}.member"))? {
                Member::Column(column) => {
                    let test = test(self.names, column, operator, values, path)?;
                    return Some(Condition::OnColumn(column, test));
                }
                Member::Measure { .. } | Member::Formula { .. } => {
                    measures::declared(self.names, self.request, &condition.member, path)?
                }
            },
        };
        let (data_type, zone) = (measure.output.data_type, self.names.around.zone);
        let test = test_of(self.names, data_type, zone, operator, values, path)?;
        Some(Condition::OnMeasure(measure, test))
    }
}
