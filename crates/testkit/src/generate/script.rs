//! A world's tables as statements for PostgreSQL.

use std::fmt::Write as _;

use souk_model::DataType;

use super::cell::Cell;
use super::world::{World, WorldTable};

/// Empties the schema `public` and puts the world's tables and rows into it.
#[must_use]
pub fn postgres_script(world: &World) -> String {
    let mut script = "DROP SCHEMA public CASCADE; CREATE SCHEMA public;\n".to_owned();
    for table in &world.tables {
        create(table, &mut script);
        insert(table, &mut script);
    }
    script
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

fn create(table: &WorldTable, script: &mut String) {
    let mut parts: Vec<_> = table
        .columns
        .iter()
        .map(|column| format!("{} {}", quoted(&column.name), type_name(column.data_type)))
        .collect();
    if !table.key.is_empty() {
        let key: Vec<_> = table.key.iter().map(|name| quoted(name)).collect();
        parts.push(format!("PRIMARY KEY ({})", key.join(", ")));
    }
    let _ = writeln!(script, "CREATE TABLE public.{} ({});", quoted(&table.name), parts.join(", "));
}

fn type_name(data_type: DataType) -> String {
    match data_type {
        DataType::Boolean => "boolean".to_owned(),
        DataType::Int32 => "integer".to_owned(),
        DataType::Int64 => "bigint".to_owned(),
        DataType::Float64 => "double precision".to_owned(),
        DataType::Decimal { precision, scale } => format!("numeric({precision}, {scale})"),
        DataType::Uuid => "uuid".to_owned(),
        DataType::Date => "date".to_owned(),
        DataType::Timestamp => "timestamp".to_owned(),
        DataType::TimestampTz => "timestamptz".to_owned(),
        _ => "text".to_owned(),
    }
}

fn insert(table: &WorldTable, script: &mut String) {
    if table.rows.is_empty() {
        return;
    }
    let rows: Vec<_> = table
        .rows
        .iter()
        .map(|row| {
            let cells: Vec<_> = row.cells.iter().map(literal).collect();
            format!("({})", cells.join(", "))
        })
        .collect();
    let _ =
        writeln!(script, "INSERT INTO public.{} VALUES {};", quoted(&table.name), rows.join(", "));
}

fn literal(cell: &Cell) -> String {
    let text = match cell {
        Cell::Null => return "NULL".to_owned(),
        Cell::Boolean(truth) => truth.to_string(),
        Cell::Integer(number) => number.to_string(),
        Cell::Decimal(number) => number.to_string(),
        Cell::Float(number) => number.to_string(),
        Cell::Text(text) => text.clone(),
        Cell::Date(day) => day.to_string(),
        Cell::Timestamp(time) => time.to_string(),
        Cell::Instant(time) => time.to_rfc3339(),
    };
    format!("'{}'", text.replace('\'', "''"))
}
