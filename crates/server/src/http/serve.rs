//! Listening, and stopping: requests that have begun are answered, within a bound.

use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::serve::{Listener, ListenerExt};
use chrono::{TimeDelta, Utc};
use tokio::net::{TcpListener, TcpStream};
use tokio_util::sync::CancellationToken;

use crate::http::router::router_with;
use crate::http::{AppState, metrics};
use crate::service::{datasources, reports};

/// How long requests that have begun may take once the server is to stop.
const DRAIN: Duration = Duration::from_secs(10);
const UPKEEP: Duration = Duration::from_secs(5);
/// How often reports are looked for that are due, and datasources that are gone.
const LOOK: Duration = Duration::from_secs(20);
const PURGE: Duration = Duration::from_secs(3_600);
/// Dead tokens are kept for a while, because the audit log names them.
const KEPT: TimeDelta = TimeDelta::days(7);

/// Serves until `stop` is cancelled, then drains.
///
/// # Errors
/// The listener's.
pub async fn serve(
    listener: TcpListener,
    state: AppState,
    stop: CancellationToken,
) -> io::Result<()> {
    serve_with(listener, state, Router::new(), stop).await
}

/// Serves with further routes, as the demonstration does.
///
/// # Errors
/// The listener's.
pub async fn serve_with(
    listener: TcpListener,
    state: AppState,
    further: Router<AppState>,
    stop: CancellationToken,
) -> io::Result<()> {
    let chores = tokio::spawn(chores(AppState::clone(&state), stop.clone()));
    let reports = tokio::spawn(send_reports(AppState::clone(&state), stop.clone()));
    let service = router_with(&state, further).into_make_service();
    let draining = stop.clone();
    let server = axum::serve(without_delay(listener), service)
        .with_graceful_shutdown(async move { draining.cancelled().await });
    let bound = async {
        stop.cancelled().await;
        tokio::time::sleep(DRAIN).await;
    };
    let outcome = tokio::select! {
        outcome = server => outcome,
        () = bound => {
            tracing::warn!("requests were still running when the server stopped");
            Ok(())
        }
    };
    stop.cancel();
    // A chore that panicked has said so already.
    let _ = chores.await;
    let _ = reports.await;
    outcome
}

/// A compressed answer is written in pieces, and without this the kernel would hold the later ones
/// back until the client has acknowledged the first.
fn without_delay(listener: TcpListener) -> impl Listener<Io = TcpStream, Addr = SocketAddr> {
    listener.tap_io(|stream| {
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(%error, "a connection keeps its delay");
        }
    })
}

async fn chores(state: AppState, stop: CancellationToken) {
    let mut upkeep = tokio::time::interval(UPKEEP);
    let mut purge = tokio::time::interval(PURGE);
    let mut gone = tokio::time::interval(LOOK);
    loop {
        tokio::select! {
            () = stop.cancelled() => return,
            _ = upkeep.tick() => metrics::upkeep(),
            _ = purge.tick() => purge_tokens(&state).await,
            _ = gone.tick() => let_go_of_deleted(&state).await,
        }
    }
}

/// Beside the other chores, since a datasource may take long to answer. What is being sent when the
/// server is to stop gets the time that requests get.
async fn send_reports(state: AppState, stop: CancellationToken) {
    let mut look = tokio::time::interval(LOOK);
    look.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            () = stop.cancelled() => return,
            _ = look.tick() => {}
        }
        let patience = async {
            stop.cancelled().await;
            tokio::time::sleep(DRAIN).await;
        };
        tokio::select! {
            () = patience => return,
            outcome = reports::send_due(&state, Utc::now()) => match outcome {
                Ok(0) => {}
                Ok(number) => tracing::info!(number, "sent reports"),
                Err(error) => tracing::warn!(%error, "reports could not be looked for"),
            }
        }
    }
}

async fn purge_tokens(state: &AppState) {
    match state.store.purge_expired_tokens(Utc::now() - KEPT).await {
        Ok(0) => {}
        Ok(number) => tracing::info!(number, "removed dead tokens"),
        Err(error) => tracing::warn!(%error, "dead tokens could not be removed"),
    }
}

async fn let_go_of_deleted(state: &AppState) {
    match datasources::let_go_of_deleted(state).await {
        Ok(0) => {}
        Ok(number) => tracing::info!(number, "let go of deleted datasources"),
        Err(error) => tracing::warn!(%error, "deleted datasources could not be looked for"),
    }
}

/// Cancelled at the first SIGINT or SIGTERM.
///
/// # Errors
/// Where signals cannot be waited for.
pub fn stop_on_signals() -> io::Result<CancellationToken> {
    let stop = CancellationToken::new();
    let cancel = stop.clone();
    #[cfg(unix)]
    let mut terminate = {
        use tokio::signal::unix::{SignalKind, signal};
        signal(SignalKind::terminate())?
    };
    tokio::spawn(async move {
        #[cfg(unix)]
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = terminate.recv() => {}
        }
        #[cfg(not(unix))]
        let _ = tokio::signal::ctrl_c().await;
        cancel.cancel();
    });
    Ok(stop)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    #[tokio::test]
    async fn connections_send_what_they_have_at_once() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let _client = TcpStream::connect(address).await.unwrap();
        let (accepted, _) = without_delay(listener).accept().await;
        assert!(accepted.nodelay().unwrap());
    }
}
