//! Roles: which owners that a layer below names an agency's own offices have to fill.
use rustc_hash::FxHashSet;

use crate::{
    model::{Text, choice::Level},
    resolve::{Agency, AgencyId, Resolution, owner::ResolvedOwner},
};

/// The roles that an agency's offices have to fill.
#[derive(Debug)]
pub struct Roles<'r> {
    agency: AgencyId,
    /// The names of the agency, of those below it, and of all their offices: who bears one is no
    /// role.
    names: FxHashSet<&'r str>,
}

/// The roles that an agency's offices have to fill; `None` where its owners may stay roles: it
/// inherits nothing, it is above the counties that the catalogs are for, or offices may have been
/// lost to a syntax error.
#[must_use]
pub fn roles_to_fill<'r>(resolution: &'r Resolution<'_>, id: AgencyId) -> Option<Roles<'r>> {
    let agency = resolution.agency(id);
    let file = agency.file.as_ref().filter(|file| file.inherit)?;
    let level = file.level.as_ref().and_then(|level| level.value);
    if agency.below.is_none() || matches!(level, Some(Level::Nation | Level::Province)) {
        return None;
    }
    let layers = || {
        std::iter::successors(Some(id), |it| resolution.agency(*it).below)
            .map(|it| resolution.agency(it))
    };
    let is_damaged = |it: &Agency<'_>| it.file.as_ref().is_some_and(|file| file.is_damaged);
    if layers().any(is_damaged) {
        return None;
    }
    let names = layers().flat_map(|agency| {
        let offices = agency.file.iter().flat_map(|file| &file.offices);
        let names = offices.flat_map(|office| std::iter::once(&office.name).chain(&office.former));
        names.map(|name| name.value.as_ref()).chain([agency.name()])
    });
    Some(Roles { agency: id, names: names.collect() })
}

impl Roles<'_> {
    /// Whether an owner, as the agency names it, is still a role that no office fills.
    #[must_use]
    pub fn is_unfilled(&self, owner: &ResolvedOwner<'_, '_>) -> bool {
        owner.is_inherited && owner.office.is_none() && !self.names.contains(owner.name.as_ref())
    }

    /// Whether a body that the layer of `writer` names is a role that no office fills.
    #[must_use]
    pub fn is_open(
        &self,
        resolution: &Resolution<'_>,
        name: &str,
        written: &Text<'_>,
        writer: AgencyId,
    ) -> bool {
        !self.names.contains(name)
            && resolution.localise(name, written, writer, self.agency).office.is_none()
    }
}
