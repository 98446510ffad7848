//! Tests of the repository itself: the layers of its crates and the freshness of generated pages.

#![expect(
    clippy::expect_used,
    reason = "a test that cannot read the repository fails, with the reason"
)]

mod layering;
mod reference_docs;
