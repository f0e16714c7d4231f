//! The cells of a row to the fields of an entry.
pub mod basis;
pub mod boxes;
pub mod choice;
pub mod fault;
pub mod field;
pub mod levels;
pub mod lexicon;
pub mod marks;
pub mod owner;
pub mod radicals;
pub mod row;
pub mod signs;
pub mod split;
pub mod ticks;
pub mod words;

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use crate::{
    import::cells::lexicon::Lexicon,
    model::{field::Field, registry::Registries},
};

/// One row as an entry, not yet in its place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// The file that it was read from.
    pub file: String,
    /// The sheet, or the table in its document.
    pub sheet: String,
    /// The row's first cell, as `A17`.
    pub cell: String,
    /// The id that an export gave the row.
    pub id: Option<String>,
    /// The ids that the entry bore before.
    pub was: Vec<String>,
    /// 序号, as an id may have it.
    pub number: Option<String>,
    /// The fields. The owner here is who leads.
    pub fields: BTreeMap<Field, Vec<String>>,
    /// 配合单位
    pub with: Vec<String>,
    /// What is kept in comments: columns without a field, and the originals of guesses.
    pub notes: Vec<String>,
}

impl Draft {
    /// The entry's name, to be shown.
    #[must_use]
    pub fn name(&self) -> &str {
        self.fields.get(&Field::Name).and_then(|it| it.first()).map_or("", String::as_str)
    }
}

/// What all cells are read with.
#[derive(Debug)]
pub struct Context<'r> {
    /// Domains, vocabulary, laws.
    pub registries: &'r Registries,
    /// The words of channels.
    pub channels: Lexicon<'r>,
    /// The words of methods.
    pub methods: Lexicon<'r>,
    /// The words of audiences.
    pub audiences: Lexicon<'r>,
    /// The words of levels.
    pub levels: Lexicon<'r>,
    /// The words of stages.
    pub stages: Lexicon<'r>,
    /// Elements of content that other catalogs have.
    pub known: FxHashSet<String>,
}

impl<'r> Context<'r> {
    /// What is known in a workspace.
    #[must_use]
    pub fn new(registries: &'r Registries, known: FxHashSet<String>) -> Self {
        let words = &registries.vocabulary;
        Self {
            registries,
            channels: Lexicon::new(&words.channels),
            methods: Lexicon::new(&words.methods),
            audiences: Lexicon::new(&words.audiences),
            levels: Lexicon::new(&words.levels),
            stages: Lexicon::new(&words.stages),
            known,
        }
    }

    /// The lexicon of a field that chooses from a list.
    #[must_use]
    pub fn lexicon(&self, field: Field) -> Option<&Lexicon<'r>> {
        match field {
            Field::Channel => Some(&self.channels),
            Field::Method => Some(&self.methods),
            Field::Audience => Some(&self.audiences),
            Field::Level => Some(&self.levels),
            Field::Stage => Some(&self.stages),
            _ => None,
        }
    }
}
