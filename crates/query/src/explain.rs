//! What was decided for a question, in words: for the vendor's eyes, never a guest's.

use serde::Serialize;

use crate::model::{CardinalitySource, Model, Place, TenantRule};
use crate::resolve::{Branch, Condition, Fact, Frame, Grain, JoinStep, Resolved, Shape, Window};
use crate::scope::{Carried, Carrier, RuleApplied, Scan, Scoped};

/// The plan of a question as a tree, and the rules that were put on each table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Explanation {
    /// The last step first.
    pub plan: PlanStep,
    /// One line per table.
    pub rules: Vec<TableRule>,
}

/// One step and the steps it reads from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PlanStep {
    /// What it does.
    pub step: String,
    /// Where its rows come from.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub inputs: Vec<PlanStep>,
}

/// How a table is kept to the tenant's rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TableRule {
    /// The table.
    pub table: String,
    /// The rule.
    pub rule: String,
}

impl Explanation {
    pub(crate) fn of(scoped: &Scoped<'_>) -> Self {
        let explainer = Explainer { question: &scoped.resolved, carrier: &scoped.carrier };
        Self {
            plan: explainer.answer(),
            rules: scoped.scans.iter().map(|scan| explainer.rule(scan)).collect(),
        }
    }
}

struct Explainer<'q> {
    question: &'q Resolved<'q>,
    carrier: &'q Carrier,
}

fn step(text: impl Into<String>, inputs: Vec<PlanStep>) -> PlanStep {
    PlanStep { step: text.into(), inputs }
}

impl Explainer<'_> {
    const fn model(&self) -> &Model {
        self.question.model
    }

    fn answer(&self) -> PlanStep {
        let question = self.question;
        let mut plan = self.combined();
        if !question.value_conditions.is_empty() {
            let count = question.value_conditions.len();
            plan = step(format!("keep groups that satisfy {count} condition(s)"), vec![plan]);
        }
        if !question.order.is_empty() {
            let columns: Vec<_> = question
                .order
                .iter()
                .map(|term| {
                    let way = if term.descending { " descending" } else { "" };
                    format!("column {}{way}", term.position + 1)
                })
                .collect();
            plan = step(format!("sort by {}", columns.join(", ")), vec![plan]);
        }
        if question.limit.is_some() || question.offset.is_some() {
            let most = question.limit.map_or("all".to_owned(), |rows| format!("at most {rows}"));
            let first = question.offset.unwrap_or(0);
            plan = step(format!("{most} rows, after the first {first}"), vec![plan]);
        }
        plan
    }

    fn combined(&self) -> PlanStep {
        let facts = &self.question.facts;
        let mut inputs: Vec<_> = facts.iter().map(|fact| self.fact(fact)).collect();
        if let Some(top) = &self.question.top {
            let values = &self.question.dimensions[top.dimension].output.name;
            let ranked = top.facts.iter().map(|fact| self.fact(fact)).collect();
            let text = format!("rank {values}: the first {} keep a row of their own", top.limit);
            inputs.push(step(text, ranked));
        }
        match inputs.len() {
            1 => inputs.remove(0),
            _ => step("combine on equal groups, NULL with NULL; no group is lost", inputs),
        }
    }

    fn fact(&self, fact: &Fact) -> PlanStep {
        let carried = self.carrier.of_fact(self.question, fact);
        let mut rows = self.scan(Place::of(fact.root), &carried);
        for join in fact.joins.iter().chain(carried.added()) {
            rows = step(self.join(*join), vec![rows, self.scan(join.to, &carried)]);
        }
        for branch in &fact.branches {
            let carried = self.carrier.of_branch(self.question, branch);
            let partners = self.scan(branch.step.to, &carried);
            rows = step(self.branch(branch), vec![rows, partners]);
        }
        if !fact.conditions.is_empty() {
            let text = format!("keep rows that satisfy {}", self.conditions(&fact.conditions));
            rows = step(text, vec![rows]);
        }
        if let Grain::Keys(keys) = &fact.grain {
            let table = &self.model().tables[fact.root];
            let names: Vec<_> = keys.iter().map(|one| &*table.columns[*one].name).collect();
            let text = format!(
                "each row of {} once per group, by its key {}",
                table.key,
                names.join(", ")
            );
            rows = step(text, vec![rows]);
        }
        step(self.aggregate(fact), vec![rows])
    }

    fn conditions(&self, conditions: &[Condition]) -> String {
        let mut names = Vec::new();
        for condition in conditions {
            condition.columns(&mut |id| {
                let table = &self.model().tables[id.place.table];
                let name = format!("{}.{}", table.key, self.model().column(id).name);
                if !names.contains(&name) {
                    names.push(name);
                }
            });
        }
        format!("{} condition(s) on {}", conditions.len(), names.join(", "))
    }

    fn scan(&self, place: Place, carried: &Carried) -> PlanStep {
        let table = &self.model().tables[place.table].key;
        let text = match carried.holds(place) {
            true => format!("scan {table}, whose tenant rule a join carries"),
            false => format!("scan {table} under its tenant rule"),
        };
        step(text, Vec::new())
    }

    fn rule(&self, scan: &Scan) -> TableRule {
        let table = &self.model().tables[scan.table()];
        let rule = match (scan.rule(), table.tenant_rule) {
            (RuleApplied::NoTenancy, _) => "the datamart has no tenancy".to_owned(),
            (RuleApplied::OwnDatabase, _) => "the tenant's own database".to_owned(),
            (RuleApplied::Shared, _) => "shared by all tenants".to_owned(),
            (RuleApplied::ClientColumn, TenantRule::ClientColumn(column)) => {
                format!("{} is the tenant", table.columns[column].name)
            }
            (RuleApplied::ClientColumn, _) => "a column that the embed supplies".to_owned(),
            (RuleApplied::Via, TenantRule::Via(relationship)) => {
                let name = &self.model().relationships[relationship].name;
                format!("rows that {name} leads to rows of the tenant")
            }
            (RuleApplied::Carried, TenantRule::Via(relationship)) => {
                let name = &self.model().relationships[relationship].name;
                format!("its joins by {name} leave only rows of the tenant")
            }
            (RuleApplied::Carried, _) => "its joins leave only rows of the tenant".to_owned(),
            (RuleApplied::Via, _) => "rows that lead to rows of the tenant".to_owned(),
        };
        TableRule { table: table.key.to_string(), rule }
    }

    fn join(&self, join: JoinStep) -> String {
        let model = self.model();
        let relationship = &model.relationships[join.relationship];
        let meets = if join.is_to_one(model) { "at most one" } else { "several" };
        let kept = relationship.join.wire_name().to_lowercase();
        let past = join.past.map_or_else(String::new, |passed| {
            let table = &model.tables[passed.place.table].key;
            let name = &model.relationships[passed.relationship].name;
            format!(", past {table}, where {name} finds each row")
        });
        format!("{kept} to {}: each row meets {meets}{past}", self.relationship(join))
    }

    fn relationship(&self, join: JoinStep) -> String {
        let relationship = &self.model().relationships[join.relationship];
        let source = match relationship.cardinality_source {
            CardinalitySource::Declared => "declared",
            CardinalitySource::Keys => "known from keys",
            CardinalitySource::Unknown => "unknown",
        };
        let role = if join.to.role.is_some() { " in its role" } else { "" };
        format!(
            "{}{role} by {} ({:?}, {source})",
            self.model().tables[join.to.table].key,
            relationship.name,
            relationship.cardinality
        )
    }

    fn branch(&self, branch: &Branch) -> String {
        let none = if branch.or_none { ", or that have none" } else { "" };
        format!(
            "keep rows with a row of {} that satisfies {}{none}",
            self.relationship(branch.step),
            self.conditions(&branch.conditions)
        )
    }

    fn aggregate(&self, fact: &Fact) -> String {
        let question = self.question;
        let groups: Vec<_> = fact
            .dimensions
            .iter()
            .map(|one| question.dimensions[*one].output.name.as_str())
            .collect();
        let grain = &self.model().tables[fact.unit()].key;
        if question.shape == Shape::Rows {
            return format!("the rows of {grain}");
        }
        let by = if groups.is_empty() { "the whole".to_owned() } else { groups.join(", ") };
        if fact.terms.is_empty() {
            return format!("each combination of {by} once");
        }
        let (own, others): (Vec<usize>, Vec<usize>) =
            fact.terms.iter().partition(|one| question.terms[**one].table == fact.unit());
        let names = |terms: &[usize]| {
            terms.iter().map(|one| self.term(*one)).collect::<Vec<_>>().join(", ")
        };
        let mut values = Vec::new();
        if !own.is_empty() {
            values.push(format!("{} at the grain of {grain}", names(&own)));
        }
        if !others.is_empty() {
            values.push(format!("{} each row once, on the rows of {grain}", names(&others)));
        }
        let which = match fact.frame {
            Frame::Group | Frame::Earlier { .. } => String::new(),
            Frame::Whole { .. } => ", whatever the other dimensions".to_owned(),
            Frame::Window { window, .. } => format!(", over {}", window_words(window)),
        };
        format!("for each {by}: {}{which}", values.join("; "))
    }

    /// A term, which of the rows it is of, and of when: facts read together have terms of several.
    fn term(&self, position: usize) -> String {
        let term = &self.question.terms[position];
        let latest = if term.last.is_some() { " of the latest rows" } else { "" };
        let earlier = match term.frame {
            Frame::Earlier { shift, .. } => {
                format!(" (the time {} {} earlier)", -shift.count, shift.unit.word())
            }
            _ => String::new(),
        };
        format!("{}{latest}{earlier}", self.question.term_names[position])
    }
}

fn window_words(window: Window) -> String {
    match window {
        Window::Cumulative => "all periods so far".to_owned(),
        Window::Rolling(periods) => format!("the last {periods} periods"),
        Window::ToDate(unit) => format!("the {} so far", unit.word()),
    }
}
