//! No question reveals another tenant's rows: the answer over the rows of all tenants is the
//! answer over the asking tenant's rows alone, and holds no value of anybody else's.
//!
//! ```text
//! SOUK_CASES=5000 SOUK_SEED=77 cargo test -p souk-server --test it isolation
//! ```

mod mutations;

use souk_testkit::generate::{BREADTH, Cell, Draw, is_poison, is_value, question, world};

use crate::arena::{Arena, Case, Failures, Outcome, Pair, Tally, first_seed, shrink};
use crate::oracle::known;

const QUESTIONS_PER_WORLD: usize = 12;

#[tokio::test(flavor = "multi_thread")]
async fn the_answer_is_that_over_the_tenants_rows_alone() {
    let mut arena = Arena::new().await;
    let failures = Failures::of("isolation_failures");
    for (name, case) in failures.known() {
        let pairs = arena.load(&case.world).await;
        assert_eq!(violations(&pairs, &case, None).await, Vec::<String>::new(), "{name}");
    }
    let mut tally = Tally::default();
    for seed in first_seed().. {
        if tally.is_done() {
            break;
        }
        let mut draw = Draw::new(seed);
        let world = world(&mut draw, BREADTH);
        let pairs = arena.load(&world).await;
        for _ in 0..QUESTIONS_PER_WORLD {
            let question = question(&mut draw, &world, BREADTH);
            let case = Case { question, world: world.clone() };
            tally.next();
            let found = violations(&pairs, &case, Some(&mut tally)).await;
            if !found.is_empty() {
                fail(&mut arena, &failures, seed, case.clone(), &found).await;
            }
        }
    }
    tally.assert_enough();
}

async fn fail(arena: &mut Arena, failures: &Failures, seed: u64, case: Case, original: &[String]) {
    let small = shrink(arena, case, async |arena, candidate| {
        let pairs = arena.load(&candidate.world).await;
        !violations(&pairs, candidate, None).await.is_empty()
    })
    .await;
    let pairs = arena.load(&small.world).await;
    let found = violations(&pairs, &small, None).await;
    let path = failures.keep(&format!("seed_{seed}"), &small);
    let (found, original) = (found.join("\n"), original.join("\n"));
    panic!("seed {seed}, kept in {path}: {found}\nat first: {original}");
}

/// What is wrong with the answers to one question.
async fn violations(pairs: &[Pair], case: &Case, mut tally: Option<&mut Tally>) -> Vec<String> {
    let mut found = Vec::new();
    for pair in pairs {
        let all = pair.all.ask(&case.world, &case.question).await;
        let alone = pair.alone().ask(&case.world, &case.question).await;
        if let Some(tally) = &mut tally {
            tally.count(pair, &alone, None);
        }
        let engine = pair.engine.name;
        let failed = [&all, &alone].into_iter().all(|one| matches!(one, Outcome::Failed(_)));
        if let Some(defect) = known::defect(&all).filter(|_| failed) {
            tally.iter_mut().for_each(|tally| tally.count_defect(pair, &alone, defect));
            continue;
        }
        if let Outcome::Failed(error) = &all {
            found.push(format!("{engine} failed: {error}"));
        }
        if !are_alike(&all, &alone) {
            found.push(format!("{engine}: {all:?} among others, alone {alone:?}"));
        }
        if shows_poison(&all, case) {
            found.push(format!("{engine} shows another tenant's values: {all:?}"));
        }
    }
    found
}

/// The order in which an engine adds binary numbers depends on what else it reads, and so does their
/// last digit; everything else is the same.
fn are_alike(all: &Outcome, alone: &Outcome) -> bool {
    let (Outcome::Rows(all), Outcome::Rows(alone)) = (all, alone) else {
        return without_database(all) == without_database(alone);
    };
    let is_same = |(one, other): (&Cell, &Cell)| one == other || is_value(one, other);
    let row = |one: &[Cell], other: &[Cell]| {
        one.len() == other.len() && one.iter().zip(other).all(is_same)
    };
    let totals = match (&all.totals, &alone.totals) {
        (Some(all), Some(alone)) => row(all, alone),
        (all, alone) => all == alone,
    };
    let rows = all.rows.iter().zip(&alone.rows).all(|(one, other)| row(one, other));
    totals && rows && all.rows.len() == alone.rows.len() && all.total == alone.total
}

/// The two copies of a world are in databases with names of their own.
fn without_database(outcome: &Outcome) -> String {
    const NAME: &str = "souk_test_";
    let text = format!("{outcome:?}");
    let mut parts = text.split(NAME);
    let first = parts.next().unwrap_or_default().to_owned();
    let is_number = |letter: char| letter.is_ascii_hexdigit();
    parts.fold(first, |text, part| text + NAME + part.trim_start_matches(is_number))
}

/// A value that the question itself holds may be repeated in what is wrong with the question.
fn shows_poison(outcome: &Outcome, case: &Case) -> bool {
    match outcome {
        Outcome::Rows(answer) => {
            let cells = answer.rows.iter().flatten();
            cells.chain(answer.totals.iter().flatten()).any(is_poison)
        }
        Outcome::Failed(text) => is_poison(&Cell::Text(text.clone())),
        Outcome::Refused(problems) => {
            let question = serde_json::to_string(&case.question).expect("JSON");
            let is_own = is_poison(&Cell::Text(question));
            !is_own && is_poison(&Cell::Text(format!("{problems:?}")))
        }
    }
}
