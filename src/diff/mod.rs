//! What a new version strengthens or weakens for the public: two resolutions to a [`ChangeSet`].
//!
//! What is compared is what was compiled, agency by agency and table by table. One cause is one
//! change: what a layer wrote is reported where it was written, with the agencies that it reaches;
//! what a registry changed is reported as the registry's, with the entries that it touches.
mod agency;
pub mod accept;
mod entry;
mod fate;
mod identity;
mod link;
mod moved;
mod office;
mod pace;
mod parts;
mod print;
mod record;
mod registry;
pub mod rules;
mod share;
mod sides;
mod strays;
mod summary;
mod table;
mod touch;
mod vocabulary;
pub mod words;

use crate::{
    diagnostic::{Message, Severity},
    diff::{accept::Approval, rules::Rule},
    resolve::Resolution,
    span::Span,
};

pub use self::{
    share::{Plan, Share, Shares},
    summary::Summary,
};

/// What happened to an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Action {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It has another id.
    Renumbered,
    /// It has another name.
    Renamed,
    /// It stands in another category or domain.
    Moved,
    /// One of its fields says something else.
    Changed,
}

impl Action {
    /// The word of the machine-readable output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Renumbered => "renumbered",
            Self::Renamed => "renamed",
            Self::Moved => "moved",
            Self::Changed => "changed",
        }
    }

    /// The word for people.
    #[must_use]
    pub fn label(self) -> Message {
        let (zh, en) = match self {
            Self::Added => ("新增", "added"),
            Self::Removed => ("删去", "removed"),
            Self::Renumbered => ("改编号", "renumbered"),
            Self::Renamed => ("改名", "renamed"),
            Self::Moved => ("移位", "moved"),
            Self::Changed => ("改动", "changed"),
        };
        Message { zh: zh.to_owned(), en: en.to_owned() }
    }
}

/// What a change means for the public; what needs a decision comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// The public is promised less.
    Weakened,
    /// The texts cannot decide.
    Undetermined,
    /// The public is promised more.
    Strengthened,
    /// Neither more nor less.
    Neutral,
}

impl Direction {
    /// Every direction, what needs a decision first.
    pub const ALL: [Self; 4] =
        [Self::Weakened, Self::Undetermined, Self::Strengthened, Self::Neutral];

    /// The word of the machine-readable output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Weakened => "weakened",
            Self::Undetermined => "undetermined",
            Self::Strengthened => "strengthened",
            Self::Neutral => "neutral",
        }
    }

    /// The word for people.
    #[must_use]
    pub fn label(self) -> Message {
        let (zh, en) = match self {
            Self::Weakened => ("减弱", "weakened"),
            Self::Undetermined => ("待定", "undetermined"),
            Self::Strengthened => ("加强", "strengthened"),
            Self::Neutral => ("中性", "neutral"),
        };
        Message { zh: zh.to_owned(), en: en.to_owned() }
    }

    /// The direction with the sides exchanged.
    #[must_use]
    pub fn mirrored(self) -> Self {
        match self {
            Self::Weakened => Self::Strengthened,
            Self::Strengthened => Self::Weakened,
            other => other,
        }
    }
}

/// One change.
#[derive(Clone, Debug)]
pub struct Change {
    /// The agency whose layer wrote it: its folder's name. `None` for what all agencies share.
    pub agency: Option<String>,
    /// The agency's full name.
    pub agency_name: String,
    /// The code of the domain.
    pub domain: Option<String>,
    /// The name of the domain, or of the kind of table.
    pub domain_name: String,
    /// The entry's id: the new one where it has changed.
    pub entry: Option<String>,
    /// The entry's name, or that of what changed in a registry.
    pub name: String,
    /// The id that it bore, where that has changed.
    pub was: Option<String>,
    /// What happened.
    pub action: Action,
    /// The field, as files name it; `registry:basis` and the like for what agencies share.
    pub field: Option<&'static str>,
    /// What it means for the public.
    pub direction: Direction,
    /// The rule that says so.
    pub rule: &'static Rule,
    /// Why, in a few words.
    pub reason: Message,
    /// What was there.
    pub old: Option<String>,
    /// What is there.
    pub new: Option<String>,
    /// Where it was written, in the old version.
    pub old_at: Option<Span>,
    /// Where it is written, in the new version.
    pub new_at: Option<Span>,
    /// The other agencies that it reaches, in order.
    pub affects: Vec<Reached>,
    /// The entries that a registry's change touches.
    pub touches: Vec<Touched>,
    /// Why the entry may be another one, where it was recognised by its looks.
    pub doubt: Option<Message>,
    /// How bad, by `[diff]` of `govcat.toml`.
    pub severity: Severity,
    /// Who approved it.
    pub accepted: Option<Approval>,
    /// What stays the same while the change does: no language, no wording, no place.
    pub fingerprint: u64,
}

impl Change {
    /// A change of something that all agencies share, which nobody approved yet and of which no side is known.
    fn new(rule: &'static Rule, reason: Message) -> Self {
        Self {
            agency: None,
            agency_name: String::new(),
            domain: None,
            domain_name: String::new(),
            entry: None,
            name: String::new(),
            was: None,
            action: Action::Changed,
            field: None,
            direction: rule.direction,
            rule,
            reason,
            old: None,
            new: None,
            old_at: None,
            new_at: None,
            affects: Vec::new(),
            touches: Vec::new(),
            doubt: None,
            severity: Severity::Info,
            accepted: None,
            fingerprint: 0,
        }
    }
}

/// An agency that a change of a layer below reaches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reached {
    /// Its folder's name.
    pub agency: String,
    /// Its full name.
    pub name: String,
}

/// An entry that a registry's change touches.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Touched {
    /// The agency's folder.
    pub agency: String,
    /// The domain's code.
    pub domain: Option<String>,
    /// The entry's id.
    pub entry: String,
}

/// What was compared: so that nothing is skipped in silence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Compared {
    /// Agencies on either side.
    pub agencies: usize,
    /// Entries of the old version, as compiled.
    pub old_entries: usize,
    /// Entries of the new version, as compiled.
    pub new_entries: usize,
}

/// Every change between two versions.
#[derive(Clone, Debug, Default)]
pub struct ChangeSet {
    /// The changes: what all agencies share, then by agency, domain and entry.
    pub changes: Vec<Change>,
    /// What was compared.
    pub compared: Compared,
    /// How many changes are left out, because `[diff]` switches their rules off.
    pub hidden: usize,
}

/// Compares two versions.
#[must_use]
pub fn diff<'r>(old: &'r Resolution<'r>, new: &'r Resolution<'r>) -> ChangeSet {
    let plan = Plan::new(old, new);
    let mut shares = Shares::new(&plan);
    let all = Share::default();
    shares.add(old, new, &all);
    shares.finish()
}
