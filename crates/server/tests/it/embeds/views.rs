//! Views of a dashboard: who makes, sees, changes and removes them.

use serde_json::{Value, json};

use super::stage::Stage;

async fn views(stage: &Stage, token: &str) -> Vec<Value> {
    let lines = stage.stream("dashboard", token, json!({"data": false})).await;
    lines[0]["dashboard"]["views"].as_array().unwrap().clone()
}

async fn names(stage: &Stage, token: &str) -> Vec<String> {
    let views = views(stage, token).await;
    views.iter().map(|view| view["name"].as_str().unwrap().to_owned()).collect()
}

async fn save(stage: &Stage, token: &str, view: Value) -> String {
    let made = stage.guest("views/create", token, json!({"view": view})).await.ok();
    made["id"].as_str().unwrap().to_owned()
}

fn oslo(visibility: &str) -> Value {
    json!({"name": "Oslo", "filters": {"City": ["Oslo"], "Period": null}, "visibility": visibility})
}

async fn person(stage: &Stage, name: &str) -> String {
    stage.acme(json!({"userIdentifier": name})).await
}

#[tokio::test]
async fn a_view_is_private_or_its_tenants_and_never_anothers() {
    let stage = Stage::start().await;
    let (kari, ola) = (person(&stage, "kari").await, person(&stage, "ola").await);
    let nobody = stage.token("7", json!({})).await;
    let namesake = stage.token("8", json!({"params": {"userIdentifier": "kari"}})).await;
    save(&stage, &kari, oslo("private")).await;
    assert_eq!(names(&stage, &kari).await, ["Oslo"]);
    for token in [&ola, &nobody, &namesake] {
        assert_eq!(names(&stage, token).await, [""; 0]);
    }
    save(&stage, &kari, json!({"name": "All", "filters": {}, "visibility": "tenant"})).await;
    assert_eq!(names(&stage, &kari).await, ["Oslo", "All"]);
    assert_eq!(names(&stage, &ola).await, ["All"]);
    assert_eq!(names(&stage, &nobody).await, ["All"]);
    assert_eq!(names(&stage, &namesake).await, [""; 0]);
    let shown = &views(&stage, &kari).await[0];
    assert_eq!(shown["filters"], json!({"City": ["Oslo"], "Period": null}));
    assert_eq!((&shown["visibility"], &shown["canChange"]), (&json!("private"), &json!(true)));
    assert_eq!(shown["blocks"], Value::Null);
    // Without a person nothing can be private.
    let reply = stage.guest("views/create", &nobody, json!({"view": oslo("private")})).await;
    assert_eq!(reply.body["error"]["path"], "view.visibility");
}

#[tokio::test]
async fn a_view_is_changed_by_its_maker_and_by_who_manages() {
    let stage = Stage::start().await;
    let kari = person(&stage, "kari").await;
    let id = save(&stage, &kari, oslo("tenant")).await;
    let unmanaged = json!({"params": {"userIdentifier": "ola"},
        "permissions": {"isEnableManageMetrics": false}});
    let ola = stage.token("7", unmanaged).await;
    assert_eq!(views(&stage, &ola).await[0]["canChange"], false);
    let rename = json!({"viewId": id, "view": {"name": "Renamed"}});
    let remove = json!({"viewId": id});
    let message = "the embed or the guest token does not allow this";
    for (path, body) in [("views/update", &rename), ("views/delete", &remove)] {
        stage.guest(path, &ola, body.clone()).await.fails(403, "ACTION_NOT_ALLOWED", message);
    }
    stage.guest("views/update", &kari, rename.clone()).await.ok();
    let shown = &views(&stage, &kari).await[0];
    assert_eq!(shown["name"], "Renamed");
    assert_eq!(shown["filters"]["City"], json!(["Oslo"]), "what is not said stays");
    let manager = person(&stage, "manager").await;
    stage.guest("views/update", &manager, json!({"viewId": id, "view": {"name": "M"}})).await.ok();
    // What another cannot see, they cannot touch, manager or not, of whichever tenant.
    stage
        .guest("views/update", &kari, json!({"viewId": id, "view": {"visibility": "private"}}))
        .await
        .ok();
    let other = stage.token("8", json!({"params": {"userIdentifier": "kari"}})).await;
    for token in [&manager, &other] {
        for (path, body) in [("views/update", &rename), ("views/delete", &remove)] {
            let reply = stage.guest(path, token, body.clone()).await;
            reply.fails(400, "VIEW_NOT_FOUND", "View not found");
        }
    }
    stage.guest("views/delete", &kari, remove).await.ok();
    assert_eq!(names(&stage, &kari).await, [""; 0]);
}

#[tokio::test]
async fn without_its_flag_no_view_is_made_changed_or_removed() {
    let stage = Stage::start().await;
    let kari = person(&stage, "kari").await;
    let id = save(&stage, &kari, oslo("tenant")).await;
    let off = json!({"params": {"userIdentifier": "kari"},
        "accessSettings": {"isAllowCreateDashboardView": false}});
    let taken = json!({"params": {"userIdentifier": "kari"},
        "permissions": {"isEnableCreateDashboardView": false}});
    let refused = async |token: &str| {
        let bodies = [
            ("views/create", json!({"view": oslo("tenant")})),
            ("views/update", json!({"viewId": id, "view": {"name": "x"}})),
            ("views/delete", json!({"viewId": id})),
        ];
        for (path, body) in bodies {
            let reply = stage.guest(path, token, body).await;
            let message = "the embed or the guest token does not allow this";
            reply.fails(403, "ACTION_NOT_ALLOWED", message);
        }
        assert_eq!(views(&stage, token).await[0]["canChange"], false, "it can be chosen only");
    };
    refused(&stage.token("7", off).await).await;
    refused(&stage.token("7", taken).await).await;
    stage.allow(json!({"isAllowCreateDashboardView": false})).await;
    refused(&kari).await;
    let given = json!({"params": {"userIdentifier": "kari"},
        "permissions": {"isEnableCreateDashboardView": true}});
    refused(&stage.token("7", given).await).await;
}

#[tokio::test]
async fn a_view_holds_a_layout_only_where_layouts_may_be_changed() {
    let stage = Stage::start().await;
    let token = stage.token("7", json!({})).await;
    let blocks = json!({"by-city": {"lg": {"x": 6, "y": 0, "w": 6, "h": 4}, "sm": {"x": 0, "y": 0, "w": 6, "h": 4}}});
    let view = json!({"name": "Wide", "filters": {}, "blocks": blocks});
    let id = save(&stage, &token, view.clone()).await;
    assert_eq!(views(&stage, &token).await[0]["blocks"], blocks);
    let fixed = json!({"permissions": {"isEnableCustomizeLayout": false}});
    let fixed = stage.token("7", fixed).await;
    let message = "the embed or the guest token does not allow this";
    let reply = stage.guest("views/create", &fixed, json!({"view": view})).await;
    reply.fails(403, "ACTION_NOT_ALLOWED", message);
    let change = json!({"viewId": id, "view": {"blocks": blocks}});
    stage.guest("views/update", &fixed, change).await.fails(403, "ACTION_NOT_ALLOWED", message);
}

#[tokio::test]
async fn a_view_says_nothing_of_filters_that_a_token_fixes_or_hides() {
    let stage = Stage::start().await;
    let wide = stage.token("7", json!({})).await;
    let view = json!({"name": "Bergen", "filters": {"City": ["Bergen"], "Amount": {"min": 1}}});
    save(&stage, &wide, view).await;
    let rule = |shown: bool| {
        json!({"dashboardAppFilters": [{"dashboardId": "board",
            "values": {"City": ["Oslo"]}, "isShowOnUrl": shown}]})
    };
    let hidden = json!({"hideDashboardFilters": ["City"]});
    for params in [rule(false), rule(true), hidden] {
        let token = stage.acme(params.clone()).await;
        let shown = views(&stage, &token).await;
        assert_eq!(shown[0]["filters"], json!({"Amount": {"min": 1}}), "{params}");
    }
    // Nor can such a token save what it may not set.
    let fixed = stage.acme(rule(false)).await;
    let view = json!({"name": "x", "filters": {"City": ["Bergen"]}});
    let reply = stage.guest("views/create", &fixed, json!({"view": view})).await;
    assert_eq!(reply.body["error"]["path"], "filters.City");
}

#[tokio::test]
async fn what_is_no_view_is_refused_where_it_stands() {
    let stage = Stage::start().await;
    let token = stage.token("7", json!({})).await;
    let long = "x".repeat(30_000);
    let wrong = [
        (json!({"filters": {}}), "view.name"),
        (json!({"name": " "}), "view.name"),
        (json!({"name": "x", "filters": {"Nothing": 1}}), "filters.Nothing"),
        (json!({"name": "x", "filters": {"Amount": "many"}}), "view.filters.Amount"),
        (json!({"name": "x", "filters": {"City": [long]}}), "view.filters"),
        (json!({"name": "x", "blocks": {"b": {"lg": {"x": 0, "y": 0, "w": 0, "h": 1}}}}), "blocks"),
        (json!({"name": "x", "clientId": "8"}), "view.clientId"),
    ];
    for (view, path) in wrong {
        let reply = stage.guest("views/create", &token, json!({"view": view})).await;
        assert_eq!(reply.status, 400, "{path}");
        assert_eq!(reply.body["error"]["path"], path, "{reply:?}");
    }
    assert_eq!(views(&stage, &token).await, [Value::Null; 0]);
}
