//! Whether the values of a world say the same about its rows' owners, and about what they refer to, as
//! the world does.

use souk_model::{Cardinality, Relationship, Table, TableName, Tenancy};

use super::cell::Cell;
use super::world::{World, WorldRow, WorldTable};

/// Tenant rules that lead in circles are refused long before.
const LONGEST_CHAIN: usize = 8;

impl World {
    /// Whether exactly the asking tenant's rows satisfy the tenant rules, and references lead to a row
    /// where the datamart says so. Every generated world does; one from which rows were taken need not.
    #[must_use]
    pub fn is_consistent(&self) -> bool {
        let relationships = self.datamart.relationships.iter();
        let mut declared = relationships.filter(|one| one.referential_integrity);
        declared.all(|one| self.has_integrity(one)) && self.has_right_owners()
    }

    pub(super) fn declare_integrity(&mut self) {
        let mut relationships = std::mem::take(&mut self.datamart.relationships);
        for relationship in &mut relationships {
            relationship.referential_integrity = self.has_integrity(relationship);
        }
        self.datamart.relationships = relationships;
    }

    /// Whether each row of the side that refers meets a row of the other, or has no key at all.
    fn has_integrity(&self, relationship: &Relationship) -> bool {
        let keys = |table: &TableName, columns: Vec<&String>| -> Vec<Vec<Cell>> {
            let Some(held) = self.table(&table.name) else { return Vec::new() };
            let at: Vec<_> = columns.iter().filter_map(|column| held.position(column)).collect();
            let key = |row: &WorldRow| at.iter().map(|one| row.cells[*one].clone()).collect();
            held.rows.iter().map(key).collect()
        };
        let Relationship { parent, child, keys: pairs, .. } = relationship;
        let parents = keys(parent, pairs.iter().map(|pair| &pair.parent).collect());
        let children = keys(child, pairs.iter().map(|pair| &pair.child).collect());
        let refer = |own: &[Vec<Cell>], others: &[Vec<Cell>]| {
            let is_whole = |key: &Vec<Cell>| !key.iter().any(Cell::is_null) && others.contains(key);
            own.iter().all(|key| key.iter().all(Cell::is_null) || is_whole(key))
        };
        match relationship.cardinality {
            Some(Cardinality::OneToMany) => refer(&children, &parents),
            Some(_) => refer(&parents, &children),
            None => refer(&parents, &children) && refer(&children, &parents),
        }
    }

    fn has_right_owners(&self) -> bool {
        if !matches!(self.datamart.tenancy, Some(Tenancy::Table(_))) {
            return true;
        }
        let Some(key) = self.asking_key() else { return false };
        self.datamart.tables.iter().all(|table| {
            let Some(held) = self.table(&table.name.name) else { return false };
            (0..held.rows.len()).all(|row| {
                let by_rule = self.satisfies(table, held, row, key, LONGEST_CHAIN);
                by_rule == held.rows[row].owners.includes_asker()
            })
        })
    }

    /// The asking tenant's row of the mapping table comes first.
    fn asking_key(&self) -> Option<&Cell> {
        let Some(Tenancy::Table(tenancy)) = &self.datamart.tenancy else { return None };
        let mapping = self.table(&tenancy.mapping_table.name)?;
        let asking = mapping.rows.iter().find(|row| row.owners.includes_asker())?;
        asking.cells.get(mapping.position(&tenancy.key_column)?)
    }

    fn satisfies(
        &self,
        table: &Table,
        held: &WorldTable,
        row: usize,
        key: &Cell,
        steps: usize,
    ) -> bool {
        if let Some(column) = &table.client_column {
            let client = held.position(column).and_then(|at| held.rows[row].cells.get(at));
            return client == Some(key);
        }
        let Some(via) = table.tenant_via.as_deref() else { return table.is_shared };
        let Some(relationship) = self.datamart.relationship(via).filter(|_| steps > 0) else {
            return false;
        };
        let is_parent = relationship.parent == table.name;
        let other = if is_parent { &relationship.child } else { &relationship.parent };
        let (Some(other), Some(theirs)) = (self.datamart.table(other), self.table(&other.name))
        else {
            return false;
        };
        let meets = |candidate: &usize| {
            relationship.keys.iter().all(|pair| {
                let (own, their) = if is_parent {
                    (&pair.parent, &pair.child)
                } else {
                    (&pair.child, &pair.parent)
                };
                let (Some(own), Some(their)) = (held.position(own), theirs.position(their)) else {
                    return false;
                };
                let value = &held.rows[row].cells[own];
                !value.is_null() && *value == theirs.rows[*candidate].cells[their]
            })
        };
        (0..theirs.rows.len())
            .filter(meets)
            .any(|candidate| self.satisfies(other, theirs, candidate, key, steps - 1))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use souk_model::TableName;

    use souk_model::Cardinality;

    use crate::generate::{Breadth, Draw, Owners, World, question, world};

    #[test]
    fn the_rules_keep_exactly_the_rows_that_were_made_for_the_tenant() {
        for seed in 0..500 {
            assert!(world(&mut Draw::new(seed), Breadth::Full).is_consistent(), "seed {seed}");
        }
    }

    #[test]
    fn a_seed_makes_the_same_world_and_questions_each_time() {
        for seed in 0..20 {
            let (mut first, mut second) = (Draw::new(seed), Draw::new(seed));
            let (one, other) =
                (world(&mut first, Breadth::Full), world(&mut second, Breadth::Full));
            assert_eq!(one.tables, other.tables);
            assert_eq!(
                question(&mut first, &one, Breadth::Full),
                question(&mut second, &other, Breadth::Full)
            );
        }
    }

    /// How many of the asking tenant's rows have each combination of values.
    fn most_alike(world: &World, table: &TableName, columns: &[&str]) -> usize {
        let held = world.table(&table.name).unwrap();
        let positions: Vec<_> = columns.iter().map(|one| held.position(one).unwrap()).collect();
        let mut counts: HashMap<String, usize> = HashMap::new();
        for row in held.rows.iter().filter(|row| row.owners.includes_asker()) {
            let values: Vec<_> = positions.iter().map(|position| &row.cells[*position]).collect();
            if !values.iter().any(|one| one.is_null()) {
                *counts.entry(format!("{values:?}")).or_default() += 1;
            }
        }
        counts.into_values().max().unwrap_or(0)
    }

    #[test]
    fn declared_cardinalities_are_true_of_the_rows() {
        for seed in 0..500 {
            let world = world(&mut Draw::new(seed), Breadth::Full);
            for one in &world.datamart.relationships {
                let parents: Vec<_> = one.keys.iter().map(|pair| pair.parent.as_str()).collect();
                let children: Vec<_> = one.keys.iter().map(|pair| pair.child.as_str()).collect();
                let parent_is_single = most_alike(&world, &one.parent, &parents) <= 1;
                let child_is_single = most_alike(&world, &one.child, &children) <= 1;
                let is_true = match one.cardinality {
                    Some(Cardinality::ManyToOne) => child_is_single,
                    Some(Cardinality::OneToMany) => parent_is_single,
                    Some(Cardinality::OneToOne) => parent_is_single && child_is_single,
                    _ => true,
                };
                assert!(is_true, "seed {seed}: {one:?}");
            }
        }
    }

    #[test]
    fn worlds_have_every_kind_of_row_and_rule() {
        let worlds: Vec<_> =
            (0..200).map(|seed| world(&mut Draw::new(seed), Breadth::Full)).collect();
        let tables = || worlds.iter().flat_map(|world| &world.datamart.tables);
        let rows = || worlds.iter().flat_map(|world| &world.tables).flat_map(|table| &table.rows);
        assert!(tables().any(|table| table.tenant_via.is_some()));
        assert!(tables().any(|table| table.is_shared));
        assert!(worlds.iter().any(|world| world.datamart.tenancy.is_none()));
        assert!(
            worlds
                .iter()
                .any(|world| { world.datamart.relationships.iter().any(|one| one.keys.len() > 1) })
        );
        for owners in [[true, true, false], [false, true, false], [false; 3]] {
            assert!(rows().any(|row| row.owners == Owners::Tenants(owners)), "{owners:?}");
        }
    }
}
