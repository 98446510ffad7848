//! `souk demo`, as the real binary: from an empty folder to the right answer, again, and stopped.

#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

mod expected;
mod process;

use std::fs;
use std::path::Path;
use std::time::Duration;

use serde_json::{Value, json};
use souk_server::demo::{DATASOURCE, GenerateError, PORTAL, Slice, datamart_body, generate};
use tempfile::tempdir;
use tokio_util::sync::CancellationToken;

use process::{Demo, SCALE, rows_of};

const SOON: Duration = Duration::from_secs(5);

/// The names in the folder of files, hidden ones too.
fn names(data: &Path) -> Vec<String> {
    let entries = fs::read_dir(data.join("files")).into_iter().flatten();
    let mut names: Vec<_> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.retain(|name| name != ".tpch.lock");
    names.sort();
    names
}

#[tokio::test]
async fn from_an_empty_folder_to_answers_that_are_right_for_each_tenant() {
    let data = tempdir().unwrap();
    let mut demo = Demo::small(data.path());
    let printed = demo.printed();
    for (tenant, own) in (1..).zip(&printed.answers) {
        let expected = expected::rows(SCALE, tenant);
        assert!(expected.len() > 4, "{expected:?}");
        assert_eq!(rows_of(own), expected, "the answer that was printed for {tenant}");
        let asked = printed.ask(Some(tenant)).await;
        assert_eq!(rows_of(&asked), expected, "the answer over HTTP for {tenant}");
    }
    assert_eq!(printed.answers.len(), 2);
    assert_ne!(rows_of(&printed.answers[0]), rows_of(&printed.answers[1]));
    assert_eq!(rows_of(&printed.ask(None).await), rows_of(&printed.answers[0]));
    let docs = printed.text.split_whitespace().find(|word| word.ends_with("/docs")).unwrap();
    assert_eq!(reqwest::get(docs).await.unwrap().status(), 200);
    demo.stop();
}

#[tokio::test]
async fn a_second_run_uses_what_the_first_one_made() {
    let data = tempdir().unwrap();
    let mut demo = Demo::small(data.path());
    let first = demo.printed();
    assert!(demo.stop().contains("making the table lineitem"));
    let mut demo = Demo::small(data.path());
    let second = demo.printed();
    assert_eq!(second.api_key, first.api_key);
    assert_eq!(rows_of(&second.ask(None).await), rows_of(&first.answers[0]));
    let list = second.url.replace("/query", "");
    let request = reqwest::Client::new().get(list).bearer_auth(&second.api_key);
    let list: Value = request.send().await.unwrap().json().await.unwrap();
    assert_eq!(list["data"].as_array().map(Vec::len), Some(1), "{list}");
    let progress = demo.stop();
    assert!(progress.contains("found "), "{progress}");
    assert!(!progress.contains("making") && !progress.contains("reading"), "{progress}");
    assert_eq!(names(data.path()), ["tpch-0.001-10"]);
}

#[tokio::test]
async fn every_member_of_the_portal_can_be_asked_and_counts_the_tenants_own_rows() {
    let data = tempdir().unwrap();
    let mut demo = Demo::small(data.path());
    let printed = demo.printed();
    let body = datamart_body(PORTAL, DATASOURCE, None);
    for table in body.table_list.unwrap() {
        let name = table.name.unwrap();
        let member = |own: Option<String>| format!("{name}.{}", own.unwrap());
        let measures = table.measures.into_iter().flatten().map(|measure| member(measure.name));
        let columns = table.columns.into_iter().flatten();
        let shown = columns.filter(|column| column.is_hide != Some(true));
        let dimensions: Vec<_> = shown.map(|column| member(column.name)).collect();
        let measures: Vec<_> = measures.collect();
        let query = json!({"measures": measures, "dimensions": dimensions, "limit": 3});
        let rows = printed.ask_for(4, query).await;
        assert_eq!(rows[0].as_object().unwrap().len(), measures.len() + dimensions.len());
    }
    for tenant in [1, 4, 10] {
        let counts = ["orders.orders", "customer.customers", "part.parts"].map(|measure| {
            let query = json!({"measures": [measure]});
            let printed = &printed;
            async move { printed.ask_for(tenant, query).await[0][measure].as_u64().unwrap() }
        });
        let [orders, customers, parts] = counts;
        let found = [orders.await, customers.await, parts.await];
        assert_eq!(found, expected::own_rows(SCALE, tenant), "tenant {tenant}");
    }
    demo.stop();
}

#[tokio::test]
async fn fewer_tenants_are_the_first_suppliers() {
    let data = tempdir().unwrap();
    let mut demo = Demo::start(data.path(), &["--scale", "0.001", "--tenants", "2"]);
    let few = demo.printed();
    assert_eq!(rows_of(&few.ask(Some(2)).await), expected::rows(SCALE, 2));
    assert!(rows_of(&few.ask(Some(3)).await).is_empty());
    demo.stop();
    // The same portal over other files.
    let mut demo = Demo::small(data.path());
    let all = demo.printed();
    assert_eq!(all.api_key, few.api_key);
    assert_eq!(rows_of(&all.ask(Some(3)).await), expected::rows(SCALE, 3));
    demo.stop();
}

#[tokio::test]
async fn what_cannot_be_shown_is_refused_before_anything_is_made() {
    let refusals: [(&[&str], &str); 5] = [
        (&["--scale", "0.001", "--tenants", "11"], "has 10 suppliers"),
        (&["--scale", "0.001", "--tenants", "0"], "1 to 10 tenants"),
        (&["--scale", "11"], "between 0.001 and 10"),
        (&["--scale", "NaN"], "between 0.001 and 10"),
        (&["--public-url", "ftp://x"], "https://"),
    ];
    for (arguments, words) in refusals {
        let data = tempdir().unwrap();
        let mut demo = Demo::start(data.path(), arguments);
        assert_eq!(demo.ended_within(SOON).code(), Some(1), "{arguments:?}");
        let errors = demo.errors();
        assert!(errors.contains(words), "{arguments:?}: {errors}");
        assert_eq!(fs::read_dir(data.path()).unwrap().count(), 0, "{arguments:?}");
    }
}

#[tokio::test]
async fn it_stops_while_data_is_made_and_leaves_none() {
    for signal in ["INT", "TERM"] {
        let data = tempdir().unwrap();
        let mut demo = Demo::start(data.path(), &["--scale", "1"]);
        demo.wait_for("making the table customer");
        demo.signal(signal);
        assert_eq!(demo.ended_within(SOON).code(), Some(0), "{signal}");
        assert!(names(data.path()).is_empty(), "{:?}", names(data.path()));
    }
}

#[tokio::test]
async fn a_killed_run_leaves_nothing_that_the_next_one_trusts() {
    let data = tempdir().unwrap();
    let mut demo = Demo::start(data.path(), &["--scale", "0.01"]);
    demo.wait_for("making the table lineitem");
    demo.signal("KILL");
    demo.ended_within(SOON);
    let left = names(data.path());
    assert!(
        !left.is_empty() && left.iter().all(|name| name.starts_with(".tpch-draft-")),
        "{left:?}"
    );
    let mut demo = Demo::start(data.path(), &["--scale", "0.01"]);
    let printed = demo.printed();
    assert_eq!(rows_of(&printed.ask(Some(7)).await), expected::rows(0.01, 7));
    demo.stop();
    assert_eq!(names(data.path()), ["tpch-0.01-100"]);
}

#[test]
fn a_folder_that_is_not_whole_is_made_again() {
    let parent = tempdir().unwrap();
    let slice = Slice::new(SCALE, None).unwrap();
    let make = || generate(parent.path(), slice, &CancellationToken::new(), &|_| {}).unwrap();
    let first = make();
    assert!(!first.reused && make().reused);
    let file = first.folder.join("orders.parquet");
    let half = fs::metadata(&file).unwrap().len() / 2;
    fs::OpenOptions::new().write(true).open(&file).unwrap().set_len(half).unwrap();
    assert!(!make().reused);
    fs::remove_file(first.folder.join("_complete.json")).unwrap();
    let again = make();
    assert_eq!((again.reused, &again.rows, again.bytes), (false, &first.rows, first.bytes));
}

#[test]
fn two_processes_do_not_make_the_same_data() {
    let parent = tempdir().unwrap();
    let slice = Slice::new(SCALE, None).unwrap();
    let lock = fs::File::create(parent.path().join(".tpch.lock")).unwrap();
    lock.lock().unwrap();
    let second = generate(parent.path(), slice, &CancellationToken::new(), &|_| {});
    assert!(matches!(second, Err(GenerateError::Busy(_))), "{second:?}");
}
