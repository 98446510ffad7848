//! The portal's metrics and dashboard, as the API takes them.

use serde_json::{Value, json};

use super::PORTAL;

const REVENUE: &str = "lineitem.revenue";
const MONTH: &str = "lineitem.l_shipdate.month";

/// The portal's metrics.
#[must_use]
pub(super) fn metrics() -> Vec<Value> {
    vec![
        single("demo-revenue", "Revenue", REVENUE, true),
        single("demo-orders", "Orders", "lineitem.orders", true),
        single("demo-units", "Units sold", "lineitem.units", true),
        late_share(),
        revenue_by_month(),
        by_segment(),
        by_country(),
        by_brand(),
        shipping(),
        stock(),
    ]
}

fn metric(id: &str, name: &str, query: &Value, chart: &Value) -> Value {
    json!({"metricId": id, "workspaceName": PORTAL, "datamartName": PORTAL, "name": name,
        "query": query, "chart": chart})
}

fn money(digits: u8) -> Value {
    json!({"style": "currency", "currency": "EUR", "digits": digits, "compact": true})
}

/// A figure and what it was in the period before.
fn single(id: &str, name: &str, measure: &str, compares: bool) -> Value {
    let before = json!({"measure": measure, "name": "before", "compare": {"to": "previousPeriod"}});
    let measures = if compares { json!([measure, before]) } else { json!([measure]) };
    let format =
        if measure == REVENUE { money(1) } else { json!({"style": "number", "digits": 0}) };
    let chart = json!({"type": "single", "y": [measure], "formats": {measure: format}});
    metric(id, name, &json!({"measures": measures}), &chart)
}

fn late_share() -> Value {
    let formula = "lineitem.late_lines / lineitem.lines";
    let query = json!({"measures": [{"formula": formula, "name": "late_share"}]});
    let chart = json!({"type": "gauge", "y": ["late_share"], "min": 0, "max": 1, "goal": 0.6,
        "formats": {"late_share": {"style": "percent", "digits": 1}}});
    let mut metric = metric("demo-late", "Lines received late", &query, &chart);
    metric["description"] = json!("Lines that arrived after the promised day.");
    metric
}

fn revenue_by_month() -> Value {
    let query = json!({"measures": [REVENUE, "lineitem.orders"],
        "timeDimensions": [{"dimension": "lineitem.l_shipdate", "granularity": "month"}]});
    let chart = json!({"type": "combo", "x": MONTH, "y": [REVENUE, "lineitem.orders"],
        "lines": ["lineitem.orders"], "formats": {REVENUE: money(0)}});
    metric("demo-revenue-by-month", "Revenue and orders by month", &query, &chart)
}

fn by_segment() -> Value {
    let query = json!({"measures": [REVENUE], "dimensions": ["customer.c_mktsegment"],
        "order": [{"member": REVENUE, "direction": "desc"}]});
    let chart = json!({"type": "doughnut", "x": "customer.c_mktsegment", "y": [REVENUE],
        "formats": {REVENUE: money(1)}});
    let mut metric = metric("demo-segments", "Revenue by market segment", &query, &chart);
    metric["drill"] = json!(["customer_nation.n_name", "customer.c_name"]);
    metric
}

fn by_country() -> Value {
    let query = json!({"measures": [REVENUE], "dimensions": ["customer_nation.n_name"],
        "order": [{"member": REVENUE, "direction": "desc"}], "limit": 10});
    let chart = json!({"type": "row", "x": "customer_nation.n_name", "y": [REVENUE],
        "formats": {REVENUE: money(0)}});
    let mut metric = metric("demo-countries", "Ten best countries", &query, &chart);
    metric["drill"] = json!(["customer.c_name"]);
    metric
}

fn by_brand() -> Value {
    let brand = "lineitem_part.p_brand";
    let query = json!({"measures": [REVENUE, "lineitem.units", "lineitem.orders",
            "lineitem.average_discount"],
        "dimensions": [brand], "order": [{"member": REVENUE, "direction": "desc"}]});
    let chart = json!({"type": "table",
        "formats": {REVENUE: {"style": "currency", "currency": "EUR", "digits": 0},
            "lineitem.average_discount": {"style": "percent", "digits": 1}},
        "conditions": [{"column": "lineitem.average_discount", "operator": "gt", "value": 0.055,
            "style": {"color": "negative", "bold": true}}]});
    let mut metric = metric("demo-brands", "Sales by brand", &query, &chart);
    metric["filters"] = json!([{"name": "Return flag", "type": "string", "variant": "multiselect",
        "member": "lineitem.l_returnflag", "options": {"from": "column"}}]);
    metric
}

fn shipping() -> Value {
    let query = json!({"measures": ["lineitem.lines"],
        "dimensions": ["lineitem.l_shipmode", "lineitem.l_returnflag"]});
    let chart = json!({"type": "heatmap", "x": "lineitem.l_shipmode",
        "series": "lineitem.l_returnflag", "y": ["lineitem.lines"]});
    metric("demo-shipping", "Lines by way of shipping and return", &query, &chart)
}

fn stock() -> Value {
    let value = "partsupp.stock_value";
    let query = json!({"measures": [value], "dimensions": ["partsupp_part.p_mfgr"],
        "order": [{"member": value, "direction": "desc"}]});
    let chart = json!({"type": "treemap", "x": "partsupp_part.p_mfgr", "y": [value],
        "formats": {value: money(1)}});
    metric("demo-stock", "Value of the stock", &query, &chart)
}

/// The portal's dashboard.
#[must_use]
pub(super) fn dashboard() -> Value {
    let block = |id: &str, metric: &str, [x, y, w, h]: [u16; 4]| {
        json!({"id": id, "kind": "metric", "metricId": metric, "tab": "sales",
            "at": {"lg": {"x": x, "y": y, "w": w, "h": h}}})
    };
    let mut stock = block("stock", "demo-stock", [0, 0, 12, 5]);
    stock["tab"] = json!("stock");
    let text = "Figures of **your own** sales; other suppliers' are theirs.";
    json!({"dashboardId": PORTAL, "workspaceName": PORTAL, "name": "Your sales",
    "tabs": [{"id": "sales", "name": "Sales"}, {"id": "stock", "name": "Stock"}],
    "blocks": [
        block("revenue", "demo-revenue", [0, 0, 3, 2]),
        block("orders", "demo-orders", [3, 0, 3, 2]),
        block("units", "demo-units", [6, 0, 3, 2]),
        block("late", "demo-late", [9, 0, 3, 2]),
        block("months", "demo-revenue-by-month", [0, 2, 8, 4]),
        block("segments", "demo-segments", [8, 2, 4, 4]),
        block("countries", "demo-countries", [0, 6, 5, 5]),
        block("brands", "demo-brands", [5, 6, 7, 5]),
        block("shipping", "demo-shipping", [0, 11, 7, 4]),
        json!({"id": "words", "kind": "text", "text": text, "tab": "sales",
            "at": {"lg": {"x": 7, "y": 11, "w": 5, "h": 1}}}),
        stock,
    ],
    "filters": [
        {"name": "Period", "type": "date", "variant": "range",
            "default": {"startDate": "1996-01-01", "endDate": "1997-12-31"},
            "exceptMetrics": ["demo-stock"],
            "applyOn": [{"datamartName": PORTAL, "member": "lineitem.l_shipdate"}]},
        {"name": "Segment", "type": "string", "variant": "multiselect",
            "options": {"from": "column"}, "exceptMetrics": ["demo-stock"],
            "applyOn": [{"datamartName": PORTAL, "member": "customer.c_mktsegment"}]},
        {"name": "Country", "type": "string", "variant": "multiselect",
            "options": {"from": "column"}, "dependsOn": ["Period", "Segment"],
            "exceptMetrics": ["demo-stock"],
            "applyOn": [{"datamartName": PORTAL, "member": "customer_nation.n_name"}]},
    ]})
}

/// What a supplier's people may do.
#[must_use]
pub(super) fn access_settings() -> Value {
    json!({"datamartName": PORTAL, "isAllowMetricCreation": true, "isAllowMetricUpdate": true,
        "isAllowMetricDeletion": true, "isAllowMetricLayoutChange": true,
        "isAllowManageMetrics": true, "isAllowUnderlyingData": true,
        "metricCreationMode": "DRAG_DROP"})
}
