//! An agency's entries by the five stages of disclosure (五公开), one page for each and one for all.
use serde::Serialize;

use crate::{
    diagnostic::message,
    model::choice::Stage,
    render::{
        address, cells,
        edition::Edition,
        identity::Identity,
        sheet::Sheet,
        site::{self, Link, Page},
    },
    resolve::AgencyId,
};

/// The page of all stages, in the folder of its agency.
pub const ALL: &str = "stages.html";

/// The entries of one table, by stage.
#[derive(Debug)]
pub struct Staged {
    /// The table.
    table: Link,
    /// For each stage, its entries.
    entries: [Vec<Link>; Stage::ALL.len()],
    /// How many entries have a stage; some have several.
    total: usize,
}

/// `<agency>/stages.html`, `<agency>/stage-decision.html`, …
#[derive(Debug, Serialize)]
pub struct StagesPage {
    /// The frame.
    pub page: Page,
    /// Whose it is.
    pub agency: String,
    /// The pages: all, and each stage.
    pub filters: Vec<Filter>,
    /// The stages that are shown.
    pub stages: Vec<StageGroup>,
}

/// A page to choose.
#[derive(Clone, Debug, Serialize)]
pub struct Filter {
    /// What it shows.
    pub text: &'static str,
    /// Where it lies.
    pub href: &'static str,
    /// How many entries it has.
    pub entries: usize,
    /// Whether it is this page.
    pub current: bool,
}

/// The entries of a stage.
#[derive(Debug, Serialize)]
pub struct StageGroup {
    /// The stage.
    pub name: &'static str,
    /// How many entries.
    pub entries: usize,
    /// These, by table.
    pub tables: Vec<StageTable>,
}

/// The entries of a stage in one table.
#[derive(Debug, Serialize)]
pub struct StageTable {
    /// The table.
    pub table: Link,
    /// Its entries.
    pub entries: Vec<Link>,
}

impl Staged {
    /// The entries of a table by their stages; `None` where none has one.
    #[must_use]
    pub fn of(sheet: &Sheet<'_, '_, '_>) -> Option<Self> {
        let folder = address::href(sheet.folder());
        let mut entries: [Vec<Link>; Stage::ALL.len()] = Default::default();
        let mut total = 0;
        for view in &sheet.entries {
            total += usize::from(view.stage().iter().any(|it| it.value.is_some()));
            for stage in Stage::ALL {
                if view.stage().iter().any(|it| it.value == Some(stage)) {
                    let href = format!("{folder}/{}.html", view.id());
                    entries[stage as usize].push(Link { text: cells::name(view).to_owned(), href });
                }
            }
        }
        let table = Link { text: sheet.name(), href: format!("{folder}/index.html") };
        (total > 0).then_some(Self { table, entries, total })
    }
}

impl StagesPage {
    /// The pages of an agency with their names; none where no entry has a stage.
    #[must_use]
    pub fn all(
        edition: &Edition<'_, '_>,
        agency: AgencyId,
        tables: &[Staged],
    ) -> Vec<(&'static str, Self)> {
        if tables.is_empty() {
            return Vec::new();
        }
        let one = |stage| (file(stage), Self::new(edition, agency, tables, Some(stage)));
        let all = (ALL, Self::new(edition, agency, tables, None));
        std::iter::once(all).chain(Stage::ALL.into_iter().map(one)).collect()
    }

    fn new(
        edition: &Edition<'_, '_>,
        agency: AgencyId,
        tables: &[Staged],
        shown: Option<Stage>,
    ) -> Self {
        let (agency, config) = (edition.resolution.agency(agency), &edition.workspace.config);
        let name = agency.name();
        let count = |stage: Stage| tables.iter().map(|it| it.entries[stage as usize].len()).sum();
        let counts: Vec<usize> = Stage::ALL.into_iter().map(count).collect();
        let mut filters = vec![Filter {
            text: "全部环节",
            href: ALL,
            entries: tables.iter().map(|it| it.total).sum(),
            current: shown.is_none(),
        }];
        filters.extend(Stage::ALL.into_iter().map(|stage| Filter {
            text: stage.name(),
            href: file(stage),
            entries: counts[stage as usize],
            current: shown == Some(stage),
        }));
        let title = match shown {
            None => message!("五公开", "Five stages"),
            Some(stage) => {
                let name = stage.name();
                message!("{name}公开", "Stage: {name}")
            }
        };
        let title = title.text(edition.lang()).to_owned();
        let about = message!("{name}按五公开环节列出的公开事项", "the entries of {name} by stage");
        Self {
            page: Page {
                title: site::title(&[&title, name, site::name(config)]),
                root: "../".to_owned(),
                meta: site::column(&title, about.text(edition.lang()), &[&title, name]),
                identity: Identity::of(agency, config),
                crumbs: vec![Link { text: name.to_owned(), href: "index.html".to_owned() }],
                here: title,
            },
            agency: name.to_owned(),
            filters,
            stages: Stage::ALL
                .into_iter()
                .filter(|it| shown.is_none_or(|shown| shown == *it))
                .map(|stage| StageGroup {
                    name: stage.name(),
                    entries: counts[stage as usize],
                    tables: tables
                        .iter()
                        .filter(|it| !it.entries[stage as usize].is_empty())
                        .map(|it| StageTable {
                            table: it.table.clone(),
                            entries: it.entries[stage as usize].clone(),
                        })
                        .collect(),
                })
                .collect(),
        }
    }
}

/// The names of all these pages, in the folder of their agency.
pub(crate) fn files() -> impl Iterator<Item = &'static str> {
    std::iter::once(ALL).chain(Stage::ALL.into_iter().map(file))
}

/// The page of a stage, in the folder of its agency.
fn file(stage: Stage) -> &'static str {
    match stage {
        Stage::Decision => "stage-decision.html",
        Stage::Execution => "stage-execution.html",
        Stage::Management => "stage-management.html",
        Stage::Service => "stage-service.html",
        Stage::Result => "stage-result.html",
    }
}
