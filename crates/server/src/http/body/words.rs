//! Serde's complaints in the words of the wire, which are those of Joi: `"name" is required`.

use std::fmt;

use serde_json::error::Category;
use serde_path_to_error::{Error, Path, Segment};

use crate::http::ApiError;

/// Phrases that follow a field's name; our own types complain with one of them.
const PHRASES: [&str; 4] = ["must ", "is ", "length ", "contains "];

/// A JSON text: malformed, or well formed and wrong.
pub(super) fn translate_json(error: &Error<serde_json::Error>) -> ApiError {
    match error.inner().classify() {
        Category::Data => translate(error),
        Category::Syntax | Category::Eof | Category::Io => not_json(error.inner()),
    }
}

/// A text that is not JSON.
pub(super) fn not_json(error: &serde_json::Error) -> ApiError {
    ApiError::invalid(format!("the body is not valid JSON: {error}"))
}

/// Well formed and wrong.
pub(super) fn translate<E: fmt::Display>(error: &Error<E>) -> ApiError {
    let text = error.inner().to_string();
    let complaint = without_position(&text);
    let container = path(error.path());
    if let Some(field) = quoted_after(complaint, "missing field `") {
        let full = join(&container, field);
        return ApiError::invalid(format!("\"{full}\" is required")).at(full);
    }
    if let Some(field) = quoted_after(complaint, "unknown field `") {
        let full = field_path(&container, field);
        return ApiError::invalid(format!("\"{full}\" is not allowed")).at(full);
    }
    if let Some(field) = quoted_after(complaint, "duplicate field `") {
        let full = field_path(&container, field);
        return ApiError::invalid(format!("\"{full}\" must be given once")).at(full);
    }
    let name = if container.is_empty() { "value" } else { &container };
    ApiError::invalid(format!("\"{name}\" {}", phrase(complaint))).at(container.clone())
}

fn phrase(complaint: &str) -> String {
    if PHRASES.iter().any(|start| complaint.starts_with(start)) {
        return complaint.to_owned();
    }
    if let Some((_, choices)) = complaint.split_once(", expected one of ") {
        return format!("must be one of [{}]", choices.replace('`', ""));
    }
    if let Some((_, expected)) = complaint.split_once(", expected ") {
        return format!("must be {}", noun(expected));
    }
    format!("is not valid: {complaint}")
}

fn noun(expected: &str) -> String {
    let word = expected.trim_start_matches("a ").trim_start_matches("an ");
    let noun = match word {
        "string" | "borrowed string" | "str" => "a string",
        "bool" | "boolean" => "a boolean",
        "sequence" | "array" => "an array",
        "map" => "of type object",
        "i8" | "i16" | "i32" | "i64" | "u8" | "u16" | "u32" | "u64" | "usize" => "an integer",
        "f32" | "f64" | "number" => "a number",
        "unit" | "null" => "null",
        _ if word.starts_with("struct ") || word.starts_with("internally tagged") => {
            "of type object"
        }
        _ if word.starts_with("tuple") => "an array",
        _ => return expected.replace('`', ""),
    };
    noun.to_owned()
}

/// `serde_json` appends where in the text it was; the path says it better.
fn without_position(text: &str) -> &str {
    match text.rfind(" at line ") {
        Some(start) if text[start..].contains(" column ") => &text[..start],
        _ => text,
    }
}

fn quoted_after<'a>(text: &'a str, start: &str) -> Option<&'a str> {
    let rest = text.strip_prefix(start)?;
    // The last back-tick before the list of what was expected ends the name.
    let name = rest.split_once("`, expected").map_or(rest, |(name, _)| name);
    Some(name.strip_suffix('`').unwrap_or(name).split("`, there are no").next().unwrap_or(name))
}

/// For unknown and duplicate fields the path already ends in the field.
fn field_path(path: &str, field: &str) -> String {
    if path == field || path.ends_with(&format!(".{field}")) {
        return path.to_owned();
    }
    join(path, field)
}

fn join(container: &str, field: &str) -> String {
    if container.is_empty() { field.to_owned() } else { format!("{container}.{field}") }
}

fn path(path: &Path) -> String {
    let mut text = String::new();
    for segment in path {
        match segment {
            Segment::Seq { index } => text.push_str(&format!("[{index}]")),
            Segment::Map { key } => text = join(&text, key),
            Segment::Enum { .. } | Segment::Unknown => {}
        }
    }
    text
}
