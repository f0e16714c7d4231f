//! 标准号: the numbers of standards, GB/T 32939—2016.
use crate::model::basis::{
    date::is_year,
    number::DocumentNumber,
    number_scan::{Found, is_digit, is_letter},
    numerals,
    text::{Chars, half_width, is_blank},
};

/// GB/T 32939—2016 at its first letter.
pub(super) fn read(chars: &Chars<'_>, i: usize) -> Option<Found> {
    let mut code = String::new();
    let mut at = i;
    while at - i < 10
        && (is_letter(chars.at(at))
            || is_digit(chars.at(at))
            || matches!(half_width(chars.at(at)), '/'))
    {
        code.push(half_width(chars.at(at)).to_ascii_uppercase());
        at += 1;
    }
    if chars.at(at) == '\0' || !is_blank(chars.at(at)) {
        // GB5749: the digits that were taken for the code's are the serial number's.
        while !code.starts_with("DB") && code.ends_with(|it: char| it.is_ascii_digit()) {
            code.pop();
            at -= 1;
        }
    }
    let known = [
        "GB", "GA", "DB", "JGJ", "CJJ", "CJ", "WS", "MZ", "HJ", "AQ", "WH", "LY", "NY", "SB", "YY",
        "LD", "JT", "TD", "SL", "WW", "RB", "DZ", "QX", "XF", "YZ",
    ];
    if !known.iter().any(|it| {
        code.strip_prefix(it).is_some_and(|rest| {
            !rest.starts_with(|c: char| c.is_ascii_alphabetic()) && rest.matches('/').count() <= 1
        })
    }) {
        return None;
    }
    let at = chars.skip_blanks(at);
    let mut end = at;
    while end - at < 10 && (is_digit(chars.at(end)) || chars.at(end) == '.') {
        end += 1;
    }
    let serial: String = chars.slice(at..end).chars().map(half_width).collect();
    let mut dash = end;
    while dash - end < 3 && matches!(half_width(chars.at(dash)), '-' | '—' | '–' | '―' | '─' | '−')
    {
        dash += 1;
    }
    let (year, after) =
        numerals::arabic(chars, dash).filter(|it| it.1 - dash == 4 && is_year(it.0))?;
    (dash > end && serial.starts_with(|c: char| c.is_ascii_digit())).then(|| Found {
        range: i..after,
        number: Some(DocumentNumber::standard(&code, &serial, year)),
        damage: Vec::new(),
    })
}
