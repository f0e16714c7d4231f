//! Which entry is which in the two versions of a table.
//!
//! Two versions of one table agree in most entries, so these are paired by look-up first: the same
//! id and the same words. What an entry newly says that it `was` comes before ids that agree by
//! chance, as they do when a whole table is numbered anew. The rest is left to [`compare::pair`].
//!
//! [`compare::pair`]: crate::compare::pair
use rustc_hash::FxHashMap;

use crate::{
    compare::{
        pair::{self, Rung},
        text::{fold, likeness},
    },
    diff::sides::View,
    model::Text,
};

/// Two entries that are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Match {
    /// The index in the old version.
    pub(super) old: usize,
    /// The index in the new version.
    pub(super) new: usize,
    /// How sure that is.
    pub(super) sure: Sure,
}

/// How sure it is that two entries are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sure {
    /// By an id, a `was`, or the same words.
    Yes,
    /// Only their contents are the same.
    SameContent,
    /// They only look alike.
    Alike,
}

/// Pairs the entries of two versions of a table.
pub(super) fn pairs(old: &[View<'_>], new: &[View<'_>]) -> Vec<Match> {
    let mut ladder = Ladder {
        old,
        new,
        old_taken: vec![false; old.len()],
        new_taken: vec![false; new.len()],
        found: Vec::new(),
    };
    ladder.unchanged();
    if ladder.found.len() < old.len().max(new.len()) {
        ladder.said_to_be();
        ladder.numbered_anew();
        ladder.rest();
    }
    ladder.found.sort_by_key(|it| (it.new, it.old));
    ladder.found
}

struct Ladder<'a, 'r> {
    old: &'a [View<'r>],
    new: &'a [View<'r>],
    old_taken: Vec<bool>,
    new_taken: Vec<bool>,
    found: Vec<Match>,
}

impl<'r> Ladder<'_, 'r> {
    fn take(&mut self, old: usize, new: usize, sure: Sure) {
        self.old_taken[old] = true;
        self.new_taken[new] = true;
        self.found.push(Match { old, new, sure });
    }

    fn old_left(&self) -> Vec<usize> {
        (0..self.old.len()).filter(|at| !self.old_taken[*at]).collect()
    }

    fn new_left(&self) -> Vec<usize> {
        (0..self.new.len()).filter(|at| !self.new_taken[*at]).collect()
    }

    /// The same id, name and content; then the same id and name. Twins are paired in their order.
    fn unchanged(&mut self) {
        let (old, new) = (self.old, self.new);
        // Most tables are in the same order in both versions.
        for at in 0..old.len().min(new.len()) {
            if same_words(&old[at], &new[at]) {
                self.take(at, at, Sure::Yes);
            }
        }
        if self.found.len() == old.len().max(new.len()) {
            return;
        }
        // Else an id that each side has once, with the same name, is enough.
        let (old_ids, new_ids) = (ids(old), ids(new));
        for at in self.new_left() {
            let view = &new[at];
            let alone = new_ids.get(view.id()) == Some(&at);
            let found = old_ids.get(view.id()).copied().filter(|it| alone && !self.old_taken[*it]);
            if let Some(other) = found.filter(|it| name(&old[*it]) == name(view)) {
                self.take(other, at, Sure::Yes);
            }
        }
        let whole = |view: &View<'r>| {
            let content = view.content().iter().map(|it| it.value.as_ref()).collect::<Vec<_>>();
            (view.id(), name(view), content)
        };
        self.queues(whole);
        self.queues(|view| (view.id(), name(view)));
    }

    fn queues<K: std::hash::Hash + Eq>(&mut self, key: impl Fn(&View<'r>) -> K) {
        let (old_left, new_left) = (self.old_left(), self.new_left());
        if old_left.is_empty() || new_left.is_empty() {
            return;
        }
        let mut queues: FxHashMap<K, Vec<usize>> = FxHashMap::default();
        for at in old_left.into_iter().rev() {
            queues.entry(key(&self.old[at])).or_default().push(at);
        }
        for at in new_left {
            if let Some(old) = queues.get_mut(&key(&self.new[at])).and_then(Vec::pop) {
                self.take(old, at, Sure::Yes);
            }
        }
    }

    /// What newly says that it was another entry, or no longer says that it was one.
    fn said_to_be(&mut self) {
        let old_ids = ids(self.old);
        let new_ids = ids(self.new);
        for at in self.new_left() {
            let view = &self.new[at];
            let said_before = old_ids.get(view.id()).map_or(&[][..], |it| &self.old[*it].top().was);
            let news = view.top().was.iter().filter(|it| !holds(said_before, &it.value));
            let found = news.filter_map(|it| old_ids.get(it.value.as_ref()).copied());
            if let Some(old) = found.into_iter().find(|it| !self.old_taken[*it]) {
                self.take(old, at, Sure::Yes);
            }
        }
        for at in self.old_left() {
            let view = &self.old[at];
            let said_still = new_ids.get(view.id()).map_or(&[][..], |it| &self.new[*it].top().was);
            let news = view.top().was.iter().filter(|it| !holds(said_still, &it.value));
            let found = news.filter_map(|it| new_ids.get(it.value.as_ref()).copied());
            if let Some(new) = found.into_iter().find(|it| !self.new_taken[*it]) {
                self.take(at, new, Sure::Yes);
            }
        }
    }

    /// The same category, name and content, each side having them once, whatever the ids say.
    fn numbered_anew(&mut self) {
        let key = |view: &View<'r>| {
            let texts =
                |list: &[Text<'_>]| list.iter().map(|it| fold(&it.value)).collect::<Vec<_>>();
            let name = fold(name(view)?);
            Some((texts(view.category()), name, texts(view.content())))
        };
        let mut once: FxHashMap<_, (Vec<usize>, Vec<usize>)> = FxHashMap::default();
        for at in self.old_left() {
            if let Some(key) = key(&self.old[at]) {
                once.entry(key).or_default().0.push(at);
            }
        }
        for at in self.new_left() {
            if let Some(key) = key(&self.new[at]) {
                once.entry(key).or_default().1.push(at);
            }
        }
        let mut found: Vec<(usize, usize)> = once
            .into_values()
            .filter_map(|it| match (it.0.as_slice(), it.1.as_slice()) {
                ([old], [new]) => Some((*old, *new)),
                _ => None,
            })
            .collect();
        found.sort_unstable();
        for (old, new) in found {
            self.take(old, new, Sure::Yes);
        }
    }

    fn rest(&mut self) {
        let (old_left, new_left) = (self.old_left(), self.new_left());
        if old_left.is_empty() || new_left.is_empty() {
            return;
        }
        let views =
            |all: &[View<'r>], left: &[usize]| left.iter().map(|at| all[*at]).collect::<Vec<_>>();
        let found = pair::pair(&views(self.new, &new_left), &views(self.old, &old_left));
        for pair in found {
            let (old, new) = (old_left[pair.theirs], new_left[pair.ours]);
            let sure = match pair.rung {
                Rung::Likeness => Sure::Alike,
                Rung::Content if !names_alike(&self.old[old], &self.new[new]) => Sure::SameContent,
                _ => Sure::Yes,
            };
            self.take(old, new, sure);
        }
    }
}

/// The ids that one entry alone has.
pub(super) fn ids<'r>(views: &[View<'r>]) -> FxHashMap<&'r str, usize> {
    let mut ids: FxHashMap<&str, Option<usize>> = FxHashMap::default();
    for (at, view) in views.iter().enumerate().filter(|(_, it)| !it.id().is_empty()) {
        ids.entry(view.id()).and_modify(|it| *it = None).or_insert(Some(at));
    }
    ids.into_iter().filter_map(|(id, at)| Some((id, at?))).collect()
}

pub(super) fn holds(texts: &[Text<'_>], word: &str) -> bool {
    texts.iter().any(|it| it.value == word)
}

fn name<'r>(view: &View<'r>) -> Option<&'r str> {
    view.name().map(|it| it.value.as_ref())
}

fn same_words(old: &View<'_>, new: &View<'_>) -> bool {
    let content =
        || old.content().iter().map(|it| &it.value).eq(new.content().iter().map(|it| &it.value));
    old.id() == new.id() && name(old) == name(new) && content()
}

pub(super) fn names_alike(old: &View<'_>, new: &View<'_>) -> bool {
    let words = |view| name(view).map(fold).unwrap_or_default();
    likeness(&words(old), &words(new)) >= 0.5
}
