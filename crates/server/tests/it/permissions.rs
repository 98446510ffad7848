//! Every route of the table, on every path, with every kind of credential.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use souk_server::http::openapi;
use souk_server::http::permissions::{Access, CredentialKind, Endpoint, Route, TABLE};
use souk_store::{Change, TokenKind, TokenSelector};
use uuid::Uuid;

use crate::shop::Reply;
use crate::support::server::{Server, past, soon};

const REFUSED: &str = "The token is missing, invalid or expired, or may not be used here";

/// A credential, and its kind if it is good.
struct Held {
    what: &'static str,
    text: Option<String>,
    kind: Option<CredentialKind>,
}

fn held(what: &'static str, text: impl Into<Option<String>>, kind: Option<CredentialKind>) -> Held {
    Held { what, text: text.into(), kind }
}

async fn credentials(server: &Server) -> Vec<Held> {
    use CredentialKind::{Admin, ApiKey, Guest, Service};
    let kinds =
        [(TokenKind::Service, Service), (TokenKind::ApiKey, ApiKey), (TokenKind::Guest, Guest)];
    let second = server.services.store.create_organisation("second").await.expect("made");
    let admin = server.admin("example").await;
    let mut all = vec![
        held("none", None, None),
        held("garbage", "garbage".to_owned(), None),
        held("an unknown UUID", Uuid::new_v4().to_string(), None),
        held("a JWT that was tampered with", format!("{admin}x"), None),
        held("admin", admin, Some(Admin)),
    ];
    for (stored, kind) in kinds {
        let good = server.plant(stored, soon()).await;
        let expired = server.plant(stored, past()).await;
        let revoked = server.plant(stored, soon()).await;
        let foreign = server.plant_in(second, stored, soon()).await;
        let revoke = Change::RevokeTokens(TokenSelector::Id(revoked.id));
        server.commit(server.organisation, vec![revoke]).await;
        all.extend([
            held("good", good.secret, Some(kind)),
            held("expired", expired.secret, None),
            held("revoked", revoked.secret, None),
            held("another organisation's", foreign.secret, Some(kind)),
        ]);
    }
    all
}

/// An empty request: what is let in is then refused for other reasons, and changes nothing.
async fn send(server: &Server, route: &Route, path: &str, credential: &Held) -> Reply {
    let path = path.replace("{*file}", "index.html").replace("{embedId}", "none");
    let body = json!({});
    let body = (route.method != "GET" && route.method != "DELETE").then_some(&body);
    server.send(route.method.clone(), &path, credential.text.as_deref(), body).await
}

#[tokio::test]
async fn a_route_lets_in_whom_the_table_lists_and_nobody_else() {
    let server = Server::start().await;
    let credentials = credentials(&server).await;
    for route in TABLE {
        for path in route.paths() {
            for credential in &credentials {
                let reply = send(&server, route, &path, credential).await;
                let refused = reply.body["error"]["message"] == REFUSED;
                let allowed = route.access == Access::Public
                    || credential.kind.is_some_and(|kind| route.allows(kind));
                let what = (credential.what, credential.kind);
                assert_eq!(!refused, allowed, "{} {path} {what:?} {reply:?}", route.method);
                if refused {
                    assert_eq!(reply.body["error"]["code"], route.refusal.code.code);
                    assert!(reply.body["error"].get("hints").is_none());
                } else {
                    let message = &reply.body["error"]["message"];
                    assert_ne!(message, "there is no such route", "{} {path}", route.method);
                    assert_ne!(reply.status, 405, "{} {path} has its method", route.method);
                }
            }
        }
    }
}

#[test]
fn every_operation_of_the_document_has_a_row_and_the_reverse() {
    let document: Value = serde_json::from_str(&openapi::json()).expect("JSON");
    let mut documented = BTreeSet::new();
    for (path, item) in document["paths"].as_object().expect("paths") {
        for method in item.as_object().expect("operations").keys() {
            documented.insert(format!("{} {path}", method.to_uppercase()));
        }
    }
    let is_documented = |route: &&Route| matches!(route.endpoint, Endpoint::Documented(_));
    let rows = TABLE.iter().filter(is_documented);
    let rows = rows.flat_map(|route| {
        route.paths().into_iter().map(move |path| format!("{} {path}", route.method))
    });
    assert_eq!(documented, rows.collect());
}

/// The annotation of a handler names method and path once more: they must agree with the row.
#[test]
fn a_row_and_its_handler_name_the_same_method_and_path() {
    for route in TABLE {
        let Endpoint::Documented(endpoint) = route.endpoint else { continue };
        let paths = serde_json::to_value(endpoint().1).expect("JSON");
        let method = route.method.as_str().to_lowercase();
        let found = &paths[route.path][&method];
        assert!(found.is_object(), "{method} {} is annotated as {paths}", route.path);
    }
}

#[test]
fn guests_have_no_route_but_those_listed_here() {
    let open: Vec<_> = TABLE
        .iter()
        .filter(|route| route.access != Access::Public && route.allows(CredentialKind::Guest))
        .map(|route| format!("{} {}", route.method, route.path))
        .collect();
    let expected = [
        "POST /api/v2/data-app/datamarts/query",
        "POST /api/v2/guest/dashboard",
        "POST /api/v2/guest/metric",
        "POST /api/v2/guest/query",
        "POST /api/v2/guest/filter-values",
        "POST /api/v2/guest/underlying",
        "POST /api/v2/guest/export",
        "POST /api/v2/guest/layout",
        "POST /api/v2/guest/fields",
        "POST /api/v2/guest/preview",
        "POST /api/v2/guest/metrics/create",
        "POST /api/v2/guest/metrics/update",
        "POST /api/v2/guest/metrics/delete",
        "POST /api/v2/guest/views/create",
        "POST /api/v2/guest/views/update",
        "POST /api/v2/guest/views/delete",
        "POST /api/v2/guest/reports",
        "POST /api/v2/guest/reports/create",
        "POST /api/v2/guest/reports/update",
        "POST /api/v2/guest/reports/delete",
    ];
    assert_eq!(open, expected);
}
