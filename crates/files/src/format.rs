//! The file formats, and by which names they go.

use std::io::{self, BufReader, Read};
use std::path::Path;
use std::sync::Arc;

use datafusion::arrow::csv::reader::Format as HeaderFormat;
use datafusion::arrow::datatypes::Schema;
use datafusion::arrow::error::ArrowError;
use datafusion::arrow::json::reader::infer_json_schema;
use datafusion::common::config::CsvOptions;
use datafusion::datasource::file_format::FileFormat;
use datafusion::datasource::file_format::arrow::ArrowFormat;
use datafusion::datasource::file_format::csv::CsvFormat;
use datafusion::datasource::file_format::json::JsonFormat;
use datafusion::datasource::file_format::parquet::ParquetFormat;

use crate::compression::{Compression, plain_name};
use crate::records::Form;

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
pub(crate) const INFERENCE_ROWS: usize = 1_000_000;

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

    /// How DataFusion reads these files, all of this format.
    pub(crate) fn reader(self) -> Arc<dyn FileFormat> {
        match self {
            Self::Csv => separated_by(b','),
            Self::Tsv => separated_by(b'\t'),
            Self::Json => Arc::new(JsonFormat::default()),
            Self::Parquet => Arc::new(ParquetFormat::default()),
            Self::Arrow => Arc::new(ArrowFormat),
        }
    }

    /// Whether columns are matched by position, so that their names may be mended.
    pub(crate) const fn is_positional(self) -> bool {
        self.delimiter().is_some()
    }

    /// Where records end in these files, `is_array` of JSON documents.
    pub(crate) const fn form(self, is_array: bool) -> Form {
        match self.delimiter() {
            Some(delimiter) => Form::separated_by(delimiter),
            None if is_array => Form::ARRAY,
            None if self.is_text() => Form::Lines,
            None => Form::Whole,
        }
    }

    /// The columns of a text's first so many rows, and how many it has of them.
    pub(crate) fn columns(
        self,
        text: &mut dyn Read,
        rows: usize,
    ) -> Result<(Schema, usize), ArrowError> {
        match self.delimiter() {
            Some(delimiter) => HeaderFormat::default()
                .with_header(true)
                .with_delimiter(delimiter)
                .infer_schema(text, Some(rows)),
            None => infer_json_schema(BufReader::new(text), Some(rows)),
        }
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
        ..CsvOptions::default()
    };
    Arc::new(CsvFormat::default().with_options(options))
}

/// Whether the text is an array of documents.
pub(crate) fn starts_with_bracket(text: &mut dyn Read) -> io::Result<bool> {
    let mut bytes = BufReader::new(text).bytes();
    let first = bytes.find(|byte| !byte.as_ref().is_ok_and(u8::is_ascii_whitespace));
    Ok(first.transpose()? == Some(b'['))
}
