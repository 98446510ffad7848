//! The eight tables of TPC-H and their rows.
//!
//! Numbers, dates and keys are those of the standard generator. Free text differs: it is cut from a
//! pool of 4 MiB instead of 300 MiB, which would take longer to make than all the rows.

use std::sync::OnceLock;

use arrow::datatypes::SchemaRef;
use arrow::error::ArrowError;
use arrow::record_batch::{RecordBatch, RecordBatchReader};
use tpchgen::distribution::Distributions;
use tpchgen::generators::{
    CustomerGenerator, LineItemGenerator, NationGenerator, OrderGenerator, PartGenerator,
    PartSuppGenerator, RegionGenerator, SupplierGenerator,
};
use tpchgen::text::TextPool;
use tpchgen_arrow::{
    CustomerArrow, LineItemArrow, NationArrow, OrderArrow, PartArrow, PartSuppArrow, RegionArrow,
    SupplierArrow,
};

use super::Slice;
use super::keep::Keep;

/// One table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TpchTable {
    /// Continents.
    Region,
    /// Countries.
    Nation,
    /// The tenants.
    Supplier,
    /// Who orders.
    Customer,
    /// What is sold.
    Part,
    /// Which supplier has which part, how many and at what cost.
    PartSupp,
    /// What a customer ordered at once.
    Orders,
    /// One part of one order, from one supplier.
    LineItem,
}

/// The rows of a table, in batches.
pub type Batches = Box<dyn Iterator<Item = Result<RecordBatch, ArrowError>> + Send>;

impl TpchTable {
    /// Every table, what others refer to first.
    pub const ALL: [Self; 8] = [
        Self::Region,
        Self::Nation,
        Self::Supplier,
        Self::Customer,
        Self::Part,
        Self::PartSupp,
        Self::Orders,
        Self::LineItem,
    ];

    /// Its name in the datasource.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Region => "region",
            Self::Nation => "nation",
            Self::Supplier => "supplier",
            Self::Customer => "customer",
            Self::Part => "part",
            Self::PartSupp => "partsupp",
            Self::Orders => "orders",
            Self::LineItem => "lineitem",
        }
    }

    /// The columns that identify a row.
    #[must_use]
    pub const fn primary_key(self) -> &'static [&'static str] {
        match self {
            Self::Region => &["r_regionkey"],
            Self::Nation => &["n_nationkey"],
            Self::Supplier => &["s_suppkey"],
            Self::Customer => &["c_custkey"],
            Self::Part => &["p_partkey"],
            Self::PartSupp => &["ps_partkey", "ps_suppkey"],
            Self::Orders => &["o_orderkey"],
            Self::LineItem => &["l_orderkey", "l_linenumber"],
        }
    }

    /// Its columns.
    #[must_use]
    pub fn schema(self) -> SchemaRef {
        match self {
            Self::Region => RegionArrow::schema_ref(),
            Self::Nation => NationArrow::schema_ref(),
            Self::Supplier => SupplierArrow::schema_ref(),
            Self::Customer => CustomerArrow::schema_ref(),
            Self::Part => PartArrow::schema_ref(),
            Self::PartSupp => PartSuppArrow::schema_ref(),
            Self::Orders => OrderArrow::schema_ref(),
            Self::LineItem => LineItemArrow::schema_ref(),
        }
    }

    /// How many rows the generator makes; about as many for line items, whose number per order varies.
    #[must_use]
    pub fn generated_rows(self, slice: Slice) -> u64 {
        const LINES_PER_ORDER: i64 = 4;
        const SUPPLIERS_PER_PART: i64 = 4;
        let scale = slice.scale();
        let rows = match self {
            Self::Region => 5,
            Self::Nation => 25,
            Self::Supplier => SupplierGenerator::calculate_row_count(scale, 1, 1),
            Self::Customer => CustomerGenerator::calculate_row_count(scale, 1, 1),
            Self::Part => PartGenerator::calculate_row_count(scale, 1, 1),
            Self::PartSupp => {
                PartSuppGenerator::calculate_row_count(scale, 1, 1) * SUPPLIERS_PER_PART
            }
            Self::Orders => OrderGenerator::calculate_row_count(scale, 1, 1),
            Self::LineItem => OrderGenerator::calculate_row_count(scale, 1, 1) * LINES_PER_ORDER,
        };
        u64::try_from(rows).unwrap_or_default()
    }

    /// Its rows in the slice.
    #[must_use]
    pub fn batches(self, slice: Slice) -> Batches {
        let mut keep = Keep::new(self, slice);
        Box::new(self.generator(slice.scale()).map(move |batch| keep.of(&batch?)))
    }

    fn generator(self, scale: f64) -> Box<dyn RecordBatchReader + Send> {
        let (words, pool) = (Distributions::static_default(), text_pool());
        macro_rules! rows {
            ($reader:ident, $generator:ident) => {
                Box::new($reader::new($generator::new_with_distributions_and_text_pool(
                    scale, 1, 1, words, pool,
                )))
            };
        }
        match self {
            Self::Region => Box::new(RegionArrow::new(
                RegionGenerator::new_with_distributions_and_text_pool(words, pool),
            )),
            Self::Nation => Box::new(NationArrow::new(
                NationGenerator::new_with_distributions_and_text_pool(words, pool),
            )),
            Self::PartSupp => Box::new(PartSuppArrow::new(PartSuppGenerator::new_with_text_pool(
                scale, 1, 1, pool,
            ))),
            Self::Supplier => rows!(SupplierArrow, SupplierGenerator),
            Self::Customer => rows!(CustomerArrow, CustomerGenerator),
            Self::Part => rows!(PartArrow, PartGenerator),
            Self::Orders => rows!(OrderArrow, OrderGenerator),
            Self::LineItem => rows!(LineItemArrow, LineItemGenerator),
        }
    }
}

fn text_pool() -> &'static TextPool {
    const SIZE: i32 = 4 << 20;
    static POOL: OnceLock<TextPool> = OnceLock::new();
    POOL.get_or_init(|| TextPool::new(SIZE, Distributions::static_default()))
}
