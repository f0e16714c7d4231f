//! A comparison that is made a share of the agencies at a time, so that memory does not grow with their number.
use std::collections::{BTreeMap, BTreeSet, btree_map::Entry};

use rustc_hash::FxHashMap;

use crate::{
    diff::{
        Change, ChangeSet, Compared, Reached,
        agency::Differ,
        print, registry,
        sides::{PairId, Pairing, Sides, agencies},
    },
    resolve::{Agency, AgencyId, Resolution},
    source::shard::Part,
    span::FileId,
};

/// Which agencies of two versions belong together, and which stand on which. It holds for all shares: each
/// knows all agencies.
#[derive(Debug)]
pub struct Plan {
    /// Sorted by the folder's name in the new version.
    pub(super) pairs: Vec<Pairing>,
    /// The folders' names, in the old version and in the new one.
    keys: Vec<[Option<String>; 2]>,
    /// Whether it lays its tables over the layer below, in either version.
    inherits: Vec<bool>,
}

/// Which agencies to compare; of the others no more was read than these need.
#[derive(Debug, Default)]
pub struct Share {
    /// Those of the old version.
    pub old: Part,
    /// Those of the new version.
    pub new: Part,
    /// Of these both versions have the same bytes, and of all that they are laid over; and both versions have
    /// the same registries. They are counted, and the old version need not hold them.
    pub same: BTreeSet<String>,
}

impl Plan {
    /// Pairs the agencies of two versions; no catalog need have been read.
    #[must_use]
    pub fn new(old: &Resolution<'_>, new: &Resolution<'_>) -> Self {
        let mut pairs = agencies(old, new);
        let mut by_id: [FxHashMap<AgencyId, PairId>; 2] =
            [FxHashMap::default(), FxHashMap::default()];
        for (at, pair) in (0..).map(PairId).zip(&pairs) {
            for (side, id) in [pair.old, pair.new].into_iter().enumerate() {
                id.map(|id| by_id[side].insert(id, at));
            }
        }
        let sides = [old, new];
        let each = |pair: &Pairing, side: usize| {
            [pair.old, pair.new][side].map(|id| sides[side].agency(id))
        };
        for pair in &mut pairs {
            let below = [0, 1].map(|side| {
                let below = each(pair, side)?.below?;
                by_id[side].get(&below).copied()
            });
            pair.below = below;
        }
        let both = |pair: &Pairing| [0, 1].map(|side| each(pair, side).map(|it| it.key.clone()));
        let inherits =
            |pair: &Pairing| (0..2).any(|side| each(pair, side).is_some_and(Agency::inherits));
        let keys = pairs.iter().map(both).collect();
        let inherits = pairs.iter().map(inherits).collect();
        Self { pairs, keys, inherits }
    }

    /// Deals the agencies out in shares of about so many files; always at least one. `sizes` are the numbers
    /// of an agency's files in either version, by its folder's name.
    #[must_use]
    pub fn shares(&self, sizes: [&FxHashMap<&str, usize>; 2], files: usize) -> Vec<Share> {
        let mut shares = Vec::new();
        let mut own = [BTreeSet::new(), BTreeSet::new()];
        let mut size = 0;
        for (at, keys) in self.keys.iter().enumerate() {
            for (side, key) in keys.iter().enumerate() {
                let Some(key) = key else { continue };
                size += sizes[side].get(key.as_str()).copied().unwrap_or(0);
                own[side].insert(key.clone());
            }
            if size >= files || at + 1 == self.keys.len() {
                let with_rest = shares.is_empty();
                let [old, new] = std::mem::take(&mut own).map(|own| Part::Some { own, with_rest });
                shares.push(Share { old, new, same: BTreeSet::new() });
                size = 0;
            }
        }
        if shares.is_empty() {
            shares.push(Share::default());
        }
        shares
    }

    /// The folders of a share's agencies and of all layers below them, in the old version and in the new one;
    /// without those that are the same in both.
    #[must_use]
    pub fn wanted(&self, share: &Share) -> [BTreeSet<String>; 2] {
        let pairs = self.compared(share);
        [0, 1].map(|side| {
            let keys = pairs.iter().zip(&self.keys).filter(|it| *it.0);
            keys.filter_map(|(_, keys)| keys[side].clone()).collect()
        })
    }

    /// Of agencies whose own files are the same in both versions, those that are laid over none that differs.
    #[must_use]
    pub fn unchanged(&self, same: &BTreeSet<String>) -> BTreeSet<String> {
        let is_same = |at: PairId| match &self.keys[at.0 as usize] {
            [Some(old), Some(new)] => old == new && same.contains(new),
            _ => false,
        };
        let unchanged = |start: PairId| {
            let (mut at, mut steps) = (start, 0);
            loop {
                if !is_same(at) {
                    return false;
                }
                if !self.inherits[at.0 as usize] {
                    return true;
                }
                match self.pairs[at.0 as usize].below {
                    [None, None] => return true,
                    // Neither version goes round; a bound costs nothing.
                    [Some(old), Some(new)] if old == new && steps < self.pairs.len() => at = old,
                    _ => return false,
                }
                steps += 1;
            }
        };
        let ids = (0..).map(PairId).zip(&self.keys);
        ids.filter(|it| unchanged(it.0)).filter_map(|it| it.1[1].clone()).collect()
    }

    /// Whether each pair is a share's own.
    fn own(&self, share: &Share) -> Vec<bool> {
        let is_own = |[old, new]: &[Option<String>; 2]| {
            old.as_deref().is_some_and(|it| share.old.holds(Some(it)))
                || new.as_deref().is_some_and(|it| share.new.holds(Some(it)))
        };
        self.keys.iter().map(is_own).collect()
    }

    /// Whether each pair is to be compared for a share: its own that are not known to be the same, and all
    /// layers below these.
    pub(super) fn compared(&self, share: &Share) -> Vec<bool> {
        let mut wanted = vec![false; self.pairs.len()];
        let is_known =
            |keys: &[Option<String>; 2]| keys[1].as_ref().is_some_and(|it| share.same.contains(it));
        let own = self.own(share).into_iter().zip(&self.keys);
        let mut open: Vec<usize> = own
            .enumerate()
            .filter(|(_, (own, keys))| *own && !is_known(keys))
            .map(|it| it.0)
            .collect();
        while let Some(at) = open.pop() {
            if !std::mem::replace(&mut wanted[at], true) {
                open.extend(self.pairs[at].below.into_iter().flatten().map(|it| it.0 as usize));
            }
        }
        wanted
    }
}

/// What was found in the shares so far.
#[derive(Debug)]
pub struct Shares<'p> {
    plan: &'p Plan,
    /// What all agencies share; `None` before the first share.
    registries: Option<Vec<Change>>,
    /// The changes of each agency, in order.
    agencies: BTreeMap<(PairId, usize), Change>,
    compared: Compared,
}

impl<'p> Shares<'p> {
    /// Nothing was compared yet.
    #[must_use]
    pub fn new(plan: &'p Plan) -> Self {
        let compared = Compared { agencies: plan.pairs.len(), ..Compared::default() };
        Self { plan, registries: None, agencies: BTreeMap::new(), compared }
    }

    /// Compares a share; gives the files of the old version and of the new one in which changes are that were not
    /// known. A change of a layer is found again in each share that stands on it: it is one change, which reaches
    /// the agencies of all.
    pub fn add<'r>(
        &mut self,
        old: &'r Resolution<'r>,
        new: &'r Resolution<'r>,
        share: &'r Share,
    ) -> [BTreeSet<FileId>; 2] {
        let mut files = [BTreeSet::new(), BTreeSet::new()];
        let mut note = |change: &Change| {
            files[0].extend(change.old_at.map(|it| it.file));
            files[1].extend(change.new_at.map(|it| it.file));
        };
        let sides = Sides::new(self.plan, old, new, share);
        let found = registry::changes(&sides);
        match &mut self.registries {
            None => {
                found.iter().for_each(&mut note);
                self.registries = Some(found);
            }
            Some(known) => {
                for (known, found) in known.iter_mut().zip(found) {
                    known.touches.extend(found.touches);
                    // The entries come in the order of their files.
                    known.touches.sort_by_cached_key(|it| format!("{}/", it.agency));
                }
            }
        }
        let mut last = None;
        let mut rank = 0;
        for (agency, change) in Differ::run(&sides) {
            rank = if last == Some(agency) { rank + 1 } else { 0 };
            last = Some(agency);
            match self.agencies.entry((agency, rank)) {
                Entry::Vacant(place) => {
                    note(&change);
                    place.insert(change);
                }
                Entry::Occupied(mut place) => join(&mut place.get_mut().affects, change.affects),
            }
        }
        for (pair, is_own) in self.plan.pairs.iter().zip(self.plan.own(share)) {
            if is_own {
                let (old, new) = entries(&sides, pair, share);
                self.compared.old_entries += old;
                self.compared.new_entries += new;
            }
        }
        files
    }

    /// All changes, in order.
    #[must_use]
    pub fn finish(self) -> ChangeSet {
        let mut changes = self.registries.unwrap_or_default();
        changes.extend(self.agencies.into_values());
        print::fingerprint(&mut changes);
        ChangeSet { changes, compared: self.compared, hidden: 0 }
    }
}

/// Adds those that are not there; both are sorted, and stay so.
fn join(known: &mut Vec<Reached>, more: Vec<Reached>) {
    known.extend(more);
    known.sort_by(|a, b| a.agency.cmp(&b.agency));
    known.dedup();
}

/// How many entries an agency has in the old version and in the new one, as compiled.
fn entries(sides: &Sides<'_>, pair: &Pairing, share: &Share) -> (usize, usize) {
    let count = |side: &Resolution<'_>, id: Option<AgencyId>| {
        let tables = id.map_or(&[][..], |it| &side.agency(it).tables);
        tables.iter().map(|it| side.table(*it).entries.len()).sum::<usize>()
    };
    let new = count(sides.new, pair.new);
    let is_same = pair.new.is_some_and(|it| share.same.contains(&sides.new.agency(it).key));
    (if is_same { new } else { count(sides.old, pair.old) }, new)
}
