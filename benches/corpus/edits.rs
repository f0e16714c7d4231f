//! What a new version of a corpus changes: spread evenly over its tables, at most one edit in an entry, each kind in
//! its turn. What the diff must say of each is known when it is planted.

use std::io;

use super::change;
use super::entry::{self, Entry, Place};
use super::offices::OFFICES;
use super::prng::Prng;
use super::table::Table;
use super::words;

/// One thing that happens to one entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Edit {
    /// The deadline is sooner.
    Sooner,
    /// The field promises less.
    Weaker(&'static str),
    /// One more channel.
    ChannelAdded,
    /// The table has one more entry; the one at this place stays as it is.
    Added,
    /// The entry is gone.
    Removed,
    /// The entry has another id, and says which it bore, or not.
    Renumbered,
    /// The entry stands in another category.
    Moved,
    /// The entry stands at the end of its file.
    Reordered,
    /// A document of the basis is cited with an article.
    BasisReworded,
    /// Another office owes it.
    OwnerChanged,
}

/// What is planted in turn.
pub(crate) const EDITS: &[Edit] = &[
    Edit::Sooner,
    Edit::Weaker("channel"),
    Edit::Added,
    Edit::Weaker("content"),
    Edit::Renumbered,
    Edit::Weaker("deadline"),
    Edit::Moved,
    Edit::Removed,
    Edit::Weaker("method"),
    Edit::Reordered,
    Edit::ChannelAdded,
    Edit::BasisReworded,
    Edit::OwnerChanged,
];

/// One file in so many is written anew as a program would, with every list and quote in another style.
const RESERIALISED_IN: usize = 2;

/// An edit that waits for its entry.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PlannedEdit {
    /// The entry's index in its table.
    pub(crate) index: usize,
    /// What happens to it.
    pub(crate) edit: Edit,
    /// In which of its forms.
    pub(crate) form: usize,
}

/// What the diff must say of one edit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Effect {
    /// The entry's id in the new version; in the old one where it is gone.
    pub(crate) entry: String,
    /// Its old id, where that is another.
    pub(crate) was: Option<String>,
    /// `added`, `removed`, `changed`, `renumbered` or `moved`.
    pub(crate) action: &'static str,
    /// The field that changed.
    pub(crate) field: Option<&'static str>,
    /// `strengthened`, `weakened` or `neutral`.
    pub(crate) direction: &'static str,
}

/// The edits of one table, and how its file is written.
#[derive(Debug, Clone, Default)]
pub(crate) struct TableEdits {
    /// In the order of their entries.
    pub(crate) edits: Vec<PlannedEdit>,
    /// Whether the file is written anew in another style.
    pub(crate) is_reserialised: bool,
}

/// The edits of a corpus, given out table by table.
#[derive(Debug)]
pub(crate) struct Edits {
    seed: u64,
    planned: usize,
    tables: usize,
    table: usize,
    turn: usize,
}

impl Edits {
    /// Plans `edits` over `tables` tables of `entries` entries each; more than they can hold is an error.
    pub(crate) fn plan(seed: u64, edits: usize, tables: usize, entries: usize) -> io::Result<Self> {
        let room = tables * (entries / 2);
        if edits > room {
            let message = format!("{edits} edits do not fit: at most {room} here");
            return Err(io::Error::new(io::ErrorKind::InvalidInput, message));
        }
        Ok(Self { seed, planned: edits, tables, table: 0, turn: 0 })
    }

    /// What happens to the next table.
    pub(crate) fn next(&mut self, table: &Table<'_>) -> TableEdits {
        let share = |at: usize| self.planned * at / self.tables.max(1);
        let count = share(self.table + 1) - share(self.table);
        let is_reserialised = self.table.is_multiple_of(RESERIALISED_IN);
        let mut prng = Prng::keyed(self.seed, &[usize::MAX - 3, self.table]);
        self.table += 1;
        let edits = (0..count)
            .map(|number| {
                let from = table.entries * number / count;
                let to = table.entries * (number + 1) / count;
                let start = prng.below(to - from);
                let indexes = || (0..to - from).map(|step| from + (start + step) % (to - from));
                let form = self.turn / EDITS.len();
                // A kind that no entry here has room for gives way to the next.
                let fitting = (0..EDITS.len()).find_map(|skip| {
                    let edit = EDITS[(self.turn + skip) % EDITS.len()];
                    let index = indexes().find(|index| edit.fits(&table.entry(*index)))?;
                    Some(PlannedEdit { index, edit, form })
                });
                self.turn += 1;
                fitting.expect("an entry can always be removed")
            })
            .collect();
        TableEdits { edits, is_reserialised }
    }
}

impl Edit {
    fn fits(self, entry: &Entry) -> bool {
        match self {
            Self::Weaker(field) => change::weaken(&mut entry.clone(), field),
            Self::Sooner => words::STANDARD_DEADLINES.contains(&entry.deadline),
            _ => true,
        }
    }

    /// Changes an entry.
    pub(crate) fn apply(self, entry: &mut Entry, place: Place<'_>, index: usize, form: usize) {
        let domain = place.domain;
        match self {
            Self::Sooner => entry.deadline = words::SOONER,
            Self::Weaker(field) => {
                change::weaken(entry, field);
            }
            Self::ChannelAdded => {
                entry::add_channel(entry, &mut Prng::keyed(place.seed, &[index, form]));
            }
            Self::Renumbered => {
                entry.was = form.is_multiple_of(2).then(|| entry.id.clone());
                entry.id = format!("{}-N{:03}", domain.number, index + 1);
            }
            Self::Moved => {
                let at = domain.categories.iter().position(|it| *it == entry.category).unwrap_or(0);
                entry.category = domain.categories[(at + 1) % domain.categories.len()];
            }
            Self::BasisReworded => entry.basis[0].to_mut().push_str("第二条"),
            Self::OwnerChanged => {
                let at = OFFICES.iter().position(|it| it.name == entry.owner.lead[0]).unwrap_or(0);
                entry.owner.lead[0] = OFFICES[(at + 1) % OFFICES.len()].name;
            }
            Self::Added | Self::Removed | Self::Reordered => {}
        }
    }
}

impl PlannedEdit {
    /// What the diff must say; nothing where nothing changes.
    pub(crate) fn effect(&self, table: &Table<'_>) -> Option<Effect> {
        let mut new = table.entry(self.index);
        let old = new.id.clone();
        self.edit.apply(&mut new, table.place(), self.index, self.form);
        let changed = |field, direction| ("changed", Some(field), direction);
        let (action, field, direction) = match self.edit {
            Edit::Sooner => changed("deadline", "strengthened"),
            Edit::Weaker(field) => changed(field, "weakened"),
            Edit::ChannelAdded => changed("channel", "strengthened"),
            Edit::Added => ("added", None, "strengthened"),
            Edit::Removed => ("removed", None, "weakened"),
            Edit::Renumbered => ("renumbered", Some("id"), "neutral"),
            Edit::Moved => ("moved", Some("category"), "neutral"),
            Edit::Reordered => return None,
            Edit::BasisReworded => changed("basis", "neutral"),
            Edit::OwnerChanged => changed("owner", "neutral"),
        };
        let entry = match self.edit {
            Edit::Added => change::added(table.place(), self.index).id,
            _ => new.id,
        };
        let was = (self.edit == Edit::Renumbered).then_some(old);
        Some(Effect { entry, was, action, field, direction })
    }
}
