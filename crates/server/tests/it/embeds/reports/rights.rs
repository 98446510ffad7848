//! Under which rights a report is asked, and who may touch it. Each test tries to get more than is due.

use chrono::TimeDelta;
use serde_json::{Value, json};

use super::super::stage::Stage;
use super::{Post, file, report, with};

#[tokio::test]
async fn what_a_token_fixes_holds_in_its_reports_after_the_token_has_gone() {
    let post = Post::start().await;
    let city = json!([{"dashboardId": "board", "values": {"City": ["Oslo"]}}]);
    let cases = [
        (json!({"dashboardAppFilters": city}), "customers.city,orders.revenue\nOslo,12.50\n"),
        (
            json!({"rlsSettings": [{"metricId": "by-city", "values": {"Status": ["open"]}}]}),
            "customers.city,orders.revenue\nBergen,-99.99\n",
        ),
        (
            json!({"appFilters": [{"metricId": "by-city", "values": {"Status": ["paid"]}}]}),
            "customers.city,orders.revenue\nOslo,12.50\n",
        ),
    ];
    for (number, (mut params, expected)) in cases.into_iter().enumerate() {
        params["userIdentifier"] = json!(format!("person {number}"));
        let short = json!({"params": params, "expiryTime": 1_000});
        let token = post.stage.token("7", short).await;
        post.make(&token, report(&["by-city"])).await;
        let at = post.next(&token).await;
        tokio::time::sleep(std::time::Duration::from_millis(1_100)).await;
        let refused = post.stage.guest("reports", &token, json!({})).await;
        assert_eq!(refused.status, 401, "the token is dead");
        let letters = post.send(at).await;
        assert_eq!(letters.len(), 1, "{params}");
        assert_eq!(file(&letters[0], "Metric-by-city.csv"), expected, "{params}");
    }
}

#[tokio::test]
async fn a_browser_cannot_widen_or_reach_what_its_token_fixes() {
    let post = Post::start().await;
    let fixed = json!([{"dashboardId": "board", "values": {"City": ["Oslo"]}}]);
    let token = post.stage.acme(json!({"dashboardAppFilters": fixed})).await;
    for filters in [json!({"City": ["Bergen"]}), json!({"City": null}), json!({"Nothing": 1})] {
        let draft = with(report(&["by-city"]), "filters", filters);
        let reply = post.stage.guest("reports/create", &token, json!({"report": draft})).await;
        assert_eq!(reply.body["error"]["code"], "INVALID_REQUEST_BODY");
    }
    let hidden = post.stage.acme(json!({"hideDashboardFilters": ["Period"]})).await;
    let draft = with(report(&["by-city"]), "filters", json!({"Period": null}));
    let reply = post.stage.guest("reports/create", &hidden, json!({"report": draft})).await;
    assert_eq!(reply.body["error"]["code"], "INVALID_REQUEST_BODY");
    // Tenant, rights and embed are never the browser's to say.
    for key in ["clientId", "owner", "grant", "embedId"] {
        let draft = with(report(&["by-city"]), key, json!("8"));
        let reply = post.stage.guest("reports/create", &token, json!({"report": draft})).await;
        assert_eq!(reply.body["error"]["code"], "INVALID_REQUEST_BODY", "{key}");
    }
    let elsewhere = post.stage.token("7", json!({"params": {"allowedEmbeds": ["none"]}})).await;
    let body = json!({"report": report(&["by-city"])});
    let reply = post.stage.guest("reports/create", &elsewhere, body).await;
    assert_eq!(reply.body["error"]["code"], "INVALID_DASHBOARD_ID");
}

#[tokio::test]
async fn whoever_changes_a_report_gives_it_their_own_rights_and_no_others() {
    let post = Post::start().await;
    let wide = post.stage.token("7", json!({})).await;
    let id = post.make(&wide, report(&["by-city"])).await;
    // Another token of the same tenant that sees Oslo only has the report sent to itself.
    let fixed = json!([{"dashboardId": "board", "values": {"City": ["Oslo"]}}]);
    let narrow = post.stage.acme(json!({"dashboardAppFilters": fixed})).await;
    let draft = with(report(&["by-city"]), "recipients", json!(["mallory@acme.example"]));
    let body = json!({"reportId": id, "report": draft});
    post.stage.guest("reports/update", &narrow, body).await.ok();
    let letters = post.send(post.next(&narrow).await).await;
    assert_eq!(letters.len(), 1);
    let rows = file(&letters[0], "Metric-by-city.csv");
    assert_eq!(rows, "customers.city,orders.revenue\nOslo,12.50\n");
}

#[tokio::test]
async fn a_report_is_its_persons_own() {
    let post = Post::start().await;
    let kari = post.stage.acme(json!({"userIdentifier": "kari"})).await;
    let id = post.make(&kari, report(&["by-city"])).await;
    let other_person = post.stage.acme(json!({"userIdentifier": "ola"})).await;
    let nobody = post.stage.token("7", json!({})).await;
    let namesake = json!({"params": {"userIdentifier": "kari"}});
    let other_tenant = post.stage.token("8", namesake).await;
    for token in [&other_person, &nobody, &other_tenant] {
        assert_eq!(post.list(token).await, Vec::<Value>::new());
        let change = json!({"reportId": id, "report": report(&["by-city"])});
        let reply = post.stage.guest("reports/update", token, change).await;
        reply.fails(400, "REPORT_NOT_FOUND", "Report not found");
        let reply = post.stage.guest("reports/delete", token, json!({"reportId": id})).await;
        reply.fails(400, "REPORT_NOT_FOUND", "Report not found");
    }
    let again = post.stage.acme(json!({"userIdentifier": "kari"})).await;
    assert_eq!(post.list(&again).await.len(), 1, "another token of the same person");
    post.stage.guest("reports/delete", &again, json!({"reportId": id})).await.ok();
    assert_eq!(post.list(&kari).await, Vec::<Value>::new());
}

#[tokio::test]
async fn without_its_flag_nothing_is_made_shown_or_sent() {
    let post = Post::start().await;
    let token = post.stage.token("7", json!({})).await;
    let id = post.make(&token, report(&["by-city"])).await;
    let at = post.next(&token).await;
    let off = json!({"accessSettings": {"isAllowEmailReports": false}});
    let narrowed = post.stage.token("7", off).await;
    let no_files = json!({"permissions": {"isEnableDownloadMetrics": false}});
    let no_files = post.stage.token("7", no_files).await;
    refuses(&post.stage, &narrowed, &id).await;
    refuses(&post.stage, &no_files, &id).await;
    post.stage.allow(json!({"isAllowEmailReports": false})).await;
    refuses(&post.stage, &token, &id).await;
    assert!(post.send(at).await.is_empty(), "the embed allows no reports any more");
    post.stage.allow(json!({"isAllowEmailReports": true})).await;
    let listed = post.list(&token).await;
    let problem = listed[0]["problem"].as_str().unwrap();
    assert!(problem.starts_with("ACTION_NOT_ALLOWED"), "{problem}");
    assert!(post.send(at + TimeDelta::hours(1)).await.is_empty(), "what was left out stays so");
    assert_eq!(post.send(at + TimeDelta::days(1)).await.len(), 1);
}

async fn refuses(stage: &Stage, token: &str, id: &str) {
    let shown = stage.stream("dashboard", token, json!({"data": false})).await;
    assert_eq!(shown[0]["dashboard"]["permissions"]["emailReports"], false);
    let draft = report(&["by-city"]);
    let bodies = [
        ("reports", json!({})),
        ("reports/create", json!({"report": draft})),
        ("reports/update", json!({"reportId": id, "report": draft})),
        ("reports/delete", json!({"reportId": id})),
    ];
    for (path, body) in bodies {
        let reply = stage.guest(path, token, body).await;
        let message = "the embed or the guest token does not allow this";
        reply.fails(403, "ACTION_NOT_ALLOWED", message);
    }
}

#[tokio::test]
async fn a_report_ends_with_its_embed_and_with_the_tokens_of_its_tenant() {
    let post = Post::start().await;
    let first = post.stage.acme(json!({"userIdentifier": "kari"})).await;
    let at = {
        post.make(&first, report(&["by-city"])).await;
        post.next(&first).await
    };
    let bolt = post.stage.token("8", json!({})).await;
    post.make(&bolt, report(&["by-city"])).await;
    let path = "/api/v2/guest-token?clientId=7";
    post.stage.portal.server.delete(path, &post.stage.portal.key).await.ok();
    let letters = post.send(at + TimeDelta::minutes(2)).await;
    assert_eq!(letters.len(), 1, "the other tenant's");
    assert!(letters[0].to_string().contains("504f49534f4e"), "which has that tenant's rows");
    let path = "/api/v2/data-app/embeds?embedId=board";
    post.stage.portal.server.delete(path, &post.stage.portal.key).await.ok();
    assert!(post.send(at + TimeDelta::days(3)).await.is_empty());
    let organisation = post.stage.portal.server.organisation;
    let kind = souk_store::DocumentKind::Report;
    let store = &post.stage.portal.server.services.store;
    let left = store.documents(organisation, kind, souk_store::Page::ALL).await.unwrap();
    assert!(left.is_empty());
}

#[tokio::test]
async fn a_metric_that_is_no_longer_shown_is_no_longer_sent() {
    let post = Post::start().await;
    let token = post.stage.token("7", json!({})).await;
    let metric = json!({"name": "Mine", "query": {"measures": ["orders.revenue"]},
        "chart": {"type": "single"}});
    let made = post.stage.guest("metrics/create", &token, json!({"metric": metric})).await.ok();
    let own = made["id"].as_str().unwrap().to_owned();
    post.make(&token, report(&[&own])).await;
    let at = post.next(&token).await;
    let letters = post.send(at).await;
    assert_eq!(file(&letters[0], "Mine.csv"), "orders.revenue\n-87.49\n");
    post.stage.guest("metrics/delete", &token, json!({"metricId": own})).await.ok();
    assert!(post.send(at + TimeDelta::days(1)).await.is_empty());
    let problem = post.list(&token).await[0]["problem"].as_str().unwrap().to_owned();
    assert!(problem.starts_with("INVALID_METRIC_ID"), "{problem}");
}
