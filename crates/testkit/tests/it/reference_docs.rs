//! Reference pages that are made from the code are as fresh as the code.
//!
//! `SOUK_BLESS=1 cargo test -p souk-testkit` writes them anew.

use souk_model::ErrorCode;
use std::fmt::Write;

use crate::repository;

const ERRORS_PAGE: &str = "docs/reference/errors.md";

const ERRORS_INTRODUCTION: &str = "\
# Error codes

<!-- Made from crates/model/src/error_code.rs by `SOUK_BLESS=1 cargo test -p souk-testkit`. -->

An error is `{\"error\": {\"code\": \"…\", \"message\": \"…\"}}`. Where they help, `hints` (what is wrong, where,
and what would be right) and `path` stand beside them. The status is the usual one of the code; where
the compatible wire documents another for an endpoint, the endpoint answers with that one.
";

fn table(title: &str, extension: bool) -> String {
    let mut text = format!("\n## {title}\n\n| code | status | meaning |\n|---|---|---|\n");
    for row in ErrorCode::ALL.iter().filter(|row| row.extension == extension) {
        let meaning = row.meaning.replace('|', "\\|");
        let _ = writeln!(text, "| `{}` | {} | {meaning} |", row.code, row.status);
    }
    text
}

fn errors_page() -> String {
    let wire = table("Codes of the compatible wire", false);
    let extensions = table("Souk's own codes", true);
    format!("{ERRORS_INTRODUCTION}{wire}{extensions}")
}

fn assert_fresh(page: &str, expected: &str) {
    let path = repository().join(page);
    if std::env::var_os("SOUK_BLESS").is_some() {
        std::fs::write(&path, expected).expect("the page can be written");
        return;
    }
    let stored = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        stored == expected,
        "{page} is stale; `SOUK_BLESS=1 cargo test -p souk-testkit` writes it anew"
    );
}

#[test]
fn the_page_of_error_codes_is_fresh() {
    assert_fresh(ERRORS_PAGE, &errors_page());
}
