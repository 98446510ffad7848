//! Changing a datamart: what is sent is put into what is stored, and the whole is validated again.

use souk_model::{OrganisationId, to_document};
use souk_store::{Actor, Change, Document, DocumentKind, StoreError};

use super::{KIND, find, merge, not_found, read, source, validated};
use crate::http::ApiError;
use crate::service::Services;
use crate::service::datasources::TRIES;
use crate::wire::datamart::{CreateDatamart, PatchDatamart, TenancyBody, UpdateDatamart};

/// Replaces the parts that are sent.
///
/// # Errors
/// Those of a create, and `Datamart not found`.
pub async fn update(
    services: &Services,
    organisation: OrganisationId,
    actor: &Actor,
    body: UpdateDatamart,
) -> Result<String, ApiError> {
    let name = body.datamart_name.clone();
    let replace = |stored: CreateDatamart| Ok(replaced(stored, body.clone()));
    change(services, organisation, actor, &name, replace).await?;
    Ok(name)
}

/// Merges what is sent into what is stored.
///
/// # Errors
/// Those of a create, and `Datamart not found`.
pub async fn patch(
    services: &Services,
    organisation: OrganisationId,
    actor: &Actor,
    body: PatchDatamart,
) -> Result<String, ApiError> {
    let name = body.datamart_name.clone();
    let merge = |stored| merge::merged(stored, body.clone());
    change(services, organisation, actor, &name, merge).await?;
    Ok(name)
}

fn replaced(stored: CreateDatamart, sent: UpdateDatamart) -> CreateDatamart {
    let tenancy = match (sent.tenancy_settings, stored.tenancy_settings) {
        (None, kept) => kept,
        (Some(new), kept) => {
            // A change that names no level is one of the level that is stored.
            let level = new.tenancy_level.or(kept.and_then(|kept| kept.tenancy_level));
            Some(TenancyBody { tenancy_level: level, ..new })
        }
    };
    CreateDatamart {
        table_list: sent.table_list.or(stored.table_list),
        relationships: sent.relationships.or(stored.relationships),
        tenancy_settings: tenancy,
        ..stored
    }
}

/// Reads, changes, validates and writes; again from the start where another change came between.
async fn change(
    services: &Services,
    organisation: OrganisationId,
    actor: &Actor,
    name: &str,
    apply: impl Fn(CreateDatamart) -> Result<CreateDatamart, ApiError>,
) -> Result<(), ApiError> {
    let mut outcome = Ok(());
    for _ in 0..TRIES {
        let document = find(services, organisation, name).await?;
        let change = changed(services, organisation, &document, &apply).await?;
        outcome = services.store.commit(organisation, actor, vec![change]).await;
        if !matches!(outcome, Err(StoreError::Stale { .. } | StoreError::Contention(_))) {
            break;
        }
    }
    outcome.map_err(|error| match error {
        StoreError::NotFound { .. } => not_found(),
        other => other.into(),
    })
}

async fn changed(
    services: &Services,
    organisation: OrganisationId,
    document: &Document,
    apply: impl Fn(CreateDatamart) -> Result<CreateDatamart, ApiError>,
) -> Result<Change, ApiError> {
    let stored = read(document)?;
    let source = source(services, organisation, &stored).await?;
    let wanted = apply(CreateDatamart::from(&stored))?;
    let datamart = validated(services, organisation, &wanted.into(), &source).await?;
    Ok(Change::UpdateDocument {
        kind: KIND,
        id: document.id,
        expected_revision: document.revision,
        name: None,
        body: to_document(&datamart).map_err(ApiError::internal)?,
        links: vec![(DocumentKind::Datasource, source.document.id)],
    })
}
