//! Splits a phrase into sentences and pieces: at ；。, at numbering (1. 一是), and at commas outside brackets.

use crate::model::deadline::length::{is_numeral, number};
use crate::model::deadline::lexicon::{after_any, split_first};

/// The sentences of a phrase, without their numbering.
pub(in crate::model::deadline) fn sentences(text: &str) -> Vec<&str> {
    let mut found = Vec::with_capacity(2);
    for sentence in split(text, &['；', '。']) {
        let mut rest = sentence;
        while let Some((before, after)) = next_number(rest).or_else(|| next_bracketed(rest)) {
            push(&mut found, before);
            rest = after;
        }
        push(&mut found, rest);
    }
    found
}

/// The pieces of a sentence, between its commas.
pub(in crate::model::deadline) fn pieces(sentence: &str) -> Vec<&str> {
    split(sentence, &['，'])
}

fn push<'a>(found: &mut Vec<&'a str>, sentence: &'a str) {
    let sentence = unnumbered(sentence).trim_matches(['，', '、', '.', '．', '-']);
    if !sentence.is_empty() {
        found.push(sentence);
    }
}

/// Splits outside of brackets and titles.
fn split<'a>(text: &'a str, at: &[char]) -> Vec<&'a str> {
    let mut found = Vec::with_capacity(2);
    let (mut start, mut depth) = (0, 0_usize);
    for (place, c) in text.char_indices() {
        match c {
            '（' | '《' => depth += 1,
            '）' | '》' => depth = depth.saturating_sub(1),
            _ if depth == 0 && at.contains(&c) => {
                found.push(&text[start..place]);
                start = place + c.len_utf8();
            }
            _ => {}
        }
    }
    found.push(&text[start..]);
    // A bracket that is never closed must not swallow the rest in one piece.
    if depth > 0 && found.last().is_some_and(|last| last.contains(at)) {
        let last = found.pop().unwrap_or_default();
        found.extend(last.split(at));
    }
    found
}

/// Takes `1.`, `1、`, `（1）`, `一、`, `（一）`, `一是` off the front.
fn unnumbered(text: &str) -> &str {
    let text = text.trim_start_matches(['，', '、', '-', '*']);
    if let Some((_, rest)) = bracketed(text) {
        return rest.trim_start_matches(['、', '.']);
    }
    if let Some((digits, rest)) = leading_digits(text)
        && digits.len() <= 2
        && digits != "0"
    {
        if let Some(rest) = after_any(rest, &["、", "）", ".、", "．"]) {
            return rest;
        }
        // 1.20个工作日: a promise is never a decimal, so the first number counts the sentences.
        if let Some(rest) = rest.strip_prefix('.') {
            return rest;
        }
    }
    if text.starts_with(is_numeral)
        && let Some((count, rest)) = number(text)
        && count <= 20
        && let Some(rest) = after_any(rest, &["、", "是："]).or_else(|| {
            rest.strip_prefix('是').filter(|_| !text.starts_with(|c: char| c.is_ascii_digit()))
        })
    {
        return rest.trim_start_matches('，');
    }
    if let Some(rest) =
        text.strip_prefix('第').filter(|rest| rest.starts_with(['一', '二', '三', '四', '五']))
        && let Some((_, rest)) = split_first(rest)
        && let Some(rest) = rest.strip_prefix(['，', '、'])
    {
        return rest;
    }
    text
}

/// `（1）`, `（一）` at the front, which number a sentence; `（一）至（三）项` names parts of the content.
fn bracketed(text: &str) -> Option<(u32, &str)> {
    let (count, rest) = number(text.strip_prefix('（')?)?;
    let rest = rest.strip_prefix('）')?;
    let next = after_any(rest, &["至", "到", "-", "—", "~", "、", "和", "及"]);
    let listed = next.and_then(|next| number(next.strip_prefix('（')?)).is_some();
    let part = rest.strip_prefix('项').is_some_and(|rest| !rest.starts_with('目'));
    (!listed && !part && !rest.starts_with("至第")).then_some((count, rest))
}

/// `（1）方案…（2）结果…`: the same, numbered in brackets.
fn next_bracketed(text: &str) -> Option<(&str, &str)> {
    let (count, _) = bracketed(text)?;
    let (at, _) = text.match_indices('（').skip(1).find(|(at, _)| {
        bracketed(&text[*at..]).is_some_and(|(next, _)| next == count + 1)
            && !text[..*at].ends_with(['第', '、', '和', '及', '至', '到', '-'])
    })?;
    Some(text.split_at(at))
}

/// `1.长期公开2.处罚决定…`: the next number begins a sentence though no ； stands before it.
fn next_number(text: &str) -> Option<(&str, &str)> {
    let (digits, rest) = leading_digits(text)?;
    let mark = rest.chars().next().filter(|mark| matches!(mark, '.' | '、' | '）'))?;
    let next: u32 = digits.parse::<u32>().ok().filter(|digits| *digits < 20)? + 1;
    let wanted = format!("{next}{mark}");
    let at = rest.match_indices(&wanted).map(|(at, _)| at).find(|at| {
        let before = rest[..*at].chars().next_back();
        *at > 0
            && before.is_some_and(|c| {
                !c.is_ascii_digit() && !matches!(c, '第' | '的' | '于' | '起' | '后' | '少')
            })
    })?;
    let at = at + digits.len();
    Some((&text[..at], &text[at..]))
}

fn leading_digits(text: &str) -> Option<(&str, &str)> {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    (rest.len() < text.len()).then(|| text.split_at(text.len() - rest.len()))
}
