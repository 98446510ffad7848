//! What the names of author SQL mean: unquoted, their letter case is free.

use sqlparser::ast::Ident;

/// Whether an author's name means this one.
pub(super) fn fits(written: &Ident, name: &str) -> bool {
    written.value == name
        || (written.quote_style.is_none() && written.value.eq_ignore_ascii_case(name))
}

/// The position of the name that is meant: spelled just so, or the only one that fits.
pub(super) fn position<'n>(
    written: &Ident,
    names: impl Iterator<Item = &'n str> + Clone,
) -> Option<usize> {
    if let Some(exact) = names.clone().position(|name| name == written.value) {
        return Some(exact);
    }
    let mut fitting = names.enumerate().filter(|(_, name)| fits(written, name));
    let (first, _) = fitting.next()?;
    fitting.next().is_none().then_some(first)
}
