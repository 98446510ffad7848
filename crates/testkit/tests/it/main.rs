//! Tests of the repository itself: the layers of its crates, and pages that agree with the code.

#![expect(
    clippy::expect_used,
    reason = "a test that cannot read the repository fails, with the reason"
)]

mod guarded;
mod layering;
mod links;
mod reference_docs;
mod wire_page;

use std::path::{Path, PathBuf};

/// The top folder of the repository.
fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The text of a file of the repository.
fn read(path: &str) -> String {
    let path = repository().join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic_on(&path, &error))
}

#[expect(clippy::panic, reason = "the test cannot go on, and names the file")]
fn panic_on(path: &Path, error: &std::io::Error) -> ! {
    panic!("{} cannot be read: {error}", path.display())
}
