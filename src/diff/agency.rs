//! The agencies one after the other, each after the layers below it, so that what comes from below
//! is found there and reported once.
use rayon::prelude::*;

use crate::diff::{
    Change, Reached,
    fate::{ChangeId, Fates},
    record,
    sides::{BucketId, PairId, Sides},
    table::{Draft, Found, compare_tables},
};

/// Compares all agencies.
pub(super) struct Differ<'a, 'r> {
    pub(super) sides: &'a Sides<'r>,
    drafts: Vec<Draft>,
    /// By bucket; empty for those that repeat another.
    fates: Vec<Fates>,
    /// The bucket that each repeats.
    repeats: Vec<Option<BucketId>>,
    /// In which further buckets a change shows.
    shown: Vec<(ChangeId, BucketId)>,
}

impl<'a, 'r> Differ<'a, 'r> {
    /// Compares the agencies of both sides; the changes come in order, with the agency that wrote each.
    pub(super) fn run(sides: &'a Sides<'r>) -> Vec<(PairId, Change)> {
        let repeats = sides.buckets.par_iter().map(|it| sides.repeats(it)).collect();
        let mut fates = Vec::new();
        fates.resize_with(sides.buckets.len(), Fates::default);
        let mut differ = Self { sides, drafts: Vec::new(), fates, repeats, shown: Vec::new() };
        for height in sides.heights() {
            // Until they are put together, each agency's own changes are counted from here.
            let from = differ.count();
            let found: Vec<Found> =
                height.into_par_iter().map(|it| differ.agency(it, from)).collect();
            for found in found {
                differ.keep(found, from);
            }
        }
        differ.finish()
    }

    fn agency(&self, agency: PairId, from: u32) -> Found {
        let mut found = compare_tables(self, agency, from);
        record::changes(self.sides, agency, &mut found);
        found
    }

    fn count(&self) -> u32 {
        u32::try_from(self.drafts.len()).unwrap_or(u32::MAX)
    }

    /// A change of the layers below.
    pub(super) fn change(&self, id: ChangeId) -> Option<&Change> {
        self.drafts.get(id.0 as usize).map(|it| &it.change)
    }

    /// The bucket where the fates are kept that hold for a bucket.
    pub(super) fn source(&self, bucket: BucketId) -> BucketId {
        let mut at = bucket;
        while let Some(below) = self.repeats[at.0 as usize] {
            at = below;
        }
        at
    }

    /// Whether a bucket says the same as the one below it, in both versions.
    pub(super) fn is_repeat(&self, bucket: BucketId) -> bool {
        self.repeats[bucket.0 as usize].is_some()
    }

    pub(super) fn fates(&self, bucket: BucketId) -> &Fates {
        &self.fates[self.source(bucket).0 as usize]
    }

    fn keep(&mut self, found: Found, from: u32) {
        let base = self.count();
        let shift = |id: ChangeId| match id.0.checked_sub(from) {
            Some(own) => ChangeId(base + own),
            None => id,
        };
        for (bucket, mut fates) in found.fates {
            fates.shift(shift);
            self.fates[bucket.0 as usize] = fates;
        }
        self.shown.extend(found.shown.into_iter().map(|(id, bucket)| (shift(id), bucket)));
        self.drafts.extend(found.drafts);
    }

    /// Adds whom each change reaches, and puts the changes in order.
    fn finish(self) -> Vec<(PairId, Change)> {
        let Self { sides, drafts, repeats, shown, .. } = self;
        let mut above: Vec<Vec<BucketId>> = vec![Vec::new(); sides.buckets.len()];
        for (at, below) in (0..).map(BucketId).zip(&repeats) {
            if let Some(below) = below {
                above[below.0 as usize].push(at);
            }
        }
        let mut homes: Vec<Vec<BucketId>> = drafts.iter().map(|it| it.homes.clone()).collect();
        for (id, bucket) in shown {
            homes[id.0 as usize].push(bucket);
        }
        let mut changes: Vec<(Draft, Vec<Reached>)> = drafts
            .into_par_iter()
            .zip(homes)
            .map(|(draft, homes)| {
                let reached = reached(sides, &above, draft.agency, homes);
                (draft, reached)
            })
            .collect();
        changes.sort_by_key(|it| it.0.place);
        let change = |(draft, affects): (Draft, Vec<Reached>)| {
            (draft.agency, Change { affects, ..draft.change })
        };
        changes.into_iter().map(change).collect()
    }
}

/// The agencies above that have a bucket in which a change shows.
fn reached(
    sides: &Sides<'_>,
    above: &[Vec<BucketId>],
    writer: PairId,
    mut open: Vec<BucketId>,
) -> Vec<Reached> {
    let mut agencies = Vec::new();
    while let Some(bucket) = open.pop() {
        agencies.push(sides.bucket(bucket).agency);
        open.extend(&above[bucket.0 as usize]);
    }
    agencies.sort_unstable();
    agencies.dedup();
    let reached =
        |it: PairId| Reached { agency: sides.key(it).to_owned(), name: sides.name(it).to_owned() };
    agencies.into_iter().filter(|it| *it != writer).map(reached).collect()
}
