//! The gap report as a workbook, whose rows are gathered agency by agency.
use crate::{
    gap::{AgencyGap, EntryGap, cause::Cause, state::State},
    model::registry::DomainId,
    render::{
        book::{Book, BookSheet, Cell},
        gap::{
            Telling, offices, powers,
            tables::{HEADINGS, column, domain_name, one, overview, pick, row, shared, title},
            words,
        },
    },
};

/// The rows of a workbook, of agencies that are looked at one after the other.
#[derive(Debug, Default)]
pub struct BookRows {
    /// Every entry of the first agency; it may stay the only one.
    first: Vec<Vec<Cell>>,
    /// The entries that are not simply met.
    details: Vec<Vec<Cell>>,
    duties: Vec<Vec<Cell>>,
    powers: Vec<Vec<Cell>>,
    agencies: usize,
}

impl BookRows {
    /// Adds the agencies of a report.
    pub fn add(&mut self, telling: &Telling<'_, '_>) {
        for agency in &telling.report.agencies {
            self.agencies += 1;
            match self.agencies {
                1 => self.first = details(telling, agency, false),
                _ => self.first = Vec::new(),
            }
            self.details.extend(details(telling, agency, true));
            self.duties.extend(duties(telling, agency));
            self.powers.extend(powers::rows(telling, agency));
        }
    }

    /// The workbook: 总览, 共性问题 where several agencies are in it, 明细, 责任分工.
    #[must_use]
    pub fn book(self, telling: &Telling<'_, '_>, causes: &[Cause]) -> Book {
        let Self { first, details, duties, powers, .. } = self;
        let mut sheets = Vec::new();
        if let [agency] = &telling.report.agencies[..] {
            sheets.push(one(telling, agency));
            sheets.push(details_sheet(telling, first));
        } else {
            sheets.push(overview(telling));
            sheets.push(shared(telling, causes));
            sheets.push(details_sheet(telling, details));
        }
        sheets.push(duties_sheet(telling, duties));
        sheets.extend(powers::sheet(telling, powers));
        Book { title: title(telling), sheets }
    }
}

/// The entries of an agency, the worst first; of several agencies those that are not simply met.
fn details(telling: &Telling<'_, '_>, agency: &AgencyGap, several: bool) -> Vec<Vec<Cell>> {
    let mut entries: Vec<_> = agency.entries().collect();
    entries.retain(|(_, it)| !several || it.state != State::Met || !it.findings.is_empty());
    entries.sort_by_key(|(_, it)| it.rank());
    let row = |(domain, entry): (DomainId, &EntryGap<'_>)| {
        let it = row(telling, entry);
        let mut cells: Vec<Cell> =
            [telling.agency(agency.agency), domain_name(telling, domain), entry.id, entry.name]
                .map(Cell::text)
                .into();
        let texts = [it.state, it.field, it.standard, it.local, it.why, it.owner, it.file];
        cells.extend(texts.map(Cell::Text));
        cells.push(Cell::Count(it.line));
        cells
    };
    entries.into_iter().map(row).collect()
}

fn details_sheet(telling: &Telling<'_, '_>, rows: Vec<Vec<Cell>>) -> BookSheet {
    let widths = [20, 18, 11, 28, 10, 14, 36, 36, 36, 22, 34, 6];
    let columns =
        HEADINGS.iter().zip(widths).map(|(it, width)| column(telling, *it, width)).collect();
    BookSheet {
        name: pick(telling.lang, ("明细", "entries")).to_owned(),
        title: pick(telling.lang, ("逐条明细，最严重的在前", "Every entry, the worst first"))
            .to_owned(),
        notes: if telling.report.agencies.len() > 1 {
            let words = (
                "达标的事项不逐条列出，条数见总览",
                "What is met is only counted, in the overview",
            );
            vec![pick(telling.lang, words).to_owned()]
        } else {
            Vec::new()
        },
        columns,
        rows,
        frozen: 4,
    }
}

/// What each office of an agency owes, and by when.
fn duties(telling: &Telling<'_, '_>, agency: &AgencyGap) -> Vec<Vec<Cell>> {
    let mut rows = Vec::new();
    for office in offices::owing(agency, telling.view) {
        for (domain, entry) in &office.owed {
            rows.push(vec![
                Cell::text(telling.agency(agency.agency)),
                Cell::text(offices::name(office.name, telling.lang)),
                Cell::text(domain_name(telling, *domain)),
                Cell::text(entry.id),
                Cell::text(entry.name),
                Cell::text(entry.state.label().text(telling.lang)),
                Cell::Text(words::owed(entry, telling.lang)),
                Cell::text(entry.deadline),
                Cell::text(telling.line(entry.findings.first().map_or(entry.at, |it| it.at))),
                Cell::Empty,
                Cell::Empty,
            ]);
        }
    }
    rows
}

fn duties_sheet(telling: &Telling<'_, '_>, rows: Vec<Vec<Cell>>) -> BookSheet {
    let columns = vec![
        column(telling, ("机关", "agency"), 20),
        column(telling, ("公开主体", "office"), 24),
        column(telling, ("领域", "domain"), 18),
        column(telling, ("编号", "id"), 11),
        column(telling, ("事项", "name"), 28),
        column(telling, ("状态", "state"), 10),
        column(telling, ("应做什么", "to do"), 44),
        column(telling, ("公开时限", "deadline"), 26),
        column(telling, ("出处", "at"), 34),
        column(telling, ("责任人", "who"), 10),
        column(telling, ("完成日期", "done on"), 12),
    ];
    BookSheet {
        name: pick(telling.lang, ("责任分工", "offices")).to_owned(),
        title: pick(telling.lang, ("责任分工：各公开主体应补齐的事项", "What each office owes"))
            .to_owned(),
        notes: Vec::new(),
        columns,
        rows,
        frozen: 2,
    }
}
