//! The tables of all files, gathered into catalogs: one for each domain and kind.
use std::borrow::Cow;

use rustc_hash::FxHashMap;

use crate::{
    import::{
        cells::{
            Context, Draft,
            row::{self, Above},
            words,
        },
        finding::Finding,
        grid::Grid,
        place::told,
        table::{
            self, Table,
            domain::{self, Named},
            header::Column,
            own,
            role::Role,
        },
    },
    model::{
        catalog::Kind,
        field::Field,
        registry::{DomainId, Domains},
    },
};

/// The rows of one domain.
#[derive(Clone, Debug, Default)]
pub struct Catalog {
    /// The domain; a list of another kind may have none.
    pub domain: Option<DomainId>,
    /// What it is.
    pub kind: Kind,
    /// The title over its first table.
    pub title: Option<String>,
    /// What an export says under the title: version, day, source.
    pub facts: Vec<(&'static str, String)>,
    /// The export that has neither a title nor such a line: a CSV file.
    pub bare: Option<String>,
    /// The files that it was read from.
    pub files: Vec<String>,
    /// Its rows.
    pub drafts: Vec<Draft>,
    /// Where rows of a name are.
    pub(super) seen: FxHashMap<String, Vec<usize>>,
}

impl Catalog {
    /// What its ids begin with: the domain's number, or the kind.
    #[must_use]
    pub fn prefix(&self, domains: &Domains) -> String {
        match (self.kind, self.domain) {
            (Kind::Standard, Some(id)) => format!("{:02}", domains.get(id).number),
            (kind, Some(id)) => format!("{}-{:02}", kind.name(), domains.get(id).number),
            (kind, None) => kind.name().to_owned(),
        }
    }

    /// The name of its file, without the ending.
    #[must_use]
    pub fn stem(&self, domains: &Domains) -> String {
        let domain = self.domain.map(|it| domains.get(it));
        match (self.kind, domain) {
            (Kind::Standard, Some(it)) => format!("{:02}-{}", it.number, it.code),
            (kind, Some(it)) => format!("{}-{}", kind.name(), it.code),
            (kind, None) => kind.name().to_owned(),
        }
    }
}

/// What was read of all files.
#[derive(Debug, Default)]
pub struct Gathered {
    /// The catalogs, in the order in which their first tables come.
    pub catalogs: Vec<Catalog>,
    /// How many tables there were.
    pub tables: usize,
    /// How many rows.
    pub rows: usize,
    /// What is doubtful.
    pub findings: Vec<Finding>,
}

/// What may tell to which catalog a table belongs.
struct Names<'t> {
    /// What stands above it, in simplified characters.
    above: Vec<String>,
    /// Its sheet.
    sheet: &'t str,
    /// Its file, without folders.
    file: &'t str,
}

impl Gathered {
    /// Adds the tables of a file. `asked` is the domain for tables that name none.
    pub fn add(
        &mut self,
        file: &str,
        grids: &[Grid],
        context: &Context<'_>,
        asked: Option<DomainId>,
    ) {
        for grid in grids {
            self.unseen(file, grid);
        }
        let mut last: Option<(Table, Option<usize>)> = None;
        let mut up = Above::default();
        let mut parts: Vec<(Cow<'_, Grid>, bool)> =
            grids.iter().rev().map(|it| (Cow::Borrowed(it), it.number.is_some())).collect();
        while let Some((grid, is_next)) = parts.pop() {
            if let Some((left, right)) = table::beside(&grid, context.registries) {
                parts.extend([(Cow::Owned(right), true), (Cow::Owned(left), is_next)]);
                continue;
            }
            let grid = grid.as_ref();
            let before = last.as_ref().map(|it| &it.0);
            let tables = table::find(grid, before, context.registries);
            if tables.is_empty() {
                self.skipped(file, grid);
            }
            self.remarks(file, grid, &tables);
            let is_one = tables.len() == 1;
            for (at, table) in tables.into_iter().enumerate() {
                self.above(file, grid, &table, context);
                // Headings over the title of the first domain, or over nothing.
                if table.rows.is_empty() && table.notes.is_empty() {
                    self.without_rows(file, grid, is_one);
                    continue;
                }
                self.tables += 1;
                self.rows += table.rows.len();
                let before = last.take().and_then(|it| it.1);
                // A table under no title goes on with the one over it, and what is as above with it.
                let domains = &context.registries.domains;
                let is_named = simple(&table.above).iter().any(|it| domain::heads(it, domains));
                let goes_on =
                    before.is_some() && (is_next || at > 0 || table.is_headless) && !is_named;
                if table.is_headless && grid.sheet.is_some() {
                    self.headless(file, grid);
                }
                let place = if goes_on {
                    before
                } else {
                    up = Above::default();
                    self.place(file, grid, &table, context, asked, before)
                };
                let is_standard = place.is_some_and(|it| self.catalogs[it].kind == Kind::Standard);
                let lacks = if is_standard { table.lacks() } else { Vec::new() };
                self.unread(file, grid, &table, (!goes_on).then_some(&lacks));
                let mut drafts = Vec::new();
                let into = match place {
                    Some(at) => {
                        let catalog = &mut self.catalogs[at];
                        if !catalog.files.iter().any(|it| it == file) {
                            catalog.files.push(file.to_owned());
                        }
                        &mut catalog.drafts
                    }
                    None => &mut drafts,
                };
                let start = into.len();
                row::read(file, grid, &table, context, &mut up, into, &mut self.findings);
                match place {
                    Some(at) => told::once(&mut self.catalogs[at], start, &mut self.findings),
                    None => self.lost(file, grid, &drafts),
                }
                last = Some((table, place));
            }
        }
    }

    /// Which catalog a table belongs to: its title tells, else its sheet, else its file, else what
    /// was asked for; a table that goes on belongs to the one before it.
    fn place(
        &mut self,
        file: &str,
        grid: &Grid,
        table: &Table,
        context: &Context<'_>,
        asked: Option<DomainId>,
        before: Option<usize>,
    ) -> Option<usize> {
        let domains = &context.registries.domains;
        let names = Names {
            above: simple(&table.above),
            sheet: grid.sheet.as_deref().unwrap_or(""),
            file: file.rsplit(['/', '\\']).next().unwrap_or(file),
        };
        if let Some(told) = own::read(&names.above, domains) {
            let own::Told { kind, domain, title, facts } = told;
            return Some(self.at(kind, domain, title, facts));
        }
        let bare = names.file.rsplit_once('.').map_or(names.file, |it| it.0);
        let is_export = table.columns.iter().any(|it| it.role == Role::Id);
        let exported = own::of_stem(bare, domains).filter(|_| is_export);
        let place = match exported {
            Some((kind, domain)) => Some(self.at(kind, domain, None, Vec::new())),
            None => self.titled(&names, table, domains, asked, before),
        };
        if let Some(at) = place.filter(|_| is_export) {
            self.catalogs[at].bare = Some(file.to_owned());
        }
        place
    }

    /// The catalog that a title names, or a sheet, or a file.
    fn titled(
        &mut self,
        &Names { ref above, sheet, file }: &Names<'_>,
        table: &Table,
        domains: &Domains,
        asked: Option<DomainId>,
        before: Option<usize>,
    ) -> Option<usize> {
        // The nearest title first; a heading over several tables names several domains.
        let titles = above
            .iter()
            .rev()
            .map(String::as_str)
            .filter(|it| it.chars().count() <= 80 && !domain::is_sentence(it));
        let likely = titles.clone().filter(|it| domain::is_title(it, domains));
        let texts = likely.chain(titles).chain([sheet, file]);
        let mut found = None;
        let mut title = None;
        for text in texts {
            match domain::named(text, domains) {
                Named::None => {}
                Named::One(id) => {
                    found = Some(id);
                    title = Some(text)
                        .filter(|it| domain::is_title(it, domains) && *it != file && *it != sheet);
                    break;
                }
                Named::Several => {
                    found = asked;
                    break;
                }
            }
        }
        let near = above.last().map_or("", String::as_str);
        let kind = above
            .iter()
            .rev()
            .chain([&sheet.to_owned(), &file.to_owned()])
            .map(|it| domain::kind(it))
            .find(|it| *it != Kind::Standard)
            .unwrap_or_else(|| of_columns(&table.columns));
        let is_more = found.is_none() && asked.is_none() && above.is_empty() && before.is_some();
        if is_more {
            return before;
        }
        let domain = found.or(asked);
        if domain.is_none() && kind == Kind::Standard {
            return None;
        }
        let title =
            title.or_else(|| (near.contains("目录") || near.contains("清单")).then_some(near));
        // 一、社会救助领域 is a heading, and no title.
        let is_whole = |it: &&str| it.contains("目录") || it.contains("清单");
        let title = title.filter(is_whole).map(domain::title);
        Some(self.at(kind, domain, title, Vec::new()))
    }

    /// The catalog of a kind and a domain, which may be new.
    fn at(
        &mut self,
        kind: Kind,
        domain: Option<DomainId>,
        title: Option<String>,
        facts: Vec<(&'static str, String)>,
    ) -> usize {
        let at = self.catalogs.iter().position(|it| (it.domain, it.kind) == (domain, kind));
        at.unwrap_or_else(|| {
            self.catalogs.push(Catalog { domain, kind, title, facts, ..Catalog::default() });
            self.catalogs.len() - 1
        })
    }
}

/// Texts in simplified script.
fn simple(texts: &[String]) -> Vec<String> {
    texts.iter().map(|it| words::simplified(it).0.into_owned()).collect()
}

/// What kind of catalog the headings tell, where no title does.
fn of_columns(columns: &[Column]) -> Kind {
    let has = |words: &[&str]| columns.iter().any(|it| words.contains(&it.label.as_str()));
    let has_reason = columns.iter().any(|it| it.role == Role::Words(Field::Reason));
    if has_reason {
        Kind::Negative
    } else if has(&["职责内容", "行使主体", "职权类型", "权力类型"]) {
        Kind::Powers
    } else if has(&["工作任务", "任务内容", "任务类别", "主要任务"]) {
        Kind::Plan
    } else {
        Kind::Standard
    }
}
