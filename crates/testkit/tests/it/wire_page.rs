//! `docs/reference/wire.md` lists the endpoints of the OpenAPI document, and no others.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::read;

const METHODS: [&str; 5] = ["GET", "POST", "PUT", "PATCH", "DELETE"];

/// Served, but not part of the document: they serve or surround it.
const OUTSIDE_THE_DOCUMENT: [&str; 3] = ["GET /metrics", "GET /openapi.json", "GET /docs/"];

/// `METHOD path` for each row `| METHOD | `path` … |`.
fn listed(page: &str) -> BTreeSet<String> {
    page.lines().filter_map(row).collect()
}

fn row(line: &str) -> Option<String> {
    let mut cells = line.strip_prefix('|')?.split('|').map(str::trim);
    let method = cells.next().filter(|cell| METHODS.contains(cell))?;
    let path = cells.next()?.split('`').nth(1)?;
    Some(format!("{method} {path}"))
}

/// `METHOD path` for each operation that is not marked as an older path.
fn documented(document: &Value) -> BTreeSet<String> {
    let paths = document["paths"].as_object().expect("the document has paths");
    let operations = paths.iter().flat_map(|(path, item)| {
        let item = item.as_object().expect("a path has operations");
        item.iter().map(move |(method, operation)| (method.to_uppercase(), path, operation))
    });
    operations
        .filter(|(method, _, _)| METHODS.contains(&method.as_str()))
        .filter(|(_, _, operation)| operation["deprecated"] != true)
        .map(|(method, path, _)| format!("{method} {path}"))
        .collect()
}

#[test]
fn the_wire_page_lists_every_endpoint_and_no_other() {
    let document =
        serde_json::from_str(&read("openapi/openapi.json")).expect("the document is JSON");
    let mut page = listed(&read("docs/reference/wire.md"));
    page.retain(|endpoint| !OUTSIDE_THE_DOCUMENT.contains(&endpoint.as_str()));
    let served = documented(&document);
    let missing: Vec<_> = served.difference(&page).collect();
    let invented: Vec<_> = page.difference(&served).collect();
    assert!(
        missing.is_empty() && invented.is_empty(),
        "missing {missing:?}, invented {invented:?}"
    );
}

#[test]
fn rows_of_the_page_are_read() {
    let page =
        "| GET | `/healthz` | | – |\n| word | meaning |\n| POST | `/a/b` (Souk's own) | | S |";
    assert_eq!(listed(page), BTreeSet::from(["GET /healthz".to_owned(), "POST /a/b".to_owned()]));
}
