//! What few entries say: that they explain, cover or are disclosed by others, and which of their fields
//! were filled in.
use crate::model::{Text, catalog::Entry, field::Field, list::List};

/// What few entries say, and so is kept apart from them.
#[derive(Clone, Debug, Default)]
pub struct Relations<'s> {
    /// What the entry explains (政策解读): ids of entries, or 《titles》 of documents.
    pub explains: List<Text<'s>>,
    /// The entries that an item of a negative list covers.
    pub covers: List<Text<'s>>,
    /// The entries that disclose a power or service.
    pub disclosed_by: List<Text<'s>>,
    /// The fields that were filled in: the source does not say them.
    pub reconstructed: List<Text<'s>>,
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

    /// The fields that were filled in, as written.
    #[must_use]
    pub fn reconstructed(&self) -> &[Text<'s>] {
        self.relations.as_ref().map_or(&[], |it| &it.reconstructed)
    }

    /// Whether a field that is written here was filled in.
    #[must_use]
    pub fn fills_in(&self, field: Field) -> bool {
        self.reconstructed().iter().any(|it| it.value == field.name())
    }
}
