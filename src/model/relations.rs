//! What an entry says of other entries: that it explains, covers or is disclosed by them.
use crate::model::{Text, catalog::Entry};

/// What an entry says of other entries. Few entries do, so it is kept apart from them.
#[derive(Clone, Debug, Default)]
pub struct Relations<'s> {
    /// What the entry explains (政策解读): ids of entries, or 《titles》 of documents.
    pub explains: Vec<Text<'s>>,
    /// The entries that an item of a negative list covers.
    pub covers: Vec<Text<'s>>,
    /// The entries that disclose a power or service.
    pub disclosed_by: Vec<Text<'s>>,
}

impl<'s> Entry<'s> {
    /// The entries and documents that it explains.
    #[must_use]
    pub fn explains(&self) -> &[Text<'s>] {
        self.relations.as_ref().map_or(&[], |it| &it.explains)
    }

    /// The entries that it covers, in a negative list.
    #[must_use]
    pub fn covers(&self) -> &[Text<'s>] {
        self.relations.as_ref().map_or(&[], |it| &it.covers)
    }

    /// The entries that disclose it, in a list of powers.
    #[must_use]
    pub fn disclosed_by(&self) -> &[Text<'s>] {
        self.relations.as_ref().map_or(&[], |it| &it.disclosed_by)
    }
}
