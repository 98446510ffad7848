//! What the compiler writes for every golden question passes the guard on every engine, for tenants
//! of every kind, unless the engine cannot do what is asked.

use std::fs;

use serde_json::Value as Json;
use souk_model::{ClientColumnType, ClientIdentifier, Tenancy};
use souk_query::{DIALECTS, Model, Purpose, QueryRequest, Scope, compile};

use crate::support::{fixture, folder};

/// The way in which tenants go, beside the one that the model declares.
const KINDS: [(ClientColumnType, ClientIdentifier); 4] = [
    (ClientColumnType::Number, ClientIdentifier::PrimaryKey),
    (ClientColumnType::String, ClientIdentifier::PrimaryKey),
    (ClientColumnType::Number, ClientIdentifier::Name),
    (ClientColumnType::String, ClientIdentifier::Name),
];

pub(super) fn questions() -> Vec<(String, String, QueryRequest)> {
    let read = |entry: std::io::Result<fs::DirEntry>| {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(path.join("question.json")).unwrap();
        let case: Json = serde_json::from_str(&text).unwrap();
        let mut query: QueryRequest = serde_json::from_value(case["query"].clone()).unwrap();
        query.now = case.get("now").and_then(|now| serde_json::from_value(now.clone()).ok());
        (path.display().to_string(), case["model"].as_str().unwrap().to_owned(), query)
    };
    fs::read_dir(folder("cases")).unwrap().map(read).collect()
}

/// The codes of a refusal, or nothing.
fn codes(model: &Model, query: &QueryRequest) -> Vec<&'static str> {
    let client = model.datamart().tenancy.as_ref().map(|_| "7");
    let scope = Scope::new(model, client).unwrap();
    match compile(model, query, &scope, Purpose::Rows) {
        Ok(_) => Vec::new(),
        Err(refused) => refused.problems.iter().map(|problem| problem.code.code).collect(),
    }
}

#[test]
fn what_is_compiled_passes_on_every_engine() {
    let (mut refused, mut passed) = (Vec::new(), 0);
    for (path, model_name, query) in questions() {
        for (column_type, identifier) in KINDS {
            let mut read = fixture(&model_name);
            if let Some(Tenancy::Table(tenancy)) = &mut read.datamart.tenancy {
                tenancy.client_column_type = column_type;
                tenancy.client_identifier = identifier;
            }
            for dialect in DIALECTS {
                let model = Model::build(&read.datamart, &read.catalog, dialect).unwrap();
                let found = codes(&model, &query);
                passed += usize::from(found.is_empty());
                if found.contains(&"GUARD_REFUSED") {
                    let scope = Scope::new(&model, model.datamart().tenancy.as_ref().map(|_| "7"));
                    let error =
                        compile(&model, &query, &scope.unwrap(), Purpose::Rows).unwrap_err();
                    let hints: Vec<_> =
                        error.problems.iter().map(|one| one.hint.as_str()).collect();
                    refused.push(format!(
                        "{path} {} {column_type:?} {identifier:?}: {hints:?}",
                        dialect.name()
                    ));
                }
            }
        }
    }
    assert!(refused.is_empty(), "{}", refused.join("\n"));
    assert!(passed > 200, "only {passed} questions were compiled");
}
