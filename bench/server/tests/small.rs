//! The programs that `bench/run` starts run to their end, at a scale that gives no figure.

#![allow(clippy::expect_used, reason = "a test may fail loudly")]

use std::path::PathBuf;
use std::process::Command;

/// The text of a program that must succeed.
fn printed(command: &mut Command) -> String {
    let output = command.output().expect("the program");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    String::from_utf8(output.stdout).expect("text")
}

#[test]
fn reading_compares_three_ways_that_give_the_same_values() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_reading"));
    let text = printed(command.args(["--rows", "20000", "--rounds", "1"]));
    for way in ["Souk's engine", "over sqlx", "over tokio-postgres", "throughput by the faster"] {
        assert!(text.contains(way), "{way}: {text}");
    }
}

#[test]
fn embedded_compares_equal_answers() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut command = Command::new(env!("CARGO_BIN_EXE_embedded"));
    command.args(["--scale", "0.001", "--rounds", "1", "--data"]).arg(folder.path());
    let text = printed(&mut command);
    for question in ["Q1: Souk", "Q3: Souk", "Q6: Souk"] {
        assert!(text.contains(question), "{question}: {text}");
    }
}

/// The server's binary is built where the tests of the whole workspace are.
#[test]
fn datasources_are_made_and_asked() {
    let programs = PathBuf::from(env!("CARGO_BIN_EXE_datasources"));
    let souk = programs.with_file_name("souk");
    let mut command = Command::new(&programs);
    let text =
        printed(command.args(["--datasources", "3", "--tables", "4"]).env("BENCH_BIN", souk));
    assert!(text.contains("3 datasources of 4 tables"), "{text}");
    // Of two questions at once, the second may find the first one's connection free again.
    let open = text.split_once("columns, ").and_then(|(_, rest)| rest.split_once(" open"));
    let open: u32 = open.and_then(|(open, _)| open.parse().ok()).expect("connections");
    assert!((3..=6).contains(&open), "{text}");
}
