//! What each office owes: the gap report from the side of those who are to mend it.
use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    diagnostic::Lang,
    gap::{AgencyGap, EntryGap, narrow::View},
    model::registry::DomainId,
    render::gap::Telling,
};

/// An office, and what it owes.
#[derive(Debug)]
pub struct Owing<'g> {
    /// Its name; empty for entries that name none.
    pub name: &'g str,
    /// What it owes, the worst first.
    pub owed: Vec<(DomainId, &'g EntryGap<'g>)>,
    /// In how many entries it is named.
    pub entries: usize,
}

/// The offices that owe something, those that owe most first. An entry of several offices is owed
/// by each of them.
#[must_use]
pub fn owing<'g>(agency: &'g AgencyGap<'g>, view: &View) -> Vec<Owing<'g>> {
    let mut offices: Vec<Owing<'g>> = Vec::new();
    let mut index: FxHashMap<&str, usize> = FxHashMap::default();
    let mut add = |name: &'g str, domain, entry: &'g EntryGap<'g>| {
        if !view.offices.is_empty() && !view.offices.iter().any(|it| it == name) {
            return;
        }
        let at = *index.entry(name).or_insert_with(|| {
            offices.push(Owing { name, owed: Vec::new(), entries: 0 });
            offices.len() - 1
        });
        offices[at].entries += 1;
        if entry.is_gap() {
            offices[at].owed.push((domain, entry));
        }
    };
    for (domain, entry) in agency.entries() {
        if entry.owners.is_empty() {
            add("", domain, entry);
        }
        for name in entry.owners.iter() {
            add(name, domain, entry);
        }
    }
    offices.retain(|it| !it.owed.is_empty());
    for office in &mut offices {
        office.owed.sort_by_key(|(_, it)| it.rank());
    }
    offices.sort_by_key(|it| std::cmp::Reverse(it.owed.len()));
    offices
}

/// An office's name; words where there is none.
#[must_use]
pub fn name(name: &str, lang: Lang) -> &str {
    match (name, lang) {
        ("", Lang::Zh) => "（没有写明公开主体）",
        ("", Lang::En) => "(no office named)",
        _ => name,
    }
}

/// The domains of a report, each once, by their numbers.
#[must_use]
pub fn domains(telling: &Telling<'_, '_>) -> Vec<DomainId> {
    let all = telling.report.agencies.iter().flat_map(|it| &it.domains);
    let mut seen = FxHashSet::default();
    let mut domains: Vec<DomainId> =
        all.map(|it| it.domain).filter(|it| seen.insert(*it)).collect();
    domains.sort_by_key(|it| (telling.resolution.registries.domains.get(*it).number, *it));
    domains
}
