//! The whole site: pages are made and written in parallel, as they come; nothing holds all of them.
use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::{
    error::Error,
    model::catalog::Kind,
    output::{
        csv, gap, history,
        html::{Templates, View},
        json, machine, official, search,
        write::{Staging, Stream},
    },
    render::{
        address,
        agency::{AgencyPage, DomainCard},
        document::DocumentPage,
        documents,
        domain::DomainPage,
        edition::Edition,
        entry::EntryPages,
        home::{AgencyCard, HomePage},
        kinds::{
            negative::NegativePage, participation::ParticipationPage, plan::PlanPage,
            powers::PowersPage,
        },
        missing::MissingPage,
        register::{BasisCounts, RegisterPage},
        search::{
            INDEX, MOST_ENTRIES, PAGE,
            index::Builder,
            page::SearchPage,
            rows::{Facet, TableRows},
        },
        sheet::{Counts, LeftOut, OfficeTally, Sheet},
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
    let writer = Writer { edition, templates, staging, progress, columns, facets };
    for (name, text) in [templates.style(), templates.script()] {
        staging.write(name, text.as_bytes())?;
    }
    writer.page("404.html", &MissingPage::new(&edition.workspace.config))?;
    let gap_pages = gap::write(edition, templates, staging)?;
    let history_pages = history::write(edition, templates, staging)?;
    progress(gap_pages + history_pages);
    let work: Vec<(usize, TableId)> = edition
        .agencies
        .iter()
        .enumerate()
        .flat_map(|(at, place)| place.tables.iter().map(move |table| (at, *table)))
        .collect();
    let mut collector = Collector::new(&writer)?;
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
    progress(moved);
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
}

/// What is left to do with a table when its own pages and files are written.
struct Finished<'r, 's> {
    table: TableId,
    card: DomainCard,
    standings: Vec<Standing<'r, 's>>,
    offices: BTreeMap<String, OfficeTally>,
    staged: Option<Staged>,
    left_out: Vec<LeftOut>,
    search: TableRows<'r>,
    csv: Vec<u8>,
    json: Vec<u8>,
}

impl<'r, 's> Writer<'_, 'r, 's> {
    fn page(&self, path: &str, page: &impl View) -> Result<(), Error> {
        self.staging.write(path, self.templates.page(page)?.as_bytes())
    }

    fn table(&self, id: TableId) -> Result<Finished<'r, 's>, Error> {
        let sheet = self.edition.sheet(id);
        let (path, name) = (sheet.path(), sheet.folder());
        self.staging.make_folder(&path)?;
        self.index(&format!("{path}/index.html"), &sheet)?;
        self.entries(&sheet)?;
        let json = json::entries(&sheet)?;
        self.staging.write(&format!("{path}/{name}.json"), &json::file(&json))?;
        let mut offices = BTreeMap::new();
        sheet.count_offices(&mut offices);
        (self.progress)(1);
        Ok(Finished {
            table: id,
            card: DomainCard::new(&sheet),
            standings: Standing::all(&sheet),
            offices,
            staged: Staged::of(&sheet),
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

    fn entries(&self, sheet: &Sheet<'_, '_, '_>) -> Result<(), Error> {
        let pages = EntryPages::new(sheet);
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
        if documents.is_empty() {
            return Ok(BasisCounts::default());
        }
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

    /// Begins the two files that hold many tables.
    fn collection(&self, name: &str) -> Result<Collection, Error> {
        let mut csv = self.staging.stream(&format!("{name}.csv"))?;
        self.staging.append(&mut csv, &csv::head(&self.columns.headings()))?;
        let mut json = self.staging.stream(&format!("{name}.json"))?;
        self.staging.append(&mut json, json::HEAD.as_bytes())?;
        Ok(Collection { csv, json, is_empty: true })
    }

    fn collect(&self, collection: &mut Collection, table: &Finished<'_, '_>) -> Result<(), Error> {
        self.staging.append(&mut collection.csv, &table.csv)?;
        if table.json.is_empty() {
            return Ok(());
        }
        if !std::mem::replace(&mut collection.is_empty, false) {
            self.staging.append(&mut collection.json, json::BETWEEN.as_bytes())?;
        }
        self.staging.append(&mut collection.json, &table.json)
    }

    /// Writes an index and the page that loads it.
    fn search(&self, folder: &str, page: &SearchPage, index: Builder<'_>) -> Result<(), Error> {
        let script = search::script(&index.finish(&self.facets))?;
        self.staging.write(&format!("{folder}{INDEX}"), script.as_bytes())?;
        self.page(&format!("{folder}{PAGE}"), page)
    }

    fn close(&self, mut collection: Collection) -> Result<(), Error> {
        self.staging.append(&mut collection.json, json::TAIL.as_bytes())?;
        self.staging.finish(collection.csv)?;
        self.staging.finish(collection.json)
    }
}

/// The two files that hold many tables.
struct Collection {
    csv: Stream,
    json: Stream,
    is_empty: bool,
}

/// Takes the finished tables in order and writes what is made of many.
struct Collector<'w, 'r, 's> {
    writer: &'w Writer<'w, 'r, 's>,
    all: Collection,
    /// The agency whose tables are coming in.
    current: Option<Current<'r>>,
    /// Its place among the agencies.
    at: usize,
    cards: Vec<(AgencyId, AgencyCard)>,
    /// The search over all agencies, as long as it is not too large.
    search: Option<Builder<'r>>,
    standings: Standings<'r, 's>,
    contents: Contents,
}

/// The agency whose tables are coming in.
struct Current<'r> {
    collection: Collection,
    search: Builder<'r>,
    cards: Vec<DomainCard>,
    offices: BTreeMap<String, OfficeTally>,
    staged: Vec<Staged>,
}

impl<'w, 'r, 's> Collector<'w, 'r, 's> {
    fn new(writer: &'w Writer<'w, 'r, 's>) -> Result<Self, Error> {
        Ok(Self {
            all: writer.collection("all")?,
            writer,
            current: None,
            at: 0,
            cards: Vec::with_capacity(writer.edition.agencies.len()),
            search: Some(Builder::default()),
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
        self.writer.collect(&mut current.collection, &table)?;
        self.writer.collect(&mut self.all, &table)?;
        for (name, count) in std::mem::take(&mut table.offices) {
            *current.offices.entry(name).or_default() += count;
        }
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
        self.current = Some(current);
        Ok(())
    }

    fn begin_agency(&mut self) -> Result<Current<'r>, Error> {
        let edition = self.writer.edition;
        let agency = edition.resolution.agency(edition.agencies[self.at].agency);
        let key = &agency.key;
        let mut search = Builder::default();
        search.add_agency(String::new(), agency.name());
        if let Some(all) = &mut self.search {
            all.add_agency(format!("{}/", address::href(key)), agency.name());
        }
        self.writer.staging.make_folder(key)?;
        let collection = self.writer.collection(&format!("{key}/{key}"))?;
        Ok(Current {
            collection,
            search,
            cards: Vec::new(),
            offices: BTreeMap::new(),
            staged: Vec::new(),
        })
    }

    fn end_agency(&mut self) -> Result<(), Error> {
        let Current { collection, search, cards, offices, staged } = match self.current.take() {
            Some(current) => current,
            // It has no tables, and a page all the same.
            None => self.begin_agency()?,
        };
        self.writer.close(collection)?;
        let edition = self.writer.edition;
        let place = &edition.agencies[self.at];
        let key = &edition.resolution.agency(place.agency).key;
        let page = SearchPage::agency(edition, place, &cards);
        self.writer.search(&format!("{key}/"), &page, search)?;
        let page = AgencyPage::new(edition, place, cards, offices, !staged.is_empty());
        for (name, page) in StagesPage::all(edition, place.agency, &staged) {
            self.writer.page(&format!("{key}/{name}"), &page)?;
            (self.writer.progress)(1);
            self.contents.pages += 1;
        }
        self.writer.page(&format!("{key}/index.html"), &page)?;
        (self.writer.progress)(2);
        self.contents.pages += 2;
        self.contents.agencies += 1;
        self.contents.counts += page.agency.counts;
        let card = AgencyCard::new(edition, place.agency, page.agency.counts);
        self.cards.push((place.agency, card));
        self.at += 1;
        Ok(())
    }

    fn finish(mut self) -> Result<Contents, Error> {
        while self.at < self.writer.edition.agencies.len() {
            self.end_agency()?;
        }
        self.writer.close(self.all)?;
        for document in self.writer.edition.relations.documents() {
            self.standings.touch(document);
        }
        let bases = self.writer.documents(&self.standings)?;
        if bases.documents > 0 {
            // The register has a page too.
            self.contents.pages += bases.documents + 1;
        }
        let edition = self.writer.edition;
        let index = self.search.filter(|it| it.entries() <= MOST_ENTRIES);
        let page = SearchPage::site(edition, &self.cards, index.is_some());
        match index {
            Some(index) => self.writer.search("", &page, index)?,
            None => self.writer.page(PAGE, &page)?,
        }
        let cards = self.cards.into_iter().map(|it| it.1).collect();
        let home = HomePage::new(edition, cards, bases);
        self.writer.page("index.html", &home)?;
        (self.writer.progress)(3);
        // The home page, the search over all, and the one for addresses that do not exist.
        self.contents.pages += 3;
        Ok(self.contents)
    }
}
