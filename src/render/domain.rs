//! A table's page: the official form, what is left out of it, and its waivers.
use jiff::civil::Date;
use serde::Serialize;

use crate::{
    diagnostic::Lang,
    model::{
        Text,
        catalog::{Exclude, Waiver},
        field::Field,
    },
    render::{
        address,
        agency::downloads,
        cells,
        identity::Identity,
        linked_data,
        row::{Row, rows},
        sheet::{Counts, LeftOut, Sheet},
        site::{self, Download, Link, Page},
    },
    resolve::Table,
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
    /// The same for machines: a `schema.org` dataset, safe in a script.
    pub linked_data: String,
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
    /// When it is to be reviewed; `None` where its files do not say.
    pub review: Option<ReviewDue>,
}

/// When a catalog is to be reviewed again, as of a day.
#[derive(Debug, Serialize)]
pub struct ReviewDue {
    /// By when.
    pub due: String,
    /// The day.
    pub today: String,
    /// Whether `due` has passed.
    pub overdue: bool,
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
    /// From the agency's folder to the table's.
    pub href: String,
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

impl ReviewDue {
    /// What the table's own files say.
    fn of(sheet: &Sheet<'_, '_, '_>) -> Option<Self> {
        let resolution = sheet.edition.resolution;
        let catalogs = sheet.table().own.iter().map(|it| &resolution.catalog(*it).catalog);
        let due = catalogs.filter_map(|it| it.review_due.as_ref()).map(|it| it.value).min()?;
        Some(Self {
            due: due.to_string(),
            today: resolution.today.to_string(),
            overdue: due < resolution.today,
        })
    }
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
        let issue = Issue::of(sheet);
        let downloads =
            downloads(sheet.folder(), ["本表 Excel（官方表样）", "本表 CSV", "本表 JSON"]);
        Self {
            page: Page {
                title: site::title(&[&title, agency, site::name(config)]),
                root: "../../".to_owned(),
                meta: site::column(&title, &format!("{agency}{title}"), &[&name, agency]),
                identity: Identity::of(sheet.agency(), config),
                crumbs: vec![Link { text: agency.to_owned(), href: "../index.html".to_owned() }],
                here: name.clone(),
            },
            agency: AgencyName { name: agency.to_owned() },
            linked_data: linked_data::dataset(sheet, &downloads),
            downloads,
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
            left_out: sheet.left_out.iter().map(|it| left_out(it, sheet.edition.lang())).collect(),
            review: ReviewDue::of(sheet),
            domain: DomainHead {
                name,
                href: format!("{}/", address::href(sheet.folder())),
                title,
                source: issue.source,
                version: issue.version,
                effective: issue.effective,
                counts: sheet.counts(),
            },
        }
    }
}

/// How a table was issued.
#[derive(Clone, Debug, Default)]
pub(crate) struct Issue {
    /// The document it was issued with.
    pub(crate) source: Option<String>,
    /// The version of the text.
    pub(crate) version: Option<String>,
    /// Since when it is in force.
    pub(crate) effective: Option<String>,
    day: Option<Date>,
}

impl Issue {
    /// What the catalog says that says any of it, see [`Resolution::issuing`].
    ///
    /// [`Resolution::issuing`]: crate::resolve::Resolution::issuing
    pub(crate) fn of(sheet: &Sheet<'_, '_, '_>) -> Self {
        let resolution = sheet.edition.resolution;
        let Some(id) = resolution.issuing(sheet.id) else { return Self::default() };
        let it = &resolution.catalog(id).catalog;
        Self {
            source: it.source.as_ref().map(owned),
            version: it.version.as_ref().map(owned),
            effective: it.effective.as_ref().map(|it| it.value.to_string()),
            day: it.day(),
        }
    }

    /// The day of the version; of its coming into force where the version is no day.
    pub(crate) fn day(&self) -> Option<Date> {
        self.day
    }
}

fn owned(text: &Text<'_>) -> String {
    text.value.clone().into_owned()
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
        let below =
            table.below.and_then(|below| resolution.entries(below).find(|it| it.id() == id));
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

fn left_out(entry: &LeftOut, lang: Lang) -> LeftOutRow {
    LeftOutRow {
        name: named(&entry.id, Some(&entry.name)),
        reason: entry.reason.text(lang).to_owned(),
        place: entry.place.clone(),
    }
}
