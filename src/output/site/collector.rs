//! What is made of many agencies: the collections and the search over all, the register of documents, and
//! the pages in the top folder.
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::{
    error::Error,
    output::site::{Agency, Contents, Writer, collection::Collection},
    render::{
        about::{self, AboutPage},
        address,
        agency::AgencyPage,
        document::DocumentPage,
        documents,
        edition::Place,
        gap::site::GapMark,
        home::{AgencyCard, HomePage, Overview},
        register::{BasisCounts, RegisterPage},
        rulebook::{self, RulesPage},
        search::{MOST_ENTRIES, PAGE, index::Builder, page::SearchPage},
        sitemap::{self, SitemapAgency, SitemapPage},
        standing::Standings,
    },
    resolve::AgencyId,
};

/// Takes the finished agencies in order and writes what is made of many.
pub(super) struct Collector<'w, 'r, 's> {
    writer: &'w Writer<'w, 'r, 's>,
    all: Collection,
    cards: Vec<(AgencyId, AgencyCard)>,
    /// The search over all agencies, as long as it is not too large.
    search: Option<Builder<'r>>,
    marks: FxHashMap<AgencyId, GapMark>,
    overview: Overview,
    sitemap: Vec<SitemapAgency>,
    standings: Standings<'r, 's>,
    contents: Contents,
}

impl<'w, 'r, 's> Collector<'w, 'r, 's> {
    pub(super) fn new(
        writer: &'w Writer<'w, 'r, 's>,
        marks: FxHashMap<AgencyId, GapMark>,
    ) -> Result<Self, Error> {
        Ok(Self {
            all: Collection::begin(writer.staging, &writer.columns, "all")?,
            writer,
            cards: Vec::with_capacity(writer.edition.agencies.len()),
            search: Some(Builder::default()),
            marks,
            overview: Overview::default(),
            sitemap: Vec::new(),
            standings: Standings::default(),
            contents: Contents::default(),
        })
    }

    /// Adds an agency and writes its own page; agencies come in order.
    pub(super) fn add(&mut self, place: &Place, agency: Agency<'r, 's>) -> Result<(), Error> {
        let Writer { edition, staging, .. } = *self.writer;
        let Agency { tables, offices, pages, is_staged } = agency;
        let resolved = edition.resolution.agency(place.agency);
        let key = &resolved.key;
        if let Some(search) = &mut self.search {
            search.add_agency(format!("{}/", address::href(key)), resolved.name());
        }
        let mut cards = Vec::with_capacity(tables.len());
        for table in tables {
            self.all.add(staging, &table.csv, &table.json)?;
            self.overview.add(edition, table.table, table.card.counts.entries);
            self.contents.pages += 1 + table.card.counts.entries;
            self.standings.add(table.table, &table.card.name, table.standings);
            self.contents.leave_out(table.left_out);
            self.search = self.search.take().filter(|it| it.entries() <= MOST_ENTRIES);
            if let Some(search) = &mut self.search {
                search.add(&table.search);
            }
            cards.push(table.card);
        }
        let mark = self.marks.remove(&place.agency);
        let page = AgencyPage::new(edition, place, cards, &offices, mark.clone(), is_staged);
        self.writer.page(staging, &format!("{key}/index.html"), &page)?;
        (self.writer.progress)(1);
        self.contents.pages += 1 + pages;
        self.contents.agencies += 1;
        self.contents.counts += page.agency.counts;
        let card = AgencyCard::new(edition, place.agency, page.agency.counts);
        self.cards.push((place.agency, AgencyCard { report: mark, ..card }));
        self.sitemap.push(page.sitemap(key));
        Ok(())
    }

    pub(super) fn finish(mut self) -> Result<Contents, Error> {
        let Writer { edition, staging, .. } = *self.writer;
        self.all.finish(staging)?;
        for document in edition.relations.documents() {
            self.standings.touch(document);
        }
        let writer = self.writer;
        let index = self.search.filter(|it| it.entries() <= MOST_ENTRIES);
        let page = SearchPage::site(edition, &self.cards, index.is_some());
        let search = || match index {
            Some(index) => writer.search(staging, "", &page, index),
            None => writer.page(staging, PAGE, &page),
        };
        let (bases, search) = rayon::join(|| writer.documents(&self.standings), search);
        let bases = bases?;
        search?;
        // The register has a page too.
        self.contents.pages += bases.documents + 1;
        let cards = self.cards.into_iter().map(|it| it.1).collect();
        let home = HomePage::new(edition, cards, self.overview.lines(), bases);
        writer.page(staging, "index.html", &home)?;
        writer.page(staging, rulebook::FILE, &RulesPage::new(edition))?;
        let Contents { agencies, counts, .. } = self.contents;
        writer.page(staging, about::FILE, &AboutPage::new(edition, agencies, counts))?;
        writer.page(staging, sitemap::FILE, &SitemapPage::new(edition, self.sitemap))?;
        (writer.progress)(6);
        // With the one for addresses that do not exist.
        self.contents.pages += 6;
        Ok(self.contents)
    }
}

impl Writer<'_, '_, '_> {
    /// Writes the pages of the documents that entries stand on, and their register.
    fn documents(&self, all: &Standings<'_, '_>) -> Result<BasisCounts, Error> {
        let documents: Vec<_> = all.documents().collect();
        self.staging.make_folder(documents::FOLDER)?;
        documents.par_iter().try_for_each(|(id, stands)| {
            self.page(
                self.staging,
                &self.edition.documents.path(*id),
                &DocumentPage::new(self.edition, all, *id, stands),
            )
        })?;
        let register = RegisterPage::new(self.edition, all);
        self.page(self.staging, &format!("{}/index.html", documents::FOLDER), &register)?;
        (self.progress)(documents.len() + 1);
        Ok(register.counts)
    }
}
