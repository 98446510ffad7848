//! The known ways in which joins, groups and times give wrong numbers: a datamart each, a few
//! questions, and the right answers, written by hand.
//!
//! A trap's file is a [sketch](super::sketch), then for each question a line of dashes, the
//! question as JSON, a line of dots, and the rows of the answer; or `refused`.

use souk_query::QueryRequest;

use super::cell::Cell;
use super::sketch::{answer_rows, sketch};
use super::world::World;

/// A small datamart with questions about it.
#[derive(Debug, Clone)]
pub struct Trap {
    /// Its name.
    pub name: &'static str,
    /// The datamart and its rows.
    pub world: World,
    /// Questions and their answers; none where the question must be refused.
    pub questions: Vec<(QueryRequest, Option<Vec<Vec<Cell>>>)>,
}

macro_rules! traps {
    ($($name:literal),* $(,)?) => {
        const TEXTS: &[(&str, &str)] = &[$(($name, include_str!(concat!("traps/", $name, ".txt")))),*];
    };
}

traps!(
    "bridge",
    "calendars",
    "chasm",
    "comparisons",
    "composite_keys",
    "counted_on_lines",
    "diamond",
    "empty_tables",
    "fan",
    "filter_on_another_fact",
    "formulas",
    "header_and_lines",
    "join_types",
    "last_values",
    "null_keys_and_orphans",
    "role_playing",
    "rows",
    "self_join",
    "shares_and_top",
    "statistics",
    "windows",
);

/// Every trap.
///
/// # Errors
/// Which one cannot be read, and where.
pub fn traps() -> Result<Vec<Trap>, String> {
    TEXTS.iter().map(|(name, text)| read(name, text)).collect()
}

fn read(name: &'static str, text: &str) -> Result<Trap, String> {
    let mut parts = text.split("\n----\n");
    let world = parts.next().and_then(sketch).ok_or_else(|| format!("{name}: no world"))?;
    let question = |(number, part): (usize, &str)| {
        let wrong = |why: &str| format!("{name}, question {number}: {why}");
        let (asked, answer) = part.split_once("\n....").ok_or_else(|| wrong("no answer"))?;
        let asked = serde_json::from_str(asked).map_err(|error| wrong(&error.to_string()))?;
        let is_refused = answer.trim() == "refused";
        Ok((asked, (!is_refused).then(|| answer_rows(answer))))
    };
    let questions: Result<Vec<_>, String> = parts.enumerate().map(question).collect();
    Ok(Trap { name, world, questions: questions? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::generate::agreement::is_value;
    use crate::generate::reference::answer;

    #[test]
    fn the_reference_answers_every_trap_as_by_hand() {
        let mut wrong = Vec::new();
        for trap in traps().unwrap() {
            for (number, (question, right)) in trap.questions.iter().enumerate() {
                let found = answer(&trap.world, question, true);
                let is_right = match (&found, right) {
                    (Ok(found), Some(right)) => {
                        found.rows.len() == right.len()
                            && found.rows.iter().zip(right).all(|(found, right)| {
                                found.len() == right.len()
                                    && found
                                        .iter()
                                        .zip(right)
                                        .all(|(one, other)| is_value(one, other))
                            })
                    }
                    (Err(_), None) => true,
                    _ => false,
                };
                if !is_right {
                    wrong.push(format!("{} {number}: {found:?}\nby hand {right:?}", trap.name));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    }
}
