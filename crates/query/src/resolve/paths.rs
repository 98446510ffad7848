//! Finds how tables are joined. Two ways to a table are two different questions: both are named and
//! the caller chooses with `joinPath`.
//!
//! A way on which every step leads to at most one row is an attribute of the row, and is taken
//! before any other. Without one, the only way there is may lead to several rows.

use souk_model::{Cardinality, ErrorCode, Problem};

use super::QuestionError;
use super::ways::{Search, Ways};
use crate::model::{Model, Place};

/// One join on the way: from a place already joined to a new one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct JoinStep {
    pub(crate) relationship: usize,
    pub(crate) from: Place,
    pub(crate) to: Place,
    /// What lies between `from` and the beginning of `relationship`, and is not read.
    pub(crate) past: Option<Passed>,
}

/// A place of which no more is wanted than what the rows before and after it hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Passed {
    pub(crate) relationship: usize,
    pub(crate) place: Place,
}

impl JoinStep {
    pub(crate) const fn new(relationship: usize, from: Place, to: Place) -> Self {
        Self { relationship, from, to, past: None }
    }

    /// Where the relationship is entered.
    fn begin(self) -> Place {
        self.past.map_or(self.from, |passed| passed.place)
    }

    /// Whether each row of `from` meets at most one row of `to`.
    pub(crate) fn is_to_one(self, model: &Model) -> bool {
        let relationship = &model.relationships[self.relationship];
        match self.to.role {
            Some(_) => relationship.is_to_one_from_parent(),
            None => relationship.is_to_one_from(self.begin().table),
        }
    }

    /// Whether the database keeps each row of `from` from meeting several of `to`.
    pub(crate) fn is_kept_to_one(self, model: &Model) -> bool {
        let (from_parent, from_child) = model.relationships[self.relationship].kept_to_one;
        if self.is_from_parent(model) { from_parent } else { from_child }
    }

    /// Whether each row of `from` meets exactly one row of `to`, unless its key is NULL.
    pub(crate) fn leads_to_one(self, model: &Model) -> bool {
        let relationship = &model.relationships[self.relationship];
        let is_referring = match relationship.cardinality {
            Cardinality::OneToMany => !self.is_from_parent(model),
            _ => self.is_from_parent(model),
        };
        relationship.has_integrity && is_referring && self.is_to_one(model)
    }

    /// The key columns as (column of `from`, column of `to`).
    pub(crate) fn keys(self, model: &Model) -> impl Iterator<Item = (usize, usize)> + '_ {
        let is_from_parent = self.is_from_parent(model);
        model.relationships[self.relationship].keys.iter().filter_map(move |&(parent, child)| {
            let (from, to) = if is_from_parent { (parent, child) } else { (child, parent) };
            Some((self.own_column(model, from)?, to))
        })
    }

    /// The column of `from` that equals a column of the place where the relationship is entered. One that
    /// is passed by may have further columns, which only its own rows have.
    fn own_column(self, model: &Model, column: usize) -> Option<usize> {
        let Some(passed) = self.past else { return Some(column) };
        let step = Self::new(passed.relationship, self.from, passed.place);
        let (parent, child) = *model.relationships[passed.relationship]
            .keys
            .iter()
            .find(|pair| column == if step.is_from_parent(model) { pair.1 } else { pair.0 })?;
        Some(if step.is_from_parent(model) { parent } else { child })
    }

    /// A role is always entered from its relationship's parent.
    pub(crate) fn is_from_parent(self, model: &Model) -> bool {
        self.to.role.is_some()
            || model.relationships[self.relationship].parent == self.begin().table
    }
}

pub(super) type Path = Vec<JoinStep>;
type Found<T> = Result<T, QuestionError>;

/// The relationships of a datamart that a question may use.
pub(super) struct Graph<'m> {
    model: &'m Model,
    /// Those that `joinPath` names; empty when it names none.
    chosen: Vec<usize>,
}

impl<'m> Graph<'m> {
    pub(super) fn new(model: &'m Model, join_path: &[String]) -> Found<Self> {
        let position = |name: &String| {
            let found = model.relationships.iter().position(|one| *one.name == **name);
            found.ok_or_else(|| QuestionError::from(unknown_relationship(name)))
        };
        let chosen = join_path.iter().map(position).collect::<Result<_, _>>()?;
        Ok(Self { model, chosen })
    }

    /// Whether a place is a single row, seen from the root.
    pub(super) fn is_single(&self, root: usize, target: Place) -> bool {
        self.path(root, target).is_ok_and(|path| path.iter().all(|step| step.is_to_one(self.model)))
    }

    /// The joins that lead from a table's rows to a place.
    pub(super) fn path(&self, root: usize, target: Place) -> Found<Path> {
        let Some(role) = target.role else { return self.path_to_table(root, target.table) };
        let parent = self.model.relationships[role].parent;
        let mut path = self.path_to_table(root, parent)?;
        path.push(JoinStep::new(role, Place::of(parent), target));
        Ok(path)
    }

    fn path_to_table(&self, root: usize, target: usize) -> Found<Path> {
        if root == target {
            return Ok(Path::new());
        }
        for only_chosen in [true, false] {
            if only_chosen && self.chosen.is_empty() {
                continue;
            }
            for only_single in [true, false] {
                match self.ways(root, target, only_chosen, only_single) {
                    Ways::None => {}
                    Ways::One(only) => return Ok(only),
                    Ways::Several(first, second) => {
                        return Err(self.ambiguous(target, &first, &second).into());
                    }
                }
            }
        }
        Err(self.not_connected(root, target).into())
    }

    fn ways(&self, root: usize, target: usize, only_chosen: bool, only_single: bool) -> Ways {
        let model = self.model;
        let is_allowed = |relationship: usize, from: usize| {
            (!only_chosen || self.chosen.contains(&relationship))
                && (!only_single || model.relationships[relationship].is_to_one_from(from))
        };
        Search { model, root, target, is_allowed }.ways()
    }

    fn key(&self, table: usize) -> &str {
        &self.model.tables[table].key
    }

    fn describe(&self, path: &[JoinStep]) -> String {
        let mut text = path.first().map_or("", |step| self.key(step.from.table)).to_owned();
        for step in path {
            let name = &self.model.relationships[step.relationship].name;
            text.push_str(&format!(" -[{name}]-> {}", self.key(step.to.table)));
        }
        if text.is_empty() { "others".to_owned() } else { text }
    }

    pub(super) fn ambiguous(&self, target: usize, one: &[JoinStep], other: &[JoinStep]) -> Problem {
        let message = format!("{} can be joined in more than one way", self.key(target));
        let ways = format!("{} or {}", self.describe(one), self.describe(other));
        unsupported(&message, format!("choose with joinPath: {ways}"))
    }

    fn not_connected(&self, root: usize, target: usize) -> Problem {
        let (from, to) = (self.key(root), self.key(target));
        let message = format!("{from} and {to} are not connected");
        let islands = format!(
            "no chain of relationships leads from [{}] to [{}]",
            self.island(root),
            self.island(target)
        );
        unsupported(&message, islands)
    }

    /// The tables that are connected with one, by name.
    fn island(&self, start: usize) -> String {
        const SHOWN: usize = 12;
        let mut reached = vec![start];
        let mut next = 0;
        while let Some(&table) = reached.get(next) {
            next += 1;
            for &relationship in &self.model.neighbours[table] {
                let other = self.model.relationships[relationship].other_end(table);
                reached.extend(other.filter(|one| !reached.contains(one)));
            }
        }
        let mut names: Vec<_> = reached.iter().take(SHOWN).map(|one| self.key(*one)).collect();
        if reached.len() > SHOWN {
            names.push("…");
        }
        names.join(", ")
    }
}

fn unknown_relationship(name: &str) -> Problem {
    let hint = format!("the datamart has no relationship {name}");
    Problem::new(ErrorCode::UNKNOWN_MEMBER, "unknown relationship", "query.joinPath", hint)
}

pub(super) fn unsupported(message: &str, hint: String) -> Problem {
    Problem::new(ErrorCode::UNSUPPORTED_QUESTION, message, "query", hint)
}
