//! Fair turns at one datasource: however much one tenant asks, the others are served as before.
//!
//! A tenant has at most half of the places at a time, so that others find one free; who waits is served
//! tenant by tenant, and within a tenant in the order of asking.

use std::collections::{HashMap, VecDeque};
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::oneshot;

/// The places of one datasource.
#[derive(Clone)]
pub struct Turns(Arc<Mutex<State>>);

/// A place, held until it is dropped.
pub struct Turn {
    turns: Turns,
    tenant: Arc<str>,
}

struct State {
    free: usize,
    /// At most so many places are one tenant's.
    share: usize,
    tenants: HashMap<Arc<str>, Tenant>,
    /// Tenants that wait; whose turn is next comes first.
    waiting: VecDeque<Arc<str>>,
}

#[derive(Default)]
struct Tenant {
    held: usize,
    /// The place itself is sent: one that nobody takes any more is free again.
    queue: VecDeque<oneshot::Sender<Turn>>,
}

impl fmt::Debug for Turns {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Turns").field("free", &self.lock().free).finish_non_exhaustive()
    }
}

impl fmt::Debug for Turn {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Turn").finish_non_exhaustive()
    }
}

impl Turns {
    /// So many places.
    #[must_use]
    pub fn new(places: usize) -> Self {
        let free = places.max(1);
        let share = free.div_ceil(2);
        let state = State { free, share, tenants: HashMap::new(), waiting: VecDeque::new() };
        Self(Arc::new(Mutex::new(state)))
    }

    /// Waits for a place. Whoever stops waiting loses nothing for others.
    pub async fn wait(&self, tenant: &str) -> Turn {
        let (sender, receiver) = oneshot::channel();
        let tenant: Arc<str> = Arc::from(tenant);
        let given = {
            let mut state = self.lock();
            state.enqueue(&tenant, sender);
            state.next(self)
        };
        give(given);
        match receiver.await {
            Ok(turn) => turn,
            // Nobody drops a waiting sender; a place more than there are is the lesser evil.
            Err(_) => Turn { turns: Self::new(1), tenant },
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn enqueue(&mut self, tenant: &Arc<str>, sender: oneshot::Sender<Turn>) {
        let entry = self.tenants.entry(Arc::clone(tenant)).or_default();
        if entry.queue.is_empty() {
            self.waiting.push_back(Arc::clone(tenant));
        }
        entry.queue.push_back(sender);
    }

    /// Takes places for those whose turn it is. They are given when the lock is gone, because one that
    /// nobody takes comes straight back.
    fn next(&mut self, turns: &Turns) -> Vec<(oneshot::Sender<Turn>, Turn)> {
        let mut given = Vec::new();
        let mut passed_over = VecDeque::new();
        while self.free > 0
            && let Some(tenant) = self.waiting.pop_front()
        {
            let Some(entry) = self.tenants.get_mut(&tenant) else { continue };
            if entry.held >= self.share {
                passed_over.push_back(tenant);
                continue;
            }
            let Some(sender) = entry.queue.pop_front() else { continue };
            entry.held += 1;
            self.free -= 1;
            if !entry.queue.is_empty() {
                self.waiting.push_back(Arc::clone(&tenant));
            }
            given.push((sender, Turn { turns: turns.clone(), tenant }));
        }
        passed_over.append(&mut self.waiting);
        self.waiting = passed_over;
        given
    }

    fn give_back(&mut self, tenant: &Arc<str>) {
        self.free += 1;
        let Some(entry) = self.tenants.get_mut(tenant) else { return };
        entry.held = entry.held.saturating_sub(1);
        if entry.held == 0 && entry.queue.is_empty() {
            self.tenants.remove(tenant);
        }
    }
}

fn give(given: Vec<(oneshot::Sender<Turn>, Turn)>) {
    for (sender, turn) in given {
        // Who does not wait any more drops the place here, which passes it on.
        drop(sender.send(turn));
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let given = {
            let mut state = self.turns.lock();
            state.give_back(&self.tenant);
            state.next(&self.turns)
        };
        give(given);
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use futures::FutureExt;
    use tokio::time::{sleep, timeout};

    use super::*;

    #[tokio::test]
    async fn one_tenant_never_holds_more_than_half() {
        let turns = Turns::new(4);
        let held = [turns.wait("a").await, turns.wait("a").await];
        assert!(turns.wait("a").now_or_never().is_none());
        let others = [turns.wait("b").await, turns.wait("c").await];
        assert!(turns.wait("d").now_or_never().is_none());
        drop(others);
        drop(held);
        assert_eq!(turns.lock().free, 4);
        assert!(turns.lock().tenants.is_empty());
    }

    #[tokio::test]
    async fn who_waits_is_served_tenant_by_tenant() {
        let turns = Turns::new(1);
        let first = turns.wait("a").await;
        let order = Arc::new(Mutex::new(Vec::new()));
        let mut tasks = Vec::new();
        for tenant in ["a", "a", "a", "b", "c"] {
            let (turns, order) = (turns.clone(), Arc::clone(&order));
            tasks.push(tokio::spawn(async move {
                let _turn = turns.wait(tenant).await;
                order.lock().unwrap().push(tenant);
            }));
            sleep(Duration::from_millis(5)).await;
        }
        drop(first);
        for task in tasks {
            task.await.unwrap();
        }
        assert_eq!(*order.lock().unwrap(), ["a", "b", "c", "a", "a"]);
    }

    #[tokio::test]
    async fn who_stops_waiting_leaves_no_gap() {
        let turns = Turns::new(2);
        let held = [turns.wait("a").await, turns.wait("b").await];
        for _ in 0..100 {
            assert!(timeout(Duration::from_micros(100), turns.wait("a")).await.is_err());
        }
        drop(held);
        let again = timeout(Duration::from_secs(1), turns.wait("a")).await;
        assert!(again.is_ok());
        drop(again);
        assert_eq!(turns.lock().free, 2);
    }

    #[tokio::test]
    async fn a_single_place_is_everybodys() {
        let turns = Turns::new(1);
        for tenant in ["a", "b", "a"] {
            drop(turns.wait(tenant).await);
        }
    }
}
