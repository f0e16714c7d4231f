//! Dated duties to iCalendar (RFC 5545): events of whole days, in the words of the site's language.
//!
//! There are no alarms (VALARM). The files are published, and there is none for the office alone: programs that take a
//! file over take its alarms over too, and would ring for every citizen, once for each of a day's duties. Whoever
//! wants to be reminded tells his own calendar how long before.
use jiff::civil::Date;
use xxhash_rust::xxh3::xxh3_64;

use crate::{
    diagnostic::{Lang, message},
    render::{address, cells, domain::Issue, duties::Duty, sheet::Sheet, site},
    source::config::Config,
};

/// No line has more bytes, its end apart.
const LONGEST: usize = 75;

/// What is due on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The last day to publish.
    pub date: Date,
    /// The folder of the table, from the top of the site.
    pub folder: String,
    /// The name of the table.
    pub domain: String,
    /// The entry.
    pub entry: String,
    /// Its name.
    pub name: String,
    /// Who discloses, who leads first.
    pub offices: Vec<String>,
    /// The deadline as it is written.
    pub deadline: String,
    /// The clause that names the day, in plain words.
    pub clause: String,
    /// Which clause of the deadline it is, from 0.
    pub number: usize,
    /// The day that the table's text says it is of; `None` where it does not say.
    pub issued: Option<Date>,
}

impl Event {
    /// Of a duty; the sheet is that of its table.
    #[must_use]
    pub fn new(duty: &Duty<'_, '_>, sheet: &Sheet<'_, '_, '_>) -> Self {
        let Duty { date, clause, number, view, .. } = duty;
        let owners = view.owner();
        let mut offices: Vec<String> = Vec::new();
        for owner in owners.lead.iter().chain(&owners.with) {
            if !offices.iter().any(|it| *it == owner.name) {
                offices.push(owner.name.clone().into_owned());
            }
        }
        Self {
            date: *date,
            folder: sheet.path(),
            domain: sheet.name(),
            entry: view.id().to_owned(),
            name: cells::name(view).to_owned(),
            offices,
            deadline: view.deadline().map_or_else(String::new, |it| it.value.clone().into_owned()),
            clause: clause.plain().text(sheet.edition.lang()).to_owned(),
            number: *number,
            issued: Issue::of(sheet).day(),
        }
    }
}

/// A whole file: a calendar with that name.
#[must_use]
pub fn file(name: &str, events: impl Iterator<Item = Event>, config: &Config) -> String {
    let mut out = String::new();
    let maker = match site::lang(config) {
        Lang::Zh => "PRODID:-//govcat//govcat//ZH",
        Lang::En => "PRODID:-//govcat//govcat//EN",
    };
    for line in ["BEGIN:VCALENDAR", "VERSION:2.0", maker, "CALSCALE:GREGORIAN"] {
        fold(&mut out, line);
    }
    fold(&mut out, &format!("NAME:{}", escaped(name)));
    fold(&mut out, &format!("X-WR-CALNAME:{}", escaped(name)));
    for event in events {
        write(&mut out, &event, config);
    }
    fold(&mut out, "END:VCALENDAR");
    out
}

fn write(out: &mut String, event: &Event, config: &Config) {
    let Event { date, folder, entry, number, .. } = event;
    // The same promise on the same day is the same event in every edition and for every office.
    let key = xxh3_64(format!("{folder}/{entry}/{number}/{date}").as_bytes());
    let host = match config.site.domain.as_str() {
        "" => "govcat",
        domain => domain,
    };
    let page = address::href(&format!("{folder}/{entry}.html")).into_owned();
    let Event { domain, name, deadline, clause, .. } = event;
    let what = message!("{domain}：{name}", "{domain}: {name}");
    let (zh, en) = (event.offices.join("、"), event.offices.join(", "));
    let more = message!(
        "{name}（编号 {entry}）\n公开时限：{deadline}\n{clause}\n公开主体：{zh}",
        "{name} (id {entry})\nDeadline: {deadline}\n{clause}\nOwner: {en}"
    );
    let lang = site::lang(config);
    fold(out, "BEGIN:VEVENT");
    fold(out, &format!("UID:{key:016x}@{}", escaped(host)));
    // When the text was issued; a clock would make every file differ.
    fold(out, &format!("DTSTAMP:{}T000000Z", day(event.issued.unwrap_or(*date))));
    fold(out, &format!("DTSTART;VALUE=DATE:{}", day(*date)));
    // The end of a day is the next one.
    fold(out, &format!("DTEND;VALUE=DATE:{}", day(date.tomorrow().unwrap_or(*date))));
    fold(out, &format!("SUMMARY:{}", escaped(what.text(lang))));
    fold(out, &format!("DESCRIPTION:{}", escaped(more.text(lang))));
    if config.site.base_url.get().is_some() {
        fold(out, &format!("URL:{}", site::permalink(config, &page)));
    }
    fold(out, "TRANSP:TRANSPARENT");
    fold(out, "END:VEVENT");
}

fn day(date: Date) -> String {
    date.strftime("%Y%m%d").to_string()
}

/// A text as a value: what would end it or begin another is escaped.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// Appends a line, folded where it is too long: the rest goes on behind a blank.
fn fold(out: &mut String, line: &str) {
    let mut rest = line;
    let mut room = LONGEST;
    while rest.len() > room {
        let at = (0..=room).rev().find(|it| rest.is_char_boundary(*it)).unwrap_or(room);
        out.push_str(&rest[..at]);
        out.push_str("\r\n ");
        rest = &rest[at..];
        room = LONGEST - 1;
    }
    out.push_str(rest);
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{Event, file, fold};
    use crate::source::config::Config;

    #[test]
    fn lines_are_folded_between_characters() {
        let mut out = String::new();
        fold(&mut out, &format!("SUMMARY:a{}", "公开".repeat(60)));
        assert!(out.ends_with("\r\n"));
        let lines: Vec<&str> = out.trim_end_matches("\r\n").split("\r\n").collect();
        assert!(lines.len() > 4 && lines.iter().all(|it| it.len() <= 75), "{lines:?}");
        assert!(lines[1..].iter().all(|it| it.starts_with(' ')));
        let whole: String =
            lines.iter().enumerate().map(|(at, it)| if at == 0 { it } else { &it[1..] }).collect();
        assert_eq!(whole, format!("SUMMARY:a{}", "公开".repeat(60)));
    }

    #[test]
    fn an_event_is_a_day() {
        let event = || Event {
            date: date(2026, 12, 31),
            folder: "xiuyan/aid".into(),
            domain: "社会救助".into(),
            entry: "20-001".into(),
            name: "年报, 其他;".into(),
            offices: vec!["县民政局".into()],
            deadline: "每年12月31日前".into(),
            clause: "每年12月31日前".into(),
            number: 0,
            issued: Some(date(2019, 4, 30)),
        };
        let text = file("县民政局", std::iter::once(event()), &Config::default());
        for line in [
            "DTSTART;VALUE=DATE:20261231\r\n",
            "DTEND;VALUE=DATE:20270101\r\n",
            "DTSTAMP:20190430T000000Z\r\n",
            "SUMMARY:社会救助：年报\\, 其他\\;\r\n",
        ] {
            assert!(text.contains(line), "{text}");
        }
        assert!(text.contains("公开主体：县民政局"), "{text}");
        assert!(!text.contains("VALARM"), "it rings at every reader's: {text}");
        assert!(text.lines().all(|it| it.len() <= 75));
        assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
        let english =
            Config::parse("govcat.toml", "[site]\nlanguage = \"en\"\n").expect("it is valid");
        let text = file("Deadlines", std::iter::once(event()), &english).replace("\r\n ", "");
        assert!(text.contains("SUMMARY:社会救助: 年报"), "{text}");
        assert!(text.contains("\\nOwner: 县民政局"), "{text}");
    }
}
