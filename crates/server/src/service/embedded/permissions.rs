//! What a viewer may do: what the embed allows, less what the token takes away.

use serde::Serialize;
use serde_json::{Map, Value};
use souk_model::{AccessSettings, ErrorCode};
use utoipa::ToSchema;

use crate::http::ApiError;
use crate::service::guest_tokens::Grant;

/// What a viewer may do. The server holds to all of it, whatever the components show.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[expect(clippy::struct_excessive_bools, reason = "the wire has one truth for each action")]
pub struct Permissions {
    /// Make metrics.
    pub create_metrics: bool,
    /// Change metrics that were made here.
    pub update_metrics: bool,
    /// Remove them.
    pub delete_metrics: bool,
    /// Move the blocks.
    pub change_layout: bool,
    /// Change and remove those of other people of the tenant.
    pub manage_metrics: bool,
    /// Make views of the dashboard.
    pub create_views: bool,
    /// See the rows behind a figure.
    pub underlying_data: bool,
    /// Take answers away as a file.
    pub download: bool,
    /// Have reports sent by e-mail.
    pub email_reports: bool,
    /// See the sidebar.
    pub show_sidebar: bool,
    /// See the dashboard's name.
    pub show_name: bool,
}

impl Permissions {
    /// What the settings of an embed and a token come to. A token's `accessSettings` stand in place
    /// of the embed's; its `permissions` only take away. A token that narrows metrics one by one makes
    /// none, which would be without that.
    #[must_use]
    pub fn of(settings: &AccessSettings, grant: &Grant) -> Self {
        let settings = overridden(settings, &grant.access_settings);
        let keeps = |name: &str| grant.permissions.get(name).copied().unwrap_or(true);
        let allows = |flag: Option<bool>| flag.unwrap_or(false);
        let may_ask = !grant.narrows_metrics();
        Self {
            create_metrics: may_ask && allows(settings.is_allow_metric_creation),
            update_metrics: may_ask
                && allows(settings.is_allow_metric_update)
                && keeps("isEnableMetricUpdation"),
            delete_metrics: allows(settings.is_allow_metric_deletion)
                && keeps("isEnableArchiveMetrics"),
            change_layout: allows(settings.is_allow_metric_layout_change)
                && keeps("isEnableCustomizeLayout"),
            manage_metrics: allows(settings.is_allow_manage_metrics)
                && keeps("isEnableManageMetrics"),
            create_views: allows(settings.is_allow_create_dashboard_view)
                && keeps("isEnableCreateDashboardView"),
            underlying_data: allows(settings.is_allow_underlying_data)
                && keeps("isEnableUnderlyingData"),
            download: keeps("isEnableDownloadMetrics"),
            // A report is files, so it needs the right to files.
            email_reports: allows(settings.is_allow_email_reports)
                && keeps("isEnableDownloadMetrics"),
            show_sidebar: keeps("isShowSideBar"),
            show_name: keeps("isShowDashboardName"),
        }
    }
}

/// Only truths are taken from a token: datamart, tenancy and origins stay those of the embed.
fn overridden(settings: &AccessSettings, given: &Map<String, Value>) -> AccessSettings {
    let truths =
        given.iter().filter(|(name, value)| value.is_boolean() && name.starts_with("isAllow"));
    let mut change = AccessSettings::default();
    for (name, value) in truths {
        let one = Map::from_iter([(name.clone(), value.clone())]);
        if let Ok(read) = serde_json::from_value(Value::Object(one)) {
            change = change.changed_by(read);
        }
    }
    settings.clone().changed_by(change)
}

/// Fails where an action is not allowed.
///
/// # Errors
/// `ACTION_NOT_ALLOWED`.
pub(super) fn require(is_allowed: bool) -> Result<(), ApiError> {
    if is_allowed {
        return Ok(());
    }
    let message = "the embed or the guest token does not allow this";
    Err(ApiError::new(ErrorCode::ACTION_NOT_ALLOWED, message))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn permissions(settings: Value, grant: Value) -> Permissions {
        let settings = serde_json::from_value(settings).unwrap();
        Permissions::of(&settings, &serde_json::from_value(grant).unwrap())
    }

    #[test]
    fn what_nobody_allows_is_not_allowed() {
        let expected = Permissions {
            download: true,
            show_sidebar: true,
            show_name: true,
            ..Permissions::default()
        };
        assert_eq!(permissions(json!({}), json!({})), expected);
        let granted = json!({"permissions": {"isEnableUnderlyingData": true,
            "isEnableCustomizeLayout": true, "isEnableMetricUpdation": true}});
        assert_eq!(permissions(json!({}), granted), expected);
    }

    #[test]
    fn a_token_overrides_truths_and_nothing_else() {
        let embed = json!({"isAllowUnderlyingData": true, "datamartName": "shop"});
        let grant = json!({"accessSettings": {"isAllowUnderlyingData": false,
            "isAllowMetricCreation": true, "datamartName": "other", "isAllowNonsense": true}});
        let found = permissions(embed, grant);
        assert!(!found.underlying_data && found.create_metrics);
    }
}
