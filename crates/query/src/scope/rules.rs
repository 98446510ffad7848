//! The conditions that keep a tenant's rows of each table.

use souk_model::{ClientColumnType, DataType, ErrorCode, Problem, Tenancy};
use uuid::Uuid;

use super::{RuleApplied, Scope, Tenant, client_error};
use crate::model::{ColumnSource, Model, TenantRule, identifier};
use crate::sql::{AggregateFunction, Expr, Identifier, Projection, Select, Source};
use crate::{Dialect, Value};

/// Makes the condition that keeps a tenant's rows of a table.
pub(super) struct Rules<'a> {
    pub(super) scope: &'a Scope,
    pub(super) model: &'a Model,
}

impl Rules<'_> {
    pub(super) fn of(&self, table: usize) -> Result<(Option<Expr>, RuleApplied), Problem> {
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
