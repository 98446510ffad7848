//! Filters on tables with several rows for one: one row that satisfies them is enough.

use super::Lowering;
use super::dimension::fixed;
use super::fact::key_name;
use super::term::plain;
use crate::model::ColumnId;
use crate::resolve::{Branch, Condition, Test};
use crate::sql::{AggregateFunction, Expr, Identifier, Join, JoinKind, Projection, Select, Source};

impl Lowering<'_> {
    /// Keeps the rows that have a partner which satisfies a branch's conditions, and where the
    /// branch says so also those without any partner.
    pub(super) fn keep_with_partner(&mut self, select: &mut Select, branch: &Branch) {
        if self.carrier.of_branch(self.question, branch).is_outside() {
            return self.keep_by_partner(select, branch);
        }
        match (self.model().dialect.prefers_semi_joins(), branch.or_none) {
            (true, false) => self.semi_join(select, branch),
            (true, true) => self.anti_join(select, branch),
            (false, false) => self.join_partners(select, branch),
            (false, true) => self.join_grouped_partners(select, branch),
        }
    }

    /// The same by sub-queries that each name the row, which is then what their tenant rule asks for.
    fn keep_by_partner(&self, select: &mut Select, branch: &Branch) {
        let satisfies = || Expr::Exists(Box::new(self.partners_of_row(branch, true)));
        select.filter.push(if branch.or_none {
            let any = Expr::Exists(Box::new(self.partners_of_row(branch, false)));
            let none = Expr::Not(Box::new(any));
            if self.satisfies_none(branch) { none } else { Expr::Or(vec![satisfies(), none]) }
        } else {
            satisfies()
        });
    }

    /// Whether no partner can satisfy: its key is to be NULL, as it is for a row without a partner.
    fn satisfies_none(&self, branch: &Branch) -> bool {
        branch.conditions.iter().any(|condition| match condition {
            Condition::OnColumn(id, Test::IsNull { negated: false }) => {
                id.place == branch.step.to && self.is_never_null(*id)
            }
            _ => false,
        })
    }

    fn is_never_null(&self, id: ColumnId) -> bool {
        let model = self.model();
        let (table, column) = (&model.tables[id.place.table], model.column(id));
        let declared = model.datamart.table(&table.name);
        let is_key = |name: &String| **name == *column.name;
        column.is_present || declared.is_some_and(|one| one.primary_key.iter().any(is_key))
    }

    /// The partners of the row outside. `is_filtered`: of those, the ones that satisfy the conditions.
    fn partners_of_row(&self, branch: &Branch, is_filtered: bool) -> Select {
        let mut partners =
            if is_filtered { self.partners(branch, true) } else { self.all_partners(branch) };
        partners.columns = vec![Projection { expression: Expr::Integer(1), alias: None }];
        let pairs = self.their_keys(branch).into_iter().zip(self.own_keys(branch));
        partners.filter.extend(pairs.map(|(theirs, own)| Expr::equal(theirs, own)));
        partners
    }

    /// The partners' keys, with each partner's further joins. `is_filtered`: of those partners that
    /// satisfy the conditions.
    fn partners(&self, branch: &Branch, is_filtered: bool) -> Select {
        let to = branch.step.to;
        let carried = self.carrier.of_branch(self.question, branch);
        let met = if is_filtered { carried.met() } else { &[] };
        let (from, joins) = self.near_joins(to, &branch.joins, met, &carried);
        let columns = self.their_named_keys(branch);
        let mut partners = Select { columns, from, joins, ..Select::default() };
        if is_filtered {
            partners.filter.push(self.satisfied(branch));
        }
        partners
    }

    /// All partners' keys. Further joins neither drop nor add any: where rows without a partner pass too, all
    /// of them keep rows.
    fn all_partners(&self, branch: &Branch) -> Select {
        let carried = self.carrier.of_branch(self.question, branch);
        let from = Some(self.source(branch.step.to, &carried));
        Select { columns: self.their_named_keys(branch), from, ..Select::default() }
    }

    fn satisfied(&self, branch: &Branch) -> Expr {
        Expr::And(branch.conditions.iter().map(|one| self.condition(one)).collect())
    }

    fn own_keys(&self, branch: &Branch) -> Vec<Expr> {
        let keys = branch.step.keys(self.model());
        keys.map(|(own, _)| self.column(branch.step.from.column(own))).collect()
    }

    fn their_keys(&self, branch: &Branch) -> Vec<Expr> {
        let keys = branch.step.keys(self.model());
        keys.map(|(_, theirs)| self.column(branch.step.to.column(theirs))).collect()
    }

    fn their_named_keys(&self, branch: &Branch) -> Vec<Projection> {
        let keys = self.their_keys(branch).into_iter().enumerate();
        keys.map(|(position, expression)| Projection {
            expression,
            alias: Some(key_name(position)),
        })
        .collect()
    }

    fn add_partners(&mut self, branch: &Branch, partners: Select) -> Identifier {
        let wanted = format!("with_{}", self.model().tables[branch.step.to.table].key);
        self.add_table(&wanted, partners)
    }

    /// By a semi-join, which an engine may begin from either side.
    fn semi_join(&mut self, select: &mut Select, branch: &Branch) {
        let partners = self.partners(branch, true);
        let name = self.add_partners(branch, partners);
        let operands = self.own_keys(branch);
        if operands.len() > 1 {
            select.filter.push(has_partner(&name, operands));
            return;
        }
        let mut query = Select::over(&name);
        let expression = Expr::column_of(&name, &key_name(0));
        query.columns.push(Projection { expression, alias: None });
        select.filter.push(Expr::InQuery { operands, query: Box::new(query) });
    }

    /// A row passes unless it has a partner, none of whose fellows (the partners with the same key,
    /// it among them) satisfies. Keys that are NULL are equal to none: such a row has no partner.
    fn anti_join(&mut self, select: &mut Select, branch: &Branch) {
        if self.satisfies_none(branch) {
            let partners = self.add_partners(branch, self.all_partners(branch));
            let has_any = has_partner(&partners, self.own_keys(branch));
            select.filter.push(Expr::Not(Box::new(has_any)));
            return;
        }
        let satisfying = self.partners(branch, true);
        let satisfying = self.add_partners(branch, satisfying);
        let mut others = self.all_partners(branch);
        let has_fellow = has_partner(&satisfying, self.their_keys(branch));
        others.filter.push(Expr::Not(Box::new(has_fellow)));
        let wanted = format!("without_{}", self.model().tables[branch.step.to.table].key);
        let others = self.add_table(&wanted, others);
        let is_other = has_partner(&others, self.own_keys(branch));
        select.filter.push(Expr::Not(Box::new(is_other)));
    }

    /// By a join with the partners' keys, of which at most one meets a row.
    fn join_partners(&mut self, select: &mut Select, branch: &Branch) {
        let partners = Select { distinct: true, ..self.partners(branch, true) };
        let name = self.add_partners(branch, partners);
        select.joins.push(self.join_keys(branch, &name, JoinKind::Inner));
    }

    /// The same with all partners, grouped, so that it is known which keys have any.
    fn join_grouped_partners(&mut self, select: &mut Select, branch: &Branch) {
        let mut partners = self.partners(branch, false);
        partners.is_grouped = true;
        partners.group_by = partners.columns.len();
        let expression = plain(AggregateFunction::Max, Expr::flag(self.satisfied(branch)));
        partners.columns.push(Projection { expression, alias: Some(fixed("hit")) });
        let name = self.add_partners(branch, partners);
        select.joins.push(self.join_keys(branch, &name, JoinKind::Left));
        let hit = Expr::column_of(&name, &fixed("hit"));
        let no_partner = Expr::IsNull { operand: Box::new(hit.clone()), negated: false };
        select.filter.push(Expr::Or(vec![Expr::equal(hit, Expr::Integer(1)), no_partner]));
    }

    fn join_keys(&self, branch: &Branch, partners: &Identifier, kind: JoinKind) -> Join {
        let on = equal_keys(partners, self.own_keys(branch));
        Join { kind, source: Source::common(partners), on }
    }
}

/// Some row of a common table of keys has these.
fn has_partner(partners: &Identifier, keys: Vec<Expr>) -> Expr {
    let mut found = Select { filter: equal_keys(partners, keys), ..Select::over(partners) };
    found.columns.push(Projection { expression: Expr::Integer(1), alias: None });
    Expr::Exists(Box::new(found))
}

fn equal_keys(partners: &Identifier, keys: Vec<Expr>) -> Vec<Expr> {
    let equal = |(position, own)| Expr::equal(own, Expr::column_of(partners, &key_name(position)));
    keys.into_iter().enumerate().map(equal).collect()
}
