//! The gap report's pages of the site: the overview, and one of each agency.
use serde::Serialize;

use crate::{
    gap::{self, AgencyGap, GapReport, grade::Scale, narrow::View},
    model::{catalog::Kind, registry::DomainId},
    render::{
        address,
        edition::Edition,
        gap::{
            Telling, page,
            view::{GapPage, Score},
        },
        identity::Identity,
        site::{self, Link, Page},
    },
    resolve::{AgencyId, TableId},
};

/// The folder of the overview.
pub const FOLDER: &str = "gap";
/// The name of an agency's page, in its folder.
pub const FILE: &str = "gap.html";

/// What links to the pages say.
fn text(edition: &Edition<'_, '_>) -> &'static str {
    edition.say("公开差距报告", "Gap report")
}

/// What all pages share.
#[derive(Debug)]
pub struct GapSite<'e, 'r, 's> {
    edition: &'e Edition<'r, 's>,
    scale: Scale,
    view: View,
}

impl<'e, 'r, 's> GapSite<'e, 'r, 's> {
    /// The pages of an edition.
    #[must_use]
    pub fn new(edition: &'e Edition<'r, 's>) -> Self {
        let scale = Scale::new(&edition.workspace.config.gap);
        Self { edition, scale, view: View::default() }
    }

    /// One agency's report; `None` where it has no standard.
    #[must_use]
    pub fn report(&self, agency: AgencyId) -> Option<GapReport<'r>> {
        let resolution = self.edition.resolution;
        let report = gap::gap(resolution, &[agency], &self.scale, resolution.today);
        (!report.agencies.is_empty()).then_some(report)
    }

    /// The reports of all agencies as one, of which only gaps are kept.
    #[must_use]
    pub fn all(&self, reports: Vec<GapReport<'r>>) -> GapReport<'r> {
        let is_dated = reports.iter().any(|it| it.is_dated);
        let agencies = reports.into_iter().flat_map(|it| it.agencies).collect();
        GapReport {
            today: self.edition.resolution.today,
            is_dated,
            scale: self.scale.clone(),
            agencies,
        }
    }

    fn telling<'t>(&'t self, report: &'t GapReport<'t>) -> Telling<'t, 's> {
        Telling {
            workspace: self.edition.workspace,
            resolution: self.edition.resolution,
            report,
            view: &self.view,
            lang: self.edition.lang(),
        }
    }

    /// An agency's score.
    #[must_use]
    pub fn mark(&self, report: &GapReport<'_>) -> Option<GapMark> {
        let [agency] = &report.agencies[..] else { return None };
        Some(GapMark {
            score: page::score(&self.telling(report), agency.tally),
            grade: agency.grade.clone(),
            gaps: agency.gaps,
            domains: agency
                .domains
                .iter()
                .filter(|it| it.tally.rounded().is_some())
                .map(|it| (it.domain, page::score(&self.telling(report), it.tally)))
                .collect(),
        })
    }

    /// `gap/index.html`
    #[must_use]
    pub fn index(&self, report: &GapReport) -> GapPage {
        let link = |agency: &AgencyGap<'_>| {
            Some(format!("../{}", address::href(&path(self.edition, agency.agency))))
        };
        let page = self.page(text(self.edition), "../", Vec::new());
        GapPage::index(&self.telling(report), page, &link)
    }

    /// `<agency>/gap.html`
    #[must_use]
    pub fn agency(&self, report: &GapReport) -> Option<GapPage> {
        let [agency] = &report.agencies[..] else { return None };
        let resolution = self.edition.resolution;
        let owner = resolution.agency(agency.agency);
        let link = |domain: DomainId, entry: Option<&str>| {
            let is_it = |id: &TableId| {
                let table = resolution.table(*id);
                table.kind == Kind::Standard && table.domain == Some(domain)
            };
            let id = owner.tables.iter().copied().find(is_it)?;
            let folder = Some(self.edition.folder(id)).filter(|it| !it.is_empty())?;
            let file = match entry {
                None => "index",
                Some(entry) => {
                    let view = resolution.entries(id).find(|it| it.id() == entry)?;
                    self.edition.publishes(&view).then_some(entry)?
                }
            };
            Some(format!("{}/{file}.html", address::href(folder)))
        };
        let above = Link { text: owner.name().to_owned(), href: "index.html".to_owned() };
        let mut page = self.page(owner.name(), "../", vec![above]);
        let config = &self.edition.workspace.config;
        text(self.edition).clone_into(&mut page.here);
        page.title = site::title(&[text(self.edition), owner.name(), site::name(config)]);
        page.identity = Identity::of(owner, config);
        Some(GapPage::agency(&self.telling(report), page, agency, &link))
    }

    fn page(&self, here: &str, root: &str, crumbs: Vec<Link>) -> Page {
        Page {
            title: site::title(&[here, site::name(&self.edition.workspace.config)]),
            root: root.to_owned(),
            meta: site::column(here, text(self.edition), &[here, text(self.edition)]),
            identity: None,
            crumbs,
            here: here.to_owned(),
        }
    }
}

/// An agency's score, as its page and its card show it.
#[derive(Clone, Debug, Serialize)]
pub struct GapMark {
    /// The score and how good it is.
    pub score: Score,
    /// The grade.
    pub grade: String,
    /// How many gaps there are.
    pub gaps: usize,
    /// The scores of its domains, without those in which nothing counts.
    #[serde(skip)]
    pub domains: Vec<(DomainId, Score)>,
}

/// The path of an agency's page.
#[must_use]
pub fn path(edition: &Edition<'_, '_>, agency: AgencyId) -> String {
    format!("{}/{FILE}", edition.resolution.agency(agency).key)
}

/// The agencies of an edition that have a standard.
pub fn agencies(edition: &Edition<'_, '_>) -> impl Iterator<Item = AgencyId> {
    let agencies = edition.agencies.iter().map(|it| it.agency);
    agencies.filter(|it| edition.resolution.agency(*it).below.is_some())
}

/// The link to an agency's page from its own; `None` where it has no standard.
#[must_use]
pub fn link_of(edition: &Edition<'_, '_>, agency: AgencyId) -> Option<Link> {
    let has_standard = edition.resolution.agency(agency).below.is_some();
    has_standard.then(|| Link { text: text(edition).to_owned(), href: FILE.to_owned() })
}

/// The link to the overview from the home page; `None` where no agency has a standard.
#[must_use]
pub fn link(edition: &Edition<'_, '_>) -> Option<Link> {
    let some = agencies(edition).next();
    some.map(|_| Link { text: text(edition).to_owned(), href: format!("{FOLDER}/index.html") })
}
