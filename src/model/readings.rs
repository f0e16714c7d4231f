//! What the deadlines and citations of all catalogs mean.
//!
//! Counties copy their phrases from the same documents: a hundred thousand entries hold a few
//! hundred different deadlines. Each distinct phrase is read once.
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::{
    basis::{
        citation::{Citation, citations},
        matching::Match,
        register::Register,
    },
    catalog::{Catalog, Entry},
    deadline::{Reading, read},
};

/// The distinct phrases of a compilation, and what they mean.
#[derive(Debug, Default)]
pub struct Readings {
    deadlines: FxHashMap<Box<str>, Reading>,
    bases: FxHashMap<Box<str>, Vec<Cited>>,
}

/// One document that a basis names, and what the register knows of it.
#[derive(Clone, Debug)]
pub struct Cited {
    /// The citation as read.
    pub citation: Citation,
    /// What the register makes of it.
    pub found: Match,
}

/// The distinct phrases of some catalogs.
type Phrases<'a> = (FxHashSet<&'a str>, FxHashSet<&'a str>);

impl Readings {
    /// Reads every distinct phrase of some catalogs.
    #[must_use]
    pub fn of<'a, 's: 'a>(
        catalogs: impl ParallelIterator<Item = &'a Catalog<'s>>,
        register: &Register,
    ) -> Self {
        let (deadlines, bases) = catalogs.map(phrases).reduce(Phrases::default, |a, b| {
            let (mut large, small) =
                if a.0.len() + a.1.len() < b.0.len() + b.1.len() { (b, a) } else { (a, b) };
            large.0.extend(small.0);
            large.1.extend(small.1);
            large
        });
        Self {
            deadlines: deadlines.into_par_iter().map(|it| (it.into(), read(it))).collect(),
            bases: bases.into_par_iter().map(|it| (it.into(), cited(it, register))).collect(),
        }
    }

    /// What a deadline means.
    #[must_use]
    pub fn deadline(&self, phrase: &str) -> Option<&Reading> {
        self.deadlines.get(phrase)
    }

    /// The documents that a basis names.
    #[must_use]
    pub fn basis(&self, text: &str) -> &[Cited] {
        self.bases.get(text).map_or(&[], Vec::as_slice)
    }
}

fn phrases<'a>(catalog: &'a Catalog<'_>) -> Phrases<'a> {
    let mut phrases = Phrases::default();
    let entries = catalog.entries.iter().chain(catalog.defaults.as_deref());
    for Entry { deadline, basis, .. } in entries {
        phrases.0.extend(deadline.iter().map(|it| it.value.as_ref()));
        phrases.1.extend(basis.iter().map(|it| it.value.as_ref()));
    }
    phrases
}

fn cited(text: &str, register: &Register) -> Vec<Cited> {
    let citations = citations(text).into_iter();
    citations.map(|citation| Cited { found: register.find(&citation), citation }).collect()
}
