//! Servers that start over one store.

use super::pair::{Process, Shared};

const OTHER_KEY: &str = "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51";

#[tokio::test(flavor = "multi_thread")]
async fn servers_that_start_at_once_on_an_empty_store_show_one_first_token() {
    let shared = Shared::fresh().await;
    let starts = [0; 3].map(|_| Process::start(&shared));
    let servers = futures::future::join_all(starts).await;
    let shown: Vec<_> = servers.iter().flat_map(Process::shown_tokens).collect();
    assert_eq!(shown.len(), 1, "{shown:?}");
    for server in &servers {
        assert_eq!(server.get("/api/v2/datasource", &shown[0]).await.status, 200);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_without_the_stores_key_does_not_start() {
    let shared = Shared::fresh().await;
    let _first = Process::start(&shared).await;
    let cases = [
        (Some(OTHER_KEY), "not the one that this store was made with"),
        (None, "neither the setting encryption_key nor"),
    ];
    for (key, reason) in cases {
        let output = Shared { key, ..shared.clone() }.run(&["serve", "--listen", "127.0.0.1:0"]);
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success() && errors.contains(reason), "{reason}: {errors}");
    }
}
