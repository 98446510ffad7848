//! Tenancy level DATABASE: a folder of the bucket per tenant, and nothing outside of it.

use futures::TryStreamExt;
use serde_json::json;
use souk_engine::{EngineError, Limits, Progress};
use souk_files::internals::RawFiles;
use souk_model::DataType;

use super::Bucket;
use crate::support::{columns, names};

const NAMES: &str = "SELECT STRING_AGG(name, ' ' ORDER BY id) FROM public.people";

async fn ask(engine: &RawFiles, tenant: Option<&str>) -> Result<String, EngineError> {
    let columns = columns(&[DataType::Text]);
    let rows = engine.run(NAMES, &[], &columns, tenant, &Limits::default()).await?;
    let batches: Vec<_> = rows.batches.try_collect().await?;
    Ok(souk_engine::arrow::util::display::array_value_to_string(batches[0].column(0), 0).unwrap())
}

fn bucket() -> Bucket {
    Bucket::with(&[
        ("shop/tenants/acme/people.csv", "id,name\n1,Ann\n2,Ash\n"),
        ("shop/tenants/acme2/people.csv", "id,name\n1,Ava\n"),
        ("shop/tenants/Ünï o'x/people.csv", "id,name\n1,Uma\n"),
        ("shop/tenants/.hidden/people.csv", "id,name\n1,Hal\n"),
        ("shop/tenants/stray.csv", "id,name\n1,Sam\n"),
        ("shop/other/people.csv", "id,name\n1,Oda\n"),
        ("people.csv", "id,name\n1,Pia\n"),
    ])
}

#[tokio::test]
async fn a_tenant_reads_its_own_folder() {
    let bucket = bucket();
    let engine = bucket.engine(&json!({"prefix": "shop", "path": "tenants/{tenant}"}));
    let catalog = engine.engine().introspect(&Progress::default()).await.unwrap();
    assert_eq!(names(&catalog), ["people"]);
    assert_eq!(catalog.tables[0].row_estimate, None);
    for (tenant, expected) in [("acme", "Ann Ash"), ("acme2", "Ava"), ("Ünï o'x", "Uma")] {
        for _ in 0..2 {
            assert_eq!(ask(&engine, Some(tenant)).await.unwrap(), expected);
        }
    }
}

#[tokio::test]
async fn every_other_name_is_unknown() {
    let bucket = bucket();
    let engine = bucket.engine(&json!({"prefix": "shop", "path": "tenants/{tenant}"}));
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
        "acm",
        "ACME",
        "*",
        "acme?",
        "acme%2f..",
        "tenants/acme",
        "x' OR '1'='1",
        "a\0b",
    ];
    for name in names {
        let answer = ask(&engine, Some(name)).await;
        assert!(matches!(answer, Err(EngineError::UnknownDatabase)), "{name}: {answer:?}");
    }
    let nobody = ask(&engine, None).await;
    assert!(matches!(nobody, Err(EngineError::Query(_))), "{nobody:?}");
    let untenanted = bucket.engine(&json!({"path": "people.csv"}));
    let answer = ask(&untenanted, Some("acme")).await;
    assert!(matches!(answer, Err(EngineError::UnknownDatabase)), "{answer:?}");
}

#[tokio::test]
async fn a_tenant_whose_folder_is_gone_is_unknown_again() {
    let bucket = bucket();
    let engine = bucket.engine(&json!({"path": "shop/tenants/{tenant}"}));
    assert_eq!(ask(&engine, Some("acme2")).await.unwrap(), "Ava");
    bucket.server.delete(&bucket.name, "shop/tenants/acme2/people.csv");
    let answer = ask(&engine, Some("acme2")).await;
    assert!(matches!(answer, Err(EngineError::UnknownDatabase)), "{answer:?}");
    assert_eq!(ask(&engine, Some("acme")).await.unwrap(), "Ann Ash");
}
