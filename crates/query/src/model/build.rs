//! Builds a [`Model`] from a datamart and the cached schema.

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

    fn add_measures(&mut self, index: usize, table: &Table, found: &CatalogTable, path: &str) {
        for (position, measure) in table.measures.iter().enumerate() {
            let path = format!("{path}.measures[{position}]");
            let Some(built) = self.measure(index, measure, found, &path) else { continue };
            let measures = &mut self.model.tables[index].measures;
            measures.push(built);
            let member = Member::Measure { table: index, measure: measures.len() - 1 };
            if !table.is_hidden {
                self.name_member(index, &measure.name, member);
            }
        }
    }

    fn measure(
        &mut self,
        index: usize,
        measure: &Measure,
        found: &CatalogTable,
        path: &str,
    ) -> Option<ModelMeasure> {
        let column = self.measure_column(index, measure, found, path).ok()?;
        let filter = match &measure.filter {
            None => None,
            Some(sql) => Some(self.measure_filter(index, measure, sql, found, path)?),
        };
        let last = match &measure.last {
            None => None,
            Some(last) => Some(self.measure_last(index, measure, last, path)?),
        };
        Some(ModelMeasure {
            label: measure.label.as_deref().unwrap_or(&measure.name).into(),
            aggregate: measure.aggregate,
            column,
            filter,
            percentile: measure.percentile,
            separator: measure.separator.as_deref().map(Into::into),
            last,
        })
    }

    fn measure_filter(
        &mut self,
        index: usize,
        measure: &Measure,
        sql: &str,
        found: &CatalogTable,
        path: &str,
    ) -> Option<usize> {
        let name = format!("{} filter", measure.name);
        let column = self.add_computed(index, found, &name, sql, path)?;
        if self.model.tables[index].columns[column].data_type == DataType::Boolean {
            return Some(column);
        }
        let hint = format!("the filter of measure {} is not a condition", measure.name);
        self.problem(ErrorCode::INVALID_REQUEST_BODY, BAD_SQL, &format!("{path}.filter"), hint);
        None
    }

    fn measure_last(
        &mut self,
        index: usize,
        measure: &Measure,
        last: &Last,
        path: &str,
    ) -> Option<ModelLast> {
        let table = &self.model.tables[index];
        let per: Option<Vec<_>> =
            last.per.iter().map(|column| table.column_position(column)).collect();
        let by =
            table.column_position(&last.by).filter(|by| table.columns[*by].data_type.is_temporal());
        if let (Some(by), Some(per)) = (by, per) {
            return Some(ModelLast { by, per });
        }
        let hint = format!("measure {} takes the last by a missing time column", measure.name);
        self.problem(ErrorCode::DATAMART_OUTDATED, OUTDATED, &format!("{path}.last"), hint);
        None
    }

    fn add_formulas(&mut self, index: usize, table: &Table, path: &str) {
        for formula in &table.formulas {
            let (name, label) = (&formula.name, formula.label.as_deref());
            match author::formula(&formula.formula) {
                Ok(read) => self.add_formula(index, table, name, label, read),
                Err(refusal) => {
                    let code = ErrorCode::INVALID_REQUEST_BODY;
                    let hint = format!("measure {name}: {refusal}");
                    self.problem(code, BAD_SQL, path, hint);
                }
            }
        }
    }

    fn add_formula(
        &mut self,
        index: usize,
        table: &Table,
        name: &str,
        label: Option<&str>,
        formula: Formula,
    ) {
        let label = label.unwrap_or(name).into();
        let formulas = &mut self.model.tables[index].formulas;
        formulas.push(ModelFormula { label, formula });
        let member = Member::Formula { table: index, formula: formulas.len() - 1 };
        if !table.is_hidden {
            self.name_member(index, name, member);
        }
    }

    /// A custom column that aggregates is a formula over measures without names.
    fn add_aggregate_column(
        &mut self,
        index: usize,
        table: &Table,
        column: &Column,
        sql: &str,
        found: &CatalogTable,
        path: &str,
    ) {
        let built = &mut self.model.tables[index];
        let mut declare = |aggregate: AuthorAggregate| {
            let measure = built.own_measure(&column.name, aggregate);
            built.measures.push(measure);
            built.measures.len() - 1
        };
        match author::aggregates(sql, found, self.model.dialect, &mut declare) {
            Ok(formula) => {
                self.add_formula(index, table, &column.name, column.label.as_deref(), formula);
            }
            Err(refusal) => {
                let path = format!("{path}.sql");
                let code = ErrorCode::INVALID_REQUEST_BODY;
                self.problem(code, BAD_SQL, &path, refusal.to_string());
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
                kept_to_one: cardinality::kept(relationship, self.catalog),
                join: relationship.join,
            });
        }
    }

    fn link_tables(&mut self) {
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
    fn name_roles(&mut self) {
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
