//! The answer of a metric, with what the wire says about it beside the rows.

use souk_model::Metric;
use souk_query::{ColumnRole, MeasureRequest, QueryRequest};

use super::{View, Wanted, ask};
use crate::http::{ApiError, Caller};
use crate::service::Services;
use crate::service::filters::condition;
use crate::service::query::{self, Answer, Ask, Asked};

/// An answer and what stands beside it.
#[derive(Debug)]
pub struct MetricAnswer {
    /// The rows.
    pub answer: Answer,
    /// The dimensions' columns.
    pub groups: Vec<String>,
    /// The column whose one value is compared with.
    pub comparison: Option<usize>,
}

/// Asks a metric for a viewer.
///
/// # Errors
/// As [`ask`] and [`query::answer`].
pub async fn answer(
    services: &Services,
    caller: &Caller,
    view: &View,
    metric: &Metric,
    wanted: &Wanted,
) -> Result<MetricAnswer, ApiError> {
    let mut asked = ask(services, caller, view, metric, wanted).await?;
    if let Some(text) = wanted.search.as_deref().filter(|text| !text.trim().is_empty()) {
        search(services, caller, &mut asked, text).await?;
    }
    answer_asked(services, caller, asked).await
}

/// Asks a question that is already made.
///
/// # Errors
/// As [`query::answer`].
pub async fn answer_asked(
    services: &Services,
    caller: &Caller,
    ask: Ask,
) -> Result<MetricAnswer, ApiError> {
    let compared = match &ask.asked {
        Asked::Question(question) => compared_measure(question),
        Asked::Sql(_) => None,
    };
    let answer = query::answer(services, caller, ask).await?;
    let is_group =
        |role: ColumnRole| matches!(role, ColumnRole::Dimension | ColumnRole::TimeDimension);
    let columns = answer.columns.iter();
    let groups = columns.filter(|one| is_group(one.role)).map(|one| one.name.clone()).collect();
    let rows: usize = answer.batches.iter().map(|batch| batch.num_rows()).sum();
    let comparison = compared.filter(|_| rows == 1).and_then(|position| {
        let measures = answer.columns.iter().enumerate().filter(|(_, one)| one.role.is_measure());
        measures.map(|(column, _)| column).nth(position)
    });
    Ok(MetricAnswer { answer, groups, comparison })
}

/// Which of the question's measures is one of an earlier time.
fn compared_measure(question: &QueryRequest) -> Option<usize> {
    question.measures.iter().position(|measure| match measure {
        MeasureRequest::Modified(modified) => modified.compare.is_some(),
        _ => false,
    })
}

/// Any of the texts that a row shows contains the words. Which columns are texts is known once the
/// question is compiled.
async fn search(
    services: &Services,
    caller: &Caller,
    ask: &mut Ask,
    text: &str,
) -> Result<(), ApiError> {
    let columns = query::columns(services, caller, ask).await?;
    let Asked::Question(question) = &mut ask.asked else {
        return Err(ApiError::invalid("a SQL metric cannot be searched").at("search"));
    };
    let is_member = |name: &str| {
        let shown = question.dimensions.iter().any(
            |one| matches!(one, souk_query::DimensionRequest::Member(member) if member == name),
        );
        shown || question.rows.iter().any(|row| row == name)
    };
    let texts = columns.iter().filter(|one| one.data_type.wire_name() == "string");
    let tests: Vec<_> = texts
        .filter(|one| is_member(&one.name))
        .map(|one| condition(&one.name, "contains", vec![text.into()]))
        .collect();
    if tests.is_empty() {
        return Err(ApiError::invalid("the metric shows no texts to search").at("search"));
    }
    question.filters.push(souk_query::FilterRequest::Or(souk_query::OrFilter { or: tests }));
    Ok(())
}
