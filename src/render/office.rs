//! An office's page: its duty sheet, what it owes in each domain and by when.
use std::collections::BTreeMap;

use serde::Serialize;
use xxhash_rust::xxh3::xxh3_64;

use crate::{
    diagnostic::{Lang, message},
    model::{catalog::Kind, deadline::ClauseKind},
    render::{
        cells,
        duties::{self, Year},
        edition::Edition,
        identity::Identity,
        official::office::OfficeDuties,
        roll::{Part, Roll, Task},
        site::{self, Download, Link, Page},
    },
};

/// The folder of the offices' pages and files in that of their agency.
pub const FOLDER: &str = "offices";

/// `<agency>/offices/<office>.html`
#[derive(Debug, Serialize)]
pub struct OfficePage {
    /// The frame.
    pub page: Page,
    /// Who it is.
    pub office: OfficeHead,
    /// The sheet as data.
    pub downloads: Vec<Download>,
    /// How many of its entries are due in which way, the most first.
    pub paces: Vec<PaceRow>,
    /// What falls due on a day of the coming year.
    pub dated: Vec<DatedRow>,
    /// What it owes, by table.
    pub tables: Vec<OfficeTable>,
}

/// Who an office is.
#[derive(Debug, Serialize)]
pub struct OfficeHead {
    /// Its name.
    pub name: String,
    /// Its agency's.
    pub agency: String,
    /// Names that it bore.
    pub former: Option<String>,
    /// The roles in the layers below that it fills.
    pub acts_for: Option<String>,
    /// In how many entries it leads.
    pub leads: usize,
    /// In how many it supports another.
    pub supports: usize,
}

/// A way in which entries are due.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct PaceRow {
    /// The promise in plain words.
    pub text: String,
    /// How many entries promise it.
    pub entries: usize,
}

/// An entry that falls due on a day.
#[derive(Debug, Serialize)]
pub struct DatedRow {
    /// The day.
    pub date: String,
    /// The entry.
    pub entry: Link,
    /// The promise in plain words.
    pub text: String,
}

/// What an office owes in a table.
#[derive(Debug, Serialize)]
pub struct OfficeTable {
    /// The table.
    pub table: Link,
    /// The entries.
    pub rows: Vec<OfficeRow>,
    /// Whether any of them says by when; a negative list does not.
    pub has_deadlines: bool,
    /// Whether any of them says where.
    pub has_channels: bool,
}

/// An entry that an office has a part in.
#[derive(Debug, Serialize)]
pub struct OfficeRow {
    /// The entry.
    pub entry: Link,
    /// 公开时限, as written
    pub deadline: String,
    /// 公开渠道和载体
    pub channel: String,
    /// Whether it only supports another office.
    pub supports: bool,
}

/// The name of the file of an office's page: from its name alone.
#[must_use]
pub fn file(name: &str) -> String {
    format!("o-{:016x}.html", xxh3_64(name.as_bytes()))
}

impl OfficePage {
    /// The page of an office of an agency.
    #[must_use]
    pub fn new(edition: &Edition<'_, '_>, roll: &Roll<'_, '_>, duties: &OfficeDuties) -> Self {
        let (name, tasks) = (duties.name.as_str(), duties.tasks.as_slice());
        let agency = edition.resolution.agency(roll.agency);
        let offices = agency.file.iter().flat_map(|it| &it.offices);
        let record = offices.clone().find(|it| it.name.value == name);
        let list = |texts: String| (!texts.is_empty()).then_some(texts);
        let supports = tasks.iter().filter(|it| it.part == Part::Supports).count();
        let config = &edition.workspace.config;
        let lang = edition.lang();
        let leads = tasks.len() - supports;
        let about = message!(
            "{name}负责公开的事项，共 {leads} 条",
            "entries that {name} has to publish: {leads}"
        );
        Self {
            page: Page {
                title: site::title(&[name, agency.name(), site::name(config)]),
                root: "../../".to_owned(),
                meta: site::column(name, about.text(lang), &[name, agency.name()]),
                identity: Identity::of(agency, config),
                crumbs: vec![Link {
                    text: agency.name().to_owned(),
                    href: "../index.html".to_owned(),
                }],
                here: name.to_owned(),
            },
            office: OfficeHead {
                name: name.to_owned(),
                agency: agency.name().to_owned(),
                former: record.and_then(|it| list(cells::join_texts(&it.former, "、"))),
                acts_for: record.and_then(|it| list(cells::join_texts(&it.acts_for, "、"))),
                leads,
                supports,
            },
            downloads: duties.downloads(),
            paces: paces(roll, tasks, lang),
            dated: dated(edition, roll, tasks),
            tables: tables(edition, roll, tasks),
        }
    }
}

/// What an entry promises, and whether it is a plan's task.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Promise<'r> {
    kind: &'r ClauseKind,
    is_task: bool,
}

/// What is promised, and how often. An entry with several promises counts for each.
fn paces(roll: &Roll<'_, '_>, tasks: &[Task], lang: Lang) -> Vec<PaceRow> {
    // An office promises few things many times: each is put into words once.
    let mut counts: Vec<(Promise<'_>, usize)> = Vec::new();
    for task in tasks {
        let view = roll.entry(*task);
        let is_task = roll.tables[task.table].kind == Kind::Plan;
        let mut promises: Vec<Promise<'_>> = Vec::new();
        for clause in duties::clauses(&view) {
            let promise = Promise { kind: &clause.kind, is_task };
            if !promises.contains(&promise) {
                promises.push(promise);
            }
        }
        for promise in promises {
            match counts.iter_mut().find(|it| it.0 == promise) {
                Some(count) => count.1 += 1,
                None => counts.push((promise, 1)),
            }
        }
    }
    let mut texts: BTreeMap<String, usize> = BTreeMap::new();
    for (promise, entries) in counts {
        let Promise { kind, is_task } = promise;
        let text = if is_task { kind.plain_task() } else { kind.plain() };
        *texts.entry(text.text(lang).to_owned()).or_default() += entries;
    }
    let mut rows: Vec<PaceRow> =
        texts.into_iter().map(|(text, entries)| PaceRow { text, entries }).collect();
    rows.sort_by(|a, b| b.entries.cmp(&a.entries).then_with(|| a.text.cmp(&b.text)));
    rows
}

fn dated(edition: &Edition<'_, '_>, roll: &Roll<'_, '_>, tasks: &[Task]) -> Vec<DatedRow> {
    let year = Year::around(edition.resolution.today);
    let mut rows = Vec::new();
    for task in tasks {
        let view = roll.entry(*task);
        for clause in duties::clauses(&view) {
            rows.extend(year.dates(clause).into_iter().map(|date| DatedRow {
                date: date.to_string(),
                entry: roll.link(task.table, &view),
                text: clause.plain().text(edition.lang()).to_owned(),
            }));
        }
    }
    rows.sort_by(|a, b| a.date.cmp(&b.date));
    rows
}

fn tables(edition: &Edition<'_, '_>, roll: &Roll<'_, '_>, tasks: &[Task]) -> Vec<OfficeTable> {
    let terms = &edition.resolution.registries.vocabulary.channels;
    let row = |task: &Task| {
        let view = roll.entry(*task);
        OfficeRow {
            entry: roll.link(task.table, &view),
            deadline: view.deadline().map_or_else(String::new, |it| it.value.clone().into_owned()),
            channel: cells::join_choices(view.channel(), terms, "、"),
            supports: task.part == Part::Supports,
        }
    };
    let by_table = tasks.chunk_by(|a, b| a.table == b.table);
    by_table
        .filter_map(|some| {
            let table = roll.table_link(some.first()?.table);
            let rows: Vec<OfficeRow> = some.iter().map(row).collect();
            Some(OfficeTable {
                table,
                has_deadlines: rows.iter().any(|it| !it.deadline.is_empty()),
                has_channels: rows.iter().any(|it| !it.channel.is_empty()),
                rows,
            })
        })
        .collect()
}
