//! What other agencies promise for the same entry. The entries are brought together once, and those
//! that promise the same are one group, so that no page looks at every agency.
use std::{array, borrow::Cow};

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde::Serialize;

use crate::{
    model::{
        catalog::Kind,
        choice::{Choice, Meaning},
        registry::DomainId,
        vocabulary::Terms,
    },
    render::{address, cells, edition::Edition, sheet::Sheet, site::Link},
    resolve::{AgencyId, TableId, view::EntryView},
};

/// More groups than this are not shown.
const GROUPS: usize = 4;
/// More agencies of a group than this are counted, not named.
const NAMED: usize = 4;

/// Which entry: the same domain, kind and id.
type Key<'r> = (DomainId, Kind, &'r str);

/// The promises of entries that several agencies have.
#[derive(Debug, Default)]
pub struct Others<'r> {
    groups: FxHashMap<Key<'r>, Vec<Group<'r>>>,
}

/// Agencies that promise the same.
#[derive(Debug)]
struct Group<'r> {
    promise: Promise<'r>,
    who: Vec<(AgencyId, TableId)>,
}

/// What an agency promises for an entry: 公开内容, 公开时限, 公开渠道和载体, 公开对象, 公开方式.
pub type Promise<'r> = [Cow<'r, str>; 5];

/// What others promise, beside what this agency does.
#[derive(Debug, Hash, Serialize)]
pub struct Comparison<'o> {
    /// How many other agencies have the entry.
    pub agencies: usize,
    /// Those that promise the same.
    pub same: Names,
    /// What this agency promises.
    pub own: [&'o str; 5],
    /// What others promise otherwise.
    pub different: Vec<OtherRow<'o>>,
    /// How many agencies promise something that is not shown.
    pub more: usize,
}

/// Agencies by name, as far as there is room.
#[derive(Debug, Default, Hash, Serialize)]
pub struct Names {
    /// Links to their entries.
    pub links: Vec<Link>,
    /// How many more there are.
    pub more: usize,
}

/// A promise of others.
#[derive(Debug, Hash, Serialize)]
pub struct OtherRow<'o> {
    /// Whose.
    pub who: Names,
    /// What of the promise differs from this agency's; a dash where they promise nothing.
    pub cells: [Option<&'o str>; 5],
}

fn promise<'r>(view: &EntryView<'r, '_>) -> Promise<'r> {
    fn choices<'r, T: Meaning>(choices: &'r [Choice<'_, T>], terms: &'r Terms) -> Cow<'r, str> {
        match choices {
            [one] => one.standard(terms),
            _ => cells::join_choices(choices, terms, "、").into(),
        }
    }
    let vocabulary = &view.resolution.registries.vocabulary;
    let content = match view.content() {
        [one] => Cow::Borrowed(one.value.as_ref()),
        several => cells::join_texts(several, "；").into(),
    };
    [
        content,
        view.deadline().map_or("", |it| &it.value).into(),
        choices(view.channel(), &vocabulary.channels),
        choices(view.audience(), &vocabulary.audiences),
        choices(view.method(), &vocabulary.methods),
    ]
}

impl<'r> Others<'r> {
    /// Brings together what all agencies of an edition publish.
    #[must_use]
    pub fn new(edition: &Edition<'r, '_>) -> Self {
        if edition.agencies.len() < 2 {
            return Self::default();
        }
        // The same entry is in the same domain: tables of different ones need not wait for each other.
        let mut domains: FxHashMap<(DomainId, Kind), Vec<TableId>> = FxHashMap::default();
        for id in edition.agencies.iter().flat_map(|it| &it.tables) {
            let table = edition.resolution.table(*id);
            if let Some(domain) = table.domain {
                domains.entry((domain, table.kind)).or_default().push(*id);
            }
        }
        let groups = domains.into_par_iter().flat_map_iter(|((domain, kind), tables)| {
            let mut all: FxHashMap<&str, Vec<(AgencyId, TableId, EntryView<'r, '_>)>> =
                FxHashMap::default();
            for id in tables {
                let sheet = edition.sheet(id);
                let agency = sheet.table().agency;
                for view in sheet.entries {
                    all.entry(view.id()).or_default().push((agency, id, view));
                }
            }
            all.retain(|_, views| views.len() > 1);
            all.into_iter().map(move |(id, views)| ((domain, kind, id), group(&views)))
        });
        Self { groups: groups.collect() }
    }

    /// What others promise for each entry of a table; `None` where no other agency has it.
    #[must_use]
    pub fn all(&self, sheet: &Sheet<'_, 'r, '_>) -> Vec<Option<Comparison<'_>>> {
        sheet.entries.iter().map(|it| self.of(sheet.edition, it)).collect()
    }

    fn of(&self, edition: &Edition<'_, '_>, view: &EntryView<'r, '_>) -> Option<Comparison<'_>> {
        let table = view.table;
        let groups = self.groups.get(&(table.domain?, table.kind, view.id()))?;
        let me = table.agency;
        let own = groups.iter().find(|it| it.who.iter().any(|it| it.0 == me))?;
        let others = |it: &Group<'_>| it.who.iter().filter(|it| it.0 != me).count();
        let name = |it: &Group<'_>| names(edition, &it.who, me, view.id());
        let agencies = groups.iter().map(others).sum();
        let different: Vec<&Group<'_>> =
            groups.iter().filter(|it| it.promise != own.promise && others(it) > 0).collect();
        let groups_shown = shown(different.len(), GROUPS);
        Some(Comparison {
            agencies,
            same: name(own),
            different: different
                .iter()
                .take(groups_shown)
                .map(|it| OtherRow {
                    who: name(it),
                    cells: array::from_fn(|at| {
                        let cell = &it.promise[at];
                        (*cell != own.promise[at]).then(|| some(cell))
                    }),
                })
                .collect(),
            more: different.iter().skip(groups_shown).map(|it| others(it)).sum(),
            own: array::from_fn(|at| own.promise[at].as_ref()),
        })
        .filter(|it| it.agencies > 0)
    }
}

fn some(text: &str) -> &str {
    if text.is_empty() { "—" } else { text }
}

/// How many of them are named: a single one that is left is named, too, as counting it says less and takes as
/// much room.
fn shown(count: usize, most: usize) -> usize {
    if count <= most + 1 { count } else { most }
}

/// Those that promise the same together, in the order of the agencies.
fn group<'r>(views: &[(AgencyId, TableId, EntryView<'r, '_>)]) -> Vec<Group<'r>> {
    let mut known: FxHashMap<Promise<'_>, usize> = FxHashMap::default();
    let mut who: Vec<Vec<(AgencyId, TableId)>> = Vec::new();
    for (agency, table, view) in views {
        let at = *known.entry(promise(view)).or_insert(who.len());
        who.resize_with(who.len().max(at + 1), Vec::new);
        who[at].push((*agency, *table));
    }
    let mut promises: Vec<(usize, Promise<'_>)> =
        known.into_iter().map(|it| (it.1, it.0)).collect();
    promises.sort_unstable_by_key(|it| it.0);
    promises.into_iter().zip(who).map(|((_, promise), who)| Group { promise, who }).collect()
}

fn names(edition: &Edition<'_, '_>, who: &[(AgencyId, TableId)], me: AgencyId, id: &str) -> Names {
    let others = || who.iter().filter(|it| it.0 != me);
    let link = |(agency, table): &(AgencyId, TableId)| {
        let agency = edition.resolution.agency(*agency);
        let (key, folder) = (address::href(&agency.key), address::href(edition.folder(*table)));
        Link {
            text: agency.name().to_owned(),
            href: ["../../", &key, "/", &folder, "/", id, ".html"].concat(),
        }
    };
    let count = others().count();
    let named = shown(count, NAMED);
    Names { links: others().take(named).map(link).collect(), more: count - named }
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn a_single_one_is_named_not_counted() {
        assert_eq!([3, 4, 5, 6, 60].map(|it| shown(it, 4)), [3, 4, 5, 4, 4]);
    }
}
