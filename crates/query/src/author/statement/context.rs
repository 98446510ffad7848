//! What a whole statement shares: its surroundings, and what its parts have asked for.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use souk_model::DataType;

use super::super::Refusal;
use super::super::translate::{Translated, refuse};
use super::times::Clock;
use super::variables::{Bound, of};
use crate::Value;
use crate::model::{Model, identifier};
use crate::scope::Scope;
use crate::sql::{CommonTable, Identifier};

pub(super) struct Context<'m> {
    pub(super) model: &'m Model,
    pub(super) scope: &'m Scope,
    pub(super) clock: Clock,
    pub(super) now: Option<DateTime<Utc>>,
    pub(super) bound: Vec<Bound>,
    /// The columns that are read of each table.
    pub(super) reads: RefCell<BTreeMap<usize, BTreeSet<usize>>>,
    /// The author's own common tables, in the order of their definition.
    pub(super) common: RefCell<Vec<CommonTable>>,
    /// How many names of sub-queries have led outside of them.
    pub(super) correlations: Cell<usize>,
    pub(super) windows: Cell<usize>,
    named: Cell<usize>,
}

impl<'m> Context<'m> {
    pub(super) fn new(
        model: &'m Model,
        scope: &'m Scope,
        clock: Clock,
        now: Option<DateTime<Utc>>,
        bound: Vec<Bound>,
    ) -> Self {
        Self {
            model,
            scope,
            clock,
            now,
            bound,
            reads: RefCell::default(),
            common: RefCell::default(),
            correlations: Cell::new(0),
            windows: Cell::new(0),
            named: Cell::new(0),
        }
    }

    /// A name that nothing else in the statement has: no scan begins like it, and it is numbered.
    pub(super) fn name(&self, kind: &str, authors: &str) -> Identifier {
        const LONGEST: usize = 30;
        self.named.set(self.named.get() + 1);
        let is_plain = authors.len() <= LONGEST
            && authors.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        let number = self.named.get();
        if is_plain && !authors.is_empty() {
            identifier(&format!("{kind}_{number}_{}", authors.to_ascii_lowercase()))
        } else {
            identifier(&format!("{kind}_{number}"))
        }
    }

    pub(super) fn read(&self, table: usize, column: usize) {
        self.reads.borrow_mut().entry(table).or_default().insert(column);
    }

    pub(super) fn value(&self, placeholder: usize) -> Translated {
        match self.bound.get(placeholder) {
            Some(Bound::One(value)) => Ok(value.clone()),
            Some(Bound::Several(_)) => refuse("a variable of several values outside of IN (…)"),
            Some(Bound::Unset(name)) => Err(Refusal::Unset(name.clone())),
            Some(Bound::NoClient) => refuse("client_id_variable in a datamart without tenancy"),
            None => refuse("a parameter"),
        }
    }

    fn moment(&self) -> Result<DateTime<Utc>, Refusal> {
        self.now.map_or_else(|| refuse("the moment of asking, which is not known here,"), Ok)
    }

    /// `NOW()`: the same moment wherever it stands, bound.
    pub(super) fn now(&self) -> Translated {
        Ok(of(&Value::TimestampTz(self.moment()?)))
    }

    pub(super) fn today(&self) -> Translated {
        self.clock.cast(self.now()?, DataType::Date)
    }
}
