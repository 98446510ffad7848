//! Small worlds written by hand, for cases whose answers are worked out on paper.
//!
//! ```text
//! table orders (id int key, customer int, amount dec, day date)
//! 1 | 1 | 10.00 | 2024-01-31
//! 2 | - |  5.00 | -
//! measure orders.revenue SUM amount
//! formula orders.double "revenue * 2"
//! join buyer: orders.customer -> customers.id ManyToOne INNER
//! join orders.(region, no) -> shops.(region, no) ManyToOne
//! ```
//!
//! The columns marked `key` are the primary key, of the database and of the datamart. A join without
//! a cardinality has none declared. There is no tenancy.

use chrono::{DateTime, NaiveDate, NaiveDateTime};
use rust_decimal::Decimal;
use souk_model::{
    Aggregate, Cardinality, Column, DataType, Datamart, DatasourceLink, DocumentId, Formula,
    JoinType, KeyPair, Measure, Operand, Relationship, Table,
};

use super::cell::Cell;
use super::plan::column;
use super::world::{Owners, World, WorldColumn, WorldRow, WorldTable, table_name};

/// The world of a sketch; `None` where the sketch cannot be read.
#[must_use]
pub fn sketch(text: &str) -> Option<World> {
    let datasource = DatasourceLink { id: DocumentId::random(), name: "main".to_owned() };
    let datamart = Datamart {
        name: "sketch".to_owned(),
        datasource,
        tables: Vec::new(),
        tenancy: None,
        relationships: Vec::new(),
    };
    let mut world = World { datamart, tables: Vec::new(), client_id: None };
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        match word {
            "table" => add_table(&mut world, rest)?,
            "measure" => add_measure(&mut world, rest)?,
            "formula" => add_formula(&mut world, rest)?,
            "join" => add_join(&mut world, rest)?,
            _ => add_row(&mut world, line)?,
        }
    }
    Some(world)
}

fn add_table(world: &mut World, text: &str) -> Option<()> {
    let (name, columns) = text.strip_suffix(')')?.split_once('(')?;
    let name = name.trim();
    let (mut described, mut held): (Vec<Column>, Vec<WorldColumn>) = (Vec::new(), Vec::new());
    let mut key: Vec<String> = Vec::new();
    for part in columns.split(',') {
        let mut words = part.split_whitespace();
        let (name, data_type) = (words.next()?.to_owned(), type_of(words.next()?)?);
        if words.next() == Some("key") {
            key.push(name.clone());
        }
        described.push(column(&name));
        held.push(WorldColumn { name, data_type });
    }
    let primary_key = key.clone();
    world.tables.push(WorldTable { name: name.to_owned(), columns: held, key, rows: Vec::new() });
    world.datamart.tables.push(Table {
        name: table_name(name),
        label: None,
        client_column: None,
        is_shared: false,
        tenant_via: None,
        is_hidden: false,
        primary_key,
        columns: described,
        measures: Vec::new(),
        formulas: Vec::new(),
    });
    Some(())
}

fn type_of(word: &str) -> Option<DataType> {
    Some(match word {
        "int" => DataType::Int64,
        "dec" => DataType::Decimal { precision: 12, scale: 2 },
        "float" => DataType::Float64,
        "text" => DataType::Text,
        "bool" => DataType::Boolean,
        "date" => DataType::Date,
        "time" => DataType::Timestamp,
        "instant" => DataType::TimestampTz,
        _ => return None,
    })
}

fn add_row(world: &mut World, line: &str) -> Option<()> {
    let table = world.tables.last_mut()?;
    let texts: Vec<_> = line.split('|').map(str::trim).collect();
    let cells: Option<Vec<_>> =
        table.columns.iter().zip(&texts).map(|(one, text)| cell(text, one.data_type)).collect();
    let cells = cells.filter(|cells| cells.len() == texts.len())?;
    table.rows.push(WorldRow { owners: Owners::Everybody, cells });
    Some(())
}

/// A value as a sketch writes it; `-` is NULL.
fn cell(text: &str, data_type: DataType) -> Option<Cell> {
    if text == "-" {
        return Some(Cell::Null);
    }
    Some(match data_type {
        DataType::Boolean => Cell::Boolean(text.parse().ok()?),
        DataType::Int32 | DataType::Int64 => Cell::Integer(text.parse().ok()?),
        DataType::Decimal { .. } => Cell::Decimal(text.parse().ok()?),
        DataType::Float64 => Cell::Float(text.parse().ok()?),
        DataType::Date => Cell::Date(text.parse().ok()?),
        DataType::Timestamp => Cell::Timestamp(text.parse().ok()?),
        DataType::TimestampTz => Cell::Instant(DateTime::parse_from_rfc3339(text).ok()?.to_utc()),
        _ => Cell::Text(text.trim_matches('\'').to_owned()),
    })
}

/// Rows of an answer as they are written by hand, a line each, without types: what looks like a
/// number, a day or a time is one, `~1.5` is a float, and quotes make a text of anything.
#[must_use]
pub fn answer_rows(text: &str) -> Vec<Vec<Cell>> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(|line| line.split('|').map(|part| guessed(part.trim())).collect()).collect()
}

fn guessed(text: &str) -> Cell {
    let float = text.strip_prefix('~').and_then(|rest| rest.parse().ok()).map(Cell::Float);
    let time = || text.parse::<NaiveDateTime>().ok().map(Cell::Timestamp);
    let day = || text.parse::<NaiveDate>().ok().map(Cell::Date);
    let instant = || DateTime::parse_from_rfc3339(text).ok().map(|one| Cell::Instant(one.to_utc()));
    let truth = || text.parse::<bool>().ok().map(Cell::Boolean);
    let whole = || text.parse::<i64>().ok().map(Cell::Integer);
    let exact = || text.parse::<Decimal>().ok().map(Cell::Decimal);
    if text == "-" {
        return Cell::Null;
    }
    let quoted = || Cell::Text(text.trim_matches('\'').to_owned());
    float
        .or_else(truth)
        .or_else(whole)
        .or_else(exact)
        .or_else(day)
        .or_else(time)
        .or_else(instant)
        .unwrap_or_else(quoted)
}

fn add_measure(world: &mut World, text: &str) -> Option<()> {
    let mut words = text.split_whitespace();
    let (table, name) = words.next()?.split_once('.')?;
    let aggregate = Aggregate::from_wire(words.next()?)?;
    let operand = words.next().map_or(Operand::Rows, |column| Operand::Column(column.to_owned()));
    let table = table_of(world, table)?;
    let described = &mut world.datamart.tables[table];
    // Columns and measures share their names.
    let is_free = described.columns.iter().all(|column| column.name != name);
    described.measures.push(Measure::new(name.to_owned(), aggregate, operand));
    is_free.then_some(())
}

fn add_formula(world: &mut World, text: &str) -> Option<()> {
    let (member, formula) = text.split_once(' ')?;
    let (table, name) = member.split_once('.')?;
    let formula = formula.trim().trim_matches('"').to_owned();
    let table = table_of(world, table)?;
    let formula = Formula { name: name.to_owned(), label: None, formula };
    world.datamart.tables[table].formulas.push(formula);
    Some(())
}

fn table_of(world: &World, name: &str) -> Option<usize> {
    world.datamart.tables.iter().position(|table| table.name.name == name)
}

fn add_join(world: &mut World, text: &str) -> Option<()> {
    let (ends, rest) = text.split_once("->")?;
    let (name, parent) = match ends.split_once(':') {
        Some((name, parent)) => (name.trim().to_owned(), parent.trim()),
        None => (format!("join {}", world.datamart.relationships.len()), ends.trim()),
    };
    let (parent, parent_columns) = side(parent)?;
    let rest = rest.trim();
    let end = match rest.find(')') {
        Some(bracket) => bracket + 1,
        None => rest.find(' ').unwrap_or(rest.len()),
    };
    let (child, child_columns) = side(&rest[..end])?;
    let mut words = rest[end..].split_whitespace();
    let cardinality = match words.next() {
        None => None,
        Some(word) => Some(cardinality_of(word)?),
    };
    let join = words.next().map_or(Some(JoinType::Left), JoinType::from_wire)?;
    let pairs = parent_columns.into_iter().zip(child_columns);
    world.datamart.relationships.push(Relationship {
        name,
        parent: table_name(parent),
        child: table_name(child),
        keys: pairs.map(|(parent, child)| KeyPair { parent, child }).collect(),
        cardinality,
        join,
        referential_integrity: false,
    });
    Some(())
}

/// `table.column` or `table.(column, column)`.
fn side(text: &str) -> Option<(&str, Vec<String>)> {
    let (table, columns) = text.split_once('.')?;
    let columns = columns.trim_matches(['(', ')']);
    Some((table, columns.split(',').map(|one| one.trim().to_owned()).collect()))
}

fn cardinality_of(word: &str) -> Option<Cardinality> {
    Some(match word {
        "ManyToMany" => Cardinality::ManyToMany,
        "ManyToOne" => Cardinality::ManyToOne,
        "OneToMany" => Cardinality::OneToMany,
        "OneToOne" => Cardinality::OneToOne,
        _ => return None,
    })
}
