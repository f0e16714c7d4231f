//! The columns of the official form: which there are, their headings, how wide they are on A4.
use std::borrow::Cow;

use crate::{
    model::{
        catalog::Kind,
        choice::{Level, Meaning as _, Review},
    },
    render::{cells, sheet::Sheet, wording::Wording},
    resolve::view::EntryView,
};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Number,
    /// A category, or the name of the table over it.
    Category,
    Name,
    Content,
    Basis,
    Deadline,
    Reason,
    Owner,
    Channel,
    Everyone,
    Group,
    Proactive,
    OnRequest,
    Level(Level),
    Remark,
}

/// A column of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The heading that it shares with its neighbours (公开对象); `None` for a heading of two rows.
    pub group: Option<&'static str>,
    /// Its own heading.
    pub heading: String,
    /// Its width in columns of digits; a Chinese character takes two.
    pub width: u16,
    /// Between the lines of a cell where there is one line.
    pub joint: &'static str,
    /// Whether its cells are short and centred: numbers and ticks.
    pub is_centred: bool,
}

impl Column {
    /// A column of texts.
    pub(super) fn new(heading: &str, width: u16) -> Self {
        Self { group: None, heading: heading.to_owned(), width, joint: "；", is_centred: false }
    }

    /// A column to tick.
    pub(super) fn tick(group: &'static str, heading: &str) -> Self {
        Self {
            group: Some(group),
            heading: heading.to_owned(),
            width: 6,
            joint: "；",
            is_centred: true,
        }
    }

    fn under(mut self, group: &'static str) -> Self {
        self.group = Some(group);
        self
    }

    /// The heading where there is one row of them: `公开对象（全社会）`. That of an item says what it is.
    pub(super) fn full_heading(&self) -> Cow<'_, str> {
        match self.group {
            Some(group) if self.is_centred => Cow::Owned(format!("{group}（{}）", self.heading)),
            _ => Cow::Borrowed(&self.heading),
        }
    }
}

/// The columns of a kind of catalog, and what they hold.
pub(super) fn of(
    kind: Kind,
    words: &Wording,
    depth: usize,
    lead: Option<&str>,
    entries: &[(&Sheet<'_, '_, '_>, EntryView<'_, '_>)],
) -> (Vec<Field>, Vec<Column>) {
    let number = Column { is_centred: true, ..Column::new("序号", 5) };
    let mut all = vec![(Field::Number, number)];
    all.extend(lead.map(|it| (Field::Category, Column::new(it, 10))));
    let (categories, name) = words.levels(depth);
    let item = |heading, width| match categories {
        [] => Column::new(heading, width),
        _ => Column::new(heading, width).under(words.item),
    };
    all.extend(categories.iter().map(|it| (Field::Category, item(it, 10))));
    all.push((Field::Name, item(name, 13)));
    all.push((Field::Content, Column::new(words.content, 32)));
    all.push((Field::Basis, Column::new(words.basis, 31)));
    all.extend(words.deadline.map(|it| (Field::Deadline, Column::new(it, 17))));
    all.extend(words.reason.map(|it| (Field::Reason, Column::new(it, 17))));
    all.push((Field::Owner, Column::new(words.owner, 15)));
    all.extend(
        words.channel.map(|it| (Field::Channel, Column { joint: " ", ..Column::new(it, 39) })),
    );
    if words.is_marked {
        all.push((Field::Everyone, Column::tick("公开对象", "全社会")));
        all.push((Field::Group, Column { width: 8, ..Column::tick("公开对象", "特定群体") }));
        all.push((Field::Proactive, Column::tick("公开方式", "主动")));
        all.push((Field::OnRequest, Column::tick("公开方式", "依申请公开")));
    }
    let levels = levels(kind, entries);
    all.extend(
        levels.iter().map(|(it, label)| (Field::Level(*it), Column::tick("公开层级", label))),
    );
    if entries.iter().any(|(_, it)| it.review() == Some(Review::Reconstructed)) {
        all.push((Field::Remark, Column { is_centred: true, ..Column::new("备注", 9) }));
    }
    all.into_iter().unzip()
}

/// The levels to tick: those in use. The standard form always has those of the county and the township.
fn levels(kind: Kind, entries: &[(&Sheet<'_, '_, '_>, EntryView<'_, '_>)]) -> Vec<(Level, String)> {
    let Some((sheet, _)) = entries.first() else { return Vec::new() };
    let terms = &sheet.edition.resolution.registries.vocabulary.levels;
    let mut levels = cells::levels(entries.iter().map(|(_, it)| it.level()), terms);
    if kind == Kind::Standard {
        for (index, term) in (0..).zip(terms.list()) {
            let level = Level::of(index, &term.term);
            let Some(level @ (Level::County | Level::Township)) = level else { continue };
            if let Err(at) = levels.binary_search_by_key(&level, |it| it.0) {
                levels.insert(at, (level, term.term.clone()));
            }
        }
    }
    levels
}
