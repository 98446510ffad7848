//! The reply, byte for byte: JSON, CSV, Arrow.

use arrow::array::AsArray;
use arrow::datatypes::Decimal128Type;
use arrow::ipc::reader::StreamReader;
use serde_json::{Value, json};

use super::portal::{Portal, code, data};

/// The example of the documentation.
fn documented() -> Value {
    json!({
        "measures": ["orders.revenue",
            {"table": "orders", "column": "amount", "aggregate": "SUM", "name": "gross"}],
        "dimensions": ["customers.city"],
        "timeDimensions": [{"dimension": "orders.created_at", "granularity": "month",
            "dateRange": ["2024-01-01", "2024-12-31"]}],
        "filters": [{"member": "orders.status", "operator": "equals", "values": ["paid"]},
            {"or": [{"member": "customers.city", "operator": "set"}, {"and": []}]}],
        "order": [{"member": "orders.revenue", "direction": "desc"}],
        "limit": 100, "offset": 0, "timezone": "Europe/Oslo", "total": true})
}

/// The text with what changes from one time to the next taken out.
fn steady(bytes: &[u8]) -> String {
    let text = std::str::from_utf8(bytes).expect("text");
    let (before, rest) = text.split_once("\"timeTaken\":").expect("a duration");
    let (duration, rest) = rest.split_once(",\"asOf\":\"").expect("a time");
    let (as_of, after) = rest.split_once('"').expect("its end");
    duration.parse::<u64>().expect("milliseconds");
    assert!(as_of.ends_with('Z'), "{as_of}");
    chrono::DateTime::parse_from_rfc3339(as_of).expect("a time");
    format!("{before}\"timeTaken\":_,\"asOf\":\"_\"{after}")
}

#[tokio::test]
async fn the_documented_question_has_the_documented_answer() {
    let portal = Portal::start().await;
    let (status, kind, bytes) = portal.raw(None, documented()).await;
    assert_eq!((status.as_u16(), kind.as_str()), (200, "application/json"));
    let expected = concat!(
        r#"{"data":[{"customers.city":"Oslo","orders.created_at.month":"2024-01-01T00:00:00.000","#,
        r#""orders.revenue":10.00,"gross":10.00},"#,
        r#"{"customers.city":"Oslo","orders.created_at.month":"2024-02-01T00:00:00.000","#,
        r#""orders.revenue":2.50,"gross":2.50}],"#,
        r#""metaData":{"columns":[{"name":"customers.city","dataType":"string","label":"City"},"#,
        r#"{"name":"orders.created_at.month","dataType":"date","label":"Ordered"},"#,
        r#"{"name":"orders.revenue","dataType":"number","label":"Revenue"},"#,
        r#"{"name":"gross","dataType":"number","label":"gross"}]},"#,
        r#""totalRecords":2,"timeTaken":_,"asOf":"_","cache":"miss","error":null}"#,
    );
    assert_eq!(steady(&bytes), expected);
}

#[tokio::test]
async fn total_records_counts_all_rows_only_where_it_is_asked_to() {
    let portal = Portal::start().await;
    let page =
        |total: bool| json!({"dimensions": ["orders.id"], "limit": 1, "offset": 1, "total": total});
    let counted = portal.ask_as_key(page(true)).await.ok();
    assert_eq!(counted["totalRecords"], 3);
    assert_eq!(counted["data"], json!([{"orders.id": 2}]));
    assert_eq!(portal.ask_as_key(page(false)).await.ok()["totalRecords"], 1);
}

#[tokio::test]
async fn every_type_has_its_form_in_json() {
    let portal = Portal::start().await;
    portal
        .execute(
            "CREATE TABLE types (id bigint PRIMARY KEY, tenant_id bigint, flag boolean, small int,
                real_number float8, anything numeric, day date, wall timestamp, instant timestamptz,
                tag uuid, words text);
             INSERT INTO types VALUES (9007199254740993, 7, true, -1, 0.1,
                12345678901234567890.123456789, '2024-02-29', '2024-02-29 12:34:56.5',
                '2024-02-29 12:34:56.000001+02', '0190D5A4-7C00-7000-8000-000000000001',
                E'a\"b\\\\c\\n\u{1f6d2}'), (2, 7, NULL, NULL, 'NaN', 'NaN', NULL, NULL, NULL, NULL, NULL);",
        )
        .await;
    portal.sync().await;
    let names = [
        "id",
        "flag",
        "small",
        "real_number",
        "anything",
        "day",
        "wall",
        "instant",
        "tag",
        "words",
    ];
    let columns: Vec<_> = names.iter().map(|name| json!({"name": name})).collect();
    portal
        .create(&json!({"name": "types", "datasourceName": "main",
            "tenancySettings": super::portal::by_table(),
            "tableList": [{"schemaName": "public", "name": "types", "clientColumn": "tenant_id",
                "columns": columns}]}))
        .await;
    let members: Vec<_> = names.iter().map(|name| format!("types.{name}")).collect();
    let query = json!({"dimensions": members, "order": [["types.id", "desc"]]});
    let body = json!({"datamartName": "types", "clientId": "7", "query": query});
    let request = portal.server.request(reqwest::Method::POST, super::portal::QUERY);
    let reply = request.bearer_auth(&portal.key).json(&body).send().await.expect("a reply");
    let text = reply.text().await.expect("a text");
    let first = concat!(
        r#"{"data":[{"types.id":9007199254740993,"types.flag":true,"types.small":-1,"#,
        r#""types.real_number":0.1,"types.anything":12345678901234567890.123456789,"#,
        r#""types.day":"2024-02-29","types.wall":"2024-02-29T12:34:56.500","#,
        r#""types.instant":"2024-02-29T10:34:56.000001Z","#,
        r#""types.tag":"0190d5a4-7c00-7000-8000-000000000001","#,
        "\"types.words\":\"a\\\"b\\\\c\\n\u{1f6d2}\"},{\"types.id\":2,\"types.flag\":null,",
    );
    assert!(text.starts_with(first), "{text}");
    serde_json::from_str::<Value>(&text).expect("JSON, NaN or not");
}

#[tokio::test]
async fn csv_has_names_exact_numbers_and_no_formulas() {
    let portal = Portal::start().await;
    let query = json!({"dimensions": ["orders.note"], "measures": [
        {"table": "orders", "column": "amount", "aggregate": "SUM", "name": "=sum"}]});
    let (status, kind, bytes) = portal.raw(Some("text/csv"), query).await;
    assert_eq!((status.as_u16(), kind.as_str()), (200, "text/csv; charset=utf-8"));
    let expected = "orders.note,'=sum\n'=1+1,10.00\n'@sum,2.50\n\"plain, \"\"quoted\"\"\",-99.99\n";
    assert_eq!(String::from_utf8(bytes).expect("text"), expected);
}

#[tokio::test]
async fn arrow_keeps_types_and_digits() {
    let portal = Portal::start().await;
    let query = json!({"dimensions": ["customers.city"], "measures": ["orders.revenue"]});
    let accept = "application/vnd.apache.arrow.stream";
    let (status, kind, bytes) = portal.raw(Some(accept), query).await;
    assert_eq!((status.as_u16(), kind.as_str()), (200, accept));
    let reader = StreamReader::try_new(bytes.as_slice(), None).expect("a stream");
    let names: Vec<_> = reader.schema().fields().iter().map(|one| one.name().clone()).collect();
    assert_eq!(names, ["customers.city", "orders.revenue"]);
    let batches: Vec<_> = reader.map(|batch| batch.expect("a batch")).collect();
    let [batch] = batches.as_slice() else { panic!("{} batches", batches.len()) };
    let cities: Vec<_> = batch.column(0).as_string::<i32>().iter().flatten().collect();
    let sums = batch.column(1).as_primitive::<Decimal128Type>();
    assert_eq!(cities, ["Bergen", "Oslo"]);
    assert_eq!(
        (sums.value_as_string(0), sums.value_as_string(1)),
        ("-99.99".into(), "12.50".into())
    );
}

#[tokio::test]
async fn an_empty_answer_has_its_columns_in_every_format() {
    let portal = Portal::start().await;
    let query = json!({"dimensions": ["customers.city"], "filters": [{"or": []}]});
    let (_, _, json) = portal.raw(None, query.clone()).await;
    assert!(
        steady(&json).starts_with(r#"{"data":[],"metaData":{"columns":[{"name":"customers.city""#)
    );
    let (_, _, csv) = portal.raw(Some("text/csv"), query.clone()).await;
    assert_eq!(csv, b"customers.city\n");
    let (_, _, stream) = portal.raw(Some("application/vnd.apache.arrow.stream"), query).await;
    let reader = StreamReader::try_new(stream.as_slice(), None).expect("a stream");
    assert_eq!((reader.schema().fields().len(), reader.count()), (1, 0));
}

#[tokio::test]
async fn a_format_that_nobody_writes_is_406() {
    let portal = Portal::start().await;
    let (status, _, bytes) = portal.raw(Some("image/png"), super::portal::count()).await;
    let body: Value = serde_json::from_slice(&bytes).expect("JSON");
    assert_eq!((status.as_u16(), &body["error"]["code"]), (406, &json!("NOT_ACCEPTABLE")));
}

#[tokio::test]
async fn unknown_names_are_refused_all_at_once_with_near_ones() {
    let portal = Portal::start().await;
    let query = json!({"measures": ["orders.revenu"], "dimensions": ["customer.city"],
        "filters": [{"member": "orders.statu", "operator": "equals", "values": ["paid"]}]});
    let reply = portal.ask_as_key(query).await;
    assert_eq!(code(&reply, 400), "UNKNOWN_MEMBER");
    let hints = reply.hints();
    for near in ["orders.revenue", "customers.city", "orders.status"] {
        assert!(hints.contains(&format!("did you mean {near}?")), "{near}: {hints}");
    }
    // Hidden columns are as unknown as those of no table.
    for hidden in ["orders.customer_id", "orders.tenant_id", "clients.name", "pg_class.relname"] {
        let reply = portal.ask_as_key(json!({"dimensions": [hidden]})).await;
        assert_eq!(code(&reply, 400), "UNKNOWN_MEMBER", "{hidden}");
    }
}

#[tokio::test]
async fn an_unknown_datamart_is_refused() {
    let portal = Portal::start().await;
    for name in ["nowhere", "", "SHOP", "shop\" --"] {
        let reply = portal.ask_of(name, &portal.key, Some("7"), super::portal::count()).await;
        assert_eq!(code(&reply, 400), "INVALID_DATAMART", "{name:?}");
    }
}

#[tokio::test]
async fn hostile_values_are_values() {
    let portal = Portal::start().await;
    for value in ["' OR 1=1 --", "$1", "\\", "%", "paid'; DROP TABLE orders; --", "\u{202e}"] {
        for operator in ["equals", "contains", "gt"] {
            let query = json!({"dimensions": ["orders.note"], "filters": [
                {"member": "orders.status", "operator": operator, "values": [value]}]});
            let rows = data(portal.ask_as_key(query).await);
            assert!(!rows.to_string().contains("POISON"), "{operator} {value}");
            if operator == "equals" {
                assert_eq!(rows, json!([]), "{value}");
            }
        }
    }
    assert_eq!(data(portal.ask_as_key(super::portal::count()).await), json!([{"orders.count": 3}]));
}
