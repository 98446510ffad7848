//! Links between the pages of the repository lead somewhere.

use std::fs;
use std::path::{Path, PathBuf};

use crate::repository;

fn pages_below(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder of pages can be read");
    let paths = entries.map(|entry| entry.expect("an entry can be read").path());
    let (folders, files): (Vec<_>, Vec<_>) = paths.partition(|path| path.is_dir());
    let pages = files.into_iter().filter(|path| path.extension().is_some_and(|end| end == "md"));
    pages.chain(folders.iter().flat_map(|folder| pages_below(folder))).collect()
}

fn pages() -> Vec<PathBuf> {
    let top = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md"];
    let top = top.map(|name| repository().join(name));
    top.into_iter().chain(pages_below(&repository().join("docs"))).collect()
}

/// The targets of `[text](target)` and `![text](target)`, without anchors and other hosts.
fn targets(text: &str) -> impl Iterator<Item = &str> {
    text.split("](").skip(1).filter_map(|rest| {
        let target = rest.split(')').next()?.split('#').next()?;
        let is_local = !target.is_empty() && !target.contains("://");
        is_local.then_some(target)
    })
}

fn dead_links(page: &Path, text: &str) -> Vec<String> {
    let folder = page.parent().unwrap_or(page);
    let dead = targets(text).filter(|target| !folder.join(target).exists());
    dead.map(|target| format!("{}: {target}", page.display())).collect()
}

#[test]
fn every_link_between_pages_leads_to_a_file() {
    let dead: Vec<_> = pages()
        .iter()
        .flat_map(|page| dead_links(page, &fs::read_to_string(page).expect("a page can be read")))
        .collect();
    assert!(dead.is_empty(), "{}", dead.join("\n"));
}

#[test]
fn a_dead_link_is_found() {
    let page = repository().join("README.md");
    let text = "[a](LICENSE) ![b](docs/no-such.svg) [c](https://example.com/d) [e](#f)";
    assert_eq!(dead_links(&page, text).len(), 1);
}
