//! Fingerprints: what stays the same while a change does.
use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_64;

use crate::diff::{Change, entry::squeeze};

/// Gives every change its fingerprint: a hash of what changed into what, where in the catalogs.
/// Neither the language, nor the wording, nor the path, nor the line is part of it.
pub(super) fn fingerprint(changes: &mut [Change]) {
    let mut seen: FxHashMap<u64, u32> = FxHashMap::default();
    for change in changes {
        let text = |it: &Option<String>| it.as_deref().map(squeeze);
        // What has no entry has a name: a law's title, an office's.
        let name = change.entry.is_none().then(|| change.name.clone());
        let parts = [
            change.agency.clone(),
            change.domain.clone(),
            change.entry.clone().or(name),
            Some(change.action.name().to_owned()),
            change.field.map(str::to_owned),
            text(&change.old),
            text(&change.new),
        ];
        let mut bytes = Vec::with_capacity(256);
        for part in parts {
            // What is absent differs from what is empty.
            bytes.push(u8::from(part.is_some()));
            bytes.extend(part.unwrap_or_default().as_bytes());
            bytes.push(0);
        }
        let ordinal = seen.entry(xxh3_64(&bytes)).or_insert(0);
        bytes.extend(ordinal.to_le_bytes());
        *ordinal += 1;
        change.fingerprint = xxh3_64(&bytes);
    }
}
