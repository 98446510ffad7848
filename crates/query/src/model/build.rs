//! Builds a [`Model`] from a datamart and the cached schema.

mod measures;
mod relationships;

use std::collections::HashMap;

use souk_model::{
    Catalog, CatalogColumn, CatalogTable, Column, DataType, Datamart, ErrorCode, Last, Measure,
    Operand, Problem, Table, TableName, Tenancy,
};

use super::{
    ColumnSource, Lookup, Member, Model, ModelColumn, ModelFormula, ModelLast, ModelMeasure,
    ModelRelationship, ModelTable, Place, TenantRule, cardinality, identifier,
};
use crate::Dialect;
use crate::author::{self, AuthorAggregate, AuthorExpression, Formula};
use crate::guard::Guard;
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
        builder.link_tables();
        builder.name_roles();
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
            guard: Guard::new(datamart.clone(), dialect.name()),
            tables: Vec::new(),
            relationships: Vec::new(),
            neighbours: Vec::new(),
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
            scan: self.scan_name("scoped", &key),
            unscoped: self.scan_name("unscoped", &key),
            key: key.into(),
            columns: Vec::new(),
            column_positions: HashMap::new(),
            measures: Vec::new(),
            formulas: Vec::new(),
            key_columns: None,
            marker: identifier("present"),
            tenant_rule: TenantRule::Missing,
            indexed_columns: found.indexed_columns.clone(),
        };
        self.model.tables.push(built);
        self.positions.insert(&table.name, index);
        if !table.is_hidden {
            self.name_table(index, table);
        }
        self.add_database_columns(index, found);
        self.describe_columns(index, table, found, &path);
        self.add_measures(index, table, found, &path);
        self.add_formulas(index, table, &path);
        let built = &mut self.model.tables[index];
        built.key_columns = key_columns(built, table, found);
        built.marker = built.free_name("present");
    }

    /// A name for the table's scan that no other scan has and that the engine keeps whole.
    fn scan_name(&self, kind: &str, key: &str) -> Identifier {
        let wanted = format!("{kind}_{key}");
        let is_named = |other: &ModelTable| *other.scan == *wanted || *other.unscoped == *wanted;
        let is_free = !self.model.tables.iter().any(is_named);
        if is_free && wanted.len() <= self.model.dialect.longest_identifier() {
            return identifier(&wanted);
        }
        identifier(&format!("{kind}_table_{}", self.model.tables.len() + 1))
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
                is_present: !column.nullable,
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
            if let (Some(sql), true) = (&column.sql, column.is_aggregate) {
                self.add_aggregate_column(index, table, column, sql, found, &path);
                continue;
            }
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
                let id = Place::of(index).column(column_index);
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
            Ok(read) => Some(self.model.tables[index].computed(name, read)),
            Err(refusal) => {
                let path = format!("{path}.sql");
                self.problem(ErrorCode::INVALID_REQUEST_BODY, BAD_SQL, &path, refusal.to_string());
                None
            }
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

/// The declared key, or the database's, or a unique set of columns that are never NULL.
fn key_columns(built: &ModelTable, table: &Table, found: &CatalogTable) -> Option<Vec<usize>> {
    let is_present = |name: &String| found.column(name).is_some_and(|column| !column.nullable);
    let unique = found.unique_keys.iter().filter(|key| key.iter().all(is_present));
    let candidates = [&table.primary_key, &found.primary_key].into_iter().chain(unique);
    candidates.filter(|key| !key.is_empty()).find_map(|key| {
        key.iter().map(|column| built.column_position(column)).collect::<Option<Vec<_>>>()
    })
}

impl ModelTable {
    fn own_measure(&mut self, name: &str, read: AuthorAggregate) -> ModelMeasure {
        let column = read.operand.map(|operand| self.computed(&format!("{name} value"), operand));
        let filter = read.filter.map(|filter| self.computed(&format!("{name} filter"), filter));
        ModelMeasure {
            label: name.into(),
            aggregate: read.aggregate,
            column,
            filter,
            percentile: None,
            separator: None,
            last: None,
        }
    }

    fn computed(&mut self, name: &str, read: AuthorExpression) -> usize {
        let AuthorExpression { expression, data_type } = read;
        let column = ModelColumn {
            name: self.free_name(name),
            label: name.into(),
            data_type,
            source: ColumnSource::Computed(expression),
            is_present: false,
            applies_timezone: true,
        };
        self.push_column(column)
    }

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
