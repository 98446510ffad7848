//! A record that nothing has room for is an error of its own table, costs little memory, and holds nobody up.

use std::fs::File;
use std::io::{Seek, SeekFrom, Write};
use std::process::Command;
use std::time::{Duration, Instant};

use souk_files::internals::RawFiles;
use souk_model::DataType;

use crate::support::{Folder, bad_file, value};

const MIB: usize = 1 << 20;
const GIB: usize = 1 << 30;
/// What the whole process may have held at its worst, in kilobytes: it starts with some fifty thousand.
const MOST_KILOBYTES: u64 = 400_000;
const ALONE: &str = "SOUK_TEST_ALONE";

/// Each text format's beginning, which ends within a value, and the rest of the file.
const FORMATS: [(&str, &str, &str); 4] = [
    ("csv", "id,note\n1,short\n2,\"", "\"\n"),
    ("tsv", "id\tnote\n1\tshort\n2\t\"", "\"\n"),
    ("jsonl", "{\"id\":1,\"note\":\"short\"}\n{\"id\":2,\"note\":\"", "\"}\n"),
    ("json", "[{\"id\":1,\"note\":\"short\"},{\"id\":2,\"note\":\"", "\"}]"),
];

type Compress = fn(&[u8]) -> Vec<u8>;
const COMPRESSIONS: [(&str, Option<Compress>); 3] =
    [("", None), (".gz", Some(gzip)), (".zst", Some(zstd))];

fn zstd(text: &[u8]) -> Vec<u8> {
    zstd::encode_all(text, 1).unwrap()
}

fn gzip(text: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(text).unwrap();
    encoder.finish().unwrap()
}

/// A file whose value is a gigabyte: compressed parts, one after the other, are one text, and nobody has to
/// write a hole.
fn write_long(folder: &Folder, file: &str, compress: Option<Compress>, start: &str, end: &str) {
    let [start, end] = [start, end].map(str::as_bytes);
    if let Some(compress) = compress {
        let middle = compress(&[b'x'; MIB]).repeat(GIB / MIB);
        folder.write(file, &[compress(start), middle, compress(end)].concat());
        return;
    }
    let mut file = File::create(folder.path().join(file)).unwrap();
    file.write_all(start).unwrap();
    file.seek(SeekFrom::Current(i64::try_from(GIB).unwrap())).unwrap();
    file.write_all(end).unwrap();
}

/// The most that the process has held until now.
fn kilobytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

/// Its own table's question ends with an error; the other table's is answered in the meantime.
async fn is_refused_alone(engine: &RawFiles, file: &str) {
    let started = Instant::now();
    let long = value(engine, "SELECT MAX(note) FROM long", DataType::Text);
    let other = async {
        let other = value(engine, "SELECT id FROM other", DataType::Int64).await;
        assert_eq!(other.unwrap(), "1", "beside {file}");
        assert!(started.elapsed() < Duration::from_secs(5), "beside {file}");
    };
    let (long, ()) = tokio::join!(long, other);
    assert_eq!(bad_file(long), refusal(file));
}

fn refusal(file: &str) -> String {
    format!("{file}: a record of it is longer than 16 MiB")
}

/// Everything else of these tests would be measured with it: it runs again in a process of its own.
#[tokio::test]
async fn a_value_of_a_gigabyte_is_an_error_and_costs_little_memory() {
    if std::env::var_os(ALONE).is_none() {
        let name = "long_records::a_value_of_a_gigabyte_is_an_error_and_costs_little_memory";
        let mut command = Command::new(std::env::current_exe().unwrap());
        let command = command.args(["--exact", name, "--nocapture"]).env(ALONE, "1");
        assert!(command.status().unwrap().success());
        return;
    }
    for (format, start, end) in FORMATS {
        for (ending, compress) in COMPRESSIONS {
            let file = format!("long.{format}{ending}");
            let folder = Folder::with(&[("other.csv", "id\n1\n")]);
            let short = format!("{start}{end}").into_bytes();
            folder.write(&file, &compress.map_or(short.clone(), |compress| compress(&short)));
            let has_read = folder.engine();
            let short = value(&has_read, "SELECT MAX(note) FROM long", DataType::Text).await;
            assert_eq!(short.unwrap(), "short", "{file}");
            write_long(&folder, &file, compress, start, end);
            is_refused_alone(&has_read, &file).await;
            is_refused_alone(&folder.engine(), &file).await;
            assert_eq!(bad_file(folder.read_all().await), refusal(&file));
        }
    }
    assert!(kilobytes() < MOST_KILOBYTES, "{} kB", kilobytes());
}

#[tokio::test]
async fn a_value_of_fifteen_mebibytes_is_read() {
    for (format, start, end) in FORMATS {
        let text = [start, &"x".repeat(15 * MIB), end].concat();
        let folder = Folder::with(&[(&format!("long.{format}"), &text)]);
        let sql = "SELECT MAX(LENGTH(note)) FROM long";
        let length = value(&folder.engine(), sql, DataType::Int64).await;
        assert_eq!(length.unwrap(), (15 * MIB).to_string(), "{format}");
    }
}

/// A table whose file is no such file at all, beside one that is asked.
#[tokio::test]
async fn a_damaged_text_is_refused_alone() {
    let folder = Folder::with(&[("other.csv", "id\n1\n")]);
    folder.write("long.json.gz", b"no gzip");
    let engine = folder.engine();
    let other = value(&engine, "SELECT id FROM other", DataType::Int64).await;
    assert_eq!(other.unwrap(), "1");
    bad_file(value(&engine, "SELECT MAX(note) FROM long", DataType::Text).await);
}
