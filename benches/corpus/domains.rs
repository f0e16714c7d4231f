//! The 26 pilot domains: number, code, name and document as registered, and the words that their entries are made of.

use super::offices;

/// One row for each domain; `；` stands between the words of a cell.
const TABLE: &str = include_str!("domains.csv");

/// One of the pilot domains.
#[derive(Debug)]
pub(crate) struct Domain {
    /// Its number in the official list, two digits.
    pub(crate) number: &'static str,
    /// Its code, which catalogs name it by.
    pub(crate) code: &'static str,
    /// Its Chinese name.
    pub(crate) name: &'static str,
    /// The document that issued its standard, where the number is known.
    pub(crate) document: Option<&'static str>,
    /// The office that owns most of its entries, as an index into `OFFICES`.
    pub(crate) office: usize,
    /// 一级事项, never empty.
    pub(crate) categories: Vec<&'static str>,
    /// What its entries are about, never empty.
    pub(crate) subjects: Vec<&'static str>,
    /// Documents in force that belong to this domain.
    pub(crate) basis: Vec<&'static str>,
}

/// The domains in the order of their numbers.
pub(crate) fn domains() -> Vec<Domain> {
    TABLE.lines().skip(1).map(read_row).collect()
}

fn read_row(row: &'static str) -> Domain {
    let mut cells = row.split(',');
    let mut cell = || cells.next().unwrap_or_default();
    Domain {
        number: cell(),
        code: cell(),
        name: cell(),
        document: Some(cell()).filter(|number| !number.is_empty()),
        office: offices::index_of(cell()),
        categories: words(cell()),
        subjects: words(cell()),
        basis: words(cell()),
    }
}

fn words(cell: &'static str) -> Vec<&'static str> {
    cell.split('；').filter(|word| !word.is_empty()).collect()
}
