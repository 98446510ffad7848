//! Which of the formats the caller prefers (RFC 9110, section 12.5.1).

use axum::http::HeaderMap;
use axum::http::header::ACCEPT;
use souk_model::ErrorCode;

use crate::http::ApiError;

/// How an answer can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// An object with `data`, `metaData` and the rest.
    Json,
    /// Comma-separated values with a line of names.
    Csv,
    /// The Arrow IPC streaming format.
    ArrowStream,
}

impl Format {
    const ALL: [Self; 3] = [Self::Json, Self::Csv, Self::ArrowStream];

    /// Its media type.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Csv => "text/csv; charset=utf-8",
            Self::ArrowStream => "application/vnd.apache.arrow.stream",
        }
    }

    fn matches(self, range: &str) -> bool {
        let own = self.media_type().split(';').next().unwrap_or_default();
        match range.split_once('/') {
            Some(("*", "*")) => true,
            Some((family, "*")) => own.split_once('/').is_some_and(|(first, _)| first == family),
            _ => own.eq_ignore_ascii_case(range),
        }
    }
}

pub(super) fn negotiate(headers: &HeaderMap) -> Result<Format, ApiError> {
    let Some(value) = headers.get(ACCEPT) else { return Ok(Format::Json) };
    let text = value.to_str().unwrap_or_default();
    let mut best: Option<(Format, f32)> = None;
    for format in Format::ALL {
        let quality = quality_of(format, text);
        if quality > 0.0 && best.is_none_or(|(_, other)| quality > other) {
            best = Some((format, quality));
        }
    }
    best.map(|(format, _)| format).ok_or_else(|| {
        let known = Format::ALL.map(Format::media_type).join(", ");
        ApiError::new(ErrorCode::NOT_ACCEPTABLE, format!("an answer can be had as {known}"))
    })
}

/// The quality of the most specific range that the format falls into.
fn quality_of(format: Format, accept: &str) -> f32 {
    accept
        .split(',')
        .filter_map(|item| {
            let mut parts = item.split(';').map(str::trim);
            let range = parts.next().unwrap_or_default();
            let specificity = 2 - range.matches('*').count().min(2);
            format.matches(range).then(|| (specificity, quality(parts)))
        })
        .max_by_key(|(specificity, _)| *specificity)
        .map_or(0.0, |(_, quality)| quality)
}

fn quality<'a>(mut parameters: impl Iterator<Item = &'a str>) -> f32 {
    parameters
        .find_map(|parameter| parameter.strip_prefix("q="))
        .map_or(1.0, |text| text.parse().unwrap_or(0.0))
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn format(accept: &'static str) -> Option<Format> {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT, HeaderValue::from_static(accept));
        negotiate(&headers).ok()
    }

    #[test]
    fn the_preferred_format_is_found() {
        assert_eq!(negotiate(&HeaderMap::new()).ok(), Some(Format::Json));
        assert_eq!(format("*/*"), Some(Format::Json));
        assert_eq!(format("text/csv"), Some(Format::Csv));
        assert_eq!(format("text/*, */*;q=0.1"), Some(Format::Csv));
        assert_eq!(format("application/json;q=0.5, text/csv;q=0.9"), Some(Format::Csv));
        assert_eq!(format("application/vnd.apache.arrow.stream"), Some(Format::ArrowStream));
        assert_eq!(format("image/png"), None);
        assert_eq!(format("application/json;q=0"), None);
    }
}
