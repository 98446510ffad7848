//! What the compiler writes for random questions over random datamarts passes the guard in every
//! dialect, or is refused for a reason of its own.

use souk_model::{Catalog, CatalogColumn, CatalogTable, ErrorCode};
use souk_query::{DIALECTS, Model, Purpose, Scope, compile};
use souk_testkit::generate::{BREADTH, Draw, World, question, world};

const WORLDS: u64 = 60;
const QUESTIONS: usize = 4;

fn catalog(world: &World) -> Catalog {
    let tables = world.tables.iter().map(|table| CatalogTable {
        schema: "public".to_owned(),
        name: table.name.clone(),
        columns: table
            .columns
            .iter()
            .map(|column| CatalogColumn {
                name: column.name.clone(),
                data_type: column.data_type,
                native_type: column.data_type.wire_name().to_owned(),
                nullable: true,
                comment: None,
            })
            .collect(),
        primary_key: table.key.clone(),
        unique_keys: Vec::new(),
        indexed_columns: None,
        foreign_keys: Vec::new(),
        row_estimate: None,
        comment: None,
    });
    Catalog { tables: tables.collect() }
}

#[test]
fn random_questions_pass_the_guard_in_every_dialect() {
    let (mut refused, mut passed) = (Vec::new(), 0);
    for seed in 0..WORLDS {
        let mut draw = Draw::new(seed);
        let world = world(&mut draw, BREADTH);
        let catalog = catalog(&world);
        let questions: Vec<_> =
            (0..QUESTIONS).map(|_| question(&mut draw, &world, BREADTH)).collect();
        for dialect in DIALECTS {
            let model = Model::load(&world.datamart, &catalog, dialect);
            let Ok(scope) = Scope::new(&model, world.client_id.as_deref()) else { continue };
            for (number, question) in questions.iter().enumerate() {
                match compile(&model, question, &scope, Purpose::Rows) {
                    Ok(_) => passed += 1,
                    Err(error) if error.problems[0].code == ErrorCode::GUARD_REFUSED => {
                        let hint = &error.problems[0].hint;
                        refused.push(format!("{} {seed}.{number}: {hint}", dialect.name()));
                    }
                    Err(_) => {}
                }
            }
        }
    }
    assert!(refused.is_empty(), "{} refused:\n{}", refused.len(), refused.join("\n"));
    assert!(passed > 1_000, "only {passed} were compiled");
}
