//! Well-formed texts pass; every hostile text is refused, for the reason that its file states.

use souk_query::guard::GuardError;

use super::fixture::{Case, read};

const HOSTILE: &[(&str, &str)] = &[
    ("rule", include_str!("../guard_corpus/rule.sql")),
    ("name", include_str!("../guard_corpus/name.sql")),
    ("relationship", include_str!("../guard_corpus/relationship.sql")),
    ("partner", include_str!("../guard_corpus/partner.sql")),
    ("shape", include_str!("../guard_corpus/shape.sql")),
    ("names", include_str!("../guard_corpus/names.sql")),
    ("functions", include_str!("../guard_corpus/functions.sql")),
    ("statements", include_str!("../guard_corpus/statements.sql")),
    ("tenant", include_str!("../guard_corpus/tenant.sql")),
    ("engines", include_str!("../guard_corpus/engines.sql")),
    ("own_database", include_str!("../guard_corpus/own_database.sql")),
];

const WELL_FORMED: &[&str] = &[
    include_str!("../guard_accepted/key.sql"),
    include_str!("../guard_accepted/name.sql"),
    include_str!("../guard_accepted/text_key.sql"),
    include_str!("../guard_accepted/no_tenant.sql"),
    include_str!("../guard_accepted/engines.sql"),
    include_str!("../guard_accepted/partner.sql"),
    include_str!("../guard_accepted/own_database.sql"),
];

/// The texts that must pass, with their tenant rules between `«` and `»`.
pub(super) fn well_formed() -> Vec<Case> {
    WELL_FORMED.iter().flat_map(|file| read(file)).collect()
}

/// The texts that must be refused.
pub(super) fn hostile() -> Vec<Case> {
    HOSTILE.iter().flat_map(|(_, text)| read(text)).collect()
}

/// The name of the refusal's kind.
pub(crate) fn kind(error: &GuardError) -> String {
    let shown = format!("{:?}", error.refusal());
    shown.chars().take_while(|letter| letter.is_alphanumeric()).collect()
}

#[test]
fn every_well_formed_text_passes() {
    let mut refused = Vec::new();
    for case in well_formed() {
        let sql = case.sql.replace(['«', '»'], "");
        for engine in &case.engines {
            if let Err(error) = case.check(&sql, engine) {
                refused.push(format!("{} ({engine}): {error}", case.title));
            }
        }
    }
    assert!(refused.is_empty(), "{}", refused.join("\n"));
}

#[test]
fn every_hostile_text_is_refused_for_the_stated_reason() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for (file, text) in HOSTILE {
        for case in read(text) {
            count += 1;
            for engine in &case.engines {
                let answer = case.check(&case.sql, engine);
                let is_right =
                    answer.as_ref().is_err_and(|error| case.because.contains(&kind(error)));
                if !is_right {
                    wrong.push(format!("{file}: {} ({engine}): {answer:?}", case.title));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count >= 700, "the corpus lost texts: {count}");
}

#[test]
fn a_refusal_names_the_place_and_no_value() {
    let case = &read(
        "-- # x\n-- params: 8\nWITH \"a\" AS (SELECT 'secret' AS \"x\" FROM \"public\".\"orders\" WHERE \"company_id\" = $1) SELECT * FROM \"a\"",
    )[0];
    let message = case.check(&case.sql, "postgres").unwrap_err().to_string();
    assert_eq!(
        message,
        "the guard refused the text: the table public.orders is read without its tenant rule, in the CTE a"
    );
}

#[test]
fn a_nul_is_refused_even_inside_a_string() {
    let case = &read("-- # x\nSELECT 'a' FROM \"public\".\"orders\" WHERE \"company_id\" = $1")[0];
    let sql = case.sql.replace("'a'", "'a\0b'");
    assert_eq!(kind(&case.check(&sql, "postgres").unwrap_err()), "Token");
}
