//! What is told of whole tables: what stands over and beside them, and what could not be placed.
use crate::{
    diagnostic::message,
    import::{
        cells::{Context, Draft, row, words},
        finding::{Finding, Weight},
        grid::Grid,
        place::catalog::{Catalog, Gathered},
        table::{
            Table,
            domain::{self, Named},
            own,
        },
    },
};

impl Gathered {
    /// Texts over a table that are no title of a table are told: who filled it in, and when.
    pub(super) fn above(&mut self, file: &str, grid: &Grid, table: &Table, context: &Context<'_>) {
        let domains = &context.registries.domains;
        if own::read(&table.above, domains).is_some() {
            return;
        }
        for (row, text) in &table.over {
            let bare = words::simplified(text).0;
            let is_title = domain::named(&bare, domains) != Named::None
                || bare.contains("目录")
                || bare.contains("清单");
            if is_title && bare.chars().count() <= 60 {
                continue;
            }
            let column = (0..grid.width()).find(|it| grid.text(*row, *it).trim() == text);
            self.findings.push(Finding {
                weight: Weight::Told,
                code: "note",
                file: file.to_owned(),
                sheet: row::sheet(grid),
                cell: grid.address(*row, column.unwrap_or(0)),
                message: message!(
                    "表格上方的文字，没有导入",
                    "a text over the table, not imported"
                ),
                original: text.clone(),
            });
        }
    }

    /// What people noted at headings and between the rows is told.
    pub(super) fn remarks(&mut self, file: &str, grid: &Grid, tables: &[Table]) {
        let is_row = |at: usize| tables.iter().flat_map(|it| &it.rows).any(|it| it.at == at);
        // Pages have links everywhere; those of a table's headings and notes are told.
        let links = grid.all_links().filter(|_| !tables.is_empty());
        for ((row, column), text) in grid.remarks().chain(links).filter(|it| !is_row(it.0.0)) {
            self.findings.push(Finding {
                weight: Weight::Told,
                code: "note",
                file: file.to_owned(),
                sheet: row::sheet(grid),
                cell: grid.address(row, column),
                message: message!(
                    "不在事项行上的批注、文本框或链接，没有导入",
                    "a comment, a text box or a link at no entry, not imported"
                ),
                original: text.to_owned(),
            });
        }
    }

    /// A table has headings and nothing else.
    pub(super) fn without_rows(&mut self, file: &str, grid: &Grid, is_one: bool) {
        self.findings.extend(is_one.then(|| Finding {
            weight: Weight::Told,
            code: "no-rows",
            file: file.to_owned(),
            sheet: row::sheet(grid),
            cell: String::new(),
            message: message!("这张表只有表头，没有事项", "this table has headings and no rows"),
            original: String::new(),
        }));
    }

    /// A sheet without headings was read as the one before it goes on.
    pub(super) fn headless(&mut self, file: &str, grid: &Grid) {
        self.findings.push(Finding {
            weight: Weight::Guessed,
            code: "sheet-continued",
            file: file.to_owned(),
            sheet: row::sheet(grid),
            cell: grid.address(0, 0),
            message: message!(
                "这个工作表没有表头，按接在前一个工作表后面处理",
                "this sheet has no headings; it was taken to go on from the one before it"
            ),
            original: grid.text(0, 0).to_owned(),
        });
    }

    /// A grid in which no table was found: what it says is told.
    pub(super) fn skipped(&mut self, file: &str, grid: &Grid) {
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
    pub(super) fn lost(&mut self, file: &str, grid: &Grid, drafts: &[Draft]) {
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
}

/// Takes out the rows of a table that an earlier one has word for word: a copied sheet.
pub(super) fn once(catalog: &mut Catalog, start: usize, findings: &mut Vec<Finding>) {
    let Catalog { drafts, seen, .. } = catalog;
    for draft in drafts.split_off(start) {
        let is_same = |at: &&usize| {
            let other = &drafts[**at];
            let said = |it: &Draft| (it.id.clone(), it.number.clone(), it.with.clone());
            **at < start
                && other.fields == draft.fields
                && other.notes == draft.notes
                && said(other) == said(&draft)
        };
        let places = seen.entry(draft.name().to_owned()).or_default();
        let Some(first) = places.iter().find(is_same).map(|it| &drafts[*it]) else {
            places.push(drafts.len());
            drafts.push(draft);
            continue;
        };
        let place = format!("{} {} {}", first.file, first.sheet, first.cell);
        findings.push(Finding {
            weight: Weight::Guessed,
            code: "same-row",
            file: draft.file.clone(),
            sheet: draft.sheet.clone(),
            cell: draft.cell.clone(),
            message: message!(
                "和 {place} 一行完全相同，没有再导入一次",
                "the same as the row at {place}; it was not imported again"
            ),
            original: draft.name().to_owned(),
        });
    }
}
