//! Tenancy settings, client columns, shared tables, and rules through relationships.

use souk_model::validate::{
    DatamartDraft, RelationshipDraft, TableDraft, TenancyDraft, validate_tenancy,
};
use souk_model::{ClientIdentifier, ErrorCode, TableName, Tenancy};

use crate::support::*;

const MESSAGE: &str = "Invalid tenancy level for organization";

fn with(settings: TenancyDraft, tables: Vec<TableDraft>) -> DatamartDraft {
    DatamartDraft { tenancy: Some(settings), ..shop(tables) }
}

fn scoped_orders() -> TableDraft {
    TableDraft { client_column: text("tenant_id"), ..orders() }
}

fn via(name: &str, table: TableDraft) -> TableDraft {
    TableDraft { tenant_via: text(name), ..table }
}

fn named(name: &str, relationship: RelationshipDraft) -> RelationshipDraft {
    RelationshipDraft { name: text(name), ..relationship }
}

#[test]
fn the_mapping_table_is_resolved() {
    let settings = TenancyDraft { client_identifier: text("NAME"), ..table_tenancy() };
    let built = check(&with(settings, vec![scoped_orders()])).expect("well formed");
    let Some(Tenancy::Table(read)) = built.tenancy else { panic!("level TABLE was asked for") };
    assert_eq!(read.mapping_table, TableName::new("public", "clients"));
    assert_eq!((read.key_column.as_str(), read.name_column.as_str()), ("id", "name"));
    assert_eq!(read.client_identifier, ClientIdentifier::Name);
}

#[test]
fn the_key_defaults_to_the_primary_key() {
    let settings = TenancyDraft { key_column: None, ..table_tenancy() };
    let built = check(&with(settings.clone(), vec![scoped_orders()])).expect("it has one");
    assert!(matches!(built.tenancy, Some(Tenancy::Table(read)) if read.key_column == "id"));

    let mut keyless = catalog();
    keyless.tables[3].primary_key.clear();
    let refused = check_with(&with(settings, vec![scoped_orders()]), &keyless, POSTGRES);
    let problem = refused.expect_err("it has none").remove(0);
    assert_eq!(problem.code, ErrorCode::INVALID_TENANCY);
    assert_eq!(problem.path, "tenancySettings.tablePrimaryKeyColumn");
}

#[test]
fn what_level_table_requires_is_required() {
    let nothing = TenancyDraft { level: text("TABLE"), ..TenancyDraft::default() };
    let messages: Vec<_> =
        problems(&with(nothing, vec![orders()])).into_iter().map(|(message, ..)| message).collect();
    let expected = ["clientColumnType", "tableName", "tableClientNameColumn", "schemaName"]
        .map(|field| format!("\"tenancySettings.{field}\" is required"));
    assert_eq!(messages, expected);
    let schemaless = TenancyDraft { schema: None, ..table_tenancy() };
    let message = "\"tenancySettings.schemaName\" is required";
    only_problem(&with(schemaless, vec![orders()]), message, "tenancySettings.schemaName");
}

#[test]
fn files_have_no_schema_to_name_and_no_databases() {
    let schemaless = TenancyDraft { schema: None, ..table_tenancy() };
    assert!(check_with(&with(schemaless, vec![orders()]), &catalog(), FILES).is_ok());
    let databases = TenancyDraft { level: text("DATABASE"), ..TenancyDraft::default() };
    let draft = with(databases, vec![orders()]);
    let built = check(&draft).expect("PostgreSQL has databases");
    assert_eq!(built.tenancy, Some(Tenancy::Database));
    let refused = check_with(&draft, &catalog(), FILES).expect_err("files do not").remove(0);
    assert_eq!((refused.code, refused.message.as_str()), (ErrorCode::INVALID_TENANCY, MESSAGE));
}

#[test]
fn unknown_words_are_refused() {
    let level = TenancyDraft { level: text("ROW"), ..table_tenancy() };
    let message = "\"tenancySettings.tenancyLevel\" must be one of [TABLE, DATABASE]";
    only_problem(&with(level, vec![orders()]), message, "tenancySettings.tenancyLevel");
    let absent = TenancyDraft { level: None, ..table_tenancy() };
    let message = "\"tenancySettings.tenancyLevel\" is required";
    only_problem(&with(absent, vec![orders()]), message, "tenancySettings.tenancyLevel");
    let kind = TenancyDraft { client_column_type: text("UUID"), ..table_tenancy() };
    let message = "\"tenancySettings.clientColumnType\" must be one of [NUMBER, STRING]";
    only_problem(&with(kind, vec![orders()]), message, "tenancySettings.clientColumnType");
}

#[test]
fn the_mapping_table_and_its_columns_exist_and_fit() {
    let unknown = TenancyDraft { table: text("client"), ..table_tenancy() };
    let hint = only_problem(&with(unknown, vec![orders()]), MESSAGE, "tenancySettings.tableName");
    assert!(hint.contains("did you mean \"clients\"?"), "{hint}");
    let path = "tenancySettings.tableClientNameColumn";
    let name = TenancyDraft { name_column: text("nam"), ..table_tenancy() };
    only_problem(&with(name, vec![orders()]), MESSAGE, path);
    let path = "tenancySettings.tablePrimaryKeyColumn";
    let key = TenancyDraft { key_column: text("code"), ..table_tenancy() };
    let hint = only_problem(&with(key, vec![orders()]), MESSAGE, path);
    assert!(hint.contains("NUMBER means whole numbers"), "{hint}");
}

#[test]
fn client_columns_exist_and_fit_the_declared_type() {
    let unlisted = with(table_tenancy(), vec![scoped_orders()]);
    assert!(check(&unlisted).is_ok(), "the client column need not be listed");
    let unknown = TableDraft { client_column: text("tenant"), ..orders() };
    let message = "Invalid column names in table";
    only_problem(&shop(vec![unknown]), message, "tableList[0].clientColumn");
    for column in ["status", "amount"] {
        let table = TableDraft { client_column: text(column), ..orders() };
        let draft = with(table_tenancy(), vec![table]);
        only_problem(&draft, MESSAGE, "tableList[0].clientColumn");
    }
}

#[test]
fn a_table_without_any_rule_may_be_created() {
    assert!(check(&with(table_tenancy(), vec![orders()])).is_ok());
}

#[test]
fn a_table_has_one_tenant_rule_at_most() {
    let shared = TableDraft { is_shared: true, ..scoped_orders() };
    let hint = only_problem(&shop(vec![shared]), MESSAGE, "tableList[0]");
    assert!(hint.contains("clientColumn and isShared"), "{hint}");
}

#[test]
fn a_rule_may_lead_through_relationships_in_either_direction() {
    let draft = DatamartDraft {
        relationships: vec![
            named("lo", relation(("lines", "order_id"), ("orders", "id"))),
            named("oc", relation(("orders", "customer_id"), ("customers", "id"))),
        ],
        ..with(
            table_tenancy(),
            vec![
                via("lo", with_columns("public", "lines", &["id"])),
                scoped_orders(),
                via("oc", with_columns("public", "customers", &["id"])),
            ],
        )
    };
    assert!(check(&draft).is_ok());
}

#[test]
fn a_rule_that_leads_nowhere_is_refused() {
    let lines = || with_columns("public", "lines", &["id"]);
    let customers = || with_columns("public", "customers", &["id"]);
    let lo = || named("lo", relation(("lines", "order_id"), ("orders", "id")));
    let path = "tableList[0].tenantVia";
    let refuse = |tables, relationships| {
        let draft = DatamartDraft { relationships, ..shop(tables) };
        only_problem(&draft, MESSAGE, path)
    };

    let unknown = refuse(vec![via("lx", lines()), scoped_orders()], vec![lo()]);
    assert!(unknown.contains("no relationship is called \"lx\""), "{unknown}");
    let foreign = refuse(vec![via("lo", customers()), scoped_orders(), lines()], vec![lo()]);
    assert!(foreign.contains("not this table"), "{foreign}");
    let unscoped = refuse(vec![via("lo", lines()), orders()], vec![lo()]);
    assert!(unscoped.contains("public.orders, which has no clientColumn"), "{unscoped}");
    let itself = named("cc", relation(("customers", "parent_id"), ("customers", "id")));
    let itself = refuse(vec![via("cc", customers())], vec![itself]);
    assert!(itself.contains("itself"), "{itself}");
}

#[test]
fn rules_that_wait_for_each_other_are_refused() {
    let draft = DatamartDraft {
        relationships: vec![named("lo", relation(("lines", "order_id"), ("orders", "id")))],
        ..shop(vec![via("lo", with_columns("public", "lines", &["id"])), via("lo", orders())])
    };
    let found = problems(&draft);
    assert_eq!(found.len(), 2, "{found:#?}");
    assert!(found.iter().all(|(message, _, hint)| message == MESSAGE && hint.contains("back")));
}

#[test]
fn a_datasource_has_the_same_settings() {
    let read = validate_tenancy(&table_tenancy(), &catalog(), POSTGRES).expect("well formed");
    assert!(matches!(read, Some(Tenancy::Table(_))));
    let wrong = TenancyDraft { table: None, ..table_tenancy() };
    let problems = validate_tenancy(&wrong, &catalog(), POSTGRES).expect_err("no table");
    assert_eq!(problems[0].message, "\"tenancySettings.tableName\" is required");
}
