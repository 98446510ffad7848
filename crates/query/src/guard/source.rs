//! What FROM may hold: base tables of the datamart, CTEs in scope, and derived tables.

use souk_model::{Table, TableName};
use sqlparser::ast::{
    Join, JoinConstraint, JoinOperator, ObjectName, Query, SetExpr, TableAlias,
    TableAliasColumnDef, TableFactor, TableWithJoins, Values,
};

use super::error::{GuardError, Refusal};
use super::partner::DeclaredCte;
use super::profile::Profile;
use super::query::{Checked, Walk, alias_ident, refuse};
use super::{Kind, name};

/// A table that is named in FROM, without its alias.
enum Named<'a> {
    Base(&'a Table),
    Cte,
}

/// A base table where it is read.
#[derive(Clone, Copy)]
pub(super) struct Base<'a> {
    pub(super) table: &'a Table,
    /// What qualifies its columns: the alias, or else the bare name.
    pub(super) qualifier: &'a str,
}

/// A plain `"schema"."table" [AS "alias"]` or `"cte" [AS "alias"]`; nothing else that a table
/// reference can carry.
pub(super) fn plain_table(
    factor: &TableFactor,
) -> Result<(&ObjectName, Option<&TableAlias>), GuardError> {
    let TableFactor::Table {
        name,
        alias,
        args,
        with_hints,
        version,
        with_ordinality,
        partitions,
        json_path,
        sample,
        index_hints,
    } = factor
    else {
        return Err(Refusal::Clause("this kind of source in FROM").into());
    };
    refuse("a table function", args.is_some())?;
    refuse("a table hint", !with_hints.is_empty() || !index_hints.is_empty())?;
    refuse("a table version", version.is_some())?;
    refuse("WITH ORDINALITY", *with_ordinality)?;
    refuse("PARTITION", !partitions.is_empty())?;
    refuse("a path into a table", json_path.is_some())?;
    refuse("a sample", sample.is_some())?;
    Ok((name, alias.as_ref()))
}

/// What qualifies the columns of a base table: its alias, or else its bare name.
pub(super) fn base_qualifier<'a>(
    profile: &Profile,
    alias: Option<&'a TableAlias>,
    table: &'a TableName,
) -> Result<&'a str, GuardError> {
    alias.map_or(Ok(&table.name), |alias| name::source_name(profile, alias_ident(alias)?))
}

/// The alias of any other source.
pub(super) fn alias_text<'a>(
    profile: &Profile,
    alias: Option<&'a TableAlias>,
) -> Result<Option<&'a str>, GuardError> {
    alias.map(|alias| name::local_name(profile, alias_ident(alias)?)).transpose()
}

impl<'a> Walk<'a> {
    /// Walks FROM. The answer is the one base table that it reads, if it reads any.
    pub(super) fn from(
        &mut self,
        from: &'a [TableWithJoins],
    ) -> Result<Option<Base<'a>>, GuardError> {
        let mut base = None;
        let mut sources = 0;
        // A sub-query in here may mean a neighbour by the name of a source outside.
        let outside = std::mem::take(&mut self.around);
        for TableWithJoins { relation, joins } in from {
            base = self.source(relation)?.or(base);
            sources += 1 + joins.len();
            for join in joins {
                base = self.join(join)?.or(base);
            }
        }
        self.around = outside;
        match base {
            Some(Base { table, .. }) if sources > 1 => {
                Err(Refusal::NotAlone(table.name.to_string()).into())
            }
            alone => Ok(alone),
        }
    }

    fn join(&mut self, join: &'a Join) -> Result<Option<Base<'a>>, GuardError> {
        let Join { relation, global, join_operator } = join;
        refuse("GLOBAL", *global)?;
        let base = self.source(relation)?;
        match join_operator {
            JoinOperator::Join(on)
            | JoinOperator::Inner(on)
            | JoinOperator::Left(on)
            | JoinOperator::LeftOuter(on)
            | JoinOperator::Right(on)
            | JoinOperator::RightOuter(on)
            | JoinOperator::FullOuter(on)
            | JoinOperator::CrossJoin(on) => self.join_constraint(on)?,
            _ => return Err(Refusal::Clause("this kind of join").into()),
        }
        Ok(base)
    }

    fn join_constraint(&mut self, constraint: &'a JoinConstraint) -> Checked {
        match constraint {
            JoinConstraint::On(condition) => {
                self.expression(condition).map_err(|error| error.inside("ON"))
            }
            JoinConstraint::Using(columns) => {
                let mut names = columns.iter().map(|column| name::parts(self.profile(), column));
                names.try_for_each(|parts| refuse("a qualified USING", parts?.len() != 1))
            }
            JoinConstraint::Natural => Err(Refusal::Clause("NATURAL").into()),
            JoinConstraint::None => Ok(()),
        }
    }

    fn source(&mut self, factor: &'a TableFactor) -> Result<Option<Base<'a>>, GuardError> {
        self.seen.table_factors += 1;
        if let TableFactor::Derived { lateral, subquery, alias, sample } = factor {
            refuse("LATERAL", *lateral)?;
            refuse("a sample", sample.is_some())?;
            self.derived(subquery, alias.as_ref())?;
            return Ok(None);
        }
        let (object, alias) = plain_table(factor)?;
        self.seen.relations += 1;
        match self.named(object)? {
            Named::Cte => alias_text(self.profile(), alias).map(|_| None),
            Named::Base(table) => {
                let qualifier = base_qualifier(self.profile(), alias, &table.name)?;
                Ok(Some(Base { table, qualifier }))
            }
        }
    }

    /// Not LATERAL, so it sees the rows that its surrounding query sees and not its neighbours.
    fn derived(&mut self, query: &'a Query, alias: Option<&'a TableAlias>) -> Checked {
        if let Some(values) = only_values(query) {
            return self.named_values(values, alias);
        }
        let shown = alias_text(self.profile(), alias)?.unwrap_or("without a name");
        self.query(query).map_err(|error| error.inside(format!("the derived table {shown}")))
    }

    /// `(VALUES (…), …) AS "name" ("column", …)`: a source of values that are written in the text.
    fn named_values(&mut self, values: &'a Values, alias: Option<&'a TableAlias>) -> Checked {
        let Some(TableAlias { explicit: _, name: ident, columns, at: None }) = alias else {
            return Err(Refusal::Clause("VALUES without names").into());
        };
        name::local_name(self.profile(), ident)?;
        for TableAliasColumnDef { name: column, data_type } in columns {
            name::quoted(self.profile(), column)?;
            refuse("a type in a column list", data_type.is_some())?;
        }
        self.seen.queries += 1;
        self.values(values, Some(columns.len()))
    }

    /// Two parts are a table of the datamart, one part is a CTE in scope. Nothing is looked up in
    /// any other way, so that no search path of an engine ever matters. In the tenant's own database
    /// a table has one part where two would lead to another database.
    fn named(&self, object: &ObjectName) -> Result<Named<'a>, GuardError> {
        let known = match name::parts(self.profile(), object)?.as_slice() {
            [_] if self.cte_of(object).is_some() => Some(Named::Cte),
            [bare] => self.own_table(bare).map(Named::Base),
            [_, _] if self.ground.has_own_database() => None,
            [schema, _] if self.profile().is_catalog(schema) => None,
            [schema, bare] => self.base_table(schema, bare).map(Named::Base),
            _ => None,
        };
        known.ok_or_else(|| Refusal::UnknownTable(object.to_string()).into())
    }

    /// The nearest CTE of this name.
    pub(super) fn cte_of(&self, object: &ObjectName) -> Option<&DeclaredCte<'a>> {
        match name::parts(self.profile(), object).ok()?.as_slice() {
            [wanted] => self.ctes.iter().rev().find(|cte| cte.name == *wanted),
            _ => None,
        }
    }

    /// The table of the datamart that this names.
    pub(super) fn base_of(&self, object: &ObjectName) -> Option<&'a Table> {
        match self.named(object) {
            Ok(Named::Base(table)) => Some(table),
            _ => None,
        }
    }

    /// The only table of the datamart that has this name.
    fn own_table(&self, bare: &str) -> Option<&'a Table> {
        if !self.ground.has_own_database() {
            return None;
        }
        let mut tables = self.ground.datamart.tables.iter();
        let table = tables.find(|table| table.name.name == bare)?;
        tables.all(|other| other.name.name != bare).then_some(table)
    }

    fn base_table(&self, schema: &str, bare: &str) -> Option<&'a Table> {
        let mut tables = self.ground.datamart.tables.iter();
        tables.find(|table| table.name.name == bare && table.name.schema == schema)
    }

    /// Whether rules are needed at all.
    pub(super) fn has_tenants(&self) -> bool {
        self.ground.kind != Kind::None
    }
}

/// The VALUES of a query that holds nothing else.
fn only_values(query: &Query) -> Option<&Values> {
    let Query {
        with: None,
        body,
        order_by: None,
        limit_clause: None,
        fetch: None,
        locks,
        for_clause: None,
        settings: None,
        format_clause: None,
        pipe_operators,
    } = query
    else {
        return None;
    };
    match body.as_ref() {
        SetExpr::Values(values) if locks.is_empty() && pipe_operators.is_empty() => Some(values),
        _ => None,
    }
}
