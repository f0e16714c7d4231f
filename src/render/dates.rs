//! An agency's calendar: what falls due in the coming year, day by day, and what comes by periods.
use jiff::civil::{Date, Weekday};
use serde::Serialize;

use crate::{
    calendar::DayRole,
    diagnostic::{Lang, message},
    model::deadline::ClauseKind,
    render::{
        duties::{self, Duty, Year},
        edition::Edition,
        identity::Identity,
        office,
        roll::{self, Roll},
        site::{self, Link, Page},
    },
    resolve::view::EntryView,
};

/// The name of the page in the folder of its agency.
pub const FILE: &str = "calendar.html";

/// `<agency>/calendar.html`
#[derive(Debug, Serialize)]
pub struct DatesPage {
    /// The frame.
    pub page: Page,
    /// Whose.
    pub agency: String,
    /// The first day.
    pub from: String,
    /// The last day.
    pub to: String,
    /// How many duties have a date in these months.
    pub duties: usize,
    /// The months in which something falls due.
    pub months: Vec<Month>,
    /// What comes by periods, without a date.
    pub periodic: Vec<DutyRow>,
    /// Years of which no days off are known yet.
    pub unknown_years: Vec<String>,
}

/// A month.
#[derive(Debug, Serialize)]
pub struct Month {
    /// `2026-11`
    pub key: String,
    /// What it is called.
    pub name: String,
    /// The days on which something falls due.
    pub days: Vec<Day>,
}

/// A day on which something falls due.
#[derive(Debug, Serialize)]
pub struct Day {
    /// `2026-11-21`
    pub date: String,
    /// 星期六
    pub weekday: &'static str,
    /// Why nobody works then; `None` for a working day.
    pub off: Option<String>,
    /// What falls due.
    pub duties: Vec<DutyRow>,
}

/// Something that is due.
#[derive(Debug, Serialize)]
pub struct DutyRow {
    /// The entry.
    pub entry: Link,
    /// The table.
    pub table: String,
    /// The promise in plain words.
    pub text: String,
    /// Who owes it.
    pub offices: Vec<Link>,
}

impl DatesPage {
    /// The page of an agency.
    #[must_use]
    pub fn new(edition: &Edition<'_, '_>, roll: &Roll<'_, '_>) -> Self {
        let resolution = edition.resolution;
        let year = Year::around(resolution.today);
        let duties = duties::dated(roll, year);
        let of = resolution.agency(roll.agency);
        let agency = of.name();
        let heading = edition.say("公开日历", "Calendar of duties");
        let about = message!(
            "{agency}未来一年到期的公开事项",
            "what {agency} has to publish in the coming year"
        );
        let calendar = &resolution.registries.calendar;
        let years = year.from.year()..=year.to.year();
        Self {
            page: Page {
                title: site::title(&[heading, agency, site::name(&edition.workspace.config)]),
                root: "../".to_owned(),
                meta: site::column(heading, about.text(edition.lang()), &[heading, agency]),
                identity: Identity::of(of, &edition.workspace.config),
                crumbs: vec![Link { text: agency.to_owned(), href: "index.html".to_owned() }],
                here: heading.to_owned(),
            },
            agency: agency.to_owned(),
            from: year.from.to_string(),
            to: year.to.to_string(),
            duties: duties.len(),
            months: months(edition, roll, &duties),
            periodic: periodic(edition, roll, year),
            unknown_years: if duties.is_empty() {
                Vec::new()
            } else {
                years.filter(|it| !calendar.has_notice(*it)).map(|it| it.to_string()).collect()
            },
        }
    }
}

fn months(edition: &Edition<'_, '_>, roll: &Roll<'_, '_>, duties: &[Duty<'_, '_>]) -> Vec<Month> {
    let of_month = duties.chunk_by(|a, b| a.date.first_of_month() == b.date.first_of_month());
    of_month
        .filter_map(|some| {
            let first = some.first()?.date;
            let (year, month) = (first.year(), first.month());
            let name = message!("{year}年{month}月", "{year}-{month:02}");
            Some(Month {
                key: format!("{year}-{month:02}"),
                name: name.text(edition.lang()).to_owned(),
                days: some
                    .chunk_by(|a, b| a.date == b.date)
                    .map(|it| day(edition, roll, it))
                    .collect(),
            })
        })
        .collect()
}

fn day(edition: &Edition<'_, '_>, roll: &Roll<'_, '_>, duties: &[Duty<'_, '_>]) -> Day {
    let date = duties.first().map_or(Date::MIN, |it| it.date);
    let row = |it: &Duty<'_, '_>| {
        let text = it.clause.plain();
        row(roll, it.table, &it.view, text.text(edition.lang()).to_owned())
    };
    let lang = edition.lang();
    let off = match edition.resolution.registries.calendar.role(date) {
        DayRole::Working | DayRole::MakeUp(_) => None,
        DayRole::Weekend => Some(message!("周末", "weekend")),
        DayRole::Holiday(name) => Some(message!("{name}放假", "day off: {name}")),
    };
    Day {
        date: date.to_string(),
        weekday: weekday(date, lang),
        off: off.map(|it| it.text(lang).to_owned()),
        duties: duties.iter().map(row).collect(),
    }
}

fn row(roll: &Roll<'_, '_>, table: usize, view: &EntryView<'_, '_>, text: String) -> DutyRow {
    let folder = &roll.tables[table].folder;
    let owners = view.owner();
    let office = |name: &str| Link {
        text: name.to_owned(),
        href: format!("{}/{}", office::FOLDER, office::file(name)),
    };
    DutyRow {
        entry: Link { text: roll::full_name(view), href: format!("{folder}/{}.html", view.id()) },
        table: roll.tables[table].name.clone(),
        text,
        offices: owners.lead.iter().chain(&owners.with).map(|it| office(&it.name)).collect(),
    }
}

fn periodic(edition: &Edition<'_, '_>, roll: &Roll<'_, '_>, year: Year) -> Vec<DutyRow> {
    let mut rows = Vec::new();
    for (table, part) in roll.tables.iter().enumerate() {
        for view in &part.entries {
            let every = duties::clauses(view)
                .filter(|it| matches!(it.kind, ClauseKind::Every(_)) && year.dates(it).is_empty());
            rows.extend(
                every.map(|it| row(roll, table, view, it.plain().text(edition.lang()).to_owned())),
            );
        }
    }
    rows
}

fn weekday(date: Date, lang: Lang) -> &'static str {
    let [zh, en] = match date.weekday() {
        Weekday::Monday => ["星期一", "Monday"],
        Weekday::Tuesday => ["星期二", "Tuesday"],
        Weekday::Wednesday => ["星期三", "Wednesday"],
        Weekday::Thursday => ["星期四", "Thursday"],
        Weekday::Friday => ["星期五", "Friday"],
        Weekday::Saturday => ["星期六", "Saturday"],
        Weekday::Sunday => ["星期日", "Sunday"],
    };
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}
