//! What a measure is now and what it was before, where groups are of that time: each row is read once, and a
//! period of before is shown where the shift leads.
//!
//! ```text
//! groups_of_…             periods of now and before, with the values of each
//! fact_…, fact_…_before   the periods of each, those of before moved
//! ```
//!
//! An engine that makes common tables anew wherever they are read gains nothing by it.

use super::Lowering;
use super::dimension::fixed;
use super::fact::is_direct;
use super::term::{only_where, plain};
use crate::request::Granularity;
use crate::resolve::{Condition, Cut, Fact, Frame, Shift};
use crate::sql::{AggregateFunction, Expr, Identifier, Select};

impl Lowering<'_> {
    /// Adds a fact and those of the others that differ from it in an earlier range of a shown time. Nothing where
    /// there are none.
    pub(super) fn now_and_before<'f>(
        &mut self,
        now: &'f Fact,
        others: &[&'f Fact],
    ) -> Vec<(&'f Fact, Identifier)> {
        let is_possible = self.model().dialect.keeps_common_tables()
            && self.question.top.is_none()
            && now.frame == Frame::Group
            && is_direct(now);
        let range = others.iter().find_map(|other| self.range_before(now, other));
        let Some(range) = range.filter(|_| is_possible) else { return Vec::new() };
        let is_before = |other: &&&Fact| self.range_before(now, other) == Some(range);
        let before = others.iter().filter(is_before).copied();
        let members: Vec<&Fact> = std::iter::once(now).chain(before).collect();
        let groups = self.add_groups(&members, range);
        let mut added = Vec::with_capacity(members.len());
        for (position, member) in members.into_iter().enumerate() {
            let select = self.periods(member, position, &groups);
            added.push((member, self.add_as_fact(member, select)));
        }
        added
    }

    /// The position of the condition in which an earlier fact differs, if its periods are those of the other,
    /// moved.
    fn range_before(&self, now: &Fact, other: &Fact) -> Option<usize> {
        let Frame::Earlier { time, shift } = other.frame else { return None };
        let dimension = self.question.times[time].dimension?;
        let is_moved = match self.question.dimensions[dimension].cut {
            Cut::Period(granularity) => moves_periods(granularity, shift),
            _ => false,
        };
        let is_shown = now.dimensions.contains(&dimension);
        now.range_apart(other).filter(|_| is_moved && is_shown)
    }

    /// The groups of all of them together, before any are moved.
    fn add_groups(&mut self, members: &[&Fact], range: usize) -> Identifier {
        let mut all = members[0].clone();
        let ranges: Vec<_> = members.iter().map(|one| one.conditions[range].clone()).collect();
        all.conditions[range] = Condition::Any(ranges.clone());
        let mut select = Select { is_grouped: true, ..self.joined(&all) };
        self.project_dimensions(&mut select, &all);
        select.group_by = select.columns.len();
        for (position, (member, range)) in members.iter().zip(&ranges).enumerate() {
            let is_own = self.condition(range);
            let has_rows = plain(AggregateFunction::Max, Expr::flag(is_own.clone()));
            select.project(has_rows, &has_rows_name(position));
            for &position in &member.terms {
                let term = &self.question.terms[position];
                let value = self.operand(member, term).unwrap_or(Expr::Integer(1));
                let own = only_where(is_own.clone(), value);
                let value = self.aggregated(member, term, Some(own));
                select.project(value, &self.names.terms[position]);
            }
        }
        let key = &self.model().tables[all.root].key;
        self.add_table(&format!("groups_of_{key}"), select)
    }

    /// One fact's own groups.
    fn periods(&self, fact: &Fact, position: usize, groups: &Identifier) -> Select {
        let mut select = Select::over(groups);
        for &dimension in &fact.dimensions {
            let name = &self.names.dimensions[dimension];
            let key = self.moved(Expr::column_of(groups, name), dimension, &fact.frame);
            select.project(key, name);
        }
        for term in &fact.terms {
            let name = &self.names.terms[*term];
            select.project(Expr::column_of(groups, name), name);
        }
        let has_rows = Expr::column_of(groups, &has_rows_name(position));
        select.filter.push(Expr::equal(has_rows, Expr::Integer(1)));
        select
    }
}

fn has_rows_name(position: usize) -> Identifier {
    fixed(&format!("has_rows_{}", position + 1))
}

/// Whether a shift leads from each period to a whole one, and no two to the same. Of the last days of January
/// a month later is the same day.
fn moves_periods(granularity: Granularity, shift: Shift) -> bool {
    match (months(granularity), months(shift.unit)) {
        (Some(own), Some(by)) => shift.count * by % own == 0,
        (None, None) => shift.count * seconds(shift.unit) % seconds(granularity) == 0,
        _ => false,
    }
}

const fn months(granularity: Granularity) -> Option<i64> {
    match granularity {
        Granularity::Month => Some(1),
        Granularity::Quarter | Granularity::FiscalQuarter => Some(3),
        Granularity::Year | Granularity::FiscalYear => Some(12),
        _ => None,
    }
}

/// Of those that are not counted in months.
const fn seconds(granularity: Granularity) -> i64 {
    match granularity {
        Granularity::Second => 1,
        Granularity::Minute => 60,
        Granularity::Hour => 60 * 60,
        Granularity::Week => 7 * 24 * 60 * 60,
        _ => 24 * 60 * 60,
    }
}
