//! The reference page of the settings, made from the table.

use std::fmt::Write as _;

use crate::config::{Fallback, Setting, TABLE};

const INTRODUCTION: &str = "\
<!-- Made from the table of settings by `SOUK_BLESS=1 cargo test -p souk-server`. Do not edit. -->

# Configuration

Every setting has a key in the configuration file (TOML), an environment variable and a flag. A flag
wins over the environment, the environment over the file, the file over the default. The file is the
one that `--config` or `SOUK_CONFIG` names, or else `souk.toml` in the data directory, if there.

An unknown key or `SOUK_` variable is an error, and all errors are reported at once.
`souk check-config` shows what holds, and where it comes from.

Secrets have no flag of their own, because command lines can be seen by others. They can be read
from a file: append `_file` to the key, `_FILE` to the variable, `-file` to the flag.

Durations are a number and one of `ms`, `s`, `m`, `h`, `d`; sizes are bytes, or a number and one of
`kB`, `MB`, `GB`, `KiB`, `MiB`, `GiB`. Lists are arrays in the file, and elsewhere separated by the
mark that the setting names.
";

/// The page, in Markdown.
#[must_use]
pub fn page() -> String {
    TABLE.iter().fold(INTRODUCTION.to_owned(), |mut page, setting| {
        // Writing to a String cannot fail.
        let _ = write!(page, "\n{}", section(setting));
        page
    })
}

fn section(setting: &Setting) -> String {
    let (key, doc) = (setting.key, setting.doc);
    let default = match setting.fallback {
        Fallback::Text("") => "none".to_owned(),
        Fallback::Text(text) => format!("`{text}`"),
        Fallback::Derived(text) => text.to_owned(),
    };
    let file = if setting.secret { "-file" } else { "" };
    let list = setting.separator.map(|mark| format!(" (several, separated by `{mark}`)"));
    format!(
        "## `{key}`\n\n{doc}\n\n- environment: `{}`{}\n- flag: `--{}{file}`\n- default: {default}\n",
        setting.environment(),
        list.unwrap_or_default(),
        setting.flag(),
    )
}
