//! A world's tables as statements for a database.

use std::fmt::Write as _;

use souk_model::{DataType, Datamart, TableName, Tenancy};

use super::cell::Cell;
use super::world::{SCHEMA, World, WorldTable};

/// A type of MariaDB's keys.
const BYTEWISE: &str = "varchar(64) COLLATE utf8mb4_nopad_bin";

/// The databases that a script can be written for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Script {
    /// Empties the schema `public` first.
    Postgres,
    /// For an empty database.
    Mariadb,
    /// For an empty file.
    Sqlite,
}

impl Script {
    /// Puts the world's tables and rows where they belong.
    #[must_use]
    pub fn of(self, world: &World) -> String {
        let mut script = match self {
            Self::Postgres => "DROP SCHEMA public CASCADE; CREATE SCHEMA public;\n".to_owned(),
            Self::Mariadb => "SET sql_mode = 'NO_BACKSLASH_ESCAPES,STRICT_ALL_TABLES', \
                time_zone = '+00:00';\n"
                .to_owned(),
            Self::Sqlite => String::new(),
        };
        for table in &world.tables {
            self.create(table, &mut script);
            self.insert(table, &mut script);
        }
        script
    }

    fn quoted(self, name: &str) -> String {
        match self {
            Self::Mariadb => format!("`{}`", name.replace('`', "``")),
            Self::Postgres | Self::Sqlite => format!("\"{}\"", name.replace('"', "\"\"")),
        }
    }

    /// Columns without NULL are declared so: what a database promises, the compiler relies on.
    fn create(self, table: &WorldTable, script: &mut String) {
        let mut parts: Vec<_> = table
            .columns
            .iter()
            .enumerate()
            .map(|(position, column)| {
                let data_type = if self.is_loose_key(&column.name, table) {
                    BYTEWISE.to_owned()
                } else {
                    self.type_of(column.data_type)
                };
                let is_present = table.rows.iter().all(|row| !row.cells[position].is_null());
                let may_say_so = !data_type.ends_with(" NULL");
                let presence = if is_present && may_say_so { " NOT NULL" } else { "" };
                format!("{} {data_type}{presence}", self.quoted(&column.name))
            })
            .collect();
        if !table.key.is_empty() {
            let key: Vec<_> = table.key.iter().map(|name| self.quoted(name)).collect();
            parts.push(format!("PRIMARY KEY ({})", key.join(", ")));
        }
        let name = self.quoted(&table.name);
        let _ = writeln!(script, "CREATE TABLE {name} ({});", parts.join(", "));
    }

    /// Whether MariaDB would take keys that differ for equal, as it does with texts by itself.
    fn is_loose_key(self, name: &str, table: &WorldTable) -> bool {
        let is_text = table.position(name).is_some_and(|at| {
            matches!(table.columns[at].data_type, DataType::Text | DataType::Uuid)
        });
        is_text && self == Self::Mariadb && table.key.iter().any(|one| one == name)
    }

    fn type_of(self, data_type: DataType) -> String {
        let names = match data_type {
            DataType::Boolean => ["boolean"; 3],
            DataType::Int32 => ["integer", "int", "INT"],
            DataType::Int64 => ["bigint"; 3],
            DataType::Float64 => ["double precision", "double", "DOUBLE"],
            DataType::Decimal { precision, scale } => {
                let name = if self == Self::Postgres { "numeric" } else { "decimal" };
                return format!("{name}({precision}, {scale})");
            }
            DataType::Uuid => ["uuid", "text", "TEXT"],
            DataType::Date => ["date"; 3],
            DataType::Timestamp => ["timestamp", "datetime(6)", "DATETIME"],
            // Without NULL, MariaDB's first column of this type is filled in by itself.
            DataType::TimestampTz => ["timestamptz", "timestamp(6) NULL", "TIMESTAMPTZ"],
            _ => ["text"; 3],
        };
        names[self as usize].to_owned()
    }

    fn insert(self, table: &WorldTable, script: &mut String) {
        if table.rows.is_empty() {
            return;
        }
        let row = |row: &super::world::WorldRow| {
            let cells: Vec<_> = row.cells.iter().map(|cell| self.literal(cell)).collect();
            format!("({})", cells.join(", "))
        };
        let rows: Vec<_> = table.rows.iter().map(row).collect();
        let name = self.quoted(&table.name);
        let _ = writeln!(script, "INSERT INTO {name} VALUES {};", rows.join(", "));
    }

    fn literal(self, cell: &Cell) -> String {
        let is_bare = self != Self::Postgres;
        let text = match cell {
            Cell::Null => return "NULL".to_owned(),
            Cell::Boolean(truth) if is_bare => return truth.to_string(),
            Cell::Integer(number) if is_bare => return number.to_string(),
            Cell::Decimal(number) if is_bare => return number.to_string(),
            Cell::Float(number) if is_bare => return format!("{number:e}"),
            Cell::Boolean(truth) => truth.to_string(),
            Cell::Integer(number) => number.to_string(),
            Cell::Decimal(number) => number.to_string(),
            Cell::Float(number) => number.to_string(),
            Cell::Text(text) => text.clone(),
            Cell::Date(day) => day.to_string(),
            Cell::Timestamp(time) => time.to_string(),
            Cell::Instant(time) => self.instant(time),
        };
        format!("'{}'", text.replace('\'', "''"))
    }

    /// A condition that the generator wrote, whose names are in double quotes.
    fn condition(self, text: &str) -> String {
        let Some((name, test)) = text.rsplit_once('"') else { return text.to_owned() };
        let name = name.trim_start_matches('"').replace("\"\"", "\"");
        format!("{}{test}", self.quoted(&name))
    }

    /// MariaDB's instants end in January 2038, where poison begins later; it is cut to the end.
    fn instant(self, time: &chrono::DateTime<chrono::Utc>) -> String {
        const LAST: i64 = 2_147_483_647;
        match self {
            Self::Postgres | Self::Sqlite => time.to_rfc3339(),
            Self::Mariadb if time.timestamp() > LAST => "2038-01-19 03:14:07".to_owned(),
            Self::Mariadb => time.naive_utc().to_string(),
        }
    }
}

impl World {
    /// The datamart over tables of another schema, with conditions in that database's SQL.
    #[must_use]
    pub fn datamart_in(&self, script: Script, schema: &str) -> Datamart {
        let mut datamart = self.datamart.clone();
        for measure in datamart.tables.iter_mut().flat_map(|table| &mut table.measures) {
            measure.filter = measure.filter.take().map(|filter| script.condition(&filter));
        }
        let moved = |name: &mut TableName| {
            if name.schema == SCHEMA {
                schema.clone_into(&mut name.schema);
            }
        };
        datamart.tables.iter_mut().for_each(|table| moved(&mut table.name));
        for relationship in &mut datamart.relationships {
            moved(&mut relationship.parent);
            moved(&mut relationship.child);
        }
        if let Some(Tenancy::Table(tenancy)) = &mut datamart.tenancy {
            moved(&mut tenancy.mapping_table);
        }
        datamart
    }
}
