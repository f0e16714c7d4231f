//! When a clause falls due, and which days were counted on the way.

use jiff::civil::Date;
use jiff::{Span, ToSpan};

use crate::calendar::{Calendar, CountedDay};
use crate::model::deadline::{Clause, ClauseKind, Cycle, Length, Recurrence, Unit};

/// What a computed date means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DueRole {
    /// It must be public by then.
    PublishBy,
    /// It must stay on show until then.
    ShowUntil,
    /// It must be renewed by then.
    RenewBy,
}

/// The date of a clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// The last day of the promise.
    pub date: Date,
    /// What the date means.
    pub role: DueRole,
    /// Where working days were counted: the day before the first that was looked at, and the last.
    counted: Option<(Date, Date)>,
    /// Years that were computed on weekdays alone because they have no notice yet.
    pub years_without_notice: Vec<i16>,
}

impl Due {
    /// The days passed on the way where working days were counted, in the order of the calendar; else empty.
    #[must_use]
    pub fn days(&self, calendar: &Calendar) -> Vec<CountedDay> {
        self.counted.map_or_else(Vec::new, |(from, to)| calendar.days_counted(from, to))
    }
}

impl Clause {
    /// The date of the clause when its event happens on `from` (for a lead time, the event announced; for a recurring date, today).
    /// `None` where the promise has no number: 及时, 长期, 依申请.
    #[must_use]
    pub fn due(&self, from: Date, calendar: &Calendar) -> Option<Due> {
        let on = |date: Date, role: DueRole| {
            Some(Due { date, role, counted: None, years_without_notice: Vec::new() })
        };
        match &self.kind {
            ClauseKind::Within { length, .. } => {
                Some(forward(from, *length, DueRole::PublishBy, calendar))
            }
            ClauseKind::PostedFor(length) => {
                Some(forward(from, *length, DueRole::ShowUntil, calendar))
            }
            ClauseKind::Every(length) => Some(forward(from, *length, DueRole::RenewBy, calendar)),
            ClauseKind::Before { length, .. } => Some(backward(from, *length, calendar)),
            ClauseKind::Immediate | ClauseKind::AtEvent(_) | ClauseKind::WithEvent(_) => {
                on(from, DueRole::PublishBy)
            }
            ClauseKind::Recurring(recurrence) => on(recurrence.next(from)?, DueRole::PublishBy),
            ClauseKind::FixedDate(date) => on(*date, DueRole::PublishBy),
            ClauseKind::Promptly
            | ClauseKind::Standing
            | ClauseKind::OnRequest
            | ClauseKind::ByRule
            | ClauseKind::SameAsAbove => None,
        }
    }
}

impl Recurrence {
    /// The next such date on or after `from`; a day that a month does not have is its last.
    #[must_use]
    pub fn next(self, from: Date) -> Option<Date> {
        let mut month = from.first_of_month();
        // A year holds every month, so a thirteenth look finds nothing new.
        for _ in 0..=12 {
            let is_due = match self.cycle() {
                Cycle::Yearly(wanted) => month.month() == wanted,
                Cycle::Monthly => true,
                Cycle::Quarterly => month.month() % 3 == 1,
            };
            // 2月28日 is written for the last day of February.
            let last = month.days_in_month();
            let day =
                if month.month() == 2 && self.day() >= 28 { last } else { self.day().min(last) };
            let date = Date::new(month.year(), month.month(), day).ok()?;
            if is_due && date >= from {
                return Some(date);
            }
            month = month.checked_add(1.month()).ok()?;
        }
        None
    }
}

/// The calendar span of a length that is not counted in working days. A number of hours ends, at the latest, on the day
/// that its last full or begun day of hours ends.
fn span(length: Length) -> Span {
    let amount = i64::from(length.amount());
    match length.unit() {
        Unit::Hours => i64::from(length.amount().div_ceil(24)).days(),
        Unit::Days | Unit::WorkingDays => amount.days(),
        Unit::Weeks => (amount * 7).days(),
        Unit::Months => amount.months(),
        Unit::Years => amount.years(),
    }
}

fn forward(from: Date, length: Length, role: DueRole, calendar: &Calendar) -> Due {
    if length.unit() == Unit::WorkingDays {
        let end = calendar.add_working_days(from, length.amount());
        let counted = Some((from, end.date));
        return Due {
            date: end.date,
            role,
            counted,
            years_without_notice: end.years_without_notice,
        };
    }
    let date = from.saturating_add(span(length));
    Due { date, role, counted: None, years_without_notice: Vec::new() }
}

fn backward(event: Date, length: Length, calendar: &Calendar) -> Due {
    let role = DueRole::PublishBy;
    if length.unit() == Unit::WorkingDays {
        let start = calendar.subtract_working_days(event, length.amount());
        let counted = start.date.yesterday().ok().zip(event.yesterday().ok());
        return Due {
            date: start.date,
            role,
            counted,
            years_without_notice: start.years_without_notice,
        };
    }
    let date = event.saturating_sub(span(length));
    Due { date, role, counted: None, years_without_notice: Vec::new() }
}
