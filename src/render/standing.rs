//! Which published entries stand on which documents of the register.
use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    model::{basis::register::DocId, field::Field},
    render::{cells, sheet::Sheet},
    resolve::{AgencyId, EntryRef, TableId, view::EntryView},
};

/// More entries than this are not all listed: those that agencies inherit are counted.
const LISTED: usize = 1000;

/// An entry that stands on a document.
#[derive(Clone, Copy, Debug)]
pub struct Standing<'r, 's> {
    /// The document.
    pub document: DocId,
    /// The table of the entry.
    pub table: TableId,
    /// The entry.
    pub view: EntryView<'r, 's>,
    /// The written entry that the basis is of: one of its own agency, or of one whose catalogs it inherits.
    pub origin: EntryRef,
}

/// All entries that stand on documents of the register.
#[derive(Debug, Default)]
pub struct Standings<'r, 's> {
    documents: BTreeMap<DocId, Stands<'r, 's>>,
    names: FxHashMap<TableId, String>,
}

/// The entries that stand on one document.
#[derive(Debug, Default)]
pub struct Stands<'r, 's> {
    /// In the order of agencies and tables; if there are too many, without the inherited ones.
    pub listed: Vec<Standing<'r, 's>>,
    /// How many there are.
    pub entries: usize,
    /// If there are too many: for each agency that wrote a basis, who inherits it and how often.
    pub followers: BTreeMap<AgencyId, Vec<(AgencyId, usize)>>,
    /// Whether inherited entries are not in `listed`.
    pub is_folded: bool,
}

/// An entry that is listed.
#[derive(Clone, Debug)]
pub struct Listed<'l, 'r, 's> {
    /// The entry.
    pub first: &'l Standing<'r, 's>,
    /// The same entry of agencies that inherit it.
    pub heirs: Vec<&'l Standing<'r, 's>>,
}

impl Listed<'_, '_, '_> {
    /// The agency that it is listed at.
    #[must_use]
    pub fn agency(&self) -> AgencyId {
        self.first.view.table.agency
    }
}

impl<'r, 's> Standing<'r, 's> {
    /// What the entries of a table stand on; an entry that names a document twice stands on it once.
    #[must_use]
    pub fn all(sheet: &Sheet<'_, 'r, 's>) -> Vec<Self> {
        let resolution = sheet.edition.resolution;
        let mut all: Vec<Self> = Vec::with_capacity(2 * sheet.entries.len());
        for view in &sheet.entries {
            let Some(found) = view.find(Field::Basis) else { continue };
            let wrote = |it: &&EntryRef| it.catalog == found.catalog;
            let Some(&origin) = view.stack.iter().find(wrote) else { continue };
            let before = all.len();
            for text in &found.entry.basis {
                for cited in resolution.readings.basis(&text.value) {
                    let Some(document) = cited.found.document else { continue };
                    if all[before..].iter().all(|it| it.document != document) {
                        all.push(Self { document, table: sheet.id, view: *view, origin });
                    }
                }
            }
        }
        all
    }

    /// The agency that wrote the basis.
    #[must_use]
    pub fn from(&self) -> AgencyId {
        self.view.resolution.catalog(self.origin.catalog).agency
    }

    /// Whether the entry has its basis from another agency's catalogs.
    #[must_use]
    pub fn is_inherited(&self) -> bool {
        self.view.table.agency != self.from()
    }

    /// The articles of the document that the entry names.
    #[must_use]
    pub fn articles(&self) -> String {
        let cited =
            self.view.basis().iter().flat_map(|it| self.view.resolution.readings.basis(&it.value));
        let mut articles: Vec<String> = cited
            .filter(|it| it.found.document == Some(self.document))
            .filter_map(|it| it.citation.article_text())
            .collect();
        articles.dedup();
        cells::join(articles.iter().map(String::as_str), "、")
    }
}

impl<'r, 's> Standings<'r, 's> {
    /// Adds those of a table called `name`; the tables of an agency come together.
    pub fn add(&mut self, table: TableId, name: &str, standings: Vec<Standing<'r, 's>>) {
        if !standings.is_empty() {
            self.names.insert(table, name.to_owned());
        }
        for standing in standings {
            self.documents.entry(standing.document).or_default().add(standing);
        }
    }

    /// Gives a document a page even where no entry stands on it.
    pub fn touch(&mut self, document: DocId) {
        self.documents.entry(document).or_default();
    }

    /// The documents that entries stand on, in the order of the register.
    #[must_use]
    pub fn documents(&self) -> impl ExactSizeIterator<Item = (DocId, &Stands<'r, 's>)> {
        self.documents.iter().map(|(id, stands)| (*id, stands))
    }

    /// Whether any entry stands on a document: whether the document has a page.
    #[must_use]
    pub fn has(&self, document: DocId) -> bool {
        self.documents.contains_key(&document)
    }

    /// What a table is called.
    #[must_use]
    pub fn name(&self, table: TableId) -> &str {
        self.names.get(&table).map_or("", |it| it)
    }
}

impl<'r, 's> Stands<'r, 's> {
    /// Those that are listed, each written entry once: at the agency that wrote it, or at the first that
    /// inherits it where the other does not publish it.
    #[must_use]
    pub fn once(&self) -> Vec<Listed<'_, 'r, 's>> {
        let own = self.listed.iter().filter(|it| !it.is_inherited()).map(|it| it.origin);
        let own: FxHashSet<EntryRef> = own.collect();
        let mut places: FxHashMap<EntryRef, usize> = FxHashMap::default();
        let mut all: Vec<Listed<'_, 'r, 's>> = Vec::new();
        for first in &self.listed {
            if !first.is_inherited() || !own.contains(&first.origin) {
                places.entry(first.origin).or_insert_with(|| {
                    all.push(Listed { first, heirs: Vec::new() });
                    all.len() - 1
                });
            }
        }
        for standing in &self.listed {
            let listed = &mut all[places[&standing.origin]];
            if listed.first.table != standing.table {
                listed.heirs.push(standing);
            }
        }
        all
    }

    fn add(&mut self, standing: Standing<'r, 's>) {
        self.entries += 1;
        if standing.is_inherited() {
            let followers = self.followers.entry(standing.from()).or_default();
            let agency = standing.view.table.agency;
            match followers.last_mut().filter(|it| it.0 == agency) {
                Some((_, count)) => *count += 1,
                None => followers.push((agency, 1)),
            }
            if self.is_folded {
                return;
            }
        }
        self.listed.push(standing);
        if !self.is_folded && self.entries > LISTED && !self.followers.is_empty() {
            self.is_folded = true;
            self.listed.retain(|it| !it.is_inherited());
        }
    }
}
