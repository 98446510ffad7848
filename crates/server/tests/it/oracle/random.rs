//! Random questions about random worlds, answered row by row from their definition alone.

use souk_model::ErrorCode;
use souk_testkit::generate::reference::{Expected, Refusal, answer};
use souk_testkit::generate::{Cell, Draw, question, world};

use crate::arena::{Arena, Case, Failures, Outcome, Pair, Shares, first_seed, shrink};

const QUESTIONS_PER_WORLD: usize = 12;
/// Other worlds than those of the isolation tests.
const SEEDS_APART: u64 = 1 << 32;

#[tokio::test(flavor = "multi_thread")]
async fn random_questions_are_answered_as_by_hand() {
    let mut arena = Arena::new().await;
    let failures = Failures::of("oracle_failures");
    for (name, case) in failures.known() {
        let pairs = arena.load(&case.world).await;
        assert_eq!(differences(&pairs, &case).await, Vec::<String>::new(), "{name}");
    }
    let mut shares = Shares::default();
    for seed in first_seed() + SEEDS_APART.. {
        if shares.is_done() {
            break;
        }
        let mut draw = Draw::new(seed);
        let world = world(&mut draw);
        let pairs = arena.load(&world).await;
        for _ in 0..QUESTIONS_PER_WORLD {
            let case = Case { question: question(&mut draw, &world), world: world.clone() };
            let found = differences(&pairs, &case).await;
            if !found.is_empty() {
                fail(&mut arena, &failures, seed, case.clone(), &found).await;
            }
            shares.count(&pairs[1].all.ask(&case.world, &case.question).await);
        }
    }
    shares.assert_enough();
}

async fn fail(arena: &mut Arena, failures: &Failures, seed: u64, case: Case, original: &[String]) {
    // A question that lost a value it needs is refused, which is another matter.
    let is_same_kind = |found: &[String]| {
        let is_refusal = |all: &[String]| all.iter().any(|one| one.contains("INVALID_QUESTION"));
        !found.is_empty() && is_refusal(found) == is_refusal(original)
    };
    let small = shrink(arena, case, async |arena, candidate| {
        let pairs = arena.load(&candidate.world).await;
        is_same_kind(&differences(&pairs, candidate).await)
    })
    .await;
    let pairs = arena.load(&small.world).await;
    let found = differences(&pairs, &small).await;
    let path = failures.keep(&format!("seed_{seed}"), &small);
    let (found, original) = (found.join("\n"), original.join("\n"));
    panic!("seed {seed}, kept in {path}: {found}\nat first: {original}");
}

/// What differs from the expected answer.
async fn differences(pairs: &[Pair], case: &Case) -> Vec<String> {
    let mut found = Vec::new();
    for pair in pairs {
        let outcome = pair.all.ask(&case.world, &case.question).await;
        let expected = answer(&case.world, &case.question, pair.keys_known);
        if !fits(&outcome, &expected) {
            let sql = pair.all.compile(&case.world, &case.question, souk_query::Purpose::Rows);
            let sql = sql.map(|compiled| compiled.sql().to_owned()).unwrap_or_default();
            found.push(format!("{}: {outcome:?}\nexpected {expected:?}\n{sql}", pair.engine));
        }
    }
    found
}

fn fits(outcome: &Outcome, expected: &Result<Expected, Refusal>) -> bool {
    match (outcome, expected) {
        (Outcome::Rows { rows, total }, Ok(expected)) => {
            let counted = total.is_none_or(|total| usize::try_from(total) == Ok(expected.total));
            counted && are_same_rows(rows, &expected.rows)
        }
        (refused, Err(Refusal::Unscoped)) => refused.is_refused_as(ErrorCode::TABLE_NOT_SCOPED),
        (refused, Err(Refusal::Unsupported)) => {
            refused.is_refused_as(ErrorCode::UNSUPPORTED_QUESTION)
        }
        (Outcome::Refused(_), Err(Refusal::Invalid)) => true,
        _ => false,
    }
}

fn are_same_rows(left: &[Vec<Cell>], right: &[Vec<Cell>]) -> bool {
    let is_same = |(left, right): (&Vec<Cell>, &Vec<Cell>)| {
        left.len() == right.len()
            && left.iter().zip(right).all(|(left, right)| is_same(left, right))
    };
    left.len() == right.len() && left.iter().zip(right).all(is_same)
}

fn is_same(left: &Cell, right: &Cell) -> bool {
    const TOLERANCE: f64 = 1e-9;
    match (left, right) {
        (Cell::Float(left), Cell::Float(right)) => {
            (left - right).abs() <= TOLERANCE * left.abs().max(right.abs())
        }
        (Cell::Integer(whole), Cell::Decimal(exact))
        | (Cell::Decimal(exact), Cell::Integer(whole)) => {
            *exact == rust_decimal::Decimal::from(*whole)
        }
        _ => left == right,
    }
}
