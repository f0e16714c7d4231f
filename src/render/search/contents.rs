//! What entries disclose, in a file of its own: names answer most searches, so a browser loads it
//! when they do not, or when it is asked to.
use std::borrow::Cow;

use serde::Serialize;

use crate::{
    model::Text,
    render::search::numbered::{Column, Numbered, digits, lines, one_line},
};

/// What a browser loads. `templates/site.js` reads it.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct SearchContents {
    /// The version of this form.
    pub version: u32,
    /// What is disclosed, each text once: agencies and entries share most of them.
    pub texts: String,
    /// Texts that are disclosed together, by their numbers: how many digits these have, and the
    /// digits, with a blank between one list and the next.
    pub sets: Column,
    /// For each entry, in the order of the index, the number of its list.
    pub entries: Column,
}

/// Contents that entries are added to.
#[derive(Debug, Default)]
pub struct Builder<'r> {
    texts: Numbered<&'r str>,
    sets: Numbered<Vec<u32>>,
}

impl<'r> Builder<'r> {
    /// Adds what the next entry discloses.
    pub fn add(&mut self, content: &'r [Text<'r>]) {
        let texts = &mut self.texts;
        let numbers = content.iter().map(|it| texts.number(it.value.as_ref()));
        self.sets.add(numbers.collect());
    }

    /// The contents of the entries that were added.
    #[must_use]
    pub fn finish(self) -> SearchContents {
        let width = self.texts.width();
        let texts = self.texts.values.iter().map(|it| one_line(Cow::Borrowed(*it)));
        let sets: Vec<String> = self.sets.values.iter().map(|it| digits(width, it)).collect();
        SearchContents {
            version: 1,
            texts: lines(&texts.collect::<Vec<_>>()),
            sets: (width, sets.join(" ")),
            entries: self.sets.column(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Builder;
    use crate::{
        model::Text,
        span::{FileId, Span, Spanned},
    };

    #[test]
    fn each_text_and_each_list_is_there_once() {
        let texts = |all: &[&'static str]| -> Vec<Text<'static>> {
            all.iter()
                .map(|it| Spanned { value: (*it).into(), span: Span::top(FileId(0)) })
                .collect()
        };
        let entries = [
            texts(&["条件", "标\n准"]),
            texts(&[]),
            texts(&["标\n准"]),
            texts(&["条件", "标\n准"]),
        ];
        let mut builder = Builder::default();
        for content in &entries {
            builder.add(content);
        }
        let contents = builder.finish();
        assert_eq!(contents.texts, "条件\n标 准");
        assert_eq!(contents.sets, (1, "01  1".to_owned()));
        assert_eq!(contents.entries, (1, "0120".to_owned()));
    }
}
