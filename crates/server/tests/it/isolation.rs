//! No question reveals another tenant's rows: the answer over the rows of all tenants is the
//! answer over the asking tenant's rows alone, and holds no value of anybody else's.
//!
//! ```text
//! SOUK_CASES=5000 SOUK_SEED=77 cargo test -p souk-server --test it isolation
//! ```

mod mutations;

use souk_testkit::generate::{Cell, Draw, is_poison, question, world};

use crate::arena::{Arena, Case, Failures, Outcome, Pair, Shares, first_seed, shrink};

const QUESTIONS_PER_WORLD: usize = 12;

#[tokio::test(flavor = "multi_thread")]
async fn the_answer_is_that_over_the_tenants_rows_alone() {
    let mut arena = Arena::new().await;
    let failures = Failures::of("isolation_failures");
    for (name, case) in failures.known() {
        let pairs = arena.load(&case.world).await;
        assert_eq!(violations(&pairs, &case).await, Vec::<String>::new(), "{name}");
    }
    let mut shares = Shares::default();
    for seed in first_seed().. {
        if shares.is_done() {
            break;
        }
        let mut draw = Draw::new(seed);
        let world = world(&mut draw);
        let pairs = arena.load(&world).await;
        for _ in 0..QUESTIONS_PER_WORLD {
            let question = question(&mut draw, &world);
            let case = Case { question, world: world.clone() };
            let found = violations(&pairs, &case).await;
            if !found.is_empty() {
                fail(&mut arena, &failures, seed, case.clone(), &found).await;
            }
            shares.count(&pairs[1].alone.ask(&case.world, &case.question).await);
        }
    }
    shares.assert_enough();
}

async fn fail(arena: &mut Arena, failures: &Failures, seed: u64, case: Case, original: &[String]) {
    let small = shrink(arena, case, async |arena, candidate| {
        let pairs = arena.load(&candidate.world).await;
        !violations(&pairs, candidate).await.is_empty()
    })
    .await;
    let pairs = arena.load(&small.world).await;
    let found = violations(&pairs, &small).await;
    let path = failures.keep(&format!("seed_{seed}"), &small);
    let (found, original) = (found.join("\n"), original.join("\n"));
    panic!("seed {seed}, kept in {path}: {found}\nat first: {original}");
}

/// What is wrong with the answers to one question.
async fn violations(pairs: &[Pair], case: &Case) -> Vec<String> {
    let mut found = Vec::new();
    for pair in pairs {
        let all = pair.all.ask(&case.world, &case.question).await;
        let alone = pair.alone.ask(&case.world, &case.question).await;
        if let Outcome::Failed(error) = &all {
            found.push(format!("{} failed: {error}", pair.engine));
        }
        if all != alone {
            found.push(format!("{}: {all:?} among others, alone {alone:?}", pair.engine));
        }
        if shows_poison(&all, case) {
            found.push(format!("{} shows another tenant's values: {all:?}", pair.engine));
        }
    }
    found
}

/// A value that the question itself holds may be repeated in what is wrong with the question.
fn shows_poison(outcome: &Outcome, case: &Case) -> bool {
    match outcome {
        Outcome::Rows { rows, .. } => rows.iter().flatten().any(is_poison),
        Outcome::Failed(text) => is_poison(&Cell::Text(text.clone())),
        Outcome::Refused(problems) => {
            let question = serde_json::to_string(&case.question).expect("JSON");
            let is_own = is_poison(&Cell::Text(question));
            !is_own && is_poison(&Cell::Text(format!("{problems:?}")))
        }
    }
}
