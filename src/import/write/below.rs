//! What an agency inherits: such values need not stand in its own file.
use std::collections::BTreeMap;

use crate::{
    import::write::state::Values,
    model::{Text, field::Field},
    resolve::{Resolution, TableId, view::EntryView},
};

/// The entries of a table as values, by id.
pub(super) fn entries(
    resolution: &Resolution<'_>,
    table: Option<TableId>,
) -> BTreeMap<String, Values> {
    let views = table.into_iter().flat_map(|it| resolution.entries(it));
    views.map(|it| (it.id().to_owned(), values(&it))).collect()
}

fn values(view: &EntryView<'_, '_>) -> Values {
    let texts = |list: &[Text<'_>]| list.iter().map(|it| it.value.to_string()).collect();
    let one = |text: Option<&Text<'_>>| text.map(|it| it.value.to_string()).into_iter().collect();
    let owner = view.find(Field::Owner).map(|it| &it.entry.owner);
    let of = |field: Field| -> Vec<String> {
        match field {
            Field::Category => texts(view.category()),
            Field::Name => one(view.name()),
            Field::Content => texts(view.content()),
            Field::Basis => texts(view.basis()),
            Field::Deadline => one(view.deadline()),
            Field::Owner => owner.map_or_else(Vec::new, |it| texts(&it.lead)),
            Field::Method => view.method().iter().map(|it| it.text.value.to_string()).collect(),
            Field::Channel => view.channel().iter().map(|it| it.text.value.to_string()).collect(),
            Field::Audience => view.audience().iter().map(|it| it.text.value.to_string()).collect(),
            Field::Level => view.level().iter().map(|it| it.text.value.to_string()).collect(),
            Field::Stage => view.stage().iter().map(|it| it.text.value.to_string()).collect(),
            Field::Link => one(view.link()),
            Field::Explains => texts(view.explains()),
            Field::Covers => texts(view.covers()),
            Field::DisclosedBy => texts(view.disclosed_by()),
            Field::Reason | Field::Review | Field::Reconstructed => Vec::new(),
        }
    };
    let mut values: Values =
        Field::ALL.into_iter().map(|it| (it.name().to_owned(), of(it))).collect();
    values.insert("with".to_owned(), owner.map_or_else(Vec::new, |it| texts(&it.with)));
    values
}
