//! Every tenant rule of every well-formed text is spoilt in every way that we know. Each spoilt text
//! must be refused because the rule is missing, and for no other reason.

use super::corpus::{kind, well_formed};
use super::fixture::Case;

/// One way to spoil a rule; the rule stands for `RULE`.
const SPOILERS: &[&str] = &[
    "TRUE",
    "(RULE OR TRUE)",
    "(RULE OR RULE)",
    "(FALSE OR RULE)",
    "NOT (RULE)",
    "NOT NOT (RULE)",
    "(RULE) IS NOT NULL",
    "(RULE) IS NOT TRUE",
    "(RULE) IS NOT FALSE",
    "(RULE) IS TRUE",
    "(RULE) IS NOT UNKNOWN",
    "(RULE) = FALSE",
    "(RULE) = TRUE",
    "(RULE) <> TRUE",
    "(RULE) IS DISTINCT FROM TRUE",
    "(RULE) IN (TRUE, FALSE)",
    "COALESCE(RULE, TRUE)",
    "NULLIF(RULE, FALSE)",
    "CASE WHEN RULE THEN TRUE ELSE TRUE END",
    "CASE WHEN TRUE THEN TRUE ELSE RULE END",
    "CAST((RULE) AS TEXT) <> 'x'",
    "((RULE) AND TRUE OR TRUE)",
    "('a' = 'b' OR RULE AND 1 = 1)",
    "(SELECT RULE)",
    "EXISTS (SELECT 1 WHERE RULE)",
    "NOT EXISTS (SELECT 1 WHERE RULE)",
];

/// Replacements inside the rule. Where the rule does not hold the first text, it is left out.
const CHANGES: &[(&str, &str)] = &[
    (" = $", " <> $"),
    (" = $", " >= $"),
    (" = $", " > $"),
    (" = $", " IS NOT DISTINCT FROM $"),
    (" = $", " LIKE $"),
    (" = $", " = -$"),
    (" = $", " = 0 + $"),
    ("\"company_id\"", "\"company_id2\""),
    ("\"company_id\"", "\"id\""),
    ("\"company_id\"", "\"Company_id\""),
    ("\"company_id\"", "company_id"),
    ("\"company_id\"", "COALESCE(\"company_id\", 0)"),
    ("\"tenant\"", "\"owner\""),
    ("\"owner\"", "\"company_id\""),
    ("\"order_id\"", "\"id\""),
    ("\"region\"", "\"order_id\""),
    ("\"shipment_id\"", "\"id\""),
    (" IN ", " NOT IN "),
    ("EXISTS", "NOT EXISTS"),
    ("SELECT 1 ", "SELECT COUNT(*) "),
    ("\"public\".\"orders\"", "\"sales\".\"orders\""),
    ("\"public\".\"orders\"", "\"public\".\"countries\""),
    ("\"public\".\"companies\"", "\"public\".\"orders\""),
    ("MIN(", "MAX("),
    ("MIN(", "COUNT("),
    (" HAVING COUNT(*) = 1", ""),
    ("COUNT(*) = 1", "COUNT(*) > 0"),
    ("COUNT(*) = 1", "COUNT(*) = 1 OR TRUE"),
    ("\"name\" AS", "\"label\" AS"),
    (" COLLATE \"C\"", ""),
    (" COLLATE \"C\"", " COLLATE \"ci\""),
    ("AS BIGINT", "AS REAL"),
    ("::integer", "::varchar(1)"),
    ("AS TEXT", "AS CHAR(1)"),
    ("AS NUMERIC", "AS INTEGER"),
    ("AS UUID", "AS BIGINT"),
    ("AS VARCHAR)", "AS VARCHAR(3))"),
    (" = ?", " <> ?"),
    (" = ?", " = -?"),
    (" = CAST(?", " <> CAST(?"),
    (" = CAST(CAST(", " >= CAST(CAST("),
    (" = {p", " <> {p"),
    (" = @p", " > @p"),
    ("`company_id`", "`id`"),
    ("[company_id]", "[id]"),
    ("`tenant`", "`id`"),
    ("COLLATE utf8mb4_0900_bin = ", "COLLATE utf8mb4_0900_ai_ci = "),
    ("COLLATE utf8mb4_nopad_bin = ", "COLLATE utf8mb4_bin = "),
    (" COLLATE utf8mb4_0900_bin = ", " = "),
    ("COLLATE BINARY", "COLLATE NOCASE"),
    (" COLLATE BINARY", ""),
    ("COLLATE 'utf8'", "COLLATE 'en-ci'"),
    ("toString(", "LOWER("),
    ("ENCODE(", "UPPER("),
    ("AS BINARY) = ", "AS BINARY(4)) = "),
    ("AS BYTES) = ", "AS STRING) = "),
    ("AS CHAR)", "AS CHAR(2))"),
    ("USING utf8mb4", "USING latin1"),
    ("NVARCHAR(4000)", "NVARCHAR(4)"),
    ("VARBINARY(8000)", "VARBINARY(4)"),
    ("VARBINARY(64000)", "VARBINARY(4)"),
    ("VARCHAR(65535)", "VARCHAR(4)"),
    ("{p1:Int64}", "{p1:Float64}"),
];

/// A rule in a text, without its markers.
struct Marked<'a> {
    before: String,
    rule: &'a str,
    after: String,
}

fn unmarked(text: &str) -> String {
    text.replace(['«', '»'], "")
}

/// Every rule of the text, the inner ones too.
fn rules(sql: &str) -> Vec<Marked<'_>> {
    let mut open = Vec::new();
    let mut found = Vec::new();
    for (position, letter) in sql.char_indices() {
        match letter {
            '«' => open.push(position),
            '»' => found.push((open.pop().unwrap(), position)),
            _ => {}
        }
    }
    let marked = |(start, end): (usize, usize)| Marked {
        before: unmarked(&sql[..start]),
        rule: &sql[start..end],
        after: unmarked(&sql[end..]),
    };
    found.into_iter().map(marked).collect()
}

fn spoilt(rule: &Marked<'_>) -> Vec<String> {
    let inner = unmarked(rule.rule);
    let wrapped = SPOILERS.iter().map(|spoiler| spoiler.replace("RULE", &inner));
    let changed = CHANGES
        .iter()
        .filter(|(from, _)| inner.contains(from))
        .map(|(from, to)| inner.replacen(from, to, 1));
    let rebuilt = |text: String| format!("{}{text}{}", rule.before, rule.after);
    wrapped.chain(changed).map(rebuilt).collect()
}

/// A text with marked rules, with each of them in turn spoilt from around.
pub(crate) fn wrapped(sql: &str) -> Vec<String> {
    let of = |rule: &Marked<'_>| -> Vec<String> {
        let inner = unmarked(rule.rule);
        let texts = SPOILERS.iter().map(|spoiler| spoiler.replace("RULE", &inner));
        // Without the rule its parameters would be missed first.
        texts
            .filter(|text| text.contains(&inner))
            .map(|text| format!("{}{text}{}", rule.before, rule.after))
            .collect()
    };
    rules(sql).iter().flat_map(of).collect()
}

/// A rule of two equations that loses its quotes may fail by the lost name first.
pub(crate) fn is_missing(kind: &str) -> bool {
    matches!(kind, "Unscoped" | "Name")
}

fn is_refused_for_the_rule(case: &Case, sql: &str) -> bool {
    case.engines
        .iter()
        .all(|engine| case.check(sql, engine).is_err_and(|error| is_missing(&kind(&error))))
}

#[test]
fn a_text_with_any_spoilt_rule_is_refused() {
    let mut passed = Vec::new();
    let mut count = 0;
    for case in well_formed() {
        for rule in rules(&case.sql) {
            for sql in spoilt(&rule) {
                count += 1;
                if !is_refused_for_the_rule(&case, &sql) {
                    passed.push(format!(
                        "{}: {:?}\n{sql}",
                        case.title,
                        case.check(&sql, &case.engines[0])
                    ));
                }
            }
        }
    }
    assert!(passed.is_empty(), "{} of {count}\n{}", passed.len(), passed.join("\n"));
    assert!(count > 3000, "only {count} mutations");
}

/// Whether a parameter stands between the markers of a rule, in whichever spelling.
fn is_in_rule(sql: &str, position: usize) -> bool {
    let number = position + 1;
    let spellings = [format!("${number}"), format!("@p{number}"), format!("{{p{number}:")];
    let mut places: Vec<usize> = spellings
        .iter()
        .flat_map(|spelling| sql.match_indices(spelling.as_str()))
        .map(|(place, _)| place)
        .collect();
    if places.is_empty() {
        places.extend(sql.match_indices('?').nth(position).map(|(place, _)| place));
    }
    let depth = |place: usize| {
        let before = &sql[..place];
        before.matches('«').count() - before.matches('»').count()
    };
    places.into_iter().any(|place| depth(place) > 0)
}

/// Every parameter in turn belongs to another tenant; where a rule used it, the text is refused.
#[test]
fn a_text_with_the_value_of_another_tenant_is_refused() {
    for case in well_formed() {
        let sql = unmarked(&case.sql);
        for position in 0..case.parameters.len() {
            let mut other = case.clone();
            other.parameters[position] = souk_query::Value::Text("other".to_owned());
            let is_refused = is_refused_for_the_rule(&other, &sql);
            assert_eq!(is_refused, is_in_rule(&case.sql, position), "{} {position}", case.title);
        }
    }
}

/// The client's rule moved out of the scan, to wherever else a condition can stand.
#[test]
fn a_rule_moved_to_another_clause_does_not_count() {
    let case = well_formed().remove(0);
    for sql in [
        r#"SELECT "id" FROM "public"."orders" GROUP BY "id", "company_id" HAVING "company_id" = $1"#,
        r#"SELECT "id", "company_id" = $1 AS "x" FROM "public"."orders""#,
        r#"SELECT * FROM (SELECT "id", "company_id" FROM "public"."orders") AS "o" WHERE "company_id" = $1"#,
    ] {
        assert!(is_refused_for_the_rule(&case, sql), "{sql}");
    }
}
