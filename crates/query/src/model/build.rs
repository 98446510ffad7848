//! Builds a [`Model`] from a datamart and the cached schema.

use std::collections::HashMap;

use souk_model::{
    Catalog, CatalogColumn, CatalogTable, Column, DataType, Datamart, ErrorCode, Measure, Operand,
    Problem, Table, TableName, Tenancy,
};

use super::{
    ColumnId, ColumnSource, Lookup, Member, Model, ModelColumn, ModelMeasure, ModelRelationship,
    ModelTable, TenantRule, cardinality, identifier,
};
use crate::Dialect;
use crate::author::{self, AuthorExpression};
use crate::sql::Identifier;

const OUTDATED: &str = "the datamart no longer fits the datasource's schema";
const BAD_SQL: &str = "Invalid table or column structure";

impl Model {
    /// Builds a model and refuses any problem: for datamarts that are being created or changed.
    ///
    /// # Errors
    /// Everything that does not fit the schema and all author SQL that is refused.
    pub fn build(
        datamart: &Datamart,
        catalog: &Catalog,
        dialect: &'static dyn Dialect,
    ) -> Result<Self, Vec<Problem>> {
        let model = Self::load(datamart, catalog, dialect);
        if model.problems.is_empty() { Ok(model) } else { Err(model.problems) }
    }

    /// Builds a model and keeps what fits: for datamarts whose datasource may have changed since.
    #[must_use]
    pub fn load(datamart: &Datamart, catalog: &Catalog, dialect: &'static dyn Dialect) -> Self {
        let mut builder = Builder::new(datamart, catalog, dialect);
        for (position, table) in datamart.tables.iter().enumerate() {
            builder.add_table(position, table);
        }
        builder.add_relationships();
        builder.add_tenant_rules();
        builder.model
    }
}

struct Builder<'a> {
    datamart: &'a Datamart,
    catalog: &'a Catalog,
    model: Model,
    positions: HashMap<&'a TableName, usize>,
}

impl<'a> Builder<'a> {
    fn new(datamart: &'a Datamart, catalog: &'a Catalog, dialect: &'static dyn Dialect) -> Self {
        let model = Model {
            datamart: datamart.clone(),
            dialect,
            tables: Vec::new(),
            relationships: Vec::new(),
            members: HashMap::new(),
            table_names: HashMap::new(),
            problems: Vec::new(),
        };
        Self { datamart, catalog, model, positions: HashMap::new() }
    }

    fn problem(&mut self, code: ErrorCode, message: &str, path: &str, hint: String) {
        self.model.problems.push(Problem::new(code, message, path, hint));
    }

    fn add_table(&mut self, position: usize, table: &'a Table) {
        let path = format!("tableList[{position}]");
        let Ok(found) = self.catalog.find(Some(&table.name.schema), &table.name.name) else {
            let hint = format!("the datasource has no table {}", table.name);
            return self.problem(ErrorCode::DATAMART_OUTDATED, OUTDATED, &path, hint);
        };
        let is_alone =
            self.datamart.tables.iter().filter(|other| other.name.name == table.name.name).count()
                == 1;
        let key = if is_alone { table.name.name.clone() } else { table.name.to_string() };
        let index = self.model.tables.len();
        let built = ModelTable {
            name: table.name.clone(),
            base_name: identifier(&table.name.name),
            scan: self.scan_name(&key),
            key: key.into(),
            columns: Vec::new(),
            column_positions: HashMap::new(),
            measures: Vec::new(),
            tenant_rule: TenantRule::Missing,
        };
        self.model.tables.push(built);
        self.positions.insert(&table.name, index);
        if !table.is_hidden {
            self.name_table(index, table);
        }
        self.add_database_columns(index, found);
        self.describe_columns(index, table, found, &path);
        self.add_measures(index, table, found, &path);
    }

    /// A name for the table's scan that no other scan has and that the engine keeps whole.
    fn scan_name(&self, key: &str) -> Identifier {
        let wanted = format!("scoped_{key}");
        let is_taken = self.model.tables.iter().any(|other| *other.scan == *wanted);
        if !is_taken && wanted.len() <= self.model.dialect.longest_identifier() {
            return identifier(&wanted);
        }
        identifier(&format!("scoped_table_{}", self.model.tables.len() + 1))
    }

    fn name_table(&mut self, index: usize, table: &Table) {
        let names = &mut self.model.table_names;
        for name in [table.name.name.clone(), table.name.to_string()] {
            names
                .entry(name.into())
                .and_modify(|lookup| *lookup = Lookup::Ambiguous)
                .or_insert(Lookup::One(index));
        }
    }

    fn add_database_columns(&mut self, index: usize, found: &CatalogTable) {
        for column in &found.columns {
            let source = self.source_of(column);
            let built = ModelColumn {
                name: identifier(&column.name),
                label: column.name.as_str().into(),
                data_type: match source {
                    ColumnSource::DatabaseAsText => DataType::Text,
                    _ => column.data_type,
                },
                source,
                applies_timezone: true,
            };
            self.model.tables[index].push_column(built);
        }
    }

    fn source_of(&self, column: &CatalogColumn) -> ColumnSource {
        if self.model.dialect.reads_as_text(column.data_type, &column.native_type) {
            ColumnSource::DatabaseAsText
        } else {
            ColumnSource::Database
        }
    }

    fn describe_columns(&mut self, index: usize, table: &Table, found: &CatalogTable, path: &str) {
        for (position, column) in table.columns.iter().enumerate() {
            let path = format!("{path}.columns[{position}]");
            let added = match &column.sql {
                Some(sql) => self.add_computed(index, found, &column.name, sql, &path),
                None => self.model.tables[index].column_position(&column.name),
            };
            let Some(column_index) = added else {
                if column.sql.is_none() {
                    let hint = format!("table {} has no column {}", table.name, column.name);
                    self.problem(ErrorCode::DATAMART_OUTDATED, OUTDATED, &path, hint);
                }
                continue;
            };
            self.model.tables[index].columns[column_index].describe(column);
            if !column.is_hidden && !table.is_hidden {
                let id = ColumnId { table: index, column: column_index };
                self.name_member(index, &column.name, Member::Column(id));
            }
        }
    }

    fn add_computed(
        &mut self,
        index: usize,
        found: &CatalogTable,
        name: &str,
        sql: &str,
        path: &str,
    ) -> Option<usize> {
        match author::parse(sql, found, self.model.dialect) {
            Ok(AuthorExpression { expression, data_type }) => {
                let table = &mut self.model.tables[index];
                let column = ModelColumn {
                    name: table.free_name(name),
                    label: name.into(),
                    data_type,
                    source: ColumnSource::Computed(expression),
                    applies_timezone: true,
                };
                Some(table.push_column(column))
            }
            Err(refusal) => {
                let path = format!("{path}.sql");
                self.problem(ErrorCode::INVALID_REQUEST_BODY, BAD_SQL, &path, refusal.to_string());
                None
            }
        }
    }

    fn add_measures(&mut self, index: usize, table: &Table, found: &CatalogTable, path: &str) {
        for (position, measure) in table.measures.iter().enumerate() {
            let path = format!("{path}.measures[{position}]");
            let column = match self.measure_column(index, measure, found, &path) {
                Ok(column) => column,
                Err(()) => continue,
            };
            let built = ModelMeasure {
                label: measure.label.as_deref().unwrap_or(&measure.name).into(),
                aggregate: measure.aggregate,
                column,
            };
            let measures = &mut self.model.tables[index].measures;
            measures.push(built);
            let member = Member::Measure { table: index, measure: measures.len() - 1 };
            if !table.is_hidden {
                self.name_member(index, &measure.name, member);
            }
        }
    }

    fn measure_column(
        &mut self,
        index: usize,
        measure: &Measure,
        found: &CatalogTable,
        path: &str,
    ) -> Result<Option<usize>, ()> {
        match &measure.operand {
            Operand::Rows => Ok(None),
            Operand::Sql(sql) => {
                let name = format!("{} value", measure.name);
                self.add_computed(index, found, &name, sql, path).map(Some).ok_or(())
            }
            Operand::Column(name) => match self.model.tables[index].column_position(name) {
                Some(column) => Ok(Some(column)),
                None => {
                    let hint = format!("measure {} uses the missing column {name}", measure.name);
                    self.problem(ErrorCode::DATAMART_OUTDATED, OUTDATED, path, hint);
                    Err(())
                }
            },
        }
    }

    fn name_member(&mut self, index: usize, name: &str, member: Member) {
        let table = self.model.tables[index].name.clone();
        let full = format!("{table}.{name}");
        for key in [format!("{}.{name}", table.name), full] {
            self.model
                .members
                .entry(key.into())
                .and_modify(|lookup| *lookup = Lookup::Ambiguous)
                .or_insert(Lookup::One(member));
        }
    }

    fn add_relationships(&mut self) {
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
                join: relationship.join,
            });
        }
    }

    fn add_tenant_rules(&mut self) {
        if !matches!(self.datamart.tenancy, Some(Tenancy::Table(_))) {
            return;
        }
        for table in &self.datamart.tables {
            let Some(&index) = self.positions.get(&table.name) else { continue };
            self.model.tables[index].tenant_rule = self.tenant_rule(index, table);
        }
    }

    fn tenant_rule(&self, index: usize, table: &Table) -> TenantRule {
        if let Some(column) = &table.client_column {
            let position = self.model.tables[index].column_position(column);
            return position.map_or(TenantRule::Missing, TenantRule::ClientColumn);
        }
        if let Some(name) = &table.tenant_via {
            let position = self.model.relationships.iter().position(|one| *one.name == **name);
            return position.map_or(TenantRule::Missing, TenantRule::Via);
        }
        if table.is_shared { TenantRule::Shared } else { TenantRule::Missing }
    }
}

impl ModelTable {
    fn push_column(&mut self, column: ModelColumn) -> usize {
        let position = self.columns.len();
        self.column_positions.insert(Identifier::clone(&column.name), position);
        self.columns.push(column);
        position
    }

    /// `wanted`, or a variant of it that no column has.
    fn free_name(&self, wanted: &str) -> Identifier {
        let mut name = wanted.to_owned();
        while self.column_positions.contains_key(name.as_str()) {
            name.push('_');
        }
        identifier(&name)
    }
}

impl ModelColumn {
    fn describe(&mut self, column: &Column) {
        if let Some(label) = &column.label {
            self.label = label.as_str().into();
        }
        self.applies_timezone = column.apply_timezone.unwrap_or(true);
    }
}
