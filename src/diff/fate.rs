//! What became of the entries of a table, for the layers above it to look up.
use rustc_hash::FxHashMap;

use crate::resolve::EntryRef;

/// The index of a change among all changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct ChangeId(pub(super) u32);

/// What became of the entries of one table. An entry is named by the top of its stack, which no
/// other entry shares; entries to which nothing happened are not in here.
#[derive(Debug, Default)]
pub(super) struct Fates {
    pairs: FxHashMap<(EntryRef, EntryRef), Vec<ChangeId>>,
    lost: FxHashMap<EntryRef, Vec<ChangeId>>,
    gained: FxHashMap<EntryRef, Vec<ChangeId>>,
}

impl Fates {
    /// Notes what happened between an old entry and a new one, either of which may not be there.
    pub(super) fn note(&mut self, old: Option<EntryRef>, new: Option<EntryRef>, change: ChangeId) {
        let list = match (old, new) {
            (Some(old), Some(new)) => self.pairs.entry((old, new)).or_default(),
            (Some(old), None) => self.lost.entry(old).or_default(),
            (None, Some(new)) => self.gained.entry(new).or_default(),
            (None, None) => return,
        };
        if !list.contains(&change) {
            list.push(change);
        }
    }

    /// What happened between an old entry and a new one, either of which may not be there.
    pub(super) fn of(&self, old: Option<EntryRef>, new: Option<EntryRef>) -> &[ChangeId] {
        let found = match (old, new) {
            (Some(old), Some(new)) => self.pairs.get(&(old, new)),
            (Some(old), None) => self.lost.get(&old),
            (None, Some(new)) => self.gained.get(&new),
            (None, None) => None,
        };
        found.map_or(&[], Vec::as_slice)
    }

    /// Makes places among the agency's own changes places among all changes.
    pub(super) fn shift(&mut self, shift: impl Fn(ChangeId) -> ChangeId + Copy) {
        let lists =
            self.pairs.values_mut().chain(self.lost.values_mut()).chain(self.gained.values_mut());
        lists.flatten().for_each(|it| *it = shift(*it));
    }
}
