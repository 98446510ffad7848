//! What a question measures.

use chrono_tz::Tz;
use souk_model::{Aggregate, DataType, Last, Measure, Operand};
use souk_query::{
    CompareRequest, CompareShow, FormulaMeasure, InlineMeasure, LastRequest, MeasureRequest,
    ModifiedMeasure, QueryRequest, WindowRequest,
};

use super::aggregate::result_type;
use super::conditions::{self, Condition};
use super::dimensions::DimensionAt;
use super::formula::{self, Expression};
use super::members::{ColumnAt, Members, Place};

/// An aggregate of a column of one table, or of its rows.
pub(super) struct Leaf {
    pub(super) table: usize,
    pub(super) aggregate: Aggregate,
    pub(super) column: Option<ColumnAt>,
    pub(super) data_type: DataType,
    pub(super) percentile: f64,
    pub(super) separator: String,
    /// Only rows that satisfy all of these count.
    pub(super) filters: Vec<Condition>,
    pub(super) last: Option<LastAt>,
}

/// Only the rows of the latest time count.
pub(super) struct LastAt {
    pub(super) by: ColumnAt,
    pub(super) per: Vec<ColumnAt>,
}

/// A measure of the answer, or one that only a condition names.
pub(super) struct MeasureAt {
    pub(super) name: String,
    pub(super) expression: Expression,
    pub(super) view: View,
    pub(super) data_type: DataType,
}

/// How a measure is seen.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum View {
    Plain,
    Window(WindowRequest),
    Compare(CompareRequest),
    /// Of the whole that keeps these dimensions.
    Share(Vec<usize>),
}

/// Everything that is measured, in the order of the answer; hidden ones last.
pub(super) struct Measures<'w> {
    members: Members<'w>,
    zone: Tz,
    pub(super) leaves: Vec<Leaf>,
    pub(super) all: Vec<MeasureAt>,
    /// How many of them are shown.
    pub(super) shown: usize,
}

impl<'w> Measures<'w> {
    /// `None` where one of them has no meaning.
    pub(super) fn read(
        members: Members<'w>,
        request: &QueryRequest,
        dimensions: &[DimensionAt],
        zone: Tz,
    ) -> Option<Self> {
        let mut found = Self { members, zone, leaves: Vec::new(), all: Vec::new(), shown: 0 };
        // Formulas may name measures that come after them.
        let mut formulas = Vec::new();
        for (position, asked) in request.measures.iter().enumerate() {
            let measure = match asked {
                MeasureRequest::Formula(formula) => {
                    formulas.push((position, formula));
                    placeholder(formula)
                }
                MeasureRequest::Modified(modified) => found.modified(modified, dimensions)?,
                plain => found.plain(plain)?,
            };
            found.all.push(measure);
        }
        for (position, formula) in formulas {
            found.all[position].expression = found.formula(&formula.formula, None, 0)?;
        }
        found.shown = found.all.len();
        (0..found.shown).all(|position| found.ends(position, found.shown)).then_some(found)
    }

    fn plain(&mut self, asked: &MeasureRequest) -> Option<MeasureAt> {
        let (name, expression) = match asked {
            MeasureRequest::Declared(name) => (name.clone(), self.declared(name, 0)?),
            MeasureRequest::Inline(inline) => (inline_name(inline), self.inline(inline)?),
            MeasureRequest::Modified(_) | MeasureRequest::Formula(_) => return None,
        };
        let data_type = self.type_of(&expression);
        Some(MeasureAt { name, expression, view: View::Plain, data_type })
    }

    fn modified(
        &mut self,
        asked: &ModifiedMeasure,
        dimensions: &[DimensionAt],
    ) -> Option<MeasureAt> {
        let inner = self.plain(&asked.measure)?;
        let (view, word, is_fraction) = match (&asked.window, &asked.compare, &asked.share) {
            (Some(window), None, None) => (View::Window(*window), "window", false),
            (None, Some(compare), None) => {
                let is_fraction = compare.show == CompareShow::Percentage;
                (View::Compare(*compare), "compare", is_fraction)
            }
            (None, None, Some(share)) => {
                let position = |name: &String| dimensions.iter().position(|one| one.name == *name);
                let per: Option<Vec<_>> = share.per.iter().map(position).collect();
                (View::Share(per?), "share", true)
            }
            _ => return None,
        };
        let can_be_divided = inner.data_type.is_number();
        let takes_numbers = match &view {
            View::Compare(compare) => compare.show != CompareShow::Value,
            View::Share(_) => true,
            View::Plain | View::Window(_) => false,
        };
        if takes_numbers && !can_be_divided {
            return None;
        }
        let name = asked.name.clone().unwrap_or_else(|| format!("{}.{word}", inner.name));
        let data_type = if is_fraction { DataType::Float64 } else { inner.data_type };
        Some(MeasureAt { name, view, data_type, ..inner })
    }

    /// A measure or formula of a table.
    fn declared(&mut self, member: &str, depth: usize) -> Option<Expression> {
        let (table, name) = member.rsplit_once('.')?;
        let table = self.members.table(table)?;
        self.declared_of(table, name, depth)
    }

    fn declared_of(&mut self, table: usize, name: &str, depth: usize) -> Option<Expression> {
        let described = &self.members.world.datamart.tables[table];
        if let Some(measure) = described.measures.iter().find(|one| one.name == name) {
            let leaf = self.leaf_of(table, measure)?;
            return Some(self.add(leaf));
        }
        let formula = described.formulas.iter().find(|one| one.name == name)?;
        self.formula(&formula.formula, Some(table), depth + 1)
    }

    fn leaf_of(&self, table: usize, measure: &Measure) -> Option<Leaf> {
        let column = match &measure.operand {
            Operand::Rows => None,
            Operand::Column(name) => Some(self.own_column(table, name)?),
            Operand::Sql(_) => return None,
        };
        let mut leaf = self.leaf(table, measure.aggregate, column)?;
        leaf.percentile = measure.percentile.map_or(leaf.percentile, f64::from);
        leaf.separator = measure.separator.clone().unwrap_or(leaf.separator);
        leaf.filters = match &measure.filter {
            None => Vec::new(),
            Some(text) => vec![self.author_filter(table, text)?],
        };
        leaf.last = match &measure.last {
            None => None,
            Some(last) => Some(self.declared_last(table, last)?),
        };
        Some(leaf)
    }

    /// Of authors' conditions, the generator writes only this one.
    fn author_filter(&self, table: usize, text: &str) -> Option<Condition> {
        let name = text.strip_prefix('"')?.strip_suffix("\" IS NOT NULL")?.replace("\"\"", "\"");
        let column = self.own_column(table, &name)?;
        Some(Condition::Column(column, conditions::Test::of(column, "set", &[], self.zone)?))
    }

    fn own_column(&self, table: usize, name: &str) -> Option<ColumnAt> {
        self.members.column_of(Place::Table(table), table, name)
    }

    fn declared_last(&self, table: usize, last: &Last) -> Option<LastAt> {
        let by = self.own_column(table, &last.by)?;
        let per: Option<Vec<_>> = last.per.iter().map(|one| self.own_column(table, one)).collect();
        by.data_type.is_temporal().then_some(LastAt { by, per: per? })
    }

    fn inline(&mut self, inline: &InlineMeasure) -> Option<Expression> {
        let (table, column) = match &inline.column {
            Some(column) => {
                let column = self.members.column(&format!("{}.{column}", inline.table))?;
                let Place::Table(table) = column.place else { return None };
                (table, Some(column))
            }
            None => (self.members.table(&inline.table)?, None),
        };
        let mut leaf = self.leaf(table, inline.aggregate, column)?;
        let wants_fraction = inline.aggregate == Aggregate::Percentile;
        if wants_fraction != inline.percentile.is_some()
            || inline.separator.is_some() && inline.aggregate != Aggregate::StringAgg
        {
            return None;
        }
        if let Some(fraction) = inline.percentile {
            if !(0.0..=1.0).contains(&fraction) {
                return None;
            }
            leaf.percentile = fraction;
        }
        leaf.separator = inline.separator.clone().unwrap_or(leaf.separator);
        let (members, zone) = (self.members, self.zone);
        let filters: Option<Vec<_>> = inline
            .filters
            .iter()
            .map(|filter| conditions::read(members, filter, zone, &mut |_| None))
            .collect();
        leaf.filters = filters?;
        if let Some(last) = &inline.last {
            leaf.last = Some(self.inline_last(table, last)?);
        }
        Some(self.add(leaf))
    }

    fn inline_last(&self, table: usize, last: &LastRequest) -> Option<LastAt> {
        let own = |member: &String| {
            self.members.column(member).filter(|one| one.place == Place::Table(table))
        };
        let by = own(&last.by).filter(|one| one.data_type.is_temporal())?;
        let per: Option<Vec<_>> = last.per.iter().map(own).collect();
        Some(LastAt { by, per: per? })
    }

    fn leaf(&self, table: usize, aggregate: Aggregate, column: Option<ColumnAt>) -> Option<Leaf> {
        let data_type = result_type(aggregate, column.map(|one| one.data_type))?;
        Some(Leaf {
            table,
            aggregate,
            column,
            data_type,
            percentile: 0.5,
            separator: ", ".to_owned(),
            filters: Vec::new(),
            last: None,
        })
    }

    fn add(&mut self, leaf: Leaf) -> Expression {
        self.leaves.push(leaf);
        Expression::Leaf(self.leaves.len() - 1)
    }

    /// Names are those of the table's own measures, of other measures of the question, or members.
    fn formula(&mut self, text: &str, of: Option<usize>, depth: usize) -> Option<Expression> {
        const DEEPEST: usize = 8;
        if depth > DEEPEST {
            return None;
        }
        let expression = formula::parse(text, &mut |name| match of {
            Some(table) if !name.contains('.') => self.declared_of(table, name, depth),
            None if !name.contains('.') => {
                let position = self.all.iter().position(|one| one.name == name);
                position.map(Expression::Measure)
            }
            _ => self.declared(name, depth),
        })?;
        self.is_number(&expression).then_some(expression)
    }

    fn is_number(&self, expression: &Expression) -> bool {
        match expression {
            Expression::Number(_) => true,
            Expression::Leaf(leaf) => self.leaves[*leaf].data_type.is_number(),
            Expression::Measure(position) => self.all[*position].data_type.is_number(),
            Expression::Binary(_, left, right) => self.is_number(left) && self.is_number(right),
            Expression::Negate(operand) => self.is_number(operand),
            Expression::Coalesce(parts) => parts.iter().all(|part| self.is_number(part)),
        }
    }

    fn type_of(&self, expression: &Expression) -> DataType {
        match expression {
            Expression::Leaf(leaf) => self.leaves[*leaf].data_type,
            _ => DataType::Float64,
        }
    }

    /// Whether a formula does not lead back to itself.
    fn ends(&self, position: usize, steps: usize) -> bool {
        let named = self.named_by(position);
        steps > 0 && named.iter().all(|other| self.ends(*other, steps - 1)) || named.is_empty()
    }

    /// The measure that a condition names: one of the question's, or a declared one.
    pub(super) fn find(&mut self, name: &str) -> Option<(usize, DataType)> {
        let shown = self.all.iter().position(|one| one.name == name);
        let position = match shown {
            Some(position) => position,
            None => {
                let hidden = self.plain(&MeasureRequest::Declared(name.to_owned()))?;
                self.all.push(hidden);
                self.all.len() - 1
            }
        };
        Some((position, self.all[position].data_type))
    }

    /// The aggregates of a measure itself.
    pub(super) fn leaves_of(&self, position: usize) -> Vec<usize> {
        let mut found = Vec::new();
        self.all[position].expression.visit(&mut |one| {
            if let Expression::Leaf(leaf) = one {
                found.push(*leaf);
            }
        });
        found
    }

    /// The other measures that a formula names.
    pub(super) fn named_by(&self, position: usize) -> Vec<usize> {
        let mut found = Vec::new();
        self.all[position].expression.visit(&mut |one| {
            if let Expression::Measure(other) = one {
                found.push(*other);
            }
        });
        found
    }

    /// Whether a measure is computed from a number that engines may estimate.
    pub(super) fn is_estimate(&self, position: usize) -> bool {
        let estimates = |leaf: &usize| self.leaves[*leaf].aggregate == Aggregate::ApproxDistinct;
        self.leaves_of(position).iter().any(estimates)
            || self.named_by(position).into_iter().any(|other| self.is_estimate(other))
    }

    /// Whether neither a measure nor one that it names is seen in another way.
    pub(super) fn is_plain(&self, position: usize) -> bool {
        self.all[position].view == View::Plain
            && self.named_by(position).into_iter().all(|other| self.is_plain(other))
    }
}

fn placeholder(formula: &FormulaMeasure) -> MeasureAt {
    MeasureAt {
        name: formula.name.clone(),
        expression: Expression::Number(rust_decimal::Decimal::ZERO),
        view: View::Plain,
        data_type: DataType::Float64,
    }
}

fn inline_name(inline: &InlineMeasure) -> String {
    let word = inline.aggregate.wire_name().to_lowercase();
    inline.name.clone().unwrap_or_else(|| match &inline.column {
        Some(column) => format!("{}.{column}.{word}", inline.table),
        None => format!("{}.{word}", inline.table),
    })
}
