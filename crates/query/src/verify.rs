//! Whether the data is what the datamart says: keys that should be unique, and references that lead
//! nowhere. Each check is a statement over the tenant's rows, guarded like a question.

use souk_model::{Cardinality, ErrorCode, Problem};

use crate::compile::{total_column, written};
use crate::compiled::{ColumnRole, Compiled, OutputColumn};
use crate::model::{CardinalitySource, Model, ModelTable, TenantRule, identifier};
use crate::scope::{Scope, scan_of};
use crate::sql::{
    BinaryOperator, CommonTable, Expr, Identifier, Join, JoinKind, Projection, Select, Source,
};

const EXAMPLES: u32 = 5;

/// What to run, and what needs no running.
#[derive(Debug)]
pub struct Verification {
    /// In the order of tables and relationships.
    pub checks: Vec<Check>,
    /// Tables that no question can read, with the reason and the mend.
    pub unreadable: Vec<Problem>,
    /// Tables of which each question reads all tenants' rows to find one tenant's.
    pub unindexed: Vec<Unindexed>,
}

/// A table whose client column no index begins with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unindexed {
    /// The table.
    pub table: String,
    /// Its client column.
    pub column: String,
}

/// One promise of the datamart, and the statements that test it.
#[derive(Debug)]
pub struct Check {
    /// What is promised.
    pub promise: Promise,
    /// The table whose rows are read.
    pub table: String,
    /// The columns that the promise is about.
    pub columns: Vec<String>,
    /// Gives one row with one column, `total`: how many values break the promise.
    pub count: Compiled,
    /// Gives some of them.
    pub examples: Compiled,
}

/// What the datamart says about its data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Promise {
    /// The primary key tells rows apart.
    PrimaryKey,
    /// A relationship leads to at most one row of the table.
    AtMostOne {
        /// The relationship.
        relationship: String,
        /// Whether the datamart relies on it; where it does not, it is worth declaring if it holds.
        is_declared: bool,
    },
    /// Every key of the table has a partner at the other end of a relationship.
    NoOrphans {
        /// The relationship.
        relationship: String,
        /// Whether the datamart relies on it: `referentialIntegrity`.
        is_declared: bool,
    },
}

/// The checks of a datamart, for one tenant's rows.
///
/// # Errors
/// A refusal by the guard, which would be a defect of Souk.
pub fn verify(model: &Model, scope: &Scope) -> Result<Verification, Problem> {
    let mut verifier = Verifier {
        model,
        scope,
        checks: Vec::new(),
        unreadable: Vec::new(),
        unindexed: Vec::new(),
    };
    for table in 0..model.tables.len() {
        verifier.table(table)?;
    }
    for relationship in 0..model.relationships.len() {
        verifier.relationship(relationship)?;
    }
    let Verifier { checks, unreadable, unindexed, .. } = verifier;
    Ok(Verification { checks, unreadable, unindexed })
}

struct Verifier<'m> {
    model: &'m Model,
    scope: &'m Scope,
    checks: Vec<Check>,
    unreadable: Vec<Problem>,
    unindexed: Vec<Unindexed>,
}

impl Verifier<'_> {
    fn table(&mut self, table: usize) -> Result<(), Problem> {
        if let Err(problem) = scan_of(self.model, self.scope, table, []) {
            if problem.code == ErrorCode::TABLE_NOT_SCOPED {
                self.unreadable.push(problem);
                return Ok(());
            }
            return Err(problem);
        }
        let described = &self.model.tables[table];
        self.unindexed.extend(unindexed(described));
        let declared = self.model.datamart.table(&described.name);
        let Some(key) = declared.filter(|one| !one.primary_key.is_empty()) else {
            return Ok(());
        };
        let columns: Option<Vec<_>> =
            key.primary_key.iter().map(|column| described.column_position(column)).collect();
        match columns {
            Some(columns) => self.duplicates(table, &columns, Promise::PrimaryKey),
            None => Ok(()),
        }
    }

    fn is_readable(&self, table: usize) -> bool {
        scan_of(self.model, self.scope, table, []).is_ok()
    }

    fn relationship(&mut self, position: usize) -> Result<(), Problem> {
        let one = &self.model.relationships[position];
        if !self.is_readable(one.parent) || !self.is_readable(one.child) {
            return Ok(());
        }
        let (parents, children): (Vec<_>, Vec<_>) = one.keys.iter().copied().unzip();
        let (parent, child, name) = (one.parent, one.child, one.name.to_string());
        let relies = |unique: [Cardinality; 2]| {
            one.cardinality_source == CardinalitySource::Declared
                && unique.contains(&one.cardinality)
        };
        let promise =
            |unique| Promise::AtMostOne { relationship: name.clone(), is_declared: relies(unique) };
        let parent_promise = promise([Cardinality::OneToMany, Cardinality::OneToOne]);
        let child_promise = promise([Cardinality::ManyToOne, Cardinality::OneToOne]);
        self.duplicates(parent, &parents, parent_promise)?;
        self.duplicates(child, &children, child_promise)?;
        // The many side refers to the one side; a customer without orders is no mistake.
        let cardinality = one.cardinality;
        let promise = |is_declared| Promise::NoOrphans { relationship: name.clone(), is_declared };
        let child_refers = cardinality == Cardinality::OneToMany;
        let (by_parent, by_child) = (
            promise(one.has_integrity && !child_refers),
            promise(one.has_integrity && child_refers),
        );
        if !child_refers {
            self.orphans((parent, &parents), (child, &children), by_parent)?;
        }
        if cardinality != Cardinality::ManyToOne {
            self.orphans((child, &children), (parent, &parents), by_child)?;
        }
        Ok(())
    }

    /// Values of the columns that several rows have.
    fn duplicates(
        &mut self,
        table: usize,
        columns: &[usize],
        promise: Promise,
    ) -> Result<(), Problem> {
        let scan = &self.model.tables[table].scan;
        let mut several = Select {
            from: Some(Source::common(scan)),
            is_grouped: true,
            group_by: columns.len(),
            ..Select::default()
        };
        for &column in columns {
            let own = self.column(table, column);
            several.filter.push(Expr::IsNull { operand: Box::new(own.clone()), negated: true });
            let alias = Some(self.model.tables[table].columns[column].name.clone());
            several.columns.push(Projection { expression: own, alias });
        }
        several.having =
            vec![Expr::binary(BinaryOperator::Greater, Expr::CountRows, Expr::Integer(1))];
        self.check(table, columns, promise, several, &[(table, columns)])
    }

    /// Values of the columns that have no partner. A key of which a part is NULL has none either, which
    /// matters where each row should have one.
    fn orphans(
        &mut self,
        (table, columns): (usize, &[usize]),
        (other, partners): (usize, &[usize]),
        promise: Promise,
    ) -> Result<(), Problem> {
        // A table that refers to itself is read under another name the second time.
        let partner = identifier("partner");
        let on = columns.iter().zip(partners).map(|(own, theirs)| {
            let theirs = &self.model.tables[other].columns[*theirs].name;
            Expr::equal(self.column(table, *own), Expr::column_of(&partner, theirs))
        });
        let mut alone = Select {
            from: Some(Source::common(&self.model.tables[table].scan)),
            distinct: true,
            ..Select::default()
        };
        alone.joins.push(Join {
            kind: JoinKind::Left,
            source: Source::named(&self.model.tables[other].scan, &partner),
            on: on.collect(),
        });
        let marker = Expr::column_of(&partner, &self.model.tables[other].marker);
        alone.filter.push(Expr::IsNull { operand: Box::new(marker), negated: false });
        let mut present = Vec::with_capacity(columns.len());
        for &column in columns {
            let own = self.column(table, column);
            present.push(Expr::IsNull { operand: Box::new(own.clone()), negated: true });
            let alias = Some(self.model.tables[table].columns[column].name.clone());
            alone.columns.push(Projection { expression: own, alias });
        }
        match promise {
            Promise::NoOrphans { is_declared: true, .. } => alone.filter.push(Expr::Or(present)),
            _ => alone.filter.extend(present),
        }
        self.check(table, columns, promise, alone, &[(table, columns), (other, partners)])
    }

    fn column(&self, table: usize, column: usize) -> Expr {
        let table = &self.model.tables[table];
        Expr::column_of(&table.scan, &table.columns[column].name)
    }

    fn check(
        &mut self,
        table: usize,
        columns: &[usize],
        promise: Promise,
        broken: Select,
        reads: &[(usize, &[usize])],
    ) -> Result<(), Problem> {
        let described = &self.model.tables[table];
        let outputs = columns.iter().map(|column| {
            let column = &described.columns[*column];
            let (name, label) = (column.name.to_string(), column.label.to_string());
            OutputColumn { name, data_type: column.data_type, label, role: ColumnRole::Dimension }
        });
        let outputs = outputs.collect();
        let with = self.scans(reads)?;
        let name = identifier("broken");
        let mut count = Select {
            with: with.clone(),
            from: Some(Source::common(&name)),
            columns: vec![Projection {
                expression: Expr::CountRows,
                alias: Some(identifier("total")),
            }],
            ..Select::default()
        };
        let query = broken.clone();
        count.with.push(CommonTable { name, query, is_inlined: false });
        let examples = Select { with, limit: Some(EXAMPLES), ..broken };
        self.checks.push(Check {
            promise,
            table: described.key.to_string(),
            columns: columns.iter().map(|one| described.columns[*one].name.to_string()).collect(),
            count: written(self.model, self.scope, &count, vec![total_column()])?,
            examples: written(self.model, self.scope, &examples, outputs)?,
        });
        Ok(())
    }

    /// One scan for each table, with all columns that are read of it.
    fn scans(&self, reads: &[(usize, &[usize])]) -> Result<Vec<CommonTable>, Problem> {
        let mut tables: Vec<(usize, Vec<usize>)> = Vec::new();
        for (table, columns) in reads {
            match tables.iter_mut().find(|(known, _)| known == table) {
                Some((_, known)) => known.extend(*columns),
                None => tables.push((*table, columns.to_vec())),
            }
        }
        let scan = |(table, columns): (usize, Vec<usize>)| {
            let name: Identifier = self.model.tables[table].scan.clone();
            let query = scan_of(self.model, self.scope, table, columns)?.into_query();
            Ok(CommonTable { name, query, is_inlined: true })
        };
        tables.into_iter().map(scan).collect()
    }
}

fn unindexed(table: &ModelTable) -> Option<Unindexed> {
    let TenantRule::ClientColumn(column) = table.tenant_rule else { return None };
    let column = table.columns[column].name.to_string();
    let is_indexed = table.indexed_columns.as_ref()?.contains(&column);
    (!is_indexed).then(|| Unindexed { table: table.key.to_string(), column })
}
