//! Text on a terminal: widths in columns, where a Chinese character takes two, and line breaks
//! that keep punctuation where it belongs.
use std::{borrow::Cow, env, io};

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// No line starts with one of these.
const NOT_FIRST: &str = "，。、；：？！）》〉〕】』」”’…—～·%‰,.;:?!)]}";
/// No line ends with one of these.
const NOT_LAST: &str = "（《〈〔【『「“‘([{";

/// How many columns a text takes.
pub(crate) fn width(text: &str) -> usize {
    text.width()
}

/// The width to print at: the terminal's, within reason; 80 where there is none.
pub(crate) fn terminal_width() -> usize {
    let told = env::var("COLUMNS").ok().and_then(|it| it.parse().ok());
    let seen = || terminal_size::terminal_size_of(io::stdout()).map(|(it, _)| usize::from(it.0));
    told.or_else(seen).unwrap_or(80).clamp(40, 120)
}

/// A text followed by blanks up to `columns`.
pub(crate) fn pad(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}

/// Breaks one paragraph into lines of at most `columns`, each after `indent`.
pub(crate) fn fill(text: &str, columns: usize, indent: &str) -> String {
    let room = columns.saturating_sub(width(indent)).max(10);
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for piece in pieces(text) {
        if !line.is_empty() && width(&line) + width(piece.trim_end()) > room {
            lines.push(std::mem::take(&mut line));
        }
        line.push_str(if line.is_empty() { piece.trim_start() } else { piece });
    }
    lines.push(line);
    lines.iter().flat_map(|line| [indent, line.trim_end(), "\n"]).collect()
}

/// The pieces between which a line may break.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut before = None;
    for (at, c) in text.char_indices() {
        if before.is_some_and(|it| may_break(it, c)) {
            pieces.push(&text[start..at]);
            start = at;
        }
        before = Some(c);
    }
    pieces.push(&text[start..]);
    pieces
}

fn may_break(before: char, after: char) -> bool {
    let wide = |c: char| c.width() == Some(2);
    if NOT_FIRST.contains(after) || NOT_LAST.contains(before) || after == ' ' {
        return false;
    }
    before == ' ' || wide(before) || wide(after)
}

/// A text from a file, safe to print on one line: what would steer a terminal is shown, not sent.
pub(crate) fn printable(text: &str) -> Cow<'_, str> {
    if !text.contains(is_unprintable) {
        return Cow::Borrowed(text);
    }
    let escape =
        |c: char| if is_unprintable(c) { c.escape_default().to_string() } else { c.into() };
    Cow::Owned(text.chars().map(escape).collect())
}

/// Control characters, and those that reorder what is displayed or take no room.
pub(crate) fn is_unprintable(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::{fill, printable, width};

    #[test]
    fn lines_keep_their_punctuation() {
        let text =
            "词表里没有的公开渠道，叫法不统一，就无法比较；见《政府信息公开条例》第二十三条。";
        for columns in 10..60 {
            for line in fill(text, columns, "").lines() {
                assert!(width(line) <= columns.max(10) + 2, "{columns}: {line}");
                assert!(!line.starts_with(['，', '。', '；', '》']), "{columns}: {line}");
                assert!(!line.ends_with('《'), "{columns}: {line}");
            }
        }
    }

    #[test]
    fn words_are_not_broken() {
        assert_eq!(fill("one two three four", 10, "  "), "  one two\n  three four\n");
    }

    #[test]
    fn terminals_are_not_steered() {
        assert_eq!(printable("a\u{1b}[2Jb"), "a\\u{1b}[2Jb");
        assert_eq!(printable("公开"), "公开");
    }
}
