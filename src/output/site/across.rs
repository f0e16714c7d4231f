//! What goes across an agency's tables: collections, search, stages, offices, channels, the calendar.
use std::sync::LazyLock;

use rayon::prelude::*;

use crate::{
    error::Error,
    output::{
        csv, json, official,
        site::{Finished, Writer},
        write::{Shelf as _, Unit},
        xlsx::form::FormBook,
    },
    render::{
        channel::{self, ChannelPage, ChannelsPage},
        dates::{self, DatesPage},
        duties::{self, Year},
        edition::Place,
        office::{self, OfficePage},
        official::office::OfficeDuties,
        roll::Roll,
        search::{index::Builder, page::SearchPage},
        sheet::Sheet,
        stages::{Staged, StagesPage},
    },
};

/// Does two things at once.
fn both(
    a: impl FnOnce() -> Result<(), Error> + Send,
    b: impl FnOnce() -> Result<(), Error> + Send,
) -> Result<(), Error> {
    let (a, b) = rayon::join(a, b);
    a.and(b)
}

/// An agency whose tables are written.
pub(super) struct Across<'a, 'w, 'r, 's> {
    pub(super) writer: &'a Writer<'w, 'r, 's>,
    pub(super) place: &'a Place,
    pub(super) sheets: &'a [Sheet<'a, 'r, 's>],
    pub(super) tables: &'a [Finished<'r, 's>],
    pub(super) roll: &'a Roll<'r, 's>,
    pub(super) offices: &'a [OfficeDuties],
}

impl Across<'_, '_, '_, '_> {
    /// Writes it. `books` are the tables' workbooks, as far as they were made. Gives how many pages there
    /// are, and whether some of them are of stages.
    pub(super) fn write(&self, books: Vec<Option<FormBook>>) -> Result<(usize, bool), Error> {
        let Writer { edition, staging, progress, .. } = *self.writer;
        let name = &edition.resolution.agency(self.place.agency).key;
        let entries: Vec<_> = self.sheets.par_iter().filter_map(Staged::of).collect();
        let stages = StagesPage::all(edition, self.place.agency, &entries);
        let channels = self.roll.channels(edition.resolution);
        let all = self.key("", 0..self.tables.len());
        let whole = || {
            let Some(unit) = staging.unit(name, all)? else { return Ok(()) };
            let pages = || {
                for (file, page) in &stages {
                    self.writer.page(&unit, &format!("{name}/{file}"), page)?;
                }
                self.channels(&unit, name, &channels)?;
                let dates = DatesPage::new(edition, self.roll);
                self.writer.page(&unit, &format!("{name}/{}", dates::FILE), &dates)
            };
            both(
                || both(|| self.collections(&unit, name), || self.search(&unit, name)),
                || both(pages, || self.workbook(&unit, name, books)),
            )
        };
        both(whole, || self.offices(name))?;
        // Its search, its stages, its calendar, and the list of its channels with these.
        let pages = 1 + stages.len() + 1 + 1 + channels.len() + self.offices.len();
        progress(1 + stages.len());
        Ok((pages, !stages.is_empty()))
    }

    /// The hash of what is made of some tables for somebody.
    fn key(&self, whose: &str, tables: impl IntoIterator<Item = usize>) -> u128 {
        let Writer { edition, inputs, .. } = *self.writer;
        let tables = tables.into_iter().map(|at| (at, self.tables[at].key));
        inputs.across(edition, self.place.agency, whose, tables)
    }

    /// All tables in one workbook. Those that are unchanged are in their own.
    fn workbook(
        &self,
        unit: &Unit<'_>,
        name: &str,
        books: Vec<Option<FormBook>>,
    ) -> Result<(), Error> {
        if books.is_empty() {
            return Ok(());
        }
        let staging = self.writer.staging;
        let book = |(sheet, book): (&Sheet<'_, '_, '_>, Option<FormBook>)| {
            if let Some(book) = book {
                return Ok(book);
            }
            let file = format!("{}/{}.xlsx", sheet.path(), sheet.folder());
            Ok(official::again(sheet, staging.read(&file)?))
        };
        let books = self.sheets.par_iter().zip(books).map(book);
        let books: Vec<FormBook> = books.collect::<Result<_, Error>>()?;
        let title = self.writer.edition.resolution.agency(self.place.agency).name();
        unit.write(&format!("{name}/{name}.xlsx"), &official::workbook(title, &books)?)
    }

    /// All tables in one file, as CSV and as JSON.
    fn collections(&self, unit: &Unit<'_>, name: &str) -> Result<(), Error> {
        let mut rows = csv::head(&self.writer.columns.headings());
        let mut entries = Vec::new();
        for table in self.tables {
            rows.extend_from_slice(&table.csv);
            if !entries.is_empty() && !table.json.is_empty() {
                entries.extend_from_slice(json::BETWEEN.as_bytes());
            }
            entries.extend_from_slice(&table.json);
        }
        unit.write(&format!("{name}/{name}.csv"), &rows)?;
        unit.write(&format!("{name}/{name}.json"), &json::file(&entries))
    }

    fn search(&self, unit: &Unit<'_>, name: &str) -> Result<(), Error> {
        let edition = self.writer.edition;
        let mut index = Builder::default();
        index.add_agency(String::new(), edition.resolution.agency(self.place.agency).name());
        self.tables.iter().for_each(|it| index.add(&it.search));
        let cards: Vec<_> = self.tables.iter().map(|it| it.card.clone()).collect();
        let page = SearchPage::agency(edition, self.place, &cards);
        self.writer.search(unit, &format!("{name}/"), &page, index)
    }

    /// What each office owes.
    fn offices(&self, name: &str) -> Result<(), Error> {
        let Writer { edition, staging, .. } = *self.writer;
        let folder = format!("{name}/{}", office::FOLDER);
        staging.make_folder(&folder)?;
        // Only an office whose files are made needs them.
        let dated =
            LazyLock::new(|| duties::dated(self.roll, Year::around(edition.resolution.today)));
        self.offices.par_iter().try_for_each(|office| {
            let mut tables: Vec<usize> = office.tasks.iter().map(|it| it.table).collect();
            tables.dedup();
            let stem = format!("{folder}/{}", office.stem);
            let Some(unit) = staging.unit(&stem, self.key(&office.name, tables))? else {
                return Ok(());
            };
            let page = OfficePage::new(edition, self.roll, office);
            self.writer.page(&unit, &format!("{folder}/{}", office::file(&office.name)), &page)?;
            official::office(edition, office, &dated, self.sheets, &stem, &unit)
        })
    }

    fn channels(
        &self,
        unit: &Unit<'_>,
        name: &str,
        channels: &[(String, Vec<(usize, usize)>)],
    ) -> Result<(), Error> {
        let (writer, edition) = (self.writer, self.writer.edition);
        let folder = format!("{name}/{}", channel::FOLDER);
        writer.staging.make_folder(&folder)?;
        channels.par_iter().try_for_each(|(name, places)| {
            let page = ChannelPage::new(edition, self.roll, name, places);
            writer.page(unit, &format!("{folder}/{}", channel::file(name)), &page)
        })?;
        let list = ChannelsPage::new(edition, self.roll, channels);
        writer.page(unit, &format!("{folder}/index.html"), &list)
    }
}
