//! Relationships, which tables they join, and the roles that they give.

use super::*;

impl Builder<'_> {
    pub(super) fn add_relationships(&mut self) {
        for (position, relationship) in self.datamart.relationships.iter().enumerate() {
            let ends = (
                self.positions.get(&relationship.parent).copied(),
                self.positions.get(&relationship.child).copied(),
            );
            let (Some(parent), Some(child)) = ends else { continue };
            let keys: Option<Vec<_>> = relationship
                .keys
                .iter()
                .map(|key| {
                    let parent_column = self.model.tables[parent].column_position(&key.parent)?;
                    let child_column = self.model.tables[child].column_position(&key.child)?;
                    Some((parent_column, child_column))
                })
                .collect();
            let Some(keys) = keys else {
                let path = format!("relationships[{position}]");
                let hint = format!("relationship {} uses a missing column", relationship.name);
                self.problem(ErrorCode::DATAMART_OUTDATED, OUTDATED, &path, hint);
                continue;
            };
            let (cardinality, cardinality_source) =
                cardinality::effective(relationship, self.datamart, self.catalog);
            self.model.relationships.push(ModelRelationship {
                name: identifier(&relationship.name),
                parent,
                child,
                keys,
                cardinality,
                cardinality_source,
                kept_to_one: cardinality::kept(relationship, self.catalog),
                join: relationship.join,
                has_integrity: relationship.referential_integrity,
            });
        }
    }

    pub(super) fn link_tables(&mut self) {
        let Model { tables, relationships, neighbours, .. } = &mut self.model;
        neighbours.resize(tables.len(), Vec::new());
        for (position, one) in relationships.iter().enumerate() {
            if one.parent != one.child {
                neighbours[one.parent].push(position);
                neighbours[one.child].push(position);
            }
        }
    }

    /// `relationship.column` names the columns of the relationship's child in that role. Tables
    /// come first: a relationship that is called like one has no role.
    pub(super) fn name_roles(&mut self) {
        for position in 0..self.model.relationships.len() {
            let relationship = &self.model.relationships[position];
            let (role, table) = (Identifier::clone(&relationship.name), relationship.child);
            if self.model.table_names.contains_key(role.as_ref()) {
                continue;
            }
            let datamart = self.datamart;
            let name = &self.model.tables[table].name;
            let Some(described) = datamart.table(name).filter(|one| !one.is_hidden) else {
                continue;
            };
            let place = Place { table, role: Some(position) };
            for column in described.columns.iter().filter(|column| !column.is_hidden) {
                let Some(Lookup::One(Member::Column(own))) =
                    self.model.member(&format!("{name}.{}", column.name))
                else {
                    continue;
                };
                let key = format!("{role}.{}", column.name).into_boxed_str();
                let member = Member::Column(place.column(own.column));
                self.model.members.entry(key).or_insert(Lookup::One(member));
            }
        }
    }
}
