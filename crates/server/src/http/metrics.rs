//! What Prometheus may ask: requests by route template and status, and how long they took.

use std::sync::OnceLock;
use std::time::Duration;

use metrics::{counter, histogram};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};

/// Seconds; from a cached answer to a query that reaches its limit.
const BUCKETS: [f64; 12] =
    [0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.1, 0.25, 1.0, 2.5, 10.0, 30.0];

/// One recorder per process, whatever number of servers a test starts in it.
static RECORDER: OnceLock<Option<PrometheusHandle>> = OnceLock::new();

fn recorder() -> Option<&'static PrometheusHandle> {
    RECORDER.get_or_init(install).as_ref()
}

fn install() -> Option<PrometheusHandle> {
    let recorder = PrometheusBuilder::new().set_buckets(&BUCKETS).ok()?.build_recorder();
    let handle = recorder.handle();
    metrics::set_global_recorder(recorder).ok()?;
    Some(handle)
}

/// Starts to measure; doing it twice does nothing.
pub fn start() {
    let _ = recorder();
}

/// Moves what was measured into the histograms; to be called now and then.
pub fn upkeep() {
    if let Some(handle) = recorder() {
        handle.run_upkeep();
    }
}

/// Everything measured so far, as Prometheus reads it.
#[must_use]
pub fn render() -> String {
    recorder().map(PrometheusHandle::render).unwrap_or_default()
}

/// Notes one request. The route is the template, never the path, which may hold names.
pub(super) fn note_request(method: &str, route: &str, status: u16, time: Duration) {
    let (method, route) = (method.to_owned(), route.to_owned());
    let labels = [("method", method), ("route", route), ("status", status.to_string())];
    counter!("souk_http_requests_total", &labels).increment(1);
    histogram!("souk_http_request_duration_seconds", &labels[..2]).record(time);
}
