//! The rule for names that callers choose: datasources, datamarts, measures, relationships.
//!
//! The rule keeps out what cannot be stored, logged or shown. It does not judge taste: quotes,
//! right-to-left marks and emoji are fine, because names are never pasted into SQL.

/// The longest name, in characters.
pub const LONGEST_NAME: usize = 255;

/// What is wrong with a name. The words complete a sentence that starts with the field's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    /// Nothing, or nothing but white space.
    #[error("is not allowed to be empty")]
    Empty,
    /// More than [`LONGEST_NAME`] characters.
    #[error("length must be less than or equal to 255 characters long")]
    TooLong,
    /// NUL, line breaks, escapes.
    #[error("must not contain control characters")]
    Control,
}

/// Checks a name that a caller chose.
///
/// # Errors
/// What is wrong with it.
pub fn check_name(name: &str) -> Result<(), NameError> {
    if name.trim().is_empty() {
        return Err(NameError::Empty);
    }
    // Bytes first: counting the characters of a very long text is work for nothing.
    if name.len() > LONGEST_NAME * 4 || name.chars().count() > LONGEST_NAME {
        return Err(NameError::TooLong);
    }
    if name.chars().any(char::is_control) {
        return Err(NameError::Control);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odd_but_storable_names_are_fine() {
        for name in ["shop", "a \"quoted\" one", "it's", "\u{202e}rtl", "🛒", "a.b", "日本語"]
        {
            assert_eq!(check_name(name), Ok(()), "{name:?}");
        }
        assert_eq!(check_name(&"🛒".repeat(255)), Ok(()));
    }

    #[test]
    fn what_cannot_be_stored_or_shown_is_refused() {
        assert_eq!(check_name(""), Err(NameError::Empty));
        assert_eq!(check_name(" \t"), Err(NameError::Empty));
        assert_eq!(check_name("a\0b"), Err(NameError::Control));
        assert_eq!(check_name("a\nb"), Err(NameError::Control));
        assert_eq!(check_name(&"x".repeat(256)), Err(NameError::TooLong));
        assert_eq!(check_name(&"x".repeat(10_000)), Err(NameError::TooLong));
    }
}
