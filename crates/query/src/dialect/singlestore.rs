//! SingleStore 8.5 and later: MySQL's dialect, with these differences.
//!
//! From its documentation and the tests of its makers' own connectors; no server has run it. What these
//! do not tell is refused by name or written in the form that they know.

use super::Feature;
use super::mysql::{Flavour, MySql};

/// SingleStore.
pub static SINGLESTORE: MySql = MySql { flavour: &SINGLES };

static SINGLES: Flavour = Flavour {
    name: "singlestore",
    title: "SingleStore",
    // Full joins are known on plain equality only. A joined text is cut at a length that a session may
    // not be able to raise; regular expressions go by a setting of the server.
    lacks: &[
        Feature::FullJoinOnCondition,
        Feature::RunningByPeers,
        Feature::Percentile,
        Feature::Regex,
        Feature::JoinTexts,
    ],
    // The collation of a session is the server's, its time zone too.
    settings: &[
        ("sql_mode", "'ONLY_FULL_GROUP_BY,STRICT_ALL_TABLES'"),
        ("sql_select_limit", "18446744073709551615"),
    ],
    // Whether it ignores blanks at the end is not told, so keys are not compared under it.
    collation: "utf8mb4_bin",
    row: None,
    has_regexp_like: false,
    has_escape: false,
    has_float_casts: false,
    week: ("WEEK(", ", 3)"),
    // ORDER BY knows no COLLATE.
    text_key: Some(("CAST(", " AS BINARY)")),
    // LIMIT after UNION ALL belongs to its last SELECT.
    orders_unions: false,
    // Two digits for each byte of the text: no collation makes one of two keys.
    exact_column: ("HEX(CAST(", " AS CHAR))"),
    exact_key: ("HEX(CAST(", " AS CHAR))"),
};
