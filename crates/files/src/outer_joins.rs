//! What DataFusion believes about the side of an outer join that may have no partner.
//!
//! A column that a filter holds to one value is NULL in the rows without a partner. DataFusion
//! takes it for one value there too: it then drops it from ORDER BY, and ends its group in a
//! GROUP BY at every row that differs. This module knows joins and nothing of the SQL around them.

use std::sync::Arc;

use datafusion::common::config::ConfigOptions;
use datafusion::common::tree_node::{Transformed, TransformedResult, TreeNode};
use datafusion::error::Result;
use datafusion::logical_expr::JoinType;
use datafusion::physical_optimizer::PhysicalOptimizerRule;
use datafusion::physical_plan::ExecutionPlan;
use datafusion::physical_plan::execution_plan::replace_children_if_necessary;
use datafusion::physical_plan::joins::{HashJoinExec, NestedLoopJoinExec, SortMergeJoinExec};

use crate::veil::Veil;

/// Veils what may lack in every outer join. Runs before the rules that use what is believed.
#[derive(Debug)]
pub(crate) struct DistrustOuterJoins;

impl PhysicalOptimizerRule for DistrustOuterJoins {
    fn optimize(
        &self,
        plan: Arc<dyn ExecutionPlan>,
        _: &ConfigOptions,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        plan.transform_up(distrust).data()
    }

    fn name(&self) -> &'static str {
        "distrust_outer_joins"
    }

    fn schema_check(&self) -> bool {
        true
    }
}

fn distrust(plan: Arc<dyn ExecutionPlan>) -> Result<Transformed<Arc<dyn ExecutionPlan>>> {
    let lacking = match join_type(plan.as_ref()) {
        Some(JoinType::Left) => [false, true],
        Some(JoinType::Right) => [true, false],
        Some(JoinType::Full) => [true, true],
        _ => return Ok(Transformed::no(plan)),
    };
    let inputs = plan.children().into_iter().map(Arc::clone).zip(lacking);
    let inputs = inputs.map(
        |(input, may_lack)| {
            if may_lack { Veil::without_promises(input) } else { input }
        },
    );
    let inputs = inputs.collect();
    replace_children_if_necessary(plan, inputs).map(Transformed::yes)
}

fn join_type(plan: &dyn ExecutionPlan) -> Option<JoinType> {
    let hash = plan.downcast_ref::<HashJoinExec>().map(|join| *join.join_type());
    let merge = || plan.downcast_ref::<SortMergeJoinExec>().map(SortMergeJoinExec::join_type);
    let nested = || plan.downcast_ref::<NestedLoopJoinExec>().map(|join| *join.join_type());
    hash.or_else(merge).or_else(nested)
}
