//! How far the demonstration is: a bar on a terminal, a line per step elsewhere. On standard error.

use std::io::{self, IsTerminal, Write};
use std::sync::{Mutex, PoisonError};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::demo::{Progress, Slice, TpchTable};

/// Where progress is shown.
#[derive(Debug)]
pub(super) struct Display {
    slice: Slice,
    /// Absent where nobody watches.
    bar: Option<ProgressBar>,
    table: Mutex<Option<TpchTable>>,
}

impl Display {
    pub(super) fn new(slice: Slice) -> Self {
        let bar = io::stderr().is_terminal().then(|| bar(slice));
        Self { slice, bar, table: Mutex::default() }
    }

    /// A step that is neither long nor counted.
    pub(super) fn say(&self, step: &str) {
        // Where standard error is closed, nobody is there to be told.
        let write = || drop(writeln!(io::stderr(), "{step}"));
        match &self.bar {
            Some(bar) => bar.suspend(write),
            None => write(),
        }
    }

    /// Rows were made.
    pub(super) fn made(&self, progress: Progress) {
        let Progress { table, rows } = progress;
        let is_next = self.is_next(table);
        match &self.bar {
            Some(bar) => {
                bar.set_message(table.name());
                bar.inc(rows);
            }
            None if is_next => {
                self.say(&format!(
                    "making the table {}, {} rows",
                    table.name(),
                    table.generated_rows(self.slice)
                ));
            }
            None => {}
        }
    }

    /// No more rows come.
    pub(super) fn end(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }

    fn is_next(&self, table: TpchTable) -> bool {
        let mut last = self.table.lock().unwrap_or_else(PoisonError::into_inner);
        last.replace(table) != Some(table)
    }
}

fn bar(slice: Slice) -> ProgressBar {
    const TEMPLATE: &str = "{elapsed} {wide_bar} {human_pos} of about {human_len} rows  {msg:8}";
    let rows = TpchTable::ALL.iter().map(|table| table.generated_rows(slice)).sum();
    let style = ProgressStyle::with_template(TEMPLATE);
    let bar = ProgressBar::with_draw_target(Some(rows), ProgressDrawTarget::stderr());
    bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}
