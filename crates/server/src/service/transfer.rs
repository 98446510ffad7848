//! Dashboards as files: taken out of one workspace or embed, put into another, and dashboards that are
//! made for one tenant from a template or a file.

mod export;
mod import;
mod tenant;

pub use export::{dashboard as export_dashboard, embed as export_embed};
pub use import::import;
pub use tenant::create as create_for_tenant;
