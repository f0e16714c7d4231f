//! The value of an entry's element: what it shows, and what decides that.
use std::borrow::Cow;

use serde::Serialize;

use crate::{
    model::{basis::register::DocId, catalog::Kind, field::Field},
    render::{
        address, cells,
        documents::{Fate, Piece, pieces},
        edition::Edition,
        entry::{
            line::{self, Line, LinePiece},
            reading::{self, ReadingRow},
        },
    },
    resolve::view::{EntryView, Found},
};

/// The value of an element.
#[derive(Debug, Serialize)]
pub struct Element<'p> {
    /// Whether there is more than one.
    pub several: bool,
    /// The only one, if it leads nowhere, as most do; else empty.
    pub text: Cow<'p, str>,
    /// All, where that is empty; at least one.
    pub lines: Vec<Line<'p>>,
    /// For a deadline, what it was understood as.
    pub reading: Option<ReadingRow>,
}

impl<'p> Element<'p> {
    /// Of an entry's field, which is found there.
    pub(super) fn new<'s>(
        edition: &'p Edition<'p, 's>,
        view: &'p EntryView<'p, 's>,
        field: Field,
        found: &Found<'p, 's>,
    ) -> Self {
        let entry = found.entry;
        let vocabulary = &edition.resolution.registries.vocabulary;
        let lines = match field {
            Field::Owner => owners(edition, view),
            Field::Basis => entry.basis.iter().map(|it| basis(edition, &it.value, found)).collect(),
            Field::Channel => {
                let terms = &vocabulary.channels;
                entry.channel.iter().map(|it| line::channel(it, terms)).collect()
            }
            Field::Link => entry.link.iter().map(|it| link(&it.value)).collect(),
            _ => {
                let texts = cells::written(entry, field, vocabulary);
                texts.into_iter().map(Line::from).collect()
            }
        };
        let reading = match field {
            Field::Deadline => reading::of(edition, found, view.table.kind),
            _ => None,
        };
        let mut element =
            Self { several: lines.len() > 1, text: Cow::Borrowed(""), lines, reading };
        if let [Line { href: None, text, .. }] = element.lines.as_mut_slice()
            && !text.is_empty()
        {
            element.text = std::mem::take(text);
            element.lines.clear();
        }
        element
    }
}

/// What decides how an entry's field is drawn, besides what is the same for all of a site: its words, the
/// version of the catalog that cites a basis, and whether a task has the deadline.
pub(super) fn key(
    edition: &Edition<'_, '_>,
    view: &EntryView<'_, '_>,
    field: Field,
    found: &Found<'_, '_>,
) -> String {
    let mut key = String::with_capacity(256);
    let mut add = |mark: &str, text: &str| {
        key.push_str(mark);
        key.push_str(text);
    };
    add("", field.name());
    if field == Field::Owner {
        let owners = view.owner();
        for (mark, owners) in [("\0", &owners.lead), ("\0\0", &owners.with)] {
            for owner in owners {
                add(mark, &owner.name);
            }
        }
        return key;
    }
    if field == Field::Basis {
        let version = &edition.resolution.catalog(found.catalog).catalog.version;
        add("\0", version.as_ref().map_or("", |it| &it.value));
    }
    if field == Field::Deadline && view.table.kind == Kind::Plan {
        add("\0", "");
    }
    for text in cells::written(found.entry, field, &edition.resolution.registries.vocabulary) {
        add("\0", &text);
    }
    key
}

/// The owners as the agency names them.
fn owners<'p>(edition: &Edition<'_, '_>, view: &EntryView<'p, '_>) -> Vec<Line<'p>> {
    let owners = view.owner();
    let lead = owners.lead.iter().map(|it| Line::of_office(None, it.name.clone()));
    let label = edition.say("配合：", "Supporting: ");
    let with = owners.with.iter().map(|it| Line::of_office(Some(label), it.name.clone()));
    lead.chain(with).collect()
}

/// A basis with links to the documents that it names, and what became of these since the
/// version of the catalog that cites them.
fn basis<'p>(edition: &Edition<'_, '_>, text: &'p str, found: &Found<'_, '_>) -> Line<'p> {
    let resolution = edition.resolution;
    let version =
        resolution.catalog(found.catalog).catalog.version.as_ref().map(|it| it.value.as_ref());
    let revised = |id: DocId| {
        let revised = resolution.registries.register.document(id).revised_after(version)?;
        Some(Fate { word: "已修订", note: Some(revised.to_owned()), gone: false })
    };
    let piece = |piece: Piece<'p>| LinePiece {
        text: piece.text.into(),
        href: piece.document.map(|id| ["../../", &edition.documents.path(id)].concat().into()),
        fate: piece
            .document
            .and_then(|id| edition.documents.fate(id).cloned().or_else(|| revised(id))),
    };
    Line::of(pieces(text, resolution.readings.basis(text)).into_iter().map(piece).collect())
}

/// An address, with a link where it is one of the web.
fn link(text: &str) -> Line<'_> {
    let href = address::web(text).map(Cow::Borrowed);
    Line { href, text: text.into(), ..Line::default() }
}
