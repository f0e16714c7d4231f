//! What other agencies promise for the same entry. The entries are brought together once, and those
//! that promise the same are one group, so that no page looks at every agency.
use std::array;

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde::Serialize;

use crate::{
    model::{catalog::Kind, registry::DomainId},
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
    groups: FxHashMap<Key<'r>, Vec<Group>>,
}

/// Agencies that promise the same.
#[derive(Debug)]
struct Group {
    promise: Promise,
    who: Vec<(AgencyId, TableId)>,
}

/// What an agency promises for an entry: 公开内容, 公开时限, 公开渠道和载体, 公开对象, 公开方式.
pub type Promise = [String; 5];

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

fn promise(view: &EntryView<'_, '_>) -> Promise {
    let vocabulary = &view.resolution.registries.vocabulary;
    [
        cells::join_texts(view.content(), "；"),
        view.deadline().map_or_else(String::new, |it| it.value.clone().into_owned()),
        cells::join_choices(view.channel(), &vocabulary.channels, "、"),
        cells::join_choices(view.audience(), &vocabulary.audiences, "、"),
        cells::join_choices(view.method(), &vocabulary.methods, "、"),
    ]
}

impl<'r> Others<'r> {
    /// Brings together what all agencies of an edition publish.
    #[must_use]
    pub fn new(edition: &Edition<'r, '_>) -> Self {
        let mut all: FxHashMap<Key<'r>, Vec<(AgencyId, TableId, EntryView<'r, '_>)>> =
            FxHashMap::default();
        if edition.agencies.len() < 2 {
            return Self::default();
        }
        let tables: Vec<TableId> =
            edition.agencies.iter().flat_map(|it| &it.tables).copied().collect();
        let sheets = tables.into_par_iter().map(|it| edition.sheet(it));
        for sheet in sheets.collect::<Vec<_>>() {
            let (table, id) = (sheet.table(), sheet.id);
            let Some(domain) = table.domain else { continue };
            for view in sheet.entries {
                let key = (domain, table.kind, view.id());
                all.entry(key).or_default().push((table.agency, id, view));
            }
        }
        all.retain(|_, views| views.len() > 1);
        let groups = all.into_par_iter().map(|(key, views)| (key, group(&views)));
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
        let others = |it: &Group| it.who.iter().filter(|it| it.0 != me).count();
        let name = |it: &Group| names(edition, &it.who, me, view.id());
        let agencies = groups.iter().map(others).sum();
        let different: Vec<&Group> =
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
            own: array::from_fn(|at| own.promise[at].as_str()),
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
fn group(views: &[(AgencyId, TableId, EntryView<'_, '_>)]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut known: FxHashMap<Promise, usize> = FxHashMap::default();
    for (agency, table, view) in views {
        let promise = promise(view);
        let at = *known.entry(promise).or_insert_with_key(|promise| {
            groups.push(Group { promise: promise.clone(), who: Vec::new() });
            groups.len() - 1
        });
        groups[at].who.push((*agency, *table));
    }
    groups
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
