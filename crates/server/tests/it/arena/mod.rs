//! A random world in every engine, twice: with the rows of all tenants, and with the asking
//! tenant's alone.

mod cells;
mod engines;
mod failures;
mod files;
mod tally;

use futures::TryStreamExt;
use souk_engine::{EngineError, Progress};
use souk_model::{ErrorCode, Problem};
use souk_query::{Compiled, Model, OutputColumn, Purpose, QueryRequest, Scope, Value, compile};
use souk_testkit::generate::{Cell, World};

pub(crate) use engines::{Contestant, contestants};
use engines::{Copy, Homes, Raw};
pub(crate) use failures::{Case, Failures, shrink};
pub(crate) use tally::Tally;

/// How many questions a run asks, unless `SOUK_CASES` says otherwise.
const CASES: usize = 300;

/// The number of questions to ask.
pub(crate) fn cases() -> usize {
    std::env::var("SOUK_CASES").ok().and_then(|text| text.parse().ok()).unwrap_or(CASES)
}

/// The first seed: always the same, unless `SOUK_SEED` says otherwise.
pub(crate) fn first_seed() -> u64 {
    std::env::var("SOUK_SEED").ok().and_then(|text| text.parse().ok()).unwrap_or(1)
}

/// Says how a run went, to whoever asks for the output.
#[expect(clippy::print_stdout, reason = "shares and counts are worth seeing")]
pub(crate) fn say(text: &str) {
    println!("{text}");
}

/// All engines, ready to be given one world after the other.
pub(crate) struct Arena {
    homes: Homes,
    /// Whether the asking tenant's rows are put into engines of their own, too.
    with_alone: bool,
}

/// One engine over the rows of all tenants, and over those of one.
pub(crate) struct Pair {
    pub(crate) engine: &'static Contestant,
    pub(crate) all: Side,
    alone: Option<Side>,
}

/// A datamart over one engine.
pub(crate) struct Side {
    raw: Raw,
    pub(crate) model: Model,
}

/// What came of a question.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Outcome {
    /// An answer.
    Rows(Answer),
    /// Not compiled, and why.
    Refused(Vec<Problem>),
    /// The engine failed, in its own words.
    Failed(String),
}

/// The rows, and what else was asked for: their number without limit and offset, and the totals.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Answer {
    pub(crate) rows: Vec<Vec<Cell>>,
    pub(crate) total: Option<i64>,
    pub(crate) totals: Option<Vec<Cell>>,
}

impl Outcome {
    /// Whether it is an answer that holds at least one value.
    pub(crate) fn has_values(&self) -> bool {
        let Self::Rows(answer) = self else { return false };
        answer.rows.iter().flatten().any(|one| !one.is_null())
    }

    pub(crate) const fn is_answer(&self) -> bool {
        matches!(self, Self::Rows(_))
    }

    /// Whether it is a refusal whose first problem has this code.
    pub(crate) fn is_refused_as(&self, code: ErrorCode) -> bool {
        self.problem().is_some_and(|one| one.code == code)
    }

    fn problem(&self) -> Option<&Problem> {
        match self {
            Self::Refused(problems) => problems.first(),
            Self::Rows(_) | Self::Failed(_) => None,
        }
    }

    /// What the engine's dialect lacks, where that is why the question was refused.
    pub(crate) fn lacking(&self, model: &Model) -> Option<&str> {
        let start = format!("{} has no ", model.dialect().title());
        self.problem()?.message.strip_prefix(&start)
    }
}

impl Arena {
    /// Every world twice.
    pub(crate) async fn new() -> Self {
        Self { homes: Homes::new().await, with_alone: true }
    }

    /// Every world with all rows only.
    pub(crate) async fn of_all() -> Self {
        Self { homes: Homes::new().await, with_alone: false }
    }

    /// Puts a world into every engine. The pairs are good until the next call.
    pub(crate) async fn load(&mut self, world: &World) -> Vec<Pair> {
        self.load_into(&contestants(), world).await
    }

    /// Puts a world into some engines.
    pub(crate) async fn load_into(
        &mut self,
        engines: &[&'static Contestant],
        world: &World,
    ) -> Vec<Pair> {
        self.homes.next();
        let alone = world.alone();
        let mut pairs = Vec::new();
        for &engine in engines {
            let all = Side::new(self.homes.load(engine, world, Copy::All).await).await;
            let mut pair = Pair { engine, all, alone: None };
            if self.with_alone {
                let loaded = self.homes.load(engine, &alone, Copy::Alone).await;
                pair.alone = Some(Side::new(loaded).await);
            }
            pairs.push(pair);
        }
        pairs
    }
}

impl Pair {
    /// The datamart over the asking tenant's rows.
    pub(crate) fn alone(&self) -> &Side {
        self.alone.as_ref().expect("an arena with both")
    }
}

impl Side {
    async fn new((raw, datamart): (Raw, souk_model::Datamart)) -> Self {
        let engine = raw.engine();
        engine.ready().await.expect("a dialect");
        let catalog = engine.introspect(&Progress::default()).await.expect("a schema");
        let model = Model::build(&datamart, &catalog, engine.dialect());
        let model = model.expect("a datamart that fits");
        assert_eq!(model.problems(), [], "{:?}", model.problems());
        Self { model, raw }
    }

    /// Compiles and asks.
    pub(crate) async fn ask(&self, world: &World, request: &QueryRequest) -> Outcome {
        match self.answer(world, request).await {
            Ok(answer) => Outcome::Rows(answer),
            Err(outcome) => outcome,
        }
    }

    async fn answer(&self, world: &World, request: &QueryRequest) -> Result<Answer, Outcome> {
        let rows = self.part(world, request, Purpose::Rows).await?;
        let mut answer = Answer { rows, total: None, totals: None };
        if request.total {
            let counted = self.part(world, request, Purpose::Total).await?;
            let [row] = counted.as_slice() else { return Err(odd("total", &counted)) };
            let [Cell::Integer(total)] = row.as_slice() else { return Err(odd("total", &counted)) };
            answer.total = Some(*total);
        }
        if request.totals {
            let mut totals = self.part(world, request, Purpose::Totals).await?;
            if totals.len() != 1 {
                return Err(odd("totals", &totals));
            }
            answer.totals = totals.pop();
        }
        Ok(answer)
    }

    async fn part(
        &self,
        world: &World,
        request: &QueryRequest,
        purpose: Purpose,
    ) -> Result<Vec<Vec<Cell>>, Outcome> {
        let compiled = self.compile(world, request, purpose).map_err(Outcome::Refused)?;
        self.run(&compiled).await.map_err(|error| Outcome::Failed(in_full(&error)))
    }

    /// The question's SQL for the world's asking tenant.
    pub(crate) fn compile(
        &self,
        world: &World,
        request: &QueryRequest,
        purpose: Purpose,
    ) -> Result<Compiled, Vec<Problem>> {
        let scope =
            Scope::new(&self.model, world.client_id.as_deref()).map_err(|problem| vec![problem])?;
        compile(&self.model, request, &scope, purpose).map_err(|error| error.problems)
    }

    async fn run(&self, compiled: &Compiled) -> Result<Vec<Vec<Cell>>, EngineError> {
        self.run_text(compiled.sql(), compiled.parameters(), compiled.columns()).await
    }

    /// Runs a text that need not be the compiler's.
    pub(crate) async fn run_text(
        &self,
        sql: &str,
        parameters: &[Value],
        columns: &[OutputColumn],
    ) -> Result<Vec<Vec<Cell>>, EngineError> {
        let rows = self.raw.run(sql, parameters, columns).await?;
        let batches: Vec<_> = rows.batches.try_collect().await?;
        Ok(batches.iter().flat_map(cells::rows).collect())
    }
}

fn odd(what: &str, rows: &[Vec<Cell>]) -> Outcome {
    Outcome::Failed(format!("{what} of {rows:?}"))
}

fn in_full(error: &EngineError) -> String {
    let mut text = error.to_string();
    let mut next = std::error::Error::source(error);
    while let Some(cause) = next {
        text.push_str(": ");
        text.push_str(&cause.to_string());
        next = cause.source();
    }
    text
}
