//! The tables of one agency in both versions, entry by entry.
use rustc_hash::FxHashMap;

use crate::{
    diagnostic::message,
    diff::{
        Change,
        agency::Differ,
        entry::{Extent, Facet, shared_content},
        fate::{ChangeId, Fates},
        identity::{self, Match, Sure},
        link::{Link, Linked},
        parts::{How, Part, parts},
        sides::{BucketId, PairId, View},
        strays,
    },
    resolve::EntryRef,
};

/// A change before it is known whom it reaches.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub(super) change: Change,
    /// The agency that wrote it.
    pub(super) agency: PairId,
    /// The buckets in which it shows.
    pub(super) homes: Vec<BucketId>,
    /// Where it stands in the list.
    pub(super) place: Place,
}

/// Where a change stands in the list: by agency, table, entry, facet.
pub(super) type Place = (PairId, Option<BucketId>, usize, usize);

/// What was found in one agency.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Its own changes.
    pub(super) drafts: Vec<Draft>,
    /// What became of the entries of its buckets.
    pub(super) fates: Vec<(BucketId, Fates)>,
    /// Changes that show in its buckets too.
    pub(super) shown: Vec<(ChangeId, BucketId)>,
    /// Inherited entries that went though the layer below did not lose them.
    pub(super) lost: Vec<Inherited>,
    /// Inherited entries that came though the layer below did not gain them.
    pub(super) gained: Vec<Inherited>,
    /// From where on its own changes are counted.
    pub(super) from: u32,
}

/// An inherited entry of which the layer below does not say why it came or went.
#[derive(Clone, Debug)]
pub(super) struct Inherited {
    pub(super) bucket: BucketId,
    pub(super) entry: EntryRef,
    pub(super) id: String,
}

impl Found {
    /// Adds one of the agency's own changes.
    pub(super) fn add(&mut self, draft: Draft) -> ChangeId {
        let at = u32::try_from(self.drafts.len()).unwrap_or(u32::MAX);
        self.drafts.push(draft);
        ChangeId(self.from.saturating_add(at))
    }

    /// The fates of one of the agency's buckets.
    pub(super) fn fates(&mut self, bucket: BucketId) -> Option<&mut Fates> {
        self.fates.iter_mut().find(|it| it.0 == bucket).map(|it| &mut it.1)
    }

    /// Notes what happened to an entry.
    pub(super) fn note(
        &mut self,
        bucket: BucketId,
        old: Option<EntryRef>,
        new: Option<EntryRef>,
        change: ChangeId,
    ) {
        if let Some(fates) = self.fates(bucket) {
            fates.note(old, new, change);
        }
    }
}

/// A bucket in which something may be the agency's own.
#[derive(Debug)]
pub(super) struct Open<'r> {
    pub(super) id: BucketId,
    pub(super) old: Vec<View<'r>>,
    pub(super) new: Vec<View<'r>>,
    pub(super) old_left: Vec<usize>,
    pub(super) new_left: Vec<usize>,
}

/// Compares all tables of one agency.
pub(super) fn compare_tables(differ: &Differ<'_, '_>, agency: PairId, from: u32) -> Found {
    let sides = differ.sides;
    let mut found = Found { from, ..Found::default() };
    let mut open = Vec::new();
    for &id in &sides.pairing(agency).buckets {
        if differ.is_repeat(id) {
            continue;
        }
        found.fates.push((id, Fates::default()));
        let (old, new) = sides.entries(sides.bucket(id));
        open.push(within(differ, id, old, new, &mut found));
    }
    strays::settle(differ, &mut open, &mut found);
    found
}

/// Compares what belongs together inside one bucket; the rest is left.
fn within<'r>(
    differ: &Differ<'_, 'r>,
    bucket: BucketId,
    old: Vec<View<'r>>,
    new: Vec<View<'r>>,
    found: &mut Found,
) -> Open<'r> {
    let matches = identity::pairs(&old, &new);
    let parts = parts(&old, &new, &matches);
    let (mut old_taken, mut new_taken) = (vec![false; old.len()], vec![false; new.len()]);
    let groups = Groups::new(&matches, &parts);
    for it in &matches {
        (old_taken[it.old], new_taken[it.new]) = (true, true);
        let content = groups.main(it).map(|(olds, news)| share(&old, &new, &olds, &news));
        Linked {
            old: old[it.old],
            new: new[it.new],
            old_bucket: bucket,
            new_bucket: bucket,
            link: Link::Same,
            doubt: match it.sure {
                Sure::Yes => None,
                Sure::SameContent => Some(message!(
                    "名称不同，只是公开内容相同，推断是同一事项",
                    "recognised by the same content alone; the names differ"
                )),
                Sure::Alike => Some(message!(
                    "名称和内容相近，推断是同一事项",
                    "recognised by a like name and content"
                )),
            },
            extent: if content.is_some() { Extent::WithoutContent } else { Extent::Whole },
            content: content.flatten(),
            position: it.new,
        }
        .compare(differ, found);
    }
    for part in &parts {
        (old_taken[part.old], new_taken[part.new]) = (true, true);
        let content = groups.alone(part).and_then(|(olds, news)| share(&old, &new, &olds, &news));
        Linked {
            old: old[part.old],
            new: new[part.new],
            old_bucket: bucket,
            new_bucket: bucket,
            link: if part.how == How::Split { Link::Split } else { Link::Merged },
            doubt: part.is_doubtful.then(|| {
                message!(
                    "只是公开内容相同，推断是拆分或合并",
                    "recognised by the same content alone"
                )
            }),
            extent: Extent::Part,
            content,
            position: part.new,
        }
        .compare(differ, found);
    }
    let left = |taken: Vec<bool>| (0..taken.len()).filter(|it| !taken[*it]).collect();
    Open { id: bucket, old, new, old_left: left(old_taken), new_left: left(new_taken) }
}

fn share(old: &[View<'_>], new: &[View<'_>], olds: &[usize], news: &[usize]) -> Option<Facet> {
    let olds: Vec<View<'_>> = olds.iter().map(|it| old[*it]).collect();
    let news: Vec<View<'_>> = news.iter().map(|it| new[*it]).collect();
    shared_content(&olds, &news)
}

/// Which entries share their contents with which.
struct Groups {
    split: FxHashMap<usize, Vec<usize>>,
    merged: FxHashMap<usize, Vec<usize>>,
    old_main: FxHashMap<usize, usize>,
    new_main: FxHashMap<usize, usize>,
}

impl Groups {
    fn new(matches: &[Match], parts: &[Part]) -> Self {
        let (mut split, mut merged) = (FxHashMap::default(), FxHashMap::default());
        for part in parts {
            match part.how {
                How::Split => split.entry(part.old).or_insert_with(Vec::new).push(part.new),
                How::Merged => merged.entry(part.new).or_insert_with(Vec::new).push(part.old),
            }
        }
        Self {
            split,
            merged,
            old_main: matches.iter().map(|it| (it.old, it.new)).collect(),
            new_main: matches.iter().map(|it| (it.new, it.old)).collect(),
        }
    }

    /// The old entries and the new ones among which the contents of a pair are shared out.
    fn main(&self, pair: &Match) -> Option<(Vec<usize>, Vec<usize>)> {
        let (news, olds) = (self.split.get(&pair.old), self.merged.get(&pair.new));
        if news.is_none() && olds.is_none() {
            return None;
        }
        let with = |main: usize, more: Option<&Vec<usize>>| {
            std::iter::once(main).chain(more.into_iter().flatten().copied()).collect()
        };
        Some((with(pair.old, olds), with(pair.new, news)))
    }

    /// The same for the first part of what has no other version.
    fn alone(&self, part: &Part) -> Option<(Vec<usize>, Vec<usize>)> {
        match part.how {
            How::Split if !self.old_main.contains_key(&part.old) => {
                let news = self.split.get(&part.old)?;
                (news.first() == Some(&part.new)).then(|| (vec![part.old], news.clone()))
            }
            How::Merged if !self.new_main.contains_key(&part.new) => {
                let olds = self.merged.get(&part.new)?;
                (olds.first() == Some(&part.old)).then(|| (olds.clone(), vec![part.new]))
            }
            _ => None,
        }
    }
}
