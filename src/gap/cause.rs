//! Gaps folded by their cause: one line of a standard that many agencies do not keep is one cause.
use std::cmp::Reverse;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    diagnostic::Message,
    gap::{
        AgencyGap, EntryGap, FieldGap, GapReport, Line,
        state::{Shortfall, State},
    },
    model::registry::DomainId,
    resolve::AgencyId,
    source::Workspace,
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
    /// The agency whose catalogs are the standard.
    pub standard: AgencyId,
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
    pub standard_at: Line,
}

/// The causes of the gaps of agencies that are looked at one after the other.
#[derive(Debug, Default)]
pub struct Causes {
    /// In the order in which they come up.
    list: Vec<Cause>,
    /// Where each is in the list, by the entry's id or the role.
    index: FxHashMap<Kind, FxHashMap<Box<str>, usize>>,
}

/// The standard, the domain (`None` for a role that no office fills), and what is short.
type Kind = (AgencyId, Option<DomainId>, Lack);

impl Causes {
    /// Adds an agency's gaps.
    pub fn add(&mut self, agency: &AgencyGap<'_>, workspace: &Workspace) {
        for (domain, entry) in agency.entries().filter(|(_, it)| it.is_gap()) {
            let mut seen = FxHashSet::default();
            for (lack, finding) in lacks(entry) {
                let at = self.find(agency.standard, domain, entry, lack, finding, workspace);
                let cause = &mut self.list[at];
                // Several rows of a ledger are one entry.
                if seen.insert(at) {
                    cause.entries += 1;
                }
                if cause.agencies.last() != Some(&agency.agency) {
                    cause.agencies.push(agency.agency);
                }
            }
        }
    }

    /// The place in the list of what is short; it is begun where it is new.
    fn find(
        &mut self,
        standard: AgencyId,
        domain: DomainId,
        entry: &EntryGap<'_>,
        lack: Lack,
        finding: Option<&FieldGap>,
        workspace: &Workspace,
    ) -> usize {
        let role = finding.filter(|it| it.shortfall == Shortfall::Unlocalised);
        let name = role.map_or(entry.id, |it| &it.why.zh);
        let of_name = self.index.entry((standard, role.is_none().then_some(domain), lack));
        let of_name = of_name.or_default();
        if let Some(at) = of_name.get(name) {
            return *at;
        }
        of_name.insert(name.into(), self.list.len());
        let standard_at = finding.map_or(entry.standard_at, |it| it.standard_at);
        self.list.push(Cause {
            standard,
            lack,
            entry: role.is_none().then(|| (domain, entry.id.to_owned(), entry.name.to_owned())),
            why: finding.map(|it| it.why.clone()),
            agencies: Vec::new(),
            entries: 0,
            standard_at: Line::of(workspace, standard_at),
        });
        self.list.len() - 1
    }

    /// The causes in the order in which they come up.
    #[must_use]
    pub fn listed(self) -> Vec<Cause> {
        self.list
    }

    /// The causes, those of the most agencies first, then of the most entries, else in the order in which they
    /// came up.
    #[must_use]
    pub fn sorted(self) -> Vec<Cause> {
        let mut causes = self.listed();
        causes.sort_by_key(|it| Reverse((it.agencies.len(), it.entries)));
        causes
    }
}

/// The causes of all gaps of a report.
#[must_use]
pub fn causes(report: &GapReport, workspace: &Workspace) -> Vec<Cause> {
    let mut causes = Causes::default();
    report.agencies.iter().for_each(|it| causes.add(it, workspace));
    causes.sorted()
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
