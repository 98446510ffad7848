//! Proofs that are kept, so that the same question of another tenant costs a look-up.
//!
//! A proof says of a text which parameters must be the tenant. It depends on the text, the kind of
//! tenant and the client columns that an embed supplies, all of which are compared in full, and on
//! the datamart and the engine, which belong to the owner of this store and never change. It holds no
//! tenant's value, so that its number does not grow with tenants. Refusals are not kept.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use souk_model::TableName;

use super::Kind;
use super::tenant::Proof;

/// Proofs in one generation. Two generations are held at most.
const MAX_PROOFS: usize = 256;
/// Bytes of text in one generation.
const MAX_BYTES: usize = 1024 * 1024;
/// Longer texts are rare and push out many others.
const MAX_TEXT: usize = 64 * 1024;

/// Everything but the text that a kept proof depends on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Circumstances<'a> {
    pub(super) kind: Kind,
    pub(super) extra_client_columns: &'a [(TableName, String)],
}

/// One proof and what it was made under.
#[derive(Debug)]
struct Known {
    kind: Kind,
    extra_client_columns: Vec<(TableName, String)>,
    proof: Arc<Proof>,
}

impl Known {
    fn is_for(&self, circumstances: &Circumstances<'_>) -> bool {
        self.kind == circumstances.kind
            && self.extra_client_columns == circumstances.extra_client_columns
    }
}

#[derive(Debug, Default)]
struct Generation {
    by_text: HashMap<Box<str>, Vec<Known>>,
    proofs: usize,
    bytes: usize,
}

impl Generation {
    fn find(&self, sql: &str, circumstances: &Circumstances<'_>) -> Option<&Arc<Proof>> {
        let known = self.by_text.get(sql)?.iter().find(|known| known.is_for(circumstances))?;
        Some(&known.proof)
    }

    fn is_full(&self) -> bool {
        self.proofs >= MAX_PROOFS || self.bytes >= MAX_BYTES
    }

    fn keep(&mut self, sql: &str, circumstances: &Circumstances<'_>, proof: Arc<Proof>) {
        let known = Known {
            kind: circumstances.kind,
            extra_client_columns: circumstances.extra_client_columns.to_vec(),
            proof,
        };
        self.by_text.entry(sql.into()).or_default().push(known);
        self.proofs += 1;
        self.bytes += sql.len();
    }
}

/// The proofs that were used lately: when the young generation is full it becomes the old one, and
/// what nobody asks for while it is old is forgotten.
#[derive(Debug, Default)]
pub(super) struct Proofs {
    generations: RwLock<(Generation, Generation)>,
}

impl Proofs {
    /// The proof of this very text under these very circumstances.
    pub(super) fn find(&self, sql: &str, circumstances: &Circumstances<'_>) -> Option<Arc<Proof>> {
        let aged = {
            let held = self.generations.read().unwrap_or_else(PoisonError::into_inner);
            let (young, old) = &*held;
            if let Some(proof) = young.find(sql, circumstances) {
                return Some(Arc::clone(proof));
            }
            old.find(sql, circumstances).map(Arc::clone)
        }?;
        self.keep(sql, circumstances, Arc::clone(&aged));
        Some(aged)
    }

    pub(super) fn keep(&self, sql: &str, circumstances: &Circumstances<'_>, proof: Arc<Proof>) {
        if sql.len() > MAX_TEXT {
            return;
        }
        let mut held = self.generations.write().unwrap_or_else(PoisonError::into_inner);
        let (young, old) = &mut *held;
        if young.find(sql, circumstances).is_some() {
            return;
        }
        if young.is_full() {
            *old = std::mem::take(young);
        }
        young.keep(sql, circumstances, proof);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: Circumstances<'static> =
        Circumstances { kind: Kind::Number, extra_client_columns: &[] };

    fn proof() -> Arc<Proof> {
        Arc::new(Proof { parameters: 0, requirements: Vec::new() })
    }

    fn held(proofs: &Proofs) -> (usize, usize) {
        let held = proofs.generations.read().unwrap_or_else(PoisonError::into_inner);
        let count = |generation: &Generation| generation.by_text.values().map(Vec::len).sum();
        (count(&held.0), count(&held.1))
    }

    #[test]
    fn a_proof_is_found_only_under_its_own_circumstances() {
        let proofs = Proofs::default();
        proofs.keep("a", &KEY, proof());
        let extra = [(TableName::new("s", "t"), "c".to_owned())];
        assert!(proofs.find("a", &KEY).is_some());
        assert!(proofs.find("b", &KEY).is_none());
        assert!(proofs.find("a", &Circumstances { kind: Kind::Text, ..KEY }).is_none());
        let other = Circumstances { extra_client_columns: &extra, ..KEY };
        assert!(proofs.find("a", &other).is_none());
    }

    #[test]
    fn the_store_stays_small_and_keeps_what_is_used() {
        let proofs = Proofs::default();
        for number in 0..10 * MAX_PROOFS {
            proofs.keep(&format!("text {number}"), &KEY, proof());
            proofs.keep("often", &KEY, proof());
            assert!(proofs.find("often", &KEY).is_some());
        }
        let (young, old) = held(&proofs);
        assert!(young + old <= 2 * MAX_PROOFS + 2, "{young} and {old}");
        assert!(proofs.find("text 0", &KEY).is_none());
        let long = "x".repeat(MAX_TEXT + 1);
        proofs.keep(&long, &KEY, proof());
        assert!(proofs.find(&long, &KEY).is_none());
    }
}
