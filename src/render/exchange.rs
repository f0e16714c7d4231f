//! What the official form has no column for, as columns at its right, so that a table that went out can
//! come back in. `govcat import` reads these headings; `docs/export.zh-CN.md` says what they hold.
use serde_json::{Map, Value};

use crate::{
    model::{
        choice::{Audience, Choice, Meaning, Review},
        field::Field,
        vocabulary::Terms,
    },
    render::{
        cells,
        official::{Cell, Column, Form},
        sheet::Sheet,
    },
    resolve::view::EntryView,
};

/// The headings, in order. The first is always there, the others where an entry has something to say.
pub const HEADINGS: [&str; 6] = ["条目编号", "原编号", "五公开", "公开链接", "核对程度", "精确值"];
/// How wide they are, in columns of digits.
const WIDTHS: [u16; 6] = [12, 12, 8, 20, 13, 24];
/// What divides the values of one cell.
const BETWEEN: &str = "、";

/// Adds the columns to the form of a whole table.
pub fn complete(form: &mut Form, sheet: &Sheet<'_, '_, '_>) {
    let depth = sheet.entries.iter().map(|it| it.category().len()).max().unwrap_or(0);
    let rows: Vec<[String; 6]> = sheet.entries.iter().map(|it| cells(it, depth)).collect();
    for (at, (heading, width)) in HEADINGS.into_iter().zip(WIDTHS).enumerate() {
        if at > 0 && rows.iter().all(|it| it[at].is_empty()) {
            continue;
        }
        form.columns.push(Column {
            group: None,
            heading: heading.to_owned(),
            width,
            joint: BETWEEN,
            is_centred: false,
        });
        for (row, cells) in form.rows.iter_mut().zip(&rows) {
            row.push(Cell::Text(cells[at].clone()));
        }
    }
}

fn cells(view: &EntryView<'_, '_>, depth: usize) -> [String; 6] {
    let vocabulary = &view.resolution.registries.vocabulary;
    [
        view.id().to_owned(),
        cells::join_texts(&view.top().was, BETWEEN),
        cells::join_choices(view.stage(), &vocabulary.stages, BETWEEN),
        view.link().map(|it| it.value.to_string()).unwrap_or_default(),
        view.review().map_or("", Review::name).to_owned(),
        exact(view, depth),
    ]
}

/// The fields of an entry whose cells in the form could be read in another way, as JSON under the keys
/// of a catalog file; nothing where every cell is plain.
fn exact(view: &EntryView<'_, '_>, depth: usize) -> String {
    let vocabulary = &view.resolution.registries.vocabulary;
    let mut fields = Map::new();
    let texts = |texts: &[crate::model::Text<'_>]| -> Vec<String> {
        texts.iter().map(|it| it.value.to_string()).collect()
    };
    let category = texts(view.category());
    if category.len() < depth || category.iter().any(|it| !is_one_line(it) || it == "—") {
        fields.insert(Field::Category.name().into(), category.into());
    }
    match view.name().map(|it| it.value.as_ref()) {
        None => drop(fields.insert(Field::Name.name().into(), Value::Null)),
        Some(name) if !is_one_line(name) || matches!(name, "—" | "") => {
            fields.insert(Field::Name.name().into(), name.into());
        }
        Some(_) => {}
    }
    let content = texts(view.content());
    if content.iter().any(|it| !is_element(it)) || content.len() == 1 && content[0].contains('、')
    {
        fields.insert(Field::Content.name().into(), content.into());
    }
    let basis = texts(view.basis());
    if basis.iter().any(|it| !is_element(it) || it.matches('《').count() != 1) {
        fields.insert(Field::Basis.name().into(), basis.into());
    }
    if let Some(deadline) = view.deadline().filter(|it| !is_one_line(&it.value)) {
        fields.insert(Field::Deadline.name().into(), deadline.value.as_ref().into());
    }
    let owner = view.owner();
    let names = |all: &[crate::resolve::owner::ResolvedOwner<'_, '_>]| -> Vec<String> {
        all.iter().map(|it| it.name.to_string()).collect()
    };
    let (lead, with) = (names(&owner.lead), names(&owner.with));
    let is_odd = |it: &String| it.contains(['、', '，', '；', ',', '/', '\n', '：']);
    if lead.iter().chain(&with).any(is_odd) {
        let value = if with.is_empty() {
            lead.into()
        } else {
            serde_json::json!({ "lead": lead, "with": with })
        };
        fields.insert(Field::Owner.name().into(), value);
    }
    // Only channels with a box of their own are read back from their box.
    let boxes = vocabulary.channels.list().iter().take_while(|it| it.term != "其他");
    let has_box = |it: &Choice<'_, _>| {
        let word = it.standard(&vocabulary.channels);
        boxes.clone().any(|it| it.term == word)
    };
    if !view.channel().iter().all(has_box) {
        let channel = standard(view.channel(), &vocabulary.channels);
        fields.insert(Field::Channel.name().into(), channel.into());
    }
    let groups = || view.audience().iter().filter(|it| it.value == Some(Audience::Group));
    let is_odd = |it: &Choice<'_, Audience>| {
        it.value.is_none() || it.text.value.contains(['、', '，', '；', '\n', '/'])
    };
    if groups().count() > 1 || view.audience().iter().any(is_odd) {
        let audience = standard(view.audience(), &vocabulary.audiences);
        fields.insert(Field::Audience.name().into(), audience.into());
    }
    if view.method().iter().any(|it| it.value.is_none()) {
        let method = standard(view.method(), &vocabulary.methods);
        fields.insert(Field::Method.name().into(), method.into());
    }
    if view.level().iter().any(|it| it.value.is_none()) {
        let level = standard(view.level(), &vocabulary.levels);
        fields.insert(Field::Level.name().into(), level.into());
    }
    if fields.is_empty() { String::new() } else { Value::Object(fields).to_string() }
}

fn standard<T: Meaning>(choices: &[Choice<'_, T>], terms: &Terms) -> Vec<String> {
    choices.iter().map(|it| it.standard(terms).into_owned()).collect()
}

fn is_one_line(text: &str) -> bool {
    !text.contains(['\n', '\r'])
}

/// Whether a text is read as one element: no sign that divides, no number or mark before it.
fn is_element(text: &str) -> bool {
    let begins_plainly = text.starts_with(|c: char| c == '《' || c.is_alphabetic())
        && !text.contains(['①', '●', '■', '□', '√']);
    let is_numbered = text
        .split_once(['、', '.', '．'])
        .is_some_and(|(before, _)| before.chars().all(|c| "一二三四五六七八九十".contains(c)));
    begins_plainly && !is_numbered && !text.contains(['；', ';', '\n', '\r'])
}
