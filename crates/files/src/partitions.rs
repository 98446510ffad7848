//! Folders that say a column's value in their names: `orders/year=2024/month=01/part.parquet`.

use std::path::{Path, PathBuf};

use datafusion::arrow::datatypes::DataType as ArrowType;
use datafusion::common::ScalarValue;
use percent_encoding::percent_decode_str;

/// What Hive writes where the value is NULL.
const NOTHING: &str = "__HIVE_DEFAULT_PARTITION__";

/// The columns of a table that its folders name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Partitions {
    /// The folder of the table.
    pub(crate) base: PathBuf,
    /// From the outermost folder to the innermost.
    pub(crate) columns: Vec<(String, ArrowType)>,
}

/// The column and its value, if the folder's name tells them.
pub(crate) fn column_of(folder: &Path) -> Option<(&str, &str)> {
    let name = folder.file_name()?.to_str()?;
    name.split_once('=').filter(|(column, _)| !column.is_empty())
}

impl Partitions {
    /// The columns that the files' folders below `base` name; the reason where they do not agree.
    pub(crate) fn of(base: &Path, files: &[PathBuf]) -> Result<Self, &'static str> {
        let mut columns: Option<Vec<(String, Vec<String>)>> = None;
        for file in files {
            let named = names(base, file).ok_or("it holds files beside its partitions")?;
            let columns = columns.get_or_insert_with(|| {
                named.iter().map(|(column, _)| (column.clone(), Vec::new())).collect()
            });
            let is_same = columns.len() == named.len()
                && columns.iter().zip(&named).all(|((known, _), (column, _))| known == column);
            if !is_same {
                return Err("its folders do not all name the same columns");
            }
            for ((_, values), (_, value)) in columns.iter_mut().zip(named) {
                values.push(value);
            }
        }
        let columns = columns.unwrap_or_default();
        if columns.iter().any(|(_, values)| values.iter().any(|value| value == NOTHING)) {
            return Err("it has a partition without a value, which cannot be read");
        }
        let typed = columns.into_iter().map(|(column, values)| (column, type_of(&values)));
        Ok(Self { base: base.to_owned(), columns: typed.collect() })
    }
}

/// The columns and values of one file's folders.
fn names(base: &Path, file: &Path) -> Option<Vec<(String, String)>> {
    let below = file.parent()?.strip_prefix(base).ok()?;
    let named = below.iter().map(|step| {
        let (column, value) = column_of(Path::new(step))?;
        let value = percent_decode_str(value).decode_utf8().ok()?;
        Some((column.to_owned(), value.into_owned()))
    });
    named.collect::<Option<Vec<_>>>().filter(|named| !named.is_empty())
}

/// Whole numbers, days, or else text.
fn type_of(values: &[String]) -> ArrowType {
    let fits = |data_type: &ArrowType| {
        values.iter().all(|value| ScalarValue::try_from_string(value.clone(), data_type).is_ok())
    };
    if values.iter().all(|value| value.parse::<i64>().is_ok()) {
        ArrowType::Int64
    } else if values.iter().all(|value| value.len() == 10) && fits(&ArrowType::Date32) {
        ArrowType::Date32
    } else {
        ArrowType::Utf8
    }
}
