//! Bounds on size and depth, and what a check costs.

use std::time::Instant;

use souk_query::guard::Guard;

use super::corpus::{kind, well_formed};
use super::fixture::{Case, read};

const SCAN: &str = r#"SELECT "id" FROM "public"."orders" WHERE "company_id" = $1"#;

fn scoped(rest: &str) -> Case {
    read(&format!("-- # x\n{SCAN}{rest}")).remove(0)
}

fn answer(rest: &str) -> String {
    let case = scoped(rest);
    match case.check(&case.sql, "postgres") {
        Ok(()) => "passed".to_owned(),
        Err(error) => kind(&error),
    }
}

#[test]
fn deep_texts_are_refused_and_never_overflow_the_stack() {
    for depth in [1_000, 4_000, 10_000, 30_000] {
        let chained = if depth > 20_000 { ["Size"; 2] } else { ["passed", "Size"] };
        let nested = format!(" AND {}1{} = 1", "(".repeat(depth), ")".repeat(depth));
        assert_ne!(answer(&nested), "passed");
        for chain in [" AND 1 = 1", " OR 1 = 1", " AND NOT NOT 1 = 1", " IS NULL", "::text"] {
            let got = answer(&chain.repeat(depth));
            assert!(chained.contains(&got.as_str()) || got == "Unscoped", "{depth}{chain}: {got}");
        }
        for prefix in ["NOT ", "- ", "+ "] {
            assert_ne!(answer(&format!(" AND {}1 = 1", prefix.repeat(depth))), "passed");
        }
        let unions = format!(" UNION ALL {SCAN}").repeat(depth.min(5_000));
        assert!(chained.contains(&answer(&unions).as_str()), "{depth}");
        let cases =
            format!(" AND {}1{} = 1", "CASE WHEN TRUE THEN ".repeat(depth), " END".repeat(depth));
        assert_ne!(answer(&cases), "passed");
    }
    assert_eq!(answer(&(" ".repeat(1_100_000) + "LIMIT 1")), "Size");
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
    assert_eq!(case.check(&case.sql, "postgres").map_err(|error| error.to_string()), Ok(()));
}

/// As the compiler writes periods where there is no calendar to read.
#[test]
fn four_thousand_periods_pass_as_values_and_as_a_union() {
    let rows: Vec<String> = (2..4_002).map(|number| format!("(CAST(${number} AS DATE))")).collect();
    let arms: Vec<String> =
        (3..4_002).map(|number| format!("SELECT CAST(${number} AS DATE)")).collect();
    let values = format!(r#"(VALUES {}) AS "p" ("day")"#, rows.join(", "));
    let union = format!(
        r#"(SELECT CAST($2 AS DATE) AS "day" UNION ALL {}) AS "p""#,
        arms.join(" UNION ALL ")
    );
    for source in [values, union] {
        let mut case = scoped("");
        case.sql = format!(
            r#"WITH "o" AS ({SCAN}) SELECT "p"."day", COUNT("o"."id") FROM {source} LEFT JOIN "o" ON "o"."id" = 1 GROUP BY 1"#
        );
        case.parameters.extend((0..4_000).map(souk_query::Value::Integer));
        assert_eq!(case.check(&case.sql, "postgres").map_err(|error| error.to_string()), Ok(()));
    }
}

#[test]
fn a_hundred_measures_over_forty_facts_pass() {
    let facts: Vec<String> = (0..40)
        .map(|fact| {
            let sums: Vec<String> =
                (0..100).map(|n| format!(r#"SUM("t"."amount") AS "m{fact}_{n}""#)).collect();
            format!(
                r#""f{fact}" AS NOT MATERIALIZED (SELECT "t"."status" AS "k", {} FROM "public"."orders" AS "t" WHERE "t"."company_id" = $1 GROUP BY 1)"#,
                sums.join(", ")
            )
        })
        .collect();
    let joins: Vec<String> = (1..40)
        .map(|fact| {
            format!(
                r#"FULL JOIN "f{fact}" ON ("f0"."k" IS NOT DISTINCT FROM "f{fact}"."k") AND 1 = 1"#
            )
        })
        .collect();
    let case = scoped("");
    let sql = format!(
        r#"WITH {} SELECT COALESCE("f0"."k", "f1"."k") AS "k", "f0"."m0_1" FROM "f0" {}"#,
        facts.join(", "),
        joins.join(" ")
    );
    assert_eq!(case.check(&sql, "postgres").map_err(|error| error.to_string()), Ok(()));
    let weakened = sql.replacen(r#""t"."company_id" = $1 GROUP"#, r#""t"."id" = $1 GROUP"#, 1);
    assert_ne!(weakened, sql);
    assert_eq!(kind(&case.check(&weakened, "postgres").unwrap_err()), "Unscoped");
}

#[test]
#[ignore = "measures; run with --release -- --ignored --nocapture"]
#[expect(clippy::print_stderr, reason = "the measure is the result")]
fn cost_of_a_check() {
    for case in well_formed() {
        let sql = case.sql.replace(['«', '»'], "");
        let (prepared, engine): (_, &'static str) =
            (case.prepare(), case.engines[0].clone().leak());
        let guard = Guard::new(prepared.datamart.clone(), engine);
        let new = median(|| prepared.check(&sql, engine));
        let (tenant, extra) = (&prepared.tenant, &prepared.extra);
        let kept = median(|| guard.check(&sql, prepared.parameters, tenant, extra));
        let (size, title) = (sql.len(), &case.title);
        eprintln!("{new:>8.1} µs new, {kept:>5.1} µs kept, {size:>5} bytes  {title}");
    }
}

fn median<T>(work: impl Fn() -> T) -> f64 {
    let mut times: Vec<_> = (0..2_000).map(|_| time(&work)).collect();
    times.sort_unstable();
    times[1_000] as f64 / 1e3
}

fn time<T>(work: &impl Fn() -> T) -> u128 {
    let started = Instant::now();
    let _ = std::hint::black_box(work());
    started.elapsed().as_nanos()
}
