//! The interface's words: one file for each language, which a workspace may override key by key.
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    diagnostic::{Lang, message},
    error::Error,
    source::line_index::LineIndex,
};

/// The words in the binary, and what a workspace calls its own.
const BUILT_IN: [(&str, &str); 2] = [
    ("messages.zh.toml", include_str!("../../templates/messages.zh.toml")),
    ("messages.en.toml", include_str!("../../templates/messages.en.toml")),
];

/// The words of the pages in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Messages {
    /// Templates read these as `t`.
    pub pages: BTreeMap<String, String>,
    /// Words of the official form that pages show in another way: the filter `term` looks here, and
    /// leaves what it does not find.
    pub terms: BTreeMap<String, String>,
}

impl Messages {
    /// The words of a language. What `own` (names and texts of a workspace's files) says is preferred.
    ///
    /// # Errors
    /// With file, line and column when a file of the workspace is wrong, or has a key that is none.
    pub fn new(lang: Lang, own: &[(String, String)]) -> Result<Self, Error> {
        let (name, text) = BUILT_IN[usize::from(lang == Lang::En)];
        let mut words = Self::read(name, text)?;
        if let Some((_, text)) = own.iter().find(|it| it.0 == name) {
            let own = Self::read(name, text)?;
            if let Some(key) = own.pages.keys().find(|it| !words.pages.contains_key(*it)) {
                return Err(Error::new(message!(
                    "templates/{name}：没有 {key} 这个键",
                    "templates/{name}: there is no key `{key}`"
                )));
            }
            words.pages.extend(own.pages);
            words.terms.extend(own.terms);
        }
        Ok(words)
    }

    /// The names and texts of the files in the binary.
    #[must_use]
    pub fn built_in() -> &'static [(&'static str, &'static str)] {
        &BUILT_IN
    }

    fn read(name: &str, text: &str) -> Result<Self, Error> {
        toml::from_str(text).map_err(|error| {
            let start = error.span().map_or(0, |it| it.start);
            let at = LineIndex::new(text).position(text, u32::try_from(start).unwrap_or(0));
            let (line, column, words) = (at.line, at.column, error.message());
            Error::new(message!(
                "templates/{name}:{line}:{column}：有误：{words}",
                "templates/{name}:{line}:{column}: {words}"
            ))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Messages;
    use crate::diagnostic::Lang;

    #[test]
    fn both_languages_say_everything() {
        let [zh, en] =
            [Lang::Zh, Lang::En].map(|it| Messages::new(it, &[]).expect("the words are right"));
        assert_eq!(zh.pages.keys().collect::<Vec<_>>(), en.pages.keys().collect::<Vec<_>>());
        for (key, text) in &zh.pages {
            let holes = |it: &str| it.matches("{}").count();
            assert_eq!(holes(text), holes(&en.pages[key]), "{key}");
            assert!(!text.is_empty() && !en.pages[key].is_empty(), "{key}");
        }
    }

    #[test]
    fn a_workspace_may_say_it_otherwise() {
        let own = |text: &str| vec![("messages.zh.toml".to_owned(), text.to_owned())];
        let words =
            Messages::new(Lang::Zh, &own("[pages]\nhome = \"门户\"\n")).expect("the key is known");
        assert_eq!(words.pages["home"], "门户");
        assert!(Messages::new(Lang::En, &own("[pages]\nhome = \"门户\"\n")).is_ok());
        for (bad, place) in [("[pages]\nhmoe = \"x\"\n", "hmoe"), ("[pages]\nhome = 1\n", ":2:8")] {
            let error = Messages::new(Lang::Zh, &own(bad)).expect_err("it is wrong");
            assert!(error.message(Lang::En).contains(place), "{}", error.message(Lang::En));
        }
    }
}
