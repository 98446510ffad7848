//! Where a tenant's people have put the blocks of an embed. A person with a `userIdentifier` has a
//! layout of their own, everybody else of the tenant shares one.

use std::collections::BTreeMap;

use souk_model::{Layout, Places};

use super::View;
use super::permissions::require;
use crate::http::{ApiError, Caller};
use crate::service::Services;
use crate::service::documents::{self, creation};

const MOST_BLOCKS: usize = 500;

/// The layout that the viewer has saved.
///
/// # Errors
/// The store's.
pub async fn find(services: &Services, caller: &Caller, view: &View) -> Result<Layout, ApiError> {
    let found = documents::named::<Layout>(services, caller.organisation(), &name(view)).await?;
    Ok(found.map(|stored| stored.body).unwrap_or_default())
}

/// Saves the places of blocks; those of other blocks stay.
///
/// # Errors
/// `ACTION_NOT_ALLOWED`, a place that is none.
pub async fn save(
    services: &Services,
    caller: &Caller,
    view: &View,
    blocks: BTreeMap<String, Places>,
) -> Result<(), ApiError> {
    require(view.permissions.change_layout)?;
    check(&blocks)?;
    let organisation = caller.organisation();
    let name = name(view);
    let stored = documents::named::<Layout>(services, organisation, &name).await?;
    let links = vec![view.embed.link()];
    let change = match stored {
        None => creation(&name, &Layout { blocks }, links)?,
        Some(stored) => {
            let mut layout = stored.body.clone();
            layout.blocks.extend(blocks);
            check(&layout.blocks)?;
            stored.update(&layout, links)?
        }
    };
    Ok(services.store.commit(organisation, &caller.actor(), vec![change]).await?)
}

/// Puts the blocks back where the vendor has them.
///
/// # Errors
/// `ACTION_NOT_ALLOWED`.
pub async fn reset(services: &Services, caller: &Caller, view: &View) -> Result<(), ApiError> {
    require(view.permissions.change_layout)?;
    let organisation = caller.organisation();
    let found = documents::named::<Layout>(services, organisation, &name(view)).await?;
    let Some(stored) = found else { return Ok(()) };
    Ok(services.store.commit(organisation, &caller.actor(), vec![stored.deletion()]).await?)
}

pub(super) fn check(blocks: &BTreeMap<String, Places>) -> Result<(), ApiError> {
    let is_place = |places: &Places| places.values().all(|place| place.w > 0 && place.h > 0);
    if blocks.len() > MOST_BLOCKS || !blocks.values().all(is_place) {
        let message = "\"blocks\" must hold places of at least one column and one row";
        return Err(ApiError::invalid(message).at("blocks"));
    }
    Ok(())
}

/// A hash, so that any length of tenant and person has a name that fits, and none is in the other's.
fn name(view: &View) -> String {
    let mut hasher = blake3::Hasher::new_derive_key("souk 2026 layout name");
    let user = view.viewer.user.as_deref().unwrap_or_default();
    for part in [&view.embed.id.to_string(), view.viewer.client_id.as_str(), user] {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    hasher.finalize().to_hex().to_string()
}
