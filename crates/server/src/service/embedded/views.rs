//! Views of a dashboard that a tenant's people save: values of its filters under a name, seen by that
//! tenant only, and private ones by their maker only.
//!
//! A view gives no rights: who chooses one sends its values as if they had chosen them by hand, and what
//! their token fixes or hides is left out of it.

use std::collections::BTreeMap;

use serde_json::Value;
use souk_model::{DashboardView, DocumentId, ErrorCode, Layout, MetricOwner, Visibility};

use super::permissions::require;
use super::{View, layout};
use crate::http::{ApiError, Caller};
use crate::service::Services;
use crate::service::documents::{self, Stored, creation};
use crate::wire::Guid;
use crate::wire::views::{ShownView, ViewDraft};

/// As many as one tenant may have in one embed.
const MOST_VIEWS: usize = 200;

/// The views that the viewer can choose, oldest first.
///
/// # Errors
/// The store's.
pub async fn list(
    services: &Services,
    caller: &Caller,
    view: &View,
) -> Result<Vec<ShownView>, ApiError> {
    let all = saved(services, caller, view).await?;
    let seen = all.into_iter().filter(|stored| sees(view, &stored.body.owner));
    Ok(seen.map(|stored| shown(view, stored)).collect())
}

/// Saves a view.
///
/// # Errors
/// `ACTION_NOT_ALLOWED`, what is wrong with it.
pub async fn create(
    services: &Services,
    caller: &Caller,
    view: &View,
    draft: ViewDraft,
) -> Result<String, ApiError> {
    require(view.permissions.create_views)?;
    let name = draft
        .name
        .clone()
        .ok_or_else(|| ApiError::invalid("\"view.name\" is required").at("view.name"))?;
    let all = saved(services, caller, view).await?;
    let client_id = &view.viewer.client_id;
    if all.iter().filter(|stored| stored.body.owner.client_id == *client_id).count() >= MOST_VIEWS {
        return Err(ApiError::invalid(format!("there are {MOST_VIEWS} views already")));
    }
    let is_person = view.viewer.user.is_some();
    let usual = if is_person { Visibility::Private } else { Visibility::Tenant };
    let owner = MetricOwner {
        embed: view.embed.id,
        client_id: client_id.clone(),
        user: view.viewer.user.clone(),
        visibility: usual,
    };
    let blank = DashboardView {
        name: name.into_string(),
        filters: serde_json::Map::new(),
        layout: None,
        owner,
    };
    let body = changed(view, blank, draft)?;
    let id = DocumentId::random().to_string();
    let change = creation(&id, &body, vec![view.embed.link()])?;
    services.store.commit(caller.organisation(), &caller.actor(), vec![change]).await?;
    Ok(id)
}

/// Changes a view: its name, its values, its layout, who sees it.
///
/// # Errors
/// `ACTION_NOT_ALLOWED`, `VIEW_NOT_FOUND`, what is wrong with it.
pub async fn update(
    services: &Services,
    caller: &Caller,
    view: &View,
    id: Guid,
    draft: ViewDraft,
) -> Result<(), ApiError> {
    let stored = find(services, caller, view, id).await?;
    let body = changed(view, stored.body.clone(), draft)?;
    let change = stored.update(&body, vec![view.embed.link()])?;
    Ok(services.store.commit(caller.organisation(), &caller.actor(), vec![change]).await?)
}

/// Removes a view.
///
/// # Errors
/// `ACTION_NOT_ALLOWED`, `VIEW_NOT_FOUND`.
pub async fn delete(
    services: &Services,
    caller: &Caller,
    view: &View,
    id: Guid,
) -> Result<(), ApiError> {
    let stored = find(services, caller, view, id).await?;
    let changes = vec![stored.deletion()];
    Ok(services.store.commit(caller.organisation(), &caller.actor(), changes).await?)
}

async fn saved(
    services: &Services,
    caller: &Caller,
    view: &View,
) -> Result<Vec<Stored<DashboardView>>, ApiError> {
    documents::linked(services, caller.organisation(), view.embed.link()).await
}

fn sees(view: &View, owner: &MetricOwner) -> bool {
    let is_mine = view.viewer.user.is_some() && owner.user == view.viewer.user;
    owner.embed == view.embed.id
        && owner.client_id == view.viewer.client_id
        && (is_mine || owner.visibility == Visibility::Tenant)
}

/// Its maker, or whoever manages what others of the tenant make.
fn may_change(view: &View, owner: &MetricOwner) -> bool {
    let is_maker = owner.user == view.viewer.user;
    view.permissions.create_views && (is_maker || view.permissions.manage_metrics)
}

async fn find(
    services: &Services,
    caller: &Caller,
    view: &View,
    id: Guid,
) -> Result<Stored<DashboardView>, ApiError> {
    require(view.permissions.create_views)?;
    let name = id.0.to_string();
    let found = documents::named::<DashboardView>(services, caller.organisation(), &name).await?;
    let seen = found.filter(|stored| sees(view, &stored.body.owner));
    let stored = seen
        .ok_or_else(|| ApiError::new(ErrorCode::VIEW_NOT_FOUND, "View not found").at("viewId"))?;
    require(may_change(view, &stored.body.owner))?;
    Ok(stored)
}

fn changed(
    view: &View,
    mut body: DashboardView,
    draft: ViewDraft,
) -> Result<DashboardView, ApiError> {
    if let Some(name) = draft.name {
        body.name = name.into_string();
    }
    if let Some(filters) = draft.filters {
        check_values(view, &filters)?;
        body.filters = filters.into_iter().collect();
    }
    if let Some(blocks) = draft.blocks {
        require(view.permissions.change_layout)?;
        layout::check(&blocks)?;
        body.layout = Some(Layout { blocks });
    }
    if let Some(visibility) = draft.visibility {
        if visibility == Visibility::Private && body.owner.user.is_none() {
            let message = "a private view needs a token with a userIdentifier";
            return Err(ApiError::invalid(message).at("view.visibility"));
        }
        body.owner.visibility = visibility;
    }
    Ok(body)
}

fn check_values(view: &View, filters: &BTreeMap<String, Value>) -> Result<(), ApiError> {
    view.check_stored_filters(filters, "view.filters")?;
    for (name, value) in filters {
        let filter = view.filters().iter().find(|filter| filter.name == *name);
        let Some(filter) = filter else { continue };
        let read =
            crate::service::filters::read(filter, value, crate::service::filters::From::Browser);
        read.map_err(|phrase| {
            let path = format!("view.filters.{name}");
            ApiError::invalid(format!("\"{path}\" {phrase}")).at(path)
        })?;
    }
    Ok(())
}

/// Values of filters that the viewer's token fixes or hides, or that are gone, are left out.
fn shown(view: &View, stored: Stored<DashboardView>) -> ShownView {
    let can_change = may_change(view, &stored.body.owner);
    let fixed = view.fixed();
    let is_free = |name: &str| {
        let filter = view.filters().iter().find(|filter| filter.name == name);
        filter.is_some_and(|filter| view.is_settable(filter))
            && fixed.iter().all(|one| one.name != name)
    };
    let DashboardView { name, mut filters, layout, owner } = stored.body;
    filters.retain(|name, _| is_free(name));
    ShownView {
        id: stored.name,
        name,
        filters,
        blocks: layout.map(|layout| layout.blocks),
        visibility: owner.visibility,
        can_change,
    }
}
