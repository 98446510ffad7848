//! Which ClickHouse a server is, and what its login may set.

use souk_query::{CLICKHOUSE, CLICKHOUSE_OLD, Dialect};

use super::errors::not_clickhouse;
use crate::EngineError;

/// What years have changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Flavour {
    /// With parameters and time zones of sessions.
    Current,
    /// With neither; in the manner of 18.16.
    Old,
}

/// The first version in which a session can have a time zone, which the current dialect relies on.
const FIRST_CURRENT: (u32, u32) = (23, 6);

/// A server, as it introduced itself.
#[derive(Debug, Clone, Copy)]
pub(super) struct Server {
    pub(super) flavour: Flavour,
    /// Whether the login could write, so that each statement must give that up.
    pub(super) gives_up_writing: bool,
}

/// Asked once, without any settings.
pub(super) const INTRODUCTION: &str =
    "SELECT version(), timezone(), value FROM system.settings WHERE name = 'readonly'";

const UTC: [&str; 10] = [
    "UTC",
    "Etc/UTC",
    "UCT",
    "Etc/UCT",
    "Zulu",
    "Etc/Zulu",
    "Universal",
    "Etc/Universal",
    "GMT",
    "Etc/GMT",
];

impl Server {
    /// From the answer to [`INTRODUCTION`].
    pub(super) fn of(version: &str, zone: &str, readonly: &str) -> Result<Self, EngineError> {
        let flavour = Flavour::of(version).ok_or_else(not_clickhouse)?;
        if flavour == Flavour::Old && !UTC.contains(&zone) {
            let words = format!(
                "the server's time zone is {zone}, and a session of ClickHouse {version} cannot have \
                 another: set <timezone> to UTC in the server's configuration"
            );
            return Err(EngineError::Query(words.into()));
        }
        match readonly {
            "0" => Ok(Self { flavour, gives_up_writing: true }),
            // Cannot write, and cannot take back that it cannot.
            "2" => Ok(Self { flavour, gives_up_writing: false }),
            _ => Err(EngineError::Permission(
                "the login may not change settings, which questions depend on: its profile must \
                 have readonly = 2 (or 0), not 1"
                    .into(),
            )),
        }
    }
}

impl Flavour {
    fn of(version: &str) -> Option<Self> {
        let mut numbers = version.split('.').map(str::parse);
        let version = (numbers.next()?.ok()?, numbers.next()?.ok()?);
        Some(if version >= FIRST_CURRENT { Self::Current } else { Self::Old })
    }

    pub(super) fn dialect(self) -> &'static dyn Dialect {
        match self {
            Self::Current => &CLICKHOUSE,
            Self::Old => &CLICKHOUSE_OLD,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_tells_the_dialect() {
        let name = |version| Flavour::of(version).map(|flavour| flavour.dialect().name());
        assert_eq!(name("18.16.1"), Some("clickhouse-old"));
        assert_eq!(name("23.5.4.25"), Some("clickhouse-old"));
        assert_eq!(name("23.6.1.1524"), Some("clickhouse"));
        assert_eq!(name("26.9.1"), Some("clickhouse"));
        assert_eq!(name("10.11.6-MariaDB"), Some("clickhouse-old"));
        for broken in ["", "x", "18", "x.y"] {
            assert_eq!(name(broken), None, "{broken}");
        }
    }

    #[test]
    fn a_server_or_login_that_would_give_other_answers_is_refused() {
        assert!(Server::of("18.16.1", "UTC", "0").unwrap().gives_up_writing);
        assert!(!Server::of("26.9.1", "Europe/Oslo", "2").unwrap().gives_up_writing);
        assert!(matches!(Server::of("18.16.1", "Europe/Oslo", "0"), Err(EngineError::Query(_))));
        assert!(matches!(Server::of("26.9.1", "UTC", "1"), Err(EngineError::Permission(_))));
    }
}
