//! Looks members up and collects every problem on the way.

use std::collections::HashSet;
use std::str::FromStr;

use chrono_tz::Tz;
use souk_model::{Aggregate, DataType, ErrorCode, Problem, TypeFamily, nearest};

use super::{Dimension, Measure, QuestionError, dimension_output};
use crate::ColumnRole;
use crate::compiled::OutputColumn;
use crate::dialect::sum_type;
use crate::model::{ColumnId, Lookup, Member, Model};
use crate::request::{
    DimensionRequest, InlineMeasure, MeasureRequest, QueryRequest, TimeDimensionRequest,
};

pub(super) struct Names<'m> {
    pub(super) model: &'m Model,
    problems: Vec<Problem>,
}

impl<'m> Names<'m> {
    pub(super) const fn new(model: &'m Model) -> Self {
        Self { model, problems: Vec::new() }
    }

    pub(super) fn finish(self) -> Result<(), QuestionError> {
        if self.problems.is_empty() {
            Ok(())
        } else {
            Err(QuestionError { problems: self.problems })
        }
    }

    pub(super) fn report(
        &mut self,
        code: ErrorCode,
        message: &str,
        path: &str,
        hint: impl Into<String>,
    ) {
        self.problems.push(Problem::new(code, message, path, hint));
    }

    pub(super) fn invalid(&mut self, path: &str, hint: impl Into<String>) {
        self.report(ErrorCode::INVALID_QUESTION, "the question makes no sense", path, hint);
    }

    /// Finds a member by name, or reports that it is unknown or ambiguous.
    pub(super) fn member(&mut self, name: &str, path: &str) -> Option<Member> {
        match self.model.member(name) {
            Some(Lookup::One(member)) => Some(member),
            Some(Lookup::Ambiguous) => {
                let hint = format!("several tables have {name}; write schema.table.column");
                self.report(ErrorCode::UNKNOWN_MEMBER, "ambiguous member", path, hint);
                None
            }
            None => {
                self.unknown(name, path);
                None
            }
        }
    }

    fn unknown(&mut self, name: &str, path: &str) {
        let near = nearest(name, self.model.member_names());
        let hint = match near {
            Some(near) => format!("the datamart has no {name}; did you mean {near}?"),
            None => {
                format!("the datamart has no {name}; members are table.column or table.measure")
            }
        };
        self.report(ErrorCode::UNKNOWN_MEMBER, "unknown member", path, hint);
    }

    pub(super) fn zone(&mut self, name: Option<&str>) -> Tz {
        let Some(name) = name else { return Tz::UTC };
        if let Ok(zone) = Tz::from_str(name) {
            return zone;
        }
        self.invalid("query.timezone", format!("{name} is not an IANA time zone"));
        Tz::UTC
    }

    pub(super) fn dimensions(&mut self, request: &QueryRequest) -> Vec<Dimension> {
        let mut found = Vec::with_capacity(request.dimensions.len());
        for (index, name) in request.dimensions.iter().enumerate() {
            let path = format!("query.dimensions[{index}]");
            match name {
                DimensionRequest::Member(name) => found.extend(self.dimension(name, &path)),
                DimensionRequest::Grouped(_) => self.invalid(&path, "not built yet"),
            }
        }
        found
    }

    fn dimension(&mut self, name: &str, path: &str) -> Option<Dimension> {
        let column = self.column_member(name, path)?;
        let described = self.model.column(column);
        let output = dimension_output(
            name.to_owned(),
            &described.label,
            described.data_type,
            ColumnRole::Dimension,
        );
        Some(Dimension { column, granularity: None, output })
    }

    fn column_member(&mut self, name: &str, path: &str) -> Option<ColumnId> {
        match self.member(name, path)? {
            Member::Column(column) => Some(column),
            Member::Measure { .. } => {
                self.invalid(path, format!("{name} is a measure; name it in measures"));
                None
            }
        }
    }

    /// A time column, wherever one is needed.
    pub(super) fn time_member(&mut self, name: &str, path: &str) -> Option<ColumnId> {
        let column = self.column_member(name, path)?;
        if self.model.column(column).data_type.is_temporal() {
            return Some(column);
        }
        self.invalid(path, format!("{name} is not a date or timestamp"));
        None
    }

    pub(super) fn time_dimensions(&mut self, request: &QueryRequest) -> Vec<Dimension> {
        let mut found = Vec::new();
        for (index, time) in request.time_dimensions.iter().enumerate() {
            let path = format!("query.timeDimensions[{index}].dimension");
            let Some(column) = self.time_member(&time.dimension, &path) else { continue };
            found.extend(self.at_granularity(time, column));
        }
        found
    }

    fn at_granularity(&self, time: &TimeDimensionRequest, column: ColumnId) -> Option<Dimension> {
        let granularity = time.granularity?;
        let name = format!("{}.{}", time.dimension, granularity.word());
        let label = &self.model.column(column).label;
        let role = ColumnRole::TimeDimension;
        let output = dimension_output(name, label, DataType::Timestamp, role);
        Some(Dimension { column, granularity: Some(granularity), output })
    }

    pub(super) fn measures(&mut self, request: &QueryRequest) -> Vec<Measure> {
        let mut found = Vec::with_capacity(request.measures.len());
        for (index, measure) in request.measures.iter().enumerate() {
            let path = format!("query.measures[{index}]");
            found.extend(match measure {
                MeasureRequest::Declared(name) => self.declared(name, &path),
                MeasureRequest::Inline(inline) => self.inline(inline, &path),
                MeasureRequest::Modified(_) | MeasureRequest::Formula(_) => {
                    self.invalid(&path, "not built yet");
                    None
                }
            });
        }
        found
    }

    pub(super) fn declared(&mut self, name: &str, path: &str) -> Option<Measure> {
        let Member::Measure { table, measure } = self.member(name, path)? else {
            let hint = format!("{name} is a column; aggregate it inline or name it in dimensions");
            self.invalid(path, hint);
            return None;
        };
        let declared = &self.model.tables[table].measures[measure];
        let (aggregate, column) = (declared.aggregate, declared.column);
        let label = declared.label.to_string();
        self.measure(table, aggregate, column, name.to_owned(), label, path)
    }

    fn inline(&mut self, inline: &InlineMeasure, path: &str) -> Option<Measure> {
        let word = inline.aggregate.wire_name().to_lowercase();
        let Some(column) = &inline.column else { return self.row_count(inline, &word, path) };
        let member = format!("{}.{column}", inline.table);
        let id = self.column_member(&member, path)?;
        let name = inline.name.clone().unwrap_or_else(|| format!("{member}.{word}"));
        self.measure(id.table, inline.aggregate, Some(id.column), name.clone(), name, path)
    }

    fn row_count(&mut self, inline: &InlineMeasure, word: &str, path: &str) -> Option<Measure> {
        if inline.aggregate != Aggregate::Count {
            self.invalid(path, format!("{} needs a column", inline.aggregate.wire_name()));
            return None;
        }
        let Some(Lookup::One(table)) = self.model.table(&inline.table) else {
            let near = nearest(&inline.table, self.model.table_keys());
            let hint = near.map_or_else(String::new, |near| format!("; did you mean {near}?"));
            let hint = format!("the datamart has no one table {}{hint}", inline.table);
            self.report(ErrorCode::UNKNOWN_MEMBER, "unknown member", path, hint);
            return None;
        };
        let name = inline.name.clone().unwrap_or_else(|| format!("{}.{word}", inline.table));
        self.measure(table, Aggregate::Count, None, name.clone(), name, path)
    }

    fn measure(
        &mut self,
        table: usize,
        aggregate: Aggregate,
        column: Option<usize>,
        name: String,
        label: String,
        path: &str,
    ) -> Option<Measure> {
        let operand = column.map(|column| self.model.column(ColumnId { table, column }).data_type);
        let Some(data_type) = measure_type(aggregate, operand) else {
            let kind = operand.map_or("nothing", DataType::wire_name);
            self.invalid(path, format!("{} of a {kind} has no meaning", aggregate.wire_name()));
            return None;
        };
        let output = OutputColumn { name, data_type, label, role: ColumnRole::Measure };
        Some(Measure { table, aggregate, column, output })
    }

    pub(super) fn require_distinct_outputs(
        &mut self,
        dimensions: &[Dimension],
        measures: &[Measure],
    ) {
        let dimension_names = dimensions.iter().map(|dimension| dimension.output.name.as_str());
        let measure_names = measures.iter().map(|measure| measure.output.name.as_str());
        let mut seen = HashSet::new();
        for name in dimension_names.chain(measure_names) {
            if !seen.insert(name) {
                self.invalid("query", format!("two columns of the answer are named {name}"));
            }
        }
    }
}

/// The type of an aggregate, or `None` where it has no meaning.
fn measure_type(aggregate: Aggregate, operand: Option<DataType>) -> Option<DataType> {
    let Some(operand) = operand else {
        return (aggregate == Aggregate::Count).then_some(DataType::Int64);
    };
    match aggregate {
        Aggregate::Count => Some(DataType::Int64),
        Aggregate::ApproxDistinct
        | Aggregate::Median
        | Aggregate::Percentile
        | Aggregate::Stddev
        | Aggregate::Any
        | Aggregate::All
        | Aggregate::StringAgg => None,
        Aggregate::CountDistinct => {
            (operand.family() != TypeFamily::Opaque).then_some(DataType::Int64)
        }
        Aggregate::Sum => operand.is_number().then(|| sum_type(operand)),
        Aggregate::Avg => operand.is_number().then_some(DataType::Float64),
        Aggregate::Min | Aggregate::Max => match operand.family() {
            TypeFamily::Number | TypeFamily::Temporal => Some(operand),
            TypeFamily::Text => Some(DataType::Text),
            TypeFamily::Boolean | TypeFamily::Opaque => None,
        },
    }
}
