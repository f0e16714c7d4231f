//! The whole site: pages are made and written in parallel, as they come; nothing holds all of them.
mod across;
mod collection;
pub mod part;

use std::collections::BTreeMap;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use self::{across::Across, collection::Collection};
use crate::{
    error::Error,
    model::catalog::Kind,
    output::{
        csv, gap, history,
        html::{Templates, View},
        json, machine, official, search,
        write::{Shelf, Staging, Unit},
        xlsx::form::FormBook,
    },
    render::{
        about::{self, AboutPage},
        address,
        agency::{AgencyPage, DomainCard},
        document::DocumentPage,
        documents,
        domain::DomainPage,
        edition::{Edition, Place},
        entry::EntryPages,
        gap::site::GapMark,
        home::{AgencyCard, HomePage, Overview},
        inputs::Inputs,
        kinds::{
            negative::NegativePage, participation::ParticipationPage, plan::PlanPage,
            powers::PowersPage,
        },
        missing::MissingPage,
        official::office::{OfficeDuties, offices},
        others::Others,
        register::{BasisCounts, RegisterPage},
        roll::{Roll, RollTable},
        rulebook::{self, RulesPage},
        search::{
            CONTENTS, INDEX, MOST_ENTRIES, PAGE,
            index::Builder,
            page::SearchPage,
            rows::{Facet, TableRows},
        },
        sheet::{Counts, LeftOut, Sheet},
        sitemap::{self, SitemapAgency, SitemapPage},
        standing::{Standing, Standings},
        table::Columns,
    },
    resolve::{AgencyId, TableId},
};

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

/// Writes an edition's site. `inputs` tells what need not be written again; `progress` is told how many
/// pages more there are.
///
/// # Errors
/// When a template is wrong or a file cannot be written.
pub fn write(
    edition: &Edition<'_, '_>,
    templates: &Templates,
    inputs: &Inputs,
    staging: &Staging,
    progress: &(dyn Fn(usize) + Sync),
) -> Result<Contents, Error> {
    let writer = Writer::new(edition, templates, inputs, staging, progress);
    for (name, text) in templates.assets() {
        staging.write(name, text.as_bytes())?;
    }
    if let Some((name, bytes)) = edition.workspace.emblem()? {
        staging.write(&name, &bytes)?;
    }
    writer.page(staging, "404.html", &MissingPage::new(&edition.workspace.config))?;
    let (reports, marks) = gap::agencies(edition, &edition.agencies, templates, inputs, staging)?;
    let gap_pages = reports.len() + gap::overview(edition, reports, templates, staging)?;
    let history_pages = history::write(edition, templates, staging)?;
    progress(gap_pages + history_pages);
    let mut collector = Collector::new(&writer, marks)?;
    writer.agencies(&edition.agencies, |place, agency| collector.add(place, agency))?;
    let mut contents = collector.finish()?;
    let moved = machine::write(edition, templates, staging)?;
    contents.pages += gap_pages + history_pages + moved;
    Ok(contents)
}

/// What all threads share.
struct Writer<'w, 'r, 's> {
    edition: &'w Edition<'r, 's>,
    templates: &'w Templates,
    inputs: &'w Inputs,
    staging: &'w Staging,
    progress: &'w (dyn Fn(usize) + Sync),
    columns: Columns,
    facets: [Facet; 6],
    others: Others<'r>,
}

/// What is left to do with an agency when its own pages and files are written.
struct Agency<'r, 's> {
    tables: Vec<Finished<'r, 's>>,
    offices: Vec<OfficeDuties>,
    /// How many pages go across its tables, without its own.
    pages: usize,
    is_staged: bool,
}

/// What is left to do with a table when its own pages and files are written.
struct Finished<'r, 's> {
    table: TableId,
    /// The hash of what it says.
    key: u128,
    card: DomainCard,
    standings: Vec<Standing<'r, 's>>,
    left_out: Vec<LeftOut>,
    search: TableRows<'r>,
    csv: Vec<u8>,
    json: Vec<u8>,
}

impl Contents {
    fn leave_out(&mut self, entries: Vec<LeftOut>) {
        for entry in entries {
            self.left_out.entry((entry.place.clone(), entry.id.clone())).or_insert(entry);
        }
    }
}

impl<'w, 'r, 's> Writer<'w, 'r, 's> {
    fn new(
        edition: &'w Edition<'r, 's>,
        templates: &'w Templates,
        inputs: &'w Inputs,
        staging: &'w Staging,
        progress: &'w (dyn Fn(usize) + Sync),
    ) -> Self {
        let columns = Columns::of_all(edition.resolution);
        let facets = Facet::all(edition.resolution);
        let others = Others::new(edition);
        Self { edition, templates, inputs, staging, progress, columns, facets, others }
    }

    fn page(&self, to: &impl Shelf, path: &str, page: &impl View) -> Result<(), Error> {
        to.write(path, &self.templates.page(page)?)
    }

    /// Writes what agencies have alone, and hands each on in its order. There are as many at a time as
    /// threads: none waits for work, and little is in hand.
    fn agencies(
        &self,
        places: &[Place],
        mut each: impl FnMut(&Place, Agency<'r, 's>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        for places in places.chunks(rayon::current_num_threads()) {
            let finished: Vec<Agency<'_, '_>> =
                places.par_iter().map(|it| self.agency(it)).collect::<Result<_, _>>()?;
            for (place, agency) in places.iter().zip(finished) {
                each(place, agency)?;
            }
        }
        Ok(())
    }

    fn agency(&self, place: &Place) -> Result<Agency<'r, 's>, Error> {
        let key = &self.edition.resolution.agency(place.agency).key;
        self.staging.make_folder(key)?;
        let sheets: Vec<Sheet<'_, 'r, 's>> =
            place.tables.par_iter().map(|it| self.edition.sheet(*it)).collect();
        let (tables, books): (Vec<Finished<'_, '_>>, Vec<Option<FormBook>>) = sheets
            .par_iter()
            .map(|it| self.table(it))
            .collect::<Result<Vec<_>, _>>()?
            .into_iter()
            .unzip();
        let roll =
            Roll { agency: place.agency, tables: sheets.iter().map(RollTable::new).collect() };
        let offices = offices(self.edition, &roll);
        let across = Across {
            writer: self,
            place,
            sheets: &sheets,
            tables: &tables,
            roll: &roll,
            offices: &offices,
        };
        let (pages, is_staged) = across.write(books)?;
        Ok(Agency { tables, offices, pages, is_staged })
    }

    /// Writes what is a table's alone.
    fn table(
        &self,
        sheet: &Sheet<'_, 'r, 's>,
    ) -> Result<(Finished<'r, 's>, Option<FormBook>), Error> {
        let path = sheet.path();
        self.staging.make_folder(&path)?;
        let key = self.inputs.table(sheet);
        let stem = format!("{path}/{}", sheet.folder());
        let file = format!("{stem}.json");
        let (json, book) = match self.staging.unit(&stem, key)? {
            None => (json::entries_of(self.staging.read(&file)?), None),
            Some(unit) => {
                let json = json::entries(sheet)?;
                unit.write(&file, &json::file(&json))?;
                (json, Some(official::table(sheet, &unit)?))
            }
        };
        let pages = self.inputs.pages(key, sheet, &self.others);
        if let Some(unit) = self.staging.unit(&path, pages)? {
            self.index(&unit, &format!("{path}/index.html"), sheet)?;
            self.entries(&unit, sheet)?;
        }
        (self.progress)(1 + sheet.entries.len());
        let finished = Finished {
            table: sheet.id,
            key,
            card: DomainCard::new(sheet),
            standings: Standing::all(sheet),
            csv: csv::rows(&self.columns.fill(sheet)),
            json,
            search: TableRows::new(sheet),
            left_out: sheet.left_out.clone(),
        };
        Ok((finished, book))
    }

    /// A table's own page, by its kind.
    fn index(&self, to: &Unit<'_>, path: &str, sheet: &Sheet<'_, '_, '_>) -> Result<(), Error> {
        match sheet.table().kind {
            Kind::Standard => self.page(to, path, &DomainPage::new(sheet)),
            Kind::Plan => self.page(to, path, &PlanPage::new(sheet)),
            Kind::Participation => self.page(to, path, &ParticipationPage::new(sheet)),
            Kind::Negative => self.page(to, path, &NegativePage::new(sheet)),
            Kind::Powers => self.page(to, path, &PowersPage::new(sheet)),
        }
    }

    fn entries(&self, to: &Unit<'_>, sheet: &Sheet<'_, 'r, 's>) -> Result<(), Error> {
        let pages = EntryPages::new(sheet, &self.others);
        let all: Vec<usize> = (0..sheet.entries.len()).collect();
        all.par_chunks(ENTRIES_AT_ONCE).try_for_each(|some| {
            some.iter().try_for_each(|&at| self.page(to, &pages.path(at), &pages.page(at)))
        })
    }

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

    /// Writes an index and the page that loads it.
    fn search(
        &self,
        to: &impl Shelf,
        folder: &str,
        page: &SearchPage,
        index: Builder<'_>,
    ) -> Result<(), Error> {
        let (index, contents) = index.finish(&self.facets);
        to.write(&format!("{folder}{INDEX}"), search::index(&index)?.as_bytes())?;
        to.write(&format!("{folder}{CONTENTS}"), search::contents(&contents)?.as_bytes())?;
        self.page(to, &format!("{folder}{PAGE}"), page)
    }
}

/// Takes the finished agencies in order and writes what is made of many.
struct Collector<'w, 'r, 's> {
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
    fn new(
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
    fn add(&mut self, place: &Place, agency: Agency<'r, 's>) -> Result<(), Error> {
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

    fn finish(mut self) -> Result<Contents, Error> {
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
