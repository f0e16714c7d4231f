//! The entries of one table, as a search looks at them.
use std::borrow::Cow;

use smallvec::SmallVec;

use crate::{
    model::{
        Text,
        choice::{Audience, ChannelId, Choice, Level, Meaning, Method, Review, Stage},
        vocabulary::Terms,
    },
    render::{address, cells, sheet::Sheet},
    resolve::{Resolution, view::EntryView},
};

/// Values of a facet, by their numbers: sorted, each once.
pub type Values = SmallVec<[u16; 4]>;
/// What an entry is under each facet of [`Facet::all`], in that order.
pub type Profile = [Values; 6];

/// The entries of a table.
#[derive(Debug)]
pub struct TableRows<'r> {
    /// From the folder of the agency to that of the table, as an href.
    pub href: String,
    /// The table's short name.
    pub name: String,
    /// Its entries, in order.
    pub rows: Vec<Row<'r>>,
}

/// An entry.
#[derive(Debug)]
pub struct Row<'r> {
    /// Its id.
    pub id: &'r str,
    /// Its name.
    pub name: &'r str,
    /// All levels of its category in one text.
    pub category: String,
    /// Who discloses: who leads first, each once.
    pub owners: Vec<Cow<'r, str>>,
    /// What it is under each facet.
    pub profile: Profile,
    /// What is disclosed.
    pub content: &'r [Text<'r>],
}

/// A facet whose values are few and known before any entry is read.
#[derive(Debug)]
pub struct Facet {
    /// Its name in addresses.
    pub key: &'static str,
    /// Its values by their numbers; empty for a number that stands for nothing.
    pub values: Vec<String>,
}

impl Facet {
    /// All of them.
    #[must_use]
    pub fn all(resolution: &Resolution<'_>) -> [Self; 6] {
        fn values<T: Meaning>(terms: &Terms, number: impl Fn(T) -> u16) -> Vec<String> {
            let mut values = Vec::new();
            for (at, term) in (0..).zip(terms.list()) {
                let Some(value) = T::of(at, &term.term) else { continue };
                let number = usize::from(number(value));
                if values.len() <= number {
                    values.resize(number + 1, String::new());
                }
                values[number].clone_from(&term.term);
            }
            values
        }
        let words = &resolution.registries.vocabulary;
        let reviews = [Review::Verified, Review::Published, Review::Reconstructed];
        let reviews = reviews.map(|it| cells::review(Some(it)).to_owned());
        [
            ("channel", values(&words.channels, |it: ChannelId| it.0)),
            ("audience", values(&words.audiences, |it: Audience| it as u16)),
            ("method", values(&words.methods, |it: Method| it as u16)),
            ("level", values(&words.levels, |it: Level| it as u16)),
            ("stage", values(&words.stages, |it: Stage| it as u16)),
            ("review", reviews.to_vec()),
        ]
        .map(|(key, values)| Self { key, values })
    }
}

impl<'r> TableRows<'r> {
    /// Reads the published entries of a table.
    #[must_use]
    pub fn new(sheet: &Sheet<'_, 'r, '_>) -> Self {
        Self {
            href: format!("{}/", address::href(sheet.folder())),
            name: sheet.name(),
            rows: sheet.entries.iter().map(row).collect(),
        }
    }
}

fn row<'r>(view: &EntryView<'r, '_>) -> Row<'r> {
    let found = view.owner();
    let mut owners: Vec<Cow<'r, str>> = Vec::with_capacity(found.lead.len() + found.with.len());
    for owner in found.lead.into_iter().chain(found.with) {
        if !owners.contains(&owner.name) {
            owners.push(owner.name);
        }
    }
    Row {
        id: view.id(),
        name: cells::name(view),
        category: cells::join_texts(view.category(), " / "),
        owners,
        profile: [
            numbers(view.channel(), |it| it.0),
            numbers(view.audience(), |it| it as u16),
            numbers(view.method(), |it| it as u16),
            numbers(view.level(), |it| it as u16),
            numbers(view.stage(), |it| it as u16),
            view.review().into_iter().map(|it| it as u16).collect(),
        ],
        content: view.content(),
    }
}

/// The numbers of the words that are known; an entry with unknown ones is not published.
fn numbers<T: Copy>(choices: &[Choice<'_, T>], number: impl Fn(T) -> u16) -> Values {
    let mut numbers: Values = choices.iter().filter_map(|it| it.value).map(number).collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}
