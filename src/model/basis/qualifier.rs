//! What stands in brackets after a title: numbers, dates, the edition, the kind, articles.
use std::ops::Range;

use crate::model::{
    basis::{
        article::{self, Article},
        date::{self, Date},
        kind::Kind,
        number_scan::Found,
        numerals,
        text::{Chars, is_blank},
    },
    wording::is_han,
};

/// The contents of a bracket.
#[derive(Default)]
pub(super) struct Qualifiers {
    /// Places in the list of numbers.
    pub(super) numbers: Range<usize>,
    pub(super) dates: Vec<Date>,
    pub(super) edition: Option<String>,
    pub(super) kind: Option<Kind>,
    pub(super) articles: Vec<Article>,
    /// （一）: a numbering, not a qualifier.
    pub(super) numbering: bool,
    /// Something in it was understood.
    pub(super) known: bool,
}

/// Reads what stands between two brackets.
pub(super) fn read(chars: &Chars<'_>, numbers: &[Found], inner: &Range<usize>) -> Qualifiers {
    let first = numbers.partition_point(|it| it.range.start < inner.start);
    let last = first + numbers[first..].partition_point(|it| it.range.end <= inner.end);
    let mut out = Qualifiers { numbers: first..last, known: first < last, ..Qualifiers::default() };
    let inner = chars.trim(inner.clone());
    let text = chars.slice(inner.clone());
    if numerals::parse(text).is_some_and(|it| it < 100) {
        out.numbering = true;
        return out;
    }
    if let Some(kind) = Kind::parse(text.trim_end_matches(['：', ':'])) {
        out.kind = Some(kind);
        out.known = true;
        return out;
    }
    let mut next = first;
    let mut start = inner.start;
    let mut i = inner.start;
    while i <= inner.end {
        if next < last && numbers[next].range.start == i {
            i = numbers[next].range.end;
            next += 1;
            continue;
        }
        if i == inner.end
            || matches!(chars.at(i), '，' | ',' | '；' | ';' | '。')
            || begins_date(chars, i)
        {
            let number = numbers[first..next]
                .iter()
                .find(|it| it.range.start >= start)
                .map(|it| it.range.start);
            out.part(chars, chars.trim(start..i), number);
            start = i + 1;
        }
        i += 1;
    }
    out
}

impl Qualifiers {
    fn part(&mut self, chars: &Chars<'_>, range: Range<usize>, number: Option<usize>) {
        if range.is_empty() {
            return;
        }
        let text = chars.slice(range.clone());
        if let Some(date) = dated(chars, &range, number) {
            self.known = true;
            self.dates.push(date);
        } else if number.is_some() {
            self.known = true;
        } else if is_edition(text) {
            self.known = true;
            self.edition
                .get_or_insert_with(|| text.chars().filter(|it| !it.is_whitespace()).collect());
        } else if let Some(read) =
            article::read(chars, range.start, false).filter(|it| it.end == range.end)
        {
            self.known = true;
            self.articles.extend(read.articles);
        } else if ["以下简称", "简称", "以下称", "下称", "以下统称"]
            .iter()
            .any(|it| text.starts_with(it))
            || text.ends_with("有效")
        {
            self.known = true;
        }
    }
}

/// A blank with a date behind it: …公布 自2020年11月1日起施行.
fn begins_date(chars: &Chars<'_>, i: usize) -> bool {
    is_blank(chars.at(i)) && {
        let next = chars.skip_blanks(i);
        date::read(chars, next + lead(chars, next)).is_some_and(|it| it.0.month.is_some())
    }
}

/// How many characters at `i` lead up to a date.
fn lead(chars: &Chars<'_>, i: usize) -> usize {
    let words = ["自", "于", "根据", "经", "依据", "按", "截至"];
    words.iter().find(|it| chars.starts_with(i, it)).map_or(0, |it| it.chars().count())
}

/// Words of what befalls a document, the longer before those they end in.
const EVENTS: [&str; 20] = [
    "起施行",
    "起实施",
    "修正本",
    "修订本",
    "修正版",
    "修订版",
    "修正",
    "修订",
    "修改",
    "通过",
    "公布",
    "发布",
    "颁布",
    "印发",
    "批准",
    "施行",
    "实施",
    "废止",
    "失效",
    "生效",
];

/// 2019年4月3日修订; 自2019年5月15日起施行; 根据2018年12月29日…的决定修正.
fn dated(chars: &Chars<'_>, range: &Range<usize>, number: Option<usize>) -> Option<Date> {
    let (mut date, end) = date::read(chars, range.start + lead(chars, range.start))
        .filter(|it| it.1 <= number.unwrap_or(range.end))?;
    let event = chars.slice(chars.trim(end..range.end));
    if number.is_some() {
        // 2019年4月3日国务院令第711号: the event is said by the number.
        date.event = EVENTS
            .iter()
            .find(|it| event.ends_with(**it))
            .map_or_else(String::new, |it| (*it).to_owned());
        return Some(date);
    }
    if event.is_empty() || event == "版" || event == "年版" {
        event.trim_start_matches('年').clone_into(&mut date.event);
        return Some(date);
    }
    let ordinary = |it: &str| it.chars().count() <= 8 && it.chars().all(is_han);
    let known = EVENTS
        .iter()
        .find(|it| event.ends_with(**it))
        .or_else(|| EVENTS.iter().find(|it| event.contains(**it)))?;
    date.event = if ordinary(event) { event.to_owned() } else { (*known).to_owned() };
    Some(date)
}

/// 试行, 第三版, 修订稿.
pub(super) fn is_edition(text: &str) -> bool {
    const EDITIONS: [&str; 25] = [
        "试行",
        "暂行",
        "试用",
        "试点",
        "草案",
        "修订草案",
        "征求意见稿",
        "送审稿",
        "修订",
        "修正",
        "修订稿",
        "修订版",
        "修正版",
        "修正本",
        "新修订",
        "修正案",
        "已废止",
        "已失效",
        "已修订",
        "废止",
        "失效",
        "节选",
        "摘要",
        "新版",
        "最新修订",
    ];
    let text = text.trim();
    EDITIONS.contains(&text)
        || is_span(text)
        || text.strip_prefix('第').is_some_and(|it| {
            ["版", "次修正", "次修订", "次修改"]
                .iter()
                .any(|tail| it.strip_suffix(tail).is_some_and(|n| numerals::parse(n).is_some()))
        })
}

/// 2016—2020年: the years a plan is for.
fn is_span(text: &str) -> bool {
    let years = text.strip_suffix('年').unwrap_or(text);
    let mut parts = years.split(['-', '—', '－', '–', '至', '~', '～']).filter(|it| !it.is_empty());
    let is_year = |it: &str| {
        it.chars().count() == 4
            && numerals::parse(it.trim_end_matches('年')).is_some_and(date::is_year)
    };
    parts.next().is_some_and(is_year) && parts.next().is_some_and(is_year) && parts.next().is_none()
}
