//! A dashboard: a responsive grid of metrics, texts and images, with filters for all of them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::{Filter, Versioned};

/// A stored dashboard.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Dashboard {
    /// Unique in the organisation; the document's name.
    pub dashboard_id: String,
    /// The workspace that holds it.
    pub workspace_name: String,
    /// For people.
    pub name: String,
    /// For people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Its tabs, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tabs: Vec<Tab>,
    /// What it shows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub blocks: Vec<Block>,
    /// Filters of all its metrics.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub filters: Vec<Filter>,
    /// The vendor's own notes.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub metadata: Map<String, Value>,
    /// The one tenant that sees it, where it was made for one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<DashboardOwner>,
}

/// The tenant that a dashboard was made for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DashboardOwner {
    /// The tenant.
    pub client_id: String,
    /// Whether metrics that its people make are private unless they say otherwise.
    #[serde(default)]
    pub is_private_by_default: bool,
}

/// A tab.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tab {
    /// Unique in the dashboard.
    pub id: String,
    /// For people.
    pub name: String,
}

/// One thing on a dashboard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Block {
    /// Unique in the dashboard.
    pub id: String,
    /// What it is.
    pub kind: BlockKind,
    /// Of a metric.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub metric_id: Option<String>,
    /// Of a text: Markdown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Of an image.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image: Option<Image>,
    /// The tab that shows it; the first one when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tab: Option<String>,
    /// Its place, by breakpoint.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub at: Places,
}

/// Places by breakpoint.
pub type Places = BTreeMap<Breakpoint, Place>;

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum BlockKind {
    /// A metric.
    Metric,
    /// A text.
    Text,
    /// An image.
    Image,
}

/// A picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Image {
    /// `https:` or `data:image/`.
    pub url: String,
    /// For people who do not see it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alt: Option<String>,
}

/// The width of the page, from the widest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Breakpoint {
    /// Widest.
    Xl,
    /// Wide.
    Lg,
    /// Middle.
    Md,
    /// Small.
    Sm,
    /// Smaller.
    Xs,
    /// Narrowest.
    Xxs,
}

/// A rectangle of the grid, in its columns and rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// Columns from the left.
    pub x: u16,
    /// Rows from the top.
    pub y: u16,
    /// Columns.
    pub w: u16,
    /// Rows.
    pub h: u16,
}

/// Where one tenant, or one person of it, has put the blocks of an embed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Layout {
    /// By the block's identifier.
    pub blocks: BTreeMap<String, Places>,
}

impl Versioned for Dashboard {
    const WORD: &'static str = "dashboard";
}

impl Versioned for Layout {
    const WORD: &'static str = "layout";
}

impl Dashboard {
    /// The metrics that it shows, each once, in the order of the blocks.
    #[must_use]
    pub fn metric_ids(&self) -> Vec<&str> {
        let mut ids: Vec<&str> = Vec::new();
        for id in self.blocks.iter().filter_map(|block| block.metric_id.as_deref()) {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        ids
    }
}
