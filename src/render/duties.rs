//! Dated duties: what an agency's offices must publish on which day of the coming year.
//!
//! Only what a deadline dates is here: a day that comes again (每年3月31日前), a day that is named, and the
//! last day of a quarter, a month or a year in which something must be renewed (每季度公开). What runs from
//! an event has no day until it happens, and none is made up.
use jiff::{ToSpan, civil::Date};

use crate::{
    model::deadline::{Clause, ClauseKind, Length, Unit},
    render::{cells, domain::Issue, sheet::Sheet},
};

/// Something that is due on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duty {
    /// The last day to publish.
    pub date: Date,
    /// The folder of the agency.
    pub agency: String,
    /// The folder of the table in that of the agency.
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

/// The duties of a table from `today` for a year, in the order of days and entries.
#[must_use]
pub fn of_table(sheet: &Sheet<'_, '_, '_>, today: Date) -> Vec<Duty> {
    let readings = &sheet.edition.resolution.readings;
    let end = today.saturating_add(1.year());
    let issued = Issue::of(sheet).day();
    let mut duties = Vec::new();
    for view in &sheet.entries {
        let Some(deadline) = view.deadline() else { continue };
        let read = readings.deadline(&deadline.value).and_then(|it| it.deadline.as_ref());
        for (number, clause) in read.iter().flat_map(|it| &it.clauses).enumerate() {
            for date in days(clause, today, end) {
                let owners = view.owner();
                let mut offices: Vec<String> = Vec::new();
                for owner in owners.lead.iter().chain(&owners.with) {
                    if !offices.iter().any(|it| *it == owner.name) {
                        offices.push(owner.name.clone().into_owned());
                    }
                }
                duties.push(Duty {
                    date,
                    agency: sheet.agency().key.clone(),
                    folder: sheet.folder().to_owned(),
                    domain: sheet.name(),
                    entry: view.id().to_owned(),
                    name: cells::name(view).to_owned(),
                    offices,
                    deadline: deadline.value.clone().into_owned(),
                    clause: clause.plain().zh,
                    number,
                    issued,
                });
            }
        }
    }
    duties.sort_by_key(|it| it.date);
    duties
}

/// The days of a clause from `from` until before `end`.
fn days(clause: &Clause, from: Date, end: Date) -> Vec<Date> {
    let next: Box<dyn Fn(Date) -> Option<Date>> = match &clause.kind {
        ClauseKind::Recurring(recurrence) => {
            let recurrence = *recurrence;
            Box::new(move |from| recurrence.next(from))
        }
        ClauseKind::FixedDate(date) => {
            let date = *date;
            Box::new(move |from| (date >= from).then_some(date))
        }
        ClauseKind::Every(length) => match months(*length) {
            Some(months) => Box::new(move |from| period_end(from, months)),
            None => return Vec::new(),
        },
        _ => return Vec::new(),
    };
    let mut days = Vec::new();
    let mut at = from;
    while let Some(day) = next(at).filter(|it| *it < end) {
        days.push(day);
        let Ok(after) = day.tomorrow() else { break };
        at = after;
    }
    days
}

/// A length that divides the year of the calendar, in months: 每月, 每季度, 每半年, 每年.
fn months(length: Length) -> Option<i8> {
    match (length.unit(), length.amount()) {
        (Unit::Months, months @ (1 | 2 | 3 | 4 | 6 | 12)) => i8::try_from(months).ok(),
        (Unit::Years, 1) => Some(12),
        _ => None,
    }
}

/// The last day of the period of the year that a day lies in.
fn period_end(from: Date, months: i8) -> Option<Date> {
    let last = (from.month() - 1) / months * months + months;
    Some(Date::new(from.year(), last, 1).ok()?.last_of_month())
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};

    use super::days;
    use crate::model::deadline::read;

    fn of(phrase: &str, from: Date) -> Vec<String> {
        let reading = read(phrase);
        let deadline = reading.deadline.expect("the phrase is understood");
        let end = from.saturating_add(jiff::Span::new().years(1));
        let all = deadline.clauses.iter().flat_map(|it| days(it, from, end));
        all.map(|it| it.to_string()).collect()
    }

    #[test]
    fn a_year_has_each_day_as_often_as_it_comes() {
        let from = date(2026, 11, 21);
        assert_eq!(of("每年3月31日前", from), ["2027-03-31"]);
        assert_eq!(of("每年11月21日前", from), ["2026-11-21"]);
        let quarters = ["2026-12-31", "2027-03-31", "2027-06-30", "2027-09-30"];
        assert_eq!(of("每季度至少公布一次", from), quarters);
        let months = of("每月10日前", from);
        assert_eq!((months.len(), months[0].as_str()), (12, "2026-12-10"));
        assert_eq!(of("每月至少公布一次", date(2028, 2, 1))[0], "2028-02-29");
        assert_eq!(of("2027年3月底前", from), ["2027-03-31"]);
    }

    #[test]
    fn no_day_is_made_up() {
        let from = date(2026, 11, 21);
        for phrase in ["信息形成之日起20个工作日内", "及时公开", "长期公开", "2020年11月底前"]
        {
            assert!(of(phrase, from).is_empty(), "{phrase}");
        }
    }
}
