//! The schema's history, embedded. Forward-only: a migration that was released is never edited.

use sqlx::SqlSafeStr;
use sqlx::migrate::{Migration, MigrationType, Migrator};

struct Step {
    version: i64,
    name: &'static str,
    sqlite: &'static str,
    postgres: &'static str,
}

macro_rules! step {
    ($version:literal, $name:literal, $file:literal) => {
        Step {
            version: $version,
            name: $name,
            sqlite: include_str!(concat!("../migrations/sqlite/", $file)),
            postgres: include_str!(concat!("../migrations/postgres/", $file)),
        }
    };
}

const STEPS: &[Step] =
    &[step!(1, "initial", "0001_initial.sql"), step!(2, "schedules", "0002_schedules.sql")];

/// The newest version of the schema, which this build needs.
pub const NEWEST: i64 = STEPS[STEPS.len() - 1].version;

/// The migrations for SQLite.
pub(crate) fn sqlite() -> Migrator {
    migrator(|step| step.sqlite)
}

/// The migrations for PostgreSQL.
pub(crate) fn postgres() -> Migrator {
    migrator(|step| step.postgres)
}

fn migrator(sql: fn(&Step) -> &'static str) -> Migrator {
    let migrations = STEPS.iter().map(|step| migration(step, sql(step)));
    Migrator::with_migrations(migrations.collect())
}

fn migration(step: &Step, sql: &'static str) -> Migration {
    let kind = MigrationType::Simple;
    Migration::new(step.version, step.name.into(), kind, sql.into_sql_str(), false)
}
