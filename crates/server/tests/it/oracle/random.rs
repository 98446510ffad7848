//! Random questions about random worlds, answered row by row from their definition alone.
//!
//! `scripts/survey` runs many of them.
//!
//! With `SOUK_SURVEY=1` a run goes on after a difference and says them all; without, it stops at the
//! first. The first few are made smaller and kept.

use futures::future::join_all;
use souk_model::ErrorCode;
use souk_query::Purpose;
use souk_testkit::generate::reference::{Expected, Refusal, answer, estimates};
use souk_testkit::generate::{BREADTH, Draw, Leniency, disagreement, is_value, question, world};

use super::known;
use crate::arena::{
    Answer, Arena, Case, Failures, Outcome, Pair, Tally, contestants, first_seed, say, shrink,
};

const QUESTIONS_PER_WORLD: usize = 12;
/// Other worlds than those of the isolation tests.
const SEEDS_APART: u64 = 1 << 32;
/// How many differences a survey makes smaller, which takes up to a minute for each.
const KEPT: usize = 6;

/// Questions that have an answer, and that the compiler says it does not answer. Each is counted
/// and shown at the end of a run.
const LIMITS: [&str; 3] = [
    "a window over a time with several values for one row cannot be answered",
    "would multiply the rows of",
    "cannot be told apart",
];

#[tokio::test(flavor = "multi_thread")]
async fn random_questions_are_answered_as_by_hand() {
    let mut arena = Arena::of_all().await;
    let failures = Failures::of("oracle_failures");
    let goes_on = std::env::var("SOUK_SURVEY").is_ok();
    let mut still_wrong = 0;
    for (name, case) in failures.known() {
        let pairs = arena.load(&case.world).await;
        let found = differences(&pairs, &case, None).await;
        assert!(found.is_empty() || goes_on, "{name}: {found:?}");
        found.iter().for_each(|one| say(&format!("kept in {name}: {one}")));
        still_wrong += found.len();
    }
    let mut tally = Tally::default();
    let most = if goes_on { usize::MAX } else { 1 };
    let mut found = Vec::new();
    for seed in first_seed() + SEEDS_APART.. {
        if tally.is_done() || found.len() >= most {
            break;
        }
        found.extend(ask_all(&mut arena, seed, &mut tally).await);
    }
    for difference in found.iter().take(KEPT) {
        keep_small(&mut arena, &failures, difference).await;
    }
    assert_eq!(found.len() + still_wrong, 0, "questions with other answers than by hand");
    tally.assert_enough();
}

/// A question that is not answered as by hand.
struct Difference {
    seed: u64,
    case: Case,
    texts: Vec<String>,
}

/// The questions about one world that are not answered as by hand.
async fn ask_all(arena: &mut Arena, seed: u64, tally: &mut Tally) -> Vec<Difference> {
    let mut draw = Draw::new(seed);
    let world = world(&mut draw, BREADTH);
    let pairs = arena.load(&world).await;
    let mut found = Vec::new();
    for _ in 0..QUESTIONS_PER_WORLD {
        let question = question(&mut draw, &world, BREADTH);
        let case = Case { question, world: world.clone() };
        tally.next();
        let texts = differences(&pairs, &case, Some(tally)).await;
        if !texts.is_empty() {
            let question = serde_json::to_string(&case.question).expect("JSON");
            texts.iter().for_each(|text| say(&format!("seed {seed}: {text}\n{question}")));
            found.push(Difference { seed, case, texts });
        }
    }
    found
}

async fn keep_small(arena: &mut Arena, failures: &Failures, difference: &Difference) {
    // A question that lost a value it needs is refused, which is another matter; the guard's no is a third.
    let is_same_kind = |found: &[String]| {
        let has = |all: &[String], word: &str| all.iter().any(|one| one.contains(word));
        let is_alike = |word| has(found, word) == has(&difference.texts, word);
        !found.is_empty() && is_alike("Refused(") && is_alike("GUARD_REFUSED")
    };
    let mut engines = contestants();
    engines.retain(|engine| difference.texts.iter().any(|text| text.starts_with(engine.name)));
    let small = shrink(arena, difference.case.clone(), async |arena, candidate| {
        let pairs = arena.load_into(&engines, &candidate.world).await;
        is_same_kind(&differences(&pairs, candidate, None).await)
    })
    .await;
    let pairs = arena.load_into(&engines, &small.world).await;
    let found = differences(&pairs, &small, None).await.join("\n");
    let seed = difference.seed;
    let question = serde_json::to_string(&small.question).expect("JSON");
    let path = failures.keep(&format!("seed_{seed}"), &small);
    say(&format!("seed {seed}, made smaller and kept in {path}:\n{found}\n{question}"));
}

/// What differs from the expected answer. All engines are asked at once.
async fn differences(pairs: &[Pair], case: &Case, mut tally: Option<&mut Tally>) -> Vec<String> {
    let asked = pairs.iter().map(|pair| pair.all.ask(&case.world, &case.question));
    let outcomes = join_all(asked).await;
    let mut found = Vec::new();
    for (pair, outcome) in pairs.iter().zip(outcomes) {
        let expected = answer(&case.world, &case.question, pair.engine.keys_known);
        let limit = limit(&outcome, &expected);
        if let Some(tally) = &mut tally {
            tally.count(pair, &outcome, limit);
        }
        if limit.is_some() || outcome.lacking(&pair.all.model).is_some() {
            continue;
        }
        let Some(why) = misfit(pair, case, &outcome, &expected) else { continue };
        if let Some(defect) = known::defect(&outcome) {
            tally.iter_mut().for_each(|tally| tally.count_defect(pair, &outcome, defect));
            continue;
        }
        let sql = pair.all.compile(&case.world, &case.question, Purpose::Rows);
        let sql = sql.map(|compiled| compiled.sql().to_owned()).unwrap_or_default();
        let engine = pair.engine.name;
        found.push(format!("{engine}: {why}\n{outcome:?}\nexpected {expected:?}\n{sql}"));
    }
    found
}

/// The compiler's stated limit by which it refuses what has an answer.
fn limit(outcome: &Outcome, expected: &Result<Expected, Refusal>) -> Option<&'static str> {
    expected.as_ref().ok()?;
    stated_limit(outcome)
}

fn stated_limit(outcome: &Outcome) -> Option<&'static str> {
    let Outcome::Refused(problems) = outcome else { return None };
    let message = &problems.first()?.message;
    LIMITS.into_iter().find(|limit| message.contains(limit))
}

/// Why an outcome is not the expected one.
fn misfit(
    pair: &Pair,
    case: &Case,
    outcome: &Outcome,
    expected: &Result<Expected, Refusal>,
) -> Option<String> {
    let is_right = match (outcome, expected) {
        (Outcome::Rows(answer), Ok(expected)) => return wrong(pair, case, answer, expected),
        (refused, Err(Refusal::Unscoped)) => {
            refused.is_refused_as(ErrorCode::TABLE_NOT_SCOPED) || stated_limit(refused).is_some()
        }
        (refused, Err(Refusal::Unsupported)) => {
            refused.is_refused_as(ErrorCode::UNSUPPORTED_QUESTION)
        }
        (Outcome::Refused(_), Err(Refusal::Invalid)) => true,
        _ => false,
    };
    (!is_right).then(|| "another kind of outcome".to_owned())
}

/// What is wrong with an answer.
fn wrong(pair: &Pair, case: &Case, answer: &Answer, expected: &Expected) -> Option<String> {
    let estimates = estimates(&case.world, &case.question);
    let leniency = Leniency { estimates: &estimates, share: pair.engine.estimates };
    if let Some(why) = disagreement(&answer.rows, expected, leniency) {
        return Some(why);
    }
    if answer.total.is_some_and(|total| usize::try_from(total) != Ok(expected.total)) {
        return Some(format!("the total is {:?}", answer.total));
    }
    let is_right = match (&answer.totals, &expected.totals) {
        (Some(totals), Some(right)) => {
            let dimensions = expected.dimensions;
            totals.len() == right.len()
                && totals.iter().zip(right).enumerate().all(|(place, (one, right))| {
                    is_value(one, right) || estimates.contains(&(dimensions + place))
                })
        }
        (None, None) => true,
        _ => false,
    };
    (!is_right).then(|| "the totals are wrong".to_owned())
}
