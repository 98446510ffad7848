//! Random values go into files of every format, and come back by a question: schema read, question compiled,
//! files scanned. What comes back is what went in, or the file is made smaller, kept, and read first the next
//! time.
//!
//! Values are drawn, shown and asked for as for the other engines ([`sample`], [`check`]). Files are written by
//! Arrow's and Parquet's own writers, and those of text by hand ([`typed`], [`text`]).

#[path = "../../../../engine/tests/it/round_trip/check.rs"]
mod check;
mod failures;
#[path = "../../../../engine/tests/it/round_trip/sample.rs"]
mod sample;
mod text;
mod typed;

use souk_engine::arrow::datatypes::DataType as ArrowType;
use souk_testkit::generate::Draw;

use crate::support::Folder;
use check::{Drawn, wrong_values};
use sample::{Kind, Sample};

const ROUNDS: u64 = 14;
const ROWS: usize = 40;
/// Of a hundred values, so many are NULL.
const NULLS: usize = 10;

/// What a column holds, and its type where the format has types.
type Declared = (ArrowType, Kind);

/// The name of the table's file, and its bytes.
type File = (&'static str, fn(&Table) -> Vec<u8>);

/// A table of random rows.
#[derive(Debug, Clone)]
struct Table {
    columns: Vec<Declared>,
    rows: Vec<Vec<Option<Sample>>>,
}

impl Table {
    fn draw(columns: Vec<Declared>, draw: &mut Draw) -> Self {
        let mut row = || {
            let value = |(_, kind): &Declared| (!draw.chance(NULLS)).then(|| kind.draw(draw));
            columns.iter().map(value).collect::<Vec<_>>()
        };
        let rows = (0..ROWS).map(|_| row()).collect();
        Self { columns, rows }
    }

    /// With what this file name says of the format.
    async fn wrong_in(&self, (name, write): File) -> Vec<String> {
        let folder = Folder::new();
        folder.write(name, &write(self));
        let declared = self.columns.iter().map(|column| format!("{column:?}")).collect();
        let drawn = Drawn { table: "t".to_owned(), declared, rows: self.rows.clone() };
        wrong_values(folder.engine().engine(), &drawn).await
    }
}

/// Every round is another table, in the next of the formats.
async fn all_come_back(table: impl Fn(&mut Draw) -> Table, files: &[File]) {
    for round in 0..ROUNDS {
        let table = table(&mut Draw::new(round));
        let file = *files.iter().cycle().nth(round.try_into().unwrap()).unwrap();
        let wrong = table.wrong_in(file).await;
        if !wrong.is_empty() {
            let (kept, small) = failures::keep(table, file, round).await;
            let (name, wrong, small) = (file.0, wrong.join("\n"), small.join("\n"));
            panic!("round {round}, {name}, kept in {kept}: {small}\nat first: {wrong}");
        }
    }
}

#[tokio::test]
async fn formats_with_types_keep_every_value() {
    all_come_back(typed::table, typed::FILES).await;
}

#[tokio::test]
async fn separated_values_keep_what_they_can_say() {
    all_come_back(text::table_of_lines, text::LINES).await;
}

#[tokio::test]
async fn documents_keep_what_they_can_say() {
    all_come_back(text::table_of_documents, text::DOCUMENTS).await;
}

#[tokio::test]
async fn files_that_were_read_wrongly_once_are_read_rightly() {
    failures::are_read_rightly().await;
}
