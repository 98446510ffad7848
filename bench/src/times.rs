//! Timing a step many times and the figures of the times.

use std::fmt;
use std::time::{Duration, Instant};

/// The spread of many times of one step.
#[derive(Debug, Clone, Copy)]
pub struct Times {
    /// The fastest.
    pub least: Duration,
    /// As many were faster as slower.
    pub median: Duration,
    /// One in twenty was slower.
    pub p95: Duration,
}

impl Times {
    /// The spread of these times; there must be at least one.
    #[must_use]
    pub fn of(mut times: Vec<Duration>) -> Self {
        times.sort_unstable();
        let at = |share: usize| times.get(times.len() * share / 100).copied().unwrap_or_default();
        Self { least: at(0), median: at(50), p95: at(95) }
    }

    /// Runs a step `rounds` times, after a tenth as many that do not count.
    pub fn measure(rounds: usize, mut step: impl FnMut()) -> Self {
        (0..rounds / 10).for_each(|_| step());
        let times = (0..rounds).map(|_| {
            let start = Instant::now();
            step();
            start.elapsed()
        });
        Self::of(times.collect())
    }
}

impl fmt::Display for Times {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let micros = |time: Duration| time.as_secs_f64() * 1e6;
        write!(
            formatter,
            "median {:.1} µs, p95 {:.1} µs, least {:.1} µs",
            micros(self.median),
            micros(self.p95),
            micros(self.least)
        )
    }
}
