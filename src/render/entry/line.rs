//! A value of an element, and where it leads.
use std::borrow::Cow;

use serde::Serialize;

use crate::{
    model::{
        choice::{ChannelId, Choice},
        vocabulary::Terms,
    },
    render::{channel, documents::Fate, office, roll},
};

/// A value of an element.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
pub struct Line<'p> {
    /// Where all of it leads.
    pub href: Option<Cow<'p, str>>,
    /// The text; empty where it is in pieces.
    pub text: Cow<'p, str>,
    /// The text in pieces, where there is more to say than where all of it leads; else empty, as with most.
    pub pieces: Vec<LinePiece<'p>>,
}

/// A piece of a value.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
pub struct LinePiece<'p> {
    /// Where it leads.
    pub href: Option<Cow<'p, str>>,
    /// The text.
    pub text: Cow<'p, str>,
    /// What became of the document that it leads to.
    pub fate: Option<Fate>,
}

impl<'p> Line<'p> {
    /// In these pieces, which together are the text.
    pub(super) fn of(mut pieces: Vec<LinePiece<'p>>) -> Self {
        match pieces.as_mut_slice() {
            [LinePiece { href, text, fate: None }] => {
                Self { href: href.take(), text: std::mem::take(text), pieces: Vec::new() }
            }
            _ => Self { pieces, ..Self::default() },
        }
    }

    /// An office, with a link to its duty sheet.
    pub(super) fn of_office(before: Option<&'p str>, name: Cow<'p, str>) -> Self {
        let label = before.map(|text| LinePiece { text: text.into(), ..LinePiece::default() });
        let href = Some(["../", office::FOLDER, "/", &office::file(&name)].concat().into());
        let name = LinePiece { href, text: name, fate: None };
        Self::of(label.into_iter().chain([name]).collect())
    }
}

impl<'p> From<Cow<'p, str>> for Line<'p> {
    fn from(text: Cow<'p, str>) -> Self {
        Self { text, ..Self::default() }
    }
}

/// A channel, with a link to what else is published through it.
pub(super) fn channel<'p>(choice: &'p Choice<'_, ChannelId>, terms: &'p Terms) -> Line<'p> {
    let file = channel::file(roll::channel(choice, terms));
    let href = ["../", channel::FOLDER, "/", &file].concat();
    Line { href: Some(href.into()), text: choice.standard(terms), pieces: Vec::new() }
}
