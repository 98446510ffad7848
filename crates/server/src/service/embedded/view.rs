//! Which embed a viewer sees, and which of its metrics. What is missing, what belongs to another data
//! app or tenant, and what the token does not list all look the same.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Map, Value};
use souk_model::{
    Dashboard, Embed, EmbedType, ErrorCode, Filter, Metric, MetricOwner, Visibility, Workspace,
};
use souk_store::DocumentKind;

use super::fixed::{self, Fixed};
use super::permissions::Permissions;
use crate::http::{ApiError, Caller};
use crate::service::Services;
use crate::service::documents::{self, Stored};
use crate::service::guest_tokens::Grant;

/// Who looks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Viewer {
    /// The tenant.
    pub client_id: String,
    /// The person, where the token or the request names one.
    pub user: Option<String>,
    /// A back end sees the private metrics of all of the tenant's people, unless it names one.
    pub is_back_end: bool,
}

/// An embed as its viewer sees it.
#[derive(Debug)]
pub struct View {
    /// The embed.
    pub embed: Stored<Embed>,
    /// Its dashboard, where it has one.
    pub dashboard: Option<Dashboard>,
    /// Its workspace.
    pub workspace: Workspace,
    /// What the viewer may do.
    pub permissions: Permissions,
    /// Who looks.
    pub viewer: Viewer,
    grant: Arc<Grant>,
}

/// What a guest sees under the identifier of a dashboard or an embed.
///
/// # Errors
/// `INVALID_DASHBOARD_ID`.
pub async fn open(services: &Services, caller: &Caller, id: &str) -> Result<View, ApiError> {
    let Guest { grant, viewer } = guest(caller)?;
    let is_named = |embed: &Embed| {
        embed.embed_type == EmbedType::Dashboard && embed.dashboard_id.as_deref() == Some(id)
    };
    let embed = embed(services, caller, &grant, id, is_named).await?.ok_or_else(no_dashboard)?;
    view(services, caller, embed, grant, viewer).await
}

/// What a guest sees under the identifier of a metric or of its embed.
///
/// # Errors
/// `INVALID_METRIC_ID`.
pub async fn open_metric(services: &Services, caller: &Caller, id: &str) -> Result<View, ApiError> {
    let Guest { grant, viewer } = guest(caller)?;
    let is_named = |embed: &Embed| embed.metric_id.as_deref() == Some(id);
    let found = embed(services, caller, &grant, id, is_named).await?;
    let alone = found.filter(|stored| stored.body.embed_type == EmbedType::Metric);
    let embed = alone.ok_or_else(no_metric)?;
    view(services, caller, embed, grant, viewer).await
}

/// What a tenant sees, for the data app's own back end.
///
/// # Errors
/// `EMBED_PARAM_ERROR`.
pub async fn open_for_back_end(
    services: &Services,
    caller: &Caller,
    id: &str,
    viewer: Viewer,
) -> Result<View, ApiError> {
    let found = documents::named::<Embed>(services, caller.organisation(), id).await?;
    let own = found.filter(|stored| caller.data_app() == Some(stored.body.data_app));
    let unknown = || ApiError::new(ErrorCode::EMBED_PARAM_ERROR, "Invalid embed id").at("embedId");
    let embed = own.ok_or_else(unknown)?;
    let opened = view(services, caller, embed, Arc::default(), viewer).await;
    opened.map_err(
        |error| if error.code() == ErrorCode::INVALID_DASHBOARD_ID { unknown() } else { error },
    )
}

struct Guest {
    grant: Arc<Grant>,
    viewer: Viewer,
}

fn guest(caller: &Caller) -> Result<Guest, ApiError> {
    let Caller::Guest { client_id, grant, .. } = caller else {
        return Err(ApiError::internal("a guest's route was asked by somebody else"));
    };
    let user = grant.params.get("userIdentifier").and_then(Value::as_str).map(str::to_owned);
    let viewer = Viewer { client_id: client_id.clone(), user, is_back_end: false };
    Ok(Guest { grant: Arc::clone(grant), viewer })
}

/// The embed of this identifier, or else the first one that shows what has it; only one of the
/// token's own data app, and only one that it lists where it lists any.
async fn embed(
    services: &Services,
    caller: &Caller,
    grant: &Grant,
    id: &str,
    shows: impl Fn(&Embed) -> bool,
) -> Result<Option<Stored<Embed>>, ApiError> {
    let organisation = caller.organisation();
    let Some(app) = caller.data_app() else { return Ok(None) };
    let allowed = fixed::names(&grant.params, "allowedEmbeds");
    let may_see = |stored: &Stored<Embed>| {
        let body = &stored.body;
        let listed = allowed.as_ref().is_none_or(|ids| ids.contains(&body.embed_id));
        let workspace = grant.workspace_name.as_ref();
        listed && body.data_app == app && workspace.is_none_or(|one| *one == body.workspace_name)
    };
    if let Some(found) = documents::named(services, organisation, id).await?.filter(may_see) {
        return Ok(Some(found));
    }
    let all = documents::linked(services, organisation, (DocumentKind::DataApp, app)).await?;
    Ok(all.into_iter().find(|stored| shows(&stored.body) && may_see(stored)))
}

async fn view(
    services: &Services,
    caller: &Caller,
    embed: Stored<Embed>,
    grant: Arc<Grant>,
    viewer: Viewer,
) -> Result<View, ApiError> {
    let organisation = caller.organisation();
    let dashboard = match &embed.body.dashboard_id {
        None => None,
        Some(id) => {
            let found = documents::named::<Dashboard>(services, organisation, id).await?;
            let found = found.map(|stored| stored.body);
            Some(found.filter(|one| is_for(one, &viewer)).ok_or_else(no_dashboard)?)
        }
    };
    let workspace = &embed.body.workspace_name;
    let workspace = documents::named::<Workspace>(services, organisation, workspace).await?;
    let workspace = workspace.map(|stored| stored.body).ok_or_else(no_dashboard)?;
    let permissions = Permissions::of(&embed.body.access_settings, &grant);
    Ok(View { embed, dashboard, workspace, permissions, viewer, grant })
}

/// A dashboard that was made for a tenant is that tenant's.
fn is_for(dashboard: &Dashboard, viewer: &Viewer) -> bool {
    dashboard.owner.as_ref().is_none_or(|owner| owner.client_id == viewer.client_id)
}

impl View {
    /// A metric of the dashboard or the embed, or one of the tenant's own that the viewer sees.
    ///
    /// # Errors
    /// `INVALID_METRIC_ID`.
    pub async fn metric(
        &self,
        services: &Services,
        caller: &Caller,
        id: &str,
    ) -> Result<Stored<Metric>, ApiError> {
        let id = if self.embed.body.embed_id == id { self.lone_metric().unwrap_or(id) } else { id };
        let found = documents::named::<Metric>(services, caller.organisation(), id).await?;
        found.filter(|stored| self.shows(&stored.body)).ok_or_else(no_metric)
    }

    fn lone_metric(&self) -> Option<&str> {
        self.embed.body.metric_id.as_deref()
    }

    fn shows(&self, metric: &Metric) -> bool {
        if let Some(owner) = &metric.owner {
            return self.shows_own(owner);
        }
        let id = metric.metric_id.as_str();
        if let Some(lone) = self.lone_metric() {
            return lone == id;
        }
        self.dashboard.as_ref().is_some_and(|dashboard| dashboard.metric_ids().contains(&id))
    }

    /// Whether a metric that a tenant made is one that the viewer sees.
    #[must_use]
    pub fn shows_own(&self, owner: &MetricOwner) -> bool {
        let Viewer { client_id, user, is_back_end } = &self.viewer;
        let is_mine = user.is_some() && owner.user == *user;
        let is_open = owner.visibility == Visibility::Tenant || (*is_back_end && user.is_none());
        !self.grant.narrows_metrics()
            && owner.embed == self.embed.id
            && owner.client_id == *client_id
            && (is_mine || is_open)
    }

    /// The metrics of the tenant's own that the viewer sees, oldest first.
    ///
    /// # Errors
    /// The store's.
    pub async fn own_metrics(
        &self,
        services: &Services,
        caller: &Caller,
    ) -> Result<Vec<Metric>, ApiError> {
        let target = self.embed.link();
        let all = documents::linked::<Metric>(services, caller.organisation(), target).await?;
        let bodies = all.into_iter().map(|stored| stored.body);
        Ok(bodies
            .filter(|metric| metric.owner.as_ref().is_some_and(|owner| self.shows_own(owner)))
            .collect())
    }

    /// The filters of the dashboard.
    #[must_use]
    pub fn filters(&self) -> &[Filter] {
        self.dashboard.as_ref().map_or(&[], |dashboard| &dashboard.filters)
    }

    /// What the token fixes on the dashboard.
    pub(super) fn fixed(&self) -> Vec<Fixed> {
        let Some(dashboard) = &self.dashboard else { return Vec::new() };
        let ids = [dashboard.dashboard_id.as_str(), self.embed.body.embed_id.as_str()];
        fixed::of_dashboard(&self.grant.params, &ids)
    }

    /// What the token fixes for one metric.
    pub(super) fn fixed_of(&self, metric: &Metric) -> Vec<Fixed> {
        let mut ids = vec![metric.metric_id.as_str()];
        if self.lone_metric() == Some(metric.metric_id.as_str()) {
            ids.push(self.embed.body.embed_id.as_str());
        }
        fixed::of_metric(&self.grant.params, &ids)
    }

    /// Whether the viewer may set a filter of the dashboard: hidden ones look like none.
    #[must_use]
    pub fn is_settable(&self, filter: &Filter) -> bool {
        let hidden = fixed::names(&self.grant.params, "hideDashboardFilters").unwrap_or_default();
        let mut fixed = self.fixed();
        fixed.retain(|one| one.name == filter.name);
        !hidden.contains(&filter.name) && fixed.iter().all(|one| one.is_shown)
    }

    /// Fails for values of filters that the viewer cannot set.
    ///
    /// # Errors
    /// `INVALID_REQUEST_BODY`.
    pub fn check_filters(&self, sent: &BTreeMap<String, Value>) -> Result<(), ApiError> {
        for name in sent.keys() {
            let filter = self.filters().iter().find(|filter| filter.name == *name);
            if !filter.is_some_and(|filter| self.is_settable(filter)) {
                let message = format!("there is no filter {name:?}");
                return Err(ApiError::invalid(message).at(format!("filters.{name}")));
            }
        }
        Ok(())
    }

    /// The same of values that are to be stored: they stand at `path`, and are not too long.
    ///
    /// # Errors
    /// `INVALID_REQUEST_BODY`.
    pub fn check_stored_filters(
        &self,
        sent: &BTreeMap<String, Value>,
        path: &'static str,
    ) -> Result<(), ApiError> {
        /// Bytes of JSON.
        const LONGEST: usize = 20_000;
        self.check_filters(sent)?;
        if serde_json::to_vec(sent).map_err(ApiError::internal)?.len() > LONGEST {
            return Err(ApiError::invalid(format!("\"{path}\" is too long")).at(path));
        }
        Ok(())
    }

    /// The zone that the token names.
    #[must_use]
    pub fn timezone(&self) -> Option<&str> {
        self.grant.params.get("timezone").and_then(Value::as_str)
    }

    /// The datamart that the token names.
    pub(super) fn named_datamart(&self) -> Option<&str> {
        self.grant.datamart_name.as_deref()
    }

    /// The datasource that the token names.
    pub(super) fn named_datasource(&self) -> Option<&str> {
        self.grant.datasource_name.as_deref()
    }

    /// The look that the token asks for.
    #[must_use]
    pub fn theme(&self) -> &Map<String, Value> {
        &self.grant.theme
    }
}

pub(super) fn no_dashboard() -> ApiError {
    ApiError::new(ErrorCode::INVALID_DASHBOARD_ID, "Dashboard not found").at("dashboardId")
}

pub(super) fn no_metric() -> ApiError {
    ApiError::new(ErrorCode::INVALID_METRIC_ID, "Metric not found").at("metricId")
}
