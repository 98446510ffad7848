//! The measures of a question.

use souk_model::{Aggregate, DataType};
use souk_query::{InlineMeasure, LastRequest, MeasureRequest};

use super::Asker;
use crate::generate::breadth::Breadth;
use crate::generate::plan::{PERCENTILES, aggregates_of};

impl Asker<'_> {
    pub(super) fn row_count(&self) -> InlineMeasure {
        let table = self.key(self.root).to_owned();
        InlineMeasure::new(table, None, Aggregate::Count)
    }

    pub(super) fn measures(&mut self) -> Vec<MeasureRequest> {
        let elsewhere = if self.breadth == Breadth::Full { 45 } else { 3 };
        let mut found: Vec<MeasureRequest> = Vec::new();
        let none = if self.breadth == Breadth::Full { 10 } else { 20 };
        for number in 0..self.draw.weighted(&[(none, 0), (40, 1), (25, 2)], 3) {
            let table = if self.draw.chance(elsewhere) { self.some_table() } else { self.root };
            let measure = if self.draw.chance(45) {
                self.declared(table)
            } else {
                self.inline(table, number)
            };
            found.extend(measure.filter(|one| !found.contains(one)));
        }
        found
    }

    pub(super) fn declared(&mut self, table: usize) -> Option<MeasureRequest> {
        let described = &self.world.datamart.tables[table];
        if let Some(formula) = described.formulas.first().filter(|_| self.draw.chance(25)) {
            let name = format!("{}.{}", described.name.name, formula.name);
            return Some(MeasureRequest::Declared(name));
        }
        let name = &self.draw.pick(&described.measures)?.name;
        Some(MeasureRequest::Declared(format!("{}.{name}", described.name.name)))
    }

    pub(super) fn inline(&mut self, table: usize, number: usize) -> Option<MeasureRequest> {
        let (column, data_type) = self.column(table)?;
        let aggregate = *self.draw.pick(aggregates_of(data_type, self.breadth))?;
        let name = self.draw.chance(60).then(|| format!("own {number}"));
        let key = self.key(table).to_owned();
        let measure = InlineMeasure::new(key, Some(column), aggregate);
        let mut measure = InlineMeasure { name, ..measure };
        if self.breadth == Breadth::Full {
            self.refine(&mut measure, table);
        }
        Some(MeasureRequest::Inline(measure))
    }

    /// A percentile, a separator, conditions, the latest time.
    fn refine(&mut self, measure: &mut InlineMeasure, table: usize) {
        if measure.aggregate == Aggregate::Percentile {
            measure.percentile = Some(PERCENTILES[self.draw.below(PERCENTILES.len())]);
        }
        if measure.aggregate == Aggregate::StringAgg && self.draw.chance(50) {
            measure.separator = Some([" | ", "", "'"][self.draw.below(3)].to_owned());
        }
        if self.draw.chance(25) {
            // At this depth there are no conditions on measures.
            measure.filters = self.filter(1).into_iter().collect();
        }
        if self.draw.chance(30) {
            measure.last = self.last(table);
        }
    }

    fn last(&mut self, table: usize) -> Option<LastRequest> {
        let key = self.key(table).to_owned();
        let columns: Vec<_> = (0..6).filter_map(|_| self.column(table)).collect();
        let is_time = |(_, data_type): &&(String, DataType)| data_type.is_temporal();
        let (by, _) = columns.iter().find(is_time)?;
        let per = columns.first().filter(|_| self.draw.chance(40));
        Some(LastRequest {
            by: format!("{key}.{by}"),
            per: per.map(|(name, _)| format!("{key}.{name}")).into_iter().collect(),
        })
    }
}
