//! Values as the house writes them in YAML.
use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr as _;

/// Lines are not wider than this, as long as a list can be broken.
const WIDTH: usize = 80;

/// One text.
#[must_use]
pub fn scalar(text: &str) -> String {
    if is_plain(text) {
        return text.to_owned();
    }
    // A text in JSON is one in YAML.
    serde_json::Value::from(text).to_string()
}

fn is_plain(text: &str) -> bool {
    let is_number = |c: char| c.is_ascii_digit() || "+-._eExXo:TZ ".contains(c);
    let is_word = ["true", "false", "yes", "no", "on", "off", "null", "y", "n", "nan"]
        .iter()
        .any(|it| text.eq_ignore_ascii_case(it));
    !text.is_empty()
        && !is_word
        && text.trim() == text
        && !text.chars().all(is_number)
        && !text.starts_with(['-', '?', '!', '&', '*', '|', '>', '%', '@', '`', '~', '.', '='])
        && !text.contains([':', '#', ',', '[', ']', '{', '}', '"', '\'', '\\'])
        && !text
            .chars()
            .any(|c| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{85}'))
}

/// `key: value`, with the indentation of the key.
#[must_use]
pub fn text(indent: usize, key: &str, value: &str) -> String {
    format!("{:indent$}{key}: {}", "", scalar(value))
}

/// `key: [a, b]`, or one line for each where that is too wide.
#[must_use]
pub fn list(indent: usize, key: &str, values: &[String]) -> String {
    let items: Vec<String> = values.iter().map(|it| scalar(it)).collect();
    let line = format!("{:indent$}{key}: [{}]", "", items.join(", "));
    if line.width() <= WIDTH || items.len() == 1 {
        return line;
    }
    let mut out = format!("{:indent$}{key}:", "");
    for item in items {
        let _ = write!(out, "\n{:indent$}  - {item}", "");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::scalar;

    #[test]
    fn texts_come_back() {
        for text in [
            "《社会救助暂行办法》（国务院令第649号）",
            "20-001",
            "1.1",
            "true",
            "a: b",
            "# x",
            "[x]",
            "-",
            "2019-04-30",
            "是",
            "“三公”经费",
            "9:00",
            "\"",
            "\\",
            "~",
            "*甲",
            "甲\n乙",
            "　",
            "@x",
            "null",
            "0x1F",
            "1e3",
            "=1",
        ] {
            let yaml = format!("[{}]", scalar(text));
            let back: Vec<String> = serde_yaml::from_str(&yaml).expect("it is YAML");
            assert_eq!(back, [text], "{yaml}");
        }
    }
}
