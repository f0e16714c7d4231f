//! Numerals as legal texts write them: 26, ２６, 二十六, 二〇一九.
use crate::model::basis::text::{Chars, half_width};

/// `n` in Chinese numerals, as articles are counted: 26 is 二十六, 12 is 十二, 101 is 一百零一.
#[must_use]
pub fn chinese(n: u32) -> String {
    const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    const UNITS: [&str; 4] = ["", "十", "百", "千"];
    if n >= 10_000 {
        // No statute has so many articles; digits are what a reader would expect.
        return n.to_string();
    }
    if n == 0 {
        return DIGITS[0].to_string();
    }
    let mut out = String::new();
    let mut gap = false;
    for (place, unit) in UNITS.iter().enumerate().rev() {
        let digit = n as usize / 10_usize.pow(u32::try_from(place).unwrap_or(0)) % 10;
        if digit == 0 {
            gap |= !out.is_empty();
            continue;
        }
        if gap {
            out.push(DIGITS[0]);
            gap = false;
        }
        if !(digit == 1 && place == 1 && out.is_empty()) {
            out.push(DIGITS[digit]);
        }
        out.push_str(unit);
    }
    out
}

/// The number `text` is, if it is one and nothing else.
#[must_use]
pub fn parse(text: &str) -> Option<u32> {
    let chars = Chars::new(text);
    read(&chars, 0).filter(|it| it.1 == chars.len()).map(|it| it.0)
}

/// Reads a numeral at `i`; gives its value and the place after it.
pub(super) fn read(chars: &Chars<'_>, i: usize) -> Option<(u32, usize)> {
    arabic(chars, i).or_else(|| han(chars, i))
}

/// Reads Arabic digits, of either width, at most nine.
pub(super) fn arabic(chars: &Chars<'_>, i: usize) -> Option<(u32, usize)> {
    let mut end = i;
    let mut value = 0u32;
    while let Some(digit) = half_width(chars.at(end)).to_digit(10) {
        if end - i == 9 {
            return None;
        }
        value = value * 10 + digit;
        end += 1;
    }
    (end > i).then_some((value, end))
}

fn han(chars: &Chars<'_>, i: usize) -> Option<(u32, usize)> {
    /// Nine digits fit; 九千九百九十九 is shorter.
    const LONGEST: usize = 9;
    let mut end = i;
    let mut counted = false;
    while let Some(sign) = sign(chars.at(end)) {
        if end - i == LONGEST {
            return None;
        }
        counted |= matches!(sign, Sign::Unit(_) | Sign::Tens(_));
        end += 1;
    }
    if end == i {
        return None;
    }
    let signs = (i..end).filter_map(|it| sign(chars.at(it)));
    if counted { count(signs) } else { spell(signs) }.map(|it| (it, end))
}

enum Sign {
    Digit(u32),
    Unit(u32),
    /// 廿, 卅: so many tens in one sign.
    Tens(u32),
}

fn sign(c: char) -> Option<Sign> {
    Some(match c {
        '零' | '〇' | '○' | 'Ｏ' => Sign::Digit(0),
        '一' | '壹' => Sign::Digit(1),
        '二' | '贰' => Sign::Digit(2),
        '三' | '叁' => Sign::Digit(3),
        '四' => Sign::Digit(4),
        '五' | '伍' => Sign::Digit(5),
        '六' => Sign::Digit(6),
        '七' => Sign::Digit(7),
        '八' => Sign::Digit(8),
        '九' => Sign::Digit(9),
        '十' | '拾' => Sign::Unit(10),
        '廿' => Sign::Tens(2),
        '卅' => Sign::Tens(3),
        '百' => Sign::Unit(100),
        '千' => Sign::Unit(1000),
        _ => return None,
    })
}

/// 二十六: digits and units in turn, the units falling.
fn count(signs: impl Iterator<Item = Sign>) -> Option<u32> {
    let (mut total, mut digit, mut last) = (0, None, u32::MAX);
    for sign in signs {
        match sign {
            Sign::Digit(0) if digit.is_none() => {}
            Sign::Digit(it) if digit.is_none() => digit = Some(it),
            Sign::Unit(unit) if unit < last => {
                total += digit.take().unwrap_or(1) * unit;
                last = unit;
            }
            Sign::Tens(tens) if digit.is_none() && last > 10 => {
                total += tens * 10;
                last = 10;
            }
            Sign::Digit(_) | Sign::Unit(_) | Sign::Tens(_) => return None,
        }
    }
    Some(total + digit.unwrap_or(0))
}

/// 二〇一九: one digit after the other.
fn spell(mut signs: impl Iterator<Item = Sign>) -> Option<u32> {
    signs.try_fold(0, |value, sign| match sign {
        Sign::Digit(it) => Some(value * 10 + it),
        Sign::Unit(_) | Sign::Tens(_) => None,
    })
}

#[cfg(test)]
mod tests {
    use super::{chinese, parse};

    #[test]
    fn there_and_back() {
        for n in 0..10_000 {
            assert_eq!(parse(&chinese(n)), Some(n), "{}", chinese(n));
        }
    }

    #[test]
    fn spellings() {
        for (text, value) in [
            ("10", 10),
            ("１２", 12),
            ("一百零一", 101),
            ("一百一十", 110),
            ("二〇一九", 2019),
            ("二○一九", 2019),
            ("十", 10),
            ("廿", 20),
            ("廿六", 26),
            ("卅", 30),
            ("一百廿三", 123),
            ("贰拾", 20),
        ] {
            assert_eq!(parse(text), Some(value), "{text}");
        }
        for text in
            ["", "十十", "一二十", "二廿", "廿十", "1a", "一二三四五六七八九〇", "9999999999"]
        {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
