//! Regular expressions in the syntax that every engine reads alike.

/// The most bytes of a pattern.
const LONGEST: usize = 1_000;

/// Reads a pattern and writes it so that engines agree on what it means.
pub(super) fn portable(pattern: &str) -> Result<String, String> {
    if pattern.len() > LONGEST {
        return Err(format!("a regular expression has at most {LONGEST} bytes"));
    }
    Ok(pattern.to_owned())
}
