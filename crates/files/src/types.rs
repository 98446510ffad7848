//! The columns of files.

use souk_engine::arrow::datatypes::Schema;
use souk_model::CatalogColumn;

/// The columns of a table with this schema. Files promise nothing about NULL.
pub(crate) fn catalog_columns(schema: &Schema) -> Vec<CatalogColumn> {
    let columns = souk_engine::catalog_columns(schema).into_iter();
    columns.map(|column| CatalogColumn { nullable: true, ..column }).collect()
}
