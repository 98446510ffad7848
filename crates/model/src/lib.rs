//! Souk's vocabulary: datamarts, schemas, tenancy, errors, and their validation.
//!
//! This crate knows what things are called and when they are well formed. It does no IO, opens no
//! connection, and writes no SQL.

mod catalog;
mod dashboard;
mod data_type;
mod datamart;
mod datasource;
mod document;
mod drift;
mod embed;
mod error_code;
mod filter;
mod id;
mod metric;
mod name;
mod report;
mod semantic_layer;
mod suggest;
mod table_name;
pub mod validate;
mod workspace;

pub use catalog::{Catalog, CatalogColumn, CatalogTable, ForeignKey, TableLookupError};
pub use dashboard::{
    Block, BlockKind, Breakpoint, Dashboard, DashboardOwner, Image, Layout, Place, Places, Tab,
};
pub use data_type::{DataType, TypeFamily};
pub use datamart::{
    Aggregate, Cardinality, ClientColumnType, ClientIdentifier, Column, Datamart, DatasourceLink,
    Formula, Fraction, JoinType, KeyPair, Last, Measure, Operand, Relationship, Table,
    TableTenancy, Tenancy,
};
pub use datasource::Datasource;
pub use document::{DocumentError, Versioned, from_document, to_document};
pub use drift::{ChangeKind, SchemaChange, Touched, drift};
pub use embed::{AccessSettings, CreationMode, Embed, EmbedType, JoinModel, TableTenancySetting};
pub use error_code::{ErrorCode, Problem};
pub use filter::{
    ApplyOn, Filter, FilterOption, FilterOptions, FilterType, FilterVariant, OptionSource,
};
pub use id::{DocumentId, OrganisationId, TokenId};
pub use metric::{CHART_TYPES, Metric, MetricOwner, Visibility};
pub use name::{LONGEST_NAME, NameError, check_name};
pub use report::{
    DashboardView, Frequency, Report, ReportFormat, ReportOutcome, ReportOwner, ReportTime,
};
pub use semantic_layer::{ColumnMeaning, SemanticLayer, SemanticType, TableMeaning};
pub use suggest::{nearest, suggestion};
pub use table_name::TableName;
pub use workspace::{ConnectionType, Workspace};
