//! The small shop with a workspace, metrics, a dashboard and an embed that allows everything.

use reqwest::Method;
use serde_json::{Value, json};

use crate::questions::portal::Portal;
use crate::shop::Reply;
use crate::support::server::text;

pub(crate) const EMBEDS: &str = "/api/v2/data-app/embeds";
pub(crate) const METRICS: &str = "/api/v2/metrics";
pub(crate) const DASHBOARDS: &str = "/api/v2/dashboards";
pub(crate) const WORKSPACE: &str = "/api/v2/workspace";

pub(super) struct Stage {
    pub(super) portal: Portal,
}

impl Stage {
    pub(super) async fn start() -> Self {
        Self::with(&[]).await
    }

    pub(super) async fn with(variables: &[(&str, &str)]) -> Self {
        let stage = Self { portal: Portal::with(variables).await };
        let workspace =
            json!({"name": "sales", "connectionType": "DATAMART", "datamartName": "shop"});
        stage.vendor(WORKSPACE, workspace).await.ok();
        for metric in metrics() {
            stage.vendor(METRICS, metric).await.ok();
        }
        stage.vendor(DASHBOARDS, dashboard()).await.ok();
        let embed = json!({"dashboardId": "board", "embedType": "dashboard",
            "workspaceName": "sales", "accessSettings": everything()});
        let made = stage.key(Method::POST, EMBEDS, embed).await.ok();
        assert_eq!(made, json!({"id": "board", "error": null}));
        stage
    }

    /// As the back office.
    pub(super) async fn vendor(&self, path: &str, body: Value) -> Reply {
        self.portal.server.post(path, &self.portal.server.service, body).await
    }

    /// As the data app's back end.
    pub(super) async fn key(&self, method: Method, path: &str, body: Value) -> Reply {
        self.portal.server.send(method, path, Some(&self.portal.key), Some(&body)).await
    }

    /// A token of a tenant with these further fields.
    pub(super) async fn token(&self, client: &str, further: Value) -> String {
        let mut body = json!({"dataAppName": "portal", "clientId": client});
        for (name, value) in further.as_object().expect("fields") {
            body[name] = value.clone();
        }
        let path = "/api/v2/guest-token/create";
        text(&self.key(Method::POST, path, body).await.ok()["token"])
    }

    /// A token of tenant 7 with these `params`.
    pub(super) async fn acme(&self, params: Value) -> String {
        self.token("7", json!({"params": params})).await
    }

    /// What a guest is answered; the body names the dashboard unless it says otherwise.
    pub(super) async fn guest(&self, path: &str, token: &str, mut body: Value) -> Reply {
        if body.get("dashboardId").is_none() {
            body["dashboardId"] = json!("board");
        }
        self.portal.server.post(&format!("/api/v2/guest/{path}"), token, body).await
    }

    /// The lines of a stream.
    pub(super) async fn stream(&self, path: &str, token: &str, mut body: Value) -> Vec<Value> {
        if body.get("dashboardId").is_none() && body.get("metricId").is_none() {
            body["dashboardId"] = json!("board");
        }
        let request = self.portal.server.request(Method::POST, &format!("/api/v2/guest/{path}"));
        let reply = request.bearer_auth(token).json(&body).send().await.expect("a reply");
        let status = reply.status();
        let kind = reply.headers().get("content-type").cloned();
        let body = reply.text().await.expect("text");
        assert_eq!(status, 200, "{body}");
        assert_eq!(kind.expect("a media type"), "application/x-ndjson");
        let lines: Vec<Value> =
            body.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
        assert_eq!(lines.last(), Some(&json!({"kind": "end"})));
        lines
    }

    /// The answer of one metric, with these dashboard filters and further fields of its query.
    pub(super) async fn answer(
        &self,
        token: &str,
        metric: &str,
        filters: Value,
        further: Value,
    ) -> Value {
        let mut query = json!({"metricId": metric});
        for (name, value) in further.as_object().expect("fields") {
            query[name] = value.clone();
        }
        let body = json!({"filters": filters, "metrics": [query]});
        let lines = self.stream("query", token, body).await;
        assert_eq!(lines.len(), 2, "{lines:?}");
        lines[0].clone()
    }

    /// The rows of one metric.
    pub(super) async fn rows(&self, token: &str, metric: &str, filters: Value) -> Value {
        let answer = self.answer(token, metric, filters, json!({})).await;
        assert!(answer.get("error").is_none(), "{answer}");
        answer["answer"]["data"].clone()
    }

    /// Changes the embed's access settings.
    pub(super) async fn allow(&self, settings: Value) {
        let body = json!({"embedId": "board", "accessSettings": settings});
        self.key(Method::PUT, EMBEDS, body).await.ok();
    }
}

pub(crate) fn everything() -> Value {
    json!({"datamartName": "shop", "isAllowMetricCreation": true, "isAllowMetricUpdate": true,
        "isAllowMetricDeletion": true, "isAllowMetricLayoutChange": true,
        "isAllowManageMetrics": true, "isAllowUnderlyingData": true,
        "isAllowCreateDashboardView": true, "isAllowEmailReports": true,
        "metricCreationMode": "DRAG_DROP", "joinModel": "multi"})
}

fn metric(id: &str, query: Value, further: Value) -> Value {
    let mut metric = json!({"metricId": id, "workspaceName": "sales", "name": format!("Metric {id}"),
        "query": query, "chart": {"type": "bar"}});
    for (name, value) in further.as_object().expect("fields") {
        metric[name] = value.clone();
    }
    metric
}

pub(crate) fn metrics() -> Vec<Value> {
    let status = json!({"name": "Status", "type": "string", "variant": "multiselect",
        "member": "orders.status", "options": {"from": "column"}});
    let before = json!({"measure": "orders.revenue", "name": "before",
        "compare": {"to": "previousPeriod"}});
    let mut sql = metric(
        "sql",
        Value::Null,
        json!({"datamartName": "shop",
        "sqlMetric": {"sql": "SELECT status, COUNT(*) AS n FROM orders \
            WHERE status IN ({{statuses}}) GROUP BY status",
            "variables": [{"name": "statuses", "dataType": "text", "multiple": true}]},
        "filters": [{"name": "Status", "type": "string", "variant": "multiselect",
            "variable": "statuses", "options": [{"value": "paid"}, {"value": "open"}]}]}),
    );
    sql.as_object_mut().expect("an object").remove("query");
    vec![
        metric(
            "by-city",
            json!({"measures": ["orders.revenue"], "dimensions": ["customers.city"]}),
            json!({"filters": [status], "drill": ["orders.status", "orders.id"]}),
        ),
        metric(
            "by-month",
            json!({"measures": ["orders.revenue"], "timeDimensions": [
            {"dimension": "orders.created_at", "granularity": "month"}]}),
            json!({}),
        ),
        metric(
            "total",
            json!({"measures": ["orders.revenue", before]}),
            json!({"chart": {"type": "single"}}),
        ),
        metric(
            "list",
            json!({"rows": ["orders.id", "orders.note", "orders.amount"]}),
            json!({"chart": {"type": "table"}}),
        ),
        sql,
    ]
}

pub(crate) fn dashboard() -> Value {
    let block = |id: &str, y: u16| {
        json!({"id": id, "kind": "metric", "metricId": id,
            "at": {"lg": {"x": 0, "y": y, "w": 6, "h": 4}}})
    };
    json!({"dashboardId": "board", "workspaceName": "sales", "name": "Board",
    "blocks": [block("by-city", 0), block("by-month", 4), block("total", 8), block("list", 12),
        block("sql", 16), {"id": "words", "kind": "text", "text": "hello"}],
    "filters": [
        {"name": "Period", "type": "date", "variant": "range",
            "applyOn": [{"datamartName": "shop", "member": "orders.created_at"}]},
        {"name": "City", "type": "string", "variant": "multiselect",
            "options": {"from": "column"},
            "applyOn": [{"datamartName": "shop", "member": "customers.city"}]},
        {"name": "Amount", "type": "number", "variant": "range",
            "applyOn": [{"datamartName": "shop", "member": "orders.amount"}]},
    ]})
}

/// The answers of a stream by metric.
pub(super) fn answer_of<'l>(lines: &'l [Value], metric: &str) -> &'l Value {
    let found = lines.iter().find(|line| line["metricId"] == metric);
    found.expect("an answer of the metric")
}
