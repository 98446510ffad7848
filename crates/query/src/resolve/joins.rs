//! Finds how the tables of a question join, and refuses what could multiply or lose measured rows.
//!
//! From the measured table (the root) every join must lead to at most one row. Two ways to a table
//! are two different questions: both are named and the caller chooses with `joinPath`.

use souk_model::{ErrorCode, JoinType, Problem};

use super::{QuestionError, TablesInUse};
use crate::model::{Model, ModelRelationship};
use crate::request::QueryRequest;

/// One join on the way: from a table already joined to a new one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct JoinStep {
    pub(crate) relationship: usize,
    pub(crate) from: usize,
    pub(crate) to: usize,
}

/// The measured table and the joins that reach all others, in an order in which they can be made.
pub(super) fn resolve(
    model: &Model,
    request: &QueryRequest,
    used: &TablesInUse,
) -> Result<(usize, Vec<JoinStep>), QuestionError> {
    let graph = Graph { model, allowed: allowed_relationships(model, request)? };
    match used.measured.as_slice() {
        [] => graph.root_of_dimensions(&used.all),
        [root] => graph.joins_from(*root, &used.all).map(|joins| (*root, joins)),
        several => Err(several_facts(model, several).into()),
    }
}

/// The relationships that `joinPath` names; all when it names none.
fn allowed_relationships(
    model: &Model,
    request: &QueryRequest,
) -> Result<Vec<bool>, QuestionError> {
    let named = &request.join_path;
    let unknown = named
        .iter()
        .find(|name| model.relationships.iter().all(|relationship| *relationship.name != ***name));
    if let Some(unknown) = unknown {
        let hint = format!("the datamart has no relationship {unknown}");
        let problem =
            Problem::new(ErrorCode::UNKNOWN_MEMBER, "unknown relationship", "query.joinPath", hint);
        return Err(problem.into());
    }
    let is_allowed = |relationship: &ModelRelationship| {
        named.is_empty() || named.iter().any(|name| **name == *relationship.name)
    };
    Ok(model.relationships.iter().map(is_allowed).collect())
}

struct Graph<'m> {
    model: &'m Model,
    allowed: Vec<bool>,
}

type Path = Vec<JoinStep>;

/// A search visits at most this many tables; real datamarts need a few dozen.
const LONGEST_SEARCH: usize = 20_000;

impl Graph<'_> {
    /// Without measures, any table may be the root from which all others are single rows.
    fn root_of_dimensions(
        &self,
        tables: &[usize],
    ) -> Result<(usize, Vec<JoinStep>), QuestionError> {
        let mut first_refusal = None;
        for &root in tables {
            match self.joins_from(root, tables) {
                Ok(joins) => return Ok((root, joins)),
                Err(refusal) => {
                    first_refusal.get_or_insert(refusal);
                }
            }
        }
        Err(first_refusal.unwrap_or_else(|| unsupported("no tables", String::new()).into()))
    }

    fn joins_from(&self, root: usize, tables: &[usize]) -> Result<Vec<JoinStep>, QuestionError> {
        let mut joins: Vec<JoinStep> = Vec::new();
        for &table in tables.iter().filter(|table| **table != root) {
            for step in self.only_path(root, table)? {
                if !joins.contains(&step) {
                    joins.push(step);
                }
            }
        }
        self.require_one_way_to_each(&joins)?;
        self.require_supported_joins(&joins)?;
        Ok(joins)
    }

    fn only_path(&self, root: usize, target: usize) -> Result<Path, QuestionError> {
        let mut search =
            Search { graph: self, target, found: Vec::new(), steps_left: LONGEST_SEARCH };
        search.visit(root, &mut vec![root], &mut Vec::new());
        match search.found.as_slice() {
            [_] | [] if search.steps_left == 0 => {
                let hint = "name the relationships to use in joinPath".to_owned();
                Err(unsupported("the datamart has too many possible joins", hint).into())
            }
            [only] => Ok(only.clone()),
            [] => Err(self.no_path(root, target).into()),
            [first, second, ..] => Err(self.ambiguous(target, first, second).into()),
        }
    }

    /// Two targets may share a table on the way, but must reach it by the same joins.
    fn require_one_way_to_each(&self, joins: &[JoinStep]) -> Result<(), QuestionError> {
        for (index, step) in joins.iter().enumerate() {
            if let Some(other) = joins[..index].iter().find(|other| other.to == step.to) {
                return Err(self.ambiguous(step.to, &[*other], &[*step]).into());
            }
        }
        Ok(())
    }

    fn require_supported_joins(&self, joins: &[JoinStep]) -> Result<(), QuestionError> {
        let unsupported_join = joins.iter().find(|step| {
            let join = self.model.relationships[step.relationship].join;
            matches!(join, JoinType::Right | JoinType::Full)
        });
        let Some(step) = unsupported_join else { return Ok(()) };
        let relationship = &self.model.relationships[step.relationship];
        let message = "RIGHT and FULL joins cannot be answered yet";
        let hint = format!(
            "relationship {} is a {}; declare LEFT JOIN or INNER JOIN",
            relationship.name,
            relationship.join.wire_name()
        );
        Err(unsupported(message, hint).into())
    }

    fn steps_from(&self, table: usize) -> impl Iterator<Item = JoinStep> + '_ {
        self.model
            .relationships
            .iter()
            .enumerate()
            .filter(move |(index, relationship)| {
                self.allowed[*index] && relationship.is_to_one_from(table)
            })
            .filter_map(move |(index, relationship)| {
                let to = relationship.other_end(table)?;
                Some(JoinStep { relationship: index, from: table, to })
            })
    }

    fn key(&self, table: usize) -> &str {
        &self.model.tables[table].key
    }

    fn describe(&self, path: &[JoinStep]) -> String {
        let mut text = path.first().map_or("", |step| self.key(step.from)).to_owned();
        for step in path {
            let name = &self.model.relationships[step.relationship].name;
            text.push_str(&format!(" -[{name}]-> {}", self.key(step.to)));
        }
        text
    }

    fn ambiguous(&self, target: usize, first: &[JoinStep], second: &[JoinStep]) -> Problem {
        let message = format!("{} can be joined in more than one way", self.key(target));
        let hint =
            format!("choose with joinPath: {} or {}", self.describe(first), self.describe(second));
        unsupported(&message, hint)
    }

    fn no_path(&self, root: usize, target: usize) -> Problem {
        let (from, to) = (self.key(root), self.key(target));
        if let Some(relationship) = self.multiplying_neighbour(root, target) {
            let message = format!("joining {to} would multiply the rows of {from}");
            let hint = format!(
                "relationship {} gives several {to} rows for one {from} row ({:?}, {:?}); measure \
                 {to} instead, or declare a primaryKey if the join is to one row",
                relationship.name, relationship.cardinality, relationship.cardinality_source
            );
            return unsupported(&message, hint);
        }
        let message = format!("{from} and {to} cannot be joined without multiplying rows");
        let hint = format!("no chain of to-one relationships leads from {from} to {to}");
        unsupported(&message, hint)
    }

    fn multiplying_neighbour(&self, root: usize, target: usize) -> Option<&ModelRelationship> {
        self.model.relationships.iter().find(|one| one.other_end(root) == Some(target))
    }
}

/// Enumerates simple paths, and stops at the second.
struct Search<'g, 'm> {
    graph: &'g Graph<'m>,
    target: usize,
    found: Vec<Path>,
    steps_left: usize,
}

impl Search<'_, '_> {
    fn visit(&mut self, table: usize, visited: &mut Vec<usize>, path: &mut Path) {
        if table == self.target {
            return self.found.push(path.clone());
        }
        for step in self.graph.steps_from(table).collect::<Vec<_>>() {
            if self.found.len() > 1 || self.steps_left == 0 {
                return;
            }
            if visited.contains(&step.to) {
                continue;
            }
            self.steps_left -= 1;
            visited.push(step.to);
            path.push(step);
            self.visit(step.to, visited, path);
            path.pop();
            visited.pop();
        }
    }
}

fn several_facts(model: &Model, measured: &[usize]) -> Problem {
    let names: Vec<_> = measured.iter().map(|table| model.tables[*table].key.as_ref()).collect();
    let message = "measures of several tables cannot be answered together yet";
    unsupported(message, format!("ask for each alone: {}", names.join(", ")))
}

fn unsupported(message: &str, hint: String) -> Problem {
    Problem::new(ErrorCode::UNSUPPORTED_QUESTION, message, "query", hint)
}
