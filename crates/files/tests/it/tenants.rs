//! Tenancy level DATABASE: a folder per tenant, and nothing outside of it.

use std::time::Instant;

use futures::{StreamExt, TryStreamExt, stream};
use serde_json::{Value as Json, json};
use souk_engine::{EngineError, Limits};
use souk_files::internals::RawFiles;
use souk_model::DataType;

use crate::support::{Folder, columns, credentials, names};

const NAMES: &str = "SELECT STRING_AGG(name, ' ' ORDER BY id) FROM public.people";

async fn ask(engine: &RawFiles, tenant: Option<&str>, sql: &str) -> Result<String, EngineError> {
    let columns = columns(&[DataType::Text]);
    let rows = engine.run(sql, &[], &columns, tenant, &Limits::default()).await?;
    let batches: Vec<_> = rows.batches.try_collect().await?;
    Ok(souk_engine::arrow::util::display::array_value_to_string(batches[0].column(0), 0).unwrap())
}

fn folder() -> Folder {
    Folder::with(&[
        ("tenants/acme/people.csv", "id,name\n1,Ann\n2,Ash\n"),
        ("tenants/globex/people.csv", "id,name\n1,Gil\n"),
        ("tenants/Ünï o'x/people.csv", "id,name\n1,Uma\n"),
        ("tenants/.hidden/people.csv", "id,name\n1,Hal\n"),
        ("tenants/stray.csv", "id,name\n1,Sam\n"),
        ("other/people.csv", "id,name\n1,Oda\n"),
    ])
}

fn path(folder: &Folder) -> Json {
    json!({"path": folder.path().join("tenants/{tenant}")})
}

#[tokio::test]
async fn a_tenant_reads_its_own_folder() {
    let folder = folder();
    let engine = folder.engine_over(&path(&folder));
    for (tenant, expected) in [("acme", "Ann Ash"), ("globex", "Gil"), ("Ünï o'x", "Uma")] {
        for _ in 0..2 {
            assert_eq!(ask(&engine, Some(tenant), NAMES).await.unwrap(), expected);
        }
    }
}

#[tokio::test]
async fn every_other_name_is_unknown() {
    let folder = folder();
    let engine = folder.engine_over(&path(&folder));
    let names = [
        "",
        ".",
        "..",
        "/",
        ".hidden",
        "stray.csv",
        "other",
        "../other",
        "acme/",
        "acme/..",
        "acme/../globex",
        "ACME",
        "acme ",
        "a*",
        "*",
        "?cme",
        "{tenant}",
        "a\0b",
        "None",
    ];
    for name in names {
        let refused = ask(&engine, Some(name), NAMES).await;
        assert!(matches!(refused, Err(EngineError::UnknownDatabase)), "{name}: {refused:?}");
    }
}

#[tokio::test]
async fn without_a_tenant_nothing_is_read() {
    let folder = folder();
    let engine = folder.engine_over(&path(&folder));
    let refused = ask(&engine, None, NAMES).await;
    assert!(matches!(refused, Err(EngineError::Query(_))), "{refused:?}");
}

#[tokio::test]
async fn files_without_folders_of_tenants_have_no_tenant() {
    let folder = folder();
    let engine = folder.engine_over(&json!({"path": folder.path().join("other")}));
    assert_eq!(ask(&engine, None, NAMES).await.unwrap(), "Oda");
    let refused = ask(&engine, Some("acme"), NAMES).await;
    assert!(matches!(refused, Err(EngineError::UnknownDatabase)), "{refused:?}");
}

#[tokio::test]
async fn the_tables_are_those_of_the_first_tenant() {
    let folder = folder();
    let catalog = folder.read(&path(&folder)).await.unwrap();
    assert_eq!(names(&catalog), ["people"]);
    assert_eq!(catalog.tables[0].row_estimate, None);
}

#[tokio::test]
async fn patterns_and_lists_may_follow_the_tenant() {
    let folder = folder();
    folder.write("tenants/acme/years/2024/sales.csv", b"id\n1\n2\n");
    folder.write("tenants/acme/years/2025/sales.csv", b"id\n3\n");
    let paths = ["tenants/{tenant}/people.csv", "tenants/{tenant}/years/2025/*.csv"];
    let engine = folder.engine_over(&json!({"path": paths}));
    let sql = "SELECT CAST(SUM(id) AS VARCHAR) FROM public.sales";
    assert_eq!(ask(&engine, Some("acme"), sql).await.unwrap(), "3");
    assert_eq!(ask(&engine, Some("acme"), NAMES).await.unwrap(), "Ann Ash");
}

#[tokio::test]
async fn a_folder_that_is_gone_or_lacks_a_table_is_an_error() {
    let folder = folder();
    let engine = folder.engine_over(&path(&folder));
    assert_eq!(ask(&engine, Some("globex"), NAMES).await.unwrap(), "Gil");
    std::fs::remove_dir_all(folder.path().join("tenants/globex")).unwrap();
    let refused = ask(&engine, Some("globex"), NAMES).await;
    assert!(matches!(refused, Err(EngineError::UnknownDatabase)), "{refused:?}");
    folder.write("tenants/poor/things.csv", b"id\n1\n");
    let refused = ask(&engine, Some("poor"), NAMES).await;
    assert!(matches!(refused, Err(EngineError::Missing(_))), "{refused:?}");
}

#[cfg(unix)]
#[tokio::test]
async fn a_link_out_of_the_allowed_folders_is_no_tenant() {
    let folder = folder();
    let outside = folder.outside().join("secret");
    std::fs::create_dir(&outside).unwrap();
    std::fs::write(outside.join("people.csv"), "id,name\n1,Eve\n").unwrap();
    std::os::unix::fs::symlink(&outside, folder.path().join("tenants/evil")).unwrap();
    let engine = folder.engine_over(&path(&folder));
    let refused = ask(&engine, Some("evil"), NAMES).await;
    assert!(matches!(refused, Err(EngineError::Unreachable(..))), "{refused:?}");
}

/// More of them than folders that stay open. Everybody asks twice, forth and back, sixteen at a time.
#[tokio::test]
#[expect(clippy::print_stdout, reason = "the figures are what a run of many tenants is for")]
async fn three_hundred_tenants_in_turn_are_all_served() {
    let asked = std::env::var("SOUK_TEST_TENANTS").ok().and_then(|text| text.parse().ok());
    let tenants: Vec<_> = (0..asked.unwrap_or(300)).map(|number| format!("t{number}")).collect();
    let folder = Folder::new();
    for name in &tenants {
        let rows = format!("id,name\n1,{name}\n");
        folder.write(&format!("tenants/{name}/people.csv"), rows.as_bytes());
    }
    let engine = folder.engine_over(&path(&folder));
    let started = Instant::now();
    let twice = tenants.iter().chain(tenants.iter().rev());
    let asks = twice.map(async |name| (name, ask(&engine, Some(name), NAMES).await));
    let mut answers = stream::iter(asks).buffer_unordered(16);
    let (mut answered, mut most) = (0, 0);
    while let Some((name, answer)) = answers.next().await {
        assert_eq!(&answer.unwrap(), name);
        answered += 1;
        most = most.max(open_files(&folder));
    }
    assert_eq!(answered, 2 * tenants.len());
    assert!(most <= 16, "{most} files stay open");
    println!("{answered} questions in {:.1?}, {most} files open at most", started.elapsed());
}

/// Files of the folder that the process holds open.
fn open_files(folder: &Folder) -> usize {
    let open = std::fs::read_dir("/proc/self/fd").unwrap();
    let paths = open.filter_map(|entry| std::fs::read_link(entry.unwrap().path()).ok());
    paths.filter(|path| path.starts_with(folder.path())).count()
}

#[test]
fn paths_that_do_not_say_where_the_tenant_is_are_refused() {
    let folder = Folder::new();
    let connector = souk_files::FilesConnector::new(folder.options()).unwrap();
    for wrong in [
        json!("tenants/{tenant}x/a.csv"),
        json!("*/{tenant}/a.csv"),
        json!("a/{tenant}/{tenant}"),
        json!(["a/{tenant}", "b/{tenant}"]),
        json!(["a/{tenant}", "a/shared.csv"]),
    ] {
        let refused = RawFiles::new(&connector, &credentials(&json!({"path": wrong})));
        assert!(refused.is_err(), "{wrong}");
    }
}
