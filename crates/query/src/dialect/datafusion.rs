//! DataFusion, the embedded engine. It reads PostgreSQL grammar with few functions of its own.

use sqlparser::dialect::PostgreSqlDialect;

use super::Dialect;

/// DataFusion.
pub static DATAFUSION: DataFusion = DataFusion;

/// See [`DATAFUSION`].
#[derive(Debug)]
pub struct DataFusion;

impl Dialect for DataFusion {
    fn name(&self) -> &'static str {
        "datafusion"
    }

    fn parser(&self) -> &'static dyn sqlparser::dialect::Dialect {
        &PostgreSqlDialect {}
    }
}
