//! Many tenants, each with a database of its own, who ask with far fewer connections than they are.

use std::time::{Duration, Instant};

use futures::{StreamExt, stream};
use souk_engine::{EngineError, ServerOptions};

/// As many connections as all tenants together may have.
pub(crate) const BOUND: usize = 5;

/// How many there are: usually so many, and as many as the variable says where it is set.
pub(crate) fn tenants(usual: usize, prefix: &str) -> Vec<String> {
    let asked = std::env::var("SOUK_TEST_TENANTS").ok().and_then(|text| text.parse().ok());
    (0..asked.unwrap_or(usual)).map(|number| format!("{prefix}_{number}")).collect()
}

/// Few databases are remembered, few connections are kept, and there is time to wait for one.
pub(crate) fn bounds() -> ServerOptions {
    ServerOptions {
        databases: 8,
        connections: BOUND,
        tenant_connections: BOUND,
        connect: Duration::from_secs(120),
        ..ServerOptions::default()
    }
}

/// Everybody asks twice, forth and back, sixteen at a time. All are answered, each from its own database,
/// and the server never sees more connections than `most`.
#[expect(clippy::print_stdout, reason = "the figures are what a run of many tenants is for")]
pub(crate) async fn all_are_answered(
    names: &[String],
    most: usize,
    ask: impl AsyncFn(&str) -> Result<String, EngineError>,
    mut open: impl AsyncFnMut() -> usize,
) {
    let twice = names.iter().chain(names.iter().rev());
    let started = Instant::now();
    let mut answers =
        stream::iter(twice.map(async |name| (name, ask(name).await))).buffer_unordered(16);
    let (mut answered, mut seen) = (0, 0);
    while let Some((name, answer)) = answers.next().await {
        assert_eq!(&answer.unwrap(), name);
        answered += 1;
        let mut waits = 0;
        // The server ends a closed session when it gets to it; no question goes on while this waits.
        seen = loop {
            let now = open().await;
            if now <= most {
                break seen.max(now);
            }
            assert!(waits < 50, "more than {most} connections stay open");
            waits += 1;
            tokio::time::sleep(Duration::from_millis(100)).await;
        };
    }
    assert_eq!(answered, 2 * names.len());
    assert!(seen > 1, "tenants are served at the same time");
    let tenants = names.len();
    println!(
        "{tenants} tenants: {answered} questions in {:.1?}, {seen} connections at most",
        started.elapsed()
    );
}
