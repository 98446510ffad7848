//! Opening: what is not a store says so, and nobody else may read the file.

use souk_store::StoreError;
use tempfile::TempDir;

use super::{fresh_sqlite, make_metric, sqlite_url};

#[tokio::test]
async fn what_is_not_a_store_is_unavailable() {
    let folder = TempDir::new().unwrap();
    for url in [
        "",
        "mysql://localhost/souk",
        "sqlite:",
        "sqlite::memory:",
        "postgres://[",
        "sqlite:/nonexistent/folder/souk.db",
        &sqlite_url(&folder),
    ] {
        let failure = souk_store::open(url).await.unwrap_err();
        assert!(matches!(failure, StoreError::Unavailable(_)), "{failure:?}");
    }
    let failure = souk_store::migrate("sqlite:/nonexistent/folder/souk.db");
    let failure = failure.await.unwrap_err();
    assert!(matches!(failure, StoreError::Unavailable(_)), "{failure:?}");
}

#[tokio::test]
async fn a_file_that_is_no_database_is_corrupt() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("souk.db");
    std::fs::write(path, "no database ".repeat(1000)).unwrap();
    let url = sqlite_url(&folder);
    let failure = souk_store::migrate(&url).await.unwrap_err();
    assert!(matches!(failure, StoreError::Corrupt(_)), "{failure:?}");
}

#[tokio::test]
async fn a_path_is_taken_as_it_stands() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("a?b=%20 'ü'#.db");
    let url = format!("sqlite:{}", path.display());
    souk_store::migrate(&url).await.unwrap();
    souk_store::open(&url).await.unwrap();
    assert!(path.exists());
}

#[cfg(unix)]
#[tokio::test]
async fn only_its_owner_may_read_a_sqlite_store() {
    use std::os::unix::fs::PermissionsExt;
    let fresh = fresh_sqlite().await;
    fresh.store.create_organisation("ours").await.unwrap();
    let path = fresh.url.strip_prefix("sqlite:").unwrap();
    for suffix in ["", "-wal", "-shm"] {
        let file = std::fs::metadata(format!("{path}{suffix}")).unwrap();
        assert_eq!(file.permissions().mode() & 0o077, 0, "{suffix}");
    }
}

/// A command-line tool may write while the server does.
#[tokio::test(flavor = "multi_thread")]
async fn two_processes_may_write_one_sqlite_store() {
    let fresh = fresh_sqlite().await;
    let organisation = fresh.store.create_organisation("ours").await.unwrap();
    let other = souk_store::open(&fresh.url).await.unwrap();
    let tasks = (0..40).map(|number| {
        let store = [&fresh.store, &other][number % 2].clone();
        let name = number.to_string();
        tokio::spawn(async move { make_metric(&store, organisation, &name).await })
    });
    for task in tasks.collect::<Vec<_>>() {
        task.await.unwrap().unwrap();
    }
}
