//! What the deadlines and citations of all catalogs mean.
//!
//! Counties copy their phrases from the same documents: a hundred thousand entries hold a few
//! hundred different deadlines. Each distinct phrase is read once.
use std::borrow::Cow;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::{
    Text,
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
#[derive(Debug, Default)]
pub struct Phrases<'s> {
    deadlines: FxHashSet<Cow<'s, str>>,
    bases: FxHashSet<Cow<'s, str>>,
}

impl<'s> Phrases<'s> {
    /// Adds those of a catalog.
    pub fn add(&mut self, catalog: &Catalog<'s>) {
        let entries = catalog.entries.iter().chain(catalog.defaults.as_deref());
        for Entry { deadline, basis, .. } in entries {
            add(&mut self.deadlines, deadline.as_slice());
            add(&mut self.bases, basis);
        }
    }

    /// Those of both.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.deadlines.extend(other.deadlines);
        self.bases.extend(other.bases);
        self
    }
}

fn add<'s>(phrases: &mut FxHashSet<Cow<'s, str>>, texts: &[Text<'s>]) {
    for text in texts {
        if !phrases.contains(text.value.as_ref()) {
            phrases.insert(text.value.clone());
        }
    }
}

impl Readings {
    /// Reads every phrase.
    #[must_use]
    pub fn of(phrases: Phrases<'_>, register: &Register) -> Self {
        let Phrases { deadlines, bases } = phrases;
        Self {
            deadlines: deadlines
                .into_par_iter()
                .map(|it| (it.as_ref().into(), read(&it)))
                .collect(),
            bases: bases
                .into_par_iter()
                .map(|it| (it.as_ref().into(), cited(&it, register)))
                .collect(),
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

fn cited(text: &str, register: &Register) -> Vec<Cited> {
    let citations = citations(text).into_iter();
    citations.map(|citation| Cited { found: register.find(&citation), citation }).collect()
}
