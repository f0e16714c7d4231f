//! Titles: how they are stored, how they are set in 《》, and what of them is compared.
use std::{borrow::Cow, ops::Range};

use crate::model::{
    basis::{
        brackets::{Class, Pairs},
        issuer,
        number_scan::{self, Found},
        numerals,
        text::{Chars, half_width, is_blank},
    },
    wording::is_han,
};

/// `title` in 《》; titles inside it in 〈〉 and 《》 by turns, as GB/T 15834 has it.
pub(super) fn marked(title: &str) -> String {
    let mut out = String::with_capacity(title.len() + 6);
    out.push('《');
    let mut depth = 0u32;
    for c in title.chars() {
        match c {
            '《' => {
                out.push(if depth.is_multiple_of(2) { '〈' } else { '《' });
                depth += 1;
            }
            '》' => {
                depth = depth.saturating_sub(1);
                out.push(if depth.is_multiple_of(2) { '〉' } else { '》' });
            }
            _ => out.push(c),
        }
    }
    out.push('》');
    out
}

/// The title in `range`, as it is stored: single blanks, 《》 for titles inside, no bracket without
/// its partner.
pub(super) fn clean(
    chars: &Chars<'_>,
    numbers: &[Found],
    pairs: &Pairs,
    range: &Range<usize>,
) -> String {
    /// What a dropped bracket stood between may read as a number, whose brackets have rules of
    /// their own; one more time settles it, as a rule.
    const MOST: usize = 4;
    let (mut out, mut dropped) = clean_once(chars, numbers, pairs, range);
    for _ in 0..MOST {
        if !dropped {
            break;
        }
        let chars = Chars::new(&out);
        let numbers = number_scan::find_all(&chars);
        let pairs = Pairs::new(&chars, &numbers);
        (out, dropped) = clean_once(&chars, &numbers, &pairs, &(0..chars.len()));
    }
    out
}

/// Cleans, and says whether brackets were dropped.
fn clean_once(
    chars: &Chars<'_>,
    numbers: &[Found],
    pairs: &Pairs,
    range: &Range<usize>,
) -> (String, bool) {
    let mut out = String::new();
    let mut dropped = false;
    let mut next = numbers.partition_point(|it| it.range.start < range.start);
    let mut i = range.start;
    while i < range.end {
        if let Some(found) =
            numbers.get(next).filter(|it| it.range.start == i && it.range.end <= range.end)
        {
            // Its brackets have no partners in the list: they stay if each has one here.
            let text = chars.slice(found.range.clone());
            let opened = text.chars().filter(|it| Class::opened_by(*it).is_some()).count();
            let closed = text.chars().filter(|it| Class::closed_by(*it).is_some()).count();
            out.extend(text.chars().filter(|it| {
                opened == closed || Class::opened_by(*it).or(Class::closed_by(*it)).is_none()
            }));
            dropped |= opened != closed;
            i = found.range.end;
            next += 1;
            continue;
        }
        let c = chars.at(i);
        match Class::opened_by(c).map(|it| (it, '《')).or(Class::closed_by(c).map(|it| (it, '》')))
        {
            Some((class, mark)) if pairs.within(i, range.start, range.end) => {
                if mark == '》' && out.ends_with(' ') {
                    out.pop();
                }
                out.push(if class == Class::Bracket { c } else { mark });
            }
            Some(_) => dropped = true,
            // A line that was wrapped inside a word.
            None if matches!(c, '\n' | '\r')
                && is_han(chars.before(i))
                && is_han(chars.at(i + 1)) => {}
            None if is_blank(c) => {
                if !out.is_empty() && !out.ends_with([' ', '《']) {
                    out.push(' ');
                }
            }
            None if matches!(c, '；' | ';') => out.push('，'),
            None => out.push(c),
        }
        i += 1;
    }
    out.truncate(out.trim_end().len());
    let layers = layers(&out);
    (out[layers..out.len() - layers].to_owned(), dropped || layers > 0)
}

/// How many bytes of 《 and of 》 enclose all of a title, as the inner marks of <<土地管理法>> do.
fn layers(title: &str) -> usize {
    let mark = '《'.len_utf8();
    let open = title.len() - title.trim_start_matches('《').len();
    let close = title.len() - title.trim_end_matches('》').len();
    let most = open.min(close) / mark;
    if most == 0 || open == title.len() {
        return 0;
    }
    let mut depth = open / mark;
    let mut least = depth;
    for c in title[open..title.len() - close].chars() {
        match c {
            '《' => depth += 1,
            '》' => depth = depth.saturating_sub(1),
            _ => {}
        }
        least = least.min(depth);
    }
    most.min(least) * mark
}

/// What of a title is compared.
pub(super) struct TitleKey<'a> {
    /// All of it, without punctuation and blanks.
    pub(super) plain: String,
    /// The part of `plain` that is the document's own name.
    core: Range<usize>,
    /// Who issued it, as the title has it before 关于.
    pub(super) issuer: &'a str,
    /// The part of `plain` that is the edition: 试行, 2018年修正.
    edition: Range<usize>,
    /// It is the name of a letter that only hands the document on: 关于印发…的通知.
    pub(super) wrapped: bool,
    /// It begins with 中华人民共和国.
    pub(super) country: bool,
}

const COUNTRY: &str = "中华人民共和国";

impl TitleKey<'_> {
    /// The document's own name, which is looked up.
    pub(super) fn core(&self) -> &str {
        &self.plain[self.core.clone()]
    }

    pub(super) fn edition(&self) -> &str {
        &self.plain[self.edition.clone()]
    }
}

/// What of `title` is compared.
pub(super) fn key(title: &str) -> TitleKey<'_> {
    let plain = fold(title);
    let issuer = title.find("关于").map_or("", |it| title[..it].trim());
    let issuer =
        ["转发", "印发"].iter().find_map(|it| issuer.split_once(it)).map_or(issuer, |it| it.0);
    // Only a body of state issues; 最高人民法院、农村土地承包 and the like before 关于 are told apart by their tails.
    let issuer =
        if issuer::ends_as_body(issuer) || issuer.ends_with("部门") { issuer } else { "" };
    let mut core = 0..plain.len();
    let mut wrapped = false;
    let (mut edition, stripped) = strip_edition(&plain, core.clone());
    core = stripped;
    // 关于印发…的通知 hands on another document; 印发…实施细则的通知 too.
    let at = ["关于印发", "关于转发", "关于发布", "关于公布", "关于批转", "印发", "转发"]
        .iter()
        .find_map(|it| plain[core.clone()].find(it).map(|at| at + it.len()));
    let letter = ["的通知", "的公告", "的函", "的通告", "的决定"]
        .iter()
        .find(|it| plain[core.clone()].ends_with(**it));
    if let (Some(at), Some(letter)) = (at, letter) {
        if at + letter.len() < core.len() {
            core = core.start + at..core.end - letter.len();
            wrapped = true;
        }
    } else if let Some(at) = at {
        if at < core.len() {
            core.start += at;
            wrapped = true;
        }
    } else if !plain.contains("关于") && letter == Some(&"的通知") {
        core.end -= "的通知".len();
        wrapped = true;
    }
    if wrapped {
        let (inner, stripped) = strip_edition(&plain, core.clone());
        core = stripped;
        if !inner.is_empty() {
            edition = inner;
        }
    }
    if let Some(at) = plain[core.clone()]
        .find("关于")
        .filter(|it| *it > 0 && issuer::ends_as_body(&plain[core.start..core.start + it]))
    {
        core.start += at;
    }
    let country = plain[core.clone()].starts_with(COUNTRY) && core.len() > COUNTRY.len();
    if country {
        core.start += COUNTRY.len();
    }
    TitleKey { plain, core, issuer, edition, wrapped, country }
}

/// `title` without punctuation and blanks, letters and digits half-width and small.
fn fold(title: &str) -> String {
    let mut out = String::with_capacity(title.len());
    for c in title.chars() {
        let c = half_width(c);
        let kept = if c.is_ascii() {
            c.is_ascii_alphanumeric()
        } else {
            !is_blank(c) && !is_punctuation(c)
        };
        if kept {
            out.push(c.to_ascii_lowercase());
        }
    }
    out
}

fn is_punctuation(c: char) -> bool {
    matches!(c, '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{301f}' | '\u{2500}' | '\u{2212}' | '\u{30fb}' | '\u{b7}' | '\u{fe30}'..='\u{fe6b}')
}

/// Splits 试行, 第三版 or 2018年修正 off the end of `range`; gives the edition and the rest.
fn strip_edition(plain: &str, range: Range<usize>) -> (Range<usize>, Range<usize>) {
    let text = &plain[range.clone()];
    let cut = |len: usize| (range.start + len..range.end, range.start..range.start + len);
    for tail in ["试行", "暂行", "试用"] {
        if let Some(rest) = text.strip_suffix(tail).filter(|it| !it.is_empty()) {
            return cut(rest.len());
        }
    }
    for tail in ["修正本", "修订本", "修正版", "修订版", "修正", "修订", "修改", "年版", "版"]
    {
        let Some(rest) = text.strip_suffix(tail) else { continue };
        let rest = rest.strip_suffix('年').unwrap_or(rest);
        let digits = rest.len() - rest.trim_end_matches(|it: char| it.is_ascii_digit()).len();
        if digits == 4 && rest.len() > digits {
            return cut(rest.len() - digits);
        }
        if tail == "版"
            && let Some((before, n)) = rest.rsplit_once('第')
            && !before.is_empty()
            && numerals::parse(n).is_some()
        {
            return cut(before.len());
        }
    }
    (range.end..range.end, range)
}

/// `text` with a first letter's issuer, as in 国务院 before 《关于…》.
pub(super) fn joined<'a>(issuer: &str, title: &'a str) -> Cow<'a, str> {
    if title.starts_with("关于") {
        Cow::Owned(format!("{issuer}{title}"))
    } else {
        Cow::Borrowed(title)
    }
}
