//! What one office of an agency owes, over all of the agency's tables, as official forms.
use std::collections::{BTreeMap, BTreeSet};

use crate::{
    model::{catalog::Kind, names},
    render::{
        address,
        duties::{self, Year},
        edition::Edition,
        official::{Form, Part, XLSX, reconstructed},
        roll::{Roll, Task},
        sheet::Sheet,
        site::Download,
    },
};

/// The kinds of catalog, in the order of an office's forms.
const KINDS: [Kind; 5] =
    [Kind::Standard, Kind::Participation, Kind::Plan, Kind::Negative, Kind::Powers];

/// An office, and the entries that name it.
#[derive(Clone, Debug)]
pub struct OfficeDuties {
    /// Its name.
    pub name: String,
    /// The name of its files, without an ending: safe on every disk, unique in the agency.
    pub stem: String,
    /// Its part in each entry that names it, in the order of the tables.
    pub tasks: Vec<Task>,
    /// In which kinds of catalog it is named, in the order of its forms.
    pub kinds: Vec<Kind>,
    /// Whether anything that it must publish has a day in the coming year.
    pub has_dates: bool,
}

/// The offices of an agency with the entries that name them, in the order of their names.
#[must_use]
pub fn offices(edition: &Edition<'_, '_>, roll: &Roll<'_, '_>) -> Vec<OfficeDuties> {
    let year = Year::around(edition.resolution.today);
    let all = roll.tasks();
    let mut stems = stems(all.keys().map(String::as_str));
    let duties = |(name, tasks): (String, Vec<Task>)| {
        let names = |kind: &Kind| tasks.iter().any(|it| roll.tables[it.table].kind == *kind);
        let is_dated = |task: &Task| {
            let view = roll.entry(*task);
            duties::clauses(&view).any(|it| !year.dates(it).is_empty())
        };
        OfficeDuties {
            stem: stems.remove(&name).unwrap_or_default(),
            kinds: KINDS.into_iter().filter(names).collect(),
            has_dates: tasks.iter().any(is_dated),
            name,
            tasks,
        }
    };
    all.into_iter().map(duties).collect()
}

/// The names of the offices' files, without endings, by the offices' names, which come in order.
fn stems<'n>(names: impl Iterator<Item = &'n str>) -> BTreeMap<String, String> {
    let mut taken = BTreeSet::new();
    names.map(|it| (it.to_owned(), stem(it, &mut taken))).collect()
}

/// A file's name that resembles the office's. Some disks take names for the same that differ in case.
fn stem(name: &str, taken: &mut BTreeSet<String>) -> String {
    let is_bad = |c: char| !names::is_safe_folder(&format!("a{c}a"));
    let clean: String = name.trim().chars().map(|c| if is_bad(c) { '-' } else { c }).collect();
    let cut =
        (0..=clean.len().min(names::MAX_BYTES - 8)).rev().find(|it| clean.is_char_boundary(*it));
    let clean = clean[..cut.unwrap_or(0)].trim_matches([' ', '.']);
    let clean =
        if names::is_safe_folder(clean) { clean.to_owned() } else { format!("office-{clean}") };
    let mut stem = clean.clone();
    let mut number = 2;
    let files = |stem: &str| KINDS.map(|kind| csv_name(stem, kind).to_lowercase());
    while files(&stem).iter().any(|it| taken.contains(it)) {
        stem = format!("{clean}-{number}");
        number += 1;
    }
    taken.extend(files(&stem));
    stem
}

impl OfficeDuties {
    /// Its files, as they are seen from the folder that they lie in.
    #[must_use]
    pub fn downloads(&self) -> Vec<Download> {
        let file = |name: &str| address::href(name).into_owned();
        let mut all = vec![Download {
            text: "公开职责 Excel（官方表样）",
            href: file(&format!("{}.xlsx", self.stem)),
            mime: XLSX,
        }];
        all.extend(self.kinds.iter().map(|kind| Download {
            text: match kind {
                Kind::Standard => "标准目录 CSV",
                Kind::Plan => "任务分工 CSV",
                Kind::Participation => "公众参与 CSV",
                Kind::Negative => "负面清单 CSV",
                Kind::Powers => "权责清单 CSV",
            },
            href: file(&csv_name(&self.stem, *kind)),
            mime: "text/csv",
        }));
        if self.has_dates {
            let href = file(&format!("{}.ics", self.stem));
            all.push(Download { text: "公开日历 ICS", href, mime: "text/calendar" });
        }
        all
    }

    /// One form for each kind of catalog that names it. `sheets` are those that the offices are of.
    #[must_use]
    pub fn forms(&self, sheets: &[Sheet<'_, '_, '_>]) -> Vec<(Kind, Form)> {
        KINDS.into_iter().filter_map(|kind| Some((kind, self.form(kind, sheets)?))).collect()
    }

    fn form(&self, kind: Kind, sheets: &[Sheet<'_, '_, '_>]) -> Option<Form> {
        let parts: Vec<Part<'_, '_, '_, '_>> = self
            .tasks
            .chunk_by(|a, b| a.table == b.table)
            .filter_map(|some| {
                let sheet = &sheets[some.first()?.table];
                Some(Part { sheet, entries: some.iter().map(|it| it.entry).collect() })
            })
            .filter(|it| it.sheet.table().kind == kind)
            .collect();
        let agency = parts.first()?.sheet.agency().name();
        let lead = if kind == Kind::Standard { "领域" } else { "目录" };
        let mut form = Form::fill(kind, &parts, Some(lead));
        form.title = format!("{}{}", self.name, title(kind));
        form.notes = vec![format!("机关：{agency}　主体：{}　共{}条", self.name, form.rows.len())];
        let uncertain = form.rows.iter().filter(|row| row.last().is_some_and(super::is_unchecked));
        let uncertain = uncertain.count();
        form.notes.extend(reconstructed(form.rows.len(), uncertain));
        Some(form)
    }
}

/// The path of the office's CSV file of a kind of catalog.
#[must_use]
pub fn csv_name(stem: &str, kind: Kind) -> String {
    match kind {
        Kind::Standard => format!("{stem}.csv"),
        other => format!("{stem}-{}.csv", other.name()),
    }
}

/// What the tab of a kind of catalog is called.
#[must_use]
pub fn tab(kind: Kind) -> &'static str {
    match kind {
        Kind::Standard => "标准目录",
        Kind::Plan => "任务分工",
        Kind::Participation => "公众参与",
        Kind::Negative => "负面清单",
        Kind::Powers => "权责清单",
    }
}

fn title(kind: Kind) -> &'static str {
    match kind {
        Kind::Standard => "基层政务公开事项目录",
        Kind::Plan => "工作任务与责任分工",
        Kind::Participation => "公众参与事项清单",
        Kind::Negative => "不予公开事项清单",
        Kind::Powers => "权责清单和公共服务事项清单",
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::stem;

    #[test]
    fn every_office_has_a_file_name_of_its_own() {
        let mut taken = BTreeSet::new();
        let mut name = |office: &str| stem(office, &mut taken);
        assert_eq!(name("县民政局"), "县民政局");
        assert_eq!(name("县民政局 "), "县民政局-2");
        assert_eq!(name("发改局/物价局"), "发改局-物价局");
        assert_eq!(name(".."), "office-");
        assert_eq!(name("CON"), "office-CON");
        assert_eq!(name("Abc"), "Abc");
        assert_eq!(name("abc"), "abc-2");
        assert_eq!(name("Abc-Plan"), "Abc-Plan-2");
        let long = name(&"局".repeat(100));
        assert!(long.len() < 200 && long.starts_with("局局"), "{long}");
        assert_ne!(name(&"局".repeat(101)), long);
    }
}
