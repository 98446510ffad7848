//! Both servers answer under load; one is killed, and its clients turn to the other.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use reqwest::Method;
use serde_json::{Value, json};

use super::pair::{Pair, Process};
use crate::questions::portal::{QUERY, count};
use crate::shop::Reply;

const CLIENTS: usize = 8;
/// How long the clients work before and after the end of a server.
const PHASE: Duration = Duration::from_secs(3);
const APPS: &str = "/api/v2/data-app";

/// What the clients share.
struct Run {
    pair: Pair,
    is_over: AtomicBool,
    /// Replies of each server.
    replies: [AtomicUsize; 2],
}

/// A client of the load balancer: it stays with a server until that gives no reply.
struct Client {
    run: Arc<Run>,
    number: usize,
    server: usize,
    /// Names whose making was acknowledged.
    acknowledged: BTreeSet<String>,
    /// Names whose making got no reply from the server that it was asked of first.
    in_doubt: BTreeSet<String>,
}

impl Client {
    /// Half of the clients begin with each server.
    fn new(run: &Arc<Run>, number: usize) -> Self {
        let (acknowledged, in_doubt) = (BTreeSet::new(), BTreeSet::new());
        Self { run: Arc::clone(run), number, server: number % 2, acknowledged, in_doubt }
    }

    fn token(&self) -> String {
        self.run.pair.service.clone()
    }

    async fn send(&self, method: Method, path: &str, body: &Value) -> Option<Reply> {
        let server = &self.run.pair.servers[self.server];
        let sent = server.try_send(method, path, &self.token(), Some(body)).await;
        if sent.is_ok() {
            self.run.replies[self.server].fetch_add(1, Ordering::Relaxed);
        }
        sent.ok()
    }

    async fn make(&mut self, name: String) {
        let body = json!({"name": name});
        let mut turns = 0;
        let reply = loop {
            match self.send(Method::POST, APPS, &body).await {
                Some(reply) => break reply,
                None => {
                    self.in_doubt.insert(name.clone());
                    self.turn(&mut turns);
                }
            }
        };
        // The first server may have made it and died before it said so.
        let was_made = reply.status == 400 && self.in_doubt.contains(&name);
        assert!(reply.status == 200 || was_made, "{name}: {reply:?}");
        self.acknowledged.insert(name);
    }

    async fn ask(&mut self) {
        let body = json!({"datamartName": "shop", "clientId": "7", "query": count()});
        let mut turns = 0;
        let reply = loop {
            match self.send(Method::POST, QUERY, &body).await {
                Some(reply) => break reply,
                None => self.turn(&mut turns),
            }
        };
        assert_eq!(reply.ok()["data"], json!([{"orders.count": 3}]));
    }

    fn turn(&mut self, turns: &mut usize) {
        *turns += 1;
        assert!(*turns <= 1, "neither server gives a reply");
        self.server = 1 - self.server;
    }

    async fn work(mut self) -> Self {
        for round in 0.. {
            if self.run.is_over.load(Ordering::Relaxed) {
                break;
            }
            self.make(format!("app {} {round}", self.number)).await;
            self.ask().await;
        }
        self
    }
}

async fn names(server: &Process, token: &str) -> BTreeSet<String> {
    let listed = server.get(APPS, token).await.ok();
    let items = listed["data"].as_array().expect("a list").iter();
    items.map(|item| item["name"].as_str().expect("a name").to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn who_turns_from_a_killed_server_to_the_other_loses_nothing_acknowledged() {
    let pair = Pair::start().await;
    let (service, shared) = (pair.service.clone(), pair.shared.clone());
    let replies = [AtomicUsize::new(0), AtomicUsize::new(0)];
    let run = Arc::new(Run { pair, is_over: AtomicBool::new(false), replies });
    let clients: Vec<_> =
        (0..CLIENTS).map(|number| tokio::spawn(Client::new(&run, number).work())).collect();
    let replies = || [0, 1].map(|server| run.replies[server].load(Ordering::Relaxed));
    tokio::time::sleep(PHASE).await;
    let before = replies();
    run.pair.servers[0].kill_now();
    tokio::time::sleep(PHASE).await;
    run.is_over.store(true, Ordering::Relaxed);

    let (mut acknowledged, mut in_doubt) = (BTreeSet::from(["portal".to_owned()]), 0);
    for client in clients {
        let client = client.await.expect("a client");
        assert_eq!(client.server, 1, "everybody has turned");
        acknowledged.extend(client.acknowledged);
        in_doubt += client.in_doubt.len();
    }
    assert!(before.iter().all(|replies| *replies >= 2 * CLIENTS), "both answered: {before:?}");
    assert!(replies()[1] >= before[1] + 2 * CLIENTS, "{before:?}, {:?}", replies());
    assert!(in_doubt <= CLIENTS / 2, "only the killed server's clients: {in_doubt}");
    assert_eq!(names(&run.pair.servers[1], &service).await, acknowledged);

    let successor = Process::start(&shared).await;
    assert_eq!(names(&successor, &service).await, acknowledged);
    let answer = successor.ask("shop", &service, count()).await.ok();
    assert_eq!(answer["data"], json!([{"orders.count": 3}]));
}
