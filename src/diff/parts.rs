//! Entries that were split into several, and several that were merged into one.
use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    compare::text::fold,
    diff::{
        identity::{Match, holds, ids},
        sides::View,
    },
};

/// A piece of an entry that is shared out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// The index in the old version.
    pub(super) old: usize,
    /// The index in the new version.
    pub(super) new: usize,
    /// Whether the old entry was split, or merged into the new one.
    pub(super) how: How,
    /// Whether only the contents tell so.
    pub(super) is_doubtful: bool,
}

/// How an entry became part of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    /// The old entry is now several.
    Split,
    /// Several old entries are now this one.
    Merged,
}

/// A content of fewer characters may stand in any entry.
const TELLING: usize = 5;

/// Finds, for the entries that no match has, the ones that they are part of.
pub(super) fn parts(old: &[View<'_>], new: &[View<'_>], matches: &[Match]) -> Vec<Part> {
    let paired_old: FxHashSet<usize> = matches.iter().map(|it| it.old).collect();
    let paired_new: FxHashSet<usize> = matches.iter().map(|it| it.new).collect();
    let old_left: Vec<usize> = (0..old.len()).filter(|it| !paired_old.contains(it)).collect();
    let new_left: Vec<usize> = (0..new.len()).filter(|it| !paired_new.contains(it)).collect();
    if old_left.is_empty() && new_left.is_empty() {
        return Vec::new();
    }
    let mut parts = Vec::new();
    said(old, new, matches, &old_left, &new_left, &mut parts);
    let is_open = |parts: &[Part], how: How, at: usize| {
        !parts
            .iter()
            .any(|it| it.how == how && if how == How::Split { it.new == at } else { it.old == at })
    };
    let open: Vec<usize> =
        new_left.into_iter().filter(|it| is_open(&parts, How::Split, *it)).collect();
    let is_gone = |at: usize| !paired_old.contains(&at);
    for (part, whole) in by_content(new, &open, old, is_gone, |it| dropped(old, new, matches, it)) {
        parts.push(Part { old: whole, new: part, how: How::Split, is_doubtful: true });
    }
    let open: Vec<usize> =
        old_left.into_iter().filter(|it| is_open(&parts, How::Merged, *it)).collect();
    let is_fresh = |at: usize| !paired_new.contains(&at);
    for (part, whole) in by_content(old, &open, new, is_fresh, |it| gained(old, new, matches, it)) {
        parts.push(Part { old: part, new: whole, how: How::Merged, is_doubtful: true });
    }
    parts
}

/// Parts by `was`, in either direction.
fn said(
    old: &[View<'_>],
    new: &[View<'_>],
    matches: &[Match],
    old_left: &[usize],
    new_left: &[usize],
    parts: &mut Vec<Part>,
) {
    let (old_ids, new_ids) = (ids(old), ids(new));
    // Which new entry says that it was an old id, and which old entry said so of a new one.
    let mut claims: FxHashMap<&str, usize> = FxHashMap::default();
    let mut claimed: FxHashMap<&str, usize> = FxHashMap::default();
    for it in matches {
        claims.extend(new[it.new].top().was.iter().map(|was| (was.value.as_ref(), it.new)));
        claimed.extend(old[it.old].top().was.iter().map(|was| (was.value.as_ref(), it.old)));
    }
    for &at in new_left {
        let was = new[at].top().was.iter().find_map(|it| old_ids.get(it.value.as_ref()));
        let by_old =
            || claimed.get(new[at].id()).filter(|it| holds(&old[**it].top().was, new[at].id()));
        if let Some(&whole) = was.or_else(by_old) {
            parts.push(Part { old: whole, new: at, how: How::Split, is_doubtful: false });
        }
    }
    for &at in old_left {
        let was = old[at].top().was.iter().find_map(|it| new_ids.get(it.value.as_ref()));
        if let Some(&whole) = was.or_else(|| claims.get(old[at].id())) {
            parts.push(Part { old: at, new: whole, how: How::Merged, is_doubtful: false });
        }
    }
}

/// Where the contents went that an entry lost: by their words, the one entry that lost them.
type Lost<'r> = FxHashMap<&'r str, Option<usize>>;

/// Contents that the old entries had and their new versions do not have.
fn dropped<'r>(old: &[View<'r>], new: &[View<'r>], matches: &[Match], lost: &mut Lost<'r>) {
    for it in matches {
        note(&old[it.old], Some(&new[it.new]), it.old, lost);
    }
    let paired: FxHashSet<usize> = matches.iter().map(|it| it.old).collect();
    for at in (0..old.len()).filter(|it| !paired.contains(it)) {
        note(&old[at], None, at, lost);
    }
}

/// Contents that the new entries have and their old versions did not have.
fn gained<'r>(old: &[View<'r>], new: &[View<'r>], matches: &[Match], lost: &mut Lost<'r>) {
    for it in matches {
        note(&new[it.new], Some(&old[it.old]), it.new, lost);
    }
    let paired: FxHashSet<usize> = matches.iter().map(|it| it.new).collect();
    for at in (0..new.len()).filter(|it| !paired.contains(it)) {
        note(&new[at], None, at, lost);
    }
}

fn note<'r>(has: &View<'r>, lacks: Option<&View<'r>>, at: usize, lost: &mut Lost<'r>) {
    let is_kept =
        |word: &str| lacks.is_some_and(|it| it.content().iter().any(|it| it.value == word));
    for text in has.content().iter().filter(|it| !is_kept(&it.value)) {
        let entry = lost.entry(&text.value).or_insert(Some(at));
        if *entry != Some(at) {
            *entry = None;
        }
    }
}

/// Parts by content: most of what the part says was said by one whole of the same category that says
/// it no more, and by nobody else. Contents that many entries share tell nothing.
fn by_content<'r>(
    part_views: &[View<'r>],
    open: &[usize],
    wholes: &[View<'r>],
    is_alone: impl Fn(usize) -> bool,
    collect: impl FnOnce(&mut Lost<'r>),
) -> Vec<(usize, usize)> {
    if open.is_empty() {
        return Vec::new();
    }
    let mut lost = Lost::default();
    collect(&mut lost);
    let (in_parts, in_wholes) = (occurrences(part_views), occurrences(wholes));
    let is_telling = |word: &str| {
        let once = |of: &FxHashMap<&str, usize>| of.get(word) == Some(&1);
        word.chars().count() >= TELLING && once(&in_parts) && once(&in_wholes)
    };
    let mut found: Vec<(usize, usize)> = Vec::new();
    for &at in open {
        let content = part_views[at].content();
        let mut hits: FxHashMap<usize, usize> = FxHashMap::default();
        for text in content {
            let word = text.value.as_ref();
            if let Some(Some(whole)) = lost.get(word).filter(|_| is_telling(word)) {
                *hits.entry(*whole).or_default() += 1;
            }
        }
        let best = hits.into_iter().max_by_key(|(whole, count)| (*count, usize::MAX - whole));
        if let Some((whole, count)) = best
            && count >= 2
            && count * 10 >= content.len() * 6
            && category(&part_views[at]) == category(&wholes[whole])
        {
            found.push((at, whole));
        }
    }
    // Of what has no other version there must be several parts; one alone is another entry.
    let holds_up = |whole: usize| {
        let parts =
            || found.iter().filter(|it| it.1 == whole).map(|it| part_views[it.0].content().len());
        !is_alone(whole)
            || parts().count() > 1
                && parts().sum::<usize>() * 10 >= wholes[whole].content().len() * 8
    };
    found.iter().copied().filter(|it| holds_up(it.1)).collect()
}

/// In how many entries each content stands.
fn occurrences<'r>(views: &[View<'r>]) -> FxHashMap<&'r str, usize> {
    let mut count: FxHashMap<&str, usize> = FxHashMap::default();
    for text in views.iter().flat_map(View::content) {
        *count.entry(&text.value).or_default() += 1;
    }
    count
}

fn category(view: &View<'_>) -> Vec<String> {
    view.category().iter().map(|it| fold(&it.value)).collect()
}
