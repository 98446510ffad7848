//! Every flag of the access settings and of a token's permissions: without it, the action is refused.

use serde_json::{Value, json};

use super::stage::Stage;

/// An action: the path, its body, the embed's flag, the token's permission, the key in the reply.
struct Action {
    path: &'static str,
    body: Value,
    setting: Option<&'static str>,
    permission: Option<&'static str>,
    shown: &'static str,
}

fn metric() -> Value {
    json!({"name": "mine", "query": {"measures": ["orders.count"]}, "chart": {"type": "single"}})
}

fn actions(own: &str) -> Vec<Action> {
    let action =
        |path, body, setting, permission, shown| Action { path, body, setting, permission, shown };
    let place = json!({"blocks": {"by-city": {"lg": {"x": 6, "y": 0, "w": 6, "h": 4}}}});
    vec![
        action(
            "metrics/create",
            json!({"metric": metric()}),
            Some("isAllowMetricCreation"),
            None,
            "createMetrics",
        ),
        action(
            "metrics/update",
            json!({"metricId": own, "metric": metric()}),
            Some("isAllowMetricUpdate"),
            Some("isEnableMetricUpdation"),
            "updateMetrics",
        ),
        action(
            "layout",
            place,
            Some("isAllowMetricLayoutChange"),
            Some("isEnableCustomizeLayout"),
            "changeLayout",
        ),
        action(
            "layout",
            json!({"reset": true}),
            Some("isAllowMetricLayoutChange"),
            Some("isEnableCustomizeLayout"),
            "changeLayout",
        ),
        action(
            "underlying",
            json!({"metricId": "by-city"}),
            Some("isAllowUnderlyingData"),
            Some("isEnableUnderlyingData"),
            "underlyingData",
        ),
        action(
            "export",
            json!({"metricId": "by-city", "format": "csv", "rows": "underlying"}),
            Some("isAllowUnderlyingData"),
            Some("isEnableUnderlyingData"),
            "underlyingData",
        ),
        action(
            "export",
            json!({"metricId": "by-city", "format": "csv"}),
            None,
            Some("isEnableDownloadMetrics"),
            "download",
        ),
        action(
            "export",
            json!({"metricId": "by-city", "format": "xlsx", "rows": "underlying"}),
            None,
            Some("isEnableDownloadMetrics"),
            "download",
        ),
        action(
            "metrics/delete",
            json!({"metricId": own}),
            Some("isAllowMetricDeletion"),
            Some("isEnableArchiveMetrics"),
            "deleteMetrics",
        ),
    ]
}

async fn own_metric(stage: &Stage) -> String {
    let token = stage.token("7", json!({})).await;
    let made = stage.guest("metrics/create", &token, json!({"metric": metric()})).await.ok();
    made["id"].as_str().unwrap().to_owned()
}

async fn refused(stage: &Stage, action: &Action, token: &str) {
    let shown = stage.stream("dashboard", token, json!({"data": false})).await;
    assert_eq!(shown[0]["dashboard"]["permissions"][action.shown], false, "{}", action.shown);
    let reply = stage.guest(action.path, token, action.body.clone()).await;
    let message = "the embed or the guest token does not allow this";
    reply.fails(403, "ACTION_NOT_ALLOWED", message);
}

#[tokio::test]
async fn without_its_flag_each_action_is_refused_and_with_it_allowed() {
    let stage = Stage::start().await;
    let own = own_metric(&stage).await;
    for action in actions(&own) {
        if let Some(setting) = action.setting {
            stage.allow(json!({setting: false})).await;
            refused(&stage, &action, &stage.token("7", json!({})).await).await;
            stage.allow(json!({setting: true})).await;
            let narrowed = json!({"accessSettings": {setting: false}});
            refused(&stage, &action, &stage.token("7", narrowed).await).await;
        }
        if let Some(permission) = action.permission {
            let token = stage.token("7", json!({"permissions": {permission: false}})).await;
            refused(&stage, &action, &token).await;
        }
        let token = stage.token("7", json!({})).await;
        let reply = stage.guest(action.path, &token, action.body.clone()).await;
        assert_eq!(reply.status, 200, "{} {reply:?}", action.path);
    }
}

#[tokio::test]
async fn a_permission_does_not_give_what_the_embed_does_not_allow() {
    let stage = Stage::start().await;
    let own = own_metric(&stage).await;
    for action in actions(&own) {
        let (Some(setting), Some(permission)) = (action.setting, action.permission) else {
            continue;
        };
        stage.allow(json!({setting: false})).await;
        let token = stage.token("7", json!({"permissions": {permission: true}})).await;
        refused(&stage, &action, &token).await;
        stage.allow(json!({setting: true})).await;
    }
}

#[tokio::test]
async fn the_builder_needs_the_right_to_make_or_change_metrics() {
    let stage = Stage::start().await;
    let token = stage.token("7", json!({})).await;
    let query = json!({"query": {"measures": ["orders.count"]}});
    let fields = stage.guest("fields", &token, json!({})).await.ok();
    let tables: Vec<_> =
        fields["data"].as_array().unwrap().iter().map(|one| &one["table"]).collect();
    assert_eq!(tables, ["orders", "customers", "countries", "notes"]);
    let columns = fields["data"][0]["columns"].to_string();
    assert!(!columns.contains("customer_id"), "hidden columns stay hidden: {columns}");
    assert!(columns.contains("\"label\":\"Ordered\"") && columns.contains("\"dataType\":\"date\""));
    assert_eq!(
        fields["data"][0]["measures"][0],
        json!({"member": "orders.revenue", "label": "Revenue"})
    );
    stage.guest("preview", &token, query.clone()).await.ok();
    stage.allow(json!({"isAllowMetricCreation": false, "isAllowMetricUpdate": false})).await;
    for (path, body) in [("fields", json!({})), ("preview", query)] {
        let reply = stage.guest(path, &token, body).await;
        assert_eq!(reply.body["error"]["code"], "ACTION_NOT_ALLOWED", "{path}");
    }
}

#[tokio::test]
async fn what_is_only_shown_is_told_to_the_components() {
    let stage = Stage::start().await;
    let shown = async |further: Value| {
        let token = stage.token("7", further).await;
        let lines = stage.stream("dashboard", &token, json!({"data": false})).await;
        lines[0]["dashboard"]["permissions"].clone()
    };
    let cases = [
        ("isShowSideBar", "showSidebar"),
        ("isShowDashboardName", "showName"),
        ("isEnableManageMetrics", "manageMetrics"),
        ("isEnableCreateDashboardView", "createViews"),
    ];
    for (permission, key) in cases {
        assert_eq!(shown(json!({})).await[key], true, "{key}");
        assert_eq!(shown(json!({"permissions": {permission: false}})).await[key], false, "{key}");
    }
    stage
        .allow(json!({"isAllowEmailReports": false, "isAllowManageMetrics": false,
        "isAllowCreateDashboardView": false}))
        .await;
    let found = shown(json!({})).await;
    for key in ["emailReports", "manageMetrics", "createViews"] {
        assert_eq!(found[key], false, "{key}");
    }
}

#[tokio::test]
async fn a_layout_is_the_persons_own_or_the_tenants() {
    let stage = Stage::start().await;
    let place = json!({"x": 6, "y": 9, "w": 3, "h": 2});
    let moved = json!({"blocks": {"by-city": {"lg": place}, "gone": {"lg": place}}});
    let at = async |token: &str| {
        let lines = stage.stream("dashboard", token, json!({"data": false})).await;
        lines[0]["dashboard"]["blocks"][0]["at"]["lg"]["x"].clone()
    };
    let tenant = stage.token("7", json!({})).await;
    let kari = stage.acme(json!({"userIdentifier": "kari"})).await;
    let other = stage.token("8", json!({})).await;
    stage.guest("layout", &tenant, moved.clone()).await.ok();
    assert_eq!(
        (at(&tenant).await, at(&kari).await, at(&other).await),
        (json!(6), json!(0), json!(0))
    );
    stage.guest("layout", &kari, moved).await.ok();
    stage.guest("layout", &tenant, json!({"reset": true})).await.ok();
    assert_eq!((at(&tenant).await, at(&kari).await), (json!(0), json!(6)));
    for wrong in [
        json!({}),
        json!({"blocks": {"by-city": {"lg": {"x": 0, "y": 0, "w": 0, "h": 1}}}}),
        json!({"blocks": {}, "reset": true}),
    ] {
        let reply = stage.guest("layout", &tenant, wrong.clone()).await;
        assert_eq!(reply.body["error"]["code"], "INVALID_REQUEST_BODY", "{wrong}");
    }
}
