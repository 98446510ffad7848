//! Filters: members looked up, conditions typed, and kept apart by when they are checked.

use chrono_tz::Tz;
use souk_model::DataType;

use super::members::Names;
use super::operators::Operand;
use super::periods::Surroundings;
use super::ranges::{ResolvedRange, TimeColumn};
use super::{Condition, Test};
use crate::model::{ColumnId, Lookup, Member};
use crate::request::{ConditionRequest, FilterRequest, QueryRequest};

/// The conditions on rows and on groups.
pub(super) fn resolve(
    names: &mut Names<'_>,
    request: &QueryRequest,
    surroundings: &Surroundings,
) -> (Vec<Condition>, Vec<Condition>) {
    let mut found = conditions(names, &request.filters, "query.filters", surroundings);
    found.extend(Reader { names, surroundings }.date_ranges(request));
    found.into_iter().partition(|condition| !mentions_measure(condition))
}

/// The conditions of one list of filters. What is wrong is reported, and left out.
pub(super) fn conditions(
    names: &mut Names<'_>,
    filters: &[FilterRequest],
    path: &str,
    surroundings: &Surroundings,
) -> Vec<Condition> {
    let mut reader = Reader { names, surroundings };
    filters
        .iter()
        .enumerate()
        .filter_map(|(index, filter)| reader.filter(filter, &format!("{path}[{index}]")))
        .collect()
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
    surroundings: &'n Surroundings,
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
        match self.names.member(&condition.member, &format!("{path}.member"))? {
            Member::Column(column) => {
                let described = self.names.model.column(column);
                let (data_type, zone) = (described.data_type, self.zone_of(column));
                let test = self.test(condition, data_type, zone, path)?;
                Some(Condition::OnColumn(column, test))
            }
            Member::Measure { .. } => {
                let measure = self.names.declared(&condition.member, path)?;
                let zone = self.surroundings.zone;
                let test = self.test(condition, measure.output.data_type, zone, path)?;
                Some(Condition::OnMeasure(measure, test))
            }
        }
    }

    fn zone_of(&self, column: ColumnId) -> Tz {
        let is_moved = self.names.model.column(column).applies_timezone;
        if is_moved { self.surroundings.zone } else { Tz::UTC }
    }

    fn test(
        &mut self,
        condition: &ConditionRequest,
        data_type: DataType,
        zone: Tz,
        path: &str,
    ) -> Option<Test> {
        let surroundings = self.surroundings;
        let operand = Operand { data_type, zone, values: &condition.values, surroundings };
        match operand.test(&condition.operator) {
            Ok(test) => Some(test),
            Err(hint) => {
                self.names.invalid(path, hint);
                None
            }
        }
    }

    fn date_ranges(&mut self, request: &QueryRequest) -> Vec<Condition> {
        let mut found = Vec::new();
        for (index, time) in request.time_dimensions.iter().enumerate() {
            let Some(range) = &time.date_range else { continue };
            let path = format!("query.timeDimensions[{index}].dateRange");
            // An unknown column has been reported with the time dimensions.
            let Some(Lookup::One(Member::Column(column))) =
                self.names.model.member(&time.dimension)
            else {
                continue;
            };
            let data_type = self.names.model.column(column).data_type;
            if !data_type.is_temporal() {
                continue;
            }
            let of = TimeColumn { data_type, zone: self.zone_of(column) };
            match ResolvedRange::read(range, of, self.surroundings) {
                Ok(range) => found.push(Condition::OnColumn(column, range.test())),
                Err(hint) => self.names.invalid(&path, hint),
            }
        }
        found
    }
}
