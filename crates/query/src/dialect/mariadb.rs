//! MariaDB 10.6 and later.

use super::mysql::{COMMON, Flavour, MySql};

/// MariaDB.
pub static MARIADB: MySql = MySql { flavour: &MARIADBS };

static MARIADBS: Flavour = Flavour {
    name: "mariadb",
    title: "MariaDB",
    settings: &[
        ("names", "utf8mb4 COLLATE utf8mb4_nopad_bin"),
        ("time_zone", "'+00:00'"),
        ("sql_mode", "'ONLY_FULL_GROUP_BY,STRICT_ALL_TABLES'"),
        ("group_concat_max_len", "4294967295"),
    ],
    collation: "utf8mb4_nopad_bin",
    row: Some("("),
    has_regexp_like: false,
    ..COMMON
};
