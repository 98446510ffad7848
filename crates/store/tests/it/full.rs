//! A full disk: the write fails and says so, nothing is half written, reads go on.

use souk_store::{DocumentKind, OpenOptions, Page, StoreError};

use super::{fresh_sqlite, make_metric};

#[tokio::test]
async fn a_full_disk_fails_writes_and_keeps_reads() {
    let fresh = fresh_sqlite().await;
    let organisation = fresh.store.create_organisation("ours").await.unwrap();
    let limited = OpenOptions::new().sqlite_max_pages(60);
    let store = limited.open(&fresh.url).await.unwrap();
    let mut written = 0;
    let failure = loop {
        match make_metric(&store, organisation, &written.to_string()).await {
            Ok(()) => written += 1,
            Err(failure) => break failure,
        }
    };
    assert!(written > 0);
    let StoreError::Unavailable(cause) = failure else {
        panic!("{failure:?}");
    };
    assert!(cause.to_string().contains("full"), "{cause}");
    for _ in 0..2 {
        make_metric(&store, organisation, "more").await.unwrap_err();
        store.health().await.unwrap();
        let documents = store.documents(organisation, DocumentKind::Metric, Page::ALL);
        assert_eq!(documents.await.unwrap().len(), written);
        let log = store.audit_log(organisation, Page::ALL).await.unwrap();
        assert_eq!(log.len(), 1 + written);
    }
    let roomy = souk_store::open(&fresh.url).await.unwrap();
    make_metric(&roomy, organisation, "more").await.unwrap();
}
