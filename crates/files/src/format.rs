//! The file formats, and by which names they go.

use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;

use datafusion::arrow::csv::reader::Format as HeaderFormat;
use datafusion::arrow::error::ArrowError;
use datafusion::common::config::CsvOptions;
use datafusion::datasource::file_format::FileFormat;
use datafusion::datasource::file_format::arrow::ArrowFormat;
use datafusion::datasource::file_format::csv::CsvFormat;
use datafusion::datasource::file_format::json::JsonFormat;
use datafusion::datasource::file_format::parquet::ParquetFormat;

use crate::compression::{Bytewise, Compression, plain_name};

/// What a file's bytes are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    Csv,
    Tsv,
    /// One document per line, or one array of documents.
    Json,
    Parquet,
    /// Arrow's own: files and streams.
    Arrow,
}

/// The values of the credentials' field `format`, which are the file extensions too.
pub(crate) const NAMES: [(&str, Format); 9] = [
    ("csv", Format::Csv),
    ("tsv", Format::Tsv),
    ("json", Format::Json),
    ("jsonl", Format::Json),
    ("ndjson", Format::Json),
    ("parquet", Format::Parquet),
    ("arrow", Format::Arrow),
    ("ipc", Format::Arrow),
    ("feather", Format::Arrow),
];

/// Rows read to find the columns' types. A later row that does not fit is an error of the question.
const INFERENCE_ROWS: usize = 1_000_000;

impl Format {
    /// The format that the file's extension names, whatever its letter case. Only text is compressed as
    /// a whole.
    pub(crate) fn of(path: &Path) -> Option<Self> {
        let extension = plain_name(path).extension()?.to_str()?;
        let known = NAMES.iter().find(|(name, _)| name.eq_ignore_ascii_case(extension));
        let format = known.map(|(_, format)| *format)?;
        (Compression::of(path).is_none() || format.is_text()).then_some(format)
    }

    /// Whether a file of it is text.
    pub(crate) const fn is_text(self) -> bool {
        !matches!(self, Self::Parquet | Self::Arrow)
    }

    /// How DataFusion reads these files, all of this format; `is_array` of JSON documents.
    pub(crate) fn reader(self, is_array: bool) -> Arc<dyn FileFormat> {
        match self {
            Self::Csv => separated_by(b','),
            Self::Tsv => separated_by(b'\t'),
            Self::Json => Arc::new(
                JsonFormat::default()
                    .with_newline_delimited(!is_array)
                    .with_schema_infer_max_rec(INFERENCE_ROWS),
            ),
            Self::Parquet => Arc::new(ParquetFormat::default()),
            Self::Arrow => Arc::new(ArrowFormat),
        }
    }

    /// Whether columns are matched by position, so that their names may be mended.
    pub(crate) const fn is_positional(self) -> bool {
        self.delimiter().is_some()
    }

    /// The names in the first line; `None` for formats that have no such line.
    pub(crate) fn header(self, text: Bytewise) -> Result<Option<Vec<String>>, ArrowError> {
        let Some(delimiter) = self.delimiter() else { return Ok(None) };
        let header = HeaderFormat::default().with_header(true).with_delimiter(delimiter);
        let (schema, _) = header.infer_schema(text, Some(0))?;
        Ok(Some(schema.fields().iter().map(|field| field.name().clone()).collect()))
    }

    const fn delimiter(self) -> Option<u8> {
        match self {
            Self::Csv => Some(b','),
            Self::Tsv => Some(b'\t'),
            Self::Json | Self::Parquet | Self::Arrow => None,
        }
    }
}

fn separated_by(delimiter: u8) -> Arc<dyn FileFormat> {
    let options = CsvOptions {
        has_header: Some(true),
        delimiter,
        newlines_in_values: Some(true),
        schema_infer_max_rec: Some(INFERENCE_ROWS),
        ..CsvOptions::default()
    };
    Arc::new(CsvFormat::default().with_options(options))
}

/// Whether the text is an array of documents.
pub(crate) fn starts_with_bracket(text: Bytewise) -> io::Result<bool> {
    let mut bytes = io::BufReader::new(text).bytes();
    let first = bytes.find(|byte| !byte.as_ref().is_ok_and(u8::is_ascii_whitespace));
    Ok(first.transpose()? == Some(b'['))
}
