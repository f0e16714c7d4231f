//! Which gaps a layered corpus has: spread evenly over counties and domains, at most one in an entry, each kind in its turn.

use std::io;

use super::agency::Standing;
use super::change::{Approval, Change};
use super::domains::Domain;
use super::prng::Prng;
use super::table::Table;

/// So many planted gaps make one that takes a whole table.
const PER_WHOLE_TABLE: usize = 15;
/// So many tables hold at most one gap that takes a whole table.
const WHOLE_TABLE_IN: usize = 8;

/// What is planted in the tables of a county that inherits, in turn.
const INHERITED: &[Change] = &[
    Change::Weaker("deadline", Approval::None),
    Change::Weaker("channel", Approval::Valid),
    Change::Excluded,
    Change::Weaker("content", Approval::None),
    Change::Weaker("method", Approval::Valid),
    Change::Elsewhere,
    Change::Weaker("audience", Approval::None),
    Change::Weaker("deadline", Approval::Valid),
    Change::Weaker("channel", Approval::None),
    Change::Added,
    Change::Weaker("level", Approval::Expired),
    Change::Weaker("content", Approval::Valid),
    Change::Weaker("method", Approval::None),
    Change::Weaker("audience", Approval::Valid),
    Change::Weaker("level", Approval::None),
    Change::Weaker("deadline", Approval::Expired),
];

/// What is planted in the tables of a county that has its own, in turn.
const COMPARED: &[Change] = &[
    Change::Removed,
    Change::Weaker("deadline", Approval::None),
    Change::Renumbered,
    Change::Weaker("channel", Approval::None),
    Change::Renamed,
    Change::Weaker("content", Approval::None),
    Change::Added,
    Change::Weaker("method", Approval::None),
    Change::Moved,
    Change::Weaker("audience", Approval::None),
    Change::Traced,
    Change::Weaker("level", Approval::None),
    Change::Renamed,
];

/// What a county lacks of one domain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lack {
    /// So many gaps in its entries.
    Entries(usize),
    /// `agency.yaml` says that the domain does not apply.
    NotApplicable,
    /// No office fills the role that leads the domain's entries.
    Unfilled,
    /// There is no table.
    NoTable,
}

/// A gap that waits for its entry.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PlannedGap {
    /// The entry's index in its table.
    pub(crate) index: usize,
    /// What is planted.
    pub(crate) change: Change,
    /// In which of its forms.
    pub(crate) form: usize,
}

/// The gaps of a corpus, given out county by county and table by table.
#[derive(Debug)]
pub(crate) struct Gaps {
    seed: u64,
    planned: usize,
    tables: usize,
    /// The tables that are lacking as a whole, in order.
    whole: Vec<usize>,
    /// The table that comes next.
    table: usize,
    inherited: usize,
    compared: usize,
}

impl Gaps {
    /// Plans `gaps` over `tables` tables of `entries` entries each; more than they can hold is an error.
    pub(crate) fn plan(seed: u64, gaps: usize, tables: usize, entries: usize) -> io::Result<Self> {
        let whole = (gaps / PER_WHOLE_TABLE).min(tables / WHOLE_TABLE_IN);
        // Half of the entries at the most, so that a gap finds an entry that it can be planted in.
        let room = (tables - whole) * (entries / 2);
        if gaps - whole > room {
            let message = format!("{gaps} gaps do not fit: at most {} here", room + whole);
            return Err(io::Error::new(io::ErrorKind::InvalidInput, message));
        }
        let pick = |number: usize| {
            let (from, to) = (share(tables, number, whole), share(tables, number + 1, whole));
            from + Prng::keyed(seed, &[usize::MAX - 2, number]).below(to - from)
        };
        let whole = (0..whole).map(pick).collect();
        Ok(Self { seed, planned: gaps, tables, whole, table: 0, inherited: 0, compared: 0 })
    }

    /// What the next county lacks, domain by domain.
    pub(crate) fn next_county(&mut self, standing: Standing, domains: &[Domain]) -> Vec<Lack> {
        domains.iter().map(|domain| self.next_table(standing, domain, domains)).collect()
    }

    fn next_table(&mut self, standing: Standing, domain: &Domain, domains: &[Domain]) -> Lack {
        let table = self.table;
        self.table += 1;
        let before = self.whole.partition_point(|whole| *whole < table);
        if self.whole.get(before) == Some(&table) {
            let is_alone = domains.iter().filter(|it| it.office == domain.office).count() == 1;
            return match standing {
                Standing::Inherits if is_alone && before % 3 > 0 => Lack::Unfilled,
                Standing::Inherits => Lack::NotApplicable,
                Standing::Alone | Standing::Compared => Lack::NoTable,
            };
        }
        let (gaps, tables, number) =
            (self.planned - self.whole.len(), self.tables - self.whole.len(), table - before);
        Lack::Entries(share(gaps, number + 1, tables) - share(gaps, number, tables))
    }

    /// Finds entries of a table for so many gaps, in the order of the entries.
    pub(crate) fn choose(
        &mut self,
        standing: Standing,
        table: &Table<'_>,
        count: usize,
    ) -> Vec<PlannedGap> {
        let (kinds, turn) = match standing {
            Standing::Inherits => (INHERITED, &mut self.inherited),
            Standing::Alone | Standing::Compared => (COMPARED, &mut self.compared),
        };
        let mut prng = Prng::keyed(self.seed, &[usize::MAX - 1, self.table, *turn]);
        (0..count)
            .map(|number| {
                let from = share(table.entries, number, count);
                let to = share(table.entries, number + 1, count);
                let form = *turn / kinds.len();
                let start = prng.below(to - from);
                let indexes = || (0..to - from).map(|step| from + (start + step) % (to - from));
                // A kind that no entry here has room for gives way to the next.
                let fitting = (0..kinds.len()).find_map(|skip| {
                    let change = kinds[(*turn + skip) % kinds.len()];
                    let index = indexes().find(|index| change.fits(&table.entry(*index)))?;
                    Some(PlannedGap { index, change, form })
                });
                *turn += 1;
                fitting.expect("an entry of every share can be removed or excluded")
            })
            .collect()
    }
}

/// Where the part `index` of `parts` equal parts of `whole` begins.
fn share(whole: usize, index: usize, parts: usize) -> usize {
    whole * index / parts.max(1)
}
