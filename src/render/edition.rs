//! An edition: what one build publishes, and at which addresses.
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;

use crate::{
    check::Report,
    diagnostic::{Lang, Message, Severity, message},
    model::{catalog::Kind, names},
    render::{
        about, cells, channel, dates,
        documents::{self, Documents},
        gap,
        history::{self, Past, PastRow, Step},
        home::Certificate,
        office,
        relations::Relations,
        rulebook, search,
        selection::Selection,
        sheet::{LeftOut, Sheet},
        site::{self, Link},
        sitemap, stages,
    },
    resolve::{Agency, AgencyId, Resolution, Table, TableId, view::EntryView},
    source::Workspace,
    span::Span,
};

/// Names that the site's own files take in its top folder.
const TAKEN: &[&str] = &[
    "index.html",
    "404.html",
    "style.css",
    "display.js",
    about::FILE,
    rulebook::FILE,
    sitemap::FILE,
    "all.csv",
    "all.json",
    "site.js",
    search::PAGE,
    search::INDEX,
    search::CONTENTS,
    "robots.txt",
    "catalog.jsonld",
    "feed.atom",
    gap::site::FOLDER,
    documents::FOLDER,
    history::FOLDER,
];

/// What one build publishes.
#[derive(Debug)]
pub struct Edition<'r, 's> {
    /// The input, for names of files and lines.
    pub workspace: &'r Workspace,
    /// The catalogs.
    pub resolution: &'r Resolution<'s>,
    /// What was checked.
    pub certificate: Certificate,
    /// What is whole.
    pub selection: Selection<'r>,
    /// The documents that entries may stand on.
    pub documents: Documents,
    /// The agencies that have a page: higher levels first, those of a level in the order of their folders'
    /// names. Every list of agencies on the site and in its files keeps this order.
    pub agencies: Vec<Place>,
    /// What each version changed, the oldest first; none where nobody asked.
    pub history: Vec<Step>,
    /// What happened to single entries.
    pub past: Past,
    /// Agencies and tables that have no address, and why.
    pub homeless: Vec<Message>,
    /// What entries say of each other.
    pub relations: Relations,
    /// The version of the catalogs, where it is known.
    pub revision: Option<Revision>,
    folders: FxHashMap<TableId, Box<str>>,
    published: FxHashSet<AgencyId>,
}

/// The version that the catalogs have in git.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Revision {
    /// The commit.
    pub commit: String,
    /// Whether files of the workspace were changed since.
    pub is_changed: bool,
}

/// An agency and the tables of it that have a page.
#[derive(Debug)]
pub struct Place {
    /// The agency.
    pub agency: AgencyId,
    /// Its tables, in order.
    pub tables: Vec<TableId>,
}

impl<'r, 's> Edition<'r, 's> {
    /// Gives everything an address.
    #[must_use]
    pub fn new(
        workspace: &'r Workspace,
        resolution: &'r Resolution<'s>,
        report: &'r Report,
    ) -> Self {
        let counts = report.counts;
        let mut edition = Self {
            workspace,
            resolution,
            certificate: Certificate {
                files: counts.files,
                entries: counts.entries,
                rules: counts.rules,
                evaluations: counts.evaluations,
                errors: report.count(Severity::Error),
                warnings: report.count(Severity::Warning),
            },
            selection: Selection::new(workspace, resolution, report),
            documents: Documents::new(
                &resolution.registries.register,
                site::lang(&workspace.config),
            ),
            agencies: Vec::new(),
            history: Vec::new(),
            past: Past::default(),
            homeless: Vec::new(),
            relations: Relations::default(),
            revision: None,
            folders: FxHashMap::default(),
            published: FxHashSet::default(),
        };
        for (id, agency) in resolution.agency_ids() {
            let key = &agency.key;
            let is_sitemap = key.starts_with("sitemap") && key.contains('.');
            if !names::is_safe_folder(key) || TAKEN.contains(&key.as_str()) || is_sitemap {
                edition.homeless.push(message!(
                    "机关文件夹“{key}”的名字不能用作网址，没有生成它的网页",
                    "the agency's folder `{key}` cannot be an address; its pages were left out"
                ));
                continue;
            }
            let tables = edition.place_tables(agency);
            edition.agencies.push(Place { agency: id, tables });
            edition.published.insert(id);
        }
        // Stable: agencies of a level stay in the order of their folders' names.
        edition.agencies.sort_by_key(|it| {
            let file = resolution.agency(it.agency).file.as_ref();
            let level = file.and_then(|it| it.level.as_ref()?.value);
            (level.is_none(), level)
        });
        edition.relations = Relations::of(&edition);
        edition
    }

    fn place_tables(&mut self, agency: &Agency<'_>) -> Vec<TableId> {
        let key = &agency.key;
        let own = [
            "index.html".to_owned(),
            gap::site::FILE.to_owned(),
            dates::FILE.to_owned(),
            office::FOLDER.to_owned(),
            channel::FOLDER.to_owned(),
            search::PAGE.to_owned(),
            search::INDEX.to_owned(),
            search::CONTENTS.to_owned(),
            format!("{key}.xlsx"),
            format!("{key}.csv"),
            format!("{key}.json"),
        ];
        let stages = stages::files().map(str::to_owned);
        let mut taken: FxHashSet<String> = own.into_iter().chain(stages).collect();
        let mut tables = Vec::new();
        for &id in &agency.tables {
            let name = self.folder_name(self.resolution.table(id));
            // Tables of one domain and kind are one; what still collides is told apart by number.
            let folder = (1..u32::MAX)
                .map(|n| if n == 1 { name.clone() } else { format!("{name}-{n}") })
                .find(|it| !taken.contains(it))
                .filter(|it| names::is_safe_folder(it));
            match folder {
                Some(folder) => {
                    taken.insert(folder.clone());
                    self.folders.insert(id, folder.into());
                    tables.push(id);
                }
                None => self.homeless.push(message!(
                    "“{key}”的目录“{name}”的名字不能用作网址，没有生成它的网页",
                    "the table `{name}` of `{key}` cannot be an address; its pages were left out"
                )),
            }
        }
        tables
    }

    /// What a table's folder is called: by its domain; by its file where it has none.
    fn folder_name(&self, table: &Table) -> String {
        match (table.domain, table.kind) {
            (Some(domain), Kind::Standard) => {
                self.resolution.registries.domains.get(domain).code.clone()
            }
            (Some(domain), kind) => {
                format!("{}-{}", self.resolution.registries.domains.get(domain).code, kind.name())
            }
            (None, kind) => {
                let path = table
                    .own
                    .first()
                    .map(|it| &self.workspace.file(self.resolution.catalog(*it).catalog.file).path);
                let stem = path.and_then(|it| it.rsplit('/').next()?.rsplit_once('.'));
                stem.map_or(kind.name(), |it| it.0).to_owned()
            }
        }
    }

    /// The folder of a table in that of its agency.
    #[must_use]
    pub fn folder(&self, table: TableId) -> &str {
        self.folders.get(&table).map_or("", |it| it)
    }

    /// Whether an agency has a page.
    #[must_use]
    pub fn has_page(&self, agency: AgencyId) -> bool {
        self.published.contains(&agency)
    }

    /// Whether an entry of a table that has a page has one too, but for one whose id is there twice.
    #[must_use]
    pub fn publishes(&self, view: &EntryView<'_, '_>) -> bool {
        self.selection.spoilt(view).is_none() && names::is_safe_id(view.id())
    }

    /// The entries of a table that are published, and those that are not.
    #[must_use]
    pub fn sheet(&self, id: TableId) -> Sheet<'_, 'r, 's> {
        let mut entries = Vec::with_capacity(self.resolution.table(id).entries.len());
        let mut left_out = Vec::new();
        let mut seen = FxHashSet::default();
        for view in self.resolution.entries(id) {
            let why = if let Some(finding) = self.selection.spoilt(&view) {
                let (file, at) = self.workspace.place(finding.span);
                Some((finding.message.clone(), format!("{file}:{}", at.line)))
            } else if !names::is_safe_id(view.id()) {
                Some((
                    message!("编号不能用作网址", "the id cannot be an address"),
                    self.line(view.top().head()),
                ))
            } else if !seen.insert(view.id()) {
                Some((message!("编号重复", "the id is there twice"), self.line(view.top().head())))
            } else {
                None
            };
            match why {
                None => entries.push(view),
                Some((reason, place)) => left_out.push(LeftOut {
                    id: view.id().to_owned(),
                    name: cells::name(&view).to_owned(),
                    reason,
                    place,
                }),
            }
        }
        Sheet { edition: self, id, entries, left_out }
    }

    /// `file:line` of a place.
    #[must_use]
    pub fn line(&self, span: Span) -> String {
        let file = self.workspace.file(span.file);
        let line = file.lines().line_of(span.start) + 1;
        [file.path.as_str(), ":", &line.to_string()].concat()
    }

    /// What versions changed of an entry of an agency, by its folder and the entry's id.
    #[must_use]
    pub fn past_of(&self, agency: &str, id: &str) -> &[PastRow] {
        if self.past.is_empty() {
            return &[];
        }
        self.past.get(&(agency.to_owned(), id.to_owned())).map_or(&[], Vec::as_slice)
    }

    /// The language of the pages' own words.
    #[must_use]
    pub fn lang(&self) -> Lang {
        site::lang(&self.workspace.config)
    }

    /// A word of the pages in their language.
    #[must_use]
    pub fn say(&self, zh: &'static str, en: &'static str) -> &'static str {
        match self.lang() {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }

    /// The site's main pages, from its top.
    #[must_use]
    pub fn nav(&self) -> Vec<Link> {
        let link = |text: &str, href: String| Link { text: text.to_owned(), href };
        let mut nav = vec![link(
            self.say("公开依据", "Legal bases"),
            format!("{}/index.html", documents::FOLDER),
        )];
        nav.extend(gap::site::link(self));
        if !self.history.is_empty() {
            nav.push(link(
                history::name(&self.workspace.config),
                format!("{}/index.html", history::FOLDER),
            ));
        }
        nav.push(link(self.say("规则", "Rules"), rulebook::FILE.to_owned()));
        nav.push(link(self.say("关于本站", "About this site"), about::FILE.to_owned()));
        nav
    }

    /// How many pages there will be at most, but for those whose number is known last: of offices, of
    /// channels, and at former addresses. Nobody is told of the progress of those.
    #[must_use]
    pub fn pages(&self) -> usize {
        let tables = self.agencies.iter().flat_map(|it| &it.tables);
        let entries: usize = tables.map(|it| self.resolution.table(*it).entries.len() + 1).sum();
        let gaps = gap::site::agencies(self).count();
        let documents = self.resolution.registries.register.documents().count() + 1;
        let stages = stages::files().count() * self.agencies.len();
        let history = if self.history.is_empty() { 0 } else { self.history.len() + 1 };
        // Of each agency its page and its search; the home page, the rules, the certificate, the map,
        // the search of all, and the one for addresses that do not exist.
        entries
            + documents
            + history
            + stages
            + 2 * self.agencies.len()
            + 6
            + if gaps > 0 { gaps + 1 } else { 0 }
    }
}
