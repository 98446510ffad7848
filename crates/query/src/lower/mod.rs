//! From a scoped question to a SQL tree.
//!
//! ```text
//! scoped_…    one scan per table, under its rule
//! rows_of_…   the rows of a fact, where they must be told apart before they are aggregated
//! parts_of_…  groups that the ranks of values and the answer are both made of
//! fact_…      a fact's terms for each group
//! tenant_of_… a fact's terms where all of its rows are in one group
//! groups_of_…, running_…  facts that are told from each other's groups
//! stacked     all facts under each other, combined: one row per group
//! ```
//!
//! A question of one fact needs none but the scans.

mod branches;
mod combine;
mod dimension;
mod earlier;
mod fact;
mod joins;
mod names;
mod one_group;
mod parts;
mod running;
mod term;
mod top;

use std::sync::Arc;

use souk_model::DataType;

use crate::compile::Purpose;
use crate::compiled::OutputColumn;
use crate::conditions;
use crate::model::{ColumnId, Model, Place, identifier};
use crate::resolve::{Arithmetic, Condition, Cut, Frame, Grain, Resolved, Shape, Surroundings};
use crate::scope::{Carrier, Scoped};
use crate::sql::{BinaryOperator, CommonTable, Expr, Identifier, OrderKey, OrderTerm, Select};
use combine::Groups;
use names::GroupNames;
use parts::Parts;

/// The statement that answers a question.
pub(crate) fn lower(scoped: Scoped<'_>, purpose: Purpose) -> Select {
    let Scoped { resolved, scans, carrier } = scoped;
    let mut lowering = Lowering::new(&resolved, &carrier);
    for scan in scans {
        let name = scan.name(resolved.model);
        lowering.with.push(CommonTable { name, query: scan.into_query(), is_inlined: true });
    }
    let mut select = match resolved.shape {
        Shape::Groups => lowering.groups(),
        Shape::Rows => lowering.rows(),
    };
    match purpose {
        Purpose::Rows => lowering.page(&mut select),
        Purpose::Total => select = lowering.counted(select),
        // One row, which a page must not leave out.
        Purpose::Totals => {}
    }
    select.with = lowering.with;
    select
}

/// The statement in the making.
struct Lowering<'q> {
    question: &'q Resolved<'q>,
    carrier: &'q Carrier,
    names: GroupNames,
    with: Vec<CommonTable>,
    parts: Vec<Parts<'q>>,
}

impl<'q> Lowering<'q> {
    fn new(question: &'q Resolved<'q>, carrier: &'q Carrier) -> Self {
        Self {
            question,
            carrier,
            names: GroupNames::of(question),
            with: Vec::new(),
            parts: Vec::new(),
        }
    }

    const fn model(&self) -> &'q Model {
        self.question.model
    }

    const fn around(&self) -> &'q Surroundings {
        &self.question.around
    }

    /// Adds a common table; its name is `wanted`, or a variant that no other has.
    fn add_table(&mut self, wanted: &str, query: Select) -> Identifier {
        let fits = wanted.len() <= self.model().dialect.longest_identifier();
        let base = if fits { wanted.to_owned() } else { "step".to_owned() };
        let is_taken = |name: &str| self.with.iter().any(|table| *table.name == *name);
        let name = (1..)
            .map(|count| if count == 1 { base.clone() } else { format!("{base}_{count}") })
            .find(|name| !is_taken(name))
            .unwrap_or(base);
        let name = identifier(&name);
        self.with.push(CommonTable { name: Arc::clone(&name), query, is_inlined: false });
        name
    }

    fn column(&self, id: ColumnId) -> Expr {
        Expr::column_of(&self.place_name(id.place), &self.model().column(id).name)
    }

    /// A condition on columns of joined tables.
    fn condition(&self, condition: &Condition) -> Expr {
        self.lowered(condition, &|_| Expr::Null)
    }

    fn lowered(&self, condition: &Condition, term: &dyn Fn(usize) -> Expr) -> Expr {
        let all = |parts: &[Condition]| parts.iter().map(|one| self.lowered(one, term)).collect();
        match condition {
            Condition::All(parts) => Expr::And(all(parts)),
            Condition::Any(parts) => Expr::Or(all(parts)),
            Condition::OnColumn(id, test) => {
                conditions::lower(test, &self.column(*id), self.model().column(*id).data_type)
            }
            Condition::OnMeasure(measure, test) => {
                let value = self.arithmetic(&measure.value, term);
                conditions::lower(test, &value, measure.output.data_type)
            }
        }
    }

    fn arithmetic(&self, value: &Arithmetic, term: &dyn Fn(usize) -> Expr) -> Expr {
        match value {
            Arithmetic::Term(position) => term(*position),
            Arithmetic::Number(number) => Expr::Value(number.clone()),
            Arithmetic::Negate(inner) => Expr::Negate(Box::new(self.arithmetic(inner, term))),
            Arithmetic::Binary(operator, left, right) => {
                let target = value.data_type(&self.question.terms);
                let side = |side: &Arithmetic| {
                    let expression = self.arithmetic(side, term);
                    as_type(expression, side.data_type(&self.question.terms), target)
                };
                let (left, right) = (side(left), side(right));
                match operator {
                    BinaryOperator::Divide => divide(left, right),
                    _ => Expr::binary(*operator, left, right),
                }
            }
            Arithmetic::Coalesce(parts) => {
                let target = value.data_type(&self.question.terms);
                let parts = parts.iter().map(|part| {
                    let expression = self.arithmetic(part, term);
                    as_type(expression, part.data_type(&self.question.terms), target)
                });
                Expr::Call(crate::sql::Function::Coalesce, parts.collect())
            }
        }
    }

    fn groups(&mut self) -> Select {
        if let Some(top) = &self.question.top {
            self.add_parts(top);
            self.add_top(top);
        }
        let groups = self.combined();
        self.answer(groups)
    }

    /// The answer's columns over the groups, and the conditions on them.
    fn answer(&self, groups: Groups) -> Select {
        let Groups { mut select, keys, terms, .. } = groups;
        let term = |position: usize| terms[position].clone().unwrap_or(Expr::Null);
        let question = self.question;
        for &dimension in &question.group_by {
            let output = &question.dimensions[dimension].output;
            self.project(&mut select, keys[dimension].clone().unwrap_or(Expr::Null), output);
        }
        for measure in &question.measures {
            let value = self.arithmetic(&measure.value, &term);
            self.project(&mut select, value, &measure.output);
        }
        let conditions =
            question.value_conditions.iter().map(|one| self.lowered(one, &term)).collect();
        if select.is_grouped {
            select.having = conditions;
            select.group_by = question.group_by.len();
        } else {
            select.filter.extend::<Vec<_>>(conditions);
        }
        self.sort(&mut select);
        select
    }

    /// The rows of one table as they are.
    fn rows(&mut self) -> Select {
        let fact = &self.question.facts[0];
        let mut select = self.joined(fact);
        if fact.keeps_far_rows {
            let marker = self.marker(fact.root);
            select.filter.push(Expr::IsNull { operand: Box::new(marker), negated: true });
        }
        for (position, dimension) in self.question.dimensions.iter().enumerate() {
            let value = self.column(dimension.column);
            select.project(value, &self.names.dimensions[position]);
        }
        if let Grain::Keys(keys) = &fact.grain {
            select.distinct = true;
            self.project_keys(&mut select, fact.root, keys);
            let rows = self.add_table("rows_apart", select);
            select = Select::over(&rows);
            for name in &self.names.dimensions {
                select.project(Expr::column_of(&rows, name), name);
            }
        }
        self.sort(&mut select);
        select
    }

    /// The engine hands columns back by position, so a name that it would cut is replaced.
    fn project(&self, select: &mut Select, expression: Expr, output: &OutputColumn) {
        let alias = if self.model().dialect.keeps_name(&output.name) {
            identifier(&output.name)
        } else {
            identifier(&format!("column_{}", select.columns.len() + 1))
        };
        select.project(expression, &alias);
    }

    fn sort(&self, select: &mut Select) {
        let question = self.question;
        if question.group_by.is_empty() && question.shape == Shape::Groups {
            return;
        }
        for term in &question.order {
            let Some(projection) = select.columns.get(term.position) else { continue };
            let is_text = question
                .dimensions
                .get(term.position)
                .is_some_and(|dimension| dimension.output.data_type == DataType::Text);
            let key = if is_text {
                OrderKey::Text(projection.expression.clone())
            } else {
                OrderKey::Position(term.position + 1)
            };
            let is_present = self.is_present(term.position);
            select.order_by.push(OrderTerm { key, descending: term.descending, is_present });
        }
        if let Some(flag) = self.others_order(select) {
            select.order_by.push(flag);
        }
    }

    /// Whether an output column is a column of the only fact's rows that is never NULL.
    fn is_present(&self, output: usize) -> bool {
        let question = self.question;
        let ([fact], None) = (question.facts.as_slice(), &question.top) else { return false };
        let dimension = match question.shape {
            Shape::Groups => question.group_by.get(output),
            Shape::Rows => Some(&output),
        };
        let Some(dimension) = dimension.map(|one| &question.dimensions[*one]) else { return false };
        let place = dimension.column.place;
        let is_joined_to_all = place == Place::of(fact.root)
            || self.carrier.of_fact(question, fact).met().contains(&place);
        let is_plain = dimension.cut == Cut::Value && fact.frame == Frame::Group;
        let column = self.model().column(dimension.column);
        is_plain && is_joined_to_all && !question.shows_far_rows(fact) && column.is_present
    }

    fn page(&self, select: &mut Select) {
        select.limit = self.question.limit;
        select.offset = self.question.offset;
    }

    fn counted(&mut self, mut answer: Select) -> Select {
        answer.order_by.clear();
        let name = self.add_table("answer", answer);
        let mut count = Select::over(&name);
        count.project(Expr::CountRows, &identifier("total"));
        count
    }
}

/// True division; NULL where the divisor is zero.
fn divide(left: Expr, right: Expr) -> Expr {
    let not_zero = Expr::Call(crate::sql::Function::NullIf, vec![right, Expr::Integer(0)]);
    Expr::binary(BinaryOperator::Divide, left, not_zero)
}

fn as_type(expression: Expr, from: DataType, to: DataType) -> Expr {
    if from == to || matches!(to, DataType::Decimal { .. } | DataType::Numeric) {
        return expression;
    }
    Expr::Cast(Box::new(expression), to)
}
