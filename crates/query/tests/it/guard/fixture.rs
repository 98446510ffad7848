//! A datamart with every kind of tenant rule, and the reader of the files of texts.

use rust_decimal::Decimal;
use souk_model::{
    ClientColumnType, ClientIdentifier, Datamart, DatasourceLink, DocumentId, JoinType, KeyPair,
    Relationship, Table, TableName, TableTenancy, Tenancy,
};
use souk_query::Value;
use souk_query::guard::{self, GuardError, GuardInput, GuardTenant};

/// Engines whose texts look alike: a text runs on both unless it says otherwise.
const BOTH: &str = "postgres datafusion";

/// One text of a file, with what it runs under.
#[derive(Debug, Clone)]
pub(super) struct Case {
    pub(super) title: String,
    pub(super) sql: String,
    pub(super) parameters: Vec<Value>,
    /// Kinds of refusal, any of which is right; empty where the text must pass.
    pub(super) because: Vec<String>,
    /// The engines that the text is for.
    pub(super) engines: Vec<String>,
    setting: String,
}

impl Case {
    /// The guard's answer to a text under this case's tenant.
    pub(super) fn check(&self, sql: &str, engine: &str) -> Result<(), GuardError> {
        self.prepare().check(sql, engine)
    }

    /// All that a check needs, built once.
    pub(super) fn prepare(&self) -> Prepared<'_> {
        let (datamart, tenant) = setting(&self.setting);
        let extra = [(public("extras"), "owner".to_owned())];
        Prepared { datamart, tenant, extra, parameters: &self.parameters }
    }
}

/// What a text is checked against.
pub(super) struct Prepared<'a> {
    pub(super) datamart: Datamart,
    pub(super) tenant: GuardTenant,
    pub(super) extra: [(TableName, String); 1],
    pub(super) parameters: &'a [Value],
}

impl Prepared<'_> {
    pub(super) fn check(&self, sql: &str, engine: &str) -> Result<(), GuardError> {
        guard::check(&GuardInput {
            sql,
            parameters: self.parameters,
            dialect: engine,
            datamart: &self.datamart,
            tenant: self.tenant.clone(),
            extra_client_columns: &self.extra,
        })
    }
}

/// Cases start at `-- # title`; `-- key: value` lines may follow; the rest is the text.
pub(super) fn read(file: &str) -> Vec<Case> {
    file.split("-- # ").skip(1).map(read_case).collect()
}

fn read_case(entry: &str) -> Case {
    let (title, rest) = entry.split_once('\n').unwrap();
    let setting = header(rest, "tenant").unwrap_or("key").to_owned();
    let parameters = header(rest, "params").unwrap_or("7");
    let because = header(rest, "because").unwrap_or_default();
    let body: Vec<&str> = rest.lines().filter(|line| !line.starts_with("-- ")).collect();
    Case {
        title: title.to_owned(),
        sql: body.join("\n").trim().to_owned(),
        parameters: parameters.split_whitespace().map(value).collect(),
        engines: header(rest, "engines").unwrap_or(BOTH).split(' ').map(str::to_owned).collect(),
        because: because.split('|').filter(|kind| !kind.is_empty()).map(str::to_owned).collect(),
        setting,
    }
}

fn header<'a>(text: &'a str, key: &str) -> Option<&'a str> {
    let prefix = format!("-- {key}:");
    text.lines().find_map(|line| line.strip_prefix(&prefix)).map(str::trim)
}

fn value(word: &str) -> Value {
    if let Some(text) = word.strip_prefix('\'') {
        return Value::Text(text.trim_end_matches('\'').to_owned());
    }
    match word.split_once(':') {
        Some(("d", digits)) => Value::Decimal(digits.parse::<Decimal>().unwrap()),
        Some(("f", digits)) => Value::Float(digits.parse().unwrap()),
        Some(("b", truth)) => Value::Boolean(truth.parse().unwrap()),
        Some(("u", uuid)) => Value::Uuid(uuid.parse().unwrap()),
        Some(("ts", time)) => Value::Timestamp(time.parse().unwrap()),
        _ => Value::Integer(word.parse().unwrap()),
    }
}

const UUID: &str = "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11";

fn setting(name: &str) -> (Datamart, GuardTenant) {
    let seven = GuardTenant::Key(Value::Integer(7));
    let acme = GuardTenant::Name("acme".to_owned());
    let uuid = GuardTenant::Key(Value::Text(UUID.to_owned()));
    let number = |identifier| Some(tenancy(ClientColumnType::Number, identifier));
    let text = Some(tenancy(ClientColumnType::String, ClientIdentifier::PrimaryKey));
    let (tenancy, tenant) = match name {
        "key" => (number(ClientIdentifier::PrimaryKey), seven),
        "name" => (number(ClientIdentifier::Name), acme),
        "text" => (text, uuid),
        "none" => (None, GuardTenant::None),
        "database" => (Some(Tenancy::Database), GuardTenant::None),
        "large" => {
            let large = GuardTenant::Key(Value::Integer(4_294_967_303));
            (number(ClientIdentifier::PrimaryKey), large)
        }
        "key without tenancy" => (None, seven),
        "none with tenancy" => (number(ClientIdentifier::PrimaryKey), GuardTenant::None),
        "name for key" => (number(ClientIdentifier::PrimaryKey), acme),
        "key for name" => (number(ClientIdentifier::Name), seven),
        "text for number" => {
            let wrong = GuardTenant::Key(Value::Text("7".to_owned()));
            (number(ClientIdentifier::PrimaryKey), wrong)
        }
        other => panic!("no such setting: {other}"),
    };
    (datamart(tenancy), tenant)
}

fn tenancy(client_column_type: ClientColumnType, client_identifier: ClientIdentifier) -> Tenancy {
    Tenancy::Table(TableTenancy {
        mapping_table: public("companies"),
        key_column: "id".to_owned(),
        name_column: "name".to_owned(),
        client_column_type,
        client_identifier,
    })
}

/// How a table's rows belong to tenants.
enum Rows {
    Of(&'static str),
    Via(&'static str),
    Shared,
    Nobody,
}

/// The datamart of every test here.
pub(super) fn datamart(tenancy: Option<Tenancy>) -> Datamart {
    let tables = vec![
        table(public("orders"), &Rows::Of("company_id")),
        table(public("customers"), &Rows::Of("tenant")),
        table(TableName::new("sales", "orders"), &Rows::Of("company_id")),
        table(public("items"), &Rows::Via("items_orders")),
        table(public("shipments"), &Rows::Via("orders_shipments")),
        table(public("parcels"), &Rows::Via("parcels_shipments")),
        table(public("tags"), &Rows::Via("tags_countries")),
        table(public("nodes"), &Rows::Via("nodes_nodes")),
        table(public("lefts"), &Rows::Via("lefts_rights")),
        table(public("rights"), &Rows::Via("lefts_rights")),
        table(public("lost"), &Rows::Via("no_such_relationship")),
        table(public("countries"), &Rows::Shared),
        table(public("notes"), &Rows::Nobody),
        table(public("extras"), &Rows::Nobody),
        table(TableName::new("pg_catalog", "pg_user"), &Rows::Shared),
        table(TableName::new("INFORMATION_SCHEMA", "COLUMNS"), &Rows::Shared),
    ];
    let relationships = vec![
        relationship("items_orders", "items", "orders", &[("order_id", "id")]),
        relationship(
            "orders_shipments",
            "orders",
            "shipments",
            &[("id", "order_id"), ("region", "region")],
        ),
        relationship("parcels_shipments", "parcels", "shipments", &[("shipment_id", "id")]),
        relationship("tags_countries", "tags", "countries", &[("country", "code")]),
        relationship("lefts_rights", "lefts", "rights", &[("id", "left_id")]),
        relationship("nodes_nodes", "nodes", "nodes", &[("parent", "id")]),
    ];
    let datasource = DatasourceLink { id: DocumentId::random(), name: "test".to_owned() };
    Datamart { name: "test".to_owned(), datasource, tables, tenancy, relationships }
}

fn public(name: &str) -> TableName {
    TableName::new("public", name)
}

fn table(name: TableName, rows: &Rows) -> Table {
    let client_column = if let Rows::Of(column) = rows { Some((*column).to_owned()) } else { None };
    let tenant_via = if let Rows::Via(link) = rows { Some((*link).to_owned()) } else { None };
    Table {
        name,
        label: None,
        client_column,
        is_shared: matches!(rows, Rows::Shared),
        tenant_via,
        is_hidden: false,
        primary_key: Vec::new(),
        columns: Vec::new(),
        measures: Vec::new(),
        formulas: Vec::new(),
    }
}

fn relationship(name: &str, parent: &str, child: &str, keys: &[(&str, &str)]) -> Relationship {
    let pair = |(parent_key, child_key): &(&str, &str)| KeyPair {
        parent: (*parent_key).to_owned(),
        child: (*child_key).to_owned(),
    };
    Relationship {
        name: name.to_owned(),
        parent: public(parent),
        child: public(child),
        keys: keys.iter().map(pair).collect(),
        cardinality: None,
        join: JoinType::Left,
        referential_integrity: false,
    }
}
