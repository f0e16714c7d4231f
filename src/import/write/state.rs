//! What an import wrote, kept beside the catalogs: `.govcat/import/<catalog>.json`.
//!
//! A later import compares three: what the source said then, what it says now, and what the file says.
//! Only so can it tell a correction of the source from one made by hand. git keeps the file with the
//! catalogs, so that colleagues have the same memory.
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{diagnostic::message, error::Error, import::cells::Draft, model::field::Field};

/// The folder of these files, below the agency's.
pub const FOLDER: &str = ".govcat/import";

/// What one import wrote into one catalog.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct State {
    /// The version of this file's form.
    pub version: u32,
    /// By id: the entry as it was read.
    pub entries: BTreeMap<String, Values>,
}

/// An entry's values by field; `with` is 配合单位, `notes` the comments.
pub type Values = BTreeMap<String, Vec<String>>;

impl State {
    /// Reads what an earlier import left.
    ///
    /// # Errors
    /// When it is damaged.
    pub fn read(path: &str, text: &str) -> Result<Self, Error> {
        serde_json::from_str(text).map_err(|error| {
            Error::new(message!("{path} 已损坏：{error}", "{path} is damaged: {error}")).with_help(message!(
                "从 git 取回它，或删去它：删去以后，和表格不同之处都算手工修改",
                "get it back from git, or delete it: then whatever differs from the table counts as edited by hand"
            ))
        })
    }

    /// The text of the file.
    #[must_use]
    pub fn text(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }
}

/// The values of a row.
#[must_use]
pub fn values(draft: &Draft) -> Values {
    let mut values: Values = Field::ALL
        .into_iter()
        .filter_map(|field| Some((field.name().to_owned(), draft.fields.get(&field)?.clone())))
        .collect();
    for (key, list) in [("with", &draft.with), ("was", &draft.was), ("notes", &draft.notes)] {
        if !list.is_empty() {
            values.insert(key.to_owned(), list.clone());
        }
    }
    values
}
