//! The cases of the oracle tests over TPC-H: questions and the SQL that answers them by hand.

use std::path::Path;

use serde_json::Value as Json;
use souk_model::validate::{DatamartDraft, Source, SourceTraits, validate};
use souk_model::{Catalog, Datamart, DatasourceLink, DocumentId};
use souk_query::{Compiled, Dialect, Model, Purpose, QueryRequest, Scope, compile};
use souk_server::wire::datamart::CreateDatamart;

use crate::Outcome;

const LINE: &str = "\n----\n";

/// A case as both of its statements.
#[derive(Debug)]
pub struct Case {
    /// The datamart and the name of the file.
    pub name: String,
    /// What the compiler makes of the question.
    pub generated: Compiled,
    /// What an expert wrote; `$1` is the tenant.
    pub by_hand: String,
    /// The tenant.
    pub tenant: Option<i64>,
}

/// The model of a datamart over a schema.
///
/// # Errors
/// What does not fit.
pub fn model(body: Json, catalog: &Catalog, dialect: &'static dyn Dialect) -> Outcome<Model> {
    let body: CreateDatamart = serde_json::from_value(body)?;
    let link = DatasourceLink { id: DocumentId::random(), name: "bench".to_owned() };
    let has_schemas = dialect.name() == "postgres";
    let traits = SourceTraits { has_schemas, has_databases: false };
    let source = Source { link: &link, catalog, traits };
    let datamart: Datamart = validate(&DatamartDraft::from(body), &source)
        .map_err(|problems| format!("{problems:?}"))?;
    Model::build(&datamart, catalog, dialect).map_err(|problems| format!("{problems:?}").into())
}

/// The cases of a datamart, those whose name holds `wanted`.
///
/// # Errors
/// A file that cannot be read; a question that is refused.
pub fn of(datamart: &str, model: &Model, tenant: Option<i64>, wanted: &str) -> Outcome<Vec<Case>> {
    let folder = "../../crates/server/tests/it/oracle_cases";
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder).join(datamart);
    let mut paths: Vec<_> = std::fs::read_dir(folder)?
        .map(|entry| entry.map(|one| one.path()))
        .collect::<Result<_, _>>()?;
    paths.sort();
    let client = tenant.map(|tenant| tenant.to_string());
    let scope = Scope::new(model, client.as_deref()).map_err(|problem| problem.hint)?;
    let mut cases = Vec::new();
    for path in paths {
        let stem = path.file_stem().unwrap_or_default().display();
        let name = format!("{datamart}/{stem}");
        if !name.contains(wanted) {
            continue;
        }
        let text = std::fs::read_to_string(&path)?;
        let (question, rest) = text.split_once(LINE).ok_or("no line of dashes")?;
        let by_hand = rest.split_once(LINE).map_or(rest, |(sql, _)| sql).trim().to_owned();
        let mut request: QueryRequest = serde_json::from_str(question)?;
        request.now = Some(chrono::Utc::now());
        let generated = compile(model, &request, &scope, Purpose::Rows)
            .map_err(|error| format!("{name}: {error:?}"))?;
        cases.push(Case { name, generated, by_hand, tenant });
    }
    Ok(cases)
}
