//! What other agencies promise for the same entry. The entries are brought together once, and those
//! that promise the same are one group, so that no page looks at every agency.
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde::Serialize;

use crate::{
    model::{catalog::Kind, registry::DomainId},
    render::{address, cells, edition::Edition, site::Link},
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

/// What an agency promises for an entry.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Promise {
    /// 公开内容
    pub content: String,
    /// 公开时限
    pub deadline: String,
    /// 公开渠道和载体
    pub channel: String,
    /// 公开对象
    pub audience: String,
    /// 公开方式
    pub method: String,
}

/// What others promise, beside what this agency does.
#[derive(Debug, Serialize)]
pub struct Comparison {
    /// How many other agencies have the entry.
    pub agencies: usize,
    /// Those that promise the same.
    pub same: Names,
    /// What this agency promises.
    pub own: Promise,
    /// What others promise otherwise.
    pub different: Vec<OtherRow>,
    /// How many agencies promise something that is not shown.
    pub more: usize,
}

/// Agencies by name, as far as there is room.
#[derive(Debug, Default, Serialize)]
pub struct Names {
    /// Links to their entries.
    pub links: Vec<Link>,
    /// How many more there are.
    pub more: usize,
}

/// A promise of others.
#[derive(Debug, Serialize)]
pub struct OtherRow {
    /// Whose.
    pub who: Names,
    /// The promise.
    pub promise: Promise,
    /// Which parts of it differ from this agency's.
    pub differs: Differs,
}

/// Which parts of a promise differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a cell to mark")]
pub struct Differs {
    /// 公开内容
    pub content: bool,
    /// 公开时限
    pub deadline: bool,
    /// 公开渠道和载体
    pub channel: bool,
    /// 公开对象
    pub audience: bool,
    /// 公开方式
    pub method: bool,
}

impl Promise {
    fn of(view: &EntryView<'_, '_>) -> Self {
        let vocabulary = &view.resolution.registries.vocabulary;
        Self {
            content: cells::join_texts(view.content(), "；"),
            deadline: view.deadline().map_or_else(String::new, |it| it.value.clone().into_owned()),
            channel: cells::join_choices(view.channel(), &vocabulary.channels, "、"),
            audience: cells::join_choices(view.audience(), &vocabulary.audiences, "、"),
            method: cells::join_choices(view.method(), &vocabulary.methods, "、"),
        }
    }

    fn differs(&self, other: &Self) -> Differs {
        Differs {
            content: self.content != other.content,
            deadline: self.deadline != other.deadline,
            channel: self.channel != other.channel,
            audience: self.audience != other.audience,
            method: self.method != other.method,
        }
    }
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
        for place in &edition.agencies {
            for &id in &place.tables {
                let table = edition.resolution.table(id);
                let Some(domain) = table.domain else { continue };
                for view in edition.sheet(id).entries {
                    let key = (domain, table.kind, view.id());
                    all.entry(key).or_default().push((place.agency, id, view));
                }
            }
        }
        all.retain(|_, views| views.len() > 1);
        let groups = all.into_par_iter().map(|(key, views)| (key, group(&views)));
        Self { groups: groups.collect() }
    }

    /// What others promise for an entry; `None` where no other agency has it.
    #[must_use]
    pub fn of(&self, edition: &Edition<'_, '_>, view: &EntryView<'r, '_>) -> Option<Comparison> {
        let table = view.table;
        let groups = self.groups.get(&(table.domain?, table.kind, view.id()))?;
        let me = table.agency;
        let own = groups.iter().find(|it| it.who.iter().any(|it| it.0 == me))?;
        let others = |it: &Group| it.who.iter().filter(|it| it.0 != me).count();
        let name = |it: &Group| names(edition, &it.who, me, view.id());
        let agencies = groups.iter().map(others).sum();
        let different: Vec<&Group> =
            groups.iter().filter(|it| it.promise != own.promise && others(it) > 0).collect();
        Some(Comparison {
            agencies,
            same: name(own),
            different: different
                .iter()
                .take(GROUPS)
                .map(|it| OtherRow {
                    who: name(it),
                    differs: own.promise.differs(&it.promise),
                    promise: it.promise.clone(),
                })
                .collect(),
            more: different.iter().skip(GROUPS).map(|it| others(it)).sum(),
            own: own.promise.clone(),
        })
        .filter(|it| it.agencies > 0)
    }
}

/// Those that promise the same together, in the order of the agencies.
fn group(views: &[(AgencyId, TableId, EntryView<'_, '_>)]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut known: FxHashMap<Promise, usize> = FxHashMap::default();
    for (agency, table, view) in views {
        let promise = Promise::of(view);
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
        let folder = format!("{}/{}", agency.key, edition.folder(*table));
        Link {
            text: agency.name().to_owned(),
            href: format!("../../{}/{id}.html", address::href(&folder)),
        }
    };
    Names {
        links: others().take(NAMED).map(link).collect(),
        more: others().count().saturating_sub(NAMED),
    }
}
