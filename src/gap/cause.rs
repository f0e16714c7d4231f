//! Gaps folded by their cause: one line of a standard that many agencies do not keep is one cause.
use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    diagnostic::Message,
    gap::{
        AgencyGap, EntryGap, FieldGap, GapReport,
        state::{Shortfall, State},
    },
    model::registry::DomainId,
    resolve::AgencyId,
    span::Span,
};

/// What is short.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lack {
    /// The entry as a whole.
    Entry(State),
    /// A field of it, as files name it; `ledger` for what was published late or not at all.
    Field(&'static str, Shortfall),
}

/// One cause, and whom it concerns.
#[derive(Clone, Debug)]
pub struct Cause {
    /// What is short.
    pub lack: Lack,
    /// The entry of the standard: its domain, id and name. `None` where the cause is no entry's
    /// own: a role that no office fills.
    pub entry: Option<(DomainId, String, String)>,
    /// Why, as the first case has it; `None` for entries that are not there.
    pub why: Option<Message>,
    /// The agencies concerned, in order.
    pub agencies: Vec<AgencyId>,
    /// How many entries are concerned, over all agencies.
    pub entries: usize,
    /// Where the standard says it.
    pub standard_at: Span,
}

/// What makes two gaps one cause.
#[derive(PartialEq, Eq, Hash)]
enum Key<'g> {
    Entry(AgencyId, DomainId, &'g str, Lack),
    Role(AgencyId, &'g str),
}

/// The causes of all gaps of a report, those of the most agencies first, then of the most entries,
/// else in order.
#[must_use]
pub fn causes(report: &GapReport) -> Vec<Cause> {
    let mut causes: Vec<Cause> = Vec::new();
    let mut index: FxHashMap<Key<'_>, usize> = FxHashMap::default();
    for agency in &report.agencies {
        for (domain, entry) in agency.entries().filter(|(_, it)| it.is_gap()) {
            let mut seen = FxHashSet::default();
            for (lack, finding) in lacks(entry) {
                let key = key(agency, domain, entry, lack, finding);
                let at = *index.entry(key).or_insert_with(|| {
                    causes.push(cause(domain, entry, lack, finding));
                    causes.len() - 1
                });
                // Several rows of a ledger are one entry.
                if seen.insert(at) {
                    causes[at].entries += 1;
                }
                if causes[at].agencies.last() != Some(&agency.agency) {
                    causes[at].agencies.push(agency.agency);
                }
            }
        }
    }
    causes.sort_by_key(|it| std::cmp::Reverse((it.agencies.len(), it.entries)));
    causes
}

/// What is short about an entry: it as a whole, or its fields.
fn lacks<'g>(entry: &'g EntryGap<'_>) -> Vec<(Lack, Option<&'g FieldGap>)> {
    let fields = entry.findings.iter().filter(|it| it.shortfall.is_gap());
    let mut lacks: Vec<_> =
        fields.map(|it| (Lack::Field(it.field, it.shortfall), Some(it))).collect();
    // Partial and overdue are said by their findings.
    if matches!(entry.state, State::Missing | State::NotChecked) || lacks.is_empty() {
        lacks.insert(0, (Lack::Entry(entry.state), None));
    }
    lacks
}

fn key<'g>(
    agency: &AgencyGap,
    domain: DomainId,
    entry: &'g EntryGap,
    lack: Lack,
    finding: Option<&'g FieldGap>,
) -> Key<'g> {
    match (lack, finding) {
        (Lack::Field(_, Shortfall::Unlocalised), Some(finding)) => {
            Key::Role(agency.standard, &finding.why.zh)
        }
        _ => Key::Entry(agency.standard, domain, entry.id, lack),
    }
}

fn cause(domain: DomainId, entry: &EntryGap, lack: Lack, finding: Option<&FieldGap>) -> Cause {
    let is_role = matches!(lack, Lack::Field(_, Shortfall::Unlocalised));
    Cause {
        lack,
        entry: (!is_role).then(|| (domain, entry.id.to_owned(), entry.name.to_owned())),
        why: finding.map(|it| it.why.clone()),
        agencies: Vec::new(),
        entries: 0,
        standard_at: finding.map_or(entry.standard_at, |it| it.standard_at),
    }
}
