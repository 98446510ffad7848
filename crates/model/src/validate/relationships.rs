//! How tables join: known tables, known and comparable columns, one name each, no contradictions.

use std::collections::{HashMap, HashSet};

use super::draft::RelationshipDraft;
use super::given;
use super::problems::{Problems, Stage};
use super::sides::{self, Side, TablesByName};
use super::tables::ReadTable;
use crate::{Cardinality, JoinType, KeyPair, Relationship, TableName, check_name};

/// The relationships in the order given; `None` for one that was reported and left out.
pub(super) fn read(
    drafts: &[RelationshipDraft],
    tables: &[ReadTable<'_>],
    problems: &mut Problems,
) -> Vec<Option<Relationship>> {
    let by_name = TablesByName::new(tables);
    let mut names = Names::of_given(drafts, problems);
    let relationships: Vec<_> = drafts
        .iter()
        .enumerate()
        .map(|(position, draft)| {
            let path = format!("relationships[{position}]");
            read_one(draft, &path, &by_name, &mut names, problems)
        })
        .collect();
    report_contradictions(&relationships, problems);
    relationships
}

fn read_one(
    draft: &RelationshipDraft,
    path: &str,
    tables: &TablesByName<'_, '_>,
    names: &mut Names,
    problems: &mut Problems,
) -> Option<Relationship> {
    let cardinality = read_cardinality(draft, path, problems);
    let join = read_join(draft, path, problems);
    let parent = sides::read(&draft.parent, "parent", path, tables, problems);
    let child = sides::read(&draft.child, "child", path, tables, problems);
    let (parent, child) = (parent?, child?);
    let keys = pair(&parent, &child, path, problems)?;
    let name = given(draft.name.as_ref())
        .map_or_else(|| names.default_for(&parent, &child), str::to_owned);
    Some(Relationship {
        name,
        parent: parent.read.table.name.clone(),
        child: child.read.table.name.clone(),
        keys,
        cardinality: cardinality?,
        join: join?,
        referential_integrity: draft.referential_integrity,
    })
}

/// The names in use. Those that callers gave come first, so that a made-up one never takes theirs.
struct Names(HashSet<String>);

impl Names {
    fn of_given(drafts: &[RelationshipDraft], problems: &mut Problems) -> Self {
        let mut names = HashSet::new();
        for (position, draft) in drafts.iter().enumerate() {
            let Some(name) = given(draft.name.as_ref()) else { continue };
            let field = format!("relationships[{position}].relationshipName");
            if let Err(error) = check_name(name) {
                problems.body(&field, &error.to_string());
            }
            if !names.insert(name.to_owned()) {
                let hint = format!("another relationship is called {name:?}");
                problems.report(Stage::Relationship, field, hint);
            }
        }
        Self(names)
    }

    fn default_for(&mut self, parent: &Side<'_, '_>, child: &Side<'_, '_>) -> String {
        let words = |side: &Side<'_, '_>| {
            let columns = side.columns.join("_");
            format!("{}_{columns}", side.read.table.name.name)
        };
        // Leaves room for a number in a name that is at the limit.
        const ROOM: usize = 240;
        let base: String =
            format!("{}_{}", words(parent), words(child)).chars().take(ROOM).collect();
        let mut name = base.clone();
        let mut number = 1_u32;
        while !self.0.insert(name.clone()) {
            number += 1;
            name = format!("{base}_{number}");
        }
        name
    }
}

fn read_cardinality(
    draft: &RelationshipDraft,
    path: &str,
    problems: &mut Problems,
) -> Option<Option<Cardinality>> {
    match given(draft.cardinality.as_ref()) {
        None => Some(None),
        Some("ManyToMany") => Some(Some(Cardinality::ManyToMany)),
        Some("ManyToOne") => Some(Some(Cardinality::ManyToOne)),
        Some("OneToMany") => Some(Some(Cardinality::OneToMany)),
        Some("OneToOne") => Some(Some(Cardinality::OneToOne)),
        Some(_) => {
            let rule = "must be one of [ManyToMany, ManyToOne, OneToMany, OneToOne, null]";
            problems.body(&format!("{path}.cardinality"), rule);
            None
        }
    }
}

fn read_join(draft: &RelationshipDraft, path: &str, problems: &mut Problems) -> Option<JoinType> {
    let Some(text) = given(draft.join.as_ref()) else { return Some(JoinType::default()) };
    let join = JoinType::from_wire(text);
    if join.is_none() {
        let names: Vec<_> = JoinType::ALL.iter().map(|known| known.wire_name()).collect();
        problems.body(&format!("{path}.join"), &format!("must be one of [{}]", names.join(", ")));
    }
    join
}

fn pair(
    parent: &Side<'_, '_>,
    child: &Side<'_, '_>,
    path: &str,
    problems: &mut Problems,
) -> Option<Vec<KeyPair>> {
    let (left, right) = (parent.columns.len(), child.columns.len());
    if left != right {
        let hint = format!("{left} parent columns cannot equal {right} child columns");
        problems.report(Stage::Relationship, path, hint);
        return None;
    }
    let mut keys = Vec::with_capacity(left);
    for (parent_name, child_name) in parent.columns.iter().zip(&child.columns) {
        check_pair(parent, parent_name, child, child_name, path, problems);
        let key = KeyPair { parent: parent_name.clone(), child: child_name.clone() };
        if keys.contains(&key) {
            let hint = format!("columns {parent_name:?} and {child_name:?} are paired twice");
            problems.report(Stage::Relationship, path, hint);
        }
        keys.push(key);
    }
    Some(keys)
}

fn check_pair(
    parent: &Side<'_, '_>,
    parent_name: &str,
    child: &Side<'_, '_>,
    child_name: &str,
    path: &str,
    problems: &mut Problems,
) {
    if parent.read.table.name == child.read.table.name && parent_name == child_name {
        let hint = format!("column {parent_name:?} is related to itself");
        problems.report(Stage::Relationship, path, hint);
    }
    let column = |side: &Side<'_, '_>, name: &str| {
        side.read.columns.as_ref().and_then(|columns| columns.get(name).cloned())
    };
    let (Some(left), Some(right)) = (column(parent, parent_name), column(child, child_name)) else {
        return;
    };
    if !left.data_type.is_comparable_to(right.data_type) {
        let (left_type, right_type) = (&left.native_type, &right.native_type);
        let hint = format!(
            "{}.{parent_name} is {left_type} and {}.{child_name} is {right_type}, which never equal",
            parent.read.table.name.name, child.read.table.name.name
        );
        problems.report(Stage::Relationship, path, hint);
    }
}

/// A join, whichever way round it is written.
#[derive(PartialEq, Eq, Hash)]
struct Join<'r> {
    sides: [&'r TableName; 2],
    keys: Vec<(&'r str, &'r str)>,
}

/// The same join given twice must not claim two cardinalities.
fn report_contradictions(relationships: &[Option<Relationship>], problems: &mut Problems) {
    let mut declared: HashMap<Join<'_>, (Cardinality, &str)> = HashMap::new();
    for (position, relationship) in relationships.iter().enumerate() {
        let Some(relationship) = relationship else { continue };
        let Some(cardinality) = relationship.cardinality else { continue };
        let (join, cardinality) = normal_form(relationship, cardinality);
        let (first, name) = *declared.entry(join).or_insert((cardinality, &relationship.name));
        if first != cardinality {
            let hint = format!("the same columns are related with another cardinality by {name:?}");
            problems.report(
                Stage::Relationship,
                format!("relationships[{position}].cardinality"),
                hint,
            );
        }
    }
}

fn normal_form(relationship: &Relationship, declared: Cardinality) -> (Join<'_>, Cardinality) {
    let mut keys: Vec<_> =
        relationship.keys.iter().map(|key| (&*key.parent, &*key.child)).collect();
    keys.sort_unstable();
    let mut reversed: Vec<_> = keys.iter().map(|(parent, child)| (*child, *parent)).collect();
    reversed.sort_unstable();
    let (parent, child) = (&relationship.parent, &relationship.child);
    if (parent, &keys) <= (child, &reversed) {
        return (Join { sides: [parent, child], keys }, declared);
    }
    let mirrored = match declared {
        Cardinality::ManyToOne => Cardinality::OneToMany,
        Cardinality::OneToMany => Cardinality::ManyToOne,
        same => same,
    };
    (Join { sides: [child, parent], keys: reversed }, mirrored)
}
