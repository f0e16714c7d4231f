//! The documents of the register, as it states them.
use std::fmt;

use jiff::civil::Date;

use crate::model::{
    basis::{kind::Kind, title},
    choice::Review,
};

/// One document of the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// The full title.
    pub title: String,
    /// Other names it is cited by.
    pub short_titles: Vec<String>,
    /// Its rank.
    pub kind: Option<Kind>,
    /// Who issued it.
    pub issuer: Option<String>,
    /// Its number.
    pub number: Option<String>,
    /// When it was issued.
    pub issued: Option<String>,
    /// Since when it is in force.
    pub effective: Option<String>,
    /// When it was amended, with the numbers of amendments.
    pub revised: Option<String>,
    /// Whether it is in force.
    pub status: Status,
    /// What replaced it: a title, with or without a number.
    pub replaced_by: Option<String>,
    /// Since when.
    pub replaced_on: Option<String>,
    /// The domains it is a basis of.
    pub domains: Vec<String>,
    /// Anything else; former numbers in it (原国务院令第492号) are known as such.
    pub note: Option<String>,
    /// How sure what is stated here is.
    pub review: Option<Review>,
}

impl Document {
    /// The title in its marks: 《…》.
    #[must_use]
    pub fn marked_title(&self) -> String {
        title::marked(&self.title)
    }

    /// When and how it was revised after a catalog's version; `None` if it was not, or if that
    /// version already had the revision. A catalog that says no version may have any.
    #[must_use]
    pub fn revised_after(&self, version: Option<&str>) -> Option<&str> {
        let revised = self.revised.as_deref().filter(|_| self.status == Status::Revised)?;
        match (day(revised), version.and_then(day)) {
            (Some(revised), Some(version)) if revised <= version => None,
            _ => Some(revised),
        }
    }
}

/// The date at the start of a text.
fn day(text: &str) -> Option<Date> {
    text.get(..10)?.parse().ok()
}

/// 时效性: whether a document is in force.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Status {
    /// 现行.
    #[default]
    InForce,
    /// 修订: in force, in a later version than was cited when catalogs were made.
    Revised,
    /// 废止.
    Repealed,
    /// 失效: it ran out.
    Expired,
}

impl Status {
    /// Reads the Chinese name.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        [Self::InForce, Self::Revised, Self::Repealed, Self::Expired]
            .into_iter()
            .find(|it| it.name() == text.trim())
    }

    /// The Chinese name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::InForce => "现行",
            Self::Revised => "修订",
            Self::Repealed => "废止",
            Self::Expired => "失效",
        }
    }

    /// Whether a catalog may still rest on the document.
    #[must_use]
    pub fn holds(self) -> bool {
        matches!(self, Self::InForce | Self::Revised)
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
