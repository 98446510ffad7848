//! Measures of a table that are counted on the rows of a finer one, so that those are read once.
//!
//! ```text
//! orders and revenue by month, of lines that were sent late
//!   apart:    orders with such a line; such lines
//!   together: such lines with their orders; an order counts once, by its key
//! ```
//!
//! Two facts become one where the rows of the coarser are exactly the partners of the finer's rows, and
//! none of its measures changes where a row comes several times. Each way in which that is known is a
//! function here: a filter asks for a finer row, a dimension or filter of the finer table takes away rows
//! without one, or the tenant's rule asks for one.

use souk_model::{Aggregate, DataType, JoinType};

use super::Carrier;
use crate::model::{Place, TenantRule};
use crate::resolve::{
    Condition, Fact, Frame, Grain, JoinStep, Resolved, Shape, Term, keeps_unmatched,
};

/// Puts the facts of a question together as far as they read the same rows.
pub(super) fn merge(question: &mut Resolved<'_>, carrier: &Carrier) {
    if question.shape == Shape::Rows {
        return;
    }
    let facts = std::mem::take(&mut question.facts);
    let ranked = question.top.as_mut().map(|top| std::mem::take(&mut top.facts));
    let merger = Merger { question, carrier };
    let ranked = ranked.map(|ranked| merger.merged(ranked, &[]));
    let facts = merger.merged(facts, ranked.as_deref().unwrap_or_default());
    question.facts = facts;
    if let (Some(top), Some(ranked)) = (&mut question.top, ranked) {
        top.facts = ranked;
    }
}

struct Merger<'q> {
    question: &'q Resolved<'q>,
    carrier: &'q Carrier,
}

/// How the rows of the finer table lead to those of the coarser.
struct Way {
    steps: Vec<JoinStep>,
    /// The coarser fact's other joins.
    others: Vec<JoinStep>,
}

impl Merger<'_> {
    fn merged(&self, mut facts: Vec<Fact>, ranked: &[Fact]) -> Vec<Fact> {
        while let Some((coarse, fine, together)) = self.first(&facts, ranked) {
            facts[fine] = together;
            facts.remove(coarse);
        }
        facts
    }

    fn first(&self, facts: &[Fact], ranked: &[Fact]) -> Option<(usize, usize, Fact)> {
        let is_whole = |fact: &Fact| matches!(fact.frame, Frame::Whole { .. });
        // Ranks and shares are told from groups as they are.
        let tells_no_other = self.question.top.is_none() && !facts.iter().any(is_whole);
        let positions = 0..facts.len();
        let fine = positions.clone().filter(|one| !self.is_ranked(&facts[*one], ranked));
        let pairs = fine.flat_map(|fine| positions.clone().map(move |coarse| (coarse, fine)));
        pairs.into_iter().find_map(|(coarse, fine)| {
            let (coarser, finer) = (&facts[coarse], &facts[fine]);
            let around = || self.around(coarser, finer).filter(|_| tells_no_other);
            let together = self.together(coarser, finer).or_else(around)?;
            Some((coarse, fine, together))
        })
    }

    /// Whether ranks are made of the fact's groups, which takes measures that add up.
    fn is_ranked(&self, fact: &Fact, ranked: &[Fact]) -> bool {
        let adds_up = |one: &usize| self.question.terms[*one].adds_up();
        self.question.model.dialect.keeps_common_tables()
            && ranked.iter().any(|one| one.root == fact.root && one.terms.iter().all(adds_up))
    }

    fn together(&self, coarse: &Fact, fine: &Fact) -> Option<Fact> {
        if !self.is_alike(coarse, fine) {
            return None;
        }
        let way = self
            .by_filter(coarse, fine)
            .or_else(|| self.by_joins(coarse, fine))
            .or_else(|| self.by_rules(coarse, fine))?;
        let arrival = way.steps.last()?;
        let is_counted =
            |one: &usize| self.is_counted_once(&self.question.terms[*one], coarse, *arrival);
        if !coarse.terms.iter().all(is_counted) {
            return None;
        }
        let is_known = |step: &JoinStep| way.steps.contains(step) || way.others.contains(step);
        if fine.joins.iter().any(|step| !is_known(step) && !self.keeps_rows(*step)) {
            return None;
        }
        let mut together = fine.clone();
        self.add_joins(&mut together, way.steps.iter().chain(&way.others))?;
        together.terms.extend(&coarse.terms);
        Some(together)
    }

    /// Both on the coarser table's rows, where these join the finer's and those without any stay. Each row
    /// of the finer table is there once: it leads to a row of the coarser.
    fn around(&self, coarse: &Fact, fine: &Fact) -> Option<Fact> {
        let question = self.question;
        let is_of =
            |fact: &Fact| fact.terms.iter().all(|one| question.terms[*one].table == fact.root);
        let is_possible = self.is_alike(coarse, fine)
            && is_of(coarse)
            && is_of(fine)
            && coarse.branches.is_empty()
            && has_same_filters(coarse, fine);
        if !is_possible {
            return None;
        }
        let way = self.reversed(&coarse.joins, coarse, fine)?;
        let arrival = way.steps.last()?;
        let is_counted =
            |one: &usize| self.is_counted_once(&question.terms[*one], coarse, *arrival);
        let leads_there =
            || self.carrier.of_fact(question, fine).met().contains(&Place::of(coarse.root));
        let keeps_finer = |step: &JoinStep| fine.joins.contains(step) || self.keeps_rows(*step);
        let is_told = self.has_single_rows(&way)
            && way.others.iter().all(keeps_finer)
            && coarse.terms.iter().all(is_counted)
            && leads_there();
        if !is_told {
            return None;
        }
        let mut together = Fact { grain: Grain::Finer(fine.root), ..coarse.clone() };
        let others = fine.joins.iter().filter(|step| !way.steps.contains(step));
        self.add_joins(&mut together, others)?;
        together.terms.extend(&fine.terms);
        Some(together)
    }

    /// Whether two facts are of the same groups, and no more is special about them than that.
    fn is_alike(&self, coarse: &Fact, fine: &Fact) -> bool {
        coarse.root != fine.root
            && coarse.frame == fine.frame
            && coarse.dimensions == fine.dimensions
            && fine.grain == Grain::Joined
            && self.is_plain(coarse)
            && self.is_plain(fine)
    }

    /// Adds joins that only filter. None where the fact reaches a table by another way.
    fn add_joins<'s>(
        &self,
        fact: &mut Fact,
        steps: impl Iterator<Item = &'s JoinStep>,
    ) -> Option<()> {
        for step in steps {
            match fact.joins.iter().find(|known| known.to == step.to) {
                Some(known) if known == step => {}
                None if step.to != Place::of(fact.root) && self.keeps_rows(*step) => {
                    fact.joins.push(*step);
                    fact.filtering += 1;
                }
                _ => return None,
            }
        }
        Some(())
    }

    /// A filter on several rows, of the coarser table's or of those that it joins, asks for one of the
    /// finer table's.
    fn by_filter(&self, coarse: &Fact, fine: &Fact) -> Option<Way> {
        let mut apart = coarse.branches.iter().filter(|one| !fine.branches.contains(one));
        let (Some(branch), None) = (apart.next(), apart.next()) else { return None };
        let conditions: Vec<_> = coarse.conditions.iter().chain(&branch.conditions).collect();
        let is_same = coarse.branches.len() == fine.branches.len() + 1
            && is_same_set(&fine.conditions, &conditions);
        if branch.or_none || !is_same {
            return None;
        }
        let steps: Vec<_> =
            coarse.joins.iter().chain([&branch.step]).chain(&branch.joins).copied().collect();
        let way = self.reversed(&steps, coarse, fine)?;
        self.has_single_rows(&way).then_some(way)
    }

    /// The coarser fact joins the finer table, and keeps no row without a row of it.
    fn by_joins(&self, coarse: &Fact, fine: &Fact) -> Option<Way> {
        if !has_same_filters(coarse, fine) {
            return None;
        }
        let way = self.reversed(&coarse.joins, coarse, fine)?;
        let mut behind = vec![Place::of(fine.root)];
        for step in &coarse.joins {
            if behind.contains(&step.from) {
                behind.push(step.to);
            }
        }
        let is_needed = |place: &Place| coarse.conditions.iter().any(|one| one.needs(*place));
        let is_inner = |step: &JoinStep| {
            self.question.model.relationships[step.relationship].join == JoinType::Inner
        };
        let drops = behind.iter().any(is_needed) || way.steps.iter().all(is_inner);
        (drops && self.has_single_rows(&way)).then_some(way)
    }

    /// The coarser table's rows are the tenant's by a row of the finer table. A guest's row rules hide
    /// rows of the finer table, and no row that is the tenant's by them.
    fn by_rules(&self, coarse: &Fact, fine: &Fact) -> Option<Way> {
        if !self.carrier.has_rules() || !has_same_filters(coarse, fine) {
            return None;
        }
        let mut steps: Vec<JoinStep> = Vec::new();
        let mut table = coarse.root;
        while table != fine.root {
            let TenantRule::Via(relationship) = self.question.model.tables[table].tenant_rule
            else {
                return None;
            };
            let other = self.question.model.relationships[relationship].other_end(table)?;
            if self.carrier.is_narrowed(other) || steps.len() > self.question.model.tables.len() {
                return None;
            }
            let (from, to) = (Place::of(table), Place::of(other));
            steps.push(JoinStep::new(relationship, from, to));
            table = other;
        }
        let mut way = self.reversed(&steps, coarse, fine)?;
        way.others.extend(&coarse.joins);
        self.has_single_rows(&way).then_some(way)
    }

    /// Steps from the coarser table, the other way around as far as they lead to the finer.
    fn reversed(&self, steps: &[JoinStep], coarse: &Fact, fine: &Fact) -> Option<Way> {
        let mut way = Way { steps: Vec::new(), others: steps.to_vec() };
        let mut at = Place::of(fine.root);
        while at != Place::of(coarse.root) {
            let position = way.others.iter().position(|step| step.to == at)?;
            let step = way.others.remove(position);
            let described = &self.question.model.relationships[step.relationship];
            let is_plain = step.from.role.is_none() && described.parent != described.child;
            if !is_plain {
                return None;
            }
            way.steps.push(JoinStep { from: step.to, to: step.from, ..step });
            at = step.from;
        }
        Some(way)
    }

    fn is_plain(&self, fact: &Fact) -> bool {
        !fact.has_latest
            && fact.shown.is_none()
            && !self.question.shows_far_rows(fact)
            && !matches!(fact.frame, Frame::Window { .. })
    }

    fn has_single_rows(&self, way: &Way) -> bool {
        way.steps.iter().chain(&way.others).all(|step| step.is_to_one(self.question.model))
    }

    fn keeps_rows(&self, step: JoinStep) -> bool {
        step.is_to_one(self.question.model) && keeps_unmatched(self.question.model, step)
    }

    /// Whether a term can be told from rows that come several times: rows are counted by their key,
    /// which each has, and whose values every engine tells apart alike.
    fn is_counted_once(&self, term: &Term, coarse: &Fact, arrival: JoinStep) -> bool {
        if term.aggregate != Aggregate::Count {
            return !term.is_sensitive_to_duplicates();
        }
        let table = &self.question.model.tables[term.table];
        let Some([key]) = table.key_columns.as_deref() else { return false };
        let column = &table.columns[*key];
        let is_exact =
            matches!(column.data_type, DataType::Int32 | DataType::Int64 | DataType::Uuid);
        // Rows of other tables were found so when they were put together with the coarser fact.
        let is_there = term.table != coarse.root
            || column.is_present
            || arrival.keys(self.question.model).any(|(_, theirs)| theirs == *key);
        is_exact && is_there
    }
}

fn has_same_filters(coarse: &Fact, fine: &Fact) -> bool {
    coarse.branches.len() == fine.branches.len()
        && coarse.branches.iter().all(|one| fine.branches.contains(one))
        && is_same_set(&fine.conditions, &coarse.conditions.iter().collect::<Vec<_>>())
}

fn is_same_set(left: &[Condition], right: &[&Condition]) -> bool {
    left.len() == right.len()
        && left.iter().all(|one| right.contains(&one))
        && right.iter().all(|one| left.contains(one))
}
