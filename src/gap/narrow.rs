//! A view of a report: some domains, one office. Counts and scores are those of what is left.
use crate::{
    gap::{AgencyGap, DomainGap, GapReport},
    model::registry::DomainId,
};

/// What to look at; everything where nothing is said.
#[derive(Clone, Debug, Default)]
pub struct View {
    /// Only these domains.
    pub domains: Vec<DomainId>,
    /// Only what these offices are named for.
    pub offices: Vec<String>,
}

impl View {
    /// Whether it shows everything.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.domains.is_empty() && self.offices.is_empty()
    }

    fn shows_owners(&self, owners: &[String]) -> bool {
        self.offices.is_empty() || owners.iter().any(|it| self.offices.contains(it))
    }

    fn domain<'r>(&self, domain: DomainGap<'r>) -> Option<DomainGap<'r>> {
        if !self.domains.is_empty() && !self.domains.contains(&domain.domain) {
            return None;
        }
        let DomainGap { domain, mut entries, mut extra, .. } = domain;
        entries.retain(|it| self.shows_owners(&it.owners));
        extra.retain(|it| self.shows_owners(&it.owners));
        let is_empty = entries.is_empty() && extra.is_empty();
        (!is_empty).then(|| DomainGap::new(domain, entries, extra))
    }
}

impl<'r> GapReport<'r> {
    /// The report as a view shows it. Agencies of which nothing is left are left out.
    #[must_use]
    pub fn narrowed(mut self, view: &View) -> Self {
        if view.is_whole() {
            return self;
        }
        let agencies = std::mem::take(&mut self.agencies);
        let narrow = |agency: AgencyGap<'r>| {
            let AgencyGap { agency, standard, domains, mut undisclosed, .. } = agency;
            let domains: Vec<_> = domains.into_iter().filter_map(|it| view.domain(it)).collect();
            // A list of powers belongs to no domain.
            undisclosed.retain(|it| view.domains.is_empty() && view.shows_owners(&it.owners));
            let is_empty = domains.is_empty() && undisclosed.is_empty();
            (!is_empty).then(|| AgencyGap {
                undisclosed,
                ..AgencyGap::new(agency, standard, domains, &self.scale)
            })
        };
        self.agencies = agencies.into_iter().filter_map(narrow).collect();
        self
    }

    /// Every office named in the report, each once, in the order in which they come up.
    #[must_use]
    pub fn offices(&self) -> Vec<&str> {
        let entries = self.agencies.iter().flat_map(AgencyGap::entries);
        let names = entries.flat_map(|(_, it)| it.owners.iter().map(String::as_str));
        let mut seen = rustc_hash::FxHashSet::default();
        names.filter(|it| seen.insert(*it)).collect()
    }
}
