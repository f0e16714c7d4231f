//! Who owes an entry: the offices of an agency, looked up once for each cell that names them.
use std::{cell::RefCell, sync::Arc};

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use crate::{
    model::field::Field,
    resolve::{
        AgencyId, Resolution,
        roles::{Roles, roles_to_fill},
        view::EntryView,
    },
};

/// The owners of one agency's entries. Hundreds of entries name the same few.
pub(crate) struct Owners<'r, 's> {
    resolution: &'r Resolution<'s>,
    agency: AgencyId,
    /// The roles that its offices have to fill; `None` where roles may stay roles.
    roles: Option<Roles<'r>>,
    here: RefCell<FxHashMap<Cell<'r>, Named>>,
    would_be: RefCell<FxHashMap<Cell<'r>, Named>>,
}

/// The owners of an entry.
#[derive(Clone, Debug, Default)]
pub(crate) struct Named {
    /// Their names, each once: one office may fill several roles.
    pub(crate) names: Arc<[String]>,
    /// The roles among them that no office fills.
    pub(crate) open: Arc<[String]>,
}

/// Owners as written: whose layer it was, how many of them lead, and the words.
type Cell<'r> = (AgencyId, usize, SmallVec<[&'r str; 4]>);

impl<'r, 's> Owners<'r, 's> {
    pub(crate) fn new(resolution: &'r Resolution<'s>, agency: AgencyId) -> Self {
        Self {
            resolution,
            agency,
            roles: roles_to_fill(resolution, agency),
            here: RefCell::default(),
            would_be: RefCell::default(),
        }
    }

    /// The owners of an entry of the agency.
    pub(crate) fn of(&self, view: &EntryView<'r, 's>) -> Named {
        cached(&self.here, view, || {
            let owner = view.owner();
            let all = || owner.lead.iter().chain(&owner.with);
            let open = |roles: &Roles<'_>| {
                let open = all().filter(|it| roles.is_unfilled(it));
                distinct(open.map(|it| it.name.as_ref()))
            };
            Named {
                names: distinct(all().map(|it| it.name.as_ref())),
                open: self.roles.as_ref().map(open).unwrap_or_default(),
            }
        })
    }

    /// Who would own an entry of the standard here: the offices that fill its roles.
    pub(crate) fn would_be(&self, theirs: &EntryView<'r, 's>) -> Arc<[String]> {
        let named = cached(&self.would_be, theirs, || {
            let owner = theirs.owner();
            let agency = self.resolution.agency(self.agency);
            let names = owner.lead.iter().chain(&owner.with).map(|it| {
                let office = agency.office_for(&it.name);
                let office = office.or_else(|| agency.office_for(&it.written.value));
                office.map_or(it.name.as_ref(), |office| &office.name.value)
            });
            Named { names: distinct(names), ..Named::default() }
        });
        named.names
    }
}

fn cached<'r>(
    cache: &RefCell<FxHashMap<Cell<'r>, Named>>,
    view: &EntryView<'r, '_>,
    find: impl FnOnce() -> Named,
) -> Named {
    let Some(found) = view.find(Field::Owner) else { return Named::default() };
    let owner = &found.entry.owner;
    let writer = view.resolution.catalog(found.catalog).agency;
    let words = owner.all().map(|it| it.value.as_ref()).collect();
    cache.borrow_mut().entry((writer, owner.lead.len(), words)).or_insert_with(find).clone()
}

fn distinct<'a>(names: impl Iterator<Item = &'a str>) -> Arc<[String]> {
    let mut list: Vec<String> = Vec::new();
    for name in names {
        if !list.iter().any(|it| it == name) {
            list.push(name.to_owned());
        }
    }
    list.into()
}
