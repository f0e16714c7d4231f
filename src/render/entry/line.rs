//! A value of an element, in pieces where any of it leads somewhere.
use serde::Serialize;

use crate::render::{documents::Fate, office};

/// A value of an element.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
pub struct Line {
    /// The text.
    pub text: String,
    /// The same in pieces, if any of it leads somewhere; else empty, as most are.
    pub pieces: Vec<LinePiece>,
}

/// A piece of a value.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
pub struct LinePiece {
    /// The text.
    pub text: String,
    /// Where it leads.
    pub href: Option<String>,
    /// What became of the document that it leads to.
    pub fate: Option<Fate>,
}

/// An office, with a link to its duty sheet.
pub(super) fn office_line(before: Option<&str>, name: &str) -> Line {
    let label = before.map(|text| LinePiece { text: text.to_owned(), ..LinePiece::default() });
    let href = Some(format!("../{}/{}", office::FOLDER, office::file(name)));
    let name = LinePiece { text: name.to_owned(), href, fate: None };
    Line { text: String::new(), pieces: label.into_iter().chain([name]).collect() }
}
