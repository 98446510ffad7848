//! Which joins lead from a measured table to the other places of a question.

use souk_model::{Cardinality, Relationship, TableName};
use souk_query::QueryRequest;

use super::Refusal;
use super::joins::keeps_far_rows;
use super::members::{Members, Place};

/// A join from a place that is there already to one that is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) relationship: usize,
    pub(super) from: Place,
    pub(super) to: Place,
    pub(super) starts_at_parent: bool,
    /// A row may meet several.
    is_to_many: bool,
}

/// The relationships that a question may use, in both directions.
pub(super) struct Paths<'w> {
    members: Members<'w>,
    /// Between two tables, in both directions.
    steps: Vec<Step>,
    /// Those that `joinPath` names.
    chosen: Vec<usize>,
    roles: Vec<Option<Step>>,
    keys_known: bool,
}

/// The joins of one measured table, in the order in which they are made.
#[derive(Debug, Clone)]
pub(super) struct Tree {
    pub(super) root: usize,
    pub(super) steps: Vec<Step>,
}

impl<'w> Paths<'w> {
    pub(super) fn of(
        members: Members<'w>,
        request: &QueryRequest,
        keys_known: bool,
    ) -> Result<Self, Refusal> {
        let relationships = &members.world.datamart.relationships;
        let is_known = |name: &String| relationships.iter().any(|one| one.name == *name);
        if !request.join_path.iter().all(is_known) {
            return Err(Refusal::Invalid);
        }
        let is_chosen = |at: &usize| request.join_path.contains(&relationships[*at].name);
        let chosen = (0..relationships.len()).filter(is_chosen).collect();
        let mut paths = Self { members, steps: Vec::new(), chosen, roles: Vec::new(), keys_known };
        for (position, one) in relationships.iter().enumerate() {
            paths.add(position, one);
        }
        Ok(paths)
    }

    fn add(&mut self, relationship: usize, one: &Relationship) {
        let tables = &self.members.world.datamart.tables;
        let position = |name: &TableName| tables.iter().position(|table| table.name == *name);
        let (Some(parent), Some(child)) = (position(&one.parent), position(&one.child)) else {
            return self.roles.push(None);
        };
        let (parent_is_single, child_is_single) = self.single_sides(one);
        let (parent, child) = (Place::Table(parent), Place::Table(child));
        let down = Step {
            relationship,
            from: parent,
            to: child,
            starts_at_parent: true,
            is_to_many: !child_is_single,
        };
        self.roles.push(Some(Step { to: Place::Role(relationship), ..down }));
        // A table is not joined with itself but in a role.
        if parent != child {
            let up = Step {
                from: child,
                to: parent,
                starts_at_parent: false,
                is_to_many: !parent_is_single,
                ..down
            };
            self.steps.extend([down, up]);
        }
    }

    fn single_sides(&self, one: &Relationship) -> (bool, bool) {
        match one.cardinality {
            Some(Cardinality::ManyToOne) => (false, true),
            Some(Cardinality::OneToMany) => (true, false),
            Some(Cardinality::OneToOne) => (true, true),
            Some(Cardinality::ManyToMany) => (false, false),
            None => {
                let parent: Vec<_> = one.keys.iter().map(|pair| &pair.parent).collect();
                let child: Vec<_> = one.keys.iter().map(|pair| &pair.child).collect();
                (self.is_unique(&one.parent, &parent), self.is_unique(&one.child, &child))
            }
        }
    }

    fn is_unique(&self, table: &TableName, columns: &[&String]) -> bool {
        let covers = |key: &&[String]| key.iter().all(|part| columns.contains(&part));
        self.keys(table).iter().any(covers)
    }

    /// The keys that are known of a table.
    fn keys(&self, table: &TableName) -> Vec<&'w [String]> {
        let world = self.members.world;
        let declared = world.datamart.table(table).map(|one| one.primary_key.as_slice());
        let in_database = world.table(&table.name).filter(|_| self.keys_known);
        let all = declared.into_iter().chain(in_database.map(|one| one.key.as_slice()));
        all.filter(|key| !key.is_empty()).collect()
    }

    /// Whether the rows of a table can be told apart.
    pub(super) fn has_key(&self, table: usize) -> bool {
        !self.keys(&self.members.world.datamart.tables[table].name).is_empty()
    }

    /// The joins that lead from a table to all the places.
    pub(super) fn tree(&self, root: usize, places: &[Place]) -> Result<Tree, Refusal> {
        let mut steps: Vec<Step> = Vec::new();
        for place in places {
            for step in self.path(root, *place)? {
                if !steps.contains(&step) {
                    steps.push(step);
                }
            }
        }
        let is_reached_twice =
            |(index, step): (usize, &Step)| steps[..index].iter().any(|other| other.to == step.to);
        if steps.iter().enumerate().any(is_reached_twice) {
            return Err(Refusal::Unsupported);
        }
        Ok(Tree { root, steps: self.in_order(root, steps) })
    }

    /// Steps that keep rows of the new table come as late as the others allow, and in the order in
    /// which they are declared.
    fn in_order(&self, root: usize, mut left: Vec<Step>) -> Vec<Step> {
        left.sort_by_key(|step| (step.relationship, matches!(step.to, Place::Role(_))));
        let mut made: Vec<Step> = Vec::new();
        while !left.is_empty() {
            let is_ready = |step: &Step| {
                step.from == Place::Table(root) || made.iter().any(|other| other.to == step.from)
            };
            let is_plain = |step: &Step| !keeps_far_rows(self.members, *step);
            let plain = left.iter().position(|step| is_ready(step) && is_plain(step));
            let Some(next) = plain.or_else(|| left.iter().position(is_ready)) else { break };
            made.push(left.remove(next));
        }
        made
    }

    /// The only path of to-one steps; without one, the only path. Paths of chosen relationships go
    /// before all others.
    fn path(&self, root: usize, place: Place) -> Result<Vec<Step>, Refusal> {
        if let Place::Role(relationship) = place {
            let step = self.roles[relationship].ok_or(Refusal::Invalid)?;
            let mut path = self.path(root, step.from)?;
            path.push(step);
            return Ok(path);
        }
        let mut all = Vec::new();
        self.walk(place, &mut vec![Place::Table(root)], &mut Vec::new(), &mut all);
        let is_chosen =
            |path: &&Vec<Step>| path.iter().all(|step| self.chosen.contains(&step.relationship));
        let chosen: Vec<_> = all.iter().filter(is_chosen).cloned().collect();
        let all = if chosen.is_empty() { all } else { chosen };
        let is_to_one = |path: &&Vec<Step>| !path.iter().any(|step| step.is_to_many);
        let to_one: Vec<_> = all.iter().filter(is_to_one).collect();
        match (to_one.as_slice(), all.as_slice()) {
            ([only], _) => Ok((*only).clone()),
            ([], [only]) => Ok(only.clone()),
            _ => Err(Refusal::Unsupported),
        }
    }

    fn walk(
        &self,
        target: Place,
        visited: &mut Vec<Place>,
        path: &mut Vec<Step>,
        all: &mut Vec<Vec<Step>>,
    ) {
        let Some(&here) = visited.last() else { return };
        if here == target {
            all.push(path.clone());
            return;
        }
        for step in self.steps.iter().filter(|step| step.from == here) {
            if visited.contains(&step.to) {
                continue;
            }
            visited.push(step.to);
            path.push(*step);
            self.walk(target, visited, path, all);
            path.pop();
            visited.pop();
        }
    }

    /// The first table that reaches all places by to-one joins, else the first that reaches them.
    pub(super) fn tree_of_dimensions(&self, places: &[Place]) -> Result<Tree, Refusal> {
        let mut trees: Vec<Tree> = Vec::new();
        for place in places {
            let root = match place {
                Place::Table(table) => Some(*table),
                Place::Role(relationship) => {
                    self.roles[*relationship].and_then(|step| self.members.table_at(step.from))
                }
            };
            trees.extend(root.and_then(|root| self.tree(root, places).ok()));
        }
        let is_to_one = |tree: &Tree| !tree.steps.iter().any(|step| step.is_to_many);
        let best = trees.iter().position(is_to_one).unwrap_or(0);
        trees.into_iter().nth(best).ok_or(Refusal::Unsupported)
    }
}

impl Tree {
    /// The part of the tree that leads to some places, and to those others of which each joined row
    /// meets at most one.
    pub(super) fn base(&self, places: &[Place], others: &[Place]) -> Self {
        let mut kept: Vec<Step> = Vec::new();
        for place in places {
            kept.extend(self.way(*place));
        }
        for place in others {
            let way = self.way(*place);
            if way.iter().all(|step| !step.is_to_many || kept.contains(step)) {
                kept.extend(way);
            }
        }
        let steps = self.steps.iter().copied().filter(|step| kept.contains(step)).collect();
        Self { root: self.root, steps }
    }

    /// The steps from the root to a place, last first.
    fn way(&self, place: Place) -> Vec<Step> {
        let step = |place: Place| self.steps.iter().copied().find(|step| step.to == place);
        std::iter::successors(step(place), |last| step(last.from)).collect()
    }

    /// Whether several joined rows may differ in what stands at a place.
    pub(super) fn is_many_at(&self, place: Place) -> bool {
        self.way(place).iter().any(|step| step.is_to_many)
    }
}
