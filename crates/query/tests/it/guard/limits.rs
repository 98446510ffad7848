//! Bounds on size and depth, and what a check costs.

use std::time::Instant;

use super::corpus::{kind, well_formed};
use super::fixture::{Case, Prepared, dialects, read};

const SCAN: &str = r#"SELECT "id" FROM "public"."orders" WHERE "company_id" = $1"#;

fn scoped(rest: &str) -> Case {
    read(&format!("-- # x\n{SCAN}{rest}")).remove(0)
}

fn answer(rest: &str) -> String {
    let case = scoped(rest);
    match case.check(&case.sql, dialects()[0]) {
        Ok(()) => "passed".to_owned(),
        Err(error) => kind(&error),
    }
}

#[test]
fn deep_texts_are_refused_and_never_overflow_the_stack() {
    for depth in [1_000, 100_000] {
        let nested = format!(" AND {}1{} = 1", "(".repeat(depth), ")".repeat(depth));
        assert_ne!(answer(&nested), "passed");
        for chain in [" AND 1 = 1", " OR 1 = 1", " AND NOT NOT 1 = 1", " IS NULL", "::text"] {
            assert_eq!(answer(&chain.repeat(depth)), "Size", "{chain}");
        }
        for prefix in ["NOT ", "- ", "+ "] {
            assert_ne!(answer(&format!(" AND {}1 = 1", prefix.repeat(depth))), "passed");
        }
        let unions = format!(" UNION ALL {SCAN}").repeat(depth.min(5_000));
        assert_eq!(answer(&unions), "Size");
        let cases =
            format!(" AND {}1{} = 1", "CASE WHEN TRUE THEN ".repeat(depth), " END".repeat(depth));
        assert_ne!(answer(&cases), "passed");
    }
    assert_eq!(answer(&(" ".repeat(600_000) + "LIMIT 1")), "Size");
    assert_eq!(answer(&" AND 1 = 1".repeat(190)), "passed");
}

#[test]
fn nested_sub_queries_are_refused_quickly() {
    let started = Instant::now();
    for depth in [10, 30, 47] {
        let nested = "(SELECT * FROM ".repeat(depth) + "\"x\"" + &") AS \"y\"".repeat(depth);
        assert_ne!(answer(&format!(" AND EXISTS {nested}")), "passed");
        let sets = "((".repeat(depth / 2) + SCAN + &"))".repeat(depth / 2);
        assert_ne!(answer(&format!(" UNION {sets} UNION SELECT \"x\" FROM \"y\"")), "passed");
        let tables = "(".repeat(depth) + "\"x\"" + &")".repeat(depth);
        assert_ne!(answer(&format!(" AND EXISTS (SELECT 1 FROM {tables})")), "passed");
    }
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
}

#[test]
fn a_list_of_ten_thousand_values_passes() {
    let mut case = scoped("");
    let list: Vec<String> = (2..10_002).map(|number| format!("${number}")).collect();
    case.sql = format!("{} AND \"id\" IN ({})", case.sql, list.join(", "));
    case.parameters.extend((0..10_000).map(souk_query::Value::Integer));
    assert_eq!(case.check(&case.sql, dialects()[0]).map_err(|error| error.to_string()), Ok(()));
}

#[test]
#[ignore = "measures; run with --release -- --ignored --nocapture"]
#[expect(clippy::print_stderr, reason = "the measure is the result")]
fn cost_of_a_check() {
    for case in well_formed() {
        let sql = case.sql.replace(['«', '»'], "");
        let prepared = case.prepare();
        let mut times: Vec<_> = (0..2_000).map(|_| time(&prepared, &sql)).collect();
        times.sort_unstable();
        eprintln!("{:>8.1} µs  {:>5} bytes  {}", times[1_000] as f64 / 1e3, sql.len(), case.title);
    }
}

fn time(prepared: &Prepared<'_>, sql: &str) -> u128 {
    let started = Instant::now();
    let _ = std::hint::black_box(prepared.check(sql, dialects()[0]));
    started.elapsed().as_nanos()
}
