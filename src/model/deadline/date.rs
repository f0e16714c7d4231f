//! Dates that come once or every year, month or quarter: 2020年11月底前, 每年1月31日前, 次月10日前, 每季度首月15日前.

use jiff::civil::Date;

use crate::model::deadline::length::number;
use crate::model::deadline::lexicon::after_any;
use crate::model::deadline::{ClauseKind, Cycle, Recurrence, Warning};

/// One or more dates as read at the front of a text.
pub(in crate::model::deadline) struct Dates<'a> {
    pub(in crate::model::deadline) kinds: Vec<ClauseKind>,
    pub(in crate::model::deadline) warning: Option<Warning>,
    pub(in crate::model::deadline) rest: &'a str,
}

/// Where in a month a date lies.
#[derive(Clone, Copy)]
enum Day {
    Number(i8),
    Last,
    /// 上旬, 中旬
    About(i8),
    /// Only the month is named (3月前).
    Unnamed,
}

/// Which year a date is of.
#[derive(Clone, Copy)]
enum YearOf {
    One(i16),
    Every,
    /// Nothing says which (3月31日前): read as every year, with a warning.
    Unsaid,
}

/// A date that begins with a number: `2020年11月底前`, `11月底前`.
pub(in crate::model::deadline) fn numbered(text: &str) -> Option<Dates<'_>> {
    if let Some(dates) = dashed(text) {
        return Some(dates);
    }
    let (first, rest) = number(text)?;
    if (1000..=9999).contains(&first) {
        let rest = rest.strip_prefix('年')?;
        let year = YearOf::One(i16::try_from(first).ok()?);
        return year_end(text, year, rest)
            .or_else(|| months(text, year, rest))
            .or_else(|| part_of_year(text, year, rest));
    }
    months(text, YearOf::Unsaid, text)
}

/// `2020-11-30`, `2020.11.30`, `2020/11/30`
fn dashed(text: &str) -> Option<Dates<'_>> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let year = digits(text);
    let mark =
        text.as_bytes().get(year).copied().filter(|mark| matches!(mark, b'-' | b'.' | b'/'))?;
    let (year, rest) =
        (text[..year].parse().ok().filter(|year| (1000..=9999).contains(year))?, &text[year + 1..]);
    let month = digits(rest);
    if rest.as_bytes().get(month) != Some(&mark) {
        return None;
    }
    let (month, rest) = (rest[..month].parse().ok()?, &rest[month + 1..]);
    let (day, rest) = rest.split_at(digits(rest));
    finish(text, YearOf::One(year), &[(month, Day::Number(day.parse().ok()?))], limit(rest))
}

/// What follows 每年, 次年: `1月31日前`, `年底前`, `第一季度`.
pub(in crate::model::deadline) fn of_every_year<'a>(
    text: &'a str,
    rest: &'a str,
) -> Option<Dates<'a>> {
    let rest = after_any(rest, &["的", "度"]).unwrap_or(rest);
    let rest = after_any(rest, &["于", "在", "至少于", "至少在", "应于", "应在"]).unwrap_or(rest);
    year_end(text, YearOf::Every, rest)
        .or_else(|| months(text, YearOf::Every, rest))
        .or_else(|| dotted(text, rest))
        .or_else(|| part_of_year(text, YearOf::Every, rest))
}

/// `12.31前` behind 每年: month and day.
fn dotted<'a>(text: &'a str, rest: &'a str) -> Option<Dates<'a>> {
    let (month, rest) = rest.split_once('.')?;
    let month = month.parse().ok()?;
    let (day, rest) = number(rest)?;
    let rest = rest.strip_prefix(['日', '号']).unwrap_or(rest);
    finish(text, YearOf::Every, &[(month, Day::Number(i8::try_from(day).ok()?))], limit(rest))
}

/// `年底前` with no year.
pub(in crate::model::deadline) fn bare_year_end(text: &str) -> Option<Dates<'_>> {
    year_end(text, YearOf::Unsaid, text.strip_prefix('年')?)
}

/// What follows 每月, 次月: `5日前`, `底前`, `前10日内`.
pub(in crate::model::deadline) fn of_every_month<'a>(
    text: &'a str,
    rest: &'a str,
) -> Option<Dates<'a>> {
    let rest = after_any(rest, &["的", "份"]).unwrap_or(rest);
    let rest = after_any(rest, &["前", "初", "第"]).unwrap_or(rest);
    if let Some((days, rest)) = days(rest) {
        return recurring(text, Cycle::Monthly, &days, limit(rest));
    }
    let rest = after_any(rest, &["底", "末", "月底", "月末", "最后一日", "最后一天"])?;
    recurring(text, Cycle::Monthly, &[Day::Last], limit(rest))
}

/// What follows 每季度, 次季度: `首月15日前`.
pub(in crate::model::deadline) fn of_every_quarter<'a>(
    text: &'a str,
    rest: &'a str,
) -> Option<Dates<'a>> {
    let rest = rest.strip_prefix('的').unwrap_or(rest);
    let month = after_any(
        rest,
        &[
            "首月",
            "首个月",
            "第一个月",
            "第1个月",
            "头一个月",
            "第一月",
            "第1月",
            "结束后次月",
            "次月",
            "下月",
            "初",
        ],
    )?;
    let (day, rest) = day(after_any(month, &["的", "份"]).unwrap_or(month))?;
    recurring(text, Cycle::Quarterly, &[day], limit(rest))
}

/// `底前`, `年底前`, `12月…` is for [`months`]; this reads only the end of the year.
fn year_end<'a>(text: &'a str, year: YearOf, rest: &'a str) -> Option<Dates<'a>> {
    let rest = after_any(rest, &["年底", "年末", "年终", "底", "末", "终"])?;
    if after_any(rest, &["了", "后", "决", "结", "总", "考"]).is_some() {
        return None;
    }
    finish(text, year, &[(12, Day::Last)], limit(rest))
}

/// `1月31日前`, `6月底、12月底前`, `1月和7月`, `3、6、9月底前`, `1-2月`.
fn months<'a>(text: &'a str, year: YearOf, rest: &'a str) -> Option<Dates<'a>> {
    let mut found = Vec::new();
    let (mut rest, mut open, mut ranged) = (rest, false, false);
    // What was read up to the last 月; numbers behind it belong to something else.
    let mut kept = None;
    while let Some((month, after)) = number(rest)
        && let Some(month) = i8::try_from(month).ok().filter(|month| (1..=12).contains(month))
        && found.len() < 12
    {
        if open {
            // 1月1日至3月31日: the end of the range is the limit.
            found.pop();
            ranged = true;
        }
        let (of_month, after) = match after.strip_prefix('月') {
            Some(after) => of_month(after.strip_prefix('份').unwrap_or(after)),
            // 1、2月: the 月 behind the last number is meant for all; where no year is said, the first number could count
            // the sentences.
            None if matches!(year, YearOf::Unsaid) => break,
            None => (None, after),
        };
        found.push((month, of_month.unwrap_or(Day::Unnamed)));
        if of_month.is_some() {
            kept = Some((found.clone(), ranged, after));
        }
        let range = after_any(after, &["至", "到", "-", "~", "—"]);
        open = range.is_some();
        let list = || after_any(after, &["前、", "前和", "前及", "、", "和", "与", "及"]);
        let Some(next) = range.or_else(list) else { break };
        rest = next;
    }
    let (mut found, ranged, rest) = kept?;
    // 6月、12月底前: the last one's day is meant for all that name none.
    let last = found.last()?.1;
    for (_, day) in &mut found {
        if matches!(day, Day::Unnamed) {
            *day = last;
        }
    }
    let unlimited = limit(rest);
    if matches!(last, Day::Unnamed) && unlimited.starts_with('后') {
        return None;
    }
    let mut dates = finish(text, year, &found, unlimited)?;
    if ranged {
        dates.warning = Some(several(text, dates.rest, &dates.kinds));
    }
    Some(dates)
}

/// What a month's name is followed by: `31日`, `底`, or nothing.
fn of_month(after: &str) -> (Option<Day>, &str) {
    // 1月和7月的10日前
    if let Some((day, rest)) = day(after.strip_prefix('的').unwrap_or(after)) {
        return (Some(day), rest);
    }
    match after_any(after, &["底", "末"]) {
        Some(rest) => (Some(Day::Last), rest),
        None => (Some(Day::Unnamed), after),
    }
}

/// `第一季度`, `上半年`, `一季度、三季度`: the end of the part is the promise.
fn part_of_year<'a>(text: &'a str, year: YearOf, rest: &'a str) -> Option<Dates<'a>> {
    const PARTS: &[(&[&str], i8)] = &[
        (&["第一季度", "一季度", "1季度", "第1季度"], 3),
        (&["第二季度", "二季度", "上半年"], 6),
        (&["第三季度", "三季度"], 9),
        (&["第四季度", "四季度", "下半年"], 12),
    ];
    let part =
        |rest| PARTS.iter().find_map(|(words, month)| Some((after_any(rest, words)?, *month)));
    let mut days = Vec::new();
    let mut rest = rest;
    loop {
        let (after, month) = part(rest)?;
        days.push((month, Day::Last));
        rest = limit(after_any(after, &["末", "底"]).unwrap_or(after));
        match after_any(rest, &["、", "和", "及", "与"]).filter(|next| part(next).is_some()) {
            Some(next) => rest = next,
            None => break,
        }
    }
    let mut dates = finish(text, year, &days, rest)?;
    dates.warning = Some(several(text, dates.rest, &dates.kinds));
    Some(dates)
}

fn finish<'a>(text: &'a str, year: YearOf, days: &[(i8, Day)], rest: &'a str) -> Option<Dates<'a>> {
    // 1月1日起, 1月1日至3月31日: a beginning is no limit.
    if rest.starts_with(['起', '后', '至', '到', '-', '—', '~'])
        || rest.starts_with("以来")
        || rest.starts_with("以后")
    {
        return None;
    }
    let mut kinds = Vec::with_capacity(days.len());
    let mut unsure = matches!(year, YearOf::Unsaid);
    for &(month, day) in days {
        let first =
            Date::new(if let YearOf::One(year) = year { year } else { 2023 }, month, 1).ok()?;
        let day = match day {
            Day::Number(day) => day,
            Day::Last => first.days_in_month(),
            Day::About(day) => {
                unsure = true;
                day
            }
            Day::Unnamed => {
                unsure = true;
                first.days_in_month()
            }
        };
        kinds.push(match year {
            YearOf::One(year) => ClauseKind::FixedDate(Date::new(year, month, day).ok()?),
            YearOf::Every | YearOf::Unsaid => {
                ClauseKind::Recurring(Recurrence::new(Cycle::Yearly(month), day)?)
            }
        });
    }
    let warning = unsure.then(|| several(text, rest, &kinds));
    Some(Dates { kinds, warning, rest })
}

fn recurring<'a>(text: &'a str, cycle: Cycle, days: &[Day], rest: &'a str) -> Option<Dates<'a>> {
    let (mut kinds, mut unsure) = (Vec::with_capacity(days.len()), false);
    for day in days {
        let day = match day {
            Day::Number(day) => *day,
            Day::About(day) => {
                unsure = true;
                *day
            }
            Day::Last | Day::Unnamed => {
                unsure = true;
                31
            }
        };
        kinds.push(ClauseKind::Recurring(Recurrence::new(cycle, day)?));
    }
    let warning = unsure.then(|| several(text, rest, &kinds));
    Some(Dates { kinds, warning, rest })
}

/// `5日、20日前`, `10、20、30日`: one day or a list of them; the 日 behind the last number is meant for all.
fn days(text: &str) -> Option<(Vec<Day>, &str)> {
    let mut found = Vec::new();
    let (mut rest, mut kept) = (text, None);
    while found.len() < 31 {
        let after = if let Some((day, after)) = day(rest) {
            found.push(day);
            kept = Some((found.len(), after));
            after
        } else if let Some((bare, after)) = number(rest)
            && let Ok(bare) = i8::try_from(bare)
        {
            found.push(Day::Number(bare));
            after
        } else {
            break;
        };
        let Some(next) = after_any(limit(after), &["、", "和", "及", "与"]) else { break };
        rest = next;
    }
    let (count, rest) = kept?;
    found.truncate(count);
    Some((found, rest))
}

/// `31日`, `10号`, `上旬` at the front of a text.
fn day(text: &str) -> Option<(Day, &str)> {
    for (word, day) in [("上旬", 10), ("中旬", 20), ("下旬", 31)] {
        if let Some(rest) = text.strip_prefix(word) {
            return Some((if day == 31 { Day::Last } else { Day::About(day) }, rest));
        }
    }
    let (day, rest) = number(text)?;
    // 每月1-5日: the last day is the promise.
    let (day, rest) = match after_any(rest, &["-", "至", "~", "日至", "日-"]).and_then(number) {
        Some((last, rest)) if last > day && rest.starts_with(['日', '号']) => (last, rest),
        _ => (day, rest),
    };
    let rest = rest.strip_prefix(['日', '号'])?;
    Some((Day::Number(i8::try_from(day).ok()?), rest))
}

/// Takes 前 and its like off: a date is a limit with and without them.
fn limit(text: &str) -> &str {
    after_any(text, &["之前", "以前", "前", "以内", "之内", "内", "止", "为止"]).unwrap_or(text)
}

fn several(text: &str, rest: &str, kinds: &[ClauseKind]) -> Warning {
    let written = text[..text.len() - rest.len()].to_owned();
    let understood = kinds.iter().map(chinese).collect::<Vec<_>>().join("、");
    Warning::SeveralReadings { written, understood }
}

fn chinese(kind: &ClauseKind) -> String {
    match kind {
        ClauseKind::FixedDate(date) => {
            format!("{}年{}月{}日前", date.year(), date.month(), date.day())
        }
        ClauseKind::Recurring(recurrence) => match recurrence.cycle() {
            Cycle::Yearly(month) => format!("每年{month}月{}日前", recurrence.day()),
            Cycle::Monthly if recurrence.day() == 31 => "每月最后一日前".to_owned(),
            Cycle::Monthly => format!("每月{}日前", recurrence.day()),
            Cycle::Quarterly => format!("每季度首月{}日前", recurrence.day()),
        },
        other => other.to_string(),
    }
}
