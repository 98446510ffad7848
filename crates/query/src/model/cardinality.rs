//! How many rows of one side meet a row of the other, and how that is known.

use souk_model::{Cardinality, Catalog, Datamart, Relationship, TableName};

/// How the cardinality of a relationship is known. Explanations say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CardinalitySource {
    /// The datamart declares it.
    Declared,
    /// Primary keys and unique constraints tell.
    Keys,
    /// Nothing tells: both sides are taken to hold duplicates, which is never assumed to be safe.
    Unknown,
}

/// The declared cardinality, or the one that keys imply, or many-to-many.
pub(super) fn effective(
    relationship: &Relationship,
    datamart: &Datamart,
    catalog: &Catalog,
) -> (Cardinality, CardinalitySource) {
    if let Some(declared) = relationship.cardinality {
        return (declared, CardinalitySource::Declared);
    }
    let parent: Vec<_> = relationship.keys.iter().map(|key| key.parent.as_str()).collect();
    let child: Vec<_> = relationship.keys.iter().map(|key| key.child.as_str()).collect();
    let parent_is_unique = is_unique(&relationship.parent, &parent, datamart, catalog);
    let child_is_unique = is_unique(&relationship.child, &child, datamart, catalog);
    match (parent_is_unique, child_is_unique) {
        (true, true) => (Cardinality::OneToOne, CardinalitySource::Keys),
        (true, false) => (Cardinality::OneToMany, CardinalitySource::Keys),
        (false, true) => (Cardinality::ManyToOne, CardinalitySource::Keys),
        (false, false) => (Cardinality::ManyToMany, CardinalitySource::Unknown),
    }
}

fn is_unique(table: &TableName, columns: &[&str], datamart: &Datamart, catalog: &Catalog) -> bool {
    let declared = datamart.table(table).map_or(&[][..], |found| &found.primary_key);
    let by_declaration =
        !declared.is_empty() && declared.iter().all(|part| columns.contains(&part.as_str()));
    by_declaration || is_kept_unique(table, columns, catalog)
}

/// Whether the database keeps two rows from having the same values there.
fn is_kept_unique(table: &TableName, columns: &[&str], catalog: &Catalog) -> bool {
    let found = catalog.find(Some(&table.schema), &table.name);
    found.is_ok_and(|found| found.is_unique(columns))
}

/// Whether the database keeps a row of the (parent, child) from meeting several of the other.
pub(super) fn kept(relationship: &Relationship, catalog: &Catalog) -> (bool, bool) {
    let parent: Vec<_> = relationship.keys.iter().map(|key| key.parent.as_str()).collect();
    let child: Vec<_> = relationship.keys.iter().map(|key| key.child.as_str()).collect();
    (
        is_kept_unique(&relationship.child, &child, catalog),
        is_kept_unique(&relationship.parent, &parent, catalog),
    )
}
