//! Failing cases: made smaller, kept as files, and tried first the next time.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use souk_query::QueryRequest;
use souk_testkit::generate::{World, smaller_questions, smaller_worlds};

use super::Arena;

/// Attempts at making a case smaller.
const ATTEMPTS: usize = 400;

/// A world and a question about it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Case {
    pub(crate) question: QueryRequest,
    pub(crate) world: World,
}

/// A folder of cases that failed once.
pub(crate) struct Failures {
    folder: PathBuf,
}

impl Failures {
    /// The folder of this name beside the tests.
    pub(crate) fn of(name: &str) -> Self {
        Self { folder: Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it").join(name) }
    }

    /// The cases that failed before.
    pub(crate) fn known(&self) -> Vec<(String, Case)> {
        let entries = std::fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let mut paths: Vec<_> = entries.map(|entry| entry.path()).collect();
        paths.retain(|path| path.extension().is_some_and(|ending| ending == "json"));
        paths.sort();
        let read = |path: PathBuf| {
            let text = std::fs::read_to_string(&path).expect("a case file");
            let case = serde_json::from_str(&text);
            let name = path.display().to_string();
            (name, case.unwrap_or_else(|error| panic!("{}: {error}", path.display())))
        };
        paths.into_iter().map(read).collect()
    }

    /// Keeps a case and says where.
    pub(crate) fn keep(&self, name: &str, case: &Case) -> String {
        std::fs::create_dir_all(&self.folder).expect("a folder");
        let path = self.folder.join(format!("{name}.json"));
        let text = serde_json::to_string_pretty(case).expect("JSON");
        std::fs::write(&path, text + "\n").expect("a case file");
        path.display().to_string()
    }
}

/// The smallest variant of a case that still fails, as far as it is found.
pub(crate) async fn shrink(
    arena: &mut Arena,
    mut case: Case,
    fails: impl AsyncFn(&mut Arena, &Case) -> bool,
) -> Case {
    let mut attempts = ATTEMPTS;
    'smaller: loop {
        for candidate in candidates(&case) {
            if attempts == 0 {
                return case;
            }
            attempts -= 1;
            if fails(arena, &candidate).await {
                case = candidate;
                continue 'smaller;
            }
        }
        return case;
    }
}

fn candidates(case: &Case) -> Vec<Case> {
    let questions = smaller_questions(&case.question).into_iter();
    let questions = questions.map(|question| Case { question, world: case.world.clone() });
    let worlds = smaller_worlds(&case.world).into_iter();
    let worlds = worlds.map(|world| Case { question: case.question.clone(), world });
    questions.chain(worlds).collect()
}
