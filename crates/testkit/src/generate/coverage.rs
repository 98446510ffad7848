//! How often the generator hits each feature.

use std::collections::BTreeMap;

use crate::generate::reference::{FEATURES, Refusal, answer, features};
use crate::generate::{Breadth, Draw, question, world};

const WORLDS: u64 = 1_000;
const QUESTIONS_PER_WORLD: usize = 4;
const LEAST_PERCENT: usize = 2;

#[test]
#[expect(clippy::print_stdout, reason = "the table is worth seeing")]
fn no_feature_is_rare_among_answered_questions() {
    let mut counts: BTreeMap<_, usize> = FEATURES.iter().map(|name| (*name, 0)).collect();
    let (mut asked, mut answered, mut refused) = (0_usize, 0_usize, BTreeMap::new());
    for seed in 0..WORLDS {
        let mut draw = Draw::new(seed);
        let world = world(&mut draw, Breadth::Full);
        for _ in 0..QUESTIONS_PER_WORLD {
            let question = question(&mut draw, &world, Breadth::Full);
            asked += 1;
            match answer(&world, &question, true) {
                Ok(_) => answered += 1,
                Err(refusal) => *refused.entry(format!("{refusal:?}")).or_insert(0) += 1,
            }
            for name in features(&world, &question, true) {
                *counts.get_mut(name).unwrap() += 1;
            }
        }
    }
    let table: String = counts
        .iter()
        .map(|(name, count)| format!("{name:42} {count:6} {:3}%\n", count * 100 / answered))
        .collect();
    let said = format!("{asked} asked, {answered} answered, refused {refused:?}\n{table}");
    println!("{said}");
    let rare: Vec<_> =
        counts.iter().filter(|(_, count)| **count * 100 < answered * LEAST_PERCENT).collect();
    assert!(rare.is_empty(), "{rare:?}\n{said}");
    assert!(answered * 10 >= asked * 7, "{said}");
    assert!(refused.contains_key(&format!("{:?}", Refusal::Unsupported)), "{said}");
}
