//! A DataFusion session in which a datasource's tables are all there is.

use std::sync::Arc;

use datafusion::catalog::{CatalogProvider as _, MemoryCatalogProvider};
use datafusion::error::Result as DataFusionResult;
use datafusion::execution::context::SQLOptions;
use datafusion::execution::disk_manager::{DiskManagerBuilder, DiskManagerMode};
use datafusion::execution::memory_pool::{FairSpillPool, MemoryLimit};
use datafusion::execution::runtime_env::{RuntimeEnv, RuntimeEnvBuilder};
use datafusion::execution::{SessionState, SessionStateBuilder};
use datafusion::logical_expr::LogicalPlan;
use datafusion::optimizer::{Optimizer, OptimizerRule as _};
use datafusion::physical_optimizer::optimizer::PhysicalOptimizer;
use datafusion::prelude::{DataFrame, SessionConfig, SessionContext};
use datafusion::scalar::ScalarValue;
use souk_engine::{EngineError, Progress};
use souk_model::Catalog;

use crate::FilesOptions;
use crate::discover::Source;
use crate::duplicates::DuplicatesInGroups;
use crate::errors::engine_error;
use crate::outer_joins::DistrustOuterJoins;
use crate::same_names::AboveSameNames;
use crate::store::{Files, Holder, OnlyFiles};
use crate::table::{self, SCHEMA};
use crate::tables::Tables;
use crate::windows::SortForWindows;
use crate::yielding::YieldingJoins;

const CATALOG: &str = "datafusion";

/// The files as they were when the datasource was last read.
pub(crate) struct Session {
    context: SessionContext,
    tables: Arc<Tables>,
}

impl Session {
    /// Knows the tables, and reads none.
    pub(crate) async fn open(
        sources: &[Source],
        holder: Holder,
        bounds: &RuntimeEnv,
    ) -> Result<Self, EngineError> {
        let files = Arc::new(known(sources, holder, bounds).await?);
        let runtime = runtime(&files, bounds).map_err(engine_error)?;
        let builder =
            SessionStateBuilder::new().with_config(config(&files)).with_runtime_env(runtime);
        let reading = builder.clone().build();
        let context =
            SessionContext::new_with_state(careful(builder.with_default_features(), None));
        let tables = Arc::new(Tables::new(sources, files, reading));
        let catalog = MemoryCatalogProvider::new();
        catalog.register_schema(SCHEMA, Arc::clone(&tables) as _).map_err(engine_error)?;
        context.register_catalog(CATALOG, Arc::new(catalog));
        Ok(Self { context, tables })
    }

    /// The schemas of all tables.
    pub(crate) async fn catalog(&self, progress: &Progress) -> Result<Catalog, EngineError> {
        self.tables.catalog(progress).await
    }

    /// The same tables without one of the precautions, to measure what it costs.
    pub(crate) fn without(&self, precaution: Precaution) -> Self {
        let builder = SessionStateBuilder::new_from_existing(self.context.state());
        let context = SessionContext::new_with_state(careful(builder, Some(precaution)));
        Self { context, tables: Arc::clone(&self.tables) }
    }

    /// Plans one SELECT with its parameters in place.
    pub(crate) async fn plan(
        &self,
        sql: &str,
        parameters: Vec<ScalarValue>,
    ) -> DataFusionResult<DataFrame> {
        let state = self.context.state();
        let plan = state.create_logical_plan(sql).await?;
        only_reads().verify_plan(&plan)?;
        refuse_explanations(&plan)?;
        let plan = plan.with_param_values(parameters)?;
        Ok(DataFrame::new(state, plan))
    }
}

/// What DataFusion does by itself and is kept from, because of a wrong answer or a failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Precaution {
    /// A rule that sums sums, which are wider decimals than the plan says: comparing one then fails.
    SumsOfSums,
    /// A rule that drops a column from ORDER BY where the columns before determine it: it thinks so of
    /// a group's columns when one of them was unique before a join multiplied it.
    DeterminedOrder,
    /// A rule that takes counts from statistics, and one distinct value for certain where a filter
    /// admits one: wrong where it finds no row.
    CountsFromStatistics,
    /// What is believed of columns that an outer join may fill with NULL.
    OuterJoins,
    /// Rules that push filters down find a filter's columns by name.
    SameNames,
    /// A filter that a join learns as it runs finds its column by name on the way to the files:
    /// with a name that two tables have, it takes away the other table's rows.
    DynamicFilters,
}

impl Precaution {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::SumsOfSums,
        Self::DeterminedOrder,
        Self::CountsFromStatistics,
        Self::OuterJoins,
        Self::SameNames,
        Self::DynamicFilters,
    ];
}

/// A state that takes all precautions, or all but one.
fn careful(mut builder: SessionStateBuilder, but: Option<Precaution>) -> SessionState {
    let is_taken = |precaution: Precaution| but != Some(precaution);
    let mut logical = Optimizer::new().rules;
    if is_taken(Precaution::SumsOfSums) {
        logical.retain(|rule| rule.name() != "single_distinct_aggregation_to_group_by");
    }
    if is_taken(Precaution::DeterminedOrder) {
        let groups = Arc::new(DuplicatesInGroups::default());
        for rule in logical.iter_mut().filter(|rule| rule.name() == groups.name()) {
            *rule = groups.clone();
        }
    }
    let mut physical = PhysicalOptimizer::new().rules;
    if is_taken(Precaution::CountsFromStatistics) {
        physical.retain(|rule| rule.name() != "aggregate_statistics");
    }
    if is_taken(Precaution::SameNames) {
        let push_down = |rule: &str| rule.starts_with("FilterPushdown");
        for rule in physical.iter_mut().filter(|rule| push_down(rule.name())) {
            *rule = Arc::new(AboveSameNames(Arc::clone(rule)));
        }
    }
    if is_taken(Precaution::OuterJoins) {
        physical.insert(0, Arc::new(DistrustOuterJoins));
    }
    physical.insert(1, Arc::new(SortForWindows));
    physical.push(Arc::new(YieldingJoins));
    let config = builder.config().take().unwrap_or_default().set_bool(
        "datafusion.optimizer.enable_dynamic_filter_pushdown",
        !is_taken(Precaution::DynamicFilters),
    );
    builder
        .with_config(config)
        .with_optimizer_rules(logical)
        .with_physical_optimizer_rules(physical)
        .build()
}

fn only_reads() -> SQLOptions {
    SQLOptions::new().with_allow_ddl(false).with_allow_dml(false).with_allow_statements(false)
}

/// A plan's text names files and their folders.
fn refuse_explanations(plan: &LogicalPlan) -> DataFusionResult<()> {
    match plan {
        LogicalPlan::Explain(_) | LogicalPlan::Analyze(_) | LogicalPlan::DescribeTable(_) => {
            datafusion::common::plan_err!("only a SELECT can be run")
        }
        _ => Ok(()),
    }
}

/// The files of the sources, and which of them are arrays.
async fn known(
    sources: &[Source],
    holder: Holder,
    bounds: &RuntimeEnv,
) -> Result<Files, EngineError> {
    let refused = |error: datafusion::object_store::Error| engine_error(error.into());
    let most = match bounds.memory_pool.memory_limit() {
        MemoryLimit::Finite(most) => most as u64,
        _ => u64::MAX,
    };
    let mut files = Files::new(sources, holder, most).map_err(refused)?;
    for source in sources {
        if table::is_of_arrays(source, &files).await? {
            files.know_arrays(&source.files).map_err(refused)?;
        }
    }
    Ok(files)
}

fn config(files: &Files) -> SessionConfig {
    let config = plain_config();
    if files.any_from_its_beginning() {
        return config.set_usize("datafusion.optimizer.repartition_file_min_size", usize::MAX);
    }
    config
}

fn plain_config() -> SessionConfig {
    SessionConfig::new()
        .with_information_schema(false)
        .with_default_catalog_and_schema(CATALOG, SCHEMA)
        .set_str("datafusion.sql_parser.dialect", "postgres")
        // A literal such as 0.1 is a decimal, as in PostgreSQL, and not the nearest binary number.
        .set_bool("datafusion.sql_parser.parse_float_as_decimal", true)
}

/// What all sessions of a datasource take their memory and temporary files from.
pub(crate) fn bounds(options: &FilesOptions) -> DataFusionResult<RuntimeEnv> {
    let disk = DiskManagerBuilder::default()
        .with_mode(DiskManagerMode::OsTmpDirectory)
        .with_max_temp_directory_size(options.spill_limit);
    RuntimeEnvBuilder::new()
        .with_memory_pool(Arc::new(FairSpillPool::new(options.memory_limit)))
        .with_disk_manager_builder(disk)
        .build()
}

/// The files, within the bounds; what is remembered of files is the session's own.
fn runtime(files: &Arc<Files>, bounds: &RuntimeEnv) -> DataFusionResult<Arc<RuntimeEnv>> {
    let mut runtime = RuntimeEnvBuilder::new()
        .with_object_store_registry(Arc::new(OnlyFiles(Arc::clone(files))))
        // A list that is kept is searched by the spelling of values, see `Files::files_of_table`.
        .with_object_list_cache_limit(0)
        .build()?;
    runtime.memory_pool = Arc::clone(&bounds.memory_pool);
    runtime.disk_manager = Arc::clone(&bounds.disk_manager);
    Ok(Arc::new(runtime))
}
