//! The register's page: the documents that entries stand on, by rank, and first of all those that
//! are no longer in force.
use std::collections::BTreeMap;

use serde::Serialize;

use crate::{
    model::{basis::register::DocId, choice::Review},
    render::{
        document::StatusTag,
        documents::Fate,
        edition::Edition,
        site::{self, Page},
        standing::{Standings, Stands},
    },
};

/// `basis/index.html`
#[derive(Debug, Serialize)]
pub struct RegisterPage {
    /// The frame.
    pub page: Page,
    /// How many documents there are.
    pub counts: BasisCounts,
    /// Documents that are no longer in force.
    pub gone: Vec<DocumentRow>,
    /// All documents, by rank.
    pub kinds: Vec<KindGroup>,
}

/// How many documents entries stand on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct BasisCounts {
    /// All.
    pub documents: usize,
    /// Those that are no longer in force.
    pub gone: usize,
}

/// The documents of a rank.
#[derive(Debug, Serialize)]
pub struct KindGroup {
    /// The rank.
    pub name: &'static str,
    /// The documents, those with the most entries first.
    pub documents: Vec<DocumentRow>,
}

/// A document in a list.
#[derive(Clone, Debug, Serialize)]
pub struct DocumentRow {
    /// Its title, in 《》.
    pub title: String,
    /// Its page.
    pub href: String,
    /// Its number.
    pub number: Option<String>,
    /// Whether it is in force.
    pub status: StatusTag,
    /// What became of it.
    pub fate: Option<Fate>,
    /// Whether its record is a reconstruction.
    pub reconstructed: bool,
    /// How many entries stand on it.
    pub entries: usize,
}

impl RegisterPage {
    /// The page.
    #[must_use]
    pub fn new(edition: &Edition<'_, '_>, all: &Standings<'_, '_>) -> Self {
        let register = &edition.resolution.registries.register;
        let mut kinds = BTreeMap::new();
        let mut gone = Vec::new();
        for (id, stands) in all.documents() {
            let row = DocumentRow::new(edition, id, stands);
            if row.fate.is_some() {
                gone.push(row.clone());
            }
            let kind = register.document(id).kind;
            // Documents of no rank come last.
            let group = kinds.entry((kind.is_none(), kind)).or_insert_with(|| KindGroup {
                name: kind.map_or("其他", |it| it.name()),
                documents: Vec::new(),
            });
            group.documents.push(row);
        }
        let mut kinds: Vec<KindGroup> = kinds.into_values().collect();
        for list in kinds.iter_mut().map(|it| &mut it.documents).chain([&mut gone]) {
            list.sort_by(|a, b| b.entries.cmp(&a.entries).then_with(|| a.title.cmp(&b.title)));
        }
        let config = &edition.workspace.config;
        let heading = edition.say("公开依据", "Legal bases");
        Self {
            page: Page {
                title: site::title(&[heading, site::name(config)]),
                root: "../".to_owned(),
                meta: site::column(
                    heading,
                    edition.say(
                        "目录引用的法律、法规、规章和文件",
                        "the laws and documents that catalogs cite",
                    ),
                    &[heading],
                ),
                identity: None,
                crumbs: Vec::new(),
                here: heading.to_owned(),
            },
            counts: BasisCounts { documents: all.documents().len(), gone: gone.len() },
            gone,
            kinds,
        }
    }
}

impl DocumentRow {
    fn new(edition: &Edition<'_, '_>, id: DocId, stands: &Stands<'_, '_>) -> Self {
        let document = edition.resolution.registries.register.document(id);
        Self {
            title: document.marked_title(),
            href: edition.documents.file(id),
            number: document.number.clone(),
            status: StatusTag::of(document),
            fate: edition.documents.fate(id).cloned(),
            reconstructed: document.review == Some(Review::Reconstructed),
            entries: stands.entries,
        }
    }
}
