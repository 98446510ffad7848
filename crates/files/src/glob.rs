//! Patterns of paths: `*` and `?` within a step, and no more.

use std::io;
use std::path::{Path, PathBuf};

use crate::place::Place;

/// Whether the text is a pattern and not the name of one path.
pub(crate) fn is_pattern(text: &str) -> bool {
    text.contains(['*', '?'])
}

/// The folder before the first step with a wildcard, and the steps from there on.
pub(crate) fn split(pattern: &str) -> (PathBuf, Vec<String>) {
    let steps: Vec<&str> = pattern.split('/').collect();
    let first = steps.iter().position(|step| is_pattern(step)).unwrap_or(steps.len());
    let (base, rest) = steps.split_at(first);
    let base = if base == [""] { "/".to_owned() } else { base.join("/") };
    let rest = rest.iter().filter(|step| !step.is_empty()).map(|step| (*step).to_owned());
    (PathBuf::from(base), rest.collect())
}

/// Every visible path below `base` that matches the steps, by name.
pub(crate) fn walk(place: &Place, base: &Path, steps: &[String]) -> io::Result<Vec<PathBuf>> {
    let mut paths = vec![base.to_owned()];
    for step in steps {
        let mut next = Vec::new();
        for folder in paths.iter().filter(|path| place.is_folder(path)) {
            next.extend(children(place, folder, step)?);
        }
        next.sort();
        paths = next;
    }
    Ok(paths)
}

fn children(place: &Place, folder: &Path, step: &str) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in place.entries(folder)? {
        let Some(name) = entry.file_name().and_then(|name| name.to_str()) else { continue };
        let is_hidden = name.starts_with('.') && !step.starts_with('.');
        if !is_hidden && matches(name, step) {
            found.push(entry);
        }
    }
    Ok(found)
}

/// Whether the name has the form of the step. Goes back to the last `*` only, so that the work is
/// at most the product of the two lengths.
fn matches(name: &str, step: &str) -> bool {
    let (name, step): (Vec<char>, Vec<char>) = (name.chars().collect(), step.chars().collect());
    let (mut at, mut expected) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while at < name.len() {
        match step.get(expected) {
            Some('*') => {
                star = Some((expected, at));
                expected += 1;
            }
            Some(letter) if *letter == '?' || *letter == name[at] => {
                at += 1;
                expected += 1;
            }
            _ => {
                let Some((star_at, eaten)) = star else { return false };
                star = Some((star_at, eaten + 1));
                at = eaten + 1;
                expected = star_at + 1;
            }
        }
    }
    step[expected..].iter().all(|letter| *letter == '*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wildcards_stay_within_a_step() {
        for (name, step) in
            [("a.csv", "*.csv"), ("a.csv", "?.csv"), ("abc", "a*c*"), ("", "*"), ("aab", "*ab")]
        {
            assert!(matches(name, step), "{name} {step}");
        }
        for (name, step) in [("a.csvx", "*.csv"), ("ab", "?"), ("", "?"), ("abc", "a*d")] {
            assert!(!matches(name, step), "{name} {step}");
        }
    }

    #[test]
    fn the_folder_before_the_first_wildcard_is_the_base() {
        let steps = |steps: &[&str]| steps.iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(split("/data/*.csv"), (PathBuf::from("/data"), steps(&["*.csv"])));
        assert_eq!(split("/*/x.csv"), (PathBuf::from("/"), steps(&["*", "x.csv"])));
        assert_eq!(split("shop/a?/b"), (PathBuf::from("shop"), steps(&["a?", "b"])));
    }
}
