//! From the plan to a SQL tree: each step fills its part of one SELECT over scoped scans.

use std::sync::Arc;

use chrono_tz::Tz;
use souk_model::{Aggregate, DataType};

use crate::compiled::OutputColumn;
use crate::conditions;
use crate::model::{ColumnId, Model, identifier};
use crate::plan::Plan;
use crate::resolve::{Condition, Dimension, JoinStep, Measure, Ordering};
use crate::scope::Scan;
use crate::sql::{
    AggregateFunction, CommonTable, Expr, Identifier, Join, JoinKind, OrderKey, OrderTerm,
    Projection, Select, Source,
};

/// The statement that answers a plan.
pub(crate) fn lower(plan: Plan, model: &Model, zone: Tz) -> Select {
    let mut lowering = Lowering { model, zone, select: Select::default() };
    lowering.step(plan);
    lowering.select
}

struct Lowering<'m> {
    model: &'m Model,
    zone: Tz,
    select: Select,
}

impl Lowering<'_> {
    fn step(&mut self, plan: Plan) {
        match plan {
            Plan::Scan(scan) => {
                let name = self.common_table(scan);
                self.select.from = Some(Source::common(&name));
            }
            Plan::Join { left, right, step, is_left } => {
                self.step(*left);
                self.join(right, step, is_left);
            }
            Plan::Filter { input, conditions } => {
                self.step(*input);
                self.filter(&conditions);
            }
            Plan::Aggregate { input, dimensions, measures } => {
                self.step(*input);
                self.aggregate(&dimensions, &measures);
            }
            Plan::Sort { input, terms } => {
                self.step(*input);
                self.sort(&terms);
            }
            Plan::Limit { input, limit, offset } => {
                self.step(*input);
                self.select.limit = limit;
                self.select.offset = offset;
            }
            Plan::Count { input } => {
                self.step(*input);
                self.count();
            }
        }
    }

    fn common_table(&mut self, scan: Scan) -> Identifier {
        let name = Arc::clone(&self.model.tables[scan.table()].scan);
        self.select.with.push(CommonTable {
            name: Arc::clone(&name),
            query: scan.into_query(),
            is_inlined: true,
        });
        name
    }

    fn join(&mut self, right: Scan, step: JoinStep, is_left: bool) {
        let relation = self.common_table(right);
        let relationship = &self.model.relationships[step.relationship];
        let on = relationship
            .keys_from(step.from)
            .map(|(from, to)| {
                let left = self.column(ColumnId { table: step.from, column: from });
                let right = self.column(ColumnId { table: step.to, column: to });
                Expr::equal(left, right)
            })
            .collect();
        self.select.joins.push(Join {
            kind: if is_left { JoinKind::Left } else { JoinKind::Inner },
            source: Source::common(&relation),
            on,
        });
    }

    fn column(&self, id: ColumnId) -> Expr {
        Expr::column_of(&self.model.tables[id.table].scan, &self.model.column(id).name)
    }

    fn filter(&mut self, list: &[Condition]) {
        let lowered: Vec<_> = list.iter().map(|condition| self.condition(condition)).collect();
        let place =
            if self.select.is_grouped { &mut self.select.having } else { &mut self.select.filter };
        place.extend(lowered);
    }

    fn condition(&self, condition: &Condition) -> Expr {
        match condition {
            Condition::All(parts) => {
                Expr::And(parts.iter().map(|one| self.condition(one)).collect())
            }
            Condition::Any(parts) => {
                Expr::Or(parts.iter().map(|one| self.condition(one)).collect())
            }
            Condition::OnColumn(id, test) => {
                let data_type = self.model.column(*id).data_type;
                conditions::lower(test, &self.column(*id), data_type)
            }
            Condition::OnMeasure(measure, test) => {
                conditions::lower(test, &self.measure(measure), measure.output.data_type)
            }
        }
    }

    fn aggregate(&mut self, dimensions: &[Dimension], measures: &[Measure]) {
        for dimension in dimensions {
            let expression = self.dimension(dimension);
            self.project(expression, &dimension.output);
        }
        for measure in measures {
            let expression = self.measure(measure);
            self.project(expression, &measure.output);
        }
        self.select.group_by = dimensions.len();
        self.select.is_grouped = true;
    }

    /// The engine hands columns back by position, so a name that it would cut is replaced.
    fn project(&mut self, expression: Expr, output: &OutputColumn) {
        let fits =
            output.name.len() <= self.model.dialect.longest_identifier() && !output.name.is_empty();
        let alias = if fits {
            identifier(&output.name)
        } else {
            identifier(&format!("column_{}", self.select.columns.len() + 1))
        };
        self.select.columns.push(Projection { expression, alias: Some(alias) });
    }

    fn dimension(&self, dimension: &Dimension) -> Expr {
        let own = self.column(dimension.column);
        let Some(granularity) = dimension.granularity else { return own };
        let column = self.model.column(dimension.column);
        let local = if column.data_type == DataType::Date {
            Expr::Cast(Box::new(own), DataType::Timestamp)
        } else {
            let zone = if column.applies_timezone { self.zone } else { Tz::UTC };
            Expr::LocalTime { operand: Box::new(own), from: column.data_type, zone }
        };
        Expr::Truncate { operand: Box::new(local), unit: granularity.unit() }
    }

    fn measure(&self, measure: &Measure) -> Expr {
        let Some(column) = measure.column else { return Expr::CountRows };
        let id = ColumnId { table: measure.table, column };
        let (own, data_type) = (self.column(id), self.model.column(id).data_type);
        let dialect = self.model.dialect;
        let plain = |function, distinct, operand| Expr::Aggregate {
            function,
            distinct,
            operand: Box::new(operand),
        };
        match measure.aggregate {
            Aggregate::Count => plain(AggregateFunction::Count, false, own),
            Aggregate::CountDistinct => plain(AggregateFunction::Count, true, own),
            Aggregate::Sum => dialect.sum(own, data_type),
            Aggregate::Avg => dialect.average(own, data_type),
            Aggregate::Min => plain(AggregateFunction::Min, false, ordered(own, data_type)),
            Aggregate::ApproxDistinct
            | Aggregate::Median
            | Aggregate::Percentile
            | Aggregate::Stddev
            | Aggregate::Any
            | Aggregate::All
            | Aggregate::StringAgg => Expr::Null,
            Aggregate::Max => plain(AggregateFunction::Max, false, ordered(own, data_type)),
        }
    }

    fn sort(&mut self, terms: &[Ordering]) {
        for term in terms {
            let projection = &self.select.columns[term.position];
            let is_grouped_text =
                term.position < self.select.group_by && is_text_column(self.model, projection);
            let key = if is_grouped_text {
                OrderKey::Text(projection.expression.clone())
            } else {
                OrderKey::Position(term.position + 1)
            };
            self.select.order_by.push(OrderTerm { key, descending: term.descending });
        }
    }

    fn count(&mut self) {
        let mut groups = std::mem::take(&mut self.select);
        let name = identifier("answer");
        self.select.with = std::mem::take(&mut groups.with);
        self.select.with.push(CommonTable {
            name: Arc::clone(&name),
            query: groups,
            is_inlined: false,
        });
        self.select.from = Some(Source::common(&name));
        self.select.columns =
            vec![Projection { expression: Expr::CountRows, alias: Some(identifier("total")) }];
    }
}

/// An operand whose order is the same on every engine.
fn ordered(operand: Expr, data_type: DataType) -> Expr {
    match data_type {
        DataType::Text => Expr::BinaryText(Box::new(operand)),
        DataType::Uuid => Expr::Cast(Box::new(operand), DataType::Text),
        _ => operand,
    }
}

fn is_text_column(model: &Model, projection: &Projection) -> bool {
    let Expr::Column { of: Some(scan), name } = &projection.expression else { return false };
    model
        .tables
        .iter()
        .find(|table| table.scan == *scan)
        .and_then(|table| table.column_position(name).map(|position| &table.columns[position]))
        .is_some_and(|column| column.data_type == DataType::Text)
}
