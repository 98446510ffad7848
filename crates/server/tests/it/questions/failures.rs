//! What goes wrong behind the server, and what of it a caller may know.

use std::net::SocketAddr;
use std::str::FromStr;
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use souk_testkit::postgres;
use sqlx::postgres::PgConnectOptions;
use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};

use super::portal::{Portal, code, count, data, execute, fill};

/// Words that only the database, or SQL, or the operator's network would say.
const TELL_TALES: [&str; 9] = [
    "SELECT",
    "relation",
    "public",
    "scoped_",
    "127.0.0.1",
    "does not exist",
    "souk_test",
    "postgres",
    "os error",
];

#[track_caller]
fn assert_tells_nothing(body: &Value) {
    let text = body.to_string();
    for word in TELL_TALES {
        assert!(!text.contains(word), "{word}: {text}");
    }
}

#[tokio::test]
async fn a_dropped_table_is_told_to_nobody_but_the_vendor() {
    let portal = Portal::start().await;
    let guest = portal.server.guest(&portal.key, "portal", "7").await;
    data(portal.ask(&guest, None, count()).await);
    portal.execute("DROP TABLE orders CASCADE").await;
    for (token, client) in [(&guest, None), (&portal.key, Some("7"))] {
        let reply = portal.ask(token, client, count()).await;
        assert_eq!(code(&reply, 400), "DATAMART_OUTDATED");
        assert_tells_nothing(&reply.body);
    }
    let reply = portal.ask(&portal.server.service, Some("7"), count()).await;
    assert!(reply.hints().contains("orders"), "{}", reply.body);
}

#[tokio::test]
async fn a_lost_permission_is_told_to_nobody_but_the_vendor() {
    let portal = Portal::start().await;
    // A view whose function fails stands for everything else a database may refuse.
    portal
        .execute(
            "ALTER TABLE orders RENAME TO orders_before;
             CREATE VIEW orders AS SELECT id, tenant_id, customer_id, status,
                (amount / (id - id))::numeric(12, 2) AS amount, created_at, note FROM orders_before;",
        )
        .await;
    let guest = portal.server.guest(&portal.key, "portal", "7").await;
    let reply = portal.ask(&guest, None, json!({"measures": ["orders.revenue"]})).await;
    assert_eq!(code(&reply, 502), "QUERY_FAILED");
    assert_tells_nothing(&reply.body);
    assert!(!reply.body.to_string().contains("zero"), "{}", reply.body);
}

#[tokio::test]
async fn an_answer_that_is_too_long_is_refused_and_not_cut() {
    let portal = Portal::with(&[("SOUK_QUERY_MAX_ROWS", "2")]).await;
    let ids = |limit: Option<u32>| json!({"dimensions": ["orders.id"], "limit": limit});
    let reply = portal.ask_as_key(ids(None)).await;
    assert_eq!(code(&reply, 400), "RESULT_TOO_LARGE");
    assert_eq!(data(portal.ask_as_key(ids(Some(2))).await).as_array().map(Vec::len), Some(2));
}

#[tokio::test]
async fn a_question_that_takes_too_long_is_ended() {
    let portal = Portal::with(&[("SOUK_QUERY_TIMEOUT", "1s")]).await;
    portal
        .execute(
            "CREATE VIEW slow AS SELECT a.n AS id FROM generate_series(1, 100000) AS a(n),
                generate_series(1, 100000) AS b(n) WHERE (a.n + b.n) % 7 > 5",
        )
        .await;
    portal.sync().await;
    portal
        .create(&json!({"name": "slow", "datasourceName": "main",
            "tenancySettings": super::portal::by_table(),
            "tableList": [{"schemaName": "public", "name": "slow", "isShared": true,
                "columns": [{"name": "id"}],
                "measures": [{"name": "count", "aggregate": "COUNT"}]}]}))
        .await;
    let started = std::time::Instant::now();
    let query = json!({"measures": ["slow.count"]});
    let reply = portal.ask_of("slow", &portal.key, Some("7"), query).await;
    assert_eq!(code(&reply, 504), "QUERY_TIMEOUT");
    assert!(started.elapsed().as_secs() < 10, "{:?}", started.elapsed());
    assert_eq!(data(portal.ask_as_key(count()).await), json!([{"orders.count": 3}]));
}

/// A way to a PostgreSQL server that can be led to another one, as after a restart.
struct Way {
    port: u16,
    target: Arc<Mutex<SocketAddr>>,
}

impl Way {
    async fn to(target: SocketAddr) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let target = Arc::new(Mutex::new(target));
        tokio::spawn(Self::lead(listener, Arc::clone(&target)));
        Self { port, target }
    }

    async fn lead(listener: TcpListener, target: Arc<Mutex<SocketAddr>>) {
        while let Ok((mut from, _)) = listener.accept().await {
            let target = *target.lock().expect("not poisoned");
            tokio::spawn(async move {
                if let Ok(mut to) = TcpStream::connect(target).await {
                    let _ = copy_bidirectional(&mut from, &mut to).await;
                }
            });
        }
    }
}

fn address(options: &PgConnectOptions) -> SocketAddr {
    SocketAddr::from(([127, 0, 0, 1], options.get_port()))
}

async fn filled(server: &postgres::Server) -> PgConnectOptions {
    let options = PgConnectOptions::from_str(server.url()).expect("a URL");
    execute(&options, "CREATE DATABASE shop").await;
    let options = options.database("shop");
    fill(&options).await;
    options
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_stops_is_unavailable_until_it_is_back() {
    let first = postgres::Server::start_own();
    let options = filled(&first).await;
    let way = Way::to(address(&options)).await;
    let portal = Portal::over(&[], options, way.port).await;
    let guest = portal.server.guest(&portal.key, "portal", "7").await;
    assert_eq!(data(portal.ask(&guest, None, count()).await), json!([{"orders.count": 3}]));
    drop(first);
    for _ in 0..3 {
        let reply = portal.ask(&guest, None, count()).await;
        assert_eq!(code(&reply, 503), "DATASOURCE_UNAVAILABLE");
        assert_tells_nothing(&reply.body);
    }
    let second = postgres::Server::start_own();
    let options = filled(&second).await;
    *way.target.lock().expect("not poisoned") = address(&options);
    assert_eq!(data(portal.ask(&guest, None, count()).await), json!([{"orders.count": 3}]));
}
