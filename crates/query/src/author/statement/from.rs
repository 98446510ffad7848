//! FROM: tables of the datamart become their scans, common tables and derived tables stay queries.

use std::collections::BTreeSet;
use std::sync::Arc;

use souk_model::suggestion;
use sqlparser::ast::{
    self, Ident, JoinConstraint, JoinOperator, ObjectName, ObjectNamePart, TableAlias, TableFactor,
};

use super::super::names::fits;
use super::super::translate::{refuse, typed};
use super::super::{AuthorExpression, Refusal, operators};
use super::level::{Clause, Column, Common, Level, Named};
use super::query::Reader;
use super::refuse_if;
use super::tokens::DATABASE_MARK;
use crate::model::{ColumnSource, Lookup, Model, TenantRule};
use crate::sql::{BinaryOperator, Expr, Function, Join, JoinKind, Relation, Select, Source};

type Done = Result<(), Refusal>;

impl Level<'_> {
    pub(super) fn from(&mut self, from: &[ast::TableWithJoins], select: &mut Select) -> Done {
        for (position, part) in from.iter().enumerate() {
            let source = self.factor(&part.relation)?;
            if position == 0 {
                select.from = Some(source);
            } else {
                select.joins.push(Join { kind: JoinKind::Cross, source, on: Vec::new() });
            }
            for join in &part.joins {
                let join = self.join(join)?;
                let keeps_right = matches!(join.kind, JoinKind::Right | JoinKind::Full);
                refuse_if(
                    "a comma in FROM beside a right or full join",
                    keeps_right && position > 0,
                )?;
                select.joins.push(join);
            }
        }
        Ok(())
    }

    fn join(&mut self, join: &ast::Join) -> Result<Join, Refusal> {
        let ast::Join { relation, global, join_operator } = join;
        refuse_if("GLOBAL before a join", *global)?;
        let source = self.factor(relation)?;
        let (kind, constraint) = match join_operator {
            JoinOperator::Join(on) | JoinOperator::Inner(on) => (JoinKind::Inner, on),
            JoinOperator::Left(on) | JoinOperator::LeftOuter(on) => (JoinKind::Left, on),
            JoinOperator::Right(on) | JoinOperator::RightOuter(on) => (JoinKind::Right, on),
            JoinOperator::FullOuter(on) => (JoinKind::Full, on),
            JoinOperator::CrossJoin(JoinConstraint::None) => {
                return Ok(Join { kind: JoinKind::Cross, source, on: Vec::new() });
            }
            _ => return refuse("a join of this kind"),
        };
        let mut on = match constraint {
            JoinConstraint::On(condition) => self.conditions(Clause::Rows, condition)?,
            JoinConstraint::Using(names) => self.using(kind, names)?,
            JoinConstraint::Natural => return refuse("NATURAL; name the columns with USING"),
            JoinConstraint::None => return refuse("a join without ON or USING"),
        };
        if on.is_empty() {
            on.push(Expr::And(Vec::new()));
        }
        Ok(Join { kind, source, on })
    }

    /// Equations of the columns of both sides that have these names, each of which becomes one.
    fn using(&mut self, kind: JoinKind, names: &[ObjectName]) -> Result<Vec<Expr>, Refusal> {
        let mut equations = Vec::with_capacity(names.len());
        for name in names {
            let [ObjectNamePart::Identifier(name)] = name.0.as_slice() else {
                return refuse("a qualified name in USING");
            };
            let (mut left, mut right) = self.both_sides(name)?;
            let merged = merged(kind, &left, &right)?;
            self.context.clock.fit(&mut left, &mut right)?;
            equations.push(operators::compare(BinaryOperator::Equal, left, right)?.expression);
            self.merged.retain(|(old, _)| !fits(name, old));
            self.merged.push((name.value.clone(), merged));
        }
        Ok(equations)
    }

    fn both_sides(&self, name: &Ident) -> Result<(AuthorExpression, AuthorExpression), Refusal> {
        let unknown = |side: &str| {
            Refusal::WrongType(format!("USING ({name}): the {side} side has no such column"))
        };
        let Some((last, before)) = self.sources.split_last() else { return Err(unknown("left")) };
        let right = last.column(name).ok_or_else(|| unknown("right"))?;
        let right = self.read(last, right);
        if let Some((_, left)) = self.merged.iter().find(|(old, _)| fits(name, old)) {
            return Ok((left.clone(), right));
        }
        let found: Vec<_> = before
            .iter()
            .filter_map(|source| source.column(name).map(|column| self.read(source, column)))
            .collect();
        match found.as_slice() {
            [left] => Ok((left.clone(), right)),
            [] => Err(unknown("left")),
            _ => Err(Refusal::Ambiguous(name.value.clone())),
        }
    }

    fn factor(&mut self, factor: &TableFactor) -> Result<Source, Refusal> {
        match factor {
            TableFactor::Table { .. } => self.table(factor),
            TableFactor::Derived { lateral, subquery, alias, sample } => {
                refuse_if("LATERAL", *lateral)?;
                refuse_if("a sample", sample.is_some())?;
                let Some(alias) = alias else { return refuse("a derived table without an alias") };
                self.derived(subquery, alias)
            }
            TableFactor::TableFunction { .. }
            | TableFactor::Function { .. }
            | TableFactor::UNNEST { .. }
            | TableFactor::JsonTable { .. }
            | TableFactor::OpenJsonTable { .. }
            | TableFactor::XmlTable { .. } => refuse("a function in FROM"),
            TableFactor::NestedJoin { .. } => refuse("a join in brackets"),
            TableFactor::Pivot { .. } | TableFactor::Unpivot { .. } => refuse("PIVOT"),
            TableFactor::MatchRecognize { .. } => refuse("MATCH_RECOGNIZE"),
            _ => refuse("a source of this kind in FROM"),
        }
    }

    fn derived(&mut self, query: &ast::Query, alias: &TableAlias) -> Result<Source, Refusal> {
        let name = alias_name(alias)?;
        let reader = Reader { context: self.context, commons: self.commons.clone(), outer: None };
        let output = reader.query(query)?;
        let key = self.context.name("from", &name.value);
        let columns = output.as_columns();
        self.add(Named {
            schema: None,
            name: name.value.clone(),
            alias: Arc::clone(&key),
            columns,
            table: None,
        })?;
        Ok(Source { relation: Relation::Query(Box::new(output.unordered())), alias: Some(key) })
    }

    fn table(&mut self, factor: &TableFactor) -> Result<Source, Refusal> {
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
            return refuse("a source of this kind in FROM");
        };
        refuse_if("a function in FROM", args.is_some())?;
        refuse_if("a table hint", !with_hints.is_empty() || !index_hints.is_empty())?;
        refuse_if("a version of a table", version.is_some())?;
        refuse_if("WITH ORDINALITY", *with_ordinality)?;
        refuse_if("PARTITION", !partitions.is_empty())?;
        refuse_if("a path into a table", json_path.is_some())?;
        refuse_if("a sample", sample.is_some())?;
        let alias = alias.as_ref().map(alias_name).transpose()?;
        let parts = self.table_parts(name)?;
        if let [single] = parts.as_slice() {
            let common = self.commons.iter().rev().find(|one| fits(single, &one.name)).cloned();
            if let Some(common) = common {
                return self.common(&common, alias.unwrap_or(single));
            }
        }
        let table = table_of(self.context.model, &parts)?;
        self.base(table, alias)
    }

    /// The parts of a table's name, without the tenant's own database.
    fn table_parts<'n>(&self, name: &'n ObjectName) -> Result<Vec<&'n Ident>, Refusal> {
        let mut parts = Vec::with_capacity(name.0.len());
        for part in &name.0 {
            match part {
                ObjectNamePart::Identifier(ident) if ident.quote_style == Some('\'') => {
                    return refuse("a string in FROM");
                }
                ObjectNamePart::Identifier(ident) => parts.push(ident),
                ObjectNamePart::Function(_) => return refuse("a function in FROM"),
            }
        }
        if parts.first().is_some_and(|first| first.value == DATABASE_MARK) {
            if self.context.scope.database().is_none() {
                return refuse(
                    "{{DATABASE_NAME}} in a datamart whose tenants do not have databases of their own",
                );
            }
            parts.remove(0);
        }
        Ok(parts)
    }

    fn common(&mut self, common: &Common, name: &Ident) -> Result<Source, Refusal> {
        let alias = self.context.name("from", &name.value);
        self.add(Named {
            schema: None,
            name: name.value.clone(),
            alias: Arc::clone(&alias),
            columns: common.columns.clone(),
            table: None,
        })?;
        Ok(Source::named(&common.key, &alias))
    }

    fn base(&mut self, table: usize, alias: Option<&Ident>) -> Result<Source, Refusal> {
        let model = self.context.model;
        let described = &model.tables[table];
        let name = alias.map_or(described.name.name.clone(), |alias| alias.value.clone());
        let key = self.context.name("from", &name);
        self.context.reads.borrow_mut().entry(table).or_default();
        self.add(Named {
            schema: alias.is_none().then(|| described.name.schema.clone()),
            name,
            alias: Arc::clone(&key),
            columns: columns_of(model, table),
            table: Some(table),
        })?;
        Ok(Source::named(&described.scan, &key))
    }

    fn add(&mut self, source: Named) -> Done {
        let is_same = |one: &Named| {
            one.name.eq_ignore_ascii_case(&source.name)
                && (one.schema == source.schema || one.schema.is_none() || source.schema.is_none())
        };
        if self.sources.iter().any(is_same) {
            return refuse(format!("the name {} twice in one FROM; give aliases", source.name));
        }
        self.sources.push(source);
        Ok(())
    }
}

/// What a column of USING is: of an outer join, the side that is always there.
fn merged(
    kind: JoinKind,
    left: &AuthorExpression,
    right: &AuthorExpression,
) -> Result<AuthorExpression, Refusal> {
    Ok(match kind {
        JoinKind::Right => right.clone(),
        JoinKind::Full => {
            let both = [left.clone(), right.clone()];
            let data_type = operators::common_type(&both)?;
            let operands = both.into_iter().map(|one| one.expression).collect();
            typed(Expr::Call(Function::Coalesce, operands), data_type)
        }
        _ => left.clone(),
    })
}

pub(super) fn alias_name(alias: &TableAlias) -> Result<&Ident, Refusal> {
    let TableAlias { explicit: _, name, columns, at } = alias;
    refuse_if("a list of columns after an alias; name the columns with AS", !columns.is_empty())?;
    refuse_if("AT after an alias", at.is_some())?;
    refuse_if("{{DATABASE_NAME}} as an alias", name.value == DATABASE_MARK)?;
    Ok(name)
}

fn table_of(model: &Model, parts: &[&Ident]) -> Result<usize, Refusal> {
    let written: Vec<_> = parts.iter().map(|part| part.value.as_str()).collect();
    let written = written.join(".");
    let is_named = |table: usize| {
        let name = &model.tables[table].name;
        match parts {
            [bare] => fits(bare, &name.name),
            [schema, bare] => fits(schema, &name.schema) && fits(bare, &name.name),
            _ => false,
        }
    };
    let is_visible = |table: &usize| {
        model
            .table(&model.tables[*table].name.to_string())
            .is_some_and(|one| one == Lookup::One(*table))
    };
    let found: Vec<_> =
        (0..model.tables.len()).filter(|table| is_named(*table) && is_visible(table)).collect();
    let exact = found.iter().filter(|table| {
        model.tables[**table].name.name == parts.last().map_or("", |last| last.value.as_str())
    });
    match (found.as_slice(), exact.clone().count()) {
        ([only], _) => Ok(*only),
        (_, 1) => Ok(exact.copied().next().unwrap_or_default()),
        ([], _) => {
            let suggestion = suggestion(&written, model.table_keys());
            Err(Refusal::UnknownTable { name: written, suggestion })
        }
        _ => Err(Refusal::Ambiguous(written)),
    }
}

/// What the author may name of a table: the datamart's columns that are not hidden, and those that
/// the datamart itself joins and scopes by.
fn columns_of(model: &Model, table: usize) -> Vec<Column> {
    let described = &model.tables[table];
    let declared = model.datamart.table(&described.name);
    let mut columns: Vec<Column> = Vec::new();
    let mut add = |position: usize, is_shown: bool| {
        let column = &described.columns[position];
        let is_known = columns.iter().any(|one| one.position == Some(position));
        if !is_known {
            columns.push(Column {
                name: column.name.to_string(),
                data_type: column.data_type,
                key: Arc::clone(&column.name),
                position: Some(position),
                is_shown,
            });
        }
    };
    for column in declared.into_iter().flat_map(|table| &table.columns) {
        if !column.is_hidden && !column.is_aggregate {
            described.column_position(&column.name).into_iter().for_each(|one| add(one, true));
        }
    }
    if let TenantRule::ClientColumn(column) = described.tenant_rule {
        add(column, false);
    }
    for key in keys_of(model, table) {
        if !matches!(described.columns[key].source, ColumnSource::Computed(_)) {
            add(key, false);
        }
    }
    columns
}

fn keys_of(model: &Model, table: usize) -> BTreeSet<usize> {
    let ends = model.relationships.iter().flat_map(|relationship| {
        relationship.keys.iter().flat_map(|(parent, child)| {
            [(relationship.parent, *parent), (relationship.child, *child)]
        })
    });
    ends.filter(|(end, _)| *end == table).map(|(_, column)| column).collect()
}
