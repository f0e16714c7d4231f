//! The official forms of the site: each table as CSV and XLSX, an agency's tables in one workbook, and
//! what each of its offices owes, with a calendar of what has a day.
use rustc_hash::FxHashSet;

use crate::{
    diagnostic::message,
    error::Error,
    output::{
        csv,
        ics::{self, Event},
        write::Shelf,
        xlsx::form::{self, FormBook},
    },
    render::{
        duties::Duty,
        edition::Edition,
        official::{
            Form, notes,
            office::{self, OfficeDuties},
        },
        sheet::Sheet,
    },
};

/// Writes a table's files; gives its workbook.
///
/// # Errors
/// When a file cannot be written.
pub fn table(sheet: &Sheet<'_, '_, '_>, to: &impl Shelf) -> Result<FormBook, Error> {
    let form = Form::of_table(sheet);
    let stem = format!("{}/{}", sheet.path(), sheet.folder());
    to.write(&format!("{stem}.csv"), &csv::file(&form.table()))?;
    let book = FormBook::new(&tab(sheet), &form)?;
    to.write(&format!("{stem}.xlsx"), book.bytes())?;
    Ok(book)
}

/// The workbook of a table as a file has it.
#[must_use]
pub fn again(sheet: &Sheet<'_, '_, '_>, file: Vec<u8>) -> FormBook {
    FormBook::again(tab(sheet), &notes(sheet), file)
}

/// An agency's workbook, of those of its tables.
///
/// # Errors
/// When it is larger than a spreadsheet can be.
pub fn workbook(name: &str, books: &[FormBook]) -> Result<Vec<u8>, Error> {
    form::gather(name, books)
}

/// Writes the files of an office: one workbook, a CSV file for each kind of catalog, a calendar.
///
/// # Errors
/// When a file cannot be written.
pub fn office(
    edition: &Edition<'_, '_>,
    office: &OfficeDuties,
    dated: &[Duty<'_, '_>],
    sheets: &[Sheet<'_, '_, '_>],
    stem: &str,
    to: &impl Shelf,
) -> Result<(), Error> {
    if office.has_dates {
        let text = calendar(edition, office, dated, sheets);
        to.write(&format!("{stem}.ics"), text.as_bytes())?;
    }
    let forms = office.forms(sheets);
    for (kind, form) in &forms {
        to.write(&office::csv_name(stem, *kind), &csv::file(&form.table()))?;
    }
    let tabs = forms.iter().map(|(kind, form)| (office::tab(*kind), form));
    to.write(&format!("{stem}.xlsx"), &form::workbook(&office.name, tabs)?)
}

/// What an office must publish in the coming year, on which day.
fn calendar(
    edition: &Edition<'_, '_>,
    office: &OfficeDuties,
    dated: &[Duty<'_, '_>],
    sheets: &[Sheet<'_, '_, '_>],
) -> String {
    let own: FxHashSet<(usize, usize)> =
        office.tasks.iter().map(|it| (it.table, it.entry)).collect();
    let events = dated.iter().filter(|it| own.contains(&(it.table, it.entry)));
    let office = &office.name;
    let name = message!("{office}公开时限", "Deadlines of {office}");
    let events = events.map(|it| Event::new(it, &sheets[it.table]));
    ics::file(name.text(edition.lang()), events, &edition.workspace.config)
}

/// What a table's tab is called: by its number in the register, as the tables are filed.
fn tab(sheet: &Sheet<'_, '_, '_>) -> String {
    let name = sheet.name();
    match sheet.numbered() {
        Some(number) => format!("{number:02} {name}"),
        None => name,
    }
}
