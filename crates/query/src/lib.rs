//! From a question to scoped, guarded SQL. Pure, synchronous, deterministic.
//!
//! ```text
//! QueryRequest -> Resolved -> Scoped -> SQL tree -> text + parameters -> guard -> Compiled
//! ```
//!
//! A [`Model`] is built once per datamart; [`compile`] takes a question through all stages. Nothing
//! here does IO: engines run what comes out, and nothing else.

mod author;
mod compile;
mod compiled;
mod conditions;
mod dialect;
mod explain;
pub mod guard;
mod lower;
mod model;
mod request;
mod resolve;
mod rules;
mod scope;
mod sql;
mod verify;

pub use author::{SqlQuery, Variable, VariableType, compile_sql};
pub use compile::{Purpose, compile, explain};
pub use compiled::{ColumnRole, Compiled, OutputColumn, Value};
pub use dialect::{
    ALL as DIALECTS, Around, BIGQUERY, CLICKHOUSE, CLICKHOUSE_OLD, COCKROACHDB, DATABRICKS,
    DATAFUSION, DUCKDB, Dialect, Feature, GroupKey, MARIADB, MYSQL, NullOrder, POSTGRES, REDSHIFT,
    SINGLESTORE, SNOWFLAKE, SPARK, SQLITE, SQLSERVER, TRINO, named as dialect_named,
};
pub use explain::{Explanation, PlanStep, TableRule};
pub use model::{CardinalitySource, Model};
pub use request::{
    AndFilter, BinRequest, BucketRequest, BucketTest, CompareRequest, CompareShow, CompareTo,
    ConditionRequest, DateRangeRequest, DimensionRequest, Direction, EarlierTime, FilterRequest,
    FormulaMeasure, Granularity, GroupedDimension, InlineMeasure, LastRequest, MeasureRequest,
    ModifiedMeasure, OrFilter, OrderMember, OrderRequest, PivotRequest, QueryRequest, ShareRequest,
    ShiftRequest, TimeDimensionRequest, TopRequest, WeekStart, WindowRequest,
};
pub use resolve::QuestionError;
pub use rules::{RowRule, RowRules, RowTest, RuleContext};
pub use scope::Scope;
pub use verify::{Check, Promise, Unindexed, Verification, verify};
