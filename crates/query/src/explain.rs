//! What was decided for a question, in words: for the vendor's eyes, never a guest's.

use serde::Serialize;

use crate::model::{CardinalitySource, Model, TenantRule};
use crate::plan::Plan;
use crate::resolve::{Dimension, JoinStep, Measure};
use crate::scope::{RuleApplied, Scan};

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
    pub(crate) fn of(plan: &Plan, model: &Model) -> Self {
        let mut explainer = Explainer { model, rules: Vec::new() };
        let plan = explainer.step(plan);
        Self { plan, rules: explainer.rules }
    }
}

struct Explainer<'m> {
    model: &'m Model,
    rules: Vec<TableRule>,
}

impl Explainer<'_> {
    fn step(&mut self, plan: &Plan) -> PlanStep {
        match plan {
            Plan::Scan(scan) => self.scan(scan),
            Plan::Join { left, right, step, is_left } => {
                let left = self.step(left);
                let right = self.scan(right);
                PlanStep { step: self.join(*step, *is_left), inputs: vec![left, right] }
            }
            Plan::Filter { input, conditions } => {
                let count = conditions.len();
                self.over(input, format!("keep what satisfies {count} condition(s)"))
            }
            Plan::Aggregate { input, dimensions, measures } => {
                let text = self.aggregate(dimensions, measures);
                self.over(input, text)
            }
            Plan::Sort { input, terms } => {
                let positions: Vec<_> = terms
                    .iter()
                    .map(|term| {
                        let way = if term.descending { " descending" } else { "" };
                        format!("column {}{way}", term.position + 1)
                    })
                    .collect();
                self.over(input, format!("sort by {}", positions.join(", ")))
            }
            Plan::Limit { input, limit, offset } => {
                let most = limit.map_or("all".to_owned(), |rows| format!("at most {rows}"));
                self.over(input, format!("{most} rows, after the first {}", offset.unwrap_or(0)))
            }
            Plan::Count { input } => self.over(input, "count the rows".to_owned()),
        }
    }

    fn over(&mut self, input: &Plan, step: String) -> PlanStep {
        PlanStep { step, inputs: vec![self.step(input)] }
    }

    fn scan(&mut self, scan: &Scan) -> PlanStep {
        let table = self.model.tables[scan.table()].key.to_string();
        let rule = self.rule(scan);
        self.rules.push(TableRule { table: table.clone(), rule });
        PlanStep { step: format!("scan {table} under its tenant rule"), inputs: Vec::new() }
    }

    fn rule(&self, scan: &Scan) -> String {
        let table = &self.model.tables[scan.table()];
        match (scan.rule(), table.tenant_rule) {
            (RuleApplied::NoTenancy, _) => "the datamart has no tenancy".to_owned(),
            (RuleApplied::OwnDatabase, _) => "the tenant's own database".to_owned(),
            (RuleApplied::Shared, _) => "shared by all tenants".to_owned(),
            (RuleApplied::ClientColumn, TenantRule::ClientColumn(column)) => {
                format!("{} is the tenant", table.columns[column].name)
            }
            (RuleApplied::ClientColumn, _) => "a column that the embed supplies".to_owned(),
            (RuleApplied::Via, TenantRule::Via(relationship)) => {
                let name = &self.model.relationships[relationship].name;
                format!("rows that {name} leads to rows of the tenant")
            }
            (RuleApplied::Via, _) => "rows that lead to rows of the tenant".to_owned(),
        }
    }

    fn join(&self, step: JoinStep, is_left: bool) -> String {
        let relationship = &self.model.relationships[step.relationship];
        let source = match relationship.cardinality_source {
            CardinalitySource::Declared => "declared",
            CardinalitySource::Keys => "known from keys",
            CardinalitySource::Unknown => "unknown",
        };
        let kept = if is_left { "left" } else { "inner" };
        format!(
            "{kept} join to {} by {} ({:?}, {source}): each row meets at most one",
            self.model.tables[step.to].key, relationship.name, relationship.cardinality
        )
    }

    fn aggregate(&self, dimensions: &[Dimension], measures: &[Measure]) -> String {
        let groups: Vec<_> =
            dimensions.iter().map(|dimension| dimension.output.name.as_str()).collect();
        let by = if groups.is_empty() { "the whole".to_owned() } else { groups.join(", ") };
        let computed: Vec<_> = measures
            .iter()
            .map(|measure| {
                let grain = &self.model.tables[measure.table].key;
                format!("{} at the grain of {grain}", measure.output.name)
            })
            .collect();
        if computed.is_empty() {
            return format!("each combination of {by} once");
        }
        format!("for each {by}: {}", computed.join(", "))
    }
}
