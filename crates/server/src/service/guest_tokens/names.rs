//! The filters that a token names must be there, and its values must fit them: a filter that is
//! misspelt would leave open what its maker meant to close.

use serde_json::{Map, Value};
use souk_model::{Dashboard, DocumentId, Embed, ErrorCode, Filter, Metric, OrganisationId};

use crate::http::ApiError;
use crate::service::filters::{From, read};
use crate::service::{Services, documents};

/// Whose filters, and how what is wrong with them is called.
struct Family {
    key: &'static str,
    identified_by: &'static str,
    code: ErrorCode,
    /// What follows `Invalid`.
    words: (&'static str, &'static str),
}

const DASHBOARDS: Family = Family {
    key: "dashboardAppFilters",
    identified_by: "dashboardId",
    code: ErrorCode::APP_FILTER_PARAM_ERROR,
    words: ("dashboard Id", "dashboard appFilter"),
};
const METRICS: [Family; 2] = [
    Family {
        key: "appFilters",
        identified_by: "metricId",
        code: ErrorCode::APP_FILTER_PARAM_ERROR,
        words: ("metric Id", "appFilter"),
    },
    Family {
        key: "rlsSettings",
        identified_by: "metricId",
        code: ErrorCode::RLS_SETTINGS_PARAM_ERROR,
        words: ("metric Id", "rlsSettings"),
    },
];

/// Checks what was checked in form before.
pub(super) async fn check(
    services: &Services,
    organisation: OrganisationId,
    app: DocumentId,
    params: &Map<String, Value>,
) -> Result<(), ApiError> {
    let place = Place { services, organisation, app };
    for (position, (id, values)) in rules(params, &DASHBOARDS).enumerate() {
        let found = place.dashboard(id).await?;
        let known = found.as_ref().map(|dashboard| dashboard.filters.as_slice());
        fit(&DASHBOARDS, position, id, known, values)?;
    }
    for family in &METRICS {
        for (position, (id, values)) in rules(params, family).enumerate() {
            let found = place.metric(id).await?;
            let known = found.as_ref().map(|metric| metric.filters.as_slice());
            fit(family, position, id, known, values)?;
        }
    }
    Ok(())
}

fn rules<'p>(
    params: &'p Map<String, Value>,
    family: &'static Family,
) -> impl Iterator<Item = (&'p str, &'p Map<String, Value>)> {
    let list = params.get(family.key).and_then(Value::as_array).into_iter().flatten();
    list.filter_map(|rule| {
        Some((rule.get(family.identified_by)?.as_str()?, rule.get("values")?.as_object()?))
    })
}

fn fit(
    family: &Family,
    position: usize,
    id: &str,
    filters: Option<&[Filter]>,
    values: &Map<String, Value>,
) -> Result<(), ApiError> {
    let path = format!("params.{}[{position}]", family.key);
    let (what, place) = family.words;
    let unknown = || ApiError::new(family.code, format!("Invalid {what}: {id} in {place}"));
    let filters = filters.ok_or_else(|| unknown().at(&path))?;
    for (name, value) in values {
        let path = format!("{path}.values.{name}");
        let complain =
            |phrase: &str| ApiError::new(family.code, format!("\"{path}\" {phrase}")).at(&path);
        let filter = filters.iter().find(|filter| filter.name == *name);
        let filter = filter.ok_or_else(|| complain("is not a filter that is there"))?;
        read(filter, value, From::Token).map_err(|phrase| complain(&phrase))?;
    }
    Ok(())
}

struct Place<'a> {
    services: &'a Services,
    organisation: OrganisationId,
    app: DocumentId,
}

impl Place<'_> {
    /// By its own identifier, or by that of an embed of the data app.
    async fn dashboard(&self, id: &str) -> Result<Option<Dashboard>, ApiError> {
        let (services, organisation) = (self.services, self.organisation);
        let embed = self.embed(id).await?.and_then(|embed| embed.dashboard_id);
        let id = embed.as_deref().unwrap_or(id);
        let found = documents::named::<Dashboard>(services, organisation, id).await?;
        Ok(found.map(|stored| stored.body))
    }

    async fn metric(&self, id: &str) -> Result<Option<Metric>, ApiError> {
        let (services, organisation) = (self.services, self.organisation);
        let embed = self.embed(id).await?.and_then(|embed| embed.metric_id);
        let id = embed.as_deref().unwrap_or(id);
        let found = documents::named::<Metric>(services, organisation, id).await?;
        Ok(found.map(|stored| stored.body).filter(|metric| metric.owner.is_none()))
    }

    async fn embed(&self, id: &str) -> Result<Option<Embed>, ApiError> {
        let found = documents::named::<Embed>(self.services, self.organisation, id).await?;
        Ok(found.map(|stored| stored.body).filter(|embed| embed.data_app == self.app))
    }
}
