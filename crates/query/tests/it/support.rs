//! Models and questions read from files.

use std::path::{Path, PathBuf};

use chrono::{TimeZone as _, Utc};
use serde::Deserialize;
use serde_json::Value as Json;
use souk_model::{Catalog, Datamart, Relationship};
use souk_query::{
    Dialect, Model, POSTGRES, Purpose, QueryRequest, RowRules, RuleContext, Scope, compile,
};

pub(crate) fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it").join(name)
}

#[derive(Deserialize)]
pub(crate) struct Fixture {
    pub(crate) catalog: Catalog,
    pub(crate) datamart: Datamart,
}

impl Fixture {
    pub(crate) fn relationship(&mut self, name: &str) -> &mut Relationship {
        self.datamart.relationships.iter_mut().find(|one| one.name == name).unwrap()
    }

    /// A question's SQL in PostgreSQL, for tenant 7 under the rules of a guest token.
    pub(crate) fn sql(&self, rules: &Json, asked: Json) -> String {
        let model = Model::build(&self.datamart, &self.catalog, &POSTGRES).unwrap();
        let now = Utc.with_ymd_and_hms(2026, 3, 15, 12, 0, 0).unwrap();
        let context = RuleContext { now, zone: chrono_tz::UTC, allows_sql: false };
        let rules: Vec<_> = serde_json::from_value(rules.clone()).unwrap();
        let rules = RowRules::read(&model, &rules, context).unwrap();
        let scope = Scope::new(&model, Some("7")).unwrap().with_row_rules(rules);
        compile(&model, &question(asked), &scope, Purpose::Rows).unwrap().sql().to_owned()
    }
}

pub(crate) fn fixture(name: &str) -> Fixture {
    let path = folder("models").join(format!("{name}.json"));
    let text = std::fs::read_to_string(&path).unwrap();
    serde_json::from_str(&text).unwrap()
}

pub(crate) fn model(name: &str, dialect: &'static dyn Dialect) -> Model {
    let fixture = fixture(name);
    Model::build(&fixture.datamart, &fixture.catalog, dialect).unwrap()
}

pub(crate) fn question(json: Json) -> QueryRequest {
    serde_json::from_value(json).unwrap()
}
