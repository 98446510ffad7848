//! Tables, columns, keys and measures.

use std::time::{Duration, Instant};

use souk_model::validate::{ColumnDraft, DatamartDraft, MeasureDraft, TableDraft};
use souk_model::{Aggregate, Catalog, DataType, Operand, TableName};

use crate::support::*;

const STRUCTURE: &str = "Invalid table or column structure";
const TABLE: &str = "Invalid schema or table name";
const COLUMN: &str = "Invalid column names in table";
const MEASURE: &str = "Invalid measure in table";

fn one(table: TableDraft) -> DatamartDraft {
    shop(vec![table])
}

fn custom(name: &str, sql: Option<&str>) -> ColumnDraft {
    ColumnDraft {
        name: text(name),
        is_custom: true,
        sql: sql.map(str::to_owned),
        ..ColumnDraft::default()
    }
}

fn measure(name: &str, aggregate: &str, column: Option<&str>, sql: Option<&str>) -> MeasureDraft {
    MeasureDraft {
        name: text(name),
        aggregate: text(aggregate),
        column: column.map(str::to_owned),
        sql: sql.map(str::to_owned),
        ..MeasureDraft::default()
    }
}

#[test]
fn a_table_without_a_schema_is_found_where_its_name_is_unique() {
    let mut table = with_columns("", "customers", &["id"]);
    let built = check(&one(table.clone())).expect("an empty schema counts as absent");
    assert_eq!(built.tables[0].name, TableName::new("public", "customers"));
    table.schema = None;
    assert!(check(&one(table)).is_ok());
}

#[test]
fn a_table_name_that_several_schemas_hold_needs_its_schema() {
    let draft = one(TableDraft { schema: None, ..orders() });
    let hint = only_problem(&draft, TABLE, "tableList[0].schemaName");
    assert!(hint.contains("\"public\", \"archive\""), "{hint}");
}

#[test]
fn an_unknown_table_is_named_with_the_nearest_known_one() {
    let draft = one(with_columns("public", "ordres", &["id"]));
    let hint = only_problem(&draft, TABLE, "tableList[0].name");
    assert!(hint.contains("did you mean \"orders\"?"), "{hint}");
}

#[test]
fn a_table_of_another_schema_is_named_with_its_schema() {
    let draft = one(with_columns("sales", "customers", &["id"]));
    let hint = only_problem(&draft, TABLE, "tableList[0].schemaName");
    assert!(hint.contains("is in schema \"public\""), "{hint}");
}

#[test]
fn an_absent_or_empty_table_list_is_refused() {
    let none = DatamartDraft { tables: None, ..shop(Vec::new()) };
    only_problem(&none, "Table list cannot be empty", "tableList");
    only_problem(&shop(Vec::new()), "Table list cannot be empty", "tableList");
}

#[test]
fn tables_and_columns_need_names_and_tables_need_columns() {
    only_problem(&one(TableDraft { name: None, ..orders() }), STRUCTURE, "tableList[0].name");
    for columns in [None, Some(Vec::new())] {
        only_problem(&one(TableDraft { columns, ..orders() }), STRUCTURE, "tableList[0].columns");
    }
    let nameless = TableDraft { columns: Some(vec![ColumnDraft::default()]), ..orders() };
    only_problem(&one(nameless), STRUCTURE, "tableList[0].columns[0].name");
}

#[test]
fn tables_and_columns_are_listed_once() {
    only_problem(&shop(vec![orders(), orders()]), STRUCTURE, "tableList[1]");
    let twice = one(with_columns("public", "orders", &["id", "id"]));
    only_problem(&twice, STRUCTURE, "tableList[0].columns[1].name");
}

#[test]
fn an_unknown_column_is_named_with_the_nearest_known_one() {
    let draft = one(with_columns("public", "orders", &["id", "statsu"]));
    let hint = only_problem(&draft, COLUMN, "tableList[0].columns[1].name");
    assert!(hint.contains("did you mean \"status\"?"), "{hint}");
}

#[test]
fn custom_columns_need_sql_and_a_name_of_their_own() {
    let with = |column| one(TableDraft { columns: Some(vec![column]), ..orders() });
    assert!(check(&with(custom("net", Some("amount / 1.25")))).is_ok());
    only_problem(&with(custom("net", None)), STRUCTURE, "tableList[0].columns[0].sql");
    only_problem(&with(custom("net", Some("  "))), STRUCTURE, "tableList[0].columns[0].sql");
    only_problem(&with(custom("amount", Some("1"))), COLUMN, "tableList[0].columns[0].name");
    let sql_only = ColumnDraft { is_custom: false, ..custom("id", Some("1")) };
    only_problem(&with(sql_only), STRUCTURE, "tableList[0].columns[0].sql");
}

#[test]
fn an_aggregate_column_is_a_custom_one() {
    let flagged = ColumnDraft { name: text("id"), is_aggregate: true, ..ColumnDraft::default() };
    let draft = one(TableDraft { columns: Some(vec![flagged]), ..orders() });
    only_problem(&draft, STRUCTURE, "tableList[0].columns[0].isAggregateColumn");
}

#[test]
fn primary_key_columns_exist_even_if_not_listed() {
    let keyed = |names: &[&str]| {
        let primary_key = names.iter().map(|name| (*name).to_owned()).collect();
        one(TableDraft { primary_key, ..orders() })
    };
    assert!(check(&keyed(&["tenant_id", "id"])).is_ok());
    only_problem(&keyed(&["id", "nope"]), COLUMN, "tableList[0].primaryKey[1]");
    only_problem(&keyed(&["id", "id"]), COLUMN, "tableList[0].primaryKey[1]");
}

#[test]
fn measures_are_read_in_every_form() {
    let measures = vec![
        measure("orders", "count", None, None),
        measure("revenue", "SUM", Some("amount"), None),
        measure("net", "AVG", None, Some("amount / 1.25")),
        measure("customers", "COUNT_DISTINCT", Some("customer_id"), None),
    ];
    let built = check(&one(TableDraft { measures, ..orders() })).expect("all are well formed");
    let read: Vec<_> = built.tables[0]
        .measures
        .iter()
        .map(|read| (read.aggregate, read.operand.clone()))
        .collect();
    let expected = [
        (Aggregate::Count, Operand::Rows),
        (Aggregate::Sum, Operand::Column("amount".to_owned())),
        (Aggregate::Avg, Operand::Sql("amount / 1.25".to_owned())),
        (Aggregate::CountDistinct, Operand::Column("customer_id".to_owned())),
    ];
    assert_eq!(read, expected);
}

#[test]
fn wrong_measures_are_refused_each_for_its_reason() {
    let base = "tableList[0].measures[0]";
    let cases = [
        (measure("m", "SUM", Some("amount"), Some("amount")), MEASURE, base.to_owned()),
        (measure("m", "SUM", None, None), MEASURE, base.to_owned()),
        (measure("m", "SUM", Some("status"), None), MEASURE, format!("{base}.column")),
        (measure("m", "MIN", Some("nope"), None), MEASURE, format!("{base}.column")),
        (measure("status", "COUNT", None, None), MEASURE, format!("{base}.name")),
        (
            measure("m", "MODE", Some("amount"), None),
            "\"tableList[0].measures[0].aggregate\" must be one of [COUNT, COUNT_DISTINCT, SUM, AVG, MIN, MAX, APPROX_DISTINCT, MEDIAN, PERCENTILE, STDDEV, ANY, ALL, STRING_AGG]",
            format!("{base}.aggregate"),
        ),
        (
            MeasureDraft { name: None, ..measure("", "COUNT", None, None) },
            "\"tableList[0].measures[0].name\" is required",
            format!("{base}.name"),
        ),
    ];
    for (wrong, message, path) in cases {
        let draft = one(TableDraft { measures: vec![wrong], ..orders() });
        only_problem(&draft, message, &path);
    }
}

#[test]
fn two_measures_of_one_name_are_refused() {
    let twice = vec![measure("m", "COUNT", None, None), measure("m", "COUNT", None, None)];
    let draft = one(TableDraft { measures: twice, ..orders() });
    only_problem(&draft, MEASURE, "tableList[0].measures[1].name");
}

#[test]
fn odd_datamart_names_are_accepted_and_unstorable_ones_refused() {
    let named = |name: &str| DatamartDraft { name: text(name), ..one(orders()) };
    for name in ["it's \"quoted\"", "\u{202e}rtl", "🛒", "a/b?c=d"] {
        assert!(check(&named(name)).is_ok(), "{name}");
    }
    only_problem(&named("a\0b"), "\"name\" must not contain control characters", "name");
    only_problem(&named(""), "\"name\" is not allowed to be empty", "name");
    let long = "x".repeat(10_000);
    let message = "\"name\" length must be less than or equal to 255 characters long";
    only_problem(&named(&long), message, "name");
    only_problem(&DatamartDraft { name: None, ..one(orders()) }, "\"name\" is required", "name");
}

#[test]
fn nul_is_refused_wherever_text_is_kept() {
    let labelled = one(TableDraft { label: text("a\0"), ..orders() });
    only_problem(&labelled, "\"tableList[0].label\" must not contain NUL", "tableList[0].label");
    let sql = one(TableDraft { columns: Some(vec![custom("c", Some("1\0"))]), ..orders() });
    let path = "tableList[0].columns[0].sql";
    only_problem(&sql, &format!("\"{path}\" must not contain NUL"), path);
}

#[test]
fn all_problems_come_at_once_in_the_documented_order() {
    let mut first = with_columns("public", "orders", &["nope"]);
    first.client_column = text("tenant");
    first.measures = vec![measure("m", "SUM", Some("status"), None)];
    let second = with_columns("public", "unknown", &["id"]);
    let mut draft = shop(vec![first, second, TableDraft { columns: None, ..orders() }]);
    draft.tables.as_mut().expect("given").swap(0, 2);
    draft.name = None;
    draft.relationships = vec![relation(("orders", "id"), ("nowhere", "id"))];
    draft.tenancy =
        Some(souk_model::validate::TenancyDraft { table: text("no"), ..table_tenancy() });
    let messages: Vec<_> = problems(&draft).into_iter().map(|(message, ..)| message).collect();
    let expected = [
        "\"name\" is required",
        STRUCTURE, // no columns
        STRUCTURE, // orders twice
        TABLE,
        COLUMN,
        COLUMN, // client column
        "Invalid tenancy level for organization",
        "Invalid relationship", // "orders" is listed twice
        "Invalid relationship",
        MEASURE,
    ];
    assert_eq!(messages, expected);
}

#[test]
fn ten_thousand_columns_are_checked_quickly_right_or_wrong() {
    // About 0.2 s without optimisation; what is quadratic takes minutes.
    const BOUND: Duration = Duration::from_secs(15);
    let names: Vec<_> = (0..10_000).map(|number| format!("column_{number}")).collect();
    let columns: Vec<_> = names.iter().map(|name| (&**name, DataType::Int64)).collect();
    let catalog = Catalog { tables: vec![table("public", "wide", &columns)] };
    let listed: Vec<_> = names.iter().map(String::as_str).collect();
    let wrong: Vec<_> = names.iter().map(|name| format!("{name}x")).collect();
    let wrong: Vec<_> = wrong.iter().map(String::as_str).collect();

    let started = Instant::now();
    let built = check_with(&one(with_columns("public", "wide", &listed)), &catalog, POSTGRES);
    assert_eq!(built.expect("all exist").tables[0].columns.len(), 10_000);
    assert!(started.elapsed() < BOUND, "{:?}", started.elapsed());
    let started = Instant::now();
    let refused = check_with(&one(with_columns("public", "wide", &wrong)), &catalog, POSTGRES);
    let problems = refused.expect_err("none exists");
    assert!(started.elapsed() < BOUND, "{:?}", started.elapsed());
    assert_eq!(problems.len(), 101);
    assert_eq!(problems[100].hint, "and 9900 more problems");
}

#[test]
fn a_formula_stands_alone_and_a_percentile_says_which() {
    let mut table = with_columns("public", "customers", &["id"]);
    let formula = |name: &str| MeasureDraft {
        name: text(name),
        formula: text("a / b"),
        ..MeasureDraft::default()
    };
    table.measures = vec![formula("ratio")];
    let built = check(&one(table.clone())).expect("a formula");
    assert_eq!(built.tables[0].formulas[0].formula, "a / b");
    table.measures = vec![
        MeasureDraft { aggregate: text("SUM"), ..formula("both") },
        measure("p", "PERCENTILE", Some("id"), None),
    ];
    let problems = check(&one(table)).expect_err("two mistakes");
    let hints: Vec<_> = problems.iter().map(|problem| problem.hint.as_str()).collect();
    assert!(hints.iter().any(|hint| hint.contains("stands alone")), "{hints:?}");
    assert!(hints.iter().any(|hint| hint.contains("from 0 to 1")), "{hints:?}");
}
