//! Filters on their way to the files, where two columns of a join have one name.
//!
//! DataFusion finds a filter's columns again by their names. Below a join of joins it may take
//! another table's column: rows go missing, or texts are compared with numbers. What can be filtered
//! before a join has been put there already, by its tables' names, when the plan was logical.

use std::collections::HashSet;
use std::sync::Arc;

use datafusion::common::config::ConfigOptions;
use datafusion::common::tree_node::{Transformed, TransformedResult, TreeNode};
use datafusion::error::Result;
use datafusion::physical_optimizer::PhysicalOptimizerRule;
use datafusion::physical_plan::ExecutionPlan;

use crate::veil::Veil;

/// A rule that puts filters further down, and stops above columns of one name.
#[derive(Debug)]
pub(crate) struct AboveSameNames(pub(crate) Arc<dyn PhysicalOptimizerRule + Send + Sync>);

impl PhysicalOptimizerRule for AboveSameNames {
    fn optimize(
        &self,
        plan: Arc<dyn ExecutionPlan>,
        config: &ConfigOptions,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        let veiled = plan.transform_up(veil).data()?;
        self.0.optimize(veiled, config)?.transform_up(unveil).data()
    }

    fn name(&self) -> &str {
        self.0.name()
    }

    fn schema_check(&self) -> bool {
        self.0.schema_check()
    }
}

fn veil(plan: Arc<dyn ExecutionPlan>) -> Result<Transformed<Arc<dyn ExecutionPlan>>> {
    if has_same_names(plan.as_ref()) {
        return Ok(Transformed::yes(Veil::against_filters(plan)));
    }
    Ok(Transformed::no(plan))
}

fn unveil(plan: Arc<dyn ExecutionPlan>) -> Result<Transformed<Arc<dyn ExecutionPlan>>> {
    Ok(match Veil::lifted(plan.as_ref()) {
        Some(input) => Transformed::yes(input),
        None => Transformed::no(plan),
    })
}

fn has_same_names(plan: &dyn ExecutionPlan) -> bool {
    let schema = plan.schema();
    let mut seen = HashSet::new();
    schema.fields().iter().any(|field| !seen.insert(field.name()))
}
