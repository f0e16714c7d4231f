//! The texts that people wrote, wherever they stand: what [`Check::Text`](super::Check::Text) looks at.
use crate::{
    model::{
        Text,
        catalog::{Catalog, Entry},
        choice::Choice,
        field::Field,
    },
    resolve::Agency,
};

/// Calls `visit` with each text of an entry that people wrote.
pub(super) fn of_entry(entry: &Entry<'_>, visit: &mut impl FnMut(&Text<'_>, Field)) {
    fn choices<T>(
        choices: &[Choice<'_, T>],
        field: Field,
        visit: &mut impl FnMut(&Text<'_>, Field),
    ) {
        choices.iter().for_each(|choice| visit(&choice.text, field));
    }
    entry.category.iter().for_each(|text| visit(text, Field::Category));
    entry.name.iter().for_each(|text| visit(text, Field::Name));
    entry.content.iter().for_each(|text| visit(text, Field::Content));
    entry.basis.iter().for_each(|text| visit(text, Field::Basis));
    entry.deadline.iter().for_each(|text| visit(text, Field::Deadline));
    entry.owner.all().for_each(|text| visit(text, Field::Owner));
    choices(&entry.method, Field::Method, visit);
    choices(&entry.channel, Field::Channel, visit);
    choices(&entry.audience, Field::Audience, visit);
    choices(&entry.level, Field::Level, visit);
    choices(&entry.stage, Field::Stage, visit);
    choices(entry.reason.as_slice(), Field::Reason, visit);
}

/// Calls `visit` with each text of a catalog file outside its entries: the text, the field that it
/// is most like, its key, and the entry that it speaks of.
pub(super) fn around_entries<'c>(
    catalog: &'c Catalog<'_>,
    visit: &mut impl FnMut(&Text<'_>, Field, &'static str, Option<&'c str>),
) {
    catalog.title.iter().for_each(|text| visit(text, Field::Name, "title", None));
    catalog.source.iter().for_each(|text| visit(text, Field::Name, "source", None));
    for exclude in &catalog.excludes {
        let id = exclude.id.as_ref().map(|id| id.value.as_ref());
        exclude.reason.iter().for_each(|it| visit(&it.text, Field::Reason, "reason", id));
        exclude.basis.iter().for_each(|text| visit(text, Field::Basis, "basis", id));
        exclude.elsewhere.iter().for_each(|text| visit(text, Field::Content, "where", id));
    }
    for waiver in &catalog.waivers {
        let id = waiver.entry.as_ref().map(|id| id.value.as_ref());
        waiver.reason.iter().for_each(|text| visit(text, Field::Content, "reason", id));
        waiver.basis.iter().for_each(|text| visit(text, Field::Basis, "basis", id));
        waiver.approved_by.iter().for_each(|text| visit(text, Field::Owner, "approved_by", id));
    }
}

/// Calls `visit` with each text of an `agency.yaml`: the text, the field that it is most like, its key.
pub(super) fn of_agency(agency: &Agency<'_>, visit: &mut impl FnMut(&Text<'_>, Field, &'static str)) {
    let Some(file) = &agency.file else { return };
    file.name.iter().for_each(|text| visit(text, Field::Owner, "name"));
    for office in &file.offices {
        visit(&office.name, Field::Owner, "name");
        office.acts_for.iter().for_each(|text| visit(text, Field::Owner, "acts_for"));
        office.former.iter().for_each(|text| visit(text, Field::Owner, "former"));
    }
    for record in &file.not_applicable {
        record.reason.iter().for_each(|text| visit(text, Field::Content, "reason"));
        record.basis.iter().for_each(|text| visit(text, Field::Basis, "basis"));
    }
}
