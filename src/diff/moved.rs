//! Entries that moved to another domain.
use rustc_hash::FxHashMap;

use crate::{
    compare::text::fold,
    diagnostic::message,
    diff::{
        agency::Differ,
        entry::Extent,
        identity::{holds, names_alike},
        link::{Link, Linked},
        sides::View,
        table::{Found, Open},
    },
    model::catalog::Kind,
};

/// What an entry is recognised by.
type Key = fn(&View<'_>) -> Option<String>;

/// An entry that is left, by its table and its place there.
type At = (usize, usize);

/// Finds what moved to another domain: by its id, by `was`, by name and content; never by likeness.
pub(super) fn moved(differ: &Differ<'_, '_>, open: &mut [Open<'_>], found: &mut Found) {
    let kinds: Vec<Kind> = open.iter().map(|it| differ.sides.bucket(it.id).kind).collect();
    let left = |lists: fn(&Open<'_>) -> Vec<usize>, open: &[Open<'_>]| -> Vec<At> {
        let tables = open.iter().enumerate();
        tables.flat_map(|(table, it)| lists(it).into_iter().map(move |at| (table, at))).collect()
    };
    let id: Key = |it| Some(it.id().to_owned()).filter(|it| !it.is_empty());
    let words: Key = |it| {
        let name = fold(&it.name()?.value);
        let content: Vec<String> = it.content().iter().map(|it| fold(&it.value)).collect();
        Some(format!("{name}\n{}", content.join("\n")))
    };
    let name: Key = |it| it.name().map(|it| fold(&it.value));
    // What each rung matches: the old entry's key with the new one's.
    for rung in [Rung::Same(id), Rung::Was, Rung::Same(words), Rung::Same(name)] {
        let (olds, news) =
            (left(|it| it.old_left.clone(), open), left(|it| it.new_left.clone(), open));
        if olds.is_empty() || news.is_empty() {
            return;
        }
        for (old, new) in rung.pairs(&olds, &news, open) {
            let (a, b) = (open[old.0].old[old.1], open[new.0].new[new.1]);
            let is_by_name = matches!(rung, Rung::Same(key) if std::ptr::fn_addr_eq(key, name));
            if old.0 == new.0
                || kinds[old.0] != kinds[new.0]
                || is_by_name && !contents_meet(&a, &b)
            {
                continue;
            }
            open[old.0].old_left.retain(|it| *it != old.1);
            open[new.0].new_left.retain(|it| *it != new.1);
            let is_sure = !is_by_name && (a.id() != b.id() || names_alike(&a, &b));
            Linked {
                old: a,
                new: b,
                old_bucket: open[old.0].id,
                new_bucket: open[new.0].id,
                link: Link::Same,
                doubt: (!is_sure).then(|| {
                    message!(
                        "从另一领域找到，推断是同一事项",
                        "found in another domain; likely the same entry"
                    )
                }),
                extent: Extent::Whole,
                content: None,
                position: new.1,
            }
            .compare(differ, found);
        }
    }
}

/// One way to recognise an entry in another table.
enum Rung {
    /// Both sides have a key once, and it is the same.
    Same(Key),
    /// One side says that it was the other.
    Was,
}

impl Rung {
    fn pairs(&self, olds: &[At], news: &[At], open: &[Open<'_>]) -> Vec<(At, At)> {
        let old_view = |at: &At| open[at.0].old[at.1];
        let new_view = |at: &At| open[at.0].new[at.1];
        match self {
            Self::Same(key) => {
                let mut by_key: FxHashMap<String, (Vec<At>, Vec<At>)> = FxHashMap::default();
                for at in olds {
                    if let Some(key) = key(&old_view(at)) {
                        by_key.entry(key).or_default().0.push(*at);
                    }
                }
                for at in news {
                    if let Some(key) = key(&new_view(at)) {
                        by_key.entry(key).or_default().1.push(*at);
                    }
                }
                let once = |(old, new): (Vec<At>, Vec<At>)| match (old.as_slice(), new.as_slice()) {
                    ([old], [new]) => Some((*old, *new)),
                    _ => None,
                };
                let mut pairs: Vec<(At, At)> = by_key.into_values().filter_map(once).collect();
                pairs.sort_unstable();
                pairs
            }
            Self::Was => {
                let old_ids: FxHashMap<&str, At> =
                    olds.iter().map(|at| (old_view(at).id(), *at)).collect();
                let new_ids: FxHashMap<&str, At> =
                    news.iter().map(|at| (new_view(at).id(), *at)).collect();
                let mut pairs: Vec<(At, At)> = Vec::new();
                let mut add = |pair: (At, At)| {
                    if !pairs.iter().any(|it| it.0 == pair.0 || it.1 == pair.1) {
                        pairs.push(pair);
                    }
                };
                for at in news {
                    let was = &new_view(at).top().was;
                    was.iter()
                        .filter_map(|it| old_ids.get(it.value.as_ref()))
                        .for_each(|it| add((*it, *at)));
                }
                for at in olds {
                    let was = &old_view(at).top().was;
                    was.iter()
                        .filter_map(|it| new_ids.get(it.value.as_ref()))
                        .for_each(|it| add((*at, *it)));
                }
                pairs
            }
        }
    }
}

/// Whether two entries have some content in common.
fn contents_meet(a: &View<'_>, b: &View<'_>) -> bool {
    a.content().iter().any(|it| holds(b.content(), &it.value))
}
