//! Finding document numbers in running text. Every look around is bounded, so the whole is linear.
use std::ops::Range;

use crate::model::{
    basis::{
        damage::DamageKind,
        date::is_year,
        issuer,
        number::DocumentNumber,
        numerals, standard,
        text::{Chars, half_width, is_blank},
        wording,
    },
    wording::is_han,
};

/// A number and where it stands, in characters.
pub(super) struct Found {
    pub(super) range: Range<usize>,
    /// `None` if too much of it is missing.
    pub(super) number: Option<DocumentNumber>,
    pub(super) damage: Vec<(DamageKind, Range<usize>)>,
}

/// The numbers in a text, in order; none overlaps another.
pub(super) fn find_all(chars: &Chars<'_>) -> Vec<Found> {
    let mut out: Vec<Found> = Vec::new();
    let (mut i, mut floor) = (0, 0);
    while i < chars.len() {
        let c = chars.at(i);
        let found = match c {
            '令' | '告' => after_word(chars, i, floor),
            '第' => ordinal(chars, i, floor),
            _ if is_open(c) || Angles::open(c) => bracketed_year(chars, i, floor),
            _ if is_digit(c) && !is_digit(chars.before(i)) => bare_year(chars, i, floor),
            _ if is_letter(c) && !is_letter(chars.before(i)) => standard::read(chars, i),
            _ => None,
        };
        if let Some(mut found) = found {
            (i, floor) = (found.range.end, found.range.end);
            if found.range.clone().any(|it| is_blank(chars.at(it)) && !may_be_blank(chars, it)) {
                found.damage.push((DamageKind::Blank, found.range.clone()));
            }
            out.push(found);
        } else {
            i += 1;
        }
    }
    out
}

pub(super) fn is_open(c: char) -> bool {
    matches!(c, '〔' | '[' | '［' | '【' | '（' | '(' | '{' | '｛' | '﹝' | '〖')
}

pub(super) fn is_close(c: char) -> bool {
    matches!(c, '〕' | ']' | '］' | '】' | '）' | ')' | '}' | '｝' | '﹞' | '〗')
}

pub(super) fn is_pair(open: char, close: char) -> bool {
    matches!(
        (half_width(open), half_width(close)),
        ('〔', '〕')
            | ('[', ']')
            | ('【', '】')
            | ('(', ')')
            | ('{', '}')
            | ('﹝', '﹞')
            | ('〖', '〗')
    )
}

pub(super) fn is_digit(c: char) -> bool {
    half_width(c).is_ascii_digit()
}

pub(super) fn is_letter(c: char) -> bool {
    half_width(c).is_ascii_alphabetic()
}

/// The marks of titles, where they were typed around a year: 国办发〈2019〉54号.
struct Angles;

impl Angles {
    fn open(c: char) -> bool {
        matches!(c, '〈' | '《' | '<' | '＜' | '﹤')
    }

    fn close(c: char) -> bool {
        matches!(c, '〉' | '》' | '>' | '＞' | '﹥')
    }
}

/// A blank between two issuers, or between letters and digits of a standard, is no slip.
fn may_be_blank(chars: &Chars<'_>, i: usize) -> bool {
    is_letter(chars.before(i))
        || is_han(chars.at(i + 1))
            && !matches!(chars.at(i + 1), '第' | '号')
            && is_han(chars.before(i))
}

/// 〔2019〕54号 at its opening bracket.
fn bracketed_year(chars: &Chars<'_>, open: usize, floor: usize) -> Option<Found> {
    let mut damage = Vec::new();
    let at = chars.skip_blanks(open + 1);
    let (year, serial_at) = if let Some((year, end)) = year(chars, at) {
        let end = chars.skip_blanks(end);
        let end = chars.skip_blanks(end + usize::from(chars.at(end) == '年'));
        let angles = Angles::open(chars.at(open)) && Angles::close(chars.at(end));
        if is_close(chars.at(end)) || angles {
            if !angles && !is_pair(chars.at(open), chars.at(end)) {
                damage.push((DamageKind::MismatchedBrackets, open..end + 1));
            }
            (year, end + 1)
        } else if is_open(chars.at(open)) {
            damage.push((DamageKind::NumberBracket, open..end));
            (year, end)
        } else {
            return None;
        }
    } else if Angles::open(chars.at(open)) {
        return None;
    } else {
        // 〔201744号: the year and the serial number run into each other.
        let (_, end) = numerals::arabic(chars, at).filter(|it| (5..=8).contains(&(it.1 - at)))?;
        let (year, _) =
            numerals::arabic(&Chars::new(chars.slice(at..at + 4)), 0).filter(|it| is_year(it.0))?;
        damage.push((DamageKind::NumberBracket, open..end));
        (year, at + 4)
    };
    let closed = damage.iter().all(|it| it.0 != DamageKind::NumberBracket);
    let rounded = matches!(chars.at(open), '（' | '(');
    let (serial, mut end) = match serial(chars, serial_at, closed, &mut damage) {
        Some((serial, end)) => (Some(serial), end),
        None if closed && chars.at(chars.skip_blanks(serial_at)) == '号' => {
            let end = chars.skip_blanks(serial_at) + 1;
            damage.push((DamageKind::NumberSerial, open..end));
            (None, end)
        }
        None => return None,
    };
    // 国土资源部〔2010〕第12号公告 and 国家发展改革委（2017）第10号令 are a notice and an order.
    if let (Some(serial), Some((word, after))) = (serial, word_at(chars, end)) {
        let start = issuers(chars, open, floor);
        if start < open {
            let number = DocumentNumber::order(chars.slice(start..open), word, Some(year), serial);
            return Some(Found { range: start..after, number: Some(number), damage });
        }
    }
    let start = prefix(chars, open, floor);
    let name = chars.slice(chars.trim(start..open));
    if ["令", "公告", "通告"].iter().any(|it| name.ends_with(it)) {
        return None;
    }
    if name.is_empty() {
        if rounded || !closed || serial.is_none() {
            return None;
        }
        damage.push((DamageKind::NumberPrefix, open..end));
        return Some(Found { range: open..end, number: None, damage });
    }
    end = end.max(open + 1);
    let number = serial.map(|it| DocumentNumber::file(name, year, it));
    Some(Found { range: start..end, number, damage })
}

/// Four digits, or the two of the last century: 2019, (87), 二〇一九.
fn year(chars: &Chars<'_>, i: usize) -> Option<(u32, usize)> {
    let (value, end) = numerals::read(chars, i)?;
    match end - i {
        4 if is_year(value) => Some((value, end)),
        2 if (49..=99).contains(&value) => Some((1900 + value, end)),
        _ => None,
    }
}

/// 54号, 第54号, （54）号; without its 号 only where a year in brackets stands before and nothing that says otherwise follows.
fn serial(
    chars: &Chars<'_>,
    i: usize,
    closed: bool,
    damage: &mut Vec<(DamageKind, Range<usize>)>,
) -> Option<(u32, usize)> {
    let at = chars.skip_blanks(i);
    let di = chars.at(at) == '第';
    let at = if di { chars.skip_blanks(at + 1) } else { at };
    let bracket = is_open(chars.at(at));
    let at = at + usize::from(bracket);
    let (value, end) = numerals::read(chars, at).filter(|it| it.0 > 0)?;
    let end = if bracket { is_close(chars.at(end)).then_some(end + 1)? } else { end };
    let hao = chars.skip_blanks(end);
    if chars.at(hao) == '号' {
        return Some((value, hao + 1));
    }
    let next = chars.at(hao);
    let ends = next == '\0'
        || is_close(next)
        || matches!(next, '，' | ',' | '；' | ';' | '、' | '。' | '》' | '《')
        || is_blank(chars.at(end));
    (closed && ends && is_digit(chars.at(at))).then(|| {
        damage.push((DamageKind::NumberHao, at..end));
        (value, end)
    })
}

/// 2019〕54号, 2019年54号, 2019(54)号 and 2017年第10号令, at the first digit of the year.
fn bare_year(chars: &Chars<'_>, i: usize, floor: usize) -> Option<Found> {
    let mut damage = Vec::new();
    let Some((year, end)) = numerals::arabic(chars, i).filter(|it| it.1 - i == 4 && is_year(it.0))
    else {
        return without_di(chars, i, floor);
    };
    let at = chars.skip_blanks(end);
    let nian = chars.at(at) == '年';
    let serial_at = if nian || is_close(chars.at(at)) { at + 1 } else { at };
    let (serial, end) = serial(chars, serial_at, false, &mut damage)?;
    if let Some((word, after)) = word_at(chars, end).filter(|_| nian) {
        let start = issuers(chars, i, floor);
        let number = DocumentNumber::order(chars.slice(start..i), word, Some(year), serial);
        if start == i {
            damage.push((DamageKind::NumberPrefix, i..after));
            return Some(Found { range: i..after, number: None, damage });
        }
        return Some(Found { range: start..after, number: Some(number), damage });
    }
    let start = prefix(chars, i, floor);
    let name = chars.slice(chars.trim(start..i));
    // Only what reads as a 机关代字 makes a number of figures without brackets.
    if name.is_empty() || !name.ends_with(['发', '函', '字', '办', '规', '文', '电']) {
        return None;
    }
    damage.push((DamageKind::NumberBracket, i..serial_at));
    Some(Found {
        range: start..end,
        number: Some(DocumentNumber::file(name, year, serial)),
        damage,
    })
}

/// 国务院711号令 at the 7.
fn without_di(chars: &Chars<'_>, i: usize, floor: usize) -> Option<Found> {
    let (serial, end) = numerals::arabic(chars, i).filter(|it| it.0 > 0)?;
    let end = chars.skip_blanks(end);
    let (word, after) = (chars.at(end) == '号').then(|| word_at(chars, end + 1))??;
    let start = issuers(chars, i, floor);
    if start == i {
        return Some(nameless(i..after));
    }
    let number = DocumentNumber::order(chars.slice(start..i), word, None, serial);
    Some(Found { range: start..after, number: Some(number), damage: Vec::new() })
}

/// 590号令: whose order it is is not said.
fn nameless(range: Range<usize>) -> Found {
    Found { range: range.clone(), number: None, damage: vec![(DamageKind::NumberPrefix, range)] }
}

/// 第711号令 and 第711号国务院令, at the 第.
fn ordinal(chars: &Chars<'_>, i: usize, floor: usize) -> Option<Found> {
    let (serial, end) = serial(chars, i, false, &mut Vec::new())?;
    if let Some((word, after)) = word_at(chars, end) {
        let start = issuers(chars, i, floor);
        if start == i {
            return Some(nameless(i..after));
        }
        let number = DocumentNumber::order(chars.slice(start..i), word, None, serial);
        return Some(Found { range: start..after, number: Some(number), damage: Vec::new() });
    }
    let at = chars.skip_blanks(end);
    let name = ["中华人民共和国国务院令", "中华人民共和国主席令", "国务院令", "主席令"]
        .into_iter()
        .find(|it| chars.starts_with(at, it))?;
    let number = DocumentNumber::order(name.trim_end_matches('令'), "令", None, serial);
    Some(Found { range: i..at + name.chars().count(), number: Some(number), damage: Vec::new() })
}

/// 令第711号, 令711号, 公告2013年第24号, 令（第711号）, at the last character of 令 or 公告.
fn after_word(chars: &Chars<'_>, i: usize, floor: usize) -> Option<Found> {
    let (word, start) = if chars.at(i) == '令' {
        ("令", i)
    } else {
        let word = if chars.before(i) == '公' { "公告" } else { "通告" };
        (word, (matches!(chars.before(i), '公' | '通')).then(|| i - 1)?)
    };
    let mut damage = Vec::new();
    let at = chars.skip_blanks(i + 1);
    let open = is_open(chars.at(at));
    let at = if open { chars.skip_blanks(at + 1) } else { at };
    let (year, at, still_open) = match year_before_serial(chars, at, open) {
        Some((year, at, open)) => (Some(year), at, open),
        None => (None, at, open),
    };
    let closed = year.is_some() && open && !still_open;
    let from = issuers(chars, start, floor).min(start);
    // 号 may be missing where 第 says what the figure is, or a body's order is (国务院令649), but for a year.
    let figure = word == "令"
        && issuer::ends_as_body(chars.slice(from..start))
        && numerals::arabic(chars, at).is_some_and(|it| !is_year(it.0));
    let sure = closed || figure || chars.at(chars.skip_blanks(at)) == '第';
    let (serial, end) = serial(chars, at, sure, &mut damage)?;
    let end = if still_open {
        let close = chars.skip_blanks(end);
        if !is_close(chars.at(close)) {
            return None;
        }
        close + 1
    } else {
        end
    };
    let start = from;
    let name = chars.slice(start..if word == "令" { i } else { i - 1 });
    if name.is_empty() {
        damage.push((DamageKind::NumberPrefix, start..end));
    }
    let number = (!name.is_empty()).then(|| DocumentNumber::order(name, word, year, serial));
    Some(Found { range: start..end, number, damage })
}

/// 2013年 or 〔2013〕 between the word and the 第; says whether the bracket that was open still is.
fn year_before_serial(chars: &Chars<'_>, i: usize, open: bool) -> Option<(u32, usize, bool)> {
    let (year, end) = numerals::read(chars, i).filter(|it| it.1 - i == 4 && is_year(it.0))?;
    let end = chars.skip_blanks(end);
    if chars.at(end) == '年' {
        let close = chars.skip_blanks(end + 1);
        let closes = open && is_close(chars.at(close));
        return Some((year, if closes { close + 1 } else { end + 1 }, open && !closes));
    }
    (open && is_close(chars.at(end))).then_some((year, end + 1, false))
}

/// 令, 公告 or 通告 at `i`, and the place after it.
fn word_at(chars: &Chars<'_>, i: usize) -> Option<(&'static str, usize)> {
    let i = chars.skip_blanks(i);
    [("令", 1), ("公告", 2), ("通告", 2)]
        .into_iter()
        .find(|it| chars.starts_with(i, it.0))
        .map(|it| (it.0, i + it.1))
}

/// Where the 机关代字 that ends at `end` begins; `end` if there is none.
fn prefix(chars: &Chars<'_>, end: usize, floor: usize) -> usize {
    /// Longer than any: 发改价格规 has five characters, a name spelled in full perhaps twelve.
    const MOST: usize = 16;
    let mut last = end;
    while last > floor && is_blank(chars.before(last)) {
        last -= 1;
    }
    let mut start = last;
    while start > floor
        && last - start <= MOST
        && (is_han(chars.before(start)) || chars.before(start).is_ascii_alphabetic())
    {
        start -= 1;
    }
    let start = start + wording::lead_in(chars.slice(start..last));
    let text = chars.slice(start..last);
    if last - start > MOST
        || text.is_empty()
        || !text.starts_with(|c: char| !matches!(c, '第' | '的' | '年' | '月' | '日'))
    {
        end
    } else {
        start
    }
}

/// Where the issuers before an order begin; `end` if there are none.
fn issuers(chars: &Chars<'_>, end: usize, floor: usize) -> usize {
    /// One name: 国务院国有资产监督管理委员会 and longer.
    const MOST: usize = 40;
    /// Ten departments sign one order at most.
    const BODIES: usize = 12;
    let mut start = end;
    for _ in 0..BODIES {
        let mut last = start;
        while last > floor && is_blank(chars.before(last)) {
            last -= 1;
        }
        if start != end {
            last -= usize::from(last > floor && chars.before(last) == '、');
            while last > floor && is_blank(chars.before(last)) {
                last -= 1;
            }
            if last == start {
                break;
            }
        }
        let mut first = last;
        while first > floor && last - first < MOST && is_han(chars.before(first)) {
            first -= 1;
        }
        first += wording::lead_in(chars.slice(first..last));
        let name = chars.slice(first..last);
        if name.is_empty() || (start != end && !issuer::ends_as_body(name)) {
            break;
        }
        start = first;
    }
    start
}
