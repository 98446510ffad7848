//! Plans one question so many times, for a counter of instructions: `planned TABLES ROUNDS`, where
//! TABLES is how many of 50 tables the question is about. See `bench/instructions`.

use std::hint::black_box;

use souk_bench::wide::{Shape, Wide, question};
use souk_query::{Purpose, Scope, compile};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let tables: usize = arguments.next().ok_or("how many tables?")?.parse()?;
    let rounds: usize = arguments.next().ok_or("how many rounds?")?.parse()?;
    let model = Wide::new(50, Shape::Chain).model().map_err(|problems| format!("{problems:?}"))?;
    let scope = Scope::new(&model, Some("7")).map_err(|problem| problem.hint)?;
    let asked: Vec<_> = (0..tables).map(|number| 9 - number).collect();
    let request = question(&asked, "m")?;
    for _ in 0..rounds {
        black_box(compile(&model, &request, &scope, Purpose::Rows))
            .map_err(|one| format!("{one:?}"))?;
    }
    Ok(())
}
