//! The two versions side by side: which agency is which, and which tables belong together.
use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::{
    diff::share::{Plan, Share},
    model::{
        catalog::Kind,
        registry::{DomainId, Domains},
    },
    resolve::{Agency, AgencyId, Resolution, Table, TableId, view::EntryView},
};

/// An entry of either version.
pub(super) type View<'r> = EntryView<'r, 'r>;

/// The index of a [`Pairing`] in [`Sides::agencies`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct PairId(pub(super) u32);

/// The index of a [`Bucket`] in [`Sides::buckets`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct BucketId(pub(super) u32);

/// One agency in both versions, or in one.
#[derive(Debug)]
pub(super) struct Pairing {
    pub(super) old: Option<AgencyId>,
    pub(super) new: Option<AgencyId>,
    /// Its tables.
    pub(super) buckets: Vec<BucketId>,
    /// The agency below it, in the old version and in the new one.
    pub(super) below: [Option<PairId>; 2],
}

/// The tables of one agency, kind and domain, in both versions. Tables without a domain share one:
/// which file they stand in tells nothing.
#[derive(Debug)]
pub(super) struct Bucket {
    pub(super) agency: PairId,
    pub(super) kind: Kind,
    /// The domain's code in the new version.
    pub(super) domain: Option<String>,
    pub(super) old: Vec<TableId>,
    pub(super) new: Vec<TableId>,
}

/// Both versions.
#[derive(Debug)]
pub(super) struct Sides<'r> {
    pub(super) old: &'r Resolution<'r>,
    pub(super) new: &'r Resolution<'r>,
    pub(super) share: &'r Share,
    /// The agencies, sorted by the folder's name in the new version.
    pub(super) agencies: Vec<Pairing>,
    /// Whether each is compared.
    is_compared: Vec<bool>,
    pub(super) buckets: Vec<Bucket>,
    old_bucket: FxHashMap<TableId, BucketId>,
    new_bucket: FxHashMap<TableId, BucketId>,
    /// The codes of the old domains in the new version.
    codes: Vec<String>,
}

impl<'r> Sides<'r> {
    /// The agencies of a share, with the layers below them.
    pub(super) fn new(
        plan: &'r Plan,
        old: &'r Resolution<'r>,
        new: &'r Resolution<'r>,
        share: &'r Share,
    ) -> Self {
        let pairing = |it: &Pairing| Pairing { buckets: Vec::new(), ..*it };
        let mut sides = Self {
            old,
            new,
            share,
            agencies: plan.pairs.iter().map(pairing).collect(),
            is_compared: plan.compared(share),
            buckets: Vec::new(),
            old_bucket: FxHashMap::default(),
            new_bucket: FxHashMap::default(),
            codes: codes(&old.registries.domains, &new.registries.domains),
        };
        for at in 0..sides.agencies.len() {
            if sides.is_compared[at] {
                sides.fill(at);
            }
        }
        sides
    }

    /// Makes the buckets of one agency.
    fn fill(&mut self, at: usize) {
        let Pairing { old, new, .. } = self.agencies[at];
        let mut buckets: BTreeMap<(Kind, u32, Option<String>), [Vec<TableId>; 2]> = BTreeMap::new();
        for (side, (resolution, agency)) in
            [(self.old, old), (self.new, new)].into_iter().enumerate()
        {
            let Some(agency) = agency else { continue };
            for &id in &resolution.agency(agency).tables {
                let Table { kind, domain, .. } = *resolution.table(id);
                let number =
                    domain.map_or(u32::MAX, |it| resolution.registries.domains.get(it).number);
                let code = domain.map(|it| self.code(side == 0, it).to_owned());
                // A domain may have another number now; its code tells it.
                let key = buckets.keys().find(|it| it.0 == kind && it.2 == code).cloned();
                buckets.entry(key.unwrap_or((kind, number, code))).or_default()[side].push(id);
            }
        }
        for ((kind, _, domain), [old, new]) in buckets {
            let id = BucketId(u32::try_from(self.buckets.len()).unwrap_or(u32::MAX));
            self.old_bucket.extend(old.iter().map(|it| (*it, id)));
            self.new_bucket.extend(new.iter().map(|it| (*it, id)));
            let agency = PairId(u32::try_from(at).unwrap_or(u32::MAX));
            self.buckets.push(Bucket { agency, kind, domain, old, new });
            self.agencies[at].buckets.push(id);
        }
    }

    /// The code that a domain bears in the new version.
    pub(super) fn code(&self, is_old: bool, id: DomainId) -> &str {
        if is_old {
            &self.codes[usize::from(id.0)]
        } else {
            &self.new.registries.domains.get(id).code
        }
    }

    pub(super) fn bucket(&self, id: BucketId) -> &Bucket {
        &self.buckets[id.0 as usize]
    }

    pub(super) fn pairing(&self, id: PairId) -> &Pairing {
        &self.agencies[id.0 as usize]
    }

    /// The folder's name: the new one.
    pub(super) fn key(&self, id: PairId) -> &'r str {
        self.either(id).map_or("", |it| &it.key)
    }

    /// The agency's full name.
    pub(super) fn name(&self, id: PairId) -> &'r str {
        self.either(id).map_or("", Agency::name)
    }

    fn either(&self, id: PairId) -> Option<&'r Agency<'r>> {
        let Pairing { old, new, .. } = *self.pairing(id);
        let new = new.map(|it| self.new.agency(it));
        new.or_else(|| old.map(|it| self.old.agency(it)))
    }

    /// The name of a bucket's domain; of its kind, where it has none.
    pub(super) fn domain_name(&self, bucket: &Bucket) -> String {
        let found = |side: &Resolution<'_>, table: Option<&TableId>| {
            let domain = side.table(*table?).domain?;
            Some(side.registries.domains.get(domain).name.clone())
        };
        let name =
            found(self.new, bucket.new.first()).or_else(|| found(self.old, bucket.old.first()));
        match (name, bucket.kind) {
            (None, kind) => kind.label().to_owned(),
            (Some(name), Kind::Standard) => name,
            (Some(name), kind) => format!("{name}·{}", kind.label()),
        }
    }

    /// The entries of the old version and of the new one.
    pub(super) fn entries(&self, bucket: &Bucket) -> (Vec<View<'r>>, Vec<View<'r>>) {
        let all = |side: &'r Resolution<'r>, tables: &[TableId]| {
            tables.iter().flat_map(|it| side.entries(*it)).collect()
        };
        (all(self.old, &bucket.old), all(self.new, &bucket.new))
    }

    /// The bucket that a bucket's tables lie over, in the old version and in the new one.
    pub(super) fn below(&self, bucket: &Bucket) -> [Option<BucketId>; 2] {
        let find =
            |side: &Resolution<'_>, tables: &[TableId], map: &FxHashMap<TableId, BucketId>| {
                let below = tables.iter().find_map(|it| side.table(*it).below)?;
                map.get(&below).copied()
            };
        [
            find(self.old, &bucket.old, &self.old_bucket),
            find(self.new, &bucket.new, &self.new_bucket),
        ]
    }

    /// The bucket of which this one says the same on both sides: nothing of it is the agency's own.
    pub(super) fn repeats(&self, bucket: &Bucket) -> Option<BucketId> {
        let is_inherited = |side: &Resolution<'_>, tables: &[TableId]| {
            tables.iter().all(|it| side.table(*it).own.is_empty())
        };
        if !is_inherited(self.old, &bucket.old) || !is_inherited(self.new, &bucket.new) {
            return None;
        }
        let [old, new] = self.below(bucket);
        let below = old.or(new)?;
        let same = [old, new].into_iter().flatten().all(|it| it == below);
        let Bucket { old, new, .. } = self.bucket(below);
        (same && old.is_empty() == bucket.old.is_empty() && new.is_empty() == bucket.new.is_empty())
            .then_some(below)
    }

    /// The agencies that are compared, in their order: each after those below it, those of one
    /// height together.
    pub(super) fn heights(&self) -> Vec<Vec<PairId>> {
        let mut heights = vec![None; self.agencies.len()];
        let mut levels: Vec<Vec<PairId>> = Vec::new();
        for at in (0..self.agencies.len()).map(|it| PairId(u32::try_from(it).unwrap_or(u32::MAX))) {
            if !self.is_compared[at.0 as usize] {
                continue;
            }
            let height = self.height(at, &mut heights, 0);
            if levels.len() <= height {
                levels.resize_with(height + 1, Vec::new);
            }
            levels[height].push(at);
        }
        levels
    }

    fn height(&self, at: PairId, known: &mut [Option<usize>], depth: usize) -> usize {
        if let Some(height) = known[at.0 as usize] {
            return height;
        }
        // Each version is free of cycles; together they may go round, where two agencies changed places.
        if depth > self.agencies.len().min(100) {
            return 0;
        }
        let below = self.pairing(at).below;
        let height =
            below.into_iter().flatten().map(|it| self.height(it, known, depth + 1) + 1).max();
        let height = height.unwrap_or(0);
        known[at.0 as usize] = Some(height);
        height
    }
}

/// Which agency is which: by the folder, then by the division's code, then by the name.
pub(super) fn agencies(old: &Resolution<'_>, new: &Resolution<'_>) -> Vec<Pairing> {
    let code = |it: &Agency<'_>| it.file.as_ref()?.code.as_ref().map(|it| it.value.to_string());
    let name = |it: &Agency<'_>| it.file.as_ref()?.name.as_ref().map(|it| it.value.to_string());
    let keys: [fn(&Agency<'_>) -> Option<String>; 3] = [|it| Some(it.key.clone()), code, name];
    let mut old_left: Vec<AgencyId> = old.agency_ids().map(|it| it.0).collect();
    let mut new_left: Vec<AgencyId> = new.agency_ids().map(|it| it.0).collect();
    let mut pairs: Vec<(Option<AgencyId>, Option<AgencyId>)> = Vec::new();
    for key in keys {
        let mut by_key: FxHashMap<String, Vec<AgencyId>> = FxHashMap::default();
        for id in &new_left {
            if let Some(key) = key(new.agency(*id)) {
                by_key.entry(key).or_default().push(*id);
            }
        }
        old_left.retain(|id| {
            let found = key(old.agency(*id)).and_then(|it| by_key.remove(&it));
            let Some([one]) = found.as_deref() else { return true };
            new_left.retain(|it| it != one);
            pairs.push((Some(*id), Some(*one)));
            false
        });
    }
    pairs.extend(old_left.into_iter().map(|it| (Some(it), None)));
    pairs.extend(new_left.into_iter().map(|it| (None, Some(it))));
    let key = |(a, b): &(Option<AgencyId>, Option<AgencyId>)| {
        let new = b.map(|it| new.agency(it).key.clone());
        new.or_else(|| a.map(|it| old.agency(it).key.clone()))
    };
    pairs.sort_by_cached_key(key);
    let pairing = |(old, new)| Pairing { old, new, buckets: Vec::new(), below: [None; 2] };
    pairs.into_iter().map(pairing).collect()
}

/// The codes that the old domains bear in the new version: the same, or that of the domain of the
/// same name.
fn codes(old: &Domains, new: &Domains) -> Vec<String> {
    let code = |it: &crate::model::registry::Domain| {
        let renamed = || {
            let mut same =
                new.list.iter().filter(|new| new.name == it.name && old.find(&new.code).is_none());
            same.next().map(|it| it.code.clone())
        };
        if new.find(&it.code).is_some() {
            it.code.clone()
        } else {
            renamed().unwrap_or_else(|| it.code.clone())
        }
    };
    old.list.iter().map(code).collect()
}
