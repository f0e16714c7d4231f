//! A text cut into the pieces that citations are made of. Whatever stands in brackets is one piece.
use std::ops::Range;

use crate::model::basis::{
    article,
    brackets::{Class, Pairs},
    number_scan::Found,
    numerals,
    text::{Chars, half_width, is_blank},
};

/// A piece and its characters.
pub(super) struct Token {
    pub(super) kind: TokenKind,
    pub(super) range: Range<usize>,
}

pub(super) enum TokenKind {
    /// 《…》.
    Title,
    /// 〈…〉 where 《…》 should be.
    Angle,
    /// （…）, 【…】.
    Bracket,
    /// A document number, by its place in the list of them.
    Number(usize),
    Articles(article::Read),
    /// 《 or 〈 that is not closed.
    OpenTitle,
    CloseTitle,
    OpenBracket,
    CloseBracket,
    /// ；, a line's end, 。 or a numbering such as 1. and ①.
    Break,
    /// 、 and ，.
    Comma,
    Blank,
    Words,
}

/// Cuts `range` of the text.
pub(super) fn cut(
    chars: &Chars<'_>,
    numbers: &[Found],
    pairs: &Pairs,
    range: Range<usize>,
) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::new();
    let mut next_number = numbers.partition_point(|it| it.range.start < range.start);
    let mut i = range.start;
    while i < range.end {
        while numbers.get(next_number).is_some_and(|it| it.range.start < i) {
            next_number += 1;
        }
        let (kind, end) = if numbers.get(next_number).is_some_and(|it| it.range.start == i) {
            (TokenKind::Number(next_number), numbers[next_number].range.end)
        } else {
            piece(chars, pairs, i, out.last())
        };
        let end = end.clamp(i + 1, range.end);
        match (&kind, out.last_mut()) {
            (TokenKind::Words, Some(Token { kind: TokenKind::Words, range }))
            | (TokenKind::Blank, Some(Token { kind: TokenKind::Blank, range })) => range.end = end,
            _ => out.push(Token { kind, range: i..end }),
        }
        i = end;
    }
    out
}

fn piece(chars: &Chars<'_>, pairs: &Pairs, i: usize, last: Option<&Token>) -> (TokenKind, usize) {
    let c = chars.at(i);
    if let Some(class) = Class::opened_by(c) {
        return match (class, pairs.close_of(i)) {
            (Class::Title, Some(close)) => (TokenKind::Title, close + 1),
            (Class::Angle, Some(close)) => (TokenKind::Angle, close + 1),
            (Class::Bracket, Some(close)) => (TokenKind::Bracket, close + 1),
            (Class::Bracket, None) => (TokenKind::OpenBracket, i + 1),
            (_, None) => (TokenKind::OpenTitle, i + 1),
        };
    }
    if let Some(class) = Class::closed_by(c) {
        return (
            if class == Class::Bracket { TokenKind::CloseBracket } else { TokenKind::CloseTitle },
            i + 1,
        );
    }
    let bare = last.is_some_and(|it| {
        matches!(it.kind, TokenKind::Title | TokenKind::Bracket | TokenKind::Number(_))
    });
    if (c == '第' || bare && (half_width(c).is_ascii_digit() || is_bare_article(chars, i)))
        && let Some(read) = article::read(chars, i, bare)
    {
        let end = read.end;
        return (TokenKind::Articles(read), end);
    }
    if last.is_none_or(|it| !matches!(it.kind, TokenKind::Words))
        && let Some(end) = numbering(chars, i)
    {
        return (TokenKind::Break, end);
    }
    match c {
        '；' | ';' | '\n' | '\r' | '。' | '\u{2028}' | '\u{b}' | '|' | '｜' => {
            (TokenKind::Break, i + 1)
        }
        '、' | '，' | ',' | '､' => (TokenKind::Comma, i + 1),
        _ if is_blank(c) => (TokenKind::Blank, i + 1),
        _ => (TokenKind::Words, i + 1),
    }
}

/// Whether 二十条 stands here and nothing follows that it counts: 二十条措施 are no article.
fn is_bare_article(chars: &Chars<'_>, i: usize) -> bool {
    numerals::read(chars, i).is_some_and(|(_, end)| {
        let next = chars.at(end + 1);
        chars.at(end) == '条'
            && (matches!(
                next,
                '\0' | '、'
                    | '，'
                    | ','
                    | '；'
                    | ';'
                    | '。'
                    | '第'
                    | '（'
                    | '('
                    | '和'
                    | '及'
                    | '与'
                    | '至'
                    | '-'
                    | '规'
                    | '《'
            ) || is_blank(next)
                || numerals::read(chars, end + 1).is_some())
    })
}

/// The end of a numbering or a bullet at `i`: 1. ① 一、 （1）is a bracket and not meant here.
fn numbering(chars: &Chars<'_>, i: usize) -> Option<usize> {
    let c = chars.at(i);
    if matches!(c, '①'..='⒛' | '㈠'..='㈩' | '❶'..='➓' | '●' | '■' | '◆' | '★' | '▪' | '•' | '◇' | '□' | '※')
    {
        return Some(i + 1);
    }
    if matches!(c, '-' | '*' | '·' | '—' | '－') {
        let next = chars.skip_blanks(i + 1);
        return (chars.at(next) == '《').then_some(i + 1);
    }
    let (_, end) = numerals::read(chars, i).filter(|it| it.1 - i <= 2)?;
    let sign = chars.at(end);
    let han = !half_width(c).is_ascii_digit();
    let ends = matches!(sign, '、' | '．') || matches!(sign, '.' | ')' | '）') && !han;
    (ends && !half_width(chars.at(end + 1)).is_ascii_digit() && chars.at(end + 1) != '\0')
        .then_some(end + 1)
}
