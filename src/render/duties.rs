//! Duties with dates: what falls due on which day of the coming year. It knows no page; calendars for
//! people and for programs are made from it.
//!
//! Only what a deadline dates is here: a day that comes again (每年3月31日前), a day that is named, and the
//! last day of a quarter, a month or a year in which something must be renewed (每季度公开). What runs from
//! an event has no day until it happens, and none is made up.
use jiff::{ToSpan, civil::Date};

use crate::{
    model::deadline::{Clause, ClauseKind, Length, Unit},
    render::roll::Roll,
    resolve::view::EntryView,
};

/// From the first day of a month, twelve months.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Year {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
}

/// A promise that falls due on a day.
#[derive(Clone, Copy, Debug)]
pub struct Duty<'r, 's> {
    /// The day.
    pub date: Date,
    /// The promise.
    pub clause: &'r Clause,
    /// Which of the deadline's clauses it is, from 0.
    pub number: usize,
    /// The entry.
    pub view: EntryView<'r, 's>,
    /// The index of its table in the roll.
    pub table: usize,
    /// The index of the entry in its table.
    pub entry: usize,
}

impl Year {
    /// The twelve months that begin with the month of a day, so that the days of one month give the
    /// same pages.
    #[must_use]
    pub fn around(today: Date) -> Self {
        let from = today.first_of_month();
        let next = from.checked_add(12.months()).and_then(Date::yesterday);
        Self { from, to: next.unwrap_or(Date::MAX) }
    }

    /// The days of the year on which a promise falls due, in order.
    #[must_use]
    pub fn dates(self, clause: &Clause) -> Vec<Date> {
        match &clause.kind {
            ClauseKind::FixedDate(date) if (self.from..=self.to).contains(date) => vec![*date],
            ClauseKind::Recurring(recurrence) => self.all(|from| recurrence.next(from)),
            ClauseKind::Every(length) => match months(*length) {
                Some(months) => self.all(|from| period_end(from, months)),
                None => Vec::new(),
            },
            _ => Vec::new(),
        }
    }

    /// All days of the year that `next` gives from a day on.
    fn all(self, next: impl Fn(Date) -> Option<Date>) -> Vec<Date> {
        let after = |date: &Date| date.tomorrow().ok().and_then(&next);
        std::iter::successors(next(self.from), after).take_while(|it| *it <= self.to).collect()
    }
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

/// The promises of an entry that come with dates or by periods.
pub fn clauses<'r>(view: &EntryView<'r, '_>) -> impl Iterator<Item = &'r Clause> {
    let text = view.deadline();
    let reading = text.and_then(|it| view.resolution.readings.deadline(&it.value));
    reading.and_then(|it| it.deadline.as_ref()).into_iter().flat_map(|it| &it.clauses)
}

/// All duties of an agency that have dates, by date and then in the order of the tables.
#[must_use]
pub fn dated<'r, 's>(roll: &Roll<'r, 's>, year: Year) -> Vec<Duty<'r, 's>> {
    let mut duties = Vec::new();
    for (table, part) in roll.tables.iter().enumerate() {
        for (entry, view) in part.entries.iter().enumerate() {
            for (number, clause) in clauses(view).enumerate() {
                let duty = |date| Duty { date, clause, number, view: *view, table, entry };
                duties.extend(year.dates(clause).into_iter().map(duty));
            }
        }
    }
    duties.sort_by_key(|it| (it.date, it.table, it.entry));
    duties
}

#[cfg(test)]
mod tests {
    use jiff::civil::Date;

    use super::Year;
    use crate::model::deadline;

    fn dates(phrase: &str, today: Date) -> Vec<String> {
        let year = Year::around(today);
        let reading = deadline::read(phrase);
        let deadline = reading.deadline.expect("the phrase is understood");
        let dates = deadline.clauses.iter().flat_map(|it| year.dates(it));
        dates.map(|it| it.to_string()).collect()
    }

    #[test]
    fn a_year_begins_with_the_month() {
        let year = Year::around(Date::constant(2026, 11, 21));
        assert_eq!(
            (year.from.to_string().as_str(), year.to.to_string().as_str()),
            ("2026-11-01", "2027-10-31")
        );
        assert_eq!(Year::around(Date::MAX).to, Date::MAX);
    }

    #[test]
    fn a_year_has_each_day_as_often_as_it_comes() {
        let today = Date::constant(2026, 11, 21);
        assert_eq!(dates("每年3月31日前", today), ["2027-03-31"]);
        assert_eq!(dates("每年11月1日前", today), ["2026-11-01"]);
        let quarters = ["2026-12-31", "2027-03-31", "2027-06-30", "2027-09-30"];
        assert_eq!(dates("每季度至少公布一次", today), quarters);
        let months = dates("每月10日前", today);
        assert_eq!((months.len(), months[0].as_str()), (12, "2026-11-10"));
        assert_eq!(dates("每月至少公布一次", Date::constant(2028, 2, 1))[0], "2028-02-29");
        assert_eq!(dates("2027年3月底前", today), ["2027-03-31"]);
    }

    #[test]
    fn no_day_is_made_up() {
        let today = Date::constant(2026, 11, 21);
        for phrase in ["信息形成之日起20个工作日内", "及时公开", "长期公开", "2020年11月底前"]
        {
            assert_eq!(dates(phrase, today), [""; 0], "{phrase}");
        }
    }
}
