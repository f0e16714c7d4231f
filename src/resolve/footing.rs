//! What an entry stands on: itself, or an entry of the layer below.
use crate::{
    model::{catalog::Kind, field::Field},
    resolve::{CatalogId, Resolution, Table, view::EntryView},
};

/// What an entry that an agency wrote stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Footing {
    /// On itself: it must be whole.
    Itself,
    /// On an entry of the layer below.
    Below,
    /// On nothing: it states only what differs, and the layer below has no entry of its id.
    Nothing,
    /// What lies below it is not known, because something could not be read; that has its own
    /// finding.
    Unknown,
}

impl EntryView<'_, '_> {
    /// What the entry stands on.
    #[must_use]
    pub fn footing(&self) -> Footing {
        let Self { resolution, table, stack } = *self;
        if stack.len() > 1 {
            return Footing::Below;
        }
        if self.top().is_damaged || table.repeats.binary_search(&stack[0]).is_ok() {
            return Footing::Unknown;
        }
        if table.kind != Kind::Standard || !resolution.agency(table.agency).inherits() {
            return Footing::Itself;
        }
        if resolution.below_is_partial(table) {
            return Footing::Unknown;
        }
        if table.below.is_none() {
            // Of a domain that does not apply nothing is inherited, whatever is written of it.
            let is_left_out = table
                .domain
                .is_some_and(|it| resolution.not_applicable(table.agency, it).is_some());
            return if is_left_out { Footing::Unknown } else { Footing::Itself };
        }
        if self.top().id.is_none() {
            return Footing::Unknown;
        }
        // An addition may lack its name by a slip; an overlay leaves out more than that.
        let lacks = |field: &Field| self.find(*field).is_none();
        let lacking = table.kind.required().iter().filter(|field| lacks(field)).count();
        if lacks(&Field::Name) && lacking > 1 { Footing::Nothing } else { Footing::Itself }
    }
}

impl Resolution<'_> {
    /// Whether something that a table lies over, or should, could not be read.
    #[must_use]
    pub fn below_is_partial(&self, table: &Table) -> bool {
        if let Some(below) = table.below {
            return self.table(below).is_partial;
        }
        let agency = self.agency(table.agency);
        // A standard table of no known domain may be meant to lie over any.
        let is_astray = |it: &CatalogId| {
            let written = self.catalog(*it);
            agency.is_astray(&written.catalog, written.domain)
        };
        let astray = table.own.iter().any(is_astray);
        agency.below_is_partial || (astray && agency.inherits() && agency.below.is_some())
    }
}
