//! A ledger: what an agency has in fact published.
use jiff::civil::Date;

use crate::{
    model::Text,
    span::{Span, Spanned},
};

/// One row of a `ledger/*.csv`.
#[derive(Clone, Debug)]
pub struct LedgerRow<'s> {
    /// The row.
    pub span: Span,
    /// The entry that it is about.
    pub entry: Text<'s>,
    /// When the information was formed.
    pub formed: Formed,
    /// When it was published.
    pub published: Option<Spanned<Date>>,
}

/// When information was formed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Formed {
    /// On this day.
    On(Spanned<Date>),
    /// The row states that none was generated in the period (本期未产生).
    NoneGenerated,
    /// The row does not say, or cannot be read.
    Unknown,
}

/// A ledger file.
#[derive(Clone, Debug)]
pub struct Ledger<'s> {
    /// Its rows.
    pub rows: Vec<LedgerRow<'s>>,
}
