//! The whole site: pages are made and written in parallel, as they come; nothing holds all of them.
mod across;
mod collection;
mod collector;
pub mod part;
mod queue;

use std::collections::BTreeMap;

use rayon::prelude::*;

use self::{across::Across, collector::Collector};
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
        agency::DomainCard,
        domain::DomainPage,
        edition::{Edition, Place},
        entry::EntryPages,
        inputs::Inputs,
        kinds::{
            negative::NegativePage, participation::ParticipationPage, plan::PlanPage,
            powers::PowersPage,
        },
        missing::MissingPage,
        official::office::{OfficeDuties, offices},
        others::Others,
        roll::{Roll, RollTable},
        search::{
            CONTENTS, INDEX, PAGE,
            index::Builder,
            page::SearchPage,
            rows::{Facet, TableRows},
        },
        sheet::{Counts, LeftOut, Sheet},
        standing::Standing,
        table::Columns,
    },
    resolve::TableId,
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
    let (agencies, catalogue) = rayon::join(
        || writer.agencies(&edition.agencies, |place, agency| collector.add(place, agency)),
        || machine::catalogue(edition, staging),
    );
    agencies?;
    catalogue?;
    let mut contents = collector.finish()?;
    let (moved, ()) =
        rayon::join(|| machine::addresses(edition, templates, staging), || drop(writer));
    contents.pages += gap_pages + history_pages + moved?;
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

    /// Writes what agencies have alone, and hands each on in its order.
    fn agencies(
        &self,
        places: &[Place],
        each: impl FnMut(&Place, Agency<'r, 's>) -> Result<(), Error> + Send,
    ) -> Result<(), Error> {
        queue::in_order(places, |it| self.agency(it), each)
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
        let others = self.others.all(sheet);
        let pages = self.inputs.pages(key, sheet, &others);
        if let Some(unit) = self.staging.unit(&path, pages)? {
            self.index(&unit, &format!("{path}/index.html"), sheet)?;
            self.entries(&unit, &EntryPages::new(sheet, &others))?;
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

    fn entries(&self, to: &Unit<'_>, pages: &EntryPages<'_, '_, '_>) -> Result<(), Error> {
        (0..pages.count()).into_par_iter().with_min_len(ENTRIES_AT_ONCE).try_for_each(|at| {
            let page = pages.page(at, &|key, element| self.templates.element(key, element))?;
            self.page(to, &pages.path(at), &page)
        })
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
