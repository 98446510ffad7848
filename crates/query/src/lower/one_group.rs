//! Facts whose rows are all in one group, since all of them lead to the tenant's own row of another table:
//! they are aggregated before that row is joined.
//!
//! ```text
//! orders by the name of the tenant       tenant_of_orders: one row of terms; then the name beside it
//! ```

use souk_model::DataType;

use super::Lowering;
use super::fact::{DirectFact, is_direct};
use crate::model::{Place, TenantRule};
use crate::resolve::{Condition, Fact, Frame, Grain, JoinStep, keeps_far};
use crate::sql::{Expr, Select, Source};

impl Lowering<'_> {
    /// A fact whose dimensions are all of what the column of the tenant leads to.
    pub(super) fn of_one_group(&mut self, fact: &Fact) -> Option<DirectFact> {
        let column = self.tenant_column(fact)?;
        let root = Place::of(fact.root);
        let terms_only =
            Fact { dimensions: Vec::new(), joins: Vec::new(), filtering: 0, ..fact.clone() };
        let mut rows = Select { is_grouped: true, ..self.joined(&terms_only) };
        let name = &self.model().column(root.column(column)).name;
        rows.project(self.column(root.column(column)), name);
        rows.group_by = 1;
        for position in &fact.terms {
            let term = self.term(fact, &self.question.terms[*position]);
            rows.project(term, &self.names.terms[*position]);
        }
        let wanted = format!("tenant_of_{}", self.model().tables[fact.root].key);
        let table = self.add_table(&wanted, rows);
        let carried = self.carrier.of_fact(self.question, fact);
        let (_, joins) = self.near_joins(root, &fact.joins, carried.met(), &carried);
        let own = self.place_name(root);
        let select = Select { from: Some(Source::named(&table, &own)), joins, ..Select::default() };
        let key = |one: &usize| (*one, self.dimension(*one, &fact.frame));
        let term = |one: &usize| (*one, Expr::column_of(&own, &self.names.terms[*one]));
        Some(DirectFact {
            select,
            keys: fact.dimensions.iter().map(key).collect(),
            terms: fact.terms.iter().map(term).collect(),
        })
    }

    /// The column that is the tenant in every row, if all that is joined to them begins with it.
    fn tenant_column(&self, fact: &Fact) -> Option<usize> {
        let (model, question) = (self.model(), self.question);
        let TenantRule::ClientColumn(column) = model.tables[fact.root].tenant_rule else {
            return None;
        };
        let root = Place::of(fact.root);
        let described = model.column(root.column(column));
        let is_one_key = matches!(described.data_type, DataType::Int32 | DataType::Int64);
        let is_free = |term: &usize| {
            let name = &self.names.terms[*term];
            question.terms[*term].table == fact.root && !name.eq_ignore_ascii_case(&described.name)
        };
        let is_of_root = |condition: &Condition| condition.is_of(|place| place == root);
        let filters = fact.terms.iter().flat_map(|term| &question.terms[*term].filter);
        let leads_to_one = |step: &JoinStep| {
            let begins_with_it = || step.keys(model).all(|(own, _)| own == column);
            step.past.is_none()
                && step.is_kept_to_one(model)
                && !keeps_far(model, *step)
                && (step.from != root || begins_with_it())
                && self.carrier.is_open(model, step.to.table)
        };
        let is_elsewhere = |one: &usize| question.dimensions[*one].column.place != root;
        let is_possible = self.carrier.has_rules()
            && question.top.is_none()
            && is_direct(fact)
            && fact.frame == Frame::Group
            && fact.grain == Grain::Joined
            && fact.shown.is_none()
            && fact.branches.is_empty()
            && !fact.dimensions.is_empty()
            && fact.dimensions.iter().all(is_elsewhere)
            && is_one_key
            && fact.joins.iter().all(leads_to_one)
            && fact.terms.iter().all(is_free)
            && fact.conditions.iter().chain(filters).all(is_of_root);
        is_possible.then_some(column)
    }
}
