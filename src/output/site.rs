//! The whole site: pages are made and written in parallel, as they come; nothing holds all of them.
mod across;
mod collection;

use std::collections::BTreeMap;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use self::collection::Collection;
use crate::{
    error::Error,
    model::catalog::Kind,
    output::{
        csv, gap, history,
        html::{Templates, View},
        json, machine, official, search,
        write::Staging,
    },
    render::{
        about::{self, AboutPage},
        address,
        agency::{AgencyPage, DomainCard},
        document::DocumentPage,
        documents,
        domain::DomainPage,
        edition::Edition,
        entry::EntryPages,
        gap::site::GapMark,
        home::{AgencyCard, HomePage, Overview},
        kinds::{
            negative::NegativePage, participation::ParticipationPage, plan::PlanPage,
            powers::PowersPage,
        },
        missing::MissingPage,
        official::office::offices,
        others::Others,
        register::{BasisCounts, RegisterPage},
        roll::{Roll, RollTable},
        rulebook::{self, RulesPage},
        search::{
            INDEX, MOST_ENTRIES, PAGE,
            index::Builder,
            page::SearchPage,
            rows::{Facet, TableRows},
        },
        sheet::{Counts, LeftOut, Sheet},
        sitemap::{self, SitemapAgency, SitemapPage},
        stages::{Staged, StagesPage},
        standing::{Standing, Standings},
        table::Columns,
    },
    resolve::{AgencyId, TableId},
};

/// How many tables each thread has in hand at a time: enough that none waits for work, few enough
/// that their data is small.
const TABLES_PER_THREAD: usize = 8;
/// How many entries' pages are one piece of work.
const ENTRIES_AT_ONCE: usize = 16;

/// What is in a site.
#[derive(Debug, Default)]
pub struct Contents {
    /// HTML pages.
    pub pages: usize,
    /// Agencies.
    pub agencies: usize,
    /// Published entries, and how many were left out.
    pub counts: Counts,
    /// What was left out, each once though several agencies inherit it, by place and id.
    pub left_out: BTreeMap<(String, String), LeftOut>,
}

/// Writes an edition's site. `progress` is told how many pages more are written.
///
/// # Errors
/// When a template is wrong or a file cannot be written.
pub fn write(
    edition: &Edition<'_, '_>,
    templates: &Templates,
    staging: &Staging,
    progress: &(dyn Fn(usize) + Sync),
) -> Result<Contents, Error> {
    let columns = Columns::of_all(edition.resolution);
    let facets = Facet::all(edition.resolution);
    let others = Others::new(edition);
    let writer = Writer { edition, templates, staging, progress, columns, facets, others };
    for (name, text) in templates.assets() {
        staging.write(name, text.as_bytes())?;
    }
    if let Some((name, bytes)) = edition.workspace.emblem()? {
        staging.write(&name, &bytes)?;
    }
    writer.page("404.html", &MissingPage::new(&edition.workspace.config))?;
    let (gap_pages, marks) = gap::write(edition, templates, staging)?;
    let history_pages = history::write(edition, templates, staging)?;
    progress(gap_pages + history_pages);
    let work: Vec<(usize, TableId)> = edition
        .agencies
        .iter()
        .enumerate()
        .flat_map(|(at, place)| place.tables.iter().map(move |table| (at, *table)))
        .collect();
    let mut collector = Collector::new(&writer, marks)?;
    for tables in work.chunks(rayon::current_num_threads() * TABLES_PER_THREAD) {
        let finished: Vec<Finished<'_, '_>> =
            tables.par_iter().map(|(_, table)| writer.table(*table)).collect::<Result<_, _>>()?;
        for ((agency, _), table) in tables.iter().zip(finished) {
            collector.add(*agency, table)?;
        }
    }
    let mut contents = collector.finish()?;
    official::write(edition, staging)?;
    let moved = machine::write(edition, templates, staging)?;
    contents.pages += gap_pages + history_pages + moved;
    Ok(contents)
}

/// What all threads share.
struct Writer<'w, 'r, 's> {
    edition: &'w Edition<'r, 's>,
    templates: &'w Templates,
    staging: &'w Staging,
    progress: &'w (dyn Fn(usize) + Sync),
    columns: Columns,
    facets: [Facet; 6],
    others: Others<'r>,
}

/// What is left to do with a table when its own pages and files are written.
struct Finished<'r, 's> {
    table: TableId,
    card: DomainCard,
    standings: Vec<Standing<'r, 's>>,
    staged: Option<Staged>,
    roll: RollTable<'r, 's>,
    left_out: Vec<LeftOut>,
    search: TableRows<'r>,
    csv: Vec<u8>,
    json: Vec<u8>,
}

impl<'r, 's> Writer<'_, 'r, 's> {
    pub(super) fn page(&self, path: &str, page: &impl View) -> Result<(), Error> {
        self.staging.write(path, &self.templates.page(page)?)
    }

    fn table(&self, id: TableId) -> Result<Finished<'r, 's>, Error> {
        let sheet = self.edition.sheet(id);
        let (path, name) = (sheet.path(), sheet.folder());
        self.staging.make_folder(&path)?;
        self.index(&format!("{path}/index.html"), &sheet)?;
        self.entries(&sheet)?;
        let json = json::entries(&sheet)?;
        self.staging.write(&format!("{path}/{name}.json"), &json::file(&json))?;
        (self.progress)(1);
        Ok(Finished {
            table: id,
            card: DomainCard::new(&sheet),
            standings: Standing::all(&sheet),
            staged: Staged::of(&sheet),
            roll: RollTable::new(&sheet),
            csv: csv::rows(&self.columns.fill(&sheet)),
            json,
            search: TableRows::new(&sheet),
            left_out: sheet.left_out,
        })
    }

    /// A table's own page, by its kind.
    fn index(&self, path: &str, sheet: &Sheet<'_, '_, '_>) -> Result<(), Error> {
        match sheet.table().kind {
            Kind::Standard => self.page(path, &DomainPage::new(sheet)),
            Kind::Plan => self.page(path, &PlanPage::new(sheet)),
            Kind::Participation => self.page(path, &ParticipationPage::new(sheet)),
            Kind::Negative => self.page(path, &NegativePage::new(sheet)),
            Kind::Powers => self.page(path, &PowersPage::new(sheet)),
        }
    }

    fn entries(&self, sheet: &Sheet<'_, 'r, 's>) -> Result<(), Error> {
        let pages = EntryPages::new(sheet, &self.others);
        let all: Vec<usize> = (0..sheet.entries.len()).collect();
        all.par_chunks(ENTRIES_AT_ONCE).try_for_each(|some| {
            for &at in some {
                self.page(&pages.path(at), &pages.page(at))?;
            }
            (self.progress)(some.len());
            Ok(())
        })
    }

    /// Writes the pages of the documents that entries stand on, and their register.
    fn documents(&self, all: &Standings<'_, '_>) -> Result<BasisCounts, Error> {
        let documents: Vec<_> = all.documents().collect();
        self.staging.make_folder(documents::FOLDER)?;
        documents.par_iter().try_for_each(|(id, stands)| {
            self.page(
                &self.edition.documents.path(*id),
                &DocumentPage::new(self.edition, all, *id, stands),
            )
        })?;
        let register = RegisterPage::new(self.edition, all);
        self.page(&format!("{}/index.html", documents::FOLDER), &register)?;
        (self.progress)(documents.len() + 1);
        Ok(register.counts)
    }

    /// Writes an index and the page that loads it.
    fn search(&self, folder: &str, page: &SearchPage, index: Builder<'_>) -> Result<(), Error> {
        let script = search::script(&index.finish(&self.facets))?;
        self.staging.write(&format!("{folder}{INDEX}"), script.as_bytes())?;
        self.page(&format!("{folder}{PAGE}"), page)
    }
}

/// Takes the finished tables in order and writes what is made of many.
struct Collector<'w, 'r, 's> {
    writer: &'w Writer<'w, 'r, 's>,
    all: Collection,
    /// The agency whose tables are coming in.
    current: Option<Current<'r, 's>>,
    /// Its place among the agencies.
    at: usize,
    cards: Vec<(AgencyId, AgencyCard)>,
    /// The search over all agencies, as long as it is not too large.
    search: Option<Builder<'r>>,
    marks: FxHashMap<AgencyId, GapMark>,
    overview: Overview,
    sitemap: Vec<SitemapAgency>,
    standings: Standings<'r, 's>,
    contents: Contents,
}

/// The agency whose tables are coming in.
struct Current<'r, 's> {
    collection: Collection,
    search: Builder<'r>,
    cards: Vec<DomainCard>,
    staged: Vec<Staged>,
    roll: Roll<'r, 's>,
}

impl<'w, 'r, 's> Collector<'w, 'r, 's> {
    fn new(
        writer: &'w Writer<'w, 'r, 's>,
        marks: FxHashMap<AgencyId, GapMark>,
    ) -> Result<Self, Error> {
        Ok(Self {
            all: Collection::begin(writer.staging, &writer.columns, "all")?,
            writer,
            current: None,
            at: 0,
            cards: Vec::with_capacity(writer.edition.agencies.len()),
            search: Some(Builder::default()),
            marks,
            overview: Overview::default(),
            sitemap: Vec::new(),
            standings: Standings::default(),
            contents: Contents::default(),
        })
    }

    /// Adds a table of the agency at `agency`; agencies come in order.
    fn add(&mut self, agency: usize, mut table: Finished<'r, 's>) -> Result<(), Error> {
        while self.at < agency {
            self.end_agency()?;
        }
        let mut current = match self.current.take() {
            Some(current) => current,
            None => self.begin_agency()?,
        };
        let staging = self.writer.staging;
        current.collection.add(staging, &table.csv, &table.json)?;
        self.all.add(staging, &table.csv, &table.json)?;
        let edition = self.writer.edition;
        self.overview.add(edition, table.table, table.card.counts.entries);
        self.contents.pages += 1 + table.card.counts.entries;
        let standings = std::mem::take(&mut table.standings);
        self.standings.add(table.table, &table.card.name, standings);
        for entry in table.left_out {
            self.contents.left_out.entry((entry.place.clone(), entry.id.clone())).or_insert(entry);
        }
        current.search.add(&table.search);
        self.search = self.search.take().filter(|it| it.entries() <= MOST_ENTRIES);
        if let Some(search) = &mut self.search {
            search.add(&table.search);
        }
        current.cards.push(table.card);
        current.staged.extend(table.staged);
        current.roll.tables.push(table.roll);
        self.current = Some(current);
        Ok(())
    }

    fn begin_agency(&mut self) -> Result<Current<'r, 's>, Error> {
        let edition = self.writer.edition;
        let id = edition.agencies[self.at].agency;
        let agency = edition.resolution.agency(id);
        let key = &agency.key;
        let mut search = Builder::default();
        search.add_agency(String::new(), agency.name());
        if let Some(all) = &mut self.search {
            all.add_agency(format!("{}/", address::href(key)), agency.name());
        }
        self.writer.staging.make_folder(key)?;
        let Writer { staging, columns, .. } = self.writer;
        let collection = Collection::begin(staging, columns, &format!("{key}/{key}"))?;
        let roll = Roll::new(id);
        Ok(Current { collection, search, cards: Vec::new(), staged: Vec::new(), roll })
    }

    fn end_agency(&mut self) -> Result<(), Error> {
        let Current { collection, search, cards, staged, roll } = match self.current.take() {
            Some(current) => current,
            // It has no tables, and a page all the same.
            None => self.begin_agency()?,
        };
        collection.finish(self.writer.staging)?;
        let edition = self.writer.edition;
        let place = &edition.agencies[self.at];
        let key = &edition.resolution.agency(place.agency).key;
        let page = SearchPage::agency(edition, place, &cards);
        self.writer.search(&format!("{key}/"), &page, search)?;
        let stages = StagesPage::all(edition, place.agency, &staged);
        for (name, page) in &stages {
            self.writer.page(&format!("{key}/{name}"), page)?;
        }
        let offices = offices(edition, &roll);
        let across = across::write(self.writer, &roll, &offices)?;
        let mark = self.marks.remove(&place.agency);
        let page =
            AgencyPage::new(edition, place, cards, &offices, mark.clone(), !stages.is_empty());
        self.writer.page(&format!("{key}/index.html"), &page)?;
        // Its own page and its search.
        (self.writer.progress)(2 + stages.len());
        self.contents.pages += 2 + stages.len() + across;
        self.contents.agencies += 1;
        self.contents.counts += page.agency.counts;
        let card = AgencyCard::new(edition, place.agency, page.agency.counts);
        self.cards.push((place.agency, AgencyCard { report: mark, ..card }));
        self.sitemap.push(page.sitemap(key));
        self.at += 1;
        Ok(())
    }

    fn finish(mut self) -> Result<Contents, Error> {
        while self.at < self.writer.edition.agencies.len() {
            self.end_agency()?;
        }
        self.all.finish(self.writer.staging)?;
        for document in self.writer.edition.relations.documents() {
            self.standings.touch(document);
        }
        let bases = self.writer.documents(&self.standings)?;
        // The register has a page too.
        self.contents.pages += bases.documents + 1;
        let (writer, edition) = (self.writer, self.writer.edition);
        let index = self.search.filter(|it| it.entries() <= MOST_ENTRIES);
        let page = SearchPage::site(edition, &self.cards, index.is_some());
        match index {
            Some(index) => writer.search("", &page, index)?,
            None => writer.page(PAGE, &page)?,
        }
        let cards = self.cards.into_iter().map(|it| it.1).collect();
        let home = HomePage::new(edition, cards, self.overview.lines(), bases);
        writer.page("index.html", &home)?;
        writer.page(rulebook::FILE, &RulesPage::new(edition))?;
        let Contents { agencies, counts, .. } = self.contents;
        writer.page(about::FILE, &AboutPage::new(edition, agencies, counts))?;
        writer.page(sitemap::FILE, &SitemapPage::new(edition, self.sitemap))?;
        (writer.progress)(6);
        // With the one for addresses that do not exist.
        self.contents.pages += 6;
        Ok(self.contents)
    }
}
