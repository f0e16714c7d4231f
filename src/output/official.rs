//! The official forms of the site: each table as CSV and XLSX, an agency's tables in one workbook, and
//! what each of its offices owes, with a calendar of what has a day.
use rayon::prelude::*;
use rustc_hash::FxHashSet;

use crate::{
    error::Error,
    output::{
        csv,
        ics::{self, Event},
        write::Staging,
        xlsx::form::{self, FormBook},
    },
    render::{
        duties::{self, Duty, Year},
        edition::{Edition, Place},
        office::FOLDER,
        official::{
            Form,
            office::{self, OfficeDuties},
        },
        roll::{Roll, RollTable},
        sheet::Sheet,
    },
};

/// Writes the files of all agencies.
///
/// # Errors
/// When a file cannot be written.
pub fn write(edition: &Edition<'_, '_>, staging: &Staging) -> Result<(), Error> {
    edition.agencies.par_iter().try_for_each(|place| agency(edition, place, staging))
}

fn agency(edition: &Edition<'_, '_>, place: &Place, staging: &Staging) -> Result<(), Error> {
    let sheets: Vec<Sheet<'_, '_, '_>> =
        place.tables.par_iter().map(|it| edition.sheet(*it)).collect();
    let books: Vec<FormBook> = sheets
        .par_iter()
        .map(|sheet| {
            let form = Form::of_table(sheet);
            let path = sheet.path();
            staging.make_folder(&path)?;
            let stem = format!("{path}/{}", sheet.folder());
            staging.write(&format!("{stem}.csv"), &csv::file(&form.table()))?;
            let book = FormBook::new(&tab(sheet), &form)?;
            staging.write(&format!("{stem}.xlsx"), book.bytes())?;
            Ok(book)
        })
        .collect::<Result<_, Error>>()?;
    let resolved = edition.resolution.agency(place.agency);
    let key = &resolved.key;
    let folder = format!("{key}/{FOLDER}");
    staging.make_folder(&folder)?;
    let all = || -> Result<(), Error> {
        if books.is_empty() {
            return Ok(());
        }
        let whole = form::gather(resolved.name(), &books)?;
        staging.write(&format!("{key}/{key}.xlsx"), &whole)
    };
    let tables = sheets.iter().map(RollTable::new).collect();
    let roll = Roll { agency: place.agency, tables };
    let dated = duties::dated(&roll, Year::around(edition.resolution.today));
    let offices = || {
        office::offices(edition, &roll).par_iter().try_for_each(|office| {
            if office.has_dates {
                let text = calendar(edition, office, &dated, &sheets);
                staging.write(&format!("{folder}/{}.ics", office.stem), text.as_bytes())?;
            }
            owed(staging, &folder, office, &sheets)
        })
    };
    let (all, offices) = rayon::join(all, offices);
    all.and(offices)
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
    let name = format!("{}公开时限", office.name);
    let events = events.map(|it| Event::new(it, &sheets[it.table]));
    ics::file(&name, events, &edition.workspace.config)
}

/// The files of an office: one workbook, and a CSV file for each kind of catalog.
fn owed(
    staging: &Staging,
    folder: &str,
    office: &OfficeDuties,
    sheets: &[Sheet<'_, '_, '_>],
) -> Result<(), Error> {
    let forms = office.forms(sheets);
    let stem = format!("{folder}/{}", office.stem);
    for (kind, form) in &forms {
        staging.write(&office::csv_name(&stem, *kind), &csv::file(&form.table()))?;
    }
    let tabs = forms.iter().map(|(kind, form)| (office::tab(*kind), form));
    staging.write(&format!("{stem}.xlsx"), &form::workbook(&office.name, tabs)?)
}

/// What a table's tab is called: by its number in the register, as the tables are filed.
fn tab(sheet: &Sheet<'_, '_, '_>) -> String {
    let name = sheet.name();
    match sheet.numbered() {
        Some(number) => format!("{number:02} {name}"),
        None => name,
    }
}
