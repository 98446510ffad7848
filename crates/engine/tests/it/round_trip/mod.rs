//! Random values go into a table of every type, and come back by a question: schema read, question
//! compiled, statement run. What comes back is what went in, or the test names the value and the seed.
//!
//! [`sample`] draws values and says how an answer shows them, [`check`] asks for them; each engine says which
//! types it has and how its literals are spelled. The tests of files have their values from here too.

mod check;
mod clickhouse;
mod mariadb;
mod postgres;
mod sample;
mod sqlite;

use souk_engine::Engine;
use souk_testkit::generate::Draw;

use check::{Drawn, wrong_values};
use sample::{Kind, Sample};

const ROUNDS: u64 = 12;
const ROWS: usize = 40;
/// Of a hundred values, so many are NULL.
const NULLS: usize = 10;

/// A column as it is declared, and what it holds.
type Declared = (&'static str, Kind);

/// How an engine spells a table.
struct Spelling {
    /// Around the columns of CREATE TABLE, with `{columns}`.
    create: &'static str,
    /// The type of the key.
    key: &'static str,
    /// A declared type that takes NULL, with `{type}`.
    nullable: &'static str,
    literal: fn(&Sample) -> String,
}

/// One table of random rows, and the statements that make it.
struct Filled {
    statements: Vec<String>,
    drawn: Drawn,
}

fn fill(draw: &mut Draw, table: &str, columns: &[Declared], spelling: &Spelling) -> Filled {
    let declared = columns.iter().enumerate().map(|(index, (name, _))| {
        format!("c{index} {}", spelling.nullable.replace("{type}", name))
    });
    let declared = std::iter::once(format!("id {}", spelling.key)).chain(declared);
    let declared = declared.collect::<Vec<_>>().join(", ");
    let create = spelling.create.replace("{table}", table).replace("{columns}", &declared);
    let mut row = || {
        let value = |(_, kind): &Declared| (!draw.chance(NULLS)).then(|| kind.draw(draw));
        columns.iter().map(value).collect::<Vec<_>>()
    };
    let rows: Vec<_> = (0..ROWS).map(|_| row()).collect();
    let literal = |value: &Option<Sample>| {
        value.as_ref().map_or_else(|| "NULL".to_owned(), |value| (spelling.literal)(value))
    };
    let tuple = |(id, row): (usize, &Vec<Option<Sample>>)| {
        let values: Vec<_> = row.iter().map(literal).collect();
        format!("({id}, {})", values.join(", "))
    };
    let tuples: Vec<_> = rows.iter().enumerate().map(tuple).collect();
    let insert = format!("INSERT INTO {table} VALUES {}", tuples.join(", "));
    let declared = columns.iter().map(|(name, _)| (*name).to_owned()).collect();
    let drawn = Drawn { table: table.to_owned(), declared, rows };
    Filled { statements: vec![create, insert], drawn }
}

/// Everything comes back.
async fn check(engine: &dyn Engine, seed: u64, filled: &Filled) {
    let wrong = wrong_values(engine, &filled.drawn).await;
    assert_eq!(wrong, Vec::<String>::new(), "seed {seed}");
}

/// The page tells of every type that is tried here.
#[test]
fn the_page_of_types_names_every_type() {
    let page = include_str!("../../../../../docs/reference/types.md");
    let engines = [
        ("## PostgreSQL", postgres::COLUMNS),
        ("## MySQL", mariadb::COLUMNS),
        ("## SQLite", sqlite::COLUMNS),
        ("## ClickHouse", clickhouse::COLUMNS),
    ];
    for (title, columns) in engines {
        let (_, section) = page.split_once(title).unwrap();
        let section = section.split("\n## ").next().unwrap();
        for (declared, _) in columns {
            let inner = ["Nullable(", "LowCardinality("]
                .iter()
                .fold(*declared, |name, wrapper| name.strip_prefix(wrapper).unwrap_or(name));
            let name = inner.split(['(', ')', ' ']).next().unwrap();
            let is_own = ["mood", "price"].contains(&name);
            assert!(is_own || section.contains(&format!("`{name}")), "{title}: {name}");
        }
    }
}
