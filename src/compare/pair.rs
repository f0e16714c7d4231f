//! Which entry is which, when tables stand alone or ids have changed.
//!
//! The identity ladder, each rung only for what the rungs above left over: the same id → an id
//! that the other `was` → the same category and name → the same name alone, where it is unique →
//! the same content → the most alike, one to one, inside one domain. Every rung but the last is a
//! look-up; the last compares only what is left of one domain's table.
use std::hash::Hash;

use rustc_hash::FxHashMap;

use crate::{
    compare::text::{fold, likeness},
    resolve::view::EntryView,
};

/// By which rung a pair was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rung {
    /// The same id.
    Id,
    /// One side says that it was the other's id.
    Was,
    /// The same category and name.
    Name,
    /// The same name, which each side has once.
    NameAlone,
    /// The same content.
    Content,
    /// The most alike in name and content; a doubtful match.
    Likeness,
}

/// Two entries that are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The index in ours.
    pub ours: usize,
    /// The index in theirs.
    pub theirs: usize,
    /// How it was found.
    pub rung: Rung,
}

/// From here on two entries are taken for one by their likeness alone.
const DOUBTFUL: f64 = 0.6;
/// More left-over entries than this are not compared pairwise; they stay unpaired, and that shows.
const MAX_LEFT: usize = 300;

/// Pairs the entries of two tables.
#[must_use]
pub fn pair(ours: &[EntryView<'_, '_>], theirs: &[EntryView<'_, '_>]) -> Vec<Pair> {
    let mut pairing = Pairing {
        pairs: Vec::new(),
        ours: vec![false; ours.len()],
        theirs: vec![false; theirs.len()],
    };
    let id = |view: &EntryView<'_, '_>| !view.id().is_empty();
    let (our_id, their_id) = (
        |at: usize| id(&ours[at]).then(|| ours[at].id()),
        |at: usize| id(&theirs[at]).then(|| theirs[at].id()),
    );
    pairing.rung(Rung::Id, our_id, their_id);
    pairing.was(ours, theirs);
    pairing.rung(Rung::Name, |at| full_name(&ours[at]), |at| full_name(&theirs[at]));
    pairing.rung(Rung::NameAlone, |at| name(&ours[at]), |at| name(&theirs[at]));
    pairing.rung(Rung::Content, |at| content(&ours[at]), |at| content(&theirs[at]));
    pairing.likeness(ours, theirs);
    pairing.pairs.sort_by_key(|it| (it.ours, it.theirs));
    pairing.pairs
}

struct Pairing {
    pairs: Vec<Pair>,
    ours: Vec<bool>,
    theirs: Vec<bool>,
}

impl Pairing {
    fn take(&mut self, ours: usize, theirs: usize, rung: Rung) {
        self.ours[ours] = true;
        self.theirs[theirs] = true;
        self.pairs.push(Pair { ours, theirs, rung });
    }

    /// Pairs what has the same key, where each side has the key once among what is left.
    fn rung<K: Clone + Eq + Hash>(
        &mut self,
        rung: Rung,
        our_key: impl Fn(usize) -> Option<K>,
        their_key: impl Fn(usize) -> Option<K>,
    ) {
        // Most tables are paired whole by the first rungs.
        if self.ours.iter().all(|it| *it) || self.theirs.iter().all(|it| *it) {
            return;
        }
        let mut by_key: FxHashMap<K, Option<usize>> = FxHashMap::default();
        for at in (0..self.theirs.len()).filter(|at| !self.theirs[*at]) {
            if let Some(key) = their_key(at) {
                by_key.entry(key).and_modify(|it| *it = None).or_insert(Some(at));
            }
        }
        let mut seen: FxHashMap<K, Option<usize>> = FxHashMap::default();
        let mut keys = Vec::new();
        for at in (0..self.ours.len()).filter(|at| !self.ours[*at]) {
            if let Some(key) = our_key(at) {
                seen.entry(key.clone()).and_modify(|it| *it = None).or_insert(Some(at));
                keys.push(key);
            }
        }
        for key in keys {
            if let (Some(&Some(ours)), Some(&Some(theirs))) = (seen.get(&key), by_key.get(&key)) {
                self.take(ours, theirs, rung);
            }
        }
    }

    /// Pairs by `was`, in either direction.
    fn was(&mut self, ours: &[EntryView<'_, '_>], theirs: &[EntryView<'_, '_>]) {
        let index = |views: &[EntryView<'_, '_>], taken: &[bool]| -> FxHashMap<String, usize> {
            let left = views.iter().enumerate().filter(|(at, _)| !taken[*at]);
            left.map(|(at, view)| (view.id().to_owned(), at)).collect()
        };
        let their_ids = index(theirs, &self.theirs);
        for (at, view) in ours.iter().enumerate() {
            let earlier = view.top().was.iter().find_map(|it| their_ids.get(it.value.as_ref()));
            if let Some(&other) = earlier.filter(|it| !self.ours[at] && !self.theirs[**it]) {
                self.take(at, other, Rung::Was);
            }
        }
        let our_ids = index(ours, &self.ours);
        for (at, view) in theirs.iter().enumerate() {
            let earlier = view.top().was.iter().find_map(|it| our_ids.get(it.value.as_ref()));
            if let Some(&other) = earlier.filter(|it| !self.theirs[at] && !self.ours[**it]) {
                self.take(other, at, Rung::Was);
            }
        }
    }

    /// Pairs the most alike of what is left, best first.
    fn likeness(&mut self, ours: &[EntryView<'_, '_>], theirs: &[EntryView<'_, '_>]) {
        let left = |taken: &[bool]| (0..taken.len()).filter(|at| !taken[*at]).collect::<Vec<_>>();
        let (our_left, their_left) = (left(&self.ours), left(&self.theirs));
        if our_left.len().max(their_left.len()) > MAX_LEFT {
            return;
        }
        let words = |view: &EntryView<'_, '_>| {
            (name(view).unwrap_or_default(), content(view).unwrap_or_default())
        };
        let their_words: Vec<_> = their_left.iter().map(|at| words(&theirs[*at])).collect();
        let mut candidates = Vec::new();
        for &a in &our_left {
            let (our_name, our_content) = words(&ours[a]);
            for (&b, (their_name, their_content)) in their_left.iter().zip(&their_words) {
                let names = likeness(&our_name, their_name);
                // Names that have nothing in common are not the same entry.
                if names >= 0.4 {
                    let score = 0.6 * names + 0.4 * likeness(&our_content, their_content);
                    candidates.push((score, a, b));
                }
            }
        }
        candidates.retain(|it| it.0 >= DOUBTFUL);
        candidates.sort_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)).then(x.2.cmp(&y.2)));
        for (_, a, b) in candidates {
            if !self.ours[a] && !self.theirs[b] {
                self.take(a, b, Rung::Likeness);
            }
        }
    }
}

fn some(key: String) -> Option<String> {
    (!key.is_empty()).then_some(key)
}

fn name(view: &EntryView<'_, '_>) -> Option<String> {
    view.name().and_then(|it| some(fold(&it.value)))
}

fn full_name(view: &EntryView<'_, '_>) -> Option<String> {
    let category: Vec<_> = view.category().iter().map(|it| fold(&it.value)).collect();
    name(view).map(|name| format!("{}\n{name}", category.join("\n")))
}

fn content(view: &EntryView<'_, '_>) -> Option<String> {
    let words: Vec<_> = view.content().iter().map(|it| fold(&it.value)).collect();
    some(words.join("\n"))
}
