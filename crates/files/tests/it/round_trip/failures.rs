//! Files that were read wrongly: made smaller, kept beside what should have been read, and read again each time.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::json;
use souk_engine::{Limits, Progress};

use super::check::Drawn;
use super::{File, Table};
use crate::support::{Folder, ask, texts};

/// What the rows of the file should be, as an answer shows them.
const EXPECTED: &str = "expected.json";

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/round_trip_failures")
}

/// Leaves out columns, and then rows, for as long as something is still wrong; tells where the rest is
/// kept, and what is wrong with it.
pub(super) async fn keep(table: Table, file: File, round: u64) -> (String, Vec<String>) {
    let kind = |wrong: &[String]| {
        wrong.first().and_then(|words| words.split([' ', '(']).next()).map(str::to_owned)
    };
    let original = kind(&table.wrong_in(file).await);
    let mut small = table;
    for index in (0..small.columns.len()).rev() {
        let mut smaller = small.clone();
        smaller.columns.remove(index);
        smaller.rows.iter_mut().for_each(|row| drop(row.remove(index)));
        if !smaller.columns.is_empty() && kind(&smaller.wrong_in(file).await) == original {
            small = smaller;
        }
    }
    for index in (0..small.rows.len()).rev() {
        let mut smaller = small.clone();
        smaller.rows.remove(index);
        if !smaller.rows.is_empty() && kind(&smaller.wrong_in(file).await) == original {
            small = smaller;
        }
    }
    let (name, write) = file;
    let path = folder().join(format!("round_{round}_{name}"));
    fs::create_dir_all(&path).unwrap();
    fs::write(path.join(name), write(&small)).unwrap();
    let shown =
        |row: &Vec<_>| row.iter().map(|one: &Option<_>| Drawn::shown(one.as_ref())).collect();
    let rows: Vec<Vec<String>> = small.rows.iter().map(shown).collect();
    fs::write(path.join(EXPECTED), format!("{:#}\n", json!(rows))).unwrap();
    (path.display().to_string(), small.wrong_in(file).await)
}

pub(super) async fn are_read_rightly() {
    for entry in fs::read_dir(folder()).into_iter().flatten() {
        let kept = entry.unwrap().path();
        let expected = fs::read_to_string(kept.join(EXPECTED)).unwrap();
        let expected: Vec<Vec<String>> = serde_json::from_str(&expected).unwrap();
        let width = expected[0].len();
        assert_eq!(read(&kept, width).await, expected, "{}", kept.display());
    }
}

/// The rows of the kept file, of so many columns beside their numbers.
async fn read(kept: &Path, width: usize) -> Vec<Vec<String>> {
    let folder = Folder::new();
    for entry in fs::read_dir(kept).unwrap() {
        let path = entry.unwrap().path();
        if !path.ends_with(EXPECTED) {
            folder.write(path.file_name().unwrap().to_str().unwrap(), &fs::read(&path).unwrap());
        }
    }
    let engine = folder.engine();
    let catalog = engine.engine().introspect(&Progress::default()).await.unwrap();
    let names: Vec<_> = (0..width).map(|index| format!("c{index}")).collect();
    let found = &catalog.tables[0].columns;
    let type_of = |name: &String| found.iter().find(|one| one.name == *name).unwrap().data_type;
    let types: Vec<_> = names.iter().map(type_of).collect();
    let sql = format!("SELECT {} FROM t ORDER BY id", names.join(", "));
    let batches = ask(&engine, &sql, &[], &types, &Limits::default()).await.unwrap();
    batches.iter().flat_map(texts).collect()
}
