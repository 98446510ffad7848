//! TPC-H by hand-written SQL: as a supplier, as the sales office of a country, and as the company.

use super::by_hand::ByHand;
use super::datamarts;
use crate::support::tpch;

/// The smallest scale at which the standard's own questions find something.
const SCALE: f64 = 0.01;
const LEAST_CASES: usize = 120;
const LEAST_SQL: usize = 230;

#[tokio::test(flavor = "multi_thread")]
async fn answers_over_tpch_are_those_of_hand_written_sql() {
    let files = tpch::files(SCALE);
    let url = tpch::postgres(SCALE).await;
    let mut by_hand = ByHand::new(files.roots(), files.path(), &url).await;
    for datamart in datamarts::tpch() {
        by_hand.ask(&datamart).await;
    }
    by_hand.assert_right(LEAST_CASES, LEAST_SQL);
}
