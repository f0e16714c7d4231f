//! Search indexes as scripts: a page that was opened from a folder may load nothing else.
use serde::Serialize;

use crate::{
    diagnostic::message,
    error::Error,
    render::search::{contents::SearchContents, index::SearchIndex},
};

/// The script of an index.
///
/// # Errors
/// Never: its keys are texts.
pub fn index(index: &SearchIndex<'_>) -> Result<String, Error> {
    script("govcatIndex", index)
}

/// The script of what entries disclose.
///
/// # Errors
/// Never: its keys are texts.
pub fn contents(contents: &SearchContents) -> Result<String, Error> {
    script("govcatContents", contents)
}

/// A script that sets a variable. It is ASCII signs and texts; no text ends it or the page's markup.
fn script(variable: &str, value: &impl Serialize) -> Result<String, Error> {
    let json = serde_json::to_string(value).map_err(|error| {
        Error::new(message!("无法写成 JSON：{error}", "cannot be written as JSON: {error}"))
    })?;
    let mut out = String::with_capacity(json.len() + 32);
    out.push_str("var ");
    out.push_str(variable);
    out.push('=');
    let mut rest = json.as_str();
    // These signs are in texts alone, and there each may be written by its number.
    while let Some(at) = rest.find(['<', '\u{2028}', '\u{2029}']) {
        out.push_str(&rest[..at]);
        let mut behind = rest[at..].chars();
        out.push_str(match behind.next() {
            Some('<') => "\\u003c",
            Some('\u{2028}') => "\\u2028",
            _ => "\\u2029",
        });
        rest = behind.as_str();
    }
    out.push_str(rest);
    out.push_str(";\n");
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::index;
    use crate::render::search::index::Builder;

    #[test]
    fn no_text_ends_the_script() {
        let name = "</script><!--\u{2028}\u{2029}\"\\";
        let mut builder = Builder::default();
        builder.add_agency("a/".to_owned(), name);
        let text = index(&builder.finish(&[]).0).expect("an index can be written");
        assert!(!text.contains(['<', '\u{2028}', '\u{2029}']), "{text}");
        let json = text.strip_prefix("var govcatIndex=").and_then(|it| it.strip_suffix(";\n"));
        let value: serde_json::Value =
            serde_json::from_str(json.expect("one statement")).expect("valid JSON");
        assert_eq!(value["agencies"][0][1], name);
        assert_eq!(value["version"], 2);
    }
}
