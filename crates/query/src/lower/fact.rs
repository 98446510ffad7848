//! The rows of one measured table, joined, filtered and aggregated for each group.

use std::sync::Arc;

use souk_model::{Aggregate, DataType};

use super::Lowering;
use super::dimension::{fixed, shifted};
use super::term::{only_where, plain};
use crate::Dialect;
use crate::compiled::Value;
use crate::model::{ModelLast, Place};
use crate::resolve::{Fact, Frame, Grain, Shift, Term, Window};
use crate::sql::{
    AggregateFunction, BinaryOperator, Expr, Identifier, Join, JoinKind, Relation, Select, Source,
};

/// A fact whose rows can be aggregated where they are joined.
pub(super) const fn is_direct(fact: &Fact) -> bool {
    is_joined(fact) && !fact.has_latest && !matches!(fact.frame, Frame::Window { .. })
}

impl Lowering<'_> {
    /// A fact that needs no rows apart: its groups and terms over the joined tables.
    pub(super) fn direct(&mut self, fact: &Fact) -> DirectFact {
        if let Some(of_parts) = self.of_parts(fact) {
            return of_parts;
        }
        if let Some(of_one_group) = self.of_one_group(fact) {
            return of_one_group;
        }
        let select = Select { is_grouped: true, ..self.joined(fact) };
        let keys = fact.dimensions.iter().map(|one| (*one, self.key(*one, fact))).collect();
        let terms = fact.terms.iter().map(|position| {
            let term = &self.question.terms[*position];
            (*position, self.term(fact, term))
        });
        DirectFact { select, keys, terms: terms.collect() }
    }

    /// A fact as a SELECT of its groups and terms, under their names.
    pub(super) fn fact(&mut self, fact: &Fact) -> Select {
        if is_direct(fact) {
            let DirectFact { mut select, keys, terms } = self.direct(fact);
            select.group_by = keys.len();
            for (dimension, key) in keys {
                select.project(key, &self.names.dimensions[dimension]);
            }
            if self.has_others(fact) {
                let flag = self.is_others();
                select.project(flag, &self.names.is_others);
                select.group_by += 1;
            }
            for (position, term) in terms {
                select.project(term, &self.names.terms[position]);
            }
            return select;
        }
        let rows = self.rows_apart(fact);
        match fact.frame {
            Frame::Window { time, window } => self.windowed(fact, &rows, time, window),
            _ => self.regrouped(fact, &rows),
        }
    }

    /// The rows of a fact with their group keys, told apart by the root's key where they must be.
    fn rows_apart(&mut self, fact: &Fact) -> Identifier {
        let wanted = format!("rows_of_{}", self.model().tables[fact.root].key);
        if let Some(periods) = self.periods_of_parts(fact) {
            return self.add_table(&wanted, periods);
        }
        let mut select = self.joined(fact);
        self.project_dimensions(&mut select, fact);
        if self.has_others(fact) {
            let flag = self.is_others();
            select.project(flag, &self.names.is_others);
        }
        if let Some(shown) = &fact.shown {
            let flag = Expr::flag(self.condition(shown));
            select.project(flag, &fixed("is_shown"));
        }
        if self.is_added_up(fact) {
            select.is_grouped = true;
            select.group_by = select.columns.len();
        }
        if let Grain::Keys(keys) = &fact.grain {
            select.distinct = true;
            self.project_keys(&mut select, fact.root, keys);
        }
        self.project_operands(&mut select, fact);
        if select.columns.is_empty() {
            select.project(Expr::Integer(1), &fixed("row"));
        }
        self.add_table(&wanted, select)
    }

    /// The group keys of a fact's joined rows, under their names.
    pub(super) fn project_dimensions(&self, select: &mut Select, fact: &Fact) {
        for &dimension in &fact.dimensions {
            let key = self.key(dimension, fact);
            select.project(key, &self.names.dimensions[dimension]);
        }
    }

    /// Whether the periods of a window can be aggregated each for itself and then together.
    pub(super) fn is_added_up(&self, fact: &Fact) -> bool {
        let adds_up = |position: &usize| {
            matches!(
                self.question.terms[*position].aggregate,
                Aggregate::Count | Aggregate::Sum | Aggregate::Min | Aggregate::Max
            )
        };
        matches!(fact.frame, Frame::Window { .. })
            && is_joined(fact)
            && fact.terms.iter().all(adds_up)
    }

    /// The values that the terms aggregate; or their aggregates for each period, where these add up.
    fn project_operands(&self, select: &mut Select, fact: &Fact) {
        for &position in &fact.terms {
            let term = &self.question.terms[position];
            let name = Arc::clone(&self.names.terms[position]);
            if self.is_added_up(fact) {
                let part = self.aggregate(term, self.operand(fact, term));
                select.project(part, &name);
                continue;
            }
            let operand = match (self.operand(fact, term), &term.last) {
                (None, Some(_)) => Some(Expr::Integer(1)),
                (operand, _) => operand,
            };
            if let Some(operand) = operand {
                select.project(operand, &name);
            }
            if let Some(last) = &term.last
                && self.first_alike(fact, position) == position
            {
                let latest = self.is_latest(fact, term, last);
                select.project(latest, &latest_name(position));
            }
        }
    }

    /// Columns that tell the rows of the root apart.
    pub(super) fn project_keys(&self, select: &mut Select, root: usize, keys: &[usize]) {
        for (position, column) in keys.iter().enumerate() {
            let expression = self.column(Place::of(root).column(*column));
            select.project(expression, &key_name(position));
        }
    }

    /// The first of the fact's terms whose latest rows are the same.
    fn first_alike(&self, fact: &Fact, position: usize) -> usize {
        let own = &self.question.terms[position];
        let is_alike = |one: &&usize| {
            let term = &self.question.terms[**one];
            term.last == own.last && term.filter == own.filter
        };
        fact.terms.iter().find(is_alike).copied().unwrap_or(position)
    }

    /// 1 for the rows of the latest time in their group, among those that count.
    fn is_latest(&self, fact: &Fact, term: &Term, last: &ModelLast) -> Expr {
        let root = Place::of(fact.root);
        let by = self.column(root.column(last.by));
        let filter = term.filter.iter().filter(|one| !fact.is_under(one));
        let conditions: Vec<_> = filter.map(|one| self.condition(one)).collect();
        let counted = if conditions.is_empty() {
            by.clone()
        } else {
            only_where(Expr::And(conditions), by.clone())
        };
        let groups = fact.dimensions.iter().map(|one| self.key(*one, fact));
        let others = self.has_others(fact).then(|| self.is_others());
        let per = last.per.iter().map(|column| self.column(root.column(*column)));
        let latest = Expr::Over {
            aggregate: Box::new(plain(AggregateFunction::Max, counted)),
            partition_by: groups.chain(others).chain(per).collect(),
            order_by: Vec::new(),
            frame: None,
        };
        Expr::flag(Expr::equal(by, latest))
    }

    /// A term over rows that stand apart.
    fn term_of_rows(&self, fact: &Fact, position: usize, rows: &Identifier) -> Expr {
        let term = &self.question.terms[position];
        if self.is_added_up(fact) {
            return sum_of_parts(
                self.model().dialect,
                term,
                Expr::column_of(rows, &self.names.terms[position]),
            );
        }
        let has_operand = self.operand(fact, term).is_some() || term.last.is_some();
        let own = has_operand.then(|| Expr::column_of(rows, &self.names.terms[position]));
        let operand = match (&term.last, own) {
            (Some(_), Some(own)) => {
                let flag = latest_name(self.first_alike(fact, position));
                let latest = Expr::column_of(rows, &flag);
                Some(only_where(Expr::equal(latest, Expr::Integer(1)), own))
            }
            (_, own) => own,
        };
        self.aggregate(term, operand)
    }

    fn regrouped(&self, fact: &Fact, rows: &Identifier) -> Select {
        let mut select = Select { is_grouped: true, ..Select::over(rows) };
        let keys = fact.dimensions.iter().map(|one| &self.names.dimensions[*one]);
        let others = self.has_others(fact).then_some(&self.names.is_others);
        for name in keys.chain(others) {
            select.project(Expr::column_of(rows, name), name);
        }
        select.group_by = select.columns.len();
        for &position in &fact.terms {
            let term = self.term_of_rows(fact, position, rows);
            select.project(term, &self.names.terms[position]);
        }
        select
    }

    /// For each shown period, the rows of all periods that its window holds.
    fn windowed(&mut self, fact: &Fact, rows: &Identifier, time: usize, window: Window) -> Select {
        let question = self.question;
        let dimension = question.times[time].dimension.unwrap_or_default();
        let period = Arc::clone(&self.names.dimensions[dimension]);
        let periods = self.shown_periods(fact, rows, time, &period);
        let (shown, theirs) = (Expr::column_of(&periods, &period), Expr::column_of(rows, &period));
        let mut on = vec![Expr::binary(BinaryOperator::LessOrEqual, theirs.clone(), shown.clone())];
        match window {
            Window::Cumulative => {}
            Window::Rolling(count) => {
                let unit = self.granularity(dimension);
                let first = shifted(shown.clone(), Shift { unit, count: -i64::from(count) });
                on.push(Expr::binary(BinaryOperator::Greater, theirs, first));
            }
            Window::ToDate(unit) => {
                let first = self.start_of(shown.clone(), unit);
                on.push(Expr::binary(BinaryOperator::GreaterOrEqual, theirs, first));
            }
        }
        let mut select = self.regrouped(fact, rows);
        for column in &mut select.columns {
            if column.alias.as_ref() == Some(&period) {
                column.expression = shown.clone();
            }
        }
        select.joins.push(Join { kind: JoinKind::Inner, source: Source::common(&periods), on });
        select
    }

    /// The periods that a window is shown for: those that have rows, or all of the range.
    fn shown_periods(
        &mut self,
        fact: &Fact,
        rows: &Identifier,
        time: usize,
        period: &Identifier,
    ) -> Identifier {
        if let Some(filled) = self.filled_periods(time) {
            return filled;
        }
        let mut select = Select { distinct: true, ..Select::over(rows) };
        select.project(Expr::column_of(rows, period), period);
        if fact.shown.is_some() {
            let flag = Expr::column_of(rows, &fixed("is_shown"));
            select.filter.push(Expr::equal(flag, Expr::Integer(1)));
        }
        self.add_table("shown_periods", select)
    }

    /// Every period of a range that is to be filled.
    pub(super) fn filled_periods(&mut self, time: usize) -> Option<Identifier> {
        let described = &self.question.times[time];
        let (true, Some(dimension)) = (described.is_filled, described.dimension) else {
            return None;
        };
        let name = fixed("all_periods");
        if self.with.iter().any(|table| table.name == name) {
            return Some(name);
        }
        let period = Arc::clone(&self.names.dimensions[dimension]);
        let alias = fixed("period");
        let rows = described.periods.iter().map(|start| {
            let start = Expr::Value(Value::Timestamp(*start));
            vec![Expr::Cast(Box::new(start), DataType::Timestamp)]
        });
        let relation =
            Relation::Values { columns: vec![Arc::clone(&period)], rows: rows.collect() };
        let mut select = Select {
            from: Some(Source { relation, alias: Some(Arc::clone(&alias)) }),
            ..Select::default()
        };
        select.project(Expr::column_of(&alias, &period), &period);
        Some(self.add_table(&name, select))
    }

    fn granularity(&self, dimension: usize) -> crate::request::Granularity {
        match self.question.dimensions[dimension].cut {
            crate::resolve::Cut::Period(granularity) => granularity,
            _ => crate::request::Granularity::Day,
        }
    }
}

/// The parts of a fact before they become columns.
pub(super) struct DirectFact {
    pub(super) select: Select,
    /// By dimension.
    pub(super) keys: Vec<(usize, Expr)>,
    /// By term.
    pub(super) terms: Vec<(usize, Expr)>,
}

const fn is_joined(fact: &Fact) -> bool {
    matches!(fact.grain, Grain::Joined | Grain::Finer(_))
}

/// The aggregate of aggregates. A count of nothing is 0, and it is whole.
pub(super) fn sum_of_parts(dialect: &dyn Dialect, term: &Term, part: Expr) -> Expr {
    match term.aggregate {
        Aggregate::Min => plain(AggregateFunction::Min, part),
        Aggregate::Max => plain(AggregateFunction::Max, part),
        Aggregate::Count => {
            Expr::Cast(Box::new(plain(AggregateFunction::Sum, part)), DataType::Int64)
        }
        _ => dialect.sum(part, term.data_type),
    }
}

pub(super) fn key_name(position: usize) -> Identifier {
    fixed(&format!("key_{}", position + 1))
}

fn latest_name(position: usize) -> Identifier {
    fixed(&format!("is_latest_{}", position + 1))
}
