//! "Did you mean": the known names nearest to an unknown one.

/// The candidate nearest to `unknown`, if any is near enough to be a likely slip.
pub fn nearest<'a>(
    unknown: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    const LIKELY: f64 = 0.75;
    // Long names are never typing slips, and comparing them costs the product of their lengths.
    const LONGEST: usize = 200;
    if unknown.len() > LONGEST {
        return None;
    }
    let folded = unknown.to_lowercase();
    candidates
        .into_iter()
        .filter(|candidate| candidate.len() <= LONGEST)
        .map(|candidate| (strsim::jaro_winkler(&folded, &candidate.to_lowercase()), candidate))
        .filter(|(likeness, _)| *likeness >= LIKELY)
        .max_by(|left, right| left.0.total_cmp(&right.0))
        .map(|(_, candidate)| candidate)
}

/// `; did you mean orders?` for the end of a hint, or nothing.
pub fn suggestion<'a>(unknown: &str, candidates: impl IntoIterator<Item = &'a str>) -> String {
    nearest(unknown, candidates).map_or_else(String::new, |near| format!("; did you mean {near}?"))
}

#[cfg(test)]
mod tests {
    use super::{nearest, suggestion};

    #[test]
    fn a_slip_is_corrected_and_a_stranger_is_not() {
        let names = ["orders", "customers", "line_items"];
        assert_eq!(nearest("ordres", names), Some("orders"));
        assert_eq!(nearest("Customer", names), Some("customers"));
        assert_eq!(nearest("zebra", names), None);
        assert_eq!(suggestion("ordres", names), "; did you mean orders?");
        assert_eq!(suggestion("zebra", names), "");
    }
}
