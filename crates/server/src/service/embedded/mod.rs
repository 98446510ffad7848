//! What is embedded, as one viewer sees it: which dashboard, which metrics, which filters, and the
//! questions that come of them. Guests come with a token; a data app's back end names a tenant.

mod answer;
mod drill;
pub mod fields;
mod fixed;
pub mod layout;
pub mod options;
pub mod own;
mod permissions;
mod question;
mod show;
mod target;
pub mod underlying;
mod view;
pub mod views;

pub use answer::{MetricAnswer, answer, answer_asked};
pub use permissions::Permissions;
pub use question::{Wanted, ask};
pub use show::{ShownDashboard, ShownMetric, dashboard as show_dashboard, metric as show_metric};
pub use target::Named;
pub use view::{View, Viewer, open, open_for_back_end, open_metric};

use crate::http::ApiError;

/// Fails where the viewer may not take answers away as a file.
///
/// # Errors
/// `ACTION_NOT_ALLOWED`.
pub fn require_download(view: &View) -> Result<(), ApiError> {
    permissions::require(view.permissions.download)
}

/// Fails where the viewer may not have reports sent.
///
/// # Errors
/// `ACTION_NOT_ALLOWED`.
pub fn require_reports(view: &View) -> Result<(), ApiError> {
    permissions::require(view.permissions.email_reports)
}
