//! Members by name.

use souk_model::{Aggregate, DataType, Operand};
use souk_query::{Granularity, MeasureRequest, QueryRequest};

use super::aggregate::result_type;
use super::conditions::Conditions;
use crate::generate::world::World;

/// A column of a table of the datamart: positions in the datamart's tables and in the table's columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ColumnAt {
    pub(super) table: usize,
    pub(super) column: usize,
    pub(super) data_type: DataType,
    pub(super) moves_with_zone: bool,
}

/// An aggregate of a column, or of the rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct MeasureAt {
    pub(super) table: usize,
    pub(super) aggregate: Aggregate,
    pub(super) column: Option<ColumnAt>,
    pub(super) data_type: DataType,
}

pub(super) struct Members<'w> {
    pub(super) world: &'w World,
}

impl Members<'_> {
    fn table(&self, name: &str) -> Option<usize> {
        let tables = &self.world.datamart.tables;
        tables.iter().position(|table| table.name.name == name && !table.is_hidden)
    }

    /// Names hold no dots here, so the last one parts table and column.
    fn split<'n>(&self, member: &'n str) -> Option<(usize, &'n str)> {
        let (table, name) = member.rsplit_once('.')?;
        Some((self.table(table)?, name))
    }

    pub(super) fn column(&self, member: &str) -> Option<ColumnAt> {
        let (table, name) = self.split(member)?;
        let described = &self.world.datamart.tables[table];
        let declared = described.columns.iter().find(|one| one.name == name && !one.is_hidden)?;
        self.column_of(table, &declared.name)
    }

    fn column_of(&self, table: usize, name: &str) -> Option<ColumnAt> {
        let described = &self.world.datamart.tables[table];
        let held = self.world.table(&described.name.name)?;
        let column = held.position(name)?;
        let declared = described.columns.iter().find(|one| one.name == name);
        let moves_with_zone = declared.and_then(|one| one.apply_timezone).unwrap_or(true);
        Some(ColumnAt { table, column, data_type: held.columns[column].data_type, moves_with_zone })
    }

    pub(super) fn declared(&self, member: &str) -> Option<MeasureAt> {
        let (table, name) = self.split(member)?;
        let measures = &self.world.datamart.tables[table].measures;
        let measure = measures.iter().find(|one| one.name == name)?;
        let column = match &measure.operand {
            Operand::Rows => None,
            Operand::Column(name) => Some(self.column_of(table, name)?),
            Operand::Sql(_) => return None,
        };
        measure_at(table, measure.aggregate, column)
    }
}

fn measure_at(table: usize, aggregate: Aggregate, column: Option<ColumnAt>) -> Option<MeasureAt> {
    let data_type = result_type(aggregate, column.map(|one| one.data_type))?;
    Some(MeasureAt { table, aggregate, column, data_type })
}

/// A dimension, at a granularity or as it is.
pub(super) struct DimensionAt {
    pub(super) name: String,
    /// The member of a time dimension, by which it may be ordered too.
    pub(super) member: String,
    pub(super) column: ColumnAt,
    pub(super) granularity: Option<Granularity>,
}

/// The columns of the answer.
pub(super) struct Asked {
    pub(super) dimensions: Vec<DimensionAt>,
    pub(super) measures: Vec<(String, MeasureAt)>,
}

impl Asked {
    pub(super) fn read(members: &Members<'_>, request: &QueryRequest) -> Option<Self> {
        let mut dimensions = Vec::new();
        for dimension in &request.dimensions {
            let name = dimension.member().to_owned();
            let column = members.column(&name)?;
            let member = name.clone();
            dimensions.push(DimensionAt { name, member, column, granularity: None });
        }
        for time in &request.time_dimensions {
            let column = members.column(&time.dimension)?;
            if !column.data_type.is_temporal() {
                return None;
            }
            let Some(granularity) = time.granularity else { continue };
            dimensions.push(DimensionAt {
                name: format!("{}.{}", time.dimension, granularity.word()),
                member: time.dimension.clone(),
                column,
                granularity: Some(granularity),
            });
        }
        let measures: Option<Vec<_>> =
            request.measures.iter().map(|one| measure(members, one)).collect();
        let asked = Self { dimensions, measures: measures? };
        (asked.is_something() && asked.names_are_distinct()).then_some(asked)
    }

    fn is_something(&self) -> bool {
        !self.dimensions.is_empty() || !self.measures.is_empty()
    }

    pub(super) fn names(&self) -> Vec<&str> {
        let dimensions = self.dimensions.iter().map(|one| one.name.as_str());
        dimensions.chain(self.measures.iter().map(|(name, _)| name.as_str())).collect()
    }

    fn names_are_distinct(&self) -> bool {
        let mut names = self.names();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        names.len() == count
    }

    /// The measured tables, and all tables in the order in which the question mentions them.
    pub(super) fn tables(&self, conditions: &Conditions) -> (Vec<usize>, Vec<usize>) {
        let mut measured: Vec<usize> = self.measures.iter().map(|(_, one)| one.table).collect();
        let mut all = measured.clone();
        all.extend(self.dimensions.iter().map(|one| one.column.table));
        all.extend(conditions.of_rows.iter().flat_map(super::conditions::Condition::tables));
        let tested = conditions.of_groups.iter().flat_map(super::conditions::Condition::tables);
        let tested: Vec<_> = tested.collect();
        measured.extend(&tested);
        all.extend(tested);
        (distinct(measured), distinct(all))
    }
}

fn distinct(list: Vec<usize>) -> Vec<usize> {
    let mut kept = Vec::new();
    for one in list {
        if !kept.contains(&one) {
            kept.push(one);
        }
    }
    kept
}

fn measure(members: &Members<'_>, request: &MeasureRequest) -> Option<(String, MeasureAt)> {
    let inline = match request {
        MeasureRequest::Declared(name) => return Some((name.clone(), members.declared(name)?)),
        MeasureRequest::Inline(inline) => inline,
        MeasureRequest::Modified(_) | MeasureRequest::Formula(_) => return None,
    };
    let word = inline.aggregate.wire_name().to_lowercase();
    let (found, default_name) = match &inline.column {
        Some(column) => {
            let member = format!("{}.{column}", inline.table);
            let column = members.column(&member)?;
            (measure_at(column.table, inline.aggregate, Some(column))?, format!("{member}.{word}"))
        }
        None => {
            let table = members.table(&inline.table)?;
            (measure_at(table, inline.aggregate, None)?, format!("{}.{word}", inline.table))
        }
    };
    Some((inline.name.clone().unwrap_or(default_name), found))
}
