//! Numbers and lengths of time: 二十个工作日, 半个月, 24小时.

use crate::model::deadline::lexicon::after_any;
use crate::model::deadline::{Length, Unit, Warning};

/// A length as read at the front of a text.
pub(in crate::model::deadline) struct Read<'a> {
    pub(in crate::model::deadline) length: Length,
    /// The lower end, where the phrase gives a range (3至5个工作日).
    pub(in crate::model::deadline) least: Option<Length>,
    pub(in crate::model::deadline) warning: Option<Warning>,
    pub(in crate::model::deadline) rest: &'a str,
}

/// A whole number in digits or Chinese numerals at the front of a text.
pub(in crate::model::deadline) fn number(text: &str) -> Option<(u32, &str)> {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if digits > 0 {
        let (head, rest) = text.split_at(digits);
        // 1.5 is no whole number, and no promise is seven digits long.
        let decimal = rest
            .strip_prefix('.')
            .is_some_and(|tail| tail.starts_with(|c: char| c.is_ascii_digit()));
        return if decimal || digits > 6 { None } else { Some((head.parse().ok()?, rest)) };
    }
    chinese_number(text)
}

/// Whether a number can begin with this character.
pub(in crate::model::deadline) fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || c == '半' || chinese_digit(c).is_some() || chinese_power(c).is_some()
}

/// A length of time at the front of a text, up to and with its unit.
pub(in crate::model::deadline) fn length(text: &str) -> Option<Read<'_>> {
    if let Some(rest) = text.strip_prefix('半') {
        return half(text, rest);
    }
    let (first, rest) = number(text)?;
    let (least, amount, rest) = match range(rest) {
        Some((second, rest)) if second > first => (Some(first), second, rest),
        _ => (None, first, restated(first, rest)),
    };
    let (unit, factor, guess, rest) = unit(rest)?;
    // 2021年 is a date, never a length.
    let length = Length::new(amount.checked_mul(factor)?, unit)
        .filter(|length| length.unit() != Unit::Years || length.amount() <= 100)?;
    let least = least.and_then(|least| Length::new(least.checked_mul(factor)?, unit));
    let (length, least, rest) = upper(length, rest).unwrap_or((length, least, rest));
    let written = &text[..text.len() - rest.len()];
    let warning = if least.is_some() {
        Some(Warning::SeveralReadings { written: written.to_owned(), understood: chinese(length) })
    } else {
        guess.then(|| Warning::MissingUnit {
            written: written.to_owned(),
            understood: chinese(length),
        })
    };
    Some(Read { length, least, warning, rest })
}

/// Whether a length of time, or any digit, stands somewhere in the words.
pub(in crate::model::deadline) fn holds_number(words: &str) -> bool {
    words
        .char_indices()
        .any(|(at, c)| c.is_ascii_digit() || is_numeral(c) && length(&words[at..]).is_some())
}

/// The length in Chinese words.
pub(in crate::model::deadline) fn chinese(length: Length) -> String {
    format!("{}{}", length.amount(), length.unit().chinese())
}

/// `3至5`, `3-5`: the end of a range.
fn range(text: &str) -> Option<(u32, &str)> {
    let rest = text.strip_prefix('个').unwrap_or(text);
    number(after_any(rest, &["-", "~", "—", "–", "至", "到"])?.trim_start_matches(['-', '—']))
}

/// `3个月至3年`, `3日-5日`: a range with a unit at both ends; its upper end, its lower end and what follows.
fn upper(lower: Length, text: &str) -> Option<(Length, Option<Length>, &str)> {
    let read = length(after_any(text, &["-", "~", "—", "–", "至", "到"])?)?;
    let wider = read.length.unit() > lower.unit()
        || read.length.unit() == lower.unit() && read.length.amount() > lower.amount();
    (wider && read.least.is_none()).then_some((read.length, Some(lower), read.rest))
}

/// `20（二十）`: the same number once more, in the other script.
fn restated(amount: u32, text: &str) -> &str {
    let again = text.strip_prefix('（').and_then(number).filter(|(same, _)| *same == amount);
    again.and_then(|(_, rest)| rest.strip_prefix('）')).unwrap_or(text)
}

/// 半年, 半个月: half a unit is a number of the next smaller one.
fn half<'a>(text: &str, after: &'a str) -> Option<Read<'a>> {
    let rest = after.strip_prefix('个').unwrap_or(after);
    let (amount, unit, exact, rest) = match rest.chars().next()? {
        '年' => (6, Unit::Months, true, rest.strip_prefix('年')?),
        '月' => (15, Unit::Days, false, rest.strip_prefix('月')?),
        '天' => (12, Unit::Hours, true, rest.strip_prefix('天')?),
        '小' => (1, Unit::Hours, false, rest.strip_prefix("小时")?),
        _ => return None,
    };
    if rest.starts_with(['度', '报']) {
        return None;
    }
    let length = Length::new(amount, unit)?;
    let written = &text[..text.len() - rest.len()];
    let warning = (!exact)
        .then(|| Warning::Approximate { written: written.to_owned(), understood: chinese(length) });
    Some(Read { length, least: None, warning, rest })
}

/// The unit after a number: itself, what to multiply with, and whether part of it had to be guessed.
fn unit(text: &str) -> Option<(Unit, u32, bool, &str)> {
    let (counted, rest) = match text.strip_prefix('个') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let plain = after_any(rest, &["法定", "有效", "完整"]).unwrap_or(rest);
    if let Some(rest) = after_any(plain, &["工作日", "工作天"]) {
        return Some((Unit::WorkingDays, 1, false, rest));
    }
    if let Some(rest) = after_any(plain, &["工日", "作日"]) {
        return Some((Unit::WorkingDays, 1, true, rest));
    }
    if let Some(rest) = plain.strip_prefix("工作") {
        return before_limit(rest).then_some((Unit::WorkingDays, 1, true, rest));
    }
    if let Some(rest) = after_any(rest, &["自然日", "自然天", "日历日", "日历天", "自然"])
    {
        return Some((Unit::Days, 1, false, rest));
    }
    if let Some(rest) = rest.strip_prefix(['日', '天']) {
        return (!rest.starts_with(['常', '均', '志', '程', '报', '然', '气'])).then_some((
            Unit::Days,
            1,
            false,
            rest,
        ));
    }
    if let Some(rest) = after_any(rest, &["小时", "h"]) {
        return Some((Unit::Hours, 1, false, rest));
    }
    if let Some(rest) = after_any(rest, &["星期", "礼拜"]) {
        return Some((Unit::Weeks, 1, false, rest));
    }
    if let Some(rest) = rest.strip_prefix('周') {
        return (!rest.starts_with(['年', '边', '围', '岁', '期', '报', '转'])).then_some((
            Unit::Weeks,
            1,
            false,
            rest,
        ));
    }
    if let Some(rest) = rest.strip_prefix('年') {
        let word = rest.starts_with([
            '级', '报', '检', '审', '龄', '鉴', '均', '制', '期', '行', '计', '规', '来',
        ]) || rest.starts_with("度") && !before_limit(&rest["度".len()..]);
        return (!word).then(|| (Unit::Years, 1, false, rest.strip_prefix('度').unwrap_or(rest)));
    }
    if counted {
        if let Some(rest) = rest.strip_prefix('月') {
            return Some((Unit::Months, 1, false, rest));
        }
        if let Some(rest) = after_any(rest, &["季度", "季"]) {
            return Some((Unit::Months, 3, false, rest));
        }
    } else if let Some(rest) = rest
        .strip_prefix('月')
        .filter(|rest| rest.starts_with(['内', '以']) || rest.starts_with("之内"))
    {
        // 三月内 could be March; a length is likelier in front of 内.
        return Some((Unit::Months, 1, true, rest));
    }
    // `20内`: the unit is missing altogether, and 日 is the one that is left out.
    before_limit_word(rest).then_some((Unit::Days, 1, true, rest))
}

fn before_limit(rest: &str) -> bool {
    rest.is_empty() || before_limit_word(rest) || rest.starts_with(['前', '公'])
}

fn before_limit_word(rest: &str) -> bool {
    rest.starts_with('内') && !rest.starts_with("内部") && !rest.starts_with("内容")
        || rest.starts_with("以内")
        || rest.starts_with("之内")
}

/// Numbers up to 9999 as 二十, 一百二十, 二〇二〇.
fn chinese_number(text: &str) -> Option<(u32, &str)> {
    let (mut total, mut digit, mut seen_power) = (0_u32, None::<u32>, false);
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if let Some(value) = chinese_digit(c) {
            digit = Some(match digit {
                Some(before) if !seen_power => before.checked_mul(10)?.checked_add(value)?,
                _ => value,
            });
        } else if let Some(power) = chinese_power(c) {
            total = total.checked_add(digit.take().unwrap_or(1).checked_mul(power)?)?;
            seen_power = true;
        } else {
            break;
        }
        rest = &rest[c.len_utf8()..];
    }
    let length = text.len() - rest.len();
    let value = total.checked_add(digit.unwrap_or(0))?;
    // A longer run of numerals is a name or a slip, not a number of days.
    (length > 0 && length <= 30).then_some((value, rest))
}

fn chinese_digit(c: char) -> Option<u32> {
    Some(match c {
        '零' | '〇' => 0,
        '一' | '壹' => 1,
        '二' | '两' | '贰' => 2,
        '三' | '叁' => 3,
        '四' => 4,
        '五' | '伍' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

fn chinese_power(c: char) -> Option<u32> {
    Some(match c {
        '十' | '拾' => 10,
        '百' => 100,
        '千' => 1000,
        _ => return None,
    })
}
