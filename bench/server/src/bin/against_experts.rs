//! Generated SQL beside the SQL that an expert wrote for the same question, over TPC-H, in
//! PostgreSQL and in the embedded engine.
//!
//! `bench/against-experts`, or with a server in `SOUK_TEST_POSTGRES_URL`:
//! `against_experts [--scale N] [--data DIR] [--engine postgres|files] [--case PART] [--limit SECONDS]
//! [--page FILE] [--show] [--precautions]`.
//!
//! Both statements run on the same connection or session, prepared with bound parameters as the
//! server prepares them, in turns; a ratio is the generated statement's time by the other's, and the
//! median of a case's pairs counts. A case of which a statement takes longer than the limit is left
//! out by name. `--page` adds the table to a file as Markdown. `--show` prints the statements and PostgreSQL's plans instead.
//! `--precautions` measures what the embedded engine loses by what it is kept from: the generated
//! statements as served against the same without one precaution.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a benchmark's work is to print, and to show how far it is"
)]

#[path = "../../../../crates/server/tests/it/oracle/datamarts.rs"]
#[allow(
    dead_code,
    clippy::expect_used,
    reason = "the tests' own list of datamarts, whose author may fail loudly"
)]
mod datamarts;

use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::PathBuf;
use std::time::Duration;

use serde_json::{Value as Json, json};
use souk_bench_server::cases::{self, Case};
use souk_bench_server::ratios::{Pairs, page, table};
use souk_bench_server::{Outcome, tpch};
use souk_engine::{Connector, Credentials, PostgresConnector, Progress, ServerOptions};
use souk_files::internals::{Precaution, RawFiles};
use souk_files::{FilesConnector, FilesOptions};
use souk_model::Catalog;
use souk_query::{DATAFUSION, Dialect, POSTGRES, Value};
use sqlx::postgres::{PgArguments, PgConnectOptions, PgConnection};
use sqlx::{Arguments, AssertSqlSafe, Connection, Executor, Row};

/// What a page begins with.
const PAGE: &str = "# Every case beside its hand-written SQL

Written by `bench/against-experts --limit 15 --page FILE`, see [figures](speed.md). A ratio is the generated
statement's time by the other's, the median of the pairs.
";

struct Options {
    scale: f64,
    data: PathBuf,
    engine: String,
    case: String,
    limit: Duration,
    page: Option<PathBuf>,
    show: bool,
    precautions: bool,
}

impl Options {
    fn read() -> Outcome<Self> {
        let mut options = Self {
            scale: 1.0,
            data: std::env::temp_dir().join("souk-experts"),
            engine: String::new(),
            case: String::new(),
            limit: Duration::from_secs(60),
            page: None,
            show: false,
            precautions: false,
        };
        let mut arguments = std::env::args().skip(1);
        while let Some(name) = arguments.next() {
            let mut value = || arguments.next().ok_or(format!("{name} takes a value"));
            match name.as_str() {
                "--scale" => options.scale = value()?.parse()?,
                "--data" => options.data = value()?.into(),
                "--engine" => options.engine = value()?,
                "--case" => options.case = value()?,
                "--limit" => options.limit = Duration::from_secs(value()?.parse()?),
                "--page" => options.page = Some(value()?.into()),
                "--show" => options.show = true,
                "--precautions" => options.precautions = true,
                _ => return Err(format!("{name} is not known").into()),
            }
        }
        Ok(options)
    }

    fn wants(&self, engine: &str) -> bool {
        self.engine.is_empty() || self.engine == engine
    }

    /// Prints the table of an engine, and adds it to the page.
    fn report(&self, engine: &str, all: Vec<Pairs>, failures: &[String]) -> Outcome<()> {
        println!(
            "{engine}, scale {}\n{}",
            self.scale,
            table(all.clone(), ("generated", "by hand"))
        );
        println!("{} left out", failures.len());
        failures.iter().for_each(|failure| println!("  {failure}"));
        if let Some(path) = &self.page {
            let mut file = OpenOptions::new().create(true).append(true).open(path)?;
            if file.metadata()?.len() == 0 {
                file.write_all(PAGE.as_bytes())?;
            }
            let title = format!("{engine}, scale {}", self.scale);
            file.write_all(page(all, &title, failures).as_bytes())?;
        }
        Ok(())
    }
}

#[tokio::main]
async fn main() -> Outcome<()> {
    let options = Options::read()?;
    if options.wants("postgres") && !options.precautions {
        in_postgres(&options).await?;
    }
    if options.wants("files") {
        in_files(&options).await?;
    }
    Ok(())
}

/// All cases over a schema; one tenant each.
fn all_cases(
    options: &Options,
    catalog: &Catalog,
    dialect: &'static dyn Dialect,
    schema: Option<&str>,
) -> Outcome<Vec<Case>> {
    let mut all = Vec::new();
    for datamart in datamarts::tpch() {
        let body = datamarts::over(datamart.body, datamart.name, "bench", schema);
        let model = cases::model(body, catalog, dialect)?;
        let tenant = datamart.tenants.first().copied().flatten();
        all.extend(cases::of(datamart.name, &model, tenant, &options.case)?);
    }
    Ok(all)
}

fn credentials(fields: Json) -> Credentials {
    let Json::Object(fields) = fields else { return Credentials::new(serde_json::Map::new()) };
    Credentials::new(fields)
}

async fn in_postgres(options: &Options) -> Outcome<()> {
    let url = std::env::var("SOUK_TEST_POSTGRES_URL")?;
    let url = tpch::postgres(&url, options.scale).await?;
    let target: PgConnectOptions = url.parse()?;
    let fields = json!({"host": target.get_host(), "port": target.get_port(),
        "username": target.get_username(), "password": "unused",
        "database": target.get_database()});
    let connector = PostgresConnector::new(ServerOptions::default());
    let engine = connector.connect(&credentials(fields)).await?;
    let catalog = engine.introspect(&Progress::default()).await?;
    let cases = all_cases(options, &catalog, &POSTGRES, Some("public"))?;
    let mut connection = PgConnection::connect(&url).await?;
    // As the server's sessions have it.
    connection.execute("SET plan_cache_mode = force_custom_plan").await?;
    let limit = format!("SET statement_timeout = '{}s'", options.limit.as_secs());
    connection.execute(sqlx::raw_sql(AssertSqlSafe(limit))).await?;
    let (mut all, mut failures) = (Vec::new(), Vec::new());
    for case in &cases {
        let generated = statement_text(case.generated.sql(), case.generated.parameters());
        let by_hand: Vec<_> = case.tenant.map(Value::Integer).into_iter().collect();
        if options.show {
            println!("== {}", case.name);
            for (sql, values) in
                [(&generated, case.generated.parameters()), (&case.by_hand, &by_hand)]
            {
                println!("{sql}\n{values:?}");
                explain(&mut connection, sql, values).await?;
            }
            continue;
        }
        let connection = tokio::sync::Mutex::new(&mut connection);
        let run = async |sql: &str, values: &[Value]| -> Outcome<usize> {
            let mut connection = connection.lock().await;
            let sql = AssertSqlSafe(sql.to_owned());
            let rows =
                sqlx::query_with(sql, arguments(values)?).fetch_all(&mut **connection).await?;
            Ok(rows.len())
        };
        let pairs = Pairs::measure(
            &case.name,
            async || run(&generated, case.generated.parameters()).await,
            async || run(&case.by_hand, &by_hand).await,
        );
        match pairs.await {
            Ok(pairs) => {
                eprintln!("{pairs}");
                all.push(pairs);
            }
            Err(error) => failures.push(failure(case, &*error)),
        }
    }
    if options.show {
        return Ok(());
    }
    options.report("PostgreSQL", all, &failures)
}

async fn explain(connection: &mut PgConnection, sql: &str, values: &[Value]) -> Outcome<()> {
    let sql = AssertSqlSafe(format!("EXPLAIN (ANALYZE, BUFFERS) {sql}"));
    for row in sqlx::query_with(sql, arguments(values)?).fetch_all(connection).await? {
        println!("    {}", row.try_get::<String, _>(0)?);
    }
    Ok(())
}

/// As the engine prepares it.
fn statement_text(sql: &str, values: &[Value]) -> String {
    let types = values.iter().map(|value| match value {
        Value::Boolean(_) => "bool",
        Value::Integer(_) => "int8",
        Value::Decimal(_) => "numeric",
        Value::Float(_) => "float8",
        Value::Text(_) => "text",
        Value::Uuid(_) => "uuid",
        Value::Date(_) => "date",
        Value::Timestamp(_) => "timestamp",
        Value::TimestampTz(_) => "timestamptz",
    });
    format!("/* {} */ {sql}", types.collect::<Vec<_>>().join(" "))
}

fn arguments(values: &[Value]) -> Outcome<PgArguments> {
    let mut arguments = PgArguments::default();
    for value in values {
        let added = match value {
            Value::Boolean(flag) => arguments.add(flag),
            Value::Integer(number) => arguments.add(number),
            Value::Decimal(number) => arguments.add(number),
            Value::Float(number) => arguments.add(number),
            Value::Text(text) => arguments.add(text.as_str()),
            Value::Uuid(uuid) => arguments.add(uuid),
            Value::Date(date) => arguments.add(date),
            Value::Timestamp(time) => arguments.add(time),
            Value::TimestampTz(time) => arguments.add(time),
        };
        added.map_err(|error| error.to_string())?;
    }
    Ok(arguments)
}

async fn in_files(options: &Options) -> Outcome<()> {
    let folder = tpch::files(&options.data, options.scale)?;
    let limits = FilesOptions { any: true, memory_limit: 4 << 30, ..FilesOptions::default() };
    let connector = FilesConnector::new(limits)?;
    let fields = credentials(json!({"path": folder.display().to_string()}));
    let files = RawFiles::new(&connector, &fields)?;
    let catalog = files.engine().introspect(&Progress::default()).await?;
    let cases = all_cases(options, &catalog, &DATAFUSION, None)?;
    if options.precautions {
        return without_precautions(&files, &cases).await;
    }
    let mut all = Vec::new();
    let mut failures = Vec::new();
    for case in &cases {
        // Texts are ordered by their bytes there.
        let by_hand = case.by_hand.replace(" COLLATE \"C\"", "");
        let tenant: Vec<_> = case.tenant.map(Value::Integer).into_iter().collect();
        if options.show {
            println!(
                "== {}\n{}\n{:?}",
                case.name,
                case.generated.sql(),
                case.generated.parameters()
            );
            println!("{by_hand}");
        }
        let run = async |sql: &str, values: &[Value]| -> Outcome<usize> {
            let rows = files.count_rows(sql, values, None);
            Ok(tokio::time::timeout(options.limit, rows).await??)
        };
        let pairs = Pairs::measure(
            &case.name,
            async || run(case.generated.sql(), case.generated.parameters()).await,
            async || run(&by_hand, &tenant).await,
        );
        match pairs.await {
            Ok(pairs) => {
                eprintln!("{pairs}");
                all.push(pairs);
            }
            Err(error) => failures.push(failure(case, &*error)),
        }
    }
    options.report("Embedded engine", all, &failures)
}

/// Why a case has no ratio, in one line.
fn failure(case: &Case, error: &dyn std::error::Error) -> String {
    let cause = error.source().map(|cause| format!(": {cause}")).unwrap_or_default();
    let line: String = format!("{error}{cause}").replace('\n', " ").chars().take(160).collect();
    format!("`{}` ({line})", case.name)
}

async fn without_precautions(files: &RawFiles, cases: &[Case]) -> Outcome<()> {
    for precaution in Precaution::ALL {
        let mut all = Vec::new();
        for case in cases {
            let run = async |without: Option<Precaution>| -> Outcome<usize> {
                let (sql, values) = (case.generated.sql(), case.generated.parameters());
                Ok(files.count_rows(sql, values, without).await?)
            };
            let pairs = Pairs::measure(
                &case.name,
                async || run(None).await,
                async || run(Some(precaution)).await,
            );
            match pairs.await {
                Ok(pairs) => all.push(pairs),
                Err(error) => println!("{} without {precaution:?}: {error}", case.name),
            }
        }
        println!("{precaution:?}\n{}", table(all, ("as served", "without")));
    }
    Ok(())
}
