//! A citation: one document named in a basis, and the places in it.
use std::{fmt, ops::Range};

use crate::model::basis::{
    article::Article, damage::Damage, date::Date, kind::Kind, number::DocumentNumber, reader, title,
};

/// One document named in a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Citation {
    /// The title without its marks; titles inside it keep theirs.
    pub title: Option<String>,
    /// The number.
    pub number: Option<DocumentNumber>,
    /// Further numbers, as those of later amendments.
    pub other_numbers: Vec<DocumentNumber>,
    /// 条款项目.
    pub articles: Vec<Article>,
    /// Dates, with what happened on them.
    pub dates: Vec<Date>,
    /// What stands in brackets after 》 and belongs to the name: 试行, 第三版.
    pub edition: Option<String>,
    /// What the citation says the document is, as in 【法律】.
    pub kind: Option<Kind>,
    /// 等: others are meant and not named.
    pub and_others: bool,
    /// Its bytes in the text that was read.
    pub text: Range<usize>,
    /// What is wrong with its writing, in order of place.
    pub damage: Vec<Damage>,
}

/// The citations in a basis. All of the text is taken to be citations: what stands without 《》 is a title too.
#[must_use]
pub fn citations(text: &str) -> Vec<Citation> {
    reader::read(text, reader::Mode::Basis)
}

/// The citations in running text: only titles in 《》 and document numbers count.
#[must_use]
pub fn citations_in_prose(text: &str) -> Vec<Citation> {
    reader::read(text, reader::Mode::Prose)
}

impl Citation {
    /// The articles in one canonical spelling, `None` if none are cited: 第二十六条第一款第三项.
    #[must_use]
    pub fn article_text(&self) -> Option<String> {
        let all: Vec<String> = self.articles.iter().map(ToString::to_string).collect();
        (!all.is_empty()).then(|| all.join("、"))
    }

    /// The number and those of amendments.
    pub fn numbers(&self) -> impl Iterator<Item = &DocumentNumber> {
        self.number.iter().chain(&self.other_numbers)
    }
}

/// The canonical rendering; reading it again gives the same.
impl fmt::Display for Citation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut numbers = self.numbers();
        if let Some(title) = &self.title {
            f.write_str(&title::marked(title))?;
        } else if let Some(number) = numbers.next() {
            write!(f, "{number}")?;
        }
        if let Some(edition) = &self.edition {
            write!(f, "（{edition}）")?;
        }
        let inside: Vec<String> = numbers
            .map(ToString::to_string)
            .chain(self.dates.iter().map(ToString::to_string))
            .collect();
        if !inside.is_empty() {
            write!(f, "（{}）", inside.join("，"))?;
        }
        if let Some(articles) = self.article_text() {
            f.write_str(&articles)?;
        }
        if self.and_others {
            f.write_str("等")?;
        }
        Ok(())
    }
}
