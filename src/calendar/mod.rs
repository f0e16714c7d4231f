//! Working days as the State Council's yearly notices set them.
//!
//! A year that has a notice is computed with its days off and its make-up working days; a year that has none is computed
//! on weekdays alone, and every answer that crossed such a year names it.

pub mod span;

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use span::SpanTable;

/// The notice of one year: which days are off and which weekend days are worked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct YearNotice {
    /// The calendar year.
    pub year: i16,
    /// Days off, each with the holiday's name (春节).
    pub off: Vec<(Date, String)>,
    /// Make-up working days, each with the name of the holiday that they make up for.
    pub work: Vec<(Date, String)>,
}

/// Days off and make-up working days of all years that have a notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    years: BTreeMap<i16, Year>,
    spans: SpanTable,
}

/// A year with a notice.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Year {
    /// The days that the notice names, in order.
    exceptions: Vec<Exception>,
    /// Whether people work on each day of the year, from its first.
    is_worked: Vec<bool>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Exception {
    date: Date,
    holiday: String,
    worked: bool,
}

/// What one calendar day was when working days were counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DayRole {
    /// An ordinary working day: counted.
    Working,
    /// A weekend day that is worked for the holiday named: counted.
    MakeUp(String),
    /// Saturday or Sunday: not counted.
    Weekend,
    /// Off for the holiday named: not counted.
    Holiday(String),
}

/// One day of a count, in the order of the calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountedDay {
    /// The day.
    pub date: Date,
    /// Why it was counted, or was not.
    pub role: DayRole,
}

impl CountedDay {
    /// Whether the day was counted as a working day.
    #[must_use]
    pub fn is_counted(&self) -> bool {
        matches!(self.role, DayRole::Working | DayRole::MakeUp(_))
    }
}

/// The answer to a count of working days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkingDate {
    /// The last day of the count.
    pub date: Date,
    /// Years that the count crossed and that have no notice yet; they were computed on weekdays alone.
    pub years_without_notice: Vec<i16>,
}

impl Calendar {
    /// Builds the calendar. A year given twice keeps the days of both notices.
    #[must_use]
    pub fn new(notices: impl IntoIterator<Item = YearNotice>) -> Self {
        let mut years = BTreeMap::<i16, Vec<Exception>>::new();
        for notice in notices {
            let days = years.entry(notice.year).or_default();
            for (list, worked) in [(notice.off, false), (notice.work, true)] {
                days.extend(list.into_iter().map(|(date, holiday)| Exception {
                    date,
                    holiday,
                    worked,
                }));
            }
            days.sort_by_key(|day| day.date);
        }
        let years = years.into_iter().map(|(year, days)| (year, Year::new(year, days))).collect();
        let mut calendar = Self { years, spans: SpanTable::default() };
        calendar.spans = SpanTable::of(&calendar);
        calendar
    }

    /// Whether the State Council's notice of that year is known.
    #[must_use]
    pub fn has_notice(&self, year: i16) -> bool {
        self.years.contains_key(&year)
    }

    /// The years that have a notice, in order.
    pub fn noticed_years(&self) -> impl Iterator<Item = i16> {
        self.years.keys().copied()
    }

    /// Whether people work on that day.
    #[must_use]
    pub fn is_working_day(&self, date: Date) -> bool {
        // A deadline passes a month of days, and a ledger has thousands of deadlines.
        let noticed = self.years.get(&date.year());
        let worked = noticed.and_then(|it| it.is_worked.get(day_index(date)).copied());
        worked.unwrap_or_else(|| !is_weekend(date))
    }

    /// What that day is when working days are counted.
    #[must_use]
    pub fn role(&self, date: Date) -> DayRole {
        match self.exception(date) {
            Some(day) if day.worked => DayRole::MakeUp(day.holiday.clone()),
            Some(day) => DayRole::Holiday(day.holiday.clone()),
            None if is_weekend(date) => DayRole::Weekend,
            None => DayRole::Working,
        }
    }

    /// The `n`-th working day after `from`; the day of the event itself does not count.
    #[must_use]
    pub fn add_working_days(&self, from: Date, n: u32) -> WorkingDate {
        self.walk(from, n, Date::tomorrow)
    }

    /// The `n`-th working day before `event`; the day of the event itself does not count.
    #[must_use]
    pub fn subtract_working_days(&self, event: Date, n: u32) -> WorkingDate {
        self.walk(event, n, Date::yesterday)
    }

    /// How many working days lie after `from` up to and with `to`; zero where `to` is not later.
    #[must_use]
    pub fn working_days_between(&self, from: Date, to: Date) -> u32 {
        let days = days_after(from, to).filter(|day| self.is_working_day(*day)).count();
        u32::try_from(days).unwrap_or(u32::MAX)
    }

    /// Every day after `from` up to and with `to`, each with why it was counted or was not.
    #[must_use]
    pub fn days_counted(&self, from: Date, to: Date) -> Vec<CountedDay> {
        days_after(from, to).map(|date| CountedDay { date, role: self.role(date) }).collect()
    }

    /// The most calendar days that `n` working days can take from any day of the noticed years.
    #[must_use]
    pub fn longest_span(&self, n: u32) -> u32 {
        self.spans.longest(n)
    }

    /// The fewest calendar days that `n` working days can take from any day of the noticed years, or of a year without notice.
    #[must_use]
    pub fn shortest_span(&self, n: u32) -> u32 {
        self.spans.shortest(n)
    }

    fn walk(&self, from: Date, n: u32, step: fn(Date) -> Result<Date, jiff::Error>) -> WorkingDate {
        let mut answer = WorkingDate { date: from, years_without_notice: Vec::new() };
        let mut left = n;
        while left > 0 {
            // The end of all representable dates ends the count; no deadline comes near to it.
            let Ok(next) = step(answer.date) else { break };
            answer.date = next;
            let year = next.year();
            if answer.years_without_notice.last() != Some(&year) && !self.has_notice(year) {
                answer.years_without_notice.push(year);
            }
            left -= u32::from(self.is_working_day(next));
        }
        answer.years_without_notice.sort_unstable();
        answer
    }

    fn exception(&self, date: Date) -> Option<&Exception> {
        find(&self.years.get(&date.year())?.exceptions, date)
    }
}

impl Year {
    fn new(year: i16, exceptions: Vec<Exception>) -> Self {
        let first = Date::new(year, 1, 1).ok();
        let days = first.into_iter().flat_map(|it| it.series(1.day()));
        let mut is_worked: Vec<bool> =
            days.take_while(|it| it.year() == year).map(|it| !is_weekend(it)).collect();
        for named in exceptions.iter().filter(|it| it.date.year() == year) {
            let day = find(&exceptions, named.date);
            if let (Some(day), Some(is_worked)) = (day, is_worked.get_mut(day_index(named.date))) {
                *is_worked = day.worked;
            }
        }
        Self { exceptions, is_worked }
    }
}

/// What the notice says of a day. A day that it calls both off and worked is found as one of them.
fn find(exceptions: &[Exception], date: Date) -> Option<&Exception> {
    exceptions.binary_search_by_key(&date, |day| day.date).ok().map(|at| &exceptions[at])
}

/// The place of a day in its year, from 0.
fn day_index(date: Date) -> usize {
    usize::try_from(date.day_of_year() - 1).unwrap_or_default()
}

fn is_weekend(date: Date) -> bool {
    matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday)
}

fn days_after(from: Date, to: Date) -> impl Iterator<Item = Date> {
    from.series(1.day()).skip(1).take_while(move |day| *day <= to)
}

impl Default for Calendar {
    fn default() -> Self {
        Self::new([])
    }
}
