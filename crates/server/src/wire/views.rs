//! Views of a dashboard that a tenant's people save.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use souk_model::{Places, Visibility};
use utoipa::ToSchema;

use crate::wire::{Guid, Name};

/// A view, as the viewer wants it. What is absent in a change stays.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ViewDraft {
    /// For people; a new view needs one.
    pub name: Option<Name>,
    /// Values of the dashboard's filters, by name; null for one that is cleared.
    #[schema(value_type = Option<Object>)]
    pub filters: Option<BTreeMap<String, Value>>,
    /// Where the blocks stand: places by breakpoint, by block.
    #[schema(value_type = Option<Object>)]
    pub blocks: Option<BTreeMap<String, Places>>,
    /// `private` or `tenant`; `private` when absent, where the token names a person.
    #[schema(value_type = Option<String>)]
    pub visibility: Option<Visibility>,
}

/// A view to be saved.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"dashboardId": "supplier-portal",
    "view": {"name": "Oslo this year", "filters": {"City": ["Oslo"]}, "visibility": "tenant"}}))]
pub struct CreateViewRequest {
    /// A dashboard's identifier, or an embed's.
    pub dashboard_id: String,
    /// The view.
    pub view: ViewDraft,
}

/// A view to be changed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct UpdateViewRequest {
    /// A dashboard's identifier, or an embed's.
    pub dashboard_id: String,
    /// Which view.
    pub view_id: Guid,
    /// What changes.
    pub view: ViewDraft,
}

/// A view to be removed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DeleteViewRequest {
    /// A dashboard's identifier, or an embed's.
    pub dashboard_id: String,
    /// Which view.
    pub view_id: Guid,
}

/// A view that the viewer can choose.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ShownView {
    /// Its identifier.
    pub id: String,
    /// For people.
    pub name: String,
    /// Values of the filters that the viewer may set.
    #[schema(value_type = Object)]
    pub filters: Map<String, Value>,
    /// Where the blocks stand, where the view says so.
    #[schema(value_type = Option<Object>)]
    pub blocks: Option<BTreeMap<String, Places>>,
    /// `private` or `tenant`.
    #[schema(value_type = String)]
    pub visibility: Visibility,
    /// Whether the viewer may change and remove it.
    pub can_change: bool,
}
