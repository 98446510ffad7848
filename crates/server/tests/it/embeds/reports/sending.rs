//! When a report is sent, what is in it, and how often.

use std::io::{Cursor, Read};
use std::sync::Arc;

use chrono::TimeDelta;
use serde_json::{Value, json};
use souk_server::service::reports::send_due;
use souk_server::service::start;

use super::{Post, bytes, file, report, with};

#[tokio::test]
async fn a_report_is_sent_at_its_time_once_with_the_tenants_rows() {
    let post = Post::start().await;
    let token = post.stage.token("7", json!({})).await;
    let id = post.make(&token, report(&["by-city", "list"])).await;
    let at = post.next(&token).await;
    assert!(post.send(at - TimeDelta::seconds(1)).await.is_empty());
    let letters = post.send(at).await;
    assert_eq!(letters.len(), 1);
    let letter = &letters[0];
    assert_eq!(letter["tls"], true, "the letter went over an encrypted connection");
    assert_eq!(letter["to"], json!(["kari@acme.example"]));
    assert_eq!(letter["from"], "reports@souk.example");
    assert_eq!(letter["header_from"], "Reports <reports@souk.example>");
    assert_eq!(letter["subject"], "Ærlige tall");
    assert_eq!(letter["id"], format!("<{id}.{}@souk.example>", at.timestamp()));
    assert_eq!(
        file(letter, "Metric-by-city.csv"),
        "customers.city,orders.revenue\nBergen,-99.99\nOslo,12.50\n"
    );
    let expected = "orders.id,orders.note,orders.amount\n1,'=1+1,10.00\n2,'@sum,2.50\n\
        3,\"plain, \"\"quoted\"\"\",-99.99\n";
    assert_eq!(file(letter, "Metric-list.csv"), expected);
    assert!(!letter.to_string().contains("POISON"));
    assert!(post.send(at).await.is_empty(), "once is enough");
    assert_eq!(post.next(&token).await, at + TimeDelta::days(1));
    let listed = post.list(&token).await;
    assert_eq!(listed[0]["problem"], Value::Null);
    assert!(listed[0]["lastAt"].is_string());
    assert_eq!(post.send(at + TimeDelta::days(1)).await.len(), 1);
    // A server that was away sends the report once, and not once for each day.
    assert_eq!(post.send(at + TimeDelta::days(9)).await.len(), 1);
    assert_eq!(post.next(&token).await, at + TimeDelta::days(10));
}

#[tokio::test]
async fn a_report_has_the_filters_and_the_format_that_were_asked_for() {
    let post = Post::start().await;
    let token = post.stage.token("7", json!({})).await;
    let draft = with(report(&["by-city"]), "filters", json!({"City": ["Oslo"], "Period": null}));
    post.make(&token, with(draft, "format", json!("xlsx"))).await;
    let letters = post.send(post.next(&token).await).await;
    let attached = &letters[0]["files"][0];
    assert_eq!(attached["name"], "Metric-by-city.xlsx");
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    assert_eq!(attached["type"], kind);
    assert!(letters[0]["text"].as_str().unwrap().contains("City: [\"Oslo\"]"));
    let book = Cursor::new(bytes(attached["hex"].as_str().unwrap()));
    let mut book = zip::ZipArchive::new(book).unwrap();
    let mut sheet = String::new();
    book.by_name("xl/worksheets/sheet1.xml").unwrap().read_to_string(&mut sheet).unwrap();
    assert!(sheet.contains("12.5") && !sheet.contains("-99.99"), "{sheet}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_several_servers_over_one_store_one_sends_a_report() {
    const REPORTS: usize = 12;
    let post = Post::start().await;
    let mut last = None;
    for number in 0..REPORTS {
        let token = post.stage.acme(json!({"userIdentifier": format!("person {number}")})).await;
        post.make(&token, report(&["total"])).await;
        last = last.max(Some(post.next(&token).await));
    }
    let settings = Arc::clone(&post.stage.portal.server.services.settings);
    let mut servers = Vec::new();
    for _ in 0..4 {
        servers.push(Arc::new(start::open(Arc::clone(&settings)).await.unwrap()));
    }
    let at = last.unwrap();
    let sending: Vec<_> = servers
        .into_iter()
        .map(|services| tokio::spawn(async move { send_due(&services, at).await.unwrap() }))
        .collect();
    let mut sent = 0;
    for server in sending {
        sent += server.await.unwrap();
    }
    let letters = post.mail.letters();
    let mut ids: Vec<_> = letters.iter().map(|letter| letter["id"].to_string()).collect();
    ids.sort();
    ids.dedup();
    assert_eq!((sent, letters.len(), ids.len()), (REPORTS, REPORTS, REPORTS));
}

#[tokio::test]
async fn a_mail_server_that_is_busy_is_asked_again_and_a_wrong_address_keeps_nobody_waiting() {
    let post = Post::start().await;
    let token = post.stage.token("7", json!({})).await;
    let people = json!(["kari@acme.example", "nobody@acme.example", "ola@acme.example"]);
    post.make(&token, with(report(&["total"]), "recipients", people)).await;
    let at = post.next(&token).await;
    post.mail.set_busy(true);
    assert!(post.send(at).await.is_empty());
    let listed = post.list(&token).await;
    assert!(listed[0]["problem"].as_str().unwrap().contains("not sent to kari@acme.example"));
    assert!(!listed[0]["problem"].as_str().unwrap().contains("come back later"));
    post.mail.set_busy(false);
    assert!(post.send(at + TimeDelta::minutes(4)).await.is_empty(), "it has a pause");
    let letters = post.send(at + TimeDelta::minutes(5)).await;
    let reached: Vec<_> = letters.iter().map(|letter| letter["to"][0].clone()).collect();
    assert_eq!(reached, ["kari@acme.example", "ola@acme.example"]);
    let listed = post.list(&token).await;
    assert_eq!(listed[0]["problem"], "not sent to nobody@acme.example");
    assert_eq!(post.next(&token).await, at + TimeDelta::days(1));
    assert!(post.send(at + TimeDelta::hours(1)).await.is_empty(), "nobody gets it twice");
}

#[tokio::test]
async fn who_has_a_report_does_not_get_it_again_when_another_is_tried_later() {
    let post = Post::start().await;
    let token = post.stage.token("7", json!({})).await;
    post.make(&token, with(report(&["total"]), "recipients", json!(["kari@acme.example"]))).await;
    let at = post.next(&token).await;
    post.mail.set_busy(true);
    // After the last try the occurrence is given up, and the next one is waited for.
    for minutes in [0, 5, 10, 15] {
        assert!(post.send(at + TimeDelta::minutes(minutes)).await.is_empty());
    }
    post.mail.set_busy(false);
    assert!(post.send(at + TimeDelta::hours(2)).await.is_empty());
    assert_eq!(post.next(&token).await, at + TimeDelta::days(1));
    assert_eq!(post.send(at + TimeDelta::days(1)).await.len(), 1);
}

#[tokio::test]
async fn a_server_that_dies_while_it_sends_costs_a_delay_and_no_report() {
    let post = Post::start().await;
    let token = post.stage.token("7", json!({})).await;
    post.make(&token, report(&["total"])).await;
    let at = post.next(&token).await;
    let services = &post.stage.portal.server.services;
    // Dropped in the middle, right after it has claimed the report.
    let work = send_due(services, at);
    let _ = tokio::time::timeout(std::time::Duration::from_millis(3), work).await;
    // The claim may still be on its way to the store at the first look; at the next one it has ended.
    for minutes in [16, 17] {
        post.send(at + TimeDelta::minutes(minutes)).await;
    }
    assert!(!post.mail.letters().is_empty(), "the report was lost");
    assert_eq!(post.next(&token).await, at + TimeDelta::days(1));
}

#[tokio::test]
async fn files_that_are_too_large_are_named_and_left_out() {
    let post = Post::with(&[("SOUK_SMTP_MAX_ATTACHMENT_BYTES", "60")]).await;
    let token = post.stage.token("7", json!({})).await;
    post.make(&token, report(&["by-city", "list"])).await;
    let letters = post.send(post.next(&token).await).await;
    let files = letters[0]["files"].as_array().unwrap();
    assert_eq!(files.len(), 1);
    assert_eq!(files[0]["name"], "Metric-by-city.csv");
    let text = letters[0]["text"].as_str().unwrap();
    assert!(text.contains("Not included:\n- Metric list: RESULT_TOO_LARGE"), "{text}");
    let problem = post.list(&token).await[0]["problem"].to_string();
    assert!(problem.contains("not included: Metric list"), "{problem}");
}
