//! Writes what a county has published: all of it in time, but for what is planted.

use std::io;

use super::agency;
use super::change::{Change, Truth};
use super::disk::Disk;
use super::entry;
use super::gaps::PlannedGap;
use super::table::Table;
use super::words;

/// One county in so many keeps a ledger.
const KEPT_BY_ONE_IN: usize = 4;
const HEAD: &str = "entry,title,formed,published,url,channel\n";
const FORMED: &str = "2026-03-02";
/// Long after any deadline of [`words::STANDARD_DEADLINES`].
const LATE: &str = "2026-09-01";

/// What the ledger says of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Row {
    /// Published on the day on which it was formed.
    Kept,
    /// Nothing was formed in the period, and that is stated.
    NoneGenerated,
    /// Published long after its day.
    Late,
    /// Formed, and not published.
    Overdue,
    /// There is no row.
    Nothing,
}

/// What is planted, one in a domain in turn.
const PLANTED: &[Row] = &[Row::Late, Row::Overdue, Row::NoneGenerated, Row::Nothing];

/// The ledger of one county; it grows table by table.
#[derive(Debug)]
pub(crate) struct Ledger {
    county: usize,
    tables: usize,
    text: String,
}

impl Ledger {
    /// The ledger of a county that keeps one.
    pub(crate) fn of(county: usize) -> Option<Self> {
        (county % KEPT_BY_ONE_IN == 1).then(|| Self { county, tables: 0, text: HEAD.to_owned() })
    }

    /// Adds the rows of a table, one of them as planted; `gaps` are what its entries lack besides.
    pub(crate) fn table(&mut self, disk: &mut Disk, table: &Table<'_>, gaps: &[PlannedGap]) {
        let is_free = |index: &usize| {
            words::STANDARD_DEADLINES.contains(&table.entry(*index).deadline)
                && gaps.iter().all(|it| it.index != *index)
        };
        let planted = PLANTED[self.tables % PLANTED.len()];
        let index = (0..table.entries).filter(is_free).nth(self.tables / PLANTED.len());
        self.tables += 1;
        if let (Some(index), Some(truth)) = (index, planted.truth()) {
            let entry = entry::id(table.domain, index);
            disk.gap(&agency::county_id(self.county), table.domain, entry, truth);
        }
        self.rows(table, gaps, index.map(|it| (it, planted)));
    }

    /// Adds the rows of a table whose entries lack nothing in the ledger.
    pub(crate) fn rows(
        &mut self,
        table: &Table<'_>,
        gaps: &[PlannedGap],
        planted: Option<(usize, Row)>,
    ) {
        for index in 0..table.entries {
            let mut entry = table.entry(index);
            match gaps.iter().find(|it| it.index == index).map(|it| (it.change, it.form)) {
                Some((Change::Removed | Change::Excluded | Change::Elsewhere, _)) => continue,
                Some((change, form)) => change.apply(&mut entry, table.place(), index, form),
                None => {}
            }
            let row = planted.filter(|it| it.0 == index).map_or(Row::Kept, |it| it.1);
            let [formed, published] = match row {
                Row::Kept => [FORMED, FORMED],
                Row::NoneGenerated => ["本期未产生", ""],
                Row::Late => [FORMED, LATE],
                Row::Overdue => [FORMED, ""],
                Row::Nothing => continue,
            };
            self.text.extend([&entry.id, ",", &entry.name, ",", formed, ",", published, ",,\n"]);
        }
    }

    /// Writes the file.
    pub(crate) fn end(self, disk: &Disk) -> io::Result<()> {
        disk.ledger(&agency::county_id(self.county), &self.text)
    }
}

impl Row {
    /// What the gap report must say; nothing of what was done in time.
    fn truth(self) -> Option<Truth> {
        match self {
            Self::Kept | Self::NoneGenerated => None,
            Self::Late => Some(Truth::partial("ledger", "late")),
            Self::Overdue => {
                Some(Truth { state: "overdue", ..Truth::partial("ledger", "overdue") })
            }
            Self::Nothing => Some(Truth::of("not-checked")),
        }
    }
}
