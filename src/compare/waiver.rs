//! Approvals to be weaker than the standard.
use jiff::civil::Date;

use crate::{
    model::{catalog::Waiver, field::Field},
    resolve::{Resolution, Table},
};

/// The waiver for a field of an entry that holds on a day, if there is one: signed, with a reason
/// and a basis, and not expired.
#[must_use]
pub fn find<'r, 's>(
    resolution: &'r Resolution<'s>,
    table: &Table,
    id: &str,
    field: Field,
    today: Date,
) -> Option<&'r Waiver<'s>> {
    let waivers = table.own.iter().flat_map(|it| &resolution.catalog(*it).catalog.waivers);
    let text = |it: &Option<crate::model::Text<'_>>, word: &str| {
        it.as_ref().is_some_and(|it| it.value == word)
    };
    waivers.into_iter().find(|waiver| {
        text(&waiver.entry, id)
            && text(&waiver.field, field.name())
            && waiver.reason.is_some()
            && !waiver.basis.is_empty()
            && waiver.approved_by.is_some()
            && waiver.until.as_ref().is_some_and(|until| until.value >= today)
    })
}
