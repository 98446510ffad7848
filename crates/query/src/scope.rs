//! Whose rows a question may read: the only place where a scan of a table can be made.
//!
//! A [`Scan`] has private fields and one constructor, in this module, that puts the tenant's rule
//! on it, unless a join carries that rule. What comes after this stage reads tables through scans only.

mod carried;
mod earlier;
mod merge;
mod narrow;
mod pass;
mod reads;
mod rules;

use std::borrow::Cow;
use std::sync::Arc;

use souk_model::{
    ClientColumnType, ClientIdentifier, DataType, ErrorCode, Problem, TableName, TableTenancy,
    Tenancy,
};

pub(crate) use self::carried::{Carried, Carrier};
use self::reads::{Needs, Read};
use self::rules::Rules;
use crate::Value;
use crate::guard::GuardTenant;
use crate::model::{ColumnSource, Model, ModelColumn};
use crate::resolve::Resolved;
use crate::rules::RowRules;
use crate::sql::{Expr, Identifier, Projection, Select, Source};

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

    /// The table as FROM names it. In the tenant's own database it goes by its bare name where a
    /// schema is a database: with one it would be the table of the datasource's own database.
    fn table_name<'a>(&self, model: &Model, table: &'a TableName) -> Cow<'a, TableName> {
        match &self.tenant {
            Tenant::Database(_) if model.dialect.schema_is_database() => {
                Cow::Owned(TableName::new("", &table.name))
            }
            _ => Cow::Borrowed(table),
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
    Carried,
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

    /// The name of its common table.
    pub(crate) fn name(&self, model: &Model) -> Identifier {
        let table = &model.tables[self.table];
        Arc::clone(if self.rule == RuleApplied::Carried { &table.unscoped } else { &table.scan })
    }

    fn new(scope: &Scope, model: &Model, table: usize, needs: &Needs) -> Result<Self, Problem> {
        let (condition, rule) = Rules { scope, model }.of(table)?;
        Ok(Self::under(condition, rule, scope, model, table, needs))
    }

    /// Without the rule; that it could be made is checked all the same.
    fn carried(scope: &Scope, model: &Model, table: usize, needs: &Needs) -> Result<Self, Problem> {
        Rules { scope, model }.of(table)?;
        Ok(Self::under(None, RuleApplied::Carried, scope, model, table, needs))
    }

    fn under(
        condition: Option<Expr>,
        rule: RuleApplied,
        scope: &Scope,
        model: &Model,
        table: usize,
        needs: &Needs,
    ) -> Self {
        let described = &model.tables[table];
        let query = Select {
            columns: projections(model, table, needs),
            from: Some(Source::base(&scope.table_name(model, &described.name))),
            filter: condition.into_iter().chain(scope.row_rules.of(table)).collect(),
            ..Select::default()
        };
        Self { table, query, rule }
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

/// A question whose every table is read under the tenant's rule.
#[derive(Debug)]
pub(crate) struct Scoped<'m> {
    pub(crate) resolved: Resolved<'m>,
    /// One per table and kind of rule, in the order of their first use.
    pub(crate) scans: Vec<Scan>,
    pub(crate) carrier: Carrier,
}

impl<'m> Scoped<'m> {
    pub(crate) fn apply(mut resolved: Resolved<'m>, scope: &Scope) -> Result<Self, Problem> {
        let carrier = Carrier::new(scope, resolved.model);
        merge::merge(&mut resolved, &carrier);
        pass::pass_by(&mut resolved, &carrier);
        earlier::read_together(&mut resolved);
        narrow::narrow(&mut resolved, &carrier);
        let scan = |Read { table, is_carried, needs }: &Read| match is_carried {
            true => Scan::carried(scope, resolved.model, *table, needs),
            false => Scan::new(scope, resolved.model, *table, needs),
        };
        let scans = reads::of(&resolved, &carrier).iter().map(scan).collect::<Result<_, _>>()?;
        Ok(Self { scans, resolved, carrier })
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
