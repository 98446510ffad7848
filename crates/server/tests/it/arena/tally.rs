//! How often each engine answered, and why it did not.

use std::collections::BTreeMap;

use super::{Outcome, Pair, cases, say};

const SAID_EVERY: usize = 500;

/// Counts of one run.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    asked: usize,
    engines: BTreeMap<&'static str, Counts>,
    /// Wrong answers whose reason is known.
    defects: BTreeMap<&'static str, usize>,
}

#[derive(Debug, Default)]
struct Counts {
    answered: usize,
    with_values: usize,
    refused: usize,
    /// By what the dialect lacks.
    lacking: BTreeMap<String, usize>,
    /// By what the compiler says it does not do, though there is a right answer.
    limits: BTreeMap<String, usize>,
}

impl Tally {
    /// Whether the run is long enough.
    pub(crate) fn is_done(&self) -> bool {
        self.asked >= cases()
    }

    /// A new question. Now and then a long run says how far it is.
    pub(crate) fn next(&mut self) {
        self.asked += 1;
        if self.asked.is_multiple_of(SAID_EVERY) {
            say(&format!("{} questions, {} answers", self.asked, self.sum(|one| one.answered)));
        }
    }

    /// What an engine made of it.
    pub(crate) fn count(&mut self, pair: &Pair, outcome: &Outcome, limit: Option<&str>) {
        let counts = self.engines.entry(pair.engine.name).or_default();
        counts.answered += usize::from(outcome.is_answer());
        counts.with_values += usize::from(outcome.has_values());
        if let Some(feature) = outcome.lacking(&pair.all.model) {
            *counts.lacking.entry(feature.to_owned()).or_default() += 1;
        } else if let Some(limit) = limit {
            *counts.limits.entry(limit.to_owned()).or_default() += 1;
        } else if matches!(outcome, Outcome::Refused(_)) {
            counts.refused += 1;
        }
    }

    /// An outcome that is wrong for a known reason. It has been counted before.
    pub(crate) fn count_defect(&mut self, pair: &Pair, outcome: &Outcome, defect: &'static str) {
        *self.defects.entry(defect).or_default() += 1;
        let counts = self.engines.entry(pair.engine.name).or_default();
        match outcome {
            Outcome::Refused(_) => counts.refused -= 1,
            Outcome::Rows(_) => counts.answered -= 1,
            Outcome::Failed(_) => {}
        }
    }

    /// Says how the run went. A question that is refused, or finds nothing, shows little.
    pub(crate) fn assert_enough(&self) {
        const LEAST_ANSWERED_PERCENT: usize = 60;
        const LEAST_WITH_VALUES_PERCENT: usize = 30;
        for (engine, counts) in &self.engines {
            say(&format!("{engine}: of {} {counts:?}", self.asked));
            let lacking: usize = counts.lacking.values().sum();
            let asked = self.asked - lacking;
            assert!(counts.answered * 100 >= asked * LEAST_ANSWERED_PERCENT, "{engine}: {self:?}");
            assert!(
                counts.with_values * 100 >= asked * LEAST_WITH_VALUES_PERCENT,
                "{engine}: {self:?}"
            );
        }
        for (defect, count) in &self.defects {
            say(&format!("known defect, {count} times: {defect}"));
        }
        say(&format!(
            "{} questions, {} answers, {} refused rightly, {} lacking in a dialect, {} beyond a limit",
            self.asked,
            self.sum(|one| one.answered),
            self.sum(|one| one.refused),
            self.sum(|one| one.lacking.values().sum()),
            self.sum(|one| one.limits.values().sum()),
        ));
    }

    fn sum(&self, count: fn(&Counts) -> usize) -> usize {
        self.engines.values().map(count).sum()
    }
}
