//! What is the same on all pages of a site stands in its templates before they are parsed: entries' pages are too
//! many to look it up each time.
use std::{borrow::Cow, collections::BTreeMap};

use crate::output::html::engine;

/// The language of what catalogs say.
pub(super) const CHINESE: &str = "zh-CN";
/// How templates mark what is in a language of its own: catalogs' words, words that may be either's, and the
/// page's own among those of a catalog.
const MARKS: [&str; 2] = [" lang=\"zh-CN\"", " lang=\"{{ "];

/// A template without these marks where the pages speak Chinese, too: what all is in needs no mark, and
/// entries' pages are too many to ask each time.
pub(super) fn in_language<'t>(text: &'t str, lang: &str) -> Cow<'t, str> {
    if lang != CHINESE {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = MARKS.iter().filter_map(|it| rest.find(it)).min() {
        let (before, mark) = rest.split_at(at);
        let end = mark.match_indices('"').nth(1).map_or(mark.len(), |it| it.0 + 1);
        out.push_str(before);
        // The page's own language is said once.
        if before.ends_with("<html") {
            out.push_str(&mark[..end]);
        }
        rest = &mark[end..];
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// How templates print a word of the pages.
const WORD: [&str; 2] = ["{{ t.", " }}"];

/// A built-in template with the words of the pages in it. Those that take values stay, and those that there are
/// not: the engine says where they stand.
pub(super) fn worded(text: &str, words: &BTreeMap<String, String>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once(WORD[0]) {
        out.push_str(before);
        rest = behind;
        let word =
            behind.split_once(WORD[1]).and_then(|(key, after)| Some((words.get(key)?, after)));
        match word.filter(|(word, _)| !word.contains(['{', '\n'])) {
            Some((word, after)) => {
                // Writing to a string cannot fail.
                let _ = engine::escape(&mut out, word);
                rest = after;
            }
            None => out.push_str(WORD[0]),
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::{in_language, worded};

    #[test]
    fn words_stand_in_templates() {
        let words = [("open", "（"), ("q", "a'b"), ("n", "{} 条"), ("two", "a\nb")];
        let words = words.map(|(key, word)| (key.to_owned(), word.to_owned())).into();
        for (text, expected) in [
            ("<p>{{ t.open }}x{{ t.q }}", "<p>（xa&#39;b"),
            ("{{ t.n|with(1) }}{{ t.none }}{{ t.open }}", "{{ t.n|with(1) }}{{ t.none }}（"),
            ("{{ t.n }}{{ t.two }}{{ t.open -}} {{ t.", "{{ t.n }}{{ t.two }}{{ t.open -}} {{ t."),
        ] {
            assert_eq!(worded(text, &words), expected);
        }
    }

    #[test]
    fn marks_are_cut_on_chinese_sites_alone() {
        let text =
            "<html lang=\"{{ site.lang }}\"><b lang=\"zh-CN\">{{ x }}</b><i lang=\"{{ y|lang }}\">";
        let cut = "<html lang=\"{{ site.lang }}\"><b>{{ x }}</b><i>";
        assert_eq!(in_language(text, "zh-CN"), cut);
        assert_eq!(in_language(text, "en"), text);
    }
}
