//! What DataFusion believes about the rows that a window function partitions.
//!
//! While it plans, it may take an expression of PARTITION BY for constant or ordered, and leave it out
//! of the sort before the window; when the plan runs, it no longer believes so and refuses the plan.

use std::sync::Arc;

use datafusion::common::config::ConfigOptions;
use datafusion::common::tree_node::{Transformed, TransformedResult, TreeNode};
use datafusion::error::Result;
use datafusion::physical_optimizer::PhysicalOptimizerRule;
use datafusion::physical_plan::ExecutionPlan;
use datafusion::physical_plan::execution_plan::replace_children_if_necessary;
use datafusion::physical_plan::windows::{BoundedWindowAggExec, WindowAggExec};

use crate::veil::Veil;

/// Veils the rows under every window, so that they are sorted by all of PARTITION BY. Runs before the
/// rules that use what is believed.
#[derive(Debug)]
pub(crate) struct SortForWindows;

impl PhysicalOptimizerRule for SortForWindows {
    fn optimize(
        &self,
        plan: Arc<dyn ExecutionPlan>,
        _: &ConfigOptions,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        plan.transform_up(veil_input).data()
    }

    fn name(&self) -> &'static str {
        "sort_for_windows"
    }

    fn schema_check(&self) -> bool {
        true
    }
}

fn veil_input(plan: Arc<dyn ExecutionPlan>) -> Result<Transformed<Arc<dyn ExecutionPlan>>> {
    let is_window = plan.downcast_ref::<WindowAggExec>().is_some()
        || plan.downcast_ref::<BoundedWindowAggExec>().is_some();
    if !is_window {
        return Ok(Transformed::no(plan));
    }
    let inputs = plan.children().into_iter().map(|input| Veil::without_promises(Arc::clone(input)));
    let inputs = inputs.collect();
    replace_children_if_necessary(plan, inputs).map(Transformed::yes)
}
