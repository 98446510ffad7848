//! Identifiers that are made of names.

use uuid::Uuid;

/// The name's letters and digits, and a random end.
#[must_use]
pub(super) fn from_name(name: &str) -> String {
    const LONGEST: usize = 40;
    let words = name.split(|letter: char| !letter.is_ascii_alphanumeric());
    let words: Vec<_> = words.filter(|word| !word.is_empty()).collect();
    let mut slug = words.join("-").to_ascii_lowercase();
    slug.truncate(LONGEST);
    if slug.is_empty() { random() } else { format!("{slug}-{}", random()) }
}

/// The identifier of a further embed of the same thing, as the wire has it.
#[must_use]
pub(super) fn further(base: &str) -> String {
    format!("{base}__{}", random())
}

/// Eight letters and digits: enough that two are hardly ever the same, and the store's own check is
/// the one that counts.
fn random() -> String {
    const LENGTH: usize = 8;
    let mut text = Uuid::new_v4().simple().to_string();
    text.truncate(LENGTH);
    text
}
