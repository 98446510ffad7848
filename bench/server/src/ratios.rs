//! Two statements run in turns, and the table of how their times compare.

use std::fmt;
use std::time::{Duration, Instant};

use crate::Outcome;

/// Below this a pair differs more by chance than by its statements.
const NOISE: Duration = Duration::from_millis(2);
const LONG: Duration = Duration::from_secs(5);
const SHORT: Duration = Duration::from_millis(100);

/// What the pairs of one case showed.
#[derive(Debug, Clone)]
pub struct Pairs {
    /// The case.
    pub name: String,
    /// Medians of the times.
    pub first: Duration,
    /// Of the second statement.
    pub second: Duration,
    /// The median of the ratios of the first's to the second's time.
    pub ratio: f64,
    /// Rows of the two answers.
    pub rows: (usize, usize),
}

impl Pairs {
    /// Runs two statements in turns, after once each that do not count. Each says how many rows it
    /// has.
    ///
    /// # Errors
    /// What one of them ended with.
    pub async fn measure(
        name: &str,
        mut first: impl AsyncFnMut() -> Outcome<usize>,
        mut second: impl AsyncFnMut() -> Outcome<usize>,
    ) -> Outcome<Self> {
        let (one, _) = timed(&mut first).await?;
        let (two, _) = timed(&mut second).await?;
        let pairs = match one.max(two) {
            time if time > LONG => 2,
            time if time > SHORT => 3,
            _ => 11,
        };
        let (mut firsts, mut seconds, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
        let mut rows = (0, 0);
        for number in 0..pairs {
            // Who goes first changes, so that what one leaves in the caches serves both.
            let (own, other) = if number % 2 == 0 {
                let own = timed(&mut first).await?;
                (own, timed(&mut second).await?)
            } else {
                let other = timed(&mut second).await?;
                (timed(&mut first).await?, other)
            };
            ratios.push(own.0.as_secs_f64() / other.0.as_secs_f64());
            firsts.push(own.0);
            seconds.push(other.0);
            rows = (own.1, other.1);
        }
        firsts.sort_unstable();
        seconds.sort_unstable();
        let (first, second) = (firsts[pairs / 2], seconds[pairs / 2]);
        Ok(Self { name: name.to_owned(), first, second, ratio: median(&mut ratios), rows })
    }

    fn is_noise(&self) -> bool {
        self.first.min(self.second) < NOISE
    }
}

async fn timed(step: &mut impl AsyncFnMut() -> Outcome<usize>) -> Outcome<(Duration, usize)> {
    let start = Instant::now();
    let rows = step().await?;
    Ok((start.elapsed(), rows))
}

fn median(ratios: &mut [f64]) -> f64 {
    ratios.sort_unstable_by(f64::total_cmp);
    let middle = ratios.len() / 2;
    match ratios.len() % 2 {
        0 => f64::midpoint(ratios[middle - 1], ratios[middle]),
        _ => ratios[middle],
    }
}

impl fmt::Display for Pairs {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let millis = |time: Duration| time.as_secs_f64() * 1e3;
        write!(
            formatter,
            "{:6.2}  {:9.1} ms  {:9.1} ms  {}",
            self.ratio,
            millis(self.first),
            millis(self.second),
            self.name
        )?;
        match self.rows {
            (one, other) if one != other => write!(formatter, " ({one} rows and {other})"),
            _ => Ok(()),
        }
    }
}

/// All cases of an engine: by ratio, then the median and the worst, with and without the cases
/// that are too short to compare.
#[must_use]
pub fn table(mut all: Vec<Pairs>, names: (&str, &str)) -> String {
    all.sort_by(|one, other| one.ratio.total_cmp(&other.ratio));
    let mut text = format!(" ratio  {:>12}  {:>12}\n", names.0, names.1);
    for pairs in &all {
        text.push_str(&format!("{pairs}{}\n", if pairs.is_noise() { " *" } else { "" }));
    }
    let long: Vec<_> = all.iter().filter(|pairs| !pairs.is_noise()).collect();
    text.push_str(&summary("all cases", &all.iter().collect::<Vec<_>>()));
    text.push_str(&summary("cases of 2 ms and more (without *)", &long));
    text
}

/// The same as a page: a title and the cases from the worst to the best.
#[must_use]
pub fn page(mut all: Vec<Pairs>, title: &str, left_out: &[String]) -> String {
    all.sort_by(|one, other| other.ratio.total_cmp(&one.ratio));
    let mut text = format!("\n## {title}\n\n");
    text.push_str(&summary("All cases", &all.iter().collect::<Vec<_>>()));
    text.push_str("\n| case | ratio | generated, ms | by hand, ms |\n|---|---|---|---|\n");
    for pairs in &all {
        let millis = |time: Duration| time.as_secs_f64() * 1e3;
        text.push_str(&format!(
            "| `{}` | {:.2} | {:.1} | {:.1} |\n",
            pairs.name,
            pairs.ratio,
            millis(pairs.first),
            millis(pairs.second)
        ));
    }
    if !left_out.is_empty() {
        text.push_str(&format!("\nLeft out: {}.\n", left_out.join("; ")));
    }
    text
}

fn summary(title: &str, all: &[&Pairs]) -> String {
    let mut ratios: Vec<_> = all.iter().map(|pairs| pairs.ratio).collect();
    if ratios.is_empty() {
        return String::new();
    }
    let worst = ratios.iter().copied().fold(0.0, f64::max);
    let over = ratios.iter().filter(|ratio| **ratio > 2.0).count();
    let first: f64 = all.iter().map(|pairs| pairs.first.as_secs_f64()).sum();
    let second: f64 = all.iter().map(|pairs| pairs.second.as_secs_f64()).sum();
    format!(
        "{title}: {} of them, median ratio {:.2}, worst {worst:.2}, {over} above 2; \
         together {first:.1} s and {second:.1} s\n",
        all.len(),
        median(&mut ratios),
    )
}
