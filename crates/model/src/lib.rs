//! Souk's vocabulary: datamarts, schemas, tenancy, errors, and their validation.
//!
//! This crate knows what things are called and when they are well formed. It does no IO, opens no
//! connection, and writes no SQL.

mod catalog;
mod data_type;
mod datamart;
mod datasource;
mod document;
mod drift;
mod error_code;
mod id;
mod name;
mod semantic_layer;
mod suggest;
mod table_name;
pub mod validate;

pub use catalog::{Catalog, CatalogColumn, CatalogTable, ForeignKey, TableLookupError};
pub use data_type::{DataType, TypeFamily};
pub use datamart::{
    Aggregate, Cardinality, ClientColumnType, ClientIdentifier, Column, Datamart, DatasourceLink,
    Formula, Fraction, JoinType, KeyPair, Last, Measure, Operand, Relationship, Table,
    TableTenancy, Tenancy,
};
pub use datasource::Datasource;
pub use document::{DocumentError, Versioned, from_document, to_document};
pub use drift::{ChangeKind, SchemaChange, Touched, drift};
pub use error_code::{ErrorCode, Problem};
pub use id::{DocumentId, OrganisationId, TokenId};
pub use name::{LONGEST_NAME, NameError, check_name};
pub use semantic_layer::{ColumnMeaning, SemanticLayer, SemanticType, TableMeaning};
pub use suggest::{nearest, suggestion};
pub use table_name::TableName;
