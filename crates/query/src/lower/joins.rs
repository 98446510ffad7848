//! How the tables of a fact are joined.
//!
//! A step is declared to keep rows without a partner, or rows of the other table. Where a condition
//! takes those away again, they are not made: an engine can then begin with the condition.

use souk_model::JoinType;

use super::Lowering;
use crate::model::Place;
use crate::resolve::{Fact, JoinStep, keeps_far};
use crate::scope::Carried;
use crate::sql::{Expr, Join, JoinKind, Select, Source};

impl Lowering<'_> {
    /// FROM and WHERE of a fact.
    pub(super) fn joined(&mut self, fact: &Fact) -> Select {
        let carried = self.carrier.of_fact(self.question, fact);
        let root = Place::of(fact.root);
        let mut select = Select::default();
        let (shown, filtering) = fact.parts();
        if self.question.shows_far_rows(fact) {
            select.from = Some(self.source(root, &carried));
            for step in shown {
                select.joins.push(self.join(*step, join_kind(self, *step), &carried));
            }
            for step in filtering {
                select.joins.push(self.join(*step, filtering_kind(self, *step), &carried));
            }
        } else {
            (select.from, select.joins) =
                self.near_joins(root, &fact.joins, carried.met(), &carried);
        }
        for branch in &fact.branches {
            self.keep_with_partner(&mut select, branch);
        }
        self.join_top(&mut select, fact);
        select.filter.extend(fact.conditions.iter().map(|one| self.condition(one)));
        select
    }

    /// FROM with joins that keep no rows without a row of the root. Those to places that are `met` come
    /// first, and drop rows without a partner. Each step is a match by key, so that their order does not
    /// matter beyond that each begins where another ended.
    pub(super) fn near_joins(
        &self,
        root: Place,
        steps: &[JoinStep],
        met: &[Place],
        carried: &Carried,
    ) -> (Option<Source>, Vec<Join>) {
        let steps = steps.iter().chain(carried.added());
        let (first, last): (Vec<&JoinStep>, Vec<&JoinStep>) =
            steps.partition(|step| met.contains(&step.to));
        let (from, first) = self.inner_joins(root, first, carried);
        let last =
            last.into_iter().map(|step| self.join(*step, filtering_kind(self, *step), carried));
        (Some(from), first.into_iter().chain(last).collect())
    }

    /// Inner joins have no direction. An engine that makes them as they are written begins with the
    /// tenant's rows, which are few.
    fn inner_joins(
        &self,
        root: Place,
        mut steps: Vec<&JoinStep>,
        carried: &Carried,
    ) -> (Source, Vec<Join>) {
        let owner = carried.owner();
        let start = owner.filter(|_| self.model().dialect.joins_as_written()).unwrap_or(root);
        let mut reached = vec![start];
        let mut joins = Vec::with_capacity(steps.len());
        while let Some(position) =
            steps.iter().position(|one| reached.contains(&one.from) || reached.contains(&one.to))
        {
            let step = steps.remove(position);
            let place = if reached.contains(&step.from) { step.to } else { step.from };
            reached.push(place);
            let source = self.source(place, carried);
            joins.push(Join { kind: JoinKind::Inner, source, on: self.equal_keys(*step) });
        }
        (self.source(start, carried), joins)
    }

    fn join(&self, step: JoinStep, kind: JoinKind, carried: &Carried) -> Join {
        Join { kind, source: self.source(step.to, carried), on: self.equal_keys(step) }
    }

    fn equal_keys(&self, step: JoinStep) -> Vec<Expr> {
        let keys = step.keys(self.model()).map(|(from, to)| {
            Expr::equal(self.column(step.from.column(from)), self.column(step.to.column(to)))
        });
        keys.collect()
    }
}

fn join_kind(lowering: &Lowering<'_>, step: JoinStep) -> JoinKind {
    let model = lowering.model();
    match model.relationships[step.relationship].join {
        JoinType::Inner => JoinKind::Inner,
        JoinType::Full => JoinKind::Full,
        JoinType::Right if keeps_far(model, step) => JoinKind::Right,
        JoinType::Right | JoinType::Left => JoinKind::Left,
    }
}

/// The same without rows of the table that it leads to.
fn filtering_kind(lowering: &Lowering<'_>, step: JoinStep) -> JoinKind {
    match join_kind(lowering, step) {
        JoinKind::Right | JoinKind::Inner => JoinKind::Inner,
        _ => JoinKind::Left,
    }
}
