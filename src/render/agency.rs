//! An agency's page: its domains, its offices, what does not apply to it.
use std::collections::BTreeMap;

use serde::Serialize;

use crate::{
    model::{
        catalog::Kind,
        registry::{Domain, DomainId},
    },
    render::{
        address, cells,
        edition::{Edition, Place},
        gap,
        home::AgencyCard,
        official::office,
        outlets::Outlets,
        sheet::{Counts, OfficeTally, Sheet},
        site::{self, Download, Link, Meta, Page},
        stages,
    },
};

/// The media type of a workbook.
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

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
    /// Its entries by stage; `None` where no entry has one.
    pub stages: Option<Link>,
    /// Its catalogs in one file.
    pub downloads: Vec<Download>,
    /// The domains of the register, by number.
    pub domains: Vec<DomainCard>,
    /// Its plans and lists.
    pub others: Vec<DomainCard>,
    /// Domains that do not apply to it.
    pub not_applicable: Vec<NotApplicable>,
    /// Who discloses, by the number of entries.
    pub offices: Vec<OfficeRow>,
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
    /// The name of the layer below.
    pub extends: Option<String>,
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
    /// In how many entries it is named.
    pub entries: usize,
    /// Its own table, and its calendar where anything has a day.
    pub downloads: Vec<Download>,
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
        mut offices: BTreeMap<String, OfficeTally>,
        is_staged: bool,
    ) -> Self {
        let agency = edition.resolution.agency(place.agency);
        let mut counts = Counts::default();
        for card in &cards {
            counts += card.counts;
        }
        // Its name, level and code are those of its card on the home page.
        let AgencyCard { name, level, code, extends, .. } =
            AgencyCard::new(edition, place.agency, counts);
        // Those that no entry names have no files.
        let stems = office::stems(offices.keys().map(String::as_str));
        for office in agency.file.iter().flat_map(|it| &it.offices) {
            offices.entry(office.name.value.clone().into_owned()).or_default();
        }
        let mut offices: Vec<OfficeRow> = offices
            .into_iter()
            .map(|(name, tally)| OfficeRow {
                downloads: stems.get(&name).map_or(Vec::new(), |it| office_downloads(it, &tally)),
                entries: tally.entries,
                name,
            })
            .collect();
        offices.sort_by(|a, b| b.entries.cmp(&a.entries).then_with(|| a.name.cmp(&b.name)));
        let config = &edition.workspace.config;
        let (domains, others) = sort_cards(edition, place, cards);
        Self {
            page: Page {
                title: site::title(&[&name, site::name(config)]),
                root: "../".to_owned(),
                meta: vec![Meta { name: "ColumnName", content: name.clone() }],
                crumbs: vec![Link { text: "首页".to_owned(), href: "../index.html".to_owned() }],
                here: name.clone(),
            },
            gap: gap::site::link_of(edition, place.agency),
            outlets: Outlets::of(agency),
            stages: is_staged.then(|| Link {
                text: "按五公开环节查看".to_owned(),
                href: stages::ALL.to_owned(),
            }),
            downloads: downloads(
                &agency.key,
                ["全部目录 Excel（官方表样）", "全部目录 CSV", "全部目录 JSON"],
            ),
            domains,
            others,
            not_applicable: not_applicable(edition, place),
            offices,
            agency: AgencyHead { name, level, code, extends, counts },
        }
    }
}

/// The files of an office.
fn office_downloads(stem: &str, tally: &OfficeTally) -> Vec<Download> {
    let file = |name: &str| address::href(&format!("{}/{name}", office::FOLDER)).into_owned();
    let mut all = vec![Download { text: "Excel", href: file(&format!("{stem}.xlsx")), mime: XLSX }];
    all.extend(tally.kinds.iter().map(|kind| Download {
        text: match kind {
            Kind::Standard => "CSV",
            Kind::Plan => "任务分工 CSV",
            Kind::Participation => "公众参与 CSV",
            Kind::Negative => "负面清单 CSV",
            Kind::Powers => "权责清单 CSV",
        },
        href: file(&office::csv_name(stem, *kind)),
        mime: "text/csv",
    }));
    if tally.has_dates {
        let href = file(&format!("{stem}.ics"));
        all.push(Download { text: "日历", href, mime: "text/calendar" });
    }
    all
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

/// The domains of the register, each with its table or a note; and the other tables.
fn sort_cards(
    edition: &Edition<'_, '_>,
    place: &Place,
    cards: Vec<DomainCard>,
) -> (Vec<DomainCard>, Vec<DomainCard>) {
    let register = &edition.resolution.registries.domains;
    let mut standard: BTreeMap<DomainId, DomainCard> = BTreeMap::new();
    let mut others = Vec::new();
    for (table, card) in place.tables.iter().zip(cards) {
        let table = edition.resolution.table(*table);
        match table.domain {
            Some(domain) if table.kind == Kind::Standard => {
                standard.insert(domain, card);
            }
            _ => others.push(card),
        }
    }
    let mut order: Vec<(DomainId, &Domain)> = (0..).map(DomainId).zip(&register.list).collect();
    order.sort_by_key(|(id, domain)| (domain.number, *id));
    let domains = order
        .into_iter()
        .map(|(id, domain)| {
            standard.remove(&id).unwrap_or_else(|| DomainCard {
                number: Some(number(domain)),
                name: domain.name.clone(),
                href: None,
                note: Some(if applies(edition, place, domain) { "未编制" } else { "不适用" }),
                counts: Counts::default(),
            })
        })
        .collect();
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
