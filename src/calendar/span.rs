//! How many calendar days a number of working days can take, at most and at least.
//!
//! The positions of all working days of the noticed years are kept once; a question is then one pass over them.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::calendar::Calendar;

/// The working days of the noticed years, as day numbers from the first of January of the first of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::calendar) struct SpanTable {
    working: Vec<u32>,
    /// How many of the positions follow a day of the noticed years; the rest only carry long counts on.
    starts: usize,
}

impl SpanTable {
    /// Lays the noticed years out, and some weekdays after them so that a count begun in December can end.
    pub(in crate::calendar) fn of(calendar: &Calendar) -> Self {
        let (Some(first), Some(last)) =
            (calendar.noticed_years().next(), calendar.noticed_years().last())
        else {
            return Self::default();
        };
        let (Ok(start), Ok(end)) = (Date::new(first, 1, 1), Date::new(last, 12, 31)) else {
            return Self::default();
        };
        let mut table = Self::default();
        // The series stops by itself at the last date there is.
        for (number, date) in (0_u32..).zip(start.series(1.day())) {
            if date > end && date.year() > last.saturating_add(2) {
                break;
            }
            if calendar.is_working_day(date) {
                table.working.push(number);
            }
            if date == end {
                table.starts = table.working.len();
            }
        }
        table
    }

    /// The longest span: from the working day (or the first day of all) before the first that counts.
    pub(in crate::calendar) fn longest(&self, n: u32) -> u32 {
        let plain = longest_on_weekdays(n);
        if n == 0 {
            return 0;
        }
        // A start on day zero that is off waits for the first working day.
        let first = self.nth(0, n);
        (0..self.starts)
            .map(|k| self.nth(k + 1, n) - self.working[k])
            .fold(plain.max(first), u32::max)
    }

    /// The shortest span: from the day right before the first that counts.
    pub(in crate::calendar) fn shortest(&self, n: u32) -> u32 {
        if n == 0 {
            return 0;
        }
        let plain = shortest_on_weekdays(n);
        (0..self.starts).map(|k| self.nth(k, n) + 1 - self.working[k]).fold(plain, u32::min)
    }

    /// The position of the `n`-th working day, the one at `k` being the first; past the table by whole weeks.
    fn nth(&self, k: usize, n: u32) -> u32 {
        let at = k + n as usize - 1;
        let Some(last) = self.working.len().checked_sub(1) else { return 0 };
        if let Some(position) = self.working.get(at) {
            return *position;
        }
        // Beyond the table there are no holidays: five working days are a week.
        let beyond = at - last;
        let weeks = beyond.div_ceil(5);
        let back = weeks * 5 - beyond;
        self.working[last - back] + u32::try_from(weeks * 7).unwrap_or(u32::MAX / 2)
    }
}

/// On plain weekdays the longest count begins on a Friday.
fn longest_on_weekdays(n: u32) -> u32 {
    n + n.div_ceil(5) * 2
}

/// On plain weekdays the shortest count begins on a Sunday.
fn shortest_on_weekdays(n: u32) -> u32 {
    n + (n.max(1) - 1) / 5 * 2
}
