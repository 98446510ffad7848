//! Killed in the middle: what was acknowledged is there, whole, and nothing else is half there.

use std::collections::HashSet;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use souk_model::OrganisationId;
use souk_store::{Actor, DocumentKind, Page};

use super::{fresh_sqlite, metric};

const URL: &str = "SOUK_STORE_CRASH_URL";
const ORGANISATION: &str = "SOUK_STORE_CRASH_ORGANISATION";
const PREFIX: &str = "acknowledged ";

/// Not a test on its own: what the killed process runs. Two documents in each commit.
#[tokio::test]
async fn writer_that_is_killed() {
    let Ok(url) = std::env::var(URL) else { return };
    let organisation: OrganisationId = std::env::var(ORGANISATION).unwrap().parse().unwrap();
    let store = souk_store::open(&url).await.unwrap();
    for number in 0.. {
        let changes = vec![metric(&format!("{number} left")), metric(&format!("{number} right"))];
        let committed = store.commit(organisation, &Actor::System, changes).await;
        committed.unwrap();
        println!("\n{PREFIX}{number}");
    }
}

#[tokio::test]
async fn an_acknowledged_write_survives_a_kill() {
    for acknowledgements in [1, 7, 40] {
        let fresh = fresh_sqlite().await;
        let organisation = fresh.store.create_organisation("ours").await.unwrap();
        let acknowledged = write_and_kill(&fresh.url, organisation, acknowledgements);
        let store = souk_store::open(&fresh.url).await.unwrap();
        let documents = store.documents(organisation, DocumentKind::Metric, Page::ALL);
        let documents = documents.await.unwrap();
        let names: HashSet<_> = documents.iter().map(|found| found.name.clone()).collect();
        for number in &acknowledged {
            assert!(names.contains(&format!("{number} left")), "{number} is lost");
            assert!(names.contains(&format!("{number} right")), "{number} is lost");
        }
        assert_eq!(names.len() % 2, 0, "a commit is half written");
        let log = store.audit_log(organisation, Page::ALL).await.unwrap();
        assert_eq!(log.len(), 1 + names.len());
        super::make_metric(&store, organisation, "after").await.unwrap();
    }
}

/// Starts this test binary again, kills it after some acknowledgements, and returns all it gave.
fn write_and_kill(url: &str, organisation: OrganisationId, enough: usize) -> Vec<String> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "crash::writer_that_is_killed", "--nocapture"])
        .env(URL, url)
        .env(ORGANISATION, organisation.to_string())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut acknowledged = Vec::new();
    for line in BufReader::new(child.stdout.take().unwrap()).lines() {
        let line = line.unwrap_or_default();
        acknowledged.extend(line.strip_prefix(PREFIX).map(str::to_owned));
        if acknowledged.len() == enough {
            // SIGKILL; the loop then reads what was acknowledged up to it.
            child.kill().unwrap();
        }
    }
    child.wait().unwrap();
    assert!(acknowledged.len() >= enough);
    acknowledged
}
