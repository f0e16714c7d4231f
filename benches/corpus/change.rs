//! What is planted as a gap: an entry made weaker, left out, or put down so that it has to be recognised.

use super::entry::{self, Entry, Place, Voice};
use super::layout::Sheet;
use super::words;

/// Whether a weaker field is approved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Approval {
    /// It is not.
    None,
    /// By a waiver that holds.
    Valid,
    /// By a waiver that has ended.
    Expired,
}

/// One thing that is planted in one entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Change {
    /// The field promises less.
    Weaker(&'static str, Approval),
    /// It is excluded for a lawful reason.
    Excluded,
    /// It is excluded because it is disclosed elsewhere, and the place is given.
    Elsewhere,
    /// It is not there.
    Removed,
    /// It has another id: still the same entry.
    Renumbered,
    /// It has another id and another name, and says which id it bore: still the same entry.
    Traced,
    /// It has another id and a name that says the same: still the same entry.
    Renamed,
    /// It stands in another category: still the same entry.
    Moved,
    /// The table has one more entry; the one at this place is as it should be.
    Added,
}

/// How an entry stands, as the gap report says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Truth {
    /// The entry's state; `extra` for one that the standard does not have.
    pub(crate) state: &'static str,
    /// The field that falls short.
    pub(crate) field: Option<&'static str>,
    /// How it falls short.
    pub(crate) shortfall: Option<&'static str>,
}

impl Truth {
    /// A state that no field is named with.
    pub(crate) const fn of(state: &'static str) -> Self {
        Self { state, field: None, shortfall: None }
    }

    /// An entry of which one field falls short.
    pub(crate) const fn partial(field: &'static str, shortfall: &'static str) -> Self {
        Self { state: "partial", field: Some(field), shortfall: Some(shortfall) }
    }
}

impl Change {
    /// Whether the entry has room for it.
    pub(crate) fn fits(self, entry: &Entry) -> bool {
        match self {
            Self::Weaker(field, _) => weaken(&mut entry.clone(), field),
            _ => true,
        }
    }

    /// What the report must say of the entry.
    pub(crate) fn truth(self) -> Truth {
        match self {
            Self::Weaker(field, Approval::Valid) => Truth::partial(field, "waived"),
            Self::Weaker(field, _) => Truth::partial(field, "weaker"),
            Self::Excluded => Truth::of("excluded"),
            Self::Elsewhere => Truth::of("elsewhere"),
            Self::Removed => Truth::of("missing"),
            Self::Renumbered | Self::Traced | Self::Renamed | Self::Moved => Truth::of("met"),
            Self::Added => Truth::of("extra"),
        }
    }

    /// Changes an entry of a table that stands alone.
    pub(crate) fn apply(self, entry: &mut Entry, place: Place<'_>, index: usize, form: usize) {
        let number = place.domain.number;
        let renumber = |entry: &mut Entry| entry.id = format!("{number}-N{:03}", index + 1);
        match self {
            Self::Weaker(field, _) => {
                weaken(entry, field);
            }
            Self::Renumbered => renumber(entry),
            Self::Traced => {
                renumber(entry);
                entry.was = Some(entry::id(place.domain, index));
                entry.name = format!("机构改革后归并事项（第{}项）", index + 1);
            }
            Self::Renamed => {
                renumber(entry);
                entry.name.push_str("信息公开");
                // The elements as the standard has them, or with one more.
                entry.content = entry::make(place, index, Voice::Offices).content;
                if form % 2 == 1 {
                    entry.content.push("常用表格下载".into());
                }
            }
            Self::Moved => {
                let categories = &place.domain.categories;
                let at = categories.iter().position(|it| *it == entry.category).unwrap_or(0);
                entry.category = categories[(at + 1) % categories.len()];
            }
            Self::Excluded | Self::Elsewhere | Self::Removed | Self::Added => {}
        }
    }
}

/// Makes a field of an entry promise less; false where it cannot.
pub(crate) fn weaken(entry: &mut Entry, field: &str) -> bool {
    match field {
        "deadline" => {
            let laxer = words::LAXER.iter().find(|(deadline, _)| *deadline == entry.deadline);
            laxer.map(|(_, laxer)| entry.deadline = laxer).is_some()
        }
        "channel" => {
            let fits = entry.channel.len() > 1;
            if fits {
                entry.channel.remove(1);
            }
            fits
        }
        "content" => {
            // An element that stands inside another is not lost with it.
            let is_inside = |at: usize| {
                let others = entry.content.iter().enumerate().filter(|(other, _)| *other != at);
                others.map(|(_, other)| other).any(|other| other.contains(&*entry.content[at]))
            };
            let found = (0..entry.content.len()).find(|at| !is_inside(*at));
            let found = found.filter(|_| entry.content.len() > 1);
            found.map(|at| entry.content.remove(at)).is_some()
        }
        "method" => {
            let fits = entry.method.contains(&"主动公开");
            entry.method = &["依申请公开"];
            fits
        }
        "audience" => {
            let fits = entry.audience == "全社会";
            entry.audience = "特定群体：申请人";
            fits
        }
        "level" => {
            let fits = entry.level.len() > 1;
            entry.level = &entry.level[..entry.level.len().saturating_sub(1)];
            fits
        }
        _ => false,
    }
}

/// Lays out the one field of an overlay's entry.
pub(crate) fn lay_out(sheet: &mut Sheet, entry: &Entry, field: &'static str) {
    sheet.id(&entry.id);
    match field {
        "deadline" => sheet.scalar(field, entry.deadline, ""),
        "channel" => sheet.list(field, &entry.channel, false),
        "content" => sheet.list(field, &entry.content, false),
        "method" => sheet.list(field, entry.method, false),
        "audience" => sheet.scalar(field, entry.audience, ""),
        _ => sheet.list(field, entry.level, false),
    }
}

/// The entry that a table has more than the standard, whole; its name is like no other.
pub(crate) fn added(place: Place<'_>, index: usize) -> Entry {
    Entry {
        id: format!("{}-M{:03}", place.domain.number, index + 1),
        name: format!("便民利企特色举措（第{}项）", index + 1),
        ..entry::make(place, place.entries + 1 + index, Voice::Offices)
    }
}
