//! What makes a dashboard well formed.

use std::collections::HashSet;

use souk_model::{Block, BlockKind, Dashboard, check_name};

use crate::http::ApiError;
use crate::service::filters;

/// The largest dashboard that is stored, in bytes of JSON: pictures are inside.
const MOST_BYTES: usize = 1 << 20;
const MOST_BLOCKS: usize = 200;

/// Checks a dashboard before it is stored.
///
/// # Errors
/// `INVALID_REQUEST_BODY`.
pub fn check(dashboard: &Dashboard) -> Result<(), ApiError> {
    let size = serde_json::to_vec(dashboard).map_err(ApiError::internal)?.len();
    if size > MOST_BYTES {
        return Err(ApiError::invalid(format!("the dashboard is larger than {MOST_BYTES} bytes")));
    }
    if dashboard.blocks.len() > MOST_BLOCKS {
        let message = format!("\"blocks\" must hold at most {MOST_BLOCKS} blocks");
        return Err(ApiError::invalid(message).at("blocks"));
    }
    let tabs = distinct(dashboard.tabs.iter().map(|tab| tab.id.as_str()), "tabs")?;
    distinct(dashboard.blocks.iter().map(|block| block.id.as_str()), "blocks")?;
    for (position, block) in dashboard.blocks.iter().enumerate() {
        check_block(block, &tabs).map_err(|phrase| {
            let path = format!("blocks[{position}]");
            ApiError::invalid(format!("\"{path}\" {phrase}")).at(path)
        })?;
    }
    filters::check_dashboard(&dashboard.filters)
}

fn distinct<'a>(
    ids: impl Iterator<Item = &'a str>,
    field: &str,
) -> Result<HashSet<&'a str>, ApiError> {
    let mut known = HashSet::new();
    for (position, id) in ids.enumerate() {
        let path = format!("{field}[{position}].id");
        let complain = |phrase: &str| ApiError::invalid(format!("\"{path}\" {phrase}")).at(&path);
        check_name(id).map_err(|error| complain(&error.to_string()))?;
        if !known.insert(id) {
            return Err(complain("must be unique"));
        }
    }
    Ok(known)
}

fn check_block(block: &Block, tabs: &HashSet<&str>) -> Result<(), &'static str> {
    if block.tab.as_deref().is_some_and(|tab| !tabs.contains(tab)) {
        return Err("names a tab that the dashboard does not have");
    }
    if block.at.values().any(|place| place.w == 0 || place.h == 0) {
        return Err("must be at least one column wide and one row high");
    }
    let has = (block.metric_id.is_some(), block.text.is_some(), block.image.is_some());
    match (block.kind, has) {
        (BlockKind::Metric, (true, false, false)) | (BlockKind::Text, (false, true, false)) => {
            Ok(())
        }
        (BlockKind::Image, (false, false, true)) => check_image(block),
        _ => Err("must have what its kind says and nothing else: metricId, text or image"),
    }
}

/// Pictures come from the vendor's own hosts or are inside; nothing that a browser would run.
fn check_image(block: &Block) -> Result<(), &'static str> {
    let url = block.image.as_ref().map_or("", |image| image.url.as_str());
    if url.starts_with("https://") || url.starts_with("data:image/") {
        return Ok(());
    }
    Err("must have an image whose url begins with https:// or data:image/")
}
