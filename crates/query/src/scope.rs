//! Whose rows a question may read: the only place where a scan of a table can be made.
//!
//! A [`Scan`] has private fields and one constructor, in this module, that puts the tenant's rule
//! on it. What comes after this stage reads tables through scans only.

use std::collections::BTreeSet;
use std::sync::Arc;

use souk_model::{
    ClientColumnType, ClientIdentifier, DataType, ErrorCode, Problem, TableName, TableTenancy,
    Tenancy,
};
use uuid::Uuid;

use crate::guard::GuardTenant;
use crate::model::{ColumnId, ColumnSource, Model, ModelColumn, Place, TenantRule, identifier};
use crate::resolve::{Condition, Fact, Grain, JoinStep, Resolved};
use crate::rules::RowRules;
use crate::sql::{AggregateFunction, Expr, Identifier, Projection, Select, Source};
use crate::{Dialect, Value};

const LONGEST_CLIENT_ID: usize = 1024;

/// The tenant that a request runs under, and what its embed adds.
#[derive(Debug, Clone, PartialEq)]
pub struct Scope {
    tenant: Tenant,
    client_columns: Vec<(TableName, String)>,
    row_rules: RowRules,
}

#[derive(Debug, Clone, PartialEq)]
enum Tenant {
    /// The datamart has no tenancy.
    NotNeeded,
    /// The mapping table's key.
    Key(Value),
    /// The mapping table's name column.
    Name(String),
    /// The tenant's own database.
    Database(String),
}

impl Scope {
    /// Reads a `clientId` as the datamart's tenancy says. There is no default tenant.
    ///
    /// # Errors
    /// `CLIENT_ID_ERROR` where it is missing, not needed, or not of the declared type.
    pub fn new(model: &Model, client_id: Option<&str>) -> Result<Self, Problem> {
        let tenant = match &model.datamart.tenancy {
            None => no_tenant(client_id)?,
            Some(tenancy) => {
                let client_id = required_client(client_id)?;
                match tenancy {
                    Tenancy::Database => Tenant::Database(client_id.to_owned()),
                    Tenancy::Table(table) => table_tenant(table, client_id)?,
                }
            }
        };
        Ok(Self { tenant, client_columns: Vec::new(), row_rules: RowRules::default() })
    }

    /// Adds client columns for tables that have none, as an embed's settings may. A table that has
    /// a rule keeps it.
    #[must_use]
    pub fn with_client_columns(mut self, columns: Vec<(TableName, String)>) -> Self {
        self.client_columns = columns;
        self
    }

    /// Narrows tables further, as a guest token may.
    #[must_use]
    pub fn with_row_rules(mut self, rules: RowRules) -> Self {
        self.row_rules = rules;
        self
    }

    /// Under tenancy level DATABASE, the database to connect to.
    #[must_use]
    pub fn database(&self) -> Option<&str> {
        match &self.tenant {
            Tenant::Database(name) => Some(name),
            _ => None,
        }
    }

    /// What the variable of the tenant stands for in an author's text.
    pub(crate) fn tenant_value(&self) -> Option<Value> {
        match &self.tenant {
            Tenant::NotNeeded => None,
            Tenant::Key(value) => Some(value.clone()),
            Tenant::Name(name) | Tenant::Database(name) => Some(Value::Text(name.clone())),
        }
    }

    pub(crate) fn guard_tenant(&self) -> GuardTenant {
        match &self.tenant {
            Tenant::NotNeeded | Tenant::Database(_) => GuardTenant::None,
            Tenant::Key(value) => GuardTenant::Key(value.clone()),
            Tenant::Name(name) => GuardTenant::Name(name.clone()),
        }
    }

    pub(crate) fn client_columns(&self) -> &[(TableName, String)] {
        &self.client_columns
    }
}

fn client_error(hint: impl Into<String>) -> Problem {
    Problem::new(ErrorCode::CLIENT_ID_ERROR, "Invalid client id", "clientId", hint)
}

fn no_tenant(client_id: Option<&str>) -> Result<Tenant, Problem> {
    match client_id {
        None | Some("None") => Ok(Tenant::NotNeeded),
        Some(_) => Err(client_error("the datamart has no tenancy; send \"None\" or nothing")),
    }
}

fn required_client(client_id: Option<&str>) -> Result<&str, Problem> {
    let client_id = client_id.ok_or_else(|| client_error("the datamart needs a clientId"))?;
    if client_id.is_empty() || client_id.len() > LONGEST_CLIENT_ID || client_id.contains('\0') {
        return Err(client_error("a clientId has 1 to 1024 bytes and no NUL character"));
    }
    Ok(client_id)
}

fn table_tenant(tenancy: &TableTenancy, client_id: &str) -> Result<Tenant, Problem> {
    match (tenancy.client_identifier, tenancy.client_column_type) {
        (ClientIdentifier::Name, _) => Ok(Tenant::Name(client_id.to_owned())),
        (ClientIdentifier::PrimaryKey, ClientColumnType::String) => {
            Ok(Tenant::Key(Value::Text(client_id.to_owned())))
        }
        (ClientIdentifier::PrimaryKey, ClientColumnType::Number) => whole_number(client_id),
    }
}

/// One spelling per number, so that one tenant never has two identifiers.
fn whole_number(client_id: &str) -> Result<Tenant, Problem> {
    match client_id.parse::<i64>() {
        Ok(number) if number.to_string() == client_id => Ok(Tenant::Key(Value::Integer(number))),
        _ => Err(client_error("the datamart's clientId is a whole number, such as \"7\"")),
    }
}

/// One table read under the tenant's rule.
#[derive(Debug)]
pub(crate) struct Scan {
    table: usize,
    query: Select,
    rule: RuleApplied,
}

/// Which rule a scan carries, for explanations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RuleApplied {
    ClientColumn,
    Via,
    Shared,
    NoTenancy,
    OwnDatabase,
}

impl Scan {
    pub(crate) const fn table(&self) -> usize {
        self.table
    }

    pub(crate) const fn rule(&self) -> RuleApplied {
        self.rule
    }

    pub(crate) fn into_query(self) -> Select {
        self.query
    }

    fn new(scope: &Scope, model: &Model, table: usize, needs: &Needs) -> Result<Self, Problem> {
        let (condition, rule) = Rules { scope, model }.of(table)?;
        let described = &model.tables[table];
        let query = Select {
            columns: projections(model, table, needs),
            from: Some(Source::base(&described.name)),
            filter: condition.into_iter().chain(scope.row_rules.of(table)).collect(),
            ..Select::default()
        };
        Ok(Self { table, query, rule })
    }
}

fn projections(model: &Model, table: usize, needs: &Needs) -> Vec<Projection> {
    let described = &model.tables[table];
    let mut list: Vec<_> = needs
        .columns
        .iter()
        .map(|&position| {
            let column = &described.columns[position];
            let expression = read_column(model, column);
            let is_as_it_is = matches!(expression, Expr::Column { .. })
                && !matches!(column.source, ColumnSource::Computed(_));
            let alias = (!is_as_it_is).then(|| Arc::clone(&column.name));
            Projection { expression, alias }
        })
        .collect();
    // Rows are told from no rows, or counted without a column.
    if needs.marker || list.is_empty() {
        let alias = Some(described.marker.clone());
        list.push(Projection { expression: Expr::Integer(1), alias });
    }
    list
}

/// What a column of a table is where the table itself is read.
pub(crate) fn read_column(model: &Model, column: &ModelColumn) -> Expr {
    let own = Expr::own_column(&column.name);
    let form = match &column.source {
        ColumnSource::Database => model.dialect.reads_as(column.data_type),
        ColumnSource::DatabaseAsText => Some(DataType::Text),
        ColumnSource::Computed(expression) => return expression.clone(),
    };
    form.map_or(own.clone(), |form| Expr::Cast(Box::new(own), form))
}

/// Makes the condition that keeps a tenant's rows of a table.
struct Rules<'a> {
    scope: &'a Scope,
    model: &'a Model,
}

impl Rules<'_> {
    fn of(&self, table: usize) -> Result<(Option<Expr>, RuleApplied), Problem> {
        match &self.scope.tenant {
            Tenant::NotNeeded => Ok((None, RuleApplied::NoTenancy)),
            Tenant::Database(_) => Ok((None, RuleApplied::OwnDatabase)),
            Tenant::Key(_) | Tenant::Name(_) => self.table_rule(table),
        }
    }

    fn table_rule(&self, table: usize) -> Result<(Option<Expr>, RuleApplied), Problem> {
        match self.model.tables[table].tenant_rule {
            TenantRule::Shared => Ok((None, RuleApplied::Shared)),
            TenantRule::ClientColumn(column) => {
                let condition = self.client_condition(table, column, &[])?;
                Ok((Some(condition), RuleApplied::ClientColumn))
            }
            TenantRule::Via(relationship) => {
                let condition = self.via(table, relationship, &mut vec![table])?;
                Ok((Some(condition), RuleApplied::Via))
            }
            TenantRule::Missing => {
                let column = self.supplied_column(table)?;
                let condition = self.client_condition(table, column, &[])?;
                Ok((Some(condition), RuleApplied::ClientColumn))
            }
        }
    }

    fn supplied_column(&self, table: usize) -> Result<usize, Problem> {
        let described = &self.model.tables[table];
        self.scope
            .client_columns
            .iter()
            .find(|(name, _)| *name == described.name)
            .and_then(|(_, column)| described.column_position(column))
            .ok_or_else(|| self.not_scoped(table))
    }

    fn not_scoped(&self, table: usize) -> Problem {
        let key = &self.model.tables[table].key;
        Problem::new(
            ErrorCode::TABLE_NOT_SCOPED,
            format!("table {key} has no tenant rule, so it cannot be queried"),
            "query",
            format!("give {key} a clientColumn or tenantVia, or mark it isShared"),
        )
    }

    /// Names are qualified, so that a column that the database has lost can never be taken from
    /// the query around.
    fn qualified(&self, table: usize, column: usize, way: &[usize]) -> Expr {
        let described = &self.model.tables[table];
        let alias = self.partner_alias(table, way);
        let of = alias.as_ref().unwrap_or(&described.base_name);
        Expr::column_of(of, &described.columns[column].name)
    }

    /// Where an engine may take one name of a table for another, the tables on the way to the
    /// tenant have names of our own.
    fn partner_alias(&self, table: usize, way: &[usize]) -> Option<Identifier> {
        if self.model.dialect.compares_numbers_exactly() {
            return None;
        }
        match way.iter().position(|one| *one == table)? {
            0 => None,
            distance => Some(identifier(&format!("partner_{distance}"))),
        }
    }

    fn client_condition(
        &self,
        table: usize,
        column: usize,
        way: &[usize],
    ) -> Result<Expr, Problem> {
        let described = &self.model.tables[table].columns[column];
        let own = self.qualified(table, column, way);
        if described.data_type == DataType::Uuid && self.model.dialect.compares_uuids() {
            return Ok(Expr::equal(own, self.tenant_key(DataType::Uuid)?));
        }
        let key = self.tenant_key(DataType::Text)?;
        let is_as_it_is = !matches!(described.source, ColumnSource::DatabaseAsText);
        Ok(self.same_key(own, key, self.has_text_keys(), is_as_it_is))
    }

    fn has_text_keys(&self) -> bool {
        matches!(
            &self.model.datamart.tenancy,
            Some(Tenancy::Table(tenancy)) if tenancy.client_column_type == ClientColumnType::String
        )
    }

    /// An equation that holds for one key only, whatever the column's type and collation turn out to
    /// be. The plain one beside it can use an index.
    fn same_key(&self, column: Expr, key: Expr, is_text: bool, is_as_it_is: bool) -> Expr {
        let dialect = self.model.dialect;
        if !is_text && dialect.compares_numbers_exactly() {
            return Expr::equal(column, key);
        }
        let plain = Expr::equal(column.clone(), key.clone());
        let exact = Expr::tenant_key(column, key);
        if is_as_it_is { Expr::And(vec![plain, exact]) } else { exact }
    }

    /// The value that a client column of this type must equal.
    fn tenant_key(&self, column_type: DataType) -> Result<Expr, Problem> {
        match &self.scope.tenant {
            Tenant::Key(Value::Text(text)) if column_type == DataType::Uuid => {
                let uuid = Uuid::parse_str(text)
                    .map_err(|_| client_error("the datamart's clientId is a UUID"))?;
                Ok(Expr::Value(Value::Uuid(uuid)))
            }
            Tenant::Key(value) => Ok(Expr::Value(value.clone())),
            Tenant::Name(name) => self.key_of_name(name, column_type),
            Tenant::NotNeeded | Tenant::Database(_) => Ok(Expr::Null),
        }
    }

    /// The key of the one tenant of this name; NULL, which equals nothing, when there are several.
    fn key_of_name(&self, name: &str, column_type: DataType) -> Result<Expr, Problem> {
        let Some(Tenancy::Table(tenancy)) = &self.model.datamart.tenancy else {
            return Err(client_error("the datamart has no mapping table"));
        };
        let mapping = identifier(&tenancy.mapping_table.name);
        let of_mapping = |column: &str| Expr::column_of(&mapping, &identifier(column));
        // Databases that have UUIDs need not have a least one.
        let is_uuid = column_type == DataType::Uuid;
        let cast = |operand, to| if is_uuid { Expr::Cast(Box::new(operand), to) } else { operand };
        let key = cast(of_mapping(&tenancy.key_column), DataType::Text);
        let smallest = Expr::Aggregate {
            function: AggregateFunction::Only,
            distinct: false,
            operand: Box::new(key),
        };
        let name = Expr::Value(Value::Text(name.to_owned()));
        let named = self.same_key(of_mapping(&tenancy.name_column), name, true, true);
        let found = Expr::Scalar(Box::new(Select {
            columns: vec![Projection { expression: smallest, alias: None }],
            from: Some(Source::base(&tenancy.mapping_table)),
            filter: vec![named],
            having: vec![Expr::IsOneRow],
            ..Select::default()
        }));
        Ok(cast(found, DataType::Uuid))
    }

    /// The own keys are among those of the other table's rows that its rule keeps.
    fn via(
        &self,
        table: usize,
        relationship: usize,
        visited: &mut Vec<usize>,
    ) -> Result<Expr, Problem> {
        let through = &self.model.relationships[relationship];
        let other = through
            .other_end(table)
            .filter(|other| !visited.contains(other))
            .ok_or_else(|| self.not_scoped(table))?;
        visited.push(other);
        let condition = match self.model.tables[other].tenant_rule {
            TenantRule::ClientColumn(column) => self.client_condition(other, column, visited)?,
            TenantRule::Via(next) => self.via(other, next, visited)?,
            TenantRule::Missing => {
                self.client_condition(other, self.supplied_column(other)?, visited)?
            }
            // Rows that belong to everybody say nothing about whose the others are.
            TenantRule::Shared => return Err(self.not_scoped(table)),
        };
        let keys: Vec<_> = through
            .keys_from(table)
            .map(|(own, theirs)| KeyPair {
                own: self.qualified(table, own, visited),
                theirs: self.qualified(other, theirs, visited),
            })
            .collect();
        let base = Source::base(&self.model.tables[other].name);
        let from = Some(Source { alias: self.partner_alias(other, visited), ..base });
        let partners = Select { from, filter: vec![condition], ..Select::default() };
        Ok(self.semi_join(keys, partners))
    }

    /// Some partner's keys equal the own ones; a key that is NULL equals none.
    fn semi_join(&self, keys: Vec<KeyPair>, mut partners: Select) -> Expr {
        let dialect = self.model.dialect;
        let plain = |expression| Projection { expression, alias: None };
        if !dialect.compares_numbers_exactly() || (keys.len() > 1 && !dialect.compares_rows()) {
            partners.columns = vec![plain(Expr::Integer(1))];
            let equations = keys.into_iter().map(|pair| pair.equation(dialect));
            partners.filter = equations.chain(std::mem::take(&mut partners.filter)).collect();
            return Expr::Exists(Box::new(partners));
        }
        let (operands, theirs): (Vec<_>, Vec<_>) =
            keys.into_iter().map(|key| (key.own, key.theirs)).unzip();
        partners.columns = theirs.into_iter().map(plain).collect();
        Expr::InQuery { operands, query: Box::new(partners) }
    }
}

/// A column of each end of a relationship.
struct KeyPair {
    own: Expr,
    theirs: Expr,
}

impl KeyPair {
    /// Equal as a tenant's key is, see [`Dialect::exact_column`].
    fn equation(self, dialect: &dyn Dialect) -> Expr {
        let plain = Expr::equal(self.theirs.clone(), self.own.clone());
        if dialect.compares_numbers_exactly() {
            return plain;
        }
        Expr::And(vec![plain, Expr::same_key(self.theirs, self.own)])
    }
}

/// A question whose every table is read under the tenant's rule.
#[derive(Debug)]
pub(crate) struct Scoped<'m> {
    pub(crate) resolved: Resolved<'m>,
    /// One per table, in the order of their first use.
    pub(crate) scans: Vec<Scan>,
}

/// What a question reads of a table.
#[derive(Debug, Default)]
struct Needs {
    columns: BTreeSet<usize>,
    marker: bool,
}

impl<'m> Scoped<'m> {
    pub(crate) fn apply(resolved: Resolved<'m>, scope: &Scope) -> Result<Self, Problem> {
        let mut reads = Reads { question: &resolved, tables: Vec::new() };
        reads.collect();
        let scan =
            |(table, needs): &(usize, Needs)| Scan::new(scope, resolved.model, *table, needs);
        let scans = reads.tables.iter().map(scan).collect::<Result<Vec<_>, _>>()?;
        Ok(Self { scans, resolved })
    }
}

/// The tenant's rows of one table: some columns, and a marker that no row of theirs lacks.
pub(crate) fn scan_of(
    model: &Model,
    scope: &Scope,
    table: usize,
    columns: impl IntoIterator<Item = usize>,
) -> Result<Scan, Problem> {
    let needs = Needs { columns: columns.into_iter().collect(), marker: true };
    Scan::new(scope, model, table, &needs)
}

/// The same without a marker.
pub(crate) fn plain_scan_of(
    model: &Model,
    scope: &Scope,
    table: usize,
    columns: impl IntoIterator<Item = usize>,
) -> Result<Scan, Problem> {
    let needs = Needs { columns: columns.into_iter().collect(), marker: false };
    Scan::new(scope, model, table, &needs)
}

/// The tables and columns that a question reads.
struct Reads<'q> {
    question: &'q Resolved<'q>,
    tables: Vec<(usize, Needs)>,
}

impl Reads<'_> {
    fn collect(&mut self) {
        let question = self.question;
        for fact in &question.facts {
            self.fact(fact);
        }
        for fact in question.top.iter().flat_map(|top| &top.facts) {
            self.fact(fact);
        }
    }

    fn of(&mut self, table: usize) -> &mut Needs {
        let position = self.tables.iter().position(|(one, _)| *one == table);
        let position = position.unwrap_or_else(|| {
            self.tables.push((table, Needs::default()));
            self.tables.len() - 1
        });
        &mut self.tables[position].1
    }

    fn column(&mut self, id: ColumnId) {
        self.of(id.place.table).columns.insert(id.column);
    }

    fn conditions<'c>(&mut self, conditions: impl IntoIterator<Item = &'c Condition>) {
        for condition in conditions {
            condition.columns(&mut |id| self.column(id));
        }
    }

    fn fact(&mut self, fact: &Fact) {
        let question = self.question;
        let root = Place::of(fact.root);
        let needs = self.of(fact.root);
        needs.marker |= fact.keeps_far_rows;
        fact.joins.iter().for_each(|step| self.step(*step));
        fact.dimensions.iter().for_each(|one| self.column(question.dimensions[*one].column));
        for term in fact.terms.iter().map(|one| &question.terms[*one]) {
            term.column.iter().for_each(|column| self.column(root.column(*column)));
            self.conditions(&term.filter);
        }
        for branch in &fact.branches {
            self.step(branch.step);
            branch.joins.iter().for_each(|step| self.step(*step));
            self.conditions(&branch.conditions);
        }
        self.conditions(fact.conditions.iter().chain(&fact.shown));
        if let Some(last) = &fact.last {
            last.per.iter().chain([&last.by]).for_each(|one| self.column(root.column(*one)));
        }
        if let Grain::Keys(keys) = &fact.grain {
            keys.iter().for_each(|one| self.column(root.column(*one)));
        }
    }

    fn step(&mut self, step: JoinStep) {
        for (from, to) in step.keys(self.question.model) {
            self.column(step.from.column(from));
            self.column(step.to.column(to));
        }
    }
}
