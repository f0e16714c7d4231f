//! The tables of all files, gathered into catalogs: one for each domain and kind.
use std::borrow::Cow;

use crate::{
    diagnostic::message,
    import::{
        cells::{Context, Draft, row},
        finding::{Finding, Weight},
        grid::Grid,
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
    /// The files that it was read from.
    pub files: Vec<String>,
    /// Its rows.
    pub drafts: Vec<Draft>,
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

impl Gathered {
    /// Adds the tables of a file. `asked` is the domain for tables that name none.
    pub fn add(
        &mut self,
        file: &str,
        grids: &[Grid],
        context: &Context<'_>,
        asked: Option<DomainId>,
    ) {
        let mut last: Option<(Table, Option<usize>)> = None;
        let mut parts: Vec<Cow<'_, Grid>> = grids.iter().rev().map(Cow::Borrowed).collect();
        while let Some(grid) = parts.pop() {
            if let Some((left, right)) = table::beside(&grid, context.registries) {
                parts.extend([Cow::Owned(right), Cow::Owned(left)]);
                continue;
            }
            let grid = grid.as_ref();
            let before = last.as_ref().map(|it| &it.0);
            let tables = table::find(grid, before, context.registries);
            if tables.is_empty() {
                self.skipped(file, grid);
            }
            for table in tables {
                self.tables += 1;
                self.rows += table.rows.len();
                self.above(file, grid, &table, context);
                let drafts = row::read(file, grid, &table, context, &mut self.findings);
                let before = last.take().and_then(|it| it.1);
                let at = self.place(file, grid, &table, context, asked, before);
                match at {
                    Some(at) => {
                        let catalog = &mut self.catalogs[at];
                        if !catalog.files.iter().any(|it| it == file) {
                            catalog.files.push(file.to_owned());
                        }
                        catalog.drafts.extend(drafts);
                    }
                    None => self.lost(file, grid, &drafts),
                }
                last = Some((table, at));
            }
        }
    }

    /// Texts over a table that are no title of a table are told: who filled it in, and when.
    fn above(&mut self, file: &str, grid: &Grid, table: &Table, context: &Context<'_>) {
        let domains = &context.registries.domains;
        if own::read(&table.above, domains).is_some() {
            return;
        }
        for (row, text) in &table.over {
            let bare = crate::import::cells::words::simplified(text).0;
            let is_title = domain::named(&bare, domains) != Named::None
                || bare.contains("目录")
                || bare.contains("清单");
            if is_title && bare.chars().count() <= 60 {
                continue;
            }
            self.findings.push(Finding {
                weight: Weight::Told,
                code: "note",
                file: file.to_owned(),
                sheet: row::sheet(grid),
                cell: grid.address(*row, 0),
                message: message!(
                    "表格上方的文字，没有导入",
                    "a text over the table, not imported"
                ),
                original: text.clone(),
            });
        }
    }

    /// A grid in which no table was found: what it says is told.
    fn skipped(&mut self, file: &str, grid: &Grid) {
        let mut cells =
            (0..grid.height()).flat_map(|row| (0..grid.width()).map(move |it| (row, it)));
        let Some((row, column)) = cells.find(|it| !grid.text(it.0, it.1).is_empty()) else {
            return;
        };
        let weight =
            if grid.height() > 2 && grid.width() > 3 { Weight::Lost } else { Weight::Told };
        self.findings.push(Finding {
            weight,
            code: "no-header",
            file: file.to_owned(),
            sheet: row::sheet(grid),
            cell: grid.address(row, column),
            message: message!(
                "没有认出表头（序号、事项、公开内容、公开依据等），这张表没有导入",
                "no header was recognised; this table was not imported"
            ),
            original: grid.text(row, column).to_owned(),
        });
    }

    /// The rows of a table whose domain nobody knows.
    fn lost(&mut self, file: &str, grid: &Grid, drafts: &[Draft]) {
        let sheet = row::sheet(grid);
        self.findings.push(Finding {
            weight: Weight::Lost,
            code: "no-domain",
            file: file.to_owned(),
            sheet: sheet.clone(),
            cell: String::new(),
            message: message!(
                "不知道这张表属于哪个领域，请用 --domain 指定",
                "it is not known which domain this table belongs to; name it with --domain"
            ),
            original: grid.above.last().cloned().unwrap_or_default(),
        });
        self.findings.extend(drafts.iter().map(|it| Finding {
            weight: Weight::Lost,
            code: "row-unplaced",
            file: file.to_owned(),
            sheet: sheet.clone(),
            cell: it.cell.clone(),
            message: message!("这一行没有导入", "this row was not imported"),
            original: it.name().to_owned(),
        }));
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
        let above: Vec<String> = table
            .above
            .iter()
            .map(|it| crate::import::cells::words::simplified(it).0.into_owned())
            .collect();
        if table.goes_on && !above.iter().any(|it| domain::is_title(it, domains)) {
            return before;
        }
        if let Some(told) = own::read(&above, domains) {
            let own::Told { kind, domain, title, facts } = told;
            return Some(self.at(kind, domain, title, facts));
        }
        let stem = file.rsplit(['/', '\\']).next().unwrap_or(file);
        let bare = stem.rsplit_once('.').map_or(stem, |it| it.0);
        let is_export = table.columns.iter().any(|it| it.role == Role::Id);
        if let Some((kind, domain)) = own::of_stem(bare, domains).filter(|_| is_export) {
            return Some(self.at(kind, domain, None, Vec::new()));
        }
        let sheet = grid.sheet.as_deref().unwrap_or("");
        // The nearest title first; a heading over several tables names several domains.
        let titles = above.iter().rev().map(String::as_str).filter(|it| it.chars().count() <= 80);
        let likely = titles.clone().filter(|it| domain::is_title(it, domains));
        let texts = likely.chain(titles).chain([sheet, stem]);
        let mut found = None;
        let mut title = None;
        for text in texts {
            match domain::named(text, domains) {
                Named::None => {}
                Named::One(id) => {
                    found = Some(id);
                    title = Some(text)
                        .filter(|it| domain::is_title(it, domains) && *it != stem && *it != sheet);
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
            .chain([&sheet.to_owned(), &stem.to_owned()])
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
