//! The demonstration's answers, added up from the generator's rows without any of Souk.

use std::collections::{BTreeMap, HashMap, HashSet};

use tpchgen::distribution::Distributions;
use tpchgen::generators::{
    CustomerGenerator, LineItemGenerator, OrderGenerator, PartSuppGenerator,
};
use tpchgen::text::TextPool;

/// A row as text: segment, start of the quarter, revenue, number of orders.
pub(super) type Row = [String; 4];

/// The sum in ten-thousandths, and the orders.
type Total = (i64, HashSet<i64>);

/// Revenue and orders of 1995 by market segment and quarter, two segments, in the answer's order.
pub(super) fn rows(scale: f64, supplier: i64) -> Vec<Row> {
    let words = Distributions::static_default();
    let pool = TextPool::new(1 << 20, words);
    let customers =
        CustomerGenerator::new_with_distributions_and_text_pool(scale, 1, 1, words, &pool);
    let segments: HashMap<i64, &str> =
        customers.iter().map(|customer| (customer.c_custkey, customer.c_mktsegment)).collect();
    let orders = OrderGenerator::new_with_distributions_and_text_pool(scale, 1, 1, words, &pool);
    let buyers: HashMap<i64, i64> =
        orders.iter().map(|order| (order.o_orderkey, order.o_custkey)).collect();
    let lines = LineItemGenerator::new_with_distributions_and_text_pool(scale, 1, 1, words, &pool);
    let mut totals: BTreeMap<(&str, String), Total> = BTreeMap::new();
    for line in lines.iter().filter(|line| line.l_suppkey == supplier) {
        let segment = segments[&buyers[&line.l_orderkey]];
        let shipped = line.l_shipdate.to_string();
        if !shipped.starts_with("1995-") || !["AUTOMOBILE", "BUILDING"].contains(&segment) {
            continue;
        }
        let total = totals.entry((segment, quarter(&shipped))).or_default();
        let (price, discount) = (line.l_extendedprice.into_inner(), line.l_discount.into_inner());
        total.0 += price * (100 - discount);
        total.1.insert(line.l_orderkey);
    }
    let text = |total: i64| format!("{}.{:04}", total / 10_000, total % 10_000);
    let row = |((segment, quarter), (total, orders)): (_, Total)| {
        let segment: &str = segment;
        [segment.to_owned(), quarter, text(total), orders.len().to_string()]
    };
    totals.into_iter().map(row).collect()
}

/// How many orders contain a line of the supplier, how many customers ordered them, and how many
/// parts the supplier offers.
pub(super) fn own_rows(scale: f64, supplier: i64) -> [u64; 3] {
    let words = Distributions::static_default();
    let pool = TextPool::new(1 << 20, words);
    let lines = LineItemGenerator::new_with_distributions_and_text_pool(scale, 1, 1, words, &pool);
    let own = lines.iter().filter(|line| line.l_suppkey == supplier);
    let orders: HashSet<i64> = own.map(|line| line.l_orderkey).collect();
    let all = OrderGenerator::new_with_distributions_and_text_pool(scale, 1, 1, words, &pool);
    let own = all.iter().filter(|order| orders.contains(&order.o_orderkey));
    let customers: HashSet<i64> = own.map(|order| order.o_custkey).collect();
    let offers = PartSuppGenerator::new_with_text_pool(scale, 1, 1, &pool);
    let own = offers.iter().filter(|offer| offer.ps_suppkey == supplier);
    let parts: HashSet<i64> = own.map(|offer| offer.ps_partkey).collect();
    [orders.len(), customers.len(), parts.len()].map(|count| count as u64)
}

fn quarter(date: &str) -> String {
    let month: u32 = date[5..7].parse().expect("a month");
    format!("{}-{:02}-01T00:00:00.000", &date[..4], (month - 1) / 3 * 3 + 1)
}
