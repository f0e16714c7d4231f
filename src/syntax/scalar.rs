//! How a text is written as a YAML scalar: without quotes where every reader of YAML takes it for the
//! text that it is, in double quotes where not.

use std::fmt::Write as _;

/// A line in brackets takes at most so many columns; a Chinese character takes two.
pub const WIDTH: usize = 120;

/// Where a scalar stands. Inside brackets, commas and brackets mean something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Context {
    /// On a line of its own, behind a key or a dash.
    Block,
    /// Between brackets.
    Flow,
}

/// Words that one reader or another takes for something else than a text.
const RESERVED: [&str; 9] = ["y", "n", "yes", "no", "true", "false", "on", "off", "null"];

/// Writes a text as a scalar.
#[must_use]
pub fn write(text: &str, context: Context) -> String {
    if is_plain(text, context) { text.to_owned() } else { quoted(text) }
}

/// Whether a text may do without quotes.
#[must_use]
pub fn is_plain(text: &str, context: Context) -> bool {
    let Some(first) = text.chars().next() else { return false };
    let is_word = match first {
        // `20-001`, `2019` and `12:30` are numbers or times to some readers; `20个工作日` is none.
        '0'..='9' => !text.is_ascii(),
        'A'..='Z' | 'a'..='z' | '(' | '/' => true,
        _ => !first.is_ascii() && !first.is_whitespace(),
    };
    let is_reserved = RESERVED.iter().any(|it| text.eq_ignore_ascii_case(it));
    is_word
        && !is_reserved
        && !text.ends_with(char::is_whitespace)
        && !text.ends_with(':')
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.contains(is_unseen)
        && (context == Context::Block || !text.contains([',', '[', ']', '{', '}']))
}

/// Writes a text in quotes: double ones, unless that takes a backslash that single ones do without.
#[must_use]
pub fn quoted(text: &str) -> String {
    if text.contains(['"', '\\']) && !text.contains(is_unseen) {
        return format!("'{}'", text.replace('\'', "''"));
    }
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            _ if is_unseen(c) => {
                let code = u32::from(c);
                // Writing to a string cannot fail.
                let _ = if code > 0xFFFF {
                    write!(out, "\\U{code:08X}")
                } else {
                    write!(out, "\\u{code:04X}")
                };
            }
            _ => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Characters that nobody sees, or that end a line.
fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{a0}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202f}')
        || matches!(c, '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff0}'..='\u{ffff}')
        || matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{e0000}'..='\u{10ffff}')
}

#[cfg(test)]
mod tests {
    use super::{Context, write};

    #[test]
    fn quotes_stand_only_where_a_reader_needs_them() {
        for (text, block, flow) in [
            ("县民政局", "县民政局", "县民政局"),
            ("20-001", "\"20-001\"", "\"20-001\""),
            ("20个工作日", "20个工作日", "20个工作日"),
            ("off", "\"off\"", "\"off\""),
            ("PM2.5, PM10", "PM2.5, PM10", "\"PM2.5, PM10\""),
            ("时间: 9点", "\"时间: 9点\"", "\"时间: 9点\""),
            ("- 一", "\"- 一\"", "\"- 一\""),
            ("", "\"\"", "\"\""),
            ("说“好”\"的\"", "说“好”\"的\"", "说“好”\"的\""),
            ("\"的\" 'x'", "'\"的\" ''x'''", "'\"的\" ''x'''"),
            ("甲\n乙", "\"甲\\n乙\"", "\"甲\\n乙\""),
            ("零\u{200b}宽", "\"零\\u200B宽\"", "\"零\\u200B宽\""),
        ] {
            assert_eq!(write(text, Context::Block), block);
            assert_eq!(write(text, Context::Flow), flow);
        }
    }
}
