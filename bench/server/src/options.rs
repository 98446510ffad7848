//! Options of the benchmark programs: `--name value` pairs.

use crate::Outcome;

/// The values of options that are numbers, or their defaults.
///
/// # Errors
/// An option that is not known, or a value that is none.
pub fn numbers<const N: usize>(known: [(&str, usize); N]) -> Outcome<[usize; N]> {
    let mut values = known.map(|(_, default)| default);
    let mut arguments = std::env::args().skip(1);
    while let Some(name) = arguments.next() {
        let value = arguments.next().ok_or_else(|| format!("{name} takes a number"))?;
        let place = known.iter().position(|(one, _)| *one == name);
        let place = place.ok_or_else(|| format!("{name} is not known"))?;
        values[place] = value.parse()?;
    }
    Ok(values)
}
