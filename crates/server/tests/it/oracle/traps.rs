//! The known ways in which joins, groups and times give wrong numbers, each on every engine, against
//! answers written by hand.

use souk_testkit::generate::{Cell, is_value, traps};

use super::known;
use crate::arena::{Arena, Outcome, say};

#[tokio::test(flavor = "multi_thread")]
async fn every_trap_is_answered_as_by_hand_on_every_engine() {
    let mut arena = Arena::of_all().await;
    let (mut wrong, mut answered) = (Vec::new(), 0);
    for trap in traps().expect("traps") {
        let pairs = arena.load(&trap.world).await;
        for pair in &pairs {
            for (number, (question, right)) in trap.questions.iter().enumerate() {
                let outcome = pair.all.ask(&trap.world, question).await;
                if outcome.lacking(&pair.all.model).is_some() {
                    continue;
                }
                answered += 1;
                if !is_right(&outcome, right.as_deref()) {
                    if let Some(defect) = known::defect(&outcome) {
                        say(&format!("{} on {}: {defect}", trap.name, pair.engine.name));
                        continue;
                    }
                    let sql = pair.all.compile(&trap.world, question, souk_query::Purpose::Rows);
                    let sql = sql.map(|one| one.sql().to_owned()).unwrap_or_default();
                    let (name, engine) = (trap.name, pair.engine.name);
                    wrong.push(format!(
                        "{name} {number} on {engine}: {outcome:?}\nby hand {right:?}\n{sql}"
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {answered} wrong:\n{}", wrong.len(), wrong.join("\n\n"));
}

fn is_right(outcome: &Outcome, right: Option<&[Vec<Cell>]>) -> bool {
    match (outcome, right) {
        (Outcome::Refused(_), None) => true,
        (Outcome::Rows(answer), Some(right)) => {
            let is_same = |(row, right): (&Vec<Cell>, &Vec<Cell>)| {
                row.len() == right.len() && row.iter().zip(right).all(|(one, it)| is_value(one, it))
            };
            answer.rows.len() == right.len() && answer.rows.iter().zip(right).all(is_same)
        }
        _ => false,
    }
}
