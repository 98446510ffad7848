//! Answers as files: whole, and harmless in a spreadsheet.

use std::io::Read;

use reqwest::Method;
use serde_json::{Value, json};

use super::stage::Stage;

async fn file(stage: &Stage, token: &str, body: Value) -> (String, String, Vec<u8>) {
    let request = stage.portal.server.request(Method::POST, "/api/v2/guest/export");
    let reply = request.bearer_auth(token).json(&body).send().await.expect("a reply");
    assert_eq!(reply.status(), 200);
    let header = |name: &str| {
        let value = reply.headers().get(name).expect("a header");
        value.to_str().expect("text").to_owned()
    };
    let (kind, disposition) = (header("content-type"), header("content-disposition"));
    (kind, disposition, reply.bytes().await.expect("a body").to_vec())
}

fn wish(metric: &str, format: &str) -> Value {
    json!({"dashboardId": "board", "metricId": metric, "format": format})
}

#[tokio::test]
async fn a_csv_file_holds_the_rows_and_no_formula() {
    let stage = Stage::start().await;
    let token = stage.acme(json!({})).await;
    let (kind, disposition, bytes) = file(&stage, &token, wish("list", "csv")).await;
    assert_eq!(kind, "text/csv; charset=utf-8");
    assert_eq!(disposition, "attachment; filename=\"Metric-list.csv\"");
    let text = String::from_utf8(bytes).expect("text");
    let expected = "orders.id,orders.note,orders.amount\n1,'=1+1,10.00\n2,'@sum,2.50\n\
        3,\"plain, \"\"quoted\"\"\",-99.99\n";
    assert_eq!(text, expected, "text is neutralised, numbers stay numbers");
    let mut narrowed = wish("by-city", "csv");
    narrowed["filters"] = json!({"City": ["Oslo"]});
    let (_, _, bytes) = file(&stage, &token, narrowed).await;
    assert_eq!(String::from_utf8(bytes).unwrap(), "customers.city,orders.revenue\nOslo,12.50\n");
    let mut behind = wish("by-city", "csv");
    behind["rows"] = json!("underlying");
    let (_, _, bytes) = file(&stage, &token, behind).await;
    let text = String::from_utf8(bytes).unwrap();
    assert_eq!(text.lines().count(), 4, "{text}");
    assert!(!text.contains("POISON") && !text.contains("customer_id"));
}

#[tokio::test]
async fn a_spreadsheet_has_typed_cells_and_no_formula() {
    let stage = Stage::start().await;
    let token = stage.acme(json!({})).await;
    let (kind, disposition, bytes) = file(&stage, &token, wish("list", "xlsx")).await;
    assert!(kind.ends_with("spreadsheetml.sheet") && disposition.ends_with(".xlsx\""));
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("an archive");
    let mut sheet = String::new();
    let mut part = archive.by_name("xl/worksheets/sheet1.xml").expect("a sheet");
    part.read_to_string(&mut sheet).expect("text");
    for cell in ["<v>1</v>", "<v>10</v>", "<v>-99.99</v>", "'=1+1", "'@sum"] {
        assert!(sheet.contains(cell), "{cell} in {sheet}");
    }
    assert!(!sheet.contains("<f>") && !sheet.contains("POISON"));
}

#[tokio::test]
async fn an_answer_that_is_too_large_is_refused_before_a_file_is_begun() {
    let stage = Stage::with(&[("SOUK_QUERY_MAX_ROWS", "2")]).await;
    let token = stage.acme(json!({})).await;
    for format in ["csv", "xlsx"] {
        let reply = stage.guest("export", &token, wish("list", format)).await;
        assert_eq!(reply.body["error"]["code"], "RESULT_TOO_LARGE", "{format}");
    }
    let reply = stage.guest("export", &token, wish("list", "pdf")).await;
    assert_eq!(reply.body["error"]["code"], "INVALID_REQUEST_BODY");
}
