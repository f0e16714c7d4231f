//! The home page: the agencies, and what was checked.
use std::collections::BTreeMap;

use serde::Serialize;

use crate::{
    model::{catalog::Kind, registry::DomainId},
    render::{
        address,
        edition::Edition,
        feed,
        gap::{self, site::GapMark},
        history::{self, StepRow},
        register::BasisCounts,
        sheet::Counts,
        site::{self, Download, Link, Page},
    },
    resolve::{AgencyId, TableId},
};

/// `index.html`
#[derive(Debug, Serialize)]
pub struct HomePage {
    /// The frame.
    pub page: Page,
    /// Its feeds.
    pub feeds: Vec<Link>,
    /// The configured first paragraph.
    pub intro: Option<String>,
    /// What the newest version changed; `None` where nothing is known of earlier ones.
    pub latest: Option<StepRow>,
    /// What the agencies lack against their standards; `None` where none has one.
    pub gap: Option<Link>,
    /// Everything in one file.
    pub downloads: Vec<Download>,
    /// The agencies, in order.
    pub agencies: Vec<AgencyCard>,
    /// How many documents the entries stand on.
    pub bases: BasisCounts,
    /// What was checked.
    pub certificate: Certificate,
    /// The domains of the register, and how many agencies have them.
    pub domains: Vec<DomainLine>,
    /// Entries that were left out because something is wrong with them.
    pub left_out: usize,
}

/// A domain across the agencies.
#[derive(Clone, Debug, Serialize)]
pub struct DomainLine {
    /// Its number, with two digits.
    pub number: String,
    /// Its name.
    pub name: String,
    /// Its table at the first agency that lies over no other; at the first of all where none of those has
    /// one.
    pub href: Option<String>,
    /// Whether that agency lies over no other.
    #[serde(skip)]
    is_standard: bool,
    /// How many agencies have it.
    pub agencies: usize,
    /// How many entries they have in it.
    pub entries: usize,
}

/// An agency, as a card that leads to its page.
#[derive(Debug, Serialize)]
pub struct AgencyCard {
    /// Its name.
    pub name: String,
    /// Its page.
    pub href: String,
    /// Its level of government.
    pub level: Option<String>,
    /// Its division code.
    pub code: Option<String>,
    /// The name of the layer below.
    pub extends: Option<String>,
    /// How much it has.
    pub counts: Counts,
    /// Its score, where it is reported on.
    pub report: Option<GapMark>,
}

/// What was checked. It has no clock: the same catalogs give the same certificate.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Certificate {
    /// Files read.
    pub files: usize,
    /// Entries written in them.
    pub entries: usize,
    /// Rules that were on.
    pub rules: usize,
    /// How often a rule looked at something.
    pub evaluations: usize,
    /// Errors found.
    pub errors: usize,
    /// Warnings found.
    pub warnings: usize,
}

/// The domains across the agencies, as these are finished.
#[derive(Debug, Default)]
pub struct Overview {
    domains: BTreeMap<DomainId, DomainLine>,
}

impl Overview {
    /// Adds a table of an agency.
    pub fn add(&mut self, edition: &Edition<'_, '_>, id: TableId, entries: usize) {
        let table = edition.resolution.table(id);
        let Some(domain) = table.domain.filter(|_| table.kind == Kind::Standard) else { return };
        let agency = edition.resolution.agency(table.agency);
        let line = self.domains.entry(domain).or_insert_with(|| {
            let domain = edition.resolution.registries.domains.get(domain);
            DomainLine {
                number: format!("{:02}", domain.number),
                name: domain.name.clone(),
                href: None,
                is_standard: false,
                agencies: 0,
                entries: 0,
            }
        });
        line.agencies += 1;
        line.entries += entries;
        let is_standard = agency.below.is_none();
        if line.href.is_none() || (is_standard && !line.is_standard) {
            line.is_standard = is_standard;
            let folder = format!("{}/{}", agency.key, edition.folder(id));
            line.href = Some(format!("{}/index.html", address::href(&folder)));
        }
    }

    /// The domains by their numbers.
    #[must_use]
    pub fn lines(self) -> Vec<DomainLine> {
        let mut lines: Vec<DomainLine> = self.domains.into_values().collect();
        lines.sort_by(|a, b| {
            a.number.len().cmp(&b.number.len()).then_with(|| a.number.cmp(&b.number))
        });
        lines
    }
}

impl HomePage {
    /// The page, once the agencies are counted.
    #[must_use]
    pub fn new(
        edition: &Edition<'_, '_>,
        agencies: Vec<AgencyCard>,
        domains: Vec<DomainLine>,
        bases: BasisCounts,
    ) -> Self {
        let config = &edition.workspace.config;
        let description = config.site.description.trim();
        Self {
            page: Page { title: site::title(&[site::name(config)]), ..Page::default() },
            feeds: feed::all(edition),
            intro: (!description.is_empty()).then(|| description.to_owned()),
            latest: history::latest(&edition.history),
            gap: gap::site::link(edition),
            downloads: vec![
                Download {
                    text: "下载全部目录 CSV", href: "all.csv".to_owned(), mime: "text/csv"
                },
                Download {
                    text: "下载全部目录 JSON",
                    href: "all.json".to_owned(),
                    mime: "application/json",
                },
                Download {
                    text: "数据目录 JSON-LD（DCAT）",
                    href: "catalog.jsonld".to_owned(),
                    mime: "application/ld+json",
                },
            ],
            domains,
            left_out: agencies.iter().map(|it| it.counts.left_out).sum(),
            agencies,
            bases,
            certificate: edition.certificate,
        }
    }
}

impl AgencyCard {
    /// The card of an agency.
    #[must_use]
    pub fn new(edition: &Edition<'_, '_>, id: AgencyId, counts: Counts) -> Self {
        let agency = edition.resolution.agency(id);
        let below = agency.below.map(|it| edition.resolution.agency(it).name().to_owned());
        let file = agency.file.as_ref();
        let levels = &edition.resolution.registries.vocabulary.levels;
        Self {
            name: agency.name().to_owned(),
            href: format!("{}/index.html", address::href(&agency.key)),
            level: file.and_then(|it| it.level.as_ref()).map(|it| it.standard(levels).into_owned()),
            code: file.and_then(|it| it.code.as_ref()).map(|it| it.value.clone().into_owned()),
            extends: below,
            counts,
            report: None,
        }
    }
}
