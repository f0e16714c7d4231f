//! The checks that are to run, sorted by what they look at.
use crate::check::{
    AgencyCheck, BasisCheck, CatalogCheck, Check, DeadlineCheck, EntryCheck, OwnerCheck,
    PublishedCheck, ResolvedCheck, Rule, SettingsCheck, TextCheck, marks::Marks,
};

/// Checks of one kind, each with its rule.
type Kind<C> = Vec<(&'static Rule, C)>;

/// See [`Check`].
#[derive(Debug, Default)]
pub(super) struct Checks {
    /// How many an earlier stage makes.
    pub(super) stages: usize,
    pub(super) texts: Kind<(Marks, TextCheck)>,
    pub(super) entries: Kind<EntryCheck>,
    pub(super) owners: Kind<OwnerCheck>,
    pub(super) bases: Kind<BasisCheck>,
    pub(super) deadlines: Kind<DeadlineCheck>,
    pub(super) resolved: Kind<ResolvedCheck>,
    pub(super) catalogs: Kind<CatalogCheck>,
    pub(super) agencies: Kind<AgencyCheck>,
    pub(super) published: Kind<PublishedCheck>,
    pub(super) settings: Kind<SettingsCheck>,
}

impl Checks {
    /// Adds those of a rule.
    pub(super) fn add(&mut self, rule: &'static Rule) {
        for check in rule.checks {
            match *check {
                Check::Stage => self.stages += 1,
                Check::Text(marks, check) => self.texts.push((rule, (marks, check))),
                Check::Entry(check) => self.entries.push((rule, check)),
                Check::Owner(check) => self.owners.push((rule, check)),
                Check::Basis(check) => self.bases.push((rule, check)),
                Check::Deadline(check) => self.deadlines.push((rule, check)),
                Check::Resolved(check) => self.resolved.push((rule, check)),
                Check::Catalog(check) => self.catalogs.push((rule, check)),
                Check::Agency(check) => self.agencies.push((rule, check)),
                Check::Published(check) => self.published.push((rule, check)),
                Check::Settings(check) => self.settings.push((rule, check)),
            }
        }
    }
}
