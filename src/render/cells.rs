//! The texts of an entry's fields, as tables and pages show them.
use std::borrow::Cow;

use crate::{
    model::{
        Text,
        catalog::Entry,
        choice::{Audience, Choice, Level, Method, Review},
        field::Field,
        vocabulary::{Terms, Vocabulary, qualified},
    },
    render::wording::Wording,
    resolve::view::EntryView,
};

/// What stands in for the name of an entry that has none.
pub const NAMELESS: &str = "（未命名）";

/// Joins texts with a separator, in one allocation.
pub fn join<'a>(texts: impl Iterator<Item = &'a str> + Clone, separator: &str) -> String {
    let mut out = String::with_capacity(texts.clone().map(|it| it.len() + separator.len()).sum());
    for text in texts {
        if !out.is_empty() {
            out.push_str(separator);
        }
        out.push_str(text);
    }
    out
}

/// Joins texts with a separator.
#[must_use]
pub fn join_texts(texts: &[Text<'_>], separator: &str) -> String {
    join(texts.iter().map(|it| it.value.as_ref()), separator)
}

/// Joins words of the vocabulary, as their standard terms.
#[must_use]
pub fn join_choices<T: crate::model::choice::Meaning>(
    choices: &[Choice<'_, T>],
    terms: &Terms,
    separator: &str,
) -> String {
    match choices {
        [] => String::new(),
        [one] => one.standard(terms).into_owned(),
        _ => {
            let words: Vec<_> = choices.iter().map(|it| it.standard(terms)).collect();
            join(words.iter().map(AsRef::as_ref), separator)
        }
    }
}

/// The name to show: that of the entry; where the table has none at this level, its last category.
#[must_use]
pub fn name<'r>(view: &EntryView<'r, '_>) -> &'r str {
    match view.name().map(|it| it.value.as_ref()) {
        Some("—" | "") | None => view.category().last().map_or(NAMELESS, |it| &it.value),
        Some(name) => name,
    }
}

/// 公开主体 with `separator`; who leads comes first, who supports is marked 配合.
#[must_use]
pub fn owner(view: &EntryView<'_, '_>, separator: &str) -> String {
    let owners = view.owner();
    let mut out = join(owners.lead.iter().map(|it| it.name.as_ref()), separator);
    if !owners.with.is_empty() {
        if !out.is_empty() {
            out.push_str(separator);
        }
        out.push_str("配合：");
        out.push_str(&join(owners.with.iter().map(|it| it.name.as_ref()), "、"));
    }
    out
}

/// The marks of an entry: whom it is disclosed to and how.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// 全社会
    pub everyone: bool,
    /// 特定群体: which, or nothing where the table does not say.
    pub group: Option<String>,
    /// 主动公开
    pub proactive: bool,
    /// 依申请公开
    pub on_request: bool,
}

/// Reads the marks of an entry.
#[must_use]
pub fn marks(view: &EntryView<'_, '_>) -> Marks {
    let mut marks = Marks::default();
    for choice in view.audience() {
        match choice.value {
            Some(Audience::Everyone) => marks.everyone = true,
            Some(Audience::Group) => {
                let group = marks.group.get_or_insert_default();
                if let Some((_, who)) = qualified(&choice.text.value) {
                    if !group.is_empty() {
                        group.push('、');
                    }
                    group.push_str(who);
                }
            }
            None => {}
        }
    }
    let has = |method| view.method().iter().any(|it| it.value == Some(method));
    marks.proactive = has(Method::Proactive);
    marks.on_request = has(Method::OnRequest);
    marks
}

/// Whether an entry is for a level of government.
#[must_use]
pub fn has_level(view: &EntryView<'_, '_>, level: Level) -> bool {
    view.level().iter().any(|it| it.value == Some(level))
}

/// The levels that entries use, from the nation downwards, with the terms to show.
#[must_use]
pub fn levels<'a>(
    entries: impl Iterator<Item = &'a [Choice<'a, Level>]>,
    terms: &Terms,
) -> Vec<(Level, String)> {
    let mut found: Vec<(Level, String)> = Vec::new();
    for choice in entries.flatten() {
        let Some(level) = choice.value else { continue };
        if let Err(at) = found.binary_search_by_key(&level, |it| it.0) {
            found.insert(at, (level, choice.standard(terms).into_owned()));
        }
    }
    found
}

/// 核对程度 in words; nothing where the catalog does not say.
#[must_use]
pub fn review(review: Option<Review>) -> &'static str {
    match review {
        Some(Review::Verified) => "已核对",
        Some(Review::Published) => "已公布",
        Some(Review::Reconstructed) => "复原待核",
        None => "",
    }
}

/// What the elements are called that were filled in, of an entry whose other elements were not.
#[must_use]
pub fn filled_in(view: &EntryView<'_, '_>, words: &Wording) -> Vec<&'static str> {
    if view.stated_review() == Some(Review::Reconstructed) {
        return Vec::new();
    }
    view.reconstructed().map(|it| words.label(it)).collect()
}

/// The texts of a field of a written entry, as its own layer names them.
#[must_use]
pub fn written<'a>(
    entry: &'a Entry<'_>,
    field: Field,
    vocabulary: &'a Vocabulary,
) -> Vec<Cow<'a, str>> {
    fn texts<'a>(texts: &'a [Text<'_>]) -> Vec<Cow<'a, str>> {
        texts.iter().map(|it| Cow::Borrowed(it.value.as_ref())).collect()
    }
    fn choices<'a, T: crate::model::choice::Meaning>(
        choices: &'a [Choice<'_, T>],
        terms: &'a Terms,
    ) -> Vec<Cow<'a, str>> {
        choices.iter().map(|it| it.standard(terms)).collect()
    }
    match field {
        Field::Category => texts(&entry.category),
        Field::Name => texts(entry.name.as_slice()),
        Field::Content => texts(&entry.content),
        Field::Basis => texts(&entry.basis),
        Field::Deadline => texts(entry.deadline.as_slice()),
        Field::Owner => {
            let mut all = texts(&entry.owner.lead);
            if !entry.owner.with.is_empty() {
                all.push(Cow::Owned(format!("配合：{}", join_texts(&entry.owner.with, "、"))));
            }
            all
        }
        Field::Method => choices(&entry.method, &vocabulary.methods),
        Field::Channel => choices(&entry.channel, &vocabulary.channels),
        Field::Audience => choices(&entry.audience, &vocabulary.audiences),
        Field::Level => choices(&entry.level, &vocabulary.levels),
        Field::Stage => choices(&entry.stage, &vocabulary.stages),
        Field::Link => texts(entry.link.as_slice()),
        Field::Reason => choices(entry.reason.as_slice(), &vocabulary.reasons),
        Field::Explains => texts(entry.explains()),
        Field::Covers => texts(entry.covers()),
        Field::DisclosedBy => texts(entry.disclosed_by()),
        Field::Reconstructed => texts(entry.reconstructed()),
        Field::Review => choices(entry.review.as_slice(), &vocabulary.reviews),
    }
}
