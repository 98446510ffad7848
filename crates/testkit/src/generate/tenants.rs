//! The tenants of a world: how their keys and names look.

use serde::{Deserialize, Serialize};
use souk_model::DataType;

use super::cell::{Cell, POISON_TEXT};
use super::draw::Draw;

/// A tenant: the one who asks comes first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Tenant {
    pub(super) key: Cell,
    pub(super) name: String,
}

/// The type of the mapping table's key and of all client columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum KeyType {
    Integer,
    Text,
    Uuid,
}

impl KeyType {
    pub(super) const fn data_type(self) -> DataType {
        match self {
            Self::Integer => DataType::Int64,
            Self::Text => DataType::Text,
            Self::Uuid => DataType::Uuid,
        }
    }
}

/// Keys that a sloppy comparison would take for each other.
const INTEGERS: [[i64; 3]; 4] = [[7, 77, 70], [1, -1, 10], [0, 1, -2], [12, 1, 2]];
const TEXTS: [[&str; 3]; 6] = [
    ["acme", "acme ", "Acme"],
    ["a", "A", "aa"],
    ["O'Brien", "O''Brien", "Obrien"],
    ["%", "_", "x"],
    ["1", "01", "1.0"],
    ["nai\u{308}ve", "naïve", "naive"],
];
const UUIDS: [&str; 3] = [
    "0190d5a4-7c00-7000-8000-000000000001",
    "0190d5a4-7c00-7000-8000-000000000010",
    "f190d5a4-7c00-7000-8000-000000000001",
];
const NAMES: [&str; 6] = ["Acme", "acme", "Ann's \"shop\"", "%", "日本", "1 OR 1=1"];

pub(super) fn tenants(draw: &mut Draw, key_type: KeyType) -> [Tenant; 3] {
    let row = draw.below(24);
    let key = |index: usize| match key_type {
        KeyType::Integer => Cell::Integer(INTEGERS[row % INTEGERS.len()][index]),
        KeyType::Text => Cell::Text(TEXTS[row % TEXTS.len()][index].to_owned()),
        KeyType::Uuid => Cell::Text(UUIDS[index].to_owned()),
    };
    let own_name = NAMES[draw.below(NAMES.len())];
    let tenant = |index: usize| Tenant {
        key: key(index),
        name: if index == 0 {
            own_name.to_owned()
        } else {
            format!("{own_name}{POISON_TEXT}{index}")
        },
    };
    [tenant(0), tenant(1), tenant(2)]
}

/// The key of a tenant that the mapping table has never heard of.
pub(super) fn unknown_key(key_type: KeyType) -> Cell {
    match key_type {
        KeyType::Integer => Cell::Integer(-9_999),
        KeyType::Text => Cell::Text("nobody".to_owned()),
        KeyType::Uuid => Cell::Text("ffffffff-ffff-4fff-8fff-ffffffffffff".to_owned()),
    }
}
