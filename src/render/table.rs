//! Tables of plain cells, for CSV and its like: one row an entry, under the official headings. What holds
//! tables of several kinds is data: it has more columns than the official form and plain lists in its cells.
use std::borrow::Cow;

use crate::{
    model::{catalog::Kind, choice::Level},
    render::{cells, sheet::Sheet, wording::Wording},
    resolve::{Resolution, view::EntryView},
};

/// Between the items of a list in one cell.
const SEPARATOR: &str = "；";
/// What marks a cell, as in the official form.
const MARK: &str = "√";

/// A table: headings and rows of as many cells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table<'a> {
    /// The headings.
    pub headings: Vec<Cow<'a, str>>,
    /// The rows.
    pub rows: Vec<Vec<Cow<'a, str>>>,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Column {
    Agency,
    Domain,
    Kind,
    Number,
    Category { level: usize, is_last: bool },
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
    Stage,
    Link,
    Id,
    Review,
}

/// Columns and their headings.
#[derive(Clone, Debug)]
pub struct Columns {
    columns: Vec<Column>,
    headings: Vec<String>,
}

impl Columns {
    /// The columns that hold every kind of table, led by whose and which.
    #[must_use]
    pub fn of_all(resolution: &Resolution<'_>) -> Self {
        let catalogs = || resolution.catalogs.iter().map(|it| &it.catalog);
        let written = || catalogs().flat_map(|it| it.entries.iter().chain(it.defaults.as_deref()));
        let words = Wording::of(Kind::Standard);
        let deepest = written().map(|it| it.category.len()).max().unwrap_or(0).max(1);
        let levels = cells::levels(
            written().map(|it| &it.level[..]),
            &resolution.registries.vocabulary.levels,
        );
        let mut all = Self { columns: Vec::new(), headings: Vec::new() };
        all.add(Column::Agency, "机关");
        all.add(Column::Domain, "领域");
        all.add(Column::Kind, "目录种类");
        let Self { columns, headings } = Self::new(words, words.depth(deepest), &levels);
        all.columns.extend(columns);
        all.headings.extend(headings);
        all.add(Column::Reason, "不予公开理由");
        all.add_id();
        all
    }

    fn new(words: &Wording, depth: usize, levels: &[(Level, String)]) -> Self {
        let mut all = Self { columns: Vec::new(), headings: Vec::new() };
        let (categories, name) = words.levels(depth);
        all.add(Column::Number, "序号");
        for (level, heading) in categories.iter().enumerate() {
            all.add(Column::Category { level, is_last: level + 1 == depth }, heading);
        }
        all.add(Column::Name, name);
        all.add(Column::Content, words.content);
        all.add(Column::Basis, words.basis);
        words.deadline.into_iter().for_each(|it| all.add(Column::Deadline, it));
        words.reason.into_iter().for_each(|it| all.add(Column::Reason, it));
        all.add(Column::Owner, words.owner);
        words.channel.into_iter().for_each(|it| all.add(Column::Channel, it));
        if words.is_marked {
            all.add(Column::Everyone, "公开对象（全社会）");
            all.add(Column::Group, "公开对象（特定群体）");
            all.add(Column::Proactive, "公开方式（主动公开）");
            all.add(Column::OnRequest, "公开方式（依申请公开）");
        }
        for (level, label) in levels {
            all.add(Column::Level(*level), &format!("公开层级（{label}）"));
        }
        all
    }

    fn add_id(&mut self) {
        self.add(Column::Stage, "五公开环节");
        self.add(Column::Link, "发布网址");
        self.add(Column::Id, "编号");
        self.add(Column::Review, "核对程度");
    }

    fn add(&mut self, column: Column, heading: &str) {
        self.columns.push(column);
        self.headings.push(heading.to_owned());
    }

    /// The headings alone.
    #[must_use]
    pub fn headings(&self) -> Table<'_> {
        let headings = self.headings.iter().map(|it| Cow::Borrowed(it.as_str())).collect();
        Table { headings, rows: Vec::new() }
    }

    /// The entries of a table under these columns.
    #[must_use]
    pub fn fill<'a>(&'a self, sheet: &'a Sheet<'_, '_, '_>) -> Table<'a> {
        let name = sheet.name();
        let row = |number: usize, view: &'a EntryView<'_, '_>| {
            self.columns.iter().map(|column| cell(column, sheet, &name, number, view)).collect()
        };
        let rows = (1..).zip(&sheet.entries).map(|(number, view)| row(number, view)).collect();
        Table { rows, ..self.headings() }
    }
}

fn cell<'a>(
    column: &Column,
    sheet: &'a Sheet<'_, '_, '_>,
    name: &str,
    number: usize,
    view: &'a EntryView<'_, '_>,
) -> Cow<'a, str> {
    let vocabulary = &sheet.edition.resolution.registries.vocabulary;
    let mark = |is_marked: bool| Cow::Borrowed(if is_marked { MARK } else { "" });
    match column {
        Column::Agency => Cow::Borrowed(sheet.agency().name()),
        Column::Domain => Cow::Owned(name.to_owned()),
        Column::Kind => Cow::Borrowed(match sheet.table().kind {
            Kind::Standard => "标准目录",
            Kind::Plan => "任务分工",
            Kind::Participation => "公众参与事项清单",
            Kind::Negative => "负面清单",
            Kind::Powers => "权责清单",
        }),
        Column::Number => Cow::Owned(number.to_string()),
        Column::Category { level, is_last } => match view.category().get(*level..) {
            None | Some([]) => Cow::Borrowed(""),
            Some(rest) if *is_last => Cow::Owned(cells::join_texts(rest, " / ")),
            Some([text, ..]) => Cow::Borrowed(text.value.as_ref()),
        },
        Column::Name => Cow::Borrowed(cells::name(view)),
        Column::Content => Cow::Owned(cells::join_texts(view.content(), SEPARATOR)),
        Column::Basis => Cow::Owned(cells::join_texts(view.basis(), SEPARATOR)),
        Column::Deadline => Cow::Borrowed(view.deadline().map_or("", |it| &it.value)),
        Column::Reason => {
            view.reason().map_or(Cow::Borrowed(""), |it| it.standard(&vocabulary.reasons))
        }
        Column::Owner => Cow::Owned(cells::owner(view, SEPARATOR)),
        Column::Channel => {
            Cow::Owned(cells::join_choices(view.channel(), &vocabulary.channels, SEPARATOR))
        }
        Column::Everyone => mark(cells::marks(view).everyone),
        Column::Group => match cells::marks(view).group {
            None => Cow::Borrowed(""),
            Some(who) if who.is_empty() => Cow::Borrowed(MARK),
            Some(who) => Cow::Owned(format!("{MARK}（{who}）")),
        },
        Column::Proactive => mark(cells::marks(view).proactive),
        Column::OnRequest => mark(cells::marks(view).on_request),
        Column::Level(level) => mark(cells::has_level(view, *level)),
        Column::Stage => {
            Cow::Owned(cells::join_choices(view.stage(), &vocabulary.stages, SEPARATOR))
        }
        Column::Link => Cow::Borrowed(view.link().map_or("", |it| &it.value)),
        Column::Id => Cow::Borrowed(view.id()),
        Column::Review => Cow::Borrowed(cells::review(view.review())),
    }
}
