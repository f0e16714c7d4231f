//! An agency's page: its domains, its offices, what does not apply to it.
use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;
use serde::Serialize;

use crate::{
    model::{
        catalog::Kind,
        registry::{Domain, DomainId},
    },
    render::{
        address, cells, channel, dates,
        edition::{Edition, Place},
        gap::{self, site::GapMark, view::Score},
        home::AgencyCard,
        identity::Identity,
        linked_data, office,
        official::{XLSX, office::OfficeDuties},
        outlets::Outlets,
        search,
        sheet::{Counts, Sheet},
        site::{self, Download, Link, Page},
        sitemap::SitemapAgency,
        stages,
    },
    resolve::Agency,
};

/// `<agency>/index.html`
#[derive(Debug, Serialize)]
pub struct AgencyPage {
    /// The frame.
    pub page: Page,
    /// Who it is.
    pub agency: AgencyHead,
    /// What it lacks against its standard; `None` where it has none.
    pub gap: Option<Link>,
    /// Where it publishes, by its `agency.yaml`.
    pub outlets: Option<Outlets>,
    /// Its score, where it is reported on.
    pub report: Option<GapMark>,
    /// Pages that go across its tables.
    pub pages: Vec<Link>,
    /// Its catalogs in one file.
    pub downloads: Vec<Download>,
    /// The domains that it or a layer below has, by number.
    pub domains: Vec<DomainCard>,
    /// Its plans and lists.
    pub others: Vec<DomainCard>,
    /// Domains that do not apply to it.
    pub not_applicable: Vec<NotApplicable>,
    /// Who discloses, by the number of entries.
    pub offices: Vec<OfficeRow>,
    /// Its tables as linked data.
    pub linked_data: String,
}

/// Who an agency is.
#[derive(Debug, Serialize)]
pub struct AgencyHead {
    /// Its name.
    pub name: String,
    /// Its level of government.
    pub level: Option<String>,
    /// Its division code.
    pub code: Option<String>,
    /// The layer below.
    pub extends: Option<Link>,
    /// How much it has.
    pub counts: Counts,
}

/// A domain, as a card that leads to its table.
#[derive(Clone, Debug, Serialize)]
pub struct DomainCard {
    /// Its number in the register, with two digits; `None` for plans and lists.
    pub number: Option<String>,
    /// Its name.
    pub name: String,
    /// Its page; `None` where it has none.
    pub href: Option<String>,
    /// Why it has none.
    pub note: Option<&'static str>,
    /// How much it has.
    pub counts: Counts,
    /// Its score against the standard; `None` where it has none.
    pub score: Option<Score>,
}

/// A domain that does not apply to the agency.
#[derive(Debug, Serialize)]
pub struct NotApplicable {
    /// The domain's name.
    pub domain: String,
    /// Why.
    pub reason: String,
    /// What that stands on.
    pub basis: Option<String>,
}

/// An office and the number of entries that name it.
#[derive(Debug, Serialize)]
pub struct OfficeRow {
    /// Its name.
    pub name: String,
    /// Its duty sheet; `None` where no entry names it.
    pub href: Option<String>,
    /// In how many entries it is named.
    pub entries: usize,
}

impl DomainCard {
    /// The card of a table.
    #[must_use]
    pub fn new(sheet: &Sheet<'_, '_, '_>) -> Self {
        let domain = sheet.domain().filter(|_| sheet.table().kind == Kind::Standard);
        Self {
            number: domain.map(number),
            name: sheet.name(),
            href: Some(format!("{}/index.html", address::href(sheet.folder()))),
            note: None,
            counts: sheet.counts(),
            score: None,
        }
    }
}

impl AgencyPage {
    /// The page, once its tables are counted: `cards` are in the order of the tables.
    #[must_use]
    pub fn new(
        edition: &Edition<'_, '_>,
        place: &Place,
        cards: Vec<DomainCard>,
        duties: &[OfficeDuties],
        report: Option<GapMark>,
        is_staged: bool,
    ) -> Self {
        let agency = edition.resolution.agency(place.agency);
        let mut counts = Counts::default();
        for card in &cards {
            counts += card.counts;
        }
        // Its name, level and code are those of its card on the home page.
        let AgencyCard { name, level, code, .. } = AgencyCard::new(edition, place.agency, counts);
        let config = &edition.workspace.config;
        let scores = report.iter().flat_map(|it| &it.domains).cloned().collect();
        let (domains, others) = sort_cards(edition, place, cards, scores);
        let downloads =
            downloads(&agency.key, ["全部目录 Excel（官方表样）", "全部目录 CSV", "全部目录 JSON"]);
        let tables = domains.iter().chain(&others);
        let tables = tables.filter_map(|it| Some((it.name.as_str(), it.href.as_deref()?)));
        Self {
            linked_data: linked_data::data_catalog(config, agency, tables, &downloads),
            page: Page {
                title: site::title(&[&name, site::name(config)]),
                root: "../".to_owned(),
                meta: site::column(
                    &name,
                    &format!(
                        "{name}{}",
                        edition.say("基层政务公开标准目录", ": disclosure catalogs")
                    ),
                    &[&name, edition.say("政务公开", "open government")],
                ),
                identity: Identity::of(agency, config),
                crumbs: Vec::new(),
                here: name.clone(),
            },
            gap: gap::site::link_of(edition, place.agency),
            outlets: Outlets::of(agency),
            report,
            pages: pages(edition, is_staged),
            downloads,
            domains,
            others,
            not_applicable: not_applicable(edition, place),
            offices: offices(agency, duties),
            agency: AgencyHead { name, level, code, extends: below(edition, agency), counts },
        }
    }
}

impl AgencyPage {
    /// The agency's part of the sitemap.
    #[must_use]
    pub fn sitemap(&self, key: &str) -> SitemapAgency {
        let cards = self.domains.iter().chain(&self.others);
        let tables = cards
            .filter_map(|it| Some(Link { text: it.name.clone(), href: it.href.clone()? }))
            .collect();
        let pages = self.pages.iter().chain(&self.gap).cloned().collect();
        SitemapAgency::new(key, &self.agency.name, pages, tables)
    }
}

/// The pages that go across an agency's tables, seen from its own.
fn pages(edition: &Edition<'_, '_>, is_staged: bool) -> Vec<Link> {
    let link = |text: &str, href: String| Link { text: text.to_owned(), href };
    let mut pages = vec![link(edition.say("查找公开事项", "Search"), search::PAGE.to_owned())];
    if is_staged {
        pages.push(link(
            edition.say("按五公开环节查看", "By the five stages"),
            stages::ALL.to_owned(),
        ));
    }
    pages.push(link(edition.say("公开日历", "Calendar of duties"), dates::FILE.to_owned()));
    let channels = format!("{}/index.html", channel::FOLDER);
    pages.push(link(edition.say("公开渠道", "Channels"), channels));
    pages
}

/// The offices of an agency, those with the most entries first; those it names without any last.
fn offices(agency: &Agency<'_>, duties: &[OfficeDuties]) -> Vec<OfficeRow> {
    let known = duties.iter().map(|it| OfficeRow {
        name: it.name.clone(),
        href: Some(format!("{}/{}", office::FOLDER, office::file(&it.name))),
        entries: it.tasks.len(),
    });
    let own = agency.file.iter().flat_map(|it| &it.offices).map(|it| it.name.value.as_ref());
    let named: BTreeSet<&str> = duties.iter().map(|it| it.name.as_str()).collect();
    let idle: BTreeSet<&str> = own.filter(|it| !named.contains(it)).collect();
    let idle =
        idle.into_iter().map(|name| OfficeRow { name: name.to_owned(), href: None, entries: 0 });
    let mut offices: Vec<OfficeRow> = known.chain(idle).collect();
    offices.sort_by(|a, b| b.entries.cmp(&a.entries).then_with(|| a.name.cmp(&b.name)));
    offices
}

/// The workbook, the CSV and the JSON of a folder of that name.
pub(crate) fn downloads(folder: &str, texts: [&'static str; 3]) -> Vec<Download> {
    let name = address::href(folder);
    let [xlsx, csv, json] = texts;
    vec![
        Download { text: xlsx, href: format!("{name}.xlsx"), mime: XLSX },
        Download { text: csv, href: format!("{name}.csv"), mime: "text/csv" },
        Download { text: json, href: format!("{name}.json"), mime: "application/json" },
    ]
}

fn number(domain: &Domain) -> String {
    format!("{:02}", domain.number)
}

/// The layer below; its link leads nowhere where it has no page.
fn below(edition: &Edition<'_, '_>, agency: &Agency<'_>) -> Option<Link> {
    let id = agency.below?;
    let below = edition.resolution.agency(id);
    let page = || format!("../{}/index.html", address::href(&below.key));
    let href = if edition.has_page(id) { page() } else { String::new() };
    Some(Link { text: below.name().to_owned(), href })
}

/// The domains that the agency or a layer below has, each with its table or a note; and the other
/// tables.
fn sort_cards(
    edition: &Edition<'_, '_>,
    place: &Place,
    cards: Vec<DomainCard>,
    mut scores: FxHashMap<DomainId, Score>,
) -> (Vec<DomainCard>, Vec<DomainCard>) {
    let register = &edition.resolution.registries.domains;
    let mut standard: BTreeMap<DomainId, DomainCard> = BTreeMap::new();
    let mut others = Vec::new();
    for (table, card) in place.tables.iter().zip(cards) {
        let table = edition.resolution.table(*table);
        match table.domain {
            Some(domain) if table.kind == Kind::Standard => {
                let score = scores.remove(&domain);
                standard.insert(domain, DomainCard { score, ..card });
            }
            _ => others.push(card),
        }
    }
    let mut order: Vec<(DomainId, &Domain)> = (0..).map(DomainId).zip(&register.list).collect();
    order.sort_by_key(|(id, domain)| (domain.number, *id));
    let layers =
        std::iter::successors(Some(place.agency), |it| edition.resolution.agency(*it).below);
    let tables = layers.flat_map(|it| &edition.resolution.agency(it).tables);
    let tables = tables.map(|it| edition.resolution.table(*it));
    let of_layers: BTreeSet<DomainId> =
        tables.filter(|it| it.kind == Kind::Standard).filter_map(|it| it.domain).collect();
    let card = |(id, domain): (DomainId, &Domain)| {
        let note = if !applies(edition, place, domain) {
            "不适用"
        } else if of_layers.contains(&id) {
            "未编制"
        } else {
            // Other agencies have it, which are not below this one: nothing is missing here.
            return standard.remove(&id);
        };
        Some(standard.remove(&id).unwrap_or_else(|| DomainCard {
            number: Some(number(domain)),
            name: domain.name.clone(),
            href: None,
            note: Some(note),
            counts: Counts::default(),
            score: None,
        }))
    };
    let domains = order.into_iter().filter_map(card).collect();
    (domains, others)
}

fn applies(edition: &Edition<'_, '_>, place: &Place, domain: &Domain) -> bool {
    let agency = edition.resolution.agency(place.agency);
    let records = agency.file.iter().flat_map(|it| &it.not_applicable);
    !records.filter_map(|it| it.domain.as_ref()).any(|it| it.value == domain.code)
}

fn not_applicable(edition: &Edition<'_, '_>, place: &Place) -> Vec<NotApplicable> {
    let register = &edition.resolution.registries.domains;
    let agency = edition.resolution.agency(place.agency);
    let records = agency.file.iter().flat_map(|it| &it.not_applicable);
    records
        .map(|record| {
            let code = record.domain.as_ref().map_or("", |it| &it.value);
            let basis = cells::join_texts(&record.basis, "；");
            NotApplicable {
                domain: register.find(code).map_or(code, |it| &register.get(it).name).to_owned(),
                reason: record.reason.as_ref().map_or("", |it| &it.value).to_owned(),
                basis: (!basis.is_empty()).then_some(basis),
            }
        })
        .collect()
}
