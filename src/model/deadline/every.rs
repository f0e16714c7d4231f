//! How often something is renewed: 每季度, 每20个工作日, 半年至少1次, 按月, 1次/年; and the dates that follow 每年, 每月.

use crate::model::deadline::core::Core;
use crate::model::deadline::date::{Dates, of_every_month, of_every_quarter, of_every_year};
use crate::model::deadline::length::{self, chinese, number};
use crate::model::deadline::lexicon::{PUBLISHING, VERBS, after_any, at_boundary, skip_fillers};
use crate::model::deadline::{Length, Unit, Warning};

/// A core, a warning about it, and what follows it.
pub(in crate::model::deadline) type Read<'a> = (Core, Option<Warning>, &'a str);

/// 每…: a period or a recurring date.
pub(in crate::model::deadline) fn every(text: &str) -> Option<Read<'_>> {
    let rest = text.strip_prefix('每')?;
    let rest = rest.strip_prefix('隔').unwrap_or(rest);
    let rest = rest
        .strip_prefix('个')
        .filter(|rest| rest.starts_with(['月', '季', '年', '工', '自', '周', '星']))
        .unwrap_or(rest);
    if let Some(read) = length::length(rest) {
        return Some(counted(text, read.length, read.warning, read.rest));
    }
    let (unit, rest) = period(rest)?;
    if let Some(dates) = date_of(text, unit, rest) {
        return Some(dated(dates));
    }
    let rest = weekday(unit, rest).unwrap_or(rest);
    // 每年度结束后, 每月终了: the period is part of an event.
    if after_any(rest, &["结束", "终了", "届满", "期满", "后", "终"]).is_some() {
        return None;
    }
    let (rest, loose) = match after_any(rest, &["末", "底", "初", "第一周", "最后一个月", "末月"])
    {
        Some(rest) => (after_any(rest, &["前", "之前"]).unwrap_or(rest), true),
        None => match first_days(unit, rest) {
            // 每月5个工作日内: the canonical form has no working day of a month.
            Some(rest) => (rest, true),
            None => (rest, false),
        },
    };
    let guess = loose.then(|| Warning::Approximate {
        written: text[..text.len() - rest.len()].to_owned(),
        understood: format!("每{}一次", chinese(period_length(unit))),
    });
    Some(counted(text, period_length(unit), guess, rest))
}

/// `前5个工作日`, `5个工作日内`, `15日前` behind a period; what follows them.
fn first_days(unit: Period, rest: &str) -> Option<&str> {
    if let Some(rest) = rest.strip_prefix('前') {
        let read = length::length(rest)?;
        return Some(after_any(read.rest, &["内", "以内"]).unwrap_or(read.rest));
    }
    let read = length::length(rest)?;
    let limits: &[&str] = match unit {
        Period::Year => &["内", "以内"],
        _ => &["内", "以内", "前", "之前", "以前"],
    };
    after_any(read.rest, limits)
}

/// 次月10日前, 次年1月底前, 次日, 下一个工作日, 当日.
pub(in crate::model::deadline) fn next(text: &str) -> Option<Read<'_>> {
    if let Some(rest) = after_any(text, &["当日", "当天", "同日"]) {
        let written = text[..text.len() - rest.len()].to_owned();
        return limited(rest).map(|rest| (Core::SameDay(written), None, rest));
    }
    let rest = after_any(text, &["次", "下一个", "下一", "下个", "下", "翌", "第二个", "当"])?;
    if let Some(rest) = after_any(rest, &["一个工作日", "一工作日", "个工作日", "工作日"])
    {
        return limited(rest).map(|rest| (Core::Next(one(Unit::WorkingDays)), None, rest));
    }
    if let Some(rest) = rest.strip_prefix(['日', '天']) {
        return limited(rest).map(|rest| (Core::Next(one(Unit::Days)), None, rest));
    }
    let (unit, rest) = period(rest)?;
    if let Some(dates) = date_of(text, unit, rest) {
        return Some(dated(dates));
    }
    if unit == Period::Day || unit == Period::WorkingDay {
        return None;
    }
    // 次月5个工作日内: the canonical form has no working day of a month.
    let days = length::length(rest).and_then(|read| after_any(read.rest, &["内", "以内"]));
    let rest = days.map_or_else(|| limited(rest), Some)?;
    let length = period_length(unit);
    let understood = format!("每{}一次", chinese(length));
    let warning = Warning::SeveralReadings {
        written: text[..text.len() - rest.len()].to_owned(),
        understood,
    };
    Some((Core::Every(length), Some(warning), rest))
}

/// 按月公开, 逐季公布, 月度更新.
pub(in crate::model::deadline) fn by_period(text: &str) -> Option<Read<'_>> {
    let rest = after_any(text, &["按照", "按", "逐", "分"])?;
    let (unit, rest) = period(rest)?;
    if let Some(dates) = date_of(text, unit, rest) {
        return Some(dated(dates));
    }
    if !at_boundary(rest) {
        return None;
    }
    Some(counted(text, period_length(unit), None, rest))
}

/// 季度更新, 年度公开: only right in front of a verb.
pub(in crate::model::deadline) fn bare_period(text: &str) -> Option<Read<'_>> {
    let (unit, rest) = period(text)?;
    if unit == Period::Quarter
        && let Some(dates) = of_every_quarter(text, rest)
    {
        return Some(dated(dates));
    }
    after_any(rest, &["更新", "公开", "公布", "公示", "发布", "一次"])
        .map(|_| counted(text, period_length(unit), None, rest))
}

/// `1次/年`: times in a period.
pub(in crate::model::deadline) fn times_in(text: &str) -> Option<Read<'_>> {
    let (times, rest) = number(text)?;
    let rest = rest.strip_prefix('次')?;
    let rest = after_any(rest, &["/每", "/", "每"])?;
    if let Some(read) = length::length(rest) {
        let (length, warning) = share(text, read.rest, read.length, times);
        return Some((Core::Every(length), warning, read.rest));
    }
    let (unit, rest) = period(rest)?;
    let (length, warning) = share(text, rest, period_length(unit), times);
    Some((Core::Every(length), warning, rest))
}

/// `更新1次`, `/次`: how many times in the length before it; with the text after it.
pub(in crate::model::deadline) fn times(text: &str) -> Option<(u32, &str)> {
    if let Some(rest) = text.strip_prefix("/次") {
        return Some((1, rest));
    }
    let mut rest = text;
    loop {
        if let Some((times, after)) = number(rest)
            && let Some(after) = after.strip_prefix('次')
        {
            return Some((times, after_any(after, &["以上", "及以上"]).unwrap_or(after)));
        }
        // 一季一公开
        if rest.len() == text.len()
            && let Some((1, after)) = number(rest)
            && let Some(rest) = after_any(after, &["报", "通报", "评"])
                .or_else(|| after_any(after, PUBLISHING).map(|_| after))
        {
            return Some((1, rest));
        }
        let next =
            after_any(skip_fillers(rest), &["不少于", "不得少于", "不低于", "最少", "应", "少于"])
                .or_else(|| after_any(rest, VERBS))
                .unwrap_or_else(|| skip_fillers(rest));
        if next.len() == rest.len() {
            return None;
        }
        rest = next;
    }
}

/// The length of one renewal, where `times` fall into a longer length.
pub(in crate::model::deadline) fn share(
    text: &str,
    rest: &str,
    length: Length,
    times: u32,
) -> (Length, Option<Warning>) {
    if times <= 1 {
        return (length, None);
    }
    let written = || text[..text.len() - rest.len()].to_owned();
    let parts = match length.unit() {
        Unit::Years => Some((length.amount() * 12, Unit::Months)),
        Unit::Months if !(length.amount()).is_multiple_of(times) => {
            Some((length.amount() * 30, Unit::Days))
        }
        Unit::Weeks => Some((length.amount() * 7, Unit::Days)),
        unit => Some((length.amount(), unit)),
    };
    match parts.and_then(|(amount, unit)| Length::new(amount / times, unit)) {
        Some(each) => {
            let understood = format!("至少每{}一次", chinese(each));
            (each, Some(Warning::Approximate { written: written(), understood }))
        }
        None => (length, Some(Warning::Ignored { written: written() })),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Period {
    Year,
    HalfYear,
    Term,
    SchoolYear,
    Quarter,
    TwoMonths,
    Month,
    HalfMonth,
    Ten,
    TwoWeeks,
    Week,
    Day,
    WorkingDay,
    Hour,
}

fn period(text: &str) -> Option<(Period, &str)> {
    const WORDS: &[(&str, Period)] = &[
        ("半年度", Period::HalfYear),
        ("半年", Period::HalfYear),
        ("半个月", Period::HalfMonth),
        ("半月", Period::HalfMonth),
        ("学年", Period::SchoolYear),
        ("学期", Period::Term),
        ("年度", Period::Year),
        ("年", Period::Year),
        ("季度", Period::Quarter),
        ("季", Period::Quarter),
        ("月度", Period::Month),
        ("月份", Period::Month),
        ("月", Period::Month),
        ("双周", Period::TwoWeeks),
        ("双月", Period::TwoMonths),
        ("周", Period::Week),
        ("星期", Period::Week),
        ("旬", Period::Ten),
        ("工作日", Period::WorkingDay),
        ("个工作日", Period::WorkingDay),
        ("日", Period::Day),
        ("天", Period::Day),
        ("小时", Period::Hour),
    ];
    WORDS.iter().find_map(|(word, period)| Some((*period, text.strip_prefix(word)?)))
}

fn period_length(period: Period) -> Length {
    let (amount, unit) = match period {
        Period::Year | Period::SchoolYear => (1, Unit::Years),
        Period::HalfYear | Period::Term => (6, Unit::Months),
        Period::Quarter => (3, Unit::Months),
        Period::TwoMonths => (2, Unit::Months),
        Period::Month => (1, Unit::Months),
        Period::HalfMonth => (15, Unit::Days),
        Period::Ten => (10, Unit::Days),
        Period::TwoWeeks => (2, Unit::Weeks),
        Period::Week => (1, Unit::Weeks),
        Period::Day => (1, Unit::Days),
        Period::WorkingDay => (1, Unit::WorkingDays),
        Period::Hour => (1, Unit::Hours),
    };
    Length { amount, unit }
}

/// 每学期, 每半月, 每旬 are only near to a canonical unit.
fn inexact(period: Length, text: &str) -> Option<Warning> {
    let loose =
        ["学期", "学年", "半月", "半个月", "旬"].iter().find(|word| text.contains(**word))?;
    Some(Warning::Approximate { written: (*loose).to_owned(), understood: chinese(period) })
}

/// 每周五: the day of the week changes nothing about how often.
fn weekday(unit: Period, rest: &str) -> Option<&str> {
    (unit == Period::Week)
        .then(|| rest.strip_prefix(['一', '二', '三', '四', '五', '六', '日', '末']))
        .flatten()
        .map(|rest| after_any(rest, &["前", "之前"]).unwrap_or(rest))
}

fn date_of<'a>(text: &'a str, unit: Period, rest: &'a str) -> Option<Dates<'a>> {
    match unit {
        Period::Year => of_every_year(text, rest),
        Period::Month => of_every_month(text, rest),
        Period::Quarter => of_every_quarter(text, rest),
        _ => None,
    }
}

fn dated(dates: Dates<'_>) -> Read<'_> {
    (Core::Dates(dates.kinds), dates.warning, dates.rest)
}

fn counted<'a>(text: &'a str, length: Length, warning: Option<Warning>, rest: &'a str) -> Read<'a> {
    let warning = warning.or_else(|| inexact(length, &text[..text.len() - rest.len()]));
    let Some((times, after)) = times(rest) else {
        return (Core::Every(length), warning, rest);
    };
    let (length, split) = share(text, after, length, times);
    (Core::Every(length), warning.or(split), after)
}

/// 次日内, 当日前: takes the limit off; `None` where the words go on otherwise.
fn limited(rest: &str) -> Option<&str> {
    let rest = after_any(rest, &["之内", "以内", "内", "之前", "前"]).unwrap_or(rest);
    at_boundary(rest).then_some(rest)
}

fn one(unit: Unit) -> Length {
    Length { amount: 1, unit }
}
