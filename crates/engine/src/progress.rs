//! How far the reading of a schema came, told while it goes on.
//!
//! Knows numbers of tables. Who listens, and how it is shown, is no affair of the connectors.

use std::fmt;
use std::sync::Arc;

/// How many of a schema's tables have been read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TablesRead {
    /// Tables of which everything is known.
    pub done: usize,
    /// Tables that were found.
    pub total: usize,
}

/// Where an engine tells how far it came with a schema; by default nobody listens.
#[derive(Clone, Default)]
pub struct Progress(Option<Arc<dyn Fn(TablesRead) + Send + Sync>>);

impl fmt::Debug for Progress {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Progress").finish_non_exhaustive()
    }
}

impl Progress {
    /// Calls `listener` at every step, from whichever thread reads: it must not wait for anything.
    pub fn told_to(listener: impl Fn(TablesRead) + Send + Sync + 'static) -> Self {
        Self(Some(Arc::new(listener)))
    }

    /// So many tables were found, and none of them has been read.
    #[must_use]
    pub fn begin(&self, total: usize) -> Reading<'_> {
        let reading = Reading { progress: self, read: TablesRead { done: 0, total } };
        reading.tell();
        reading
    }
}

/// A reading that has begun. It tells of a number once, and never of a smaller one.
#[derive(Debug)]
pub struct Reading<'a> {
    progress: &'a Progress,
    read: TablesRead,
}

impl Reading<'_> {
    /// So many tables have been read.
    pub fn came_to(&mut self, done: usize) {
        let done = done.min(self.read.total);
        if done > self.read.done {
            self.read.done = done;
            self.tell();
        }
    }

    /// Nothing is left to read.
    pub fn finish(mut self) {
        self.came_to(self.read.total);
    }

    fn tell(&self) {
        if let Some(listener) = &self.progress.0 {
            listener(self.read);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;

    #[test]
    fn every_number_is_told_once_and_none_is_taken_back() {
        let told = Arc::new(Mutex::new(Vec::new()));
        let ears = Arc::clone(&told);
        let progress = Progress::told_to(move |read| ears.lock().unwrap().push(read));
        let mut reading = progress.begin(3);
        for done in [0, 1, 1, 0, 2, 7] {
            reading.came_to(done);
        }
        reading.finish();
        let expected = [0, 1, 2, 3].map(|done| TablesRead { done, total: 3 });
        assert_eq!(*told.lock().unwrap(), expected);
        Progress::default().begin(1).finish();
    }
}
