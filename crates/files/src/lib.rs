//! The embedded engine over Parquet, CSV and JSON files (DataFusion).
