//! The property bites: compiled text whose tenant rule is weakened gives other answers, and the
//! guard refuses every such text.

use souk_model::{ClientColumnType, ClientIdentifier, Tenancy};
use souk_query::Purpose;
use souk_query::guard::{self, GuardInput, GuardTenant};
use souk_query::{Compiled, Model, Value};
use souk_testkit::generate::{Breadth, Draw, World, question, world};

use crate::arena::{Arena, Pair, say};

/// A way to weaken a text; none where the text has no place for it.
type Mutation = (&'static str, fn(&str) -> Option<String>);

const MUTATIONS: [Mutation; 8] = [
    ("the rule or true", |sql| in_rule(sql, |rule| format!("({rule} OR TRUE)"))),
    ("no rule", |sql| in_rule(sql, |_| "(TRUE)".to_owned())),
    ("not the tenant", |sql| in_rule(sql, |rule| format!("({})", rule.replace(" = ", " <> ")))),
    ("the tenant and all after", |sql| {
        in_rule(sql, |rule| format!("({})", rule.replace(" = ", " >= ")))
    }),
    ("any tenant", |sql| {
        in_rule(sql, |rule| {
            let column = rule.split(" = ").next().unwrap_or_default().trim_start_matches('(');
            format!("({column} IS NOT NULL)")
        })
    }),
    ("no semi-join", without_semi_join),
    ("the semi-join negated", |sql| {
        let place = sql.find(" IN (\n")?;
        Some(format!("{} NOT{}", &sql[..place], &sql[place..]))
    }),
    ("the table and not its scan", unscoped),
];

const WORLDS: u64 = 12;
const QUESTIONS_PER_WORLD: usize = 4;

#[derive(Default, Clone, Copy)]
struct Tally {
    tried: usize,
    seen: usize,
}

#[tokio::test(flavor = "multi_thread")]
async fn a_weakened_rule_is_seen_by_the_property_and_refused_by_the_guard() {
    let mut arena = Arena::new().await;
    let mut tallies = [Tally::default(); MUTATIONS.len()];
    for seed in 1_000..1_000 + WORLDS {
        let mut draw = Draw::new(seed);
        let world = world(&mut draw, Breadth::Today);
        if world.datamart.tenancy.is_none() {
            continue;
        }
        let pairs = arena.load(&world).await;
        for _ in 0..QUESTIONS_PER_WORLD {
            let question = question(&mut draw, &world, Breadth::Today);
            // The texts are changed as PostgreSQL's grammar has them.
            for pair in pairs.iter().filter(|one| is_plain(one)) {
                let Ok(compiled) = pair.all.compile(&world, &question, Purpose::Rows) else {
                    continue;
                };
                for ((name, mutate), tally) in MUTATIONS.iter().zip(&mut tallies) {
                    let Some(weakened) = mutate(compiled.sql()) else { continue };
                    assert_refused(name, &pair.all.model, &world, &compiled, &weakened);
                    tally.tried += 1;
                    tally.seen += usize::from(is_seen(pair, &compiled, &weakened).await);
                }
            }
        }
    }
    for ((name, _), tally) in MUTATIONS.iter().zip(tallies) {
        say(&format!("{name}: seen in {} of {} texts", tally.seen, tally.tried));
        assert!(tally.seen > 0, "{name}: never seen in {} texts", tally.tried);
    }
}

/// Whether the weakened text gives another answer than the right one.
async fn is_seen(pair: &Pair, compiled: &Compiled, weakened: &str) -> bool {
    let (parameters, columns) = (compiled.parameters(), compiled.columns());
    let right =
        pair.alone().run_text(compiled.sql(), parameters, columns).await.expect("an answer");
    let wrong = pair.all.run_text(weakened, parameters, columns).await;
    wrong.is_ok_and(|rows| rows != right)
}

fn assert_refused(name: &str, model: &Model, world: &World, compiled: &Compiled, weakened: &str) {
    let input = |sql| GuardInput {
        sql,
        parameters: compiled.parameters(),
        dialect: model.dialect().name(),
        datamart: model.datamart(),
        tenant: tenant(world),
        extra_client_columns: &[],
    };
    let (right, wrong) = (guard::check(&input(compiled.sql())), guard::check(&input(weakened)));
    assert_eq!(right, Ok(()), "{}", compiled.sql());
    assert!(wrong.is_err(), "the guard let pass ({name}): {weakened}");
}

fn is_plain(pair: &Pair) -> bool {
    ["files", "postgres"].contains(&pair.engine.name)
}

fn tenant(world: &World) -> GuardTenant {
    let id = world.client_id.clone().unwrap_or_default();
    let Some(Tenancy::Table(tenancy)) = &world.datamart.tenancy else { return GuardTenant::None };
    match (tenancy.client_identifier, tenancy.client_column_type) {
        (ClientIdentifier::Name, _) => GuardTenant::Name(id),
        (_, ClientColumnType::Number) => {
            GuardTenant::Key(Value::Integer(id.parse().expect("a number")))
        }
        (_, ClientColumnType::String) => GuardTenant::Key(Value::Text(id)),
    }
}

/// Where the bracket that opens at `open` closes.
fn closing(sql: &str, open: usize) -> Option<usize> {
    let (mut depth, mut is_name) = (0_usize, false);
    for (place, letter) in sql[open..].char_indices() {
        match letter {
            '"' => is_name = !is_name,
            '(' if !is_name => depth += 1,
            ')' if !is_name => {
                depth -= 1;
                if depth == 0 {
                    return Some(open + place);
                }
            }
            _ => {}
        }
    }
    None
}

/// Replaces the first comparison with the tenant's key, brackets included. Text is compared twice,
/// with brackets around both.
fn in_rule(sql: &str, weaken: impl Fn(&str) -> String) -> Option<String> {
    let column = ["\"Tenant\" = ", "\"key\" = "].iter().filter_map(|one| sql.find(one)).min()?;
    let first = sql[..column].rfind('(')?;
    let open = if sql[..first].ends_with('(') { first - 1 } else { first };
    let close = closing(sql, open)?;
    let weakened = weaken(&sql[open + 1..close]);
    Some(format!("{}{weakened}{}", &sql[..open], &sql[close + 1..]))
}

/// Replaces the first semi-join by a truth.
fn without_semi_join(sql: &str) -> Option<String> {
    let (place, word) = ["EXISTS ", " IN "]
        .into_iter()
        .filter_map(|word| Some((sql.find(&format!("{word}(\n"))?, word)))
        .min()?;
    let start = sql[..place].rfind("WHERE ").map_or(place, |start| start + "WHERE ".len());
    let close = closing(sql, place + word.len())?;
    Some(format!("{}TRUE{}", &sql[..start], &sql[close + 1..]))
}

/// Reads a table beside its scan, where the scan has a rule.
fn unscoped(sql: &str) -> Option<String> {
    let place = sql.rfind("\nFROM \"scoped_")? + "\nFROM ".len();
    let end = place + sql[place..].find('\n').unwrap_or(sql.len() - place);
    let scan = &sql[place..end];
    let made = sql.find(&format!("{scan} AS ("))? + scan.len() + " AS ".len();
    let is_scoped = sql[made..closing(sql, made)?].contains("WHERE");
    if !is_scoped {
        return None;
    }
    let table = scan.replacen("scoped_", "", 1);
    Some(format!("{}\"public\".{table} AS {scan}{}", &sql[..place], &sql[end..]))
}
