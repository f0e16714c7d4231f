//! A table's page: the official form, what is left out of it, and its waivers.
use serde::Serialize;

use crate::{
    model::{
        Text,
        catalog::{Exclude, Waiver},
        choice::{Level, Review},
        field::Field,
    },
    render::{
        address,
        agency::downloads,
        cells,
        sheet::{Counts, LeftOut, Sheet},
        site::{self, Download, Link, Meta, Page},
    },
    resolve::{Table, view::EntryView},
};

/// `<agency>/<domain>/index.html`
#[derive(Debug, Serialize)]
pub struct DomainPage {
    /// The frame.
    pub page: Page,
    /// Whose it is.
    pub agency: AgencyName,
    /// What it is.
    pub domain: DomainHead,
    /// The table as data.
    pub downloads: Vec<Download>,
    /// What the columns are called.
    pub headings: Headings,
    /// Whether the columns 公开对象 and 公开方式 are there.
    pub marked: bool,
    /// The columns of 公开层级: the levels in use.
    pub levels: Vec<String>,
    /// The entries.
    pub rows: Vec<Row>,
    /// Entries of the layer below that the agency leaves out.
    pub excluded: Vec<ExcludedRow>,
    /// Approvals to be weaker than the layer below.
    pub waivers: Vec<WaiverRow>,
    /// Entries that are not published because something is wrong with them.
    pub left_out: Vec<LeftOutRow>,
}

/// Whose a page is.
#[derive(Debug, Serialize)]
pub struct AgencyName {
    /// Its name.
    pub name: String,
}

/// What a table is.
#[derive(Debug, Serialize)]
pub struct DomainHead {
    /// The domain's name.
    pub name: String,
    /// The table's title.
    pub title: String,
    /// The document it was issued with.
    pub source: Option<String>,
    /// The version of the text.
    pub version: Option<String>,
    /// Since when it is in force.
    pub effective: Option<String>,
    /// How much it has.
    pub counts: Counts,
}

/// Column headings. A column that is `None` is in no row either.
#[derive(Debug, Serialize)]
pub struct Headings {
    /// Over categories and name.
    pub item: &'static str,
    /// One for each level of categories.
    pub categories: &'static [&'static str],
    /// The name.
    pub name: &'static str,
    /// 公开内容
    pub content: &'static str,
    /// 公开依据
    pub basis: &'static str,
    /// 公开时限
    pub deadline: Option<&'static str>,
    /// 不予公开理由
    pub reason: Option<&'static str>,
    /// 公开主体
    pub owner: &'static str,
    /// 公开渠道和载体
    pub channel: Option<&'static str>,
}

/// An entry as a row. In cells, `\n` starts a new line.
#[derive(Debug, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a column to mark")]
pub struct Row {
    /// 序号
    pub number: String,
    /// The row's own id in the page.
    pub anchor: String,
    /// The entry's page.
    pub href: String,
    /// Its name.
    pub name: String,
    /// All levels of its category in one text.
    pub category: String,
    /// The cells of the category that begin in this row.
    pub categories: Vec<CategoryCell>,
    /// Whether the text is a reconstruction.
    pub reconstructed: bool,
    /// 公开内容
    pub content: String,
    /// 公开依据
    pub basis: String,
    /// 公开时限
    pub deadline: Option<String>,
    /// 不予公开理由
    pub reason: Option<String>,
    /// 公开主体
    pub owner: String,
    /// 公开渠道和载体
    pub channel: Option<String>,
    /// 全社会
    pub everyone: bool,
    /// 特定群体, and which
    pub group: Option<String>,
    /// 主动公开
    pub proactive: bool,
    /// 依申请公开
    pub on_request: bool,
    /// For each of the table's levels, its name if the entry is for it.
    pub levels: Vec<Option<String>>,
}

/// A cell that is merged over rows.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct CategoryCell {
    /// The category; `—` where the entry has none at this level.
    pub text: String,
    /// Over how many rows.
    pub rowspan: usize,
}

/// An entry of the layer below that the agency leaves out.
#[derive(Debug, Serialize)]
pub struct ExcludedRow {
    /// Its id and name.
    pub name: String,
    /// Why.
    pub reason: String,
    /// Where it is disclosed instead.
    pub r#where: Option<String>,
    /// The same, as an address.
    pub where_href: Option<String>,
    /// What the reason stands on.
    pub basis: Option<String>,
}

/// An approval to be weaker than the layer below.
#[derive(Debug, Serialize)]
pub struct WaiverRow {
    /// The entry's id and name.
    pub name: String,
    /// The entry's page; `None` where there is none.
    pub href: Option<String>,
    /// The field's heading.
    pub field: String,
    /// Why.
    pub reason: String,
    /// What it stands on.
    pub basis: Option<String>,
    /// Who approved.
    pub approved_by: String,
    /// Until when it holds.
    pub until: String,
}

/// An entry that is not published because something is wrong with it.
#[derive(Debug, Serialize)]
pub struct LeftOutRow {
    /// Its id and name.
    pub name: String,
    /// What is wrong.
    pub reason: String,
    /// Where, as `file:line`.
    pub place: String,
}

impl DomainPage {
    /// The page of a table.
    #[must_use]
    pub fn new(sheet: &Sheet<'_, '_, '_>) -> Self {
        let config = &sheet.edition.workspace.config;
        let agency = sheet.agency().name();
        let (title, name) = (sheet.title(), sheet.name());
        let words = sheet.wording();
        let (categories, name_heading) = words.levels(sheet.depth());
        let levels = sheet.levels();
        let crumb = |text: &str, href: &str| Link { text: text.to_owned(), href: href.to_owned() };
        Self {
            page: Page {
                title: site::title(&[&title, agency, site::name(config)]),
                root: "../../".to_owned(),
                meta: vec![Meta { name: "ColumnName", content: title.clone() }],
                crumbs: vec![crumb("首页", "../../index.html"), crumb(agency, "../index.html")],
                here: name.clone(),
            },
            agency: AgencyName { name: agency.to_owned() },
            downloads: downloads(sheet.folder(), ["下载本表 CSV", "下载本表 JSON"]),
            headings: Headings {
                item: words.item,
                categories,
                name: name_heading,
                content: words.content,
                basis: words.basis,
                deadline: words.deadline,
                reason: words.reason,
                owner: words.owner,
                channel: words.channel,
            },
            marked: words.is_marked,
            rows: rows(sheet, categories.len(), &levels),
            levels: levels.into_iter().map(|it| it.1).collect(),
            excluded: excluded(sheet),
            waivers: waivers(sheet),
            left_out: sheet.left_out.iter().map(left_out).collect(),
            domain: DomainHead {
                name,
                title,
                source: source(sheet),
                version: sheet.from_catalogs(|it| it.version.as_ref().map(owned)),
                effective: sheet.from_catalogs(|it| it.effective.as_ref().map(|it| it.value.to_string())),
                counts: sheet.counts(),
            },
        }
    }
}

/// The document that a table was issued with, from the topmost layer that names one.
pub(crate) fn source(sheet: &Sheet<'_, '_, '_>) -> Option<String> {
    sheet.from_catalogs(|it| it.source.as_ref().map(owned))
}

fn owned(text: &Text<'_>) -> String {
    text.value.clone().into_owned()
}

fn rows(sheet: &Sheet<'_, '_, '_>, depth: usize, levels: &[(Level, String)]) -> Vec<Row> {
    let words = sheet.wording();
    let vocabulary = &sheet.edition.resolution.registries.vocabulary;
    let cells = merge(&sheet.entries, depth);
    let rows = (1..).zip(&sheet.entries).zip(cells);
    rows.map(|((number, view), categories): ((usize, _), _)| {
        let id = view.id();
        let marks = if words.is_marked { cells::marks(view) } else { cells::Marks::default() };
        let deadline = || view.deadline().map_or("", |it| &it.value).to_owned();
        let reason =
            || view.reason().map(|it| it.standard(&vocabulary.reasons).into_owned()).unwrap_or_default();
        Row {
            number: number.to_string(),
            anchor: format!("e-{id}"),
            href: format!("{id}.html"),
            name: cells::name(view).to_owned(),
            category: cells::join_texts(view.category(), " / "),
            categories,
            reconstructed: view.review() == Some(Review::Reconstructed),
            content: cells::join_texts(view.content(), "；"),
            basis: cells::join_texts(view.basis(), "\n"),
            deadline: words.deadline.map(|_| deadline()),
            reason: words.reason.map(|_| reason()),
            owner: cells::owner(view, "\n"),
            channel: words
                .channel
                .map(|_| cells::join_choices(view.channel(), &vocabulary.channels, "\n")),
            everyone: marks.everyone,
            group: marks.group,
            proactive: marks.proactive,
            on_request: marks.on_request,
            levels: levels
                .iter()
                .map(|(level, label)| cells::has_level(view, *level).then(|| label.clone()))
                .collect(),
        }
    })
    .collect()
}

/// The category of an entry at a level. The last level takes what lies deeper.
fn category_at(view: &EntryView<'_, '_>, level: usize, depth: usize) -> String {
    let all = view.category();
    match all.get(level) {
        None => "—".to_owned(),
        Some(_) if level + 1 == depth => cells::join_texts(&all[level..], " / "),
        Some(text) => owned(text),
    }
}

/// Merges the cells of the categories as the official form does: a cell runs on while it and all
/// to the left of it are the same as in the row above.
fn merge(entries: &[EntryView<'_, '_>], depth: usize) -> Vec<Vec<CategoryCell>> {
    let mut rows: Vec<Vec<CategoryCell>> = Vec::with_capacity(entries.len());
    // For each level, the row and place of the cell that is still running.
    let mut running: Vec<(usize, usize)> = Vec::with_capacity(depth);
    for (at, view) in entries.iter().enumerate() {
        let mut begun = Vec::new();
        let mut is_same = at > 0;
        for level in 0..depth {
            let text = category_at(view, level, depth);
            if is_same {
                let (row, cell) = running[level];
                let above = &mut rows[row][cell];
                is_same = above.text == text;
                if is_same {
                    above.rowspan += 1;
                    continue;
                }
            }
            running.truncate(level);
            running.push((at, begun.len()));
            begun.push(CategoryCell { text, rowspan: 1 });
        }
        rows.push(begun);
    }
    rows
}

fn named(id: &str, name: Option<&str>) -> String {
    match (id, name) {
        ("", Some(name)) => name.to_owned(),
        (id, Some(name)) => format!("{id} {name}"),
        (id, None) => id.to_owned(),
    }
}

fn filled(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

/// What this agency and the layers below it leave out.
fn excluded(sheet: &Sheet<'_, '_, '_>) -> Vec<ExcludedRow> {
    let resolution = sheet.edition.resolution;
    let row = |table: &Table, record: &Exclude<'_>| {
        let id = record.id.as_ref().map_or("", |it| &it.value);
        let below = table.below.and_then(|below| resolution.entries(below).find(|it| it.id() == id));
        let elsewhere = record.elsewhere.as_ref().map(owned);
        ExcludedRow {
            name: named(id, below.as_ref().map(cells::name)),
            reason: record.reason.as_ref().map_or_else(String::new, |it| owned(&it.text)),
            where_href: elsewhere.as_deref().and_then(address::web).map(str::to_owned),
            r#where: elsewhere,
            basis: filled(cells::join_texts(&record.basis, "；")),
        }
    };
    let records = sheet.layers().flat_map(|table| {
        let catalogs = table.own.iter().map(|it| &resolution.catalog(*it).catalog);
        catalogs.flat_map(move |it| it.excludes.iter().map(move |record| (table, record)))
    });
    records.map(|(table, record)| row(table, record)).collect()
}

fn waivers(sheet: &Sheet<'_, '_, '_>) -> Vec<WaiverRow> {
    let resolution = sheet.edition.resolution;
    let words = sheet.wording();
    let row = |waiver: &Waiver<'_>| {
        let id = waiver.entry.as_ref().map_or("", |it| &it.value);
        let entry = sheet.entries.iter().find(|it| it.id() == id);
        let field = waiver.field.as_ref().map_or("", |it| &it.value);
        WaiverRow {
            name: named(id, entry.map(cells::name)),
            href: entry.map(|_| format!("{id}.html")),
            field: Field::find(field).map_or(field, |it| words.label(it)).to_owned(),
            reason: waiver.reason.as_ref().map_or_else(String::new, owned),
            basis: filled(cells::join_texts(&waiver.basis, "；")),
            approved_by: waiver.approved_by.as_ref().map_or_else(String::new, owned),
            until: waiver.until.as_ref().map_or_else(String::new, |it| it.value.to_string()),
        }
    };
    let catalogs = sheet.table().own.iter().map(|it| &resolution.catalog(*it).catalog);
    catalogs.flat_map(|it| &it.waivers).map(row).collect()
}

fn left_out(entry: &LeftOut) -> LeftOutRow {
    LeftOutRow {
        name: named(&entry.id, Some(&entry.name)),
        // The site is in Chinese.
        reason: entry.reason.zh.clone(),
        place: entry.place.clone(),
    }
}
