//! The whole way of a question, stage by stage. No stage can be left out: each takes the type that
//! only the one before it makes.

use souk_model::{DataType, ErrorCode, Problem};

use crate::compiled::{ColumnRole, Compiled, OutputColumn};
use crate::explain::Explanation;
use crate::guard::GuardError;
use crate::lower::lower;
use crate::model::Model;
use crate::request::QueryRequest;
use crate::resolve::{QuestionError, Resolved};
use crate::scope::{Scope, Scoped};
use crate::sql::{Renderer, Select, features};
use crate::{Dialect, Feature};

/// Makes the SQL that answers `request` for the tenant of `scope`, and has the guard check it.
///
/// # Errors
/// Everything that is wrong with the question; a table without a tenant rule; a refusal by the
/// guard, which would be a defect of Souk.
pub fn compile(
    model: &Model,
    request: &QueryRequest,
    scope: &Scope,
    purpose: Purpose,
) -> Result<Compiled, QuestionError> {
    Planned::new(model, request, scope, purpose)?.compile(model, scope)
}

/// Like [`compile`], with what was decided on the way, in words.
///
/// # Errors
/// As [`compile`].
pub fn explain(
    model: &Model,
    request: &QueryRequest,
    scope: &Scope,
    purpose: Purpose,
) -> Result<(Explanation, Compiled), QuestionError> {
    let planned = Planned::new(model, request, scope, purpose)?;
    let explanation = Explanation::of(&planned.scoped);
    Ok((explanation, planned.compile(model, scope)?))
}

/// What of a question is to be answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// The rows.
    Rows,
    /// How many rows there are without limit and offset: one row with one column, `total`.
    Total,
    /// The measures over all rows, without dimensions: one row.
    Totals,
}

struct Planned<'m> {
    scoped: Scoped<'m>,
    columns: Vec<OutputColumn>,
    purpose: Purpose,
}

impl<'m> Planned<'m> {
    fn new(
        model: &'m Model,
        request: &QueryRequest,
        scope: &Scope,
        purpose: Purpose,
    ) -> Result<Self, QuestionError> {
        let resolved = Resolved::resolve(model, request, purpose)?;
        let columns = match purpose {
            Purpose::Rows | Purpose::Totals => resolved.outputs().cloned().collect(),
            Purpose::Total => vec![total_column()],
        };
        Ok(Self { scoped: Scoped::apply(resolved, scope)?, columns, purpose })
    }

    fn compile(self, model: &Model, scope: &Scope) -> Result<Compiled, QuestionError> {
        let select = lower(self.scoped, self.purpose);
        Ok(written(model, scope, &select, self.columns)?)
    }
}

/// A statement as text that the guard has passed.
pub(crate) fn written(
    model: &Model,
    scope: &Scope,
    select: &Select,
    columns: Vec<OutputColumn>,
) -> Result<Compiled, Problem> {
    if let Some(feature) = features::missing(select, model.dialect) {
        return Err(unsupported(model.dialect, feature));
    }
    let (sql, parameters) = Renderer::render(model.dialect, select);
    model
        .guard
        .check(&sql, &parameters, &scope.guard_tenant(), scope.client_columns())
        .map_err(|refusal| refused(&refusal))?;
    Ok(Compiled { sql, parameters, columns })
}

pub(crate) fn total_column() -> OutputColumn {
    OutputColumn {
        name: "total".to_owned(),
        data_type: DataType::Int64,
        label: "total".to_owned(),
        role: ColumnRole::Measure,
    }
}

pub(crate) fn unsupported(dialect: &dyn Dialect, feature: Feature) -> Problem {
    let message = format!("{} has no {feature}", dialect.title());
    let hint = "ask without it, or keep the data in a database that has it";
    Problem::new(ErrorCode::UNSUPPORTED_QUESTION, message, "query", hint)
}

fn refused(refusal: &GuardError) -> Problem {
    let message = "the query was not provably inside the tenant's scope and was not sent";
    Problem::new(ErrorCode::GUARD_REFUSED, message, "query", refusal.to_string())
}
