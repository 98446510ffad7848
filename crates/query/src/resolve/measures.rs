//! Measures: every one becomes arithmetic over terms, and a term is one aggregate of one table's
//! rows.

use souk_model::{Aggregate, DataType, Fraction, TypeFamily, suggestion};

use super::arithmetic::{Arithmetic, Named};
use super::filters;
use super::members::Names;
use super::ranges::Shift;
use super::{Condition, Frame, Measure, Term, Test, Window};
use crate::author::{self, Formula};
use crate::compiled::{ColumnRole, OutputColumn, Value};
use crate::dialect::sum_type;
use crate::model::{ColumnId, Lookup, Member, ModelLast, Place};
use crate::request::{
    CompareShow, CompareTo, EarlierTime, FormulaMeasure, Granularity, InlineMeasure, LastRequest,
    MeasureRequest, ModifiedMeasure, QueryRequest, ShareRequest, WindowRequest,
};
use crate::sql::BinaryOperator;

/// Formulas that name formulas stop here; a formula that names itself would not.
const DEEPEST_FORMULA: usize = 8;

/// The measures of a question, and the terms that they are made of.
pub(super) fn resolve(names: &mut Names<'_>, request: &QueryRequest) -> Vec<Measure> {
    let mut reader = Reader { names, request, depth: 0 };
    let mut found = Vec::with_capacity(request.measures.len());
    for (index, measure) in request.measures.iter().enumerate() {
        found.extend(reader.measure(measure, &format!("query.measures[{index}]")));
    }
    found
}

/// A declared measure that the question does not show, for a filter or a formula.
pub(super) fn declared(
    names: &mut Names<'_>,
    request: &QueryRequest,
    name: &str,
    path: &str,
) -> Option<Measure> {
    Reader { names, request, depth: 0 }.declared(name, path)
}

/// The condition that a measure's own filters are for rows of a table, where it has any: a row counts
/// if any of its terms counts it.
pub(super) fn counting(
    names: &mut Names<'_>,
    request: &QueryRequest,
    measure: &MeasureRequest,
    table: usize,
) -> Option<Condition> {
    let first = names.terms.len();
    Reader { names: &mut *names, request, depth: 0 }.measure(measure, "query.countedBy")?;
    let terms = names.terms.get(first..).unwrap_or_default();
    let counted = terms.iter().filter(|term| term.table == table);
    let filters: Vec<_> = counted.map(|term| Condition::All(term.filter.clone())).collect();
    let is_free = |filter: &Condition| matches!(filter, Condition::All(parts) if parts.is_empty());
    let counts_all = filters.is_empty() || filters.iter().any(is_free);
    (!counts_all).then_some(Condition::Any(filters))
}

struct Reader<'n, 'm> {
    names: &'n mut Names<'m>,
    request: &'n QueryRequest,
    depth: usize,
}

impl Reader<'_, '_> {
    fn measure(&mut self, measure: &MeasureRequest, path: &str) -> Option<Measure> {
        match measure {
            MeasureRequest::Declared(name) => self.declared(name, path),
            MeasureRequest::Inline(inline) => self.inline(inline, path),
            MeasureRequest::Modified(modified) => self.modified(modified, path),
            MeasureRequest::Formula(formula) => self.formula(formula, path),
        }
    }

    fn declared(&mut self, name: &str, path: &str) -> Option<Measure> {
        match self.names.member(name, path)? {
            Member::Measure { table, measure } => self.declared_term(table, measure, name, path),
            Member::Formula { table, formula } => self.declared_formula(table, formula, name, path),
            Member::Column(_) => {
                let hint =
                    format!("{name} is a column; aggregate it inline or name it in dimensions");
                self.names.invalid(path, hint);
                None
            }
        }
    }

    fn declared_term(
        &mut self,
        table: usize,
        measure: usize,
        name: &str,
        path: &str,
    ) -> Option<Measure> {
        let declared = &self.names.model.tables[table].measures[measure];
        let is_true =
            Test::OneOf { values: vec![Value::Boolean(true)], or_null: false, negated: false };
        let filter = declared
            .filter
            .map(|column| Condition::OnColumn(Place::of(table).column(column), is_true));
        let term = Term {
            table,
            aggregate: declared.aggregate,
            column: declared.column,
            percentile: declared.percentile,
            separator: declared.separator.clone(),
            filter: filter.into_iter().collect(),
            last: declared.last.clone(),
            frame: Frame::Group,
            data_type: DataType::Other,
        };
        let label = declared.label.to_string();
        self.term(term, name.to_owned(), label, path)
    }

    fn declared_formula(
        &mut self,
        table: usize,
        formula: usize,
        name: &str,
        path: &str,
    ) -> Option<Measure> {
        let declared = &self.names.model.tables[table].formulas[formula];
        let value = self.arithmetic(&declared.formula, Some(table), path)?;
        Some(self.computed(value, name.to_owned(), declared.label.to_string()))
    }

    fn formula(&mut self, request: &FormulaMeasure, path: &str) -> Option<Measure> {
        let path = format!("{path}.formula");
        let formula = match author::formula(&request.formula) {
            Ok(formula) => formula,
            Err(refusal) => {
                self.names.invalid(&path, refusal.to_string());
                return None;
            }
        };
        let value = self.arithmetic(&formula, None, &path)?;
        Some(self.computed(value, request.name.clone(), request.name.clone()))
    }

    fn computed(&self, value: Arithmetic, name: String, label: String) -> Measure {
        let data_type = value.data_type(&self.names.terms);
        let output = OutputColumn { name, data_type, label, role: self.role(&value) };
        Measure { value, output }
    }

    fn role(&self, value: &Arithmetic) -> ColumnRole {
        match value {
            Arithmetic::Term(term) if self.names.terms[*term].is_count() => ColumnRole::Count,
            _ => ColumnRole::Measure,
        }
    }

    /// Names in a formula are the table's own measures, other measures of the question, or
    /// declared ones.
    fn arithmetic(
        &mut self,
        formula: &Formula,
        table: Option<usize>,
        path: &str,
    ) -> Option<Arithmetic> {
        if self.depth == DEEPEST_FORMULA {
            self.names.invalid(path, "formulas name each other too deeply");
            return None;
        }
        self.depth += 1;
        let value = Arithmetic::of(formula, &mut |named| {
            let measure = match (named, table) {
                (Named::Own(measure), Some(table)) => {
                    let key = &self.names.model.tables[table].key;
                    let name = format!("{key} {}", measure + 1);
                    self.declared_term(table, measure, &name, path)?
                }
                (Named::Own(_), None) => return None,
                (Named::Measure(name), table) => self.named(name, table, path)?,
            };
            if measure.output.data_type.is_number() {
                return Some(measure.value);
            }
            self.names.invalid(path, format!("{} is not a number", measure.output.name));
            None
        });
        self.depth -= 1;
        value
    }

    fn named(&mut self, name: &str, table: Option<usize>, path: &str) -> Option<Measure> {
        let own = table.map(|table| format!("{}.{name}", self.names.model.tables[table].key));
        if let Some(own) = own.filter(|own| self.names.model.member(own).is_some()) {
            return self.declared(&own, path);
        }
        let in_question = self.request.measures.iter().find(|one| given_name(one) == Some(name));
        match in_question {
            Some(measure) if self.depth <= DEEPEST_FORMULA => self.measure(measure, path),
            _ => self.declared(name, path),
        }
    }

    fn inline(&mut self, inline: &InlineMeasure, path: &str) -> Option<Measure> {
        let (table, column, member) = self.inline_operand(inline, path)?;
        let filter = filters::of_measure(self.names, self.request, &inline.filters, path)?;
        let last = match &inline.last {
            None => None,
            Some(last) => Some(self.last(last, table, path)?),
        };
        let term = Term {
            table,
            aggregate: inline.aggregate,
            column,
            percentile: self.percentile(inline, path)?,
            separator: inline.separator.as_deref().map(Into::into),
            filter,
            last,
            frame: Frame::Group,
            data_type: DataType::Other,
        };
        let word = inline.aggregate.wire_name().to_lowercase();
        let name = inline.name.clone().unwrap_or_else(|| format!("{member}.{word}"));
        self.term(term, name.clone(), name, path)
    }

    fn inline_operand(
        &mut self,
        inline: &InlineMeasure,
        path: &str,
    ) -> Option<(usize, Option<usize>, String)> {
        let Some(column) = &inline.column else {
            let table = self.counted_table(inline, path)?;
            return Some((table, None, inline.table.clone()));
        };
        let member = format!("{}.{column}", inline.table);
        let id = self.names.column_member(&member, path)?;
        if id.place.role.is_some() {
            let hint = "measures are of tables; a role is for dimensions and filters";
            self.names.invalid(path, hint);
            return None;
        }
        Some((id.place.table, Some(id.column), member))
    }

    fn counted_table(&mut self, inline: &InlineMeasure, path: &str) -> Option<usize> {
        if inline.aggregate != Aggregate::Count {
            self.names.invalid(path, format!("{} needs a column", inline.aggregate.wire_name()));
            return None;
        }
        if let Some(Lookup::One(table)) = self.names.model.table(&inline.table) {
            return Some(table);
        }
        let near = suggestion(&inline.table, self.names.model.table_keys());
        let hint = format!("the datamart has no one table {}{near}", inline.table);
        self.names.unknown_member(path, hint);
        None
    }

    fn percentile(&mut self, inline: &InlineMeasure, path: &str) -> Option<Option<Fraction>> {
        match inline.percentile.map(Fraction::try_from) {
            None => Some(None),
            Some(Ok(fraction)) => Some(Some(fraction)),
            Some(Err(hint)) => {
                self.names.invalid(&format!("{path}.percentile"), hint);
                None
            }
        }
    }

    fn last(&mut self, last: &LastRequest, table: usize, path: &str) -> Option<ModelLast> {
        let path = format!("{path}.last");
        let by = self.names.time_member(&last.by, &path)?;
        let per: Vec<ColumnId> =
            last.per.iter().filter_map(|name| self.names.column_member(name, &path)).collect();
        let is_own = |id: &ColumnId| id.place == Place::of(table);
        if per.len() < last.per.len() {
            return None;
        }
        if !is_own(&by) || !per.iter().all(is_own) {
            self.names.invalid(&path, "the columns must be of the measure's own table");
            return None;
        }
        Some(ModelLast { by: by.column, per: per.iter().map(|id| id.column).collect() })
    }

    /// Checks that the aggregate has a meaning, and adds the term.
    fn term(&mut self, mut term: Term, name: String, label: String, path: &str) -> Option<Measure> {
        let operand = term
            .column
            .map(|column| self.names.model.column(Place::of(term.table).column(column)).data_type);
        let Some(data_type) = measure_type(term.aggregate, operand) else {
            let kind = operand.map_or("nothing", DataType::wire_name);
            let word = term.aggregate.wire_name();
            self.names.invalid(path, format!("{word} of a {kind} has no meaning"));
            return None;
        };
        if term.aggregate == Aggregate::Percentile && term.percentile.is_none() {
            self.names.invalid(path, "PERCENTILE needs a percentile from 0 to 1");
            return None;
        }
        term.data_type = data_type;
        let value = Arithmetic::Term(self.names.add_term(term, &name));
        let output = OutputColumn { name, data_type, label, role: self.role(&value) };
        Some(Measure { value, output })
    }

    fn modified(&mut self, modified: &ModifiedMeasure, path: &str) -> Option<Measure> {
        let plain = self.measure(&modified.measure, &format!("{path}.measure"))?;
        let (value, suffix) = match (&modified.window, &modified.compare, &modified.share) {
            (Some(window), None, None) => self.window(&plain, *window, path)?,
            (None, Some(compare), None) => {
                let (then, suffix) = self.earlier(&plain, compare.to, path)?;
                compared(&plain.value, then, compare.show, suffix)
            }
            (None, None, Some(share)) => self.share(&plain, share, path)?,
            _ => {
                self.names.invalid(path, "give one of window, compare and share");
                return None;
            }
        };
        let name = modified.name.clone();
        let name = name.unwrap_or_else(|| format!("{}.{suffix}", plain.output.name));
        let label = name.clone();
        Some(self.computed_like(value, &plain, name, label))
    }

    /// A single term keeps its type; arithmetic has its own.
    fn computed_like(
        &self,
        value: Arithmetic,
        plain: &Measure,
        name: String,
        label: String,
    ) -> Measure {
        let mut measure = self.computed(value, name, label);
        if matches!(measure.value, Arithmetic::Term(_)) {
            measure.output.data_type = plain.output.data_type;
        }
        measure
    }

    /// The same arithmetic over terms in another frame.
    fn reframed(&mut self, plain: &Measure, frame: &Frame, path: &str) -> Option<Arithmetic> {
        let is_plain = plain
            .value
            .terms()
            .into_iter()
            .all(|term| self.names.terms[term].frame == Frame::Group);
        if !is_plain {
            self.names.invalid(path, "a measure can be modified once");
            return None;
        }
        let name = plain.output.name.as_str();
        Some(plain.value.map_terms(&mut |term| {
            let framed = Term { frame: frame.clone(), ..self.names.terms[term].clone() };
            self.names.add_term(framed, &format!("{name} {}", frame.word()))
        }))
    }

    fn window(
        &mut self,
        plain: &Measure,
        window: WindowRequest,
        path: &str,
    ) -> Option<(Arithmetic, String)> {
        let Some(time) = self.names.only_period() else {
            let hint = "a window needs exactly one time dimension with a granularity";
            self.names.invalid(path, hint);
            return None;
        };
        let has_last =
            plain.value.terms().into_iter().any(|term| self.names.terms[term].last.is_some());
        if has_last {
            self.names.invalid(path, "the last value of a window is the last value");
            return None;
        }
        let (window, suffix) = match window {
            WindowRequest::Cumulative => (Window::Cumulative, "cumulative".to_owned()),
            WindowRequest::Rolling { periods } => {
                if !(1..=1_000).contains(&periods) {
                    self.names.invalid(path, "periods must be from 1 to 1000");
                    return None;
                }
                (Window::Rolling(periods), format!("rolling{periods}"))
            }
            WindowRequest::ToDate { unit } => {
                if !self.names.divides(time, unit) {
                    let hint = format!("periods of the question do not divide a {}", unit.word());
                    self.names.invalid(path, hint);
                    return None;
                }
                (Window::ToDate(unit), format!("{}ToDate", unit.word()))
            }
        };
        let value = self.reframed(plain, &Frame::Window { time, window }, path)?;
        Some((value, suffix))
    }

    fn earlier(
        &mut self,
        plain: &Measure,
        to: CompareTo,
        path: &str,
    ) -> Option<(Arithmetic, &'static str)> {
        let back = |unit, periods: u32| Some(Shift { unit, count: -i64::from(periods) });
        let (shift, suffix) = match to {
            CompareTo::Named(EarlierTime::PreviousYear) => {
                (back(Granularity::Year, 1), "previousYear")
            }
            CompareTo::Shift(shift) => (back(shift.unit, shift.periods), "earlier"),
            CompareTo::Named(EarlierTime::PreviousPeriod) => (None, "previousPeriod"),
        };
        let Some(time) = self.names.compared_time() else {
            let hint = "a comparison needs one time dimension with a granularity or a dateRange";
            self.names.invalid(path, hint);
            return None;
        };
        let Some(shift) = shift.or_else(|| self.names.previous_period(time)) else {
            self.names.invalid(path, "the period before an open date range is not known");
            return None;
        };
        let value = self.reframed(plain, &Frame::Earlier { time, shift }, path)?;
        Some((value, suffix))
    }

    fn share(
        &mut self,
        plain: &Measure,
        share: &ShareRequest,
        path: &str,
    ) -> Option<(Arithmetic, String)> {
        let mut per = Vec::with_capacity(share.per.len());
        for name in &share.per {
            let Some(position) = self.names.dimension_position(name) else {
                self.names.invalid(path, format!("{name} is not a dimension of the question"));
                return None;
            };
            per.push(position);
        }
        per.sort_unstable();
        per.dedup();
        let whole = self.reframed(plain, &Frame::Whole { per }, path)?;
        let value = Arithmetic::binary(BinaryOperator::Divide, plain.value.clone(), whole);
        Some((value, "share".to_owned()))
    }
}

fn compared(
    now: &Arithmetic,
    then: Arithmetic,
    show: CompareShow,
    suffix: &str,
) -> (Arithmetic, String) {
    let change = || Arithmetic::binary(BinaryOperator::Subtract, now.clone(), then.clone());
    match show {
        CompareShow::Value => (then, suffix.to_owned()),
        CompareShow::Change => (change(), format!("{suffix}.change")),
        CompareShow::Percentage => {
            let value = Arithmetic::binary(BinaryOperator::Divide, change(), then.clone());
            (value, format!("{suffix}.percentage"))
        }
    }
}

/// The name that the question itself gives a measure.
fn given_name(measure: &MeasureRequest) -> Option<&str> {
    match measure {
        MeasureRequest::Declared(_) => None,
        MeasureRequest::Inline(inline) => inline.name.as_deref(),
        MeasureRequest::Modified(modified) => modified.name.as_deref(),
        MeasureRequest::Formula(formula) => Some(&formula.name),
    }
}

/// The type of an aggregate, or `None` where it has no meaning.
fn measure_type(aggregate: Aggregate, operand: Option<DataType>) -> Option<DataType> {
    let Some(operand) = operand else {
        return (aggregate == Aggregate::Count).then_some(DataType::Int64);
    };
    match aggregate {
        Aggregate::Count => Some(DataType::Int64),
        Aggregate::CountDistinct | Aggregate::ApproxDistinct => {
            (operand.family() != TypeFamily::Opaque).then_some(DataType::Int64)
        }
        Aggregate::Sum => operand.is_number().then(|| sum_type(operand)),
        Aggregate::Avg | Aggregate::Median | Aggregate::Percentile | Aggregate::Stddev => {
            operand.is_number().then_some(DataType::Float64)
        }
        Aggregate::Min | Aggregate::Max => match operand.family() {
            TypeFamily::Number | TypeFamily::Temporal => Some(operand),
            TypeFamily::Text => Some(DataType::Text),
            TypeFamily::Boolean | TypeFamily::Opaque => None,
        },
        Aggregate::Any | Aggregate::All => {
            (operand == DataType::Boolean).then_some(DataType::Boolean)
        }
        Aggregate::StringAgg => (operand == DataType::Text).then_some(DataType::Text),
    }
}
