//! The gap report's pages of the site: the overview, and one of each agency.
use crate::{
    diagnostic::Lang,
    gap::{self, AgencyGap, GapReport, grade::Scale, narrow::View},
    model::{catalog::Kind, registry::DomainId},
    render::{
        address,
        edition::Edition,
        gap::{Telling, view::GapPage},
        site::{self, Link, Meta, Page},
    },
    resolve::AgencyId,
};

/// The folder of the overview.
pub const FOLDER: &str = "gap";
/// The name of an agency's page, in its folder.
pub const FILE: &str = "gap.html";
/// What links to the pages say.
const TEXT: &str = "公开差距报告";

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
            lang: Lang::Zh,
        }
    }

    /// `gap/index.html`
    #[must_use]
    pub fn index(&self, report: &GapReport) -> GapPage {
        let link = |agency: &AgencyGap<'_>| {
            Some(format!("../{}", address::href(&path(self.edition, agency.agency))))
        };
        let page = self.page(TEXT, "../", vec![home("../")]);
        GapPage::index(&self.telling(report), page, &link)
    }

    /// `<agency>/gap.html`
    #[must_use]
    pub fn agency(&self, report: &GapReport) -> Option<GapPage> {
        let [agency] = &report.agencies[..] else { return None };
        let resolution = self.edition.resolution;
        let owner = resolution.agency(agency.agency);
        let link = |domain: DomainId| {
            let is_it = |id: &crate::resolve::TableId| {
                let table = resolution.table(*id);
                table.kind == Kind::Standard && table.domain == Some(domain)
            };
            let folder = self.edition.folder(owner.tables.iter().copied().find(|it| is_it(it))?);
            (!folder.is_empty()).then(|| format!("{}/index.html", address::href(folder)))
        };
        let above = Link { text: owner.name().to_owned(), href: "index.html".to_owned() };
        let mut page = self.page(owner.name(), "../", vec![home("../"), above]);
        TEXT.clone_into(&mut page.here);
        page.title = site::title(&[TEXT, owner.name(), site::name(&self.edition.workspace.config)]);
        Some(GapPage::agency(&self.telling(report), page, agency, &link))
    }

    fn page(&self, here: &str, root: &str, crumbs: Vec<Link>) -> Page {
        Page {
            title: site::title(&[here, site::name(&self.edition.workspace.config)]),
            root: root.to_owned(),
            meta: vec![Meta { name: "ColumnName", content: here.to_owned() }],
            crumbs,
            here: here.to_owned(),
        }
    }
}

fn home(root: &str) -> Link {
    Link { text: "首页".to_owned(), href: format!("{root}index.html") }
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
    has_standard.then(|| Link { text: TEXT.to_owned(), href: FILE.to_owned() })
}

/// The link to the overview from the home page; `None` where no agency has a standard.
#[must_use]
pub fn link(edition: &Edition<'_, '_>) -> Option<Link> {
    let some = agencies(edition).next();
    some.map(|_| Link { text: TEXT.to_owned(), href: format!("{FOLDER}/index.html") })
}
