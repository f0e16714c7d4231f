//! The marks before the elements of a list: `1.`, `（一）`, `①`, `●`.
use crate::{import::cells::words, model::wording};

/// A text by characters, with what is inside brackets and titles marked.
pub(super) struct Text {
    pub(super) chars: Vec<char>,
    pub(super) inside: Vec<bool>,
}

const PAIRS: &[(char, char)] = &[
    ('《', '》'),
    ('〈', '〉'),
    ('（', '）'),
    ('(', ')'),
    ('〔', '〕'),
    ('[', ']'),
    ('【', '】'),
    ('“', '”'),
    ('「', '」'),
];

impl Text {
    pub(super) fn new(text: &str) -> Self {
        let chars: Vec<char> = text.chars().collect();
        let mut inside = vec![false; chars.len()];
        let mut open: Vec<(usize, char)> = Vec::new();
        for (at, c) in chars.iter().enumerate() {
            if let Some((_, close)) = PAIRS.iter().find(|it| it.0 == *c) {
                open.push((at, *close));
            } else if PAIRS.iter().any(|it| it.1 == *c) {
                // Brackets of two widths close each other; those that nothing closes do not count.
                let same = |close: char| close == *c || "）)".contains(close) && "）)".contains(*c);
                if let Some(place) = open.iter().rposition(|it| same(it.1)) {
                    let from = open[place].0;
                    open.truncate(place);
                    inside[from + 1..=at].fill(true);
                }
            }
        }
        Self { chars, inside }
    }

    pub(super) fn slice(&self, from: usize, to: usize) -> String {
        self.chars[from..to].iter().collect()
    }
}

/// Parts between semicolons or lines, of which each begins with its number: numbers inside a part are
/// its own.
pub(super) fn numbered_parts(text: &Text) -> Option<Vec<String>> {
    let parts = cut(text, |c| matches!(c, '；' | ';' | '\n'));
    if parts.len() < 2 {
        return None;
    }
    let mut first = None;
    let bare = (1..).zip(&parts).map(|(wanted, part): (usize, _)| {
        let part = Text::new(part.trim());
        let (style, number, end) = mark(&part, 0, Behind::Any)?;
        let is_next = number == wanted && *first.get_or_insert(style) == style;
        is_next.then(|| part.slice(end, part.chars.len()))
    });
    bare.collect()
}

/// Cuts at signs outside of brackets.
pub(super) fn cut(text: &Text, is_sign: impl Fn(char) -> bool) -> Vec<String> {
    let mut parts = Vec::new();
    let mut from = 0;
    for at in 0..text.chars.len() {
        if is_sign(text.chars[at]) && !text.inside[at] {
            parts.push(text.slice(from, at));
            from = at + 1;
        }
    }
    parts.push(text.slice(from, text.chars.len()));
    parts.retain(|it| !it.trim().is_empty());
    parts
}

pub(super) fn tidy(list: &[String]) -> Vec<String> {
    let trimmed = list.iter().map(|it| {
        let line = words::one_line(it);
        line.trim_end_matches(['；', ';', '，', ',', '、', ' ']).trim().to_owned()
    });
    trimmed.filter(|it| !it.is_empty()).collect()
}

/// How a mark before an element is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    Dot,
    Bracket,
    Letter,
    /// A number and a blank.
    Bare,
    /// A character that is a number, by the first of its row.
    Circle(char),
    HanBracket,
    HanComma,
    Sign(char),
}

const HAN: &str = "一二三四五六七八九十";

/// The parts of a text that marks number, without them; nothing where they number no more than one.
#[must_use]
pub fn numbered(text: &str) -> Option<Vec<String>> {
    let text = Text::new(text);
    let marks = marks(&text);
    let ends = marks.iter().skip(1).map(|it| it.0).chain([text.chars.len()]);
    let parts = marks.iter().zip(ends).map(|(mark, end)| text.slice(mark.1, end));
    (marks.len() > 1).then(|| tidy(&parts.collect::<Vec<_>>()))
}

/// The marks before the elements: where each begins and where it ends. Numbers count from one.
pub(super) fn marks(text: &Text) -> Vec<(usize, usize)> {
    let start = text.chars.iter().position(|c| !c.is_whitespace()).unwrap_or(0);
    let Some((style, 1, end)) = mark(text, start, Behind::NoDigit) else { return Vec::new() };
    let mut marks = vec![(start, end)];
    let mut at = end;
    while at < text.chars.len() {
        let is_open =
            text.inside[at] && !text.inside.get(at.wrapping_sub(1)).copied().unwrap_or(false);
        let is_free = !text.inside[at] || is_open;
        let before = text.chars[at - 1];
        let may = match style {
            Style::Sign('-' | '·' | '*' | '—' | '–') => before == '\n',
            Style::Bare => before.is_whitespace() || "；;".contains(before),
            Style::Dot | Style::Letter => {
                !before.is_ascii_alphanumeric() && !matches!(before, '.' | '第' | '-')
            }
            _ => true,
        };
        let wanted = if matches!(style, Style::Sign(_)) { 1 } else { marks.len() + 1 };
        match mark(text, at, Behind::NoDigit)
            .filter(|it| is_free && may && it.0 == style && it.1 == wanted)
        {
            Some((_, _, end)) => {
                marks.push((at, end));
                at = end;
            }
            None => at += 1,
        }
    }
    // One letter or one number alone is a word.
    let is_word = matches!(style, Style::Letter | Style::Bare) && marks.len() < 2;
    if is_word { Vec::new() } else { marks }
}

/// What may stand behind a number's point: 1.5 is one number, unless others show that 1. counts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Behind {
    Any,
    NoDigit,
}

/// The mark at a place: its style, its number, where it ends.
fn mark(text: &Text, at: usize, behind: Behind) -> Option<(Style, usize, usize)> {
    let char_at = |at: usize| text.chars.get(at).map_or('\0', |it| words::half_width(*it));
    let first = char_at(at);
    let run = |from: usize, is: &dyn Fn(char) -> bool| {
        text.chars[from..].iter().take_while(|c| is(words::half_width(**c))).count()
    };
    let han =
        |from: usize, length: usize| words::number(&text.slice(from, from + length))?.parse().ok();
    let is_han = |c: char| HAN.contains(c);
    let digits = run(at, &|c| c.is_ascii_digit());
    if digits > 0 && digits < 4 {
        let end = at + digits + 1;
        let number = words::number(&text.slice(at, at + digits))?.parse().ok()?;
        let is_mark = matches!(char_at(at + digits), '.' | '、' | ')' | '）');
        let is_bare = char_at(at + digits) == ' ' && wording::is_han(char_at(end));
        let style = if is_mark { Style::Dot } else { Style::Bare };
        let is_any =
            is_bare || (is_mark && (behind == Behind::Any || !char_at(end).is_ascii_digit()));
        return is_any.then_some((style, number, end));
    }
    if first.is_ascii_alphabetic() && matches!(char_at(at + 1), '.' | '、' | ')' | '）') {
        let number = usize::from(u8::try_from(first.to_ascii_lowercase()).ok()? - b'a') + 1;
        return (!char_at(at + 2).is_ascii()).then_some((Style::Letter, number, at + 2));
    }
    if matches!(first, '（' | '(') {
        let (inner, letters) = (run(at + 1, &|c| c.is_ascii_digit()), run(at + 1, &is_han));
        let length = inner.max(letters);
        if length == 0 || length > 3 || !matches!(char_at(at + 1 + length), '）' | ')') {
            return None;
        }
        let style = if inner > 0 { Style::Bracket } else { Style::HanBracket };
        return Some((style, han(at + 1, length)?, at + length + 2));
    }
    if let Some((row, number)) = words::numeral(first) {
        return Some((Style::Circle(row), number, at + 1));
    }
    let letters = run(at, &is_han);
    if letters > 0 && letters < 4 && char_at(at + letters) == '、' {
        return Some((Style::HanComma, han(at, letters)?, at + letters + 1));
    }
    // Shapes, arrows, dingbats, and the characters of symbol fonts.
    let is_sign = matches!(first, '-' | '*' | '—' | '–' | '·' | '•' | '※' | '➢')
        || matches!(first, '\u{2190}'..='\u{21ff}' | '\u{25a0}'..='\u{27bf}' | '\u{f000}'..='\u{f0ff}');
    is_sign.then_some((Style::Sign(first), 1, at + 1))
}
