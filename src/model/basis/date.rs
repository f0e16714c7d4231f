//! Dates in a citation, and what happened on them: 2019年4月3日修订.
use std::fmt;

use crate::model::basis::{
    numerals,
    text::{Chars, half_width},
};

/// A day, a month or a year, and what happened then.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Date {
    /// The year.
    pub year: u32,
    /// The month, if it is said.
    pub month: Option<u32>,
    /// The day, if it is said.
    pub day: Option<u32>,
    /// What happened, as written: 修正, 修订, 通过, 起施行, …; empty if nothing is said.
    pub event: String,
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}年", self.year)?;
        if let Some(month) = self.month {
            write!(f, "{month}月")?;
        }
        if let Some(day) = self.day {
            write!(f, "{day}日")?;
        }
        f.write_str(&self.event)
    }
}

/// Whether `year` can be the year of a document in force.
pub(super) fn is_year(year: u32) -> bool {
    (1949..=2099).contains(&year)
}

/// Reads a date at `i`, without its event: 2019年4月3日, 2019年, 2019, 2019-04-03, 2019.4.3, 二〇一九年四月三日.
pub(super) fn read(chars: &Chars<'_>, i: usize) -> Option<(Date, usize)> {
    let (year, mut end) = numerals::read(chars, i).filter(|it| is_year(it.0) && it.1 - i == 4)?;
    let mut date = Date { year, month: None, day: None, event: String::new() };
    let next = chars.skip_blanks(end);
    if chars.at(next) == '年' {
        end = next + 1;
        if let Some((month, after)) = unit(chars, end, '月', 12) {
            (date.month, end) = (Some(month), after);
            if let Some((day, after)) =
                unit(chars, end, '日', 31).or_else(|| unit(chars, end, '号', 31))
            {
                (date.day, end) = (Some(day), after);
            }
        }
    } else if let Some((month, day, after)) = numeric(chars, end) {
        (date.month, date.day, end) = (Some(month), day, after);
    }
    Some((date, end))
}

fn unit(chars: &Chars<'_>, i: usize, unit: char, most: u32) -> Option<(u32, usize)> {
    let (value, end) = numerals::read(chars, chars.skip_blanks(i))?;
    let end = chars.skip_blanks(end);
    ((1..=most).contains(&value) && chars.at(end) == unit).then_some((value, end + 1))
}

/// -04-03, .4.3, /4/3 after a year; also -04.
fn numeric(chars: &Chars<'_>, i: usize) -> Option<(u32, Option<u32>, usize)> {
    let sign = half_width(chars.at(i));
    if !matches!(sign, '-' | '.' | '/') {
        return None;
    }
    let (month, end) =
        numerals::arabic(chars, i + 1).filter(|it| (1..=12).contains(&it.0) && it.1 - i <= 3)?;
    if half_width(chars.at(end)) == sign
        && let Some((day, after)) = numerals::arabic(chars, end + 1)
            .filter(|it| (1..=31).contains(&it.0) && it.1 - end <= 3)
    {
        return Some((month, Some(day), after));
    }
    Some((month, None, end))
}
