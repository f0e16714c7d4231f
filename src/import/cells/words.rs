//! Words as they were meant: one script, one width, no stray blanks.
use std::{borrow::Cow, sync::LazyLock};

use rustc_hash::FxHashSet;

use crate::model::{
    blanks::{self, Lines},
    wording::is_han,
};

/// The characters of traditional script that are nothing else; 著 and 乾 are simplified ones too.
static TRADITIONAL: LazyLock<FxHashSet<char>> = LazyLock::new(|| {
    let lines = hanconv::RawDictionary::TSCharacters.lines();
    let alone = lines.filter_map(|line| {
        let (from, to) = line.split_once(char::is_whitespace)?;
        // 開 is 开, or a character that hardly anybody writes; 於 may stay what it is.
        let stays = to.split_whitespace().any(|it| it == from);
        from.chars().next().filter(|_| !stays && !line.starts_with('#'))
    });
    alone.collect()
});

/// A text in simplified script, and whether it was not.
#[must_use]
pub fn simplified(text: &str) -> (Cow<'_, str>, bool) {
    // The tables of the converter are large; most files never need them.
    if !text.chars().any(|c| !c.is_ascii() && TRADITIONAL.contains(&c)) {
        return (Cow::Borrowed(text), false);
    }
    // The converter keeps 覆 in these words, which the mainland writes with 复.
    let mut converted = hanconv::t2s(text);
    for (word, standard) in [("批覆", "批复"), ("答覆", "答复"), ("回覆", "回复"), ("函覆", "函复")]
    {
        if converted.contains(word) {
            converted = converted.replace(word, standard);
        }
    }
    let differs = converted != text;
    (Cow::Owned(converted), differs)
}

/// One line: breaks inside it are no more than the width of the cell, blanks in words are stray.
#[must_use]
pub fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for part in text.split(['\n', '\r']).map(str::trim).filter(|it| !it.is_empty()) {
        let is_ascii = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        if is_ascii(line.chars().next_back()) && is_ascii(part.chars().next()) {
            line.push(' ');
        }
        line.push_str(part);
    }
    let line = spaced_out(&line);
    let line = blanks::mend(&line, Lines::Folded).unwrap_or(line);
    line.trim_matches(blanks::is_blank).to_owned()
}

/// Takes the blanks out of words that were spread for looks: `政 府 网 站`.
fn spaced_out(line: &str) -> String {
    let words: Vec<&str> = line.split(blanks::is_blank).filter(|it| !it.is_empty()).collect();
    let is_spread = words.len() > 1
        && words.iter().all(|it| it.chars().count() <= 2 && it.chars().all(is_han))
        && words.iter().any(|it| it.chars().count() == 1);
    if is_spread { words.concat() } else { line.to_owned() }
}

/// A number as people write them before entries: `1.1`, `0505`, `（十三）`, `20-001`; in ASCII.
#[must_use]
pub fn number(text: &str) -> Option<String> {
    let bare: String = text.chars().filter(|c| !blanks::is_blank(*c)).map(half_width).collect();
    let core = bare.trim_start_matches(['（', '(', '【', '[', '第']).trim_end_matches([
        '）', ')', '】', ']', '、', '.', '．', '。', '项', '条', ',', '，', '#',
    ]);
    if core.is_empty() || core.chars().count() > 40 {
        return None;
    }
    if let Some(number) = han_number(core) {
        return Some(number.to_string());
    }
    let mut chars = core.chars();
    if let (Some((_, number)), None) = (chars.next().and_then(numeral), chars.next()) {
        return Some(number.to_string());
    }
    let mapped: String = core.chars().map(|c| if "－—–−‐".contains(c) { '-' } else { c }).collect();
    let is_id = mapped.starts_with(|c: char| c.is_ascii_alphanumeric())
        && mapped.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-'));
    is_id.then_some(mapped)
}

/// The first of each row of characters that are numbers in themselves, and how many there are: ① ⑴ ⒈ ㈠ ❶ Ⅰ ⅰ.
const NUMERALS: &[(char, u32)] = &[
    ('①', 20),
    ('⑴', 20),
    ('⒈', 20),
    ('㈠', 10),
    ('❶', 10),
    ('Ⅰ', 12),
    ('ⅰ', 12),
    ('➀', 10),
    ('➊', 10),
];

/// A number in a circle.
#[must_use]
pub fn circle(number: u32) -> Option<char> {
    let (first, count) = NUMERALS.first()?;
    let at = number.checked_sub(1).filter(|it| it < count)?;
    char::from_u32(u32::from(*first) + at)
}

/// A number up to 999 in Han digits; larger ones in Arabic digits.
#[must_use]
pub fn in_han(number: u32) -> String {
    const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |at: u32| DIGITS[at as usize % 10];
    let (hundreds, tens, ones) = (number / 100, number / 10 % 10, number % 10);
    if number == 0 || number > 999 {
        return number.to_string();
    }
    let mut han = String::new();
    if hundreds > 0 {
        han.extend([digit(hundreds), "百"]);
    }
    match (hundreds, tens) {
        (0, 0) => {}
        (0, 1) => han.push('十'),
        (_, 0) if ones > 0 => han.push('零'),
        (_, 0) => {}
        _ => han.extend([digit(tens), "十"]),
    }
    if ones > 0 {
        han.push_str(digit(ones));
    }
    han
}

/// What a character counts, and in which row of such characters it stands.
#[must_use]
pub fn numeral(c: char) -> Option<(char, usize)> {
    NUMERALS.iter().find_map(|(first, count)| {
        let at = u32::from(c).checked_sub(u32::from(*first)).filter(|it| it < count)?;
        Some((*first, at as usize + 1))
    })
}

/// Whether a character is a digit or a number in itself.
#[must_use]
pub fn is_counter(c: char) -> bool {
    half_width(c).is_ascii_digit() || numeral(c).is_some()
}

/// A digit, a letter or a point in the width of ASCII.
#[must_use]
pub fn half_width(c: char) -> char {
    match c {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => {
            char::from_u32(c as u32 - 0xfee0).unwrap_or(c)
        }
        '．' => '.',
        other => other,
    }
}

/// 十三 is 13.
fn han_number(text: &str) -> Option<u32> {
    const DIGITS: &str = "零一二三四五六七八九";
    let (mut total, mut digit, mut seen) = (0, 0, false);
    for c in text.chars() {
        let at = DIGITS.chars().position(|it| it == c || (it == '零' && c == '〇'));
        match (at, c) {
            (Some(it), _) => digit = u32::try_from(it).ok()?,
            (None, '十') => {
                total += if digit == 0 { 10 } else { digit * 10 };
                digit = 0;
            }
            (None, '百') => {
                total += digit * 100;
                digit = 0;
            }
            _ => return None,
        }
        seen = true;
    }
    seen.then_some(total + digit).filter(|it| *it > 0)
}

#[cfg(test)]
mod tests {
    use super::{number, one_line, simplified};

    #[test]
    fn numbers() {
        for (text, want) in [
            ("1.1", "1.1"),
            ("０５０５", "0505"),
            ("（十三）", "13"),
            ("(二十一)", "21"),
            ("1、", "1"),
            ("20—001", "20-001"),
            ("③", "3"),
            ("一", "1"),
        ] {
            assert_eq!(number(text).as_deref(), Some(want), "{text}");
        }
        for text in ["", "监督检查", "1/2"] {
            assert_eq!(number(text), None, "{text}");
        }
    }

    #[test]
    fn lines() {
        assert_eq!(one_line("监 督\n检 查"), "监督检查");
        assert_eq!(
            one_line("自该信息形成之日起２０个\n工作日内"),
            "自该信息形成之日起20个工作日内"
        );
        assert_eq!(one_line("县民政局 "), "县民政局");
    }

    #[test]
    fn han_numbers() {
        for number in 1..1000 {
            assert_eq!(number_of(&super::in_han(number)), Some(number.to_string()));
        }
    }

    fn number_of(text: &str) -> Option<String> {
        number(text)
    }

    #[test]
    fn scripts() {
        assert_eq!(simplified("縣級人民政府民政部門"), ("县级人民政府民政部门".into(), true));
        assert_eq!(simplified("公開方式"), ("公开方式".into(), true));
        for text in ["县级人民政府民政部门", "著作权", "乾隆", "於潜镇"] {
            assert!(!simplified(text).1, "{text}");
        }
    }
}
