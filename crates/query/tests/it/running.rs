//! Windows and shares are told from the groups where these add up to them, and read for themselves wherever
//! that is not certain. What the answers are, the cases with hand-written SQL and the random questions say.

use chrono::{TimeZone as _, Utc};
use serde_json::{Value as Json, json};
use souk_query::{Dialect, POSTGRES, Purpose, REDSHIFT, Scope, compile};

use crate::support::{model, question};

fn sql_for(dialect: &'static dyn Dialect, asked: &Json) -> String {
    let model = model("shop", dialect);
    let scope = Scope::new(&model, Some("7")).unwrap();
    let mut request = question(asked.clone());
    request.now = Some(Utc.with_ymd_and_hms(2026, 3, 15, 12, 0, 0).unwrap());
    compile(&model, &request, &scope, Purpose::Rows).unwrap().sql().to_owned()
}

fn sql(asked: &Json) -> String {
    sql_for(&POSTGRES, asked)
}

/// How often the orders are read.
fn reads(sql: &str) -> usize {
    sql.matches("FROM \"scoped_orders\"").count()
}

fn is_told_from_groups(asked: &Json) -> bool {
    sql(asked).contains("running_orders")
}

fn months(range: &Json) -> Json {
    json!([{"dimension": "orders.created_at", "granularity": "month", "dateRange": range}])
}

fn of(name: &str, window: &Json) -> Json {
    json!({"measure": "orders.revenue", "name": name, "window": window})
}

fn from_may() -> Json {
    months(&json!(["2025-05-10", "2025-11-20"]))
}

#[test]
fn a_value_to_date_and_the_periods_own_are_one_read() {
    let asked = json!({"timeDimensions": from_may(), "measures": [
        "orders.revenue",
        of("quarter", &json!({"type": "toDate", "unit": "quarter"})),
        of("year", &json!({"type": "toDate", "unit": "year"})),
    ]});
    let text = sql(&asked);
    assert_eq!(reads(&text), 1, "{text}");
    // A value of the month itself is of the range alone, which begins in the middle of one.
    assert!(text.contains("AS \"is_shown\""), "{text}");
    assert_eq!(reads(&sql_for(&REDSHIFT, &asked)), 1);
}

#[test]
fn a_cumulative_value_begins_with_the_range_and_one_to_date_before_it() {
    let asked = json!({"timeDimensions": from_may(), "measures": [
        of("so far", &json!({"type": "cumulative"})),
        of("year", &json!({"type": "toDate", "unit": "year"})),
    ]});
    assert!(reads(&sql(&asked)) > 1);
}

#[test]
fn what_groups_do_not_add_up_to_is_read_for_itself() {
    let cumulative = |measure: &str| {
        let measure =
            json!({"measure": measure, "name": "so far", "window": {"type": "cumulative"}});
        json!({"timeDimensions": from_may(), "measures": [measure]})
    };
    assert!(is_told_from_groups(&cumulative("orders.count")));
    assert!(!is_told_from_groups(&cumulative("orders.unit_price")));
}

#[test]
fn windows_beside_another_dimension_of_some_rows_or_without_a_range_take_a_join_of_periods() {
    let cumulative = || of("so far", &json!({"type": "cumulative"}));
    let with = |key: &str, value: Json| {
        let mut asked = json!({"timeDimensions": from_may(), "measures": [cumulative()]});
        asked[key] = value;
        asked
    };
    assert!(is_told_from_groups(&with("limit", json!(5))));
    assert!(!is_told_from_groups(&with("dimensions", json!(["orders.status"]))));
    assert!(!is_told_from_groups(&with("timeDimensions", months(&Json::Null))));
    let mut filled = from_may();
    filled[0]["fill"] = json!(true);
    assert!(!is_told_from_groups(&with("timeDimensions", filled)));
    let rolling = of("three months", &json!({"type": "rolling", "periods": 3}));
    assert!(!is_told_from_groups(&with("measures", json!([rolling]))));
}

#[test]
fn a_share_is_told_from_the_groups_unless_others_give_groups_too() {
    let share = json!({"measure": "orders.revenue", "name": "share", "share": {}});
    let asked = json!({"measures": [share], "dimensions": ["customers.city"]});
    assert_eq!(reads(&sql(&asked)), 1);
    let customers = json!({"table": "customers", "aggregate": "COUNT", "name": "customers"});
    let beside = json!({"measures": [share, customers], "dimensions": ["customers.city"]});
    // A city without orders has a share as well: of the whole, and not of nothing.
    assert!(!is_told_from_groups(&beside));
    let of_mean = json!({"measure": "orders.unit_price", "name": "share", "share": {}});
    let of_mean = json!({"measures": [of_mean], "dimensions": ["customers.city"]});
    assert!(!is_told_from_groups(&of_mean));
}
