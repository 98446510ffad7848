//! Author statements read from files, and how they are compiled.

use serde_json::json;
use souk_query::{
    Compiled, Dialect, Model, POSTGRES, Purpose, QuestionError, Scope, SqlQuery, compile_sql,
};

use crate::support::{folder, model};

/// One text of `statements`: lines of `-- key: value`, then the SELECT.
pub(super) struct Case {
    pub(super) name: String,
    pub(super) model: String,
    pub(super) client: String,
    pub(super) purpose: Purpose,
    pub(super) query: SqlQuery,
    /// Dialects that write it otherwise, and so refuse it.
    pub(super) except: Vec<String>,
}

pub(super) fn cases() -> Vec<Case> {
    let mut names: Vec<_> = std::fs::read_dir(folder("statements"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter_map(|name| name.strip_suffix(".sql").map(str::to_owned))
        .filter(|name| !name.ends_with(".postgres"))
        .collect();
    names.sort();
    names.iter().map(|name| read(name)).collect()
}

fn read(name: &str) -> Case {
    let text = std::fs::read_to_string(folder("statements").join(format!("{name}.sql"))).unwrap();
    let (head, body): (Vec<&str>, Vec<&str>) =
        text.lines().partition(|line| line.starts_with("-- "));
    let header = |key: &str| {
        let prefix = format!("-- {key}: ");
        head.iter().find_map(|line| line.strip_prefix(prefix.as_str())).map(str::to_owned)
    };
    let json = |key: &str, default: &str| {
        serde_json::from_str::<serde_json::Value>(&header(key).unwrap_or(default.to_owned()))
            .unwrap()
    };
    let mut query: SqlQuery = serde_json::from_value(json!({
        "sql": body.join("\n"),
        "variables": json("variables", "[]"),
        "values": json("values", "{}"),
        "limit": json("limit", "null"),
        "offset": json("offset", "null"),
        "timezone": header("timezone"),
    }))
    .unwrap();
    query.now = Some("2025-03-15T10:30:00Z".parse().unwrap());
    Case {
        name: name.to_owned(),
        model: header("model").unwrap_or("shop".to_owned()),
        client: header("client").unwrap_or("7".to_owned()),
        purpose: if header("purpose").is_some() { Purpose::Total } else { Purpose::Rows },
        query,
        except: header("except").unwrap_or_default().split(' ').map(str::to_owned).collect(),
    }
}

impl Case {
    pub(super) fn compile(&self, dialect: &'static dyn Dialect) -> Result<Compiled, QuestionError> {
        let model = model(&self.model, dialect);
        let scope = Scope::new(&model, Some(&self.client)).unwrap();
        compile_sql(&model, &self.query, &scope, self.purpose)
    }
}

pub(super) fn shop() -> Model {
    model("shop", &POSTGRES)
}

pub(super) fn ask(model: &Model, query: &SqlQuery) -> Result<Compiled, QuestionError> {
    let scope = Scope::new(model, Some("7")).unwrap();
    compile_sql(model, query, &scope, Purpose::Rows)
}

/// A text for the first tenant of the shop.
pub(super) fn plain(sql: &str) -> SqlQuery {
    let now = Some("2025-03-15T10:30:00Z".parse().unwrap());
    SqlQuery { sql: sql.to_owned(), now, ..SqlQuery::default() }
}

pub(super) fn compiled(sql: &str) -> Compiled {
    ask(&shop(), &plain(sql)).unwrap_or_else(|refusal| panic!("{sql}: {refusal:?}"))
}

/// Why a text is refused.
pub(super) fn refusal(sql: &str) -> String {
    match ask(&shop(), &plain(sql)) {
        Ok(compiled) => panic!("{sql} is\n{}", compiled.sql()),
        Err(refusal) => refusal.problems[0].message.clone(),
    }
}
