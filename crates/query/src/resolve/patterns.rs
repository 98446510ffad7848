//! Patterns of text: of LIKE, and regular expressions that mean the same on every engine.

/// A text as a LIKE pattern in which nothing is special.
pub(super) fn quote(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len());
    for character in text.chars() {
        if matches!(character, '%' | '_' | '\\') {
            quoted.push('\\');
        }
        quoted.push(character);
    }
    quoted
}

/// Checks a LIKE pattern: engines differ in what a backslash before other characters means.
pub(super) fn like(pattern: &str) -> Result<String, String> {
    let mut characters = pattern.chars();
    while let Some(character) = characters.next() {
        if character == '\\' && !matches!(characters.next(), Some('%' | '_' | '\\')) {
            return Err(
                "in a pattern a backslash stands before %, _ or another backslash".to_owned()
            );
        }
    }
    Ok(pattern.to_owned())
}

/// Reads a regular expression and writes it in the part of the syntax that all engines share.
pub(super) fn regex(pattern: &str) -> Result<String, String> {
    super::regex::portable(pattern)
}
