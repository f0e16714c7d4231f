//! What the entries of an agency say of each other and of documents, as links in both directions.
use std::collections::BTreeMap;

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde::Serialize;

use crate::{
    compare::relation::{At, Directory, is_title},
    model::{
        basis::{citation::citations_in_prose, register::DocId},
        catalog::Kind,
    },
    render::{address, cells, edition::Edition, site::Link},
    resolve::{AgencyId, EntryRef, Resolution, view::EntryView},
};

/// How one entry stands to another, or to a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// It explains it.
    Explains,
    /// It is explained by it.
    ExplainedBy,
    /// It is a power or service that the other discloses.
    DisclosedBy,
    /// It discloses a power or service.
    Discloses,
    /// It is on a negative list, and covers it.
    Covers,
}

impl Relation {
    /// The words above the links.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Explains => "解读的文件和事项",
            Self::ExplainedBy => "政策解读",
            Self::DisclosedBy => "公开它的事项",
            Self::Discloses => "所公开的职权和服务",
            Self::Covers => "涉及的公开事项",
        }
    }
}

/// What an entry is related to.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Item {
    /// The text.
    pub text: String,
    /// Its page; `None` where it has none.
    pub href: Option<String>,
}

/// All that an entry is related to in one way.
#[derive(Debug, Hash, Serialize)]
pub struct RelationRow {
    /// The words above the links.
    pub label: &'static str,
    /// The links.
    pub items: Vec<Item>,
}

/// What the entries of all agencies are related to.
#[derive(Debug, Default)]
pub struct Relations {
    entries: FxHashMap<(AgencyId, EntryRef), Vec<(Relation, Item)>>,
    /// The documents that entries explain, with these, by address from the top of the site.
    documents: BTreeMap<DocId, Vec<Link>>,
}

/// What was found in one agency.
#[derive(Debug, Default)]
struct Found {
    entries: Vec<(EntryRef, Relation, Item)>,
    documents: Vec<(DocId, Link)>,
}

impl Relations {
    /// Of the agencies that an edition publishes.
    #[must_use]
    pub fn of(edition: &Edition<'_, '_>) -> Self {
        let related = related(edition.resolution);
        let agencies: Vec<AgencyId> = edition.agencies.iter().map(|it| it.agency).collect();
        let all: Vec<(AgencyId, Found)> = agencies
            .into_par_iter()
            .filter(|it| related[it.0 as usize])
            .map(|it| (it, Found::of(edition, it)))
            .collect();
        let mut relations = Self::default();
        for (agency, found) in all {
            for (entry, relation, item) in found.entries {
                let items = relations.entries.entry((agency, entry)).or_default();
                if !items.iter().any(|it| it.0 == relation && it.1 == item) {
                    items.push((relation, item));
                }
            }
            for (document, link) in found.documents {
                relations.documents.entry(document).or_default().push(link);
            }
        }
        relations
    }

    /// What an entry is related to in a way; addresses are those from a page of a table.
    #[must_use]
    pub fn items(&self, view: &EntryView<'_, '_>, relation: Relation) -> Vec<Item> {
        let all = self.entries.get(&(view.table.agency, view.stack[0])).into_iter().flatten();
        all.filter(|it| it.0 == relation).map(|it| it.1.clone()).collect()
    }

    /// All that an entry is related to.
    #[must_use]
    pub fn rows(&self, view: &EntryView<'_, '_>) -> Vec<RelationRow> {
        let Some(all) = self.entries.get(&(view.table.agency, view.stack[0])) else {
            return Vec::new();
        };
        let mut rows: BTreeMap<Relation, Vec<Item>> = BTreeMap::new();
        for (relation, item) in all {
            rows.entry(*relation).or_default().push(item.clone());
        }
        rows.into_iter()
            .map(|(relation, items)| RelationRow { label: relation.label(), items })
            .collect()
    }

    /// The documents that entries explain.
    pub fn documents(&self) -> impl Iterator<Item = DocId> {
        self.documents.keys().copied()
    }

    /// The entries that explain a document; addresses are those from its page.
    #[must_use]
    pub fn explaining(&self, document: DocId) -> &[Link] {
        self.documents.get(&document).map_or(&[], Vec::as_slice)
    }
}

/// For each agency, whether its entries may be related: whether it has lists of powers or negative
/// ones, or what it writes or inherits says so.
fn related(resolution: &Resolution<'_>) -> Vec<bool> {
    let own: Vec<bool> = resolution
        .agencies
        .par_iter()
        .map(|agency| {
            agency.catalogs.iter().map(|it| &resolution.catalog(*it).catalog).any(|it| {
                matches!(it.kind, Kind::Powers | Kind::Negative)
                    || it.entries.iter().any(|it| it.relations.is_some())
            })
        })
        .collect();
    let layers = |id| std::iter::successors(Some(id), |it| resolution.agency(*it).below);
    resolution.agency_ids().map(|(id, _)| layers(id).any(|it| own[it.0 as usize])).collect()
}

impl Found {
    fn of(edition: &Edition<'_, '_>, agency: AgencyId) -> Self {
        let resolution = edition.resolution;
        let directory = Directory::of(resolution, agency);
        let mut found = Self::default();
        for &table in &resolution.agency(agency).tables {
            for view in resolution.entries(table) {
                let at = At { table, view };
                found.explains(edition, &directory, at);
                match view.table.kind {
                    Kind::Powers => {
                        for other in directory.disclosers(&view) {
                            found.both(
                                edition,
                                (at, Relation::DisclosedBy),
                                (other, Relation::Discloses),
                            );
                        }
                    }
                    Kind::Negative => {
                        let covered = directory.covered(&view).into_iter();
                        for covered in covered.filter(|it| it.how.is_certain()) {
                            let item = item(edition, covered.at);
                            found.entries.push((view.stack[0], Relation::Covers, item));
                        }
                    }
                    _ => {}
                }
            }
        }
        found
    }

    fn both<'r, 's>(
        &mut self,
        edition: &Edition<'r, 's>,
        (one, way): (At<'r, 's>, Relation),
        (other, back): (At<'r, 's>, Relation),
    ) {
        self.entries.push((one.view.stack[0], way, item(edition, other)));
        // Nothing leads to what is not published.
        if path(edition, one).is_some() {
            self.entries.push((other.view.stack[0], back, item(edition, one)));
        }
    }

    fn explains<'r, 's>(
        &mut self,
        edition: &Edition<'r, 's>,
        directory: &Directory<'r, 's>,
        at: At<'r, 's>,
    ) {
        let resolution = edition.resolution;
        for text in at.view.explains() {
            let entries = directory.explained(&text.value);
            for other in &entries {
                self.both(edition, (at, Relation::Explains), (*other, Relation::ExplainedBy));
            }
            if !is_title(&text.value) {
                continue;
            }
            let register = &resolution.registries.register;
            let cited = citations_in_prose(&text.value).into_iter();
            let documents: Vec<DocId> =
                cited.filter_map(|it| register.find(&it).document).collect();
            for &document in &documents {
                let href = format!("../../{}", edition.documents.path(document));
                let item =
                    Item { text: register.document(document).marked_title(), href: Some(href) };
                self.entries.push((at.view.stack[0], Relation::Explains, item));
                if let Some(path) = path(edition, at) {
                    let agency = resolution.agency(at.view.table.agency);
                    let text = format!("{}：{}", agency.name(), cells::name(&at.view));
                    let href = format!("../{}/{path}", address::href(&agency.key));
                    self.documents.push((document, Link { text, href }));
                }
            }
            if documents.is_empty() && entries.is_empty() {
                let item = Item { text: text.value.to_string(), href: None };
                self.entries.push((at.view.stack[0], Relation::Explains, item));
            }
        }
    }
}

/// An entry with the address of its page, from a page of another table.
fn item(edition: &Edition<'_, '_>, at: At<'_, '_>) -> Item {
    Item {
        text: cells::name(&at.view).to_owned(),
        href: path(edition, at).map(|it| format!("../{it}")),
    }
}

/// Where an entry's page lies in the folder of its agency; `None` where it has none.
fn path(edition: &Edition<'_, '_>, at: At<'_, '_>) -> Option<String> {
    let folder = edition.folder(at.table);
    let is_published = !folder.is_empty() && edition.publishes(&at.view);
    is_published.then(|| format!("{}/{}.html", address::href(folder), at.view.id()))
}
