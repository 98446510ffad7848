//! Guest tokens.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::{IntoParams, ToSchema};

use crate::wire::{Flag, Guid, Number};

/// A guest token to be made.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"clientId": "7", "dataAppName": "shop portal", "expiryTime": 3_600_000,
    "params": {"timezone": "Europe/Oslo"}, "permissions": {"isEnableDownloadMetrics": true}}))]
pub struct GuestTokenRequest {
    /// The tenant; `None` where there is no tenancy.
    pub client_id: String,
    /// The data app; with an API key, its own.
    pub data_app_name: String,
    /// Filters, row rules, time zone and so on. Unknown keys are kept and ignored.
    #[schema(value_type = Option<Object>)]
    pub params: Option<Map<String, Value>>,
    /// What the holder may do in the components.
    pub permissions: Option<BTreeMap<String, bool>>,
    /// Milliseconds from now. Absent: the server's default; too long: the server's ceiling.
    pub expiry_time: Option<Number>,
    /// Limits questions to a datasource.
    pub datasource_name: Option<String>,
    /// Limits questions to a datamart.
    pub datamart_name: Option<String>,
    /// Overrides of the look.
    #[schema(value_type = Option<Object>)]
    pub theme: Option<Map<String, Value>>,
    /// Overrides of the embed's access settings.
    #[schema(value_type = Option<Object>)]
    pub access_settings: Option<Map<String, Value>>,
}

/// A guest token to be made, as the first version of the wire has it.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"clientId": "7", "workspaceName": "shop"}))]
pub struct GuestTokenV1Request {
    /// The tenant.
    pub client_id: String,
    /// The workspace, which must exist.
    pub workspace_name: String,
    /// The data app; needed with a service token only.
    pub data_app_name: Option<String>,
    /// As in the second version, and `dashboard`.
    #[schema(value_type = Option<Object>)]
    pub params: Option<Map<String, Value>>,
    /// Milliseconds from now.
    pub expiry_time: Option<Number>,
    /// Limits questions to a datasource.
    pub datasource_name: Option<String>,
}

/// The token, shown once.
#[derive(Serialize, ToSchema)]
pub struct GuestTokenReply {
    /// For the browser.
    #[schema(format = "uuid", example = "3affda8b-1f0a-4a53-8f0e-1d2c3b4a5968")]
    pub token: String,
}

/// Which tokens; all of the given conditions hold.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct GuestTokenQuery {
    /// One token, by the identifier that the list shows.
    #[param(inline)]
    pub id: Option<Guid>,
    /// Those of a data app.
    pub data_app_name: Option<String>,
    /// Those of a tenant.
    pub client_id: Option<String>,
    /// Ten rows per page instead of all rows; lists only.
    #[param(inline)]
    pub is_pagination: Option<Flag>,
    /// Counted from 1; counts only where pagination is on.
    #[param(inline)]
    pub page_number: Option<Number>,
}

/// A token in a list. The secret is not shown, because nobody has it but its holder.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct GuestTokenItem {
    /// For revoking it.
    pub id: String,
    /// Its data app.
    pub data_app_name: String,
    /// Its tenant.
    pub client_id: String,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// From when on it is not valid.
    pub expires_at: Option<DateTime<Utc>>,
}

/// How many tokens were revoked.
#[derive(Debug, Serialize, ToSchema)]
pub struct RevokedReply {
    /// Their number.
    pub revoked: usize,
}

hidden!(GuestTokenRequest, GuestTokenV1Request, GuestTokenReply);
