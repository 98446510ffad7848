//! Planning alone: a request to guarded SQL text, on datamarts of 50 and 1,000 tables.
//!
//! `cargo run --release -p souk-bench --bin planning`. Each question is asked with a text that the
//! guard has proven before, and with texts that it has never seen.
#![expect(clippy::print_stdout, reason = "a benchmark's work is to print")]

use std::hint::black_box;

use souk_bench::Times;
use souk_bench::wide::{Shape, Wide, question};
use souk_query::{Purpose, QueryRequest, Scope, compile};

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

const ROUNDS: usize = 5_000;
/// More than the guard keeps.
const TEXTS: usize = 2_000;

fn main() -> Outcome<()> {
    let few: [(&str, &[usize]); 3] =
        [("one table", &[9]), ("two tables", &[9, 8]), ("three tables", &[9, 8, 7])];
    measure("50 tables in a chain", &Wide::new(50, Shape::Chain), &few)?;
    let many: [(&str, &[usize]); 5] = [
        ("one table", &[999]),
        ("two tables", &[999, 998]),
        ("three tables", &[999, 998, 997]),
        ("three tables from the middle", &[500, 499, 498]),
        ("two tables, 30 joins", &[999, 969]),
    ];
    measure("1,000 tables in a chain", &Wide::new(1_000, Shape::Chain), &many)?;
    let tree: [(&str, &[usize]); 3] = [
        ("three tables", &[999, 99, 9]),
        ("three tables, two of them apart", &[99, 9, 0]),
        ("three tables, by the rows of many", &[9, 99, 990]),
    ];
    measure("1,000 tables in a tree", &Wide::new(1_000, Shape::Tree), &tree)
}

fn measure(datamart: &str, wide: &Wide, questions: &[(&str, &[usize])]) -> Outcome<()> {
    let model = wide.model().map_err(|problems| format!("{problems:?}"))?;
    let scope = Scope::new(&model, Some("7")).map_err(|problem| problem.hint)?;
    for (name, tables) in questions {
        let requests: Vec<QueryRequest> = (0..TEXTS)
            .map(|number| question(tables, &format!("m{number}")))
            .collect::<Result<_, _>>()?;
        compile(&model, &requests[0], &scope, Purpose::Rows).map_err(|one| format!("{one:?}"))?;
        let known = Times::measure(ROUNDS, || {
            let _ = black_box(compile(&model, &requests[0], &scope, Purpose::Rows));
        });
        let mut next = requests.iter().cycle();
        let unknown = Times::measure(ROUNDS, || {
            let request = next.next().unwrap_or(&requests[0]);
            let _ = black_box(compile(&model, request, &scope, Purpose::Rows));
        });
        println!("{datamart}: {name}: {known}");
        println!("{datamart}: {name}, for the first time: {unknown}");
    }
    let builds = Times::measure(50, || {
        let _ = black_box(wide.model());
    });
    println!("{datamart}: preparing it (once per change): {builds}");
    Ok(())
}
