//! From a draft to a datamart: every name resolved, every rule checked, every problem reported.
//!
//! Knows the datasource only by its cached schema. What is wrong with author SQL is not known
//! here: `souk_query` reads the expressions once the datamart stands.

mod columns;
mod draft;
mod index;
mod measures;
mod problems;
mod relationships;
mod sides;
mod tables;
mod tenancy;
mod tenant_via;

pub use draft::{
    ColumnDraft, DatamartDraft, MeasureDraft, RelationshipDraft, SideDraft, TableDraft,
    TenancyDraft,
};

use crate::{Catalog, Datamart, DatasourceLink, Problem, Tenancy, check_name};
use index::CatalogIndex;
use problems::Problems;

/// What validation needs to know of the datasource.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// Its identity.
    pub link: &'a DatasourceLink,
    /// Its tables and columns when it was last synced.
    pub catalog: &'a Catalog,
    /// Which tenancy it can have and how it names tables.
    pub traits: SourceTraits,
}

/// How kinds of datasources differ in what a datamart may say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SourceTraits {
    /// Tables live in schemas that callers name. False for files.
    pub has_schemas: bool,
    /// One login reaches several databases, so that every tenant can have one.
    pub has_databases: bool,
}

/// Checks a draft against its datasource.
///
/// # Errors
/// Everything that is wrong, in the order in which the compatible wire checks.
pub fn validate(draft: &DatamartDraft, source: &Source<'_>) -> Result<Datamart, Vec<Problem>> {
    let mut problems = Problems::new();
    let catalog = CatalogIndex::new(source.catalog);
    let name = read_name(draft.name.as_deref(), &mut problems);
    let tables = tables::read(draft.tables.as_deref(), &catalog, &mut problems);
    let tenancy = draft
        .tenancy
        .as_ref()
        .and_then(|settings| tenancy::read(settings, source.traits, &catalog, &mut problems));
    tenancy::check_client_columns(&tables, tenancy.as_ref(), &mut problems);
    let relationships = relationships::read(&draft.relationships, &tables, &mut problems);
    tenant_via::check(&tables, &relationships, &mut problems);
    problems.finish(Datamart {
        name,
        datasource: source.link.clone(),
        tables: tables.into_iter().map(|read| read.table).collect(),
        tenancy,
        relationships: relationships.into_iter().flatten().collect(),
    })
}

/// Checks the tenancy settings of a datasource, which are those of a datamart.
///
/// # Errors
/// Everything that is wrong, in checking order.
pub fn validate_tenancy(
    settings: &TenancyDraft,
    catalog: &Catalog,
    traits: SourceTraits,
) -> Result<Option<Tenancy>, Vec<Problem>> {
    let mut problems = Problems::new();
    let index = CatalogIndex::new(catalog);
    let tenancy = tenancy::read(settings, traits, &index, &mut problems);
    problems.finish(tenancy)
}

fn read_name(name: Option<&str>, problems: &mut Problems) -> String {
    match name {
        None => problems.required("name"),
        Some(text) => {
            if let Err(error) = check_name(text) {
                problems.body("name", &error.to_string());
            }
        }
    }
    name.unwrap_or_default().to_owned()
}

/// Absent and empty are the same for optional texts; old clients send `""` for "none".
fn given(text: Option<&String>) -> Option<&str> {
    text.map(String::as_str).filter(|text| !text.trim().is_empty())
}
