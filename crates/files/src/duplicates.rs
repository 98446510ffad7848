//! Expressions that stand twice in GROUP BY, and those of ORDER BY that only seem to.
//!
//! DataFusion's rule takes out both. In ORDER BY it also drops a column that the columns before it
//! determine, and takes a column for one that determines others when it was unique before a join
//! multiplied it. So the rule is kept for groups, which fail without it, and kept from sorting.

use datafusion::common::tree_node::Transformed;
use datafusion::error::Result;
use datafusion::logical_expr::LogicalPlan;
use datafusion::optimizer::eliminate_duplicated_expr::EliminateDuplicatedExpr;
use datafusion::optimizer::optimizer::ApplyOrder;
use datafusion::optimizer::{OptimizerConfig, OptimizerRule};

/// The rule for groups alone.
#[derive(Debug, Default)]
pub(crate) struct DuplicatesInGroups(EliminateDuplicatedExpr);

impl OptimizerRule for DuplicatesInGroups {
    fn name(&self) -> &str {
        self.0.name()
    }

    fn apply_order(&self) -> Option<ApplyOrder> {
        self.0.apply_order()
    }

    fn rewrite(
        &self,
        plan: LogicalPlan,
        config: &dyn OptimizerConfig,
    ) -> Result<Transformed<LogicalPlan>> {
        match plan {
            LogicalPlan::Sort(_) => Ok(Transformed::no(plan)),
            plan => self.0.rewrite(plan, config),
        }
    }
}
