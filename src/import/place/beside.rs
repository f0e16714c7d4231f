//! What is told of whole sheets and columns: what does not show, what is too far away, what has no field.
use crate::{
    diagnostic::{Message, message},
    import::{
        cells::{row, ticks},
        finding::{Finding, Weight},
        grid::{Grid, listed},
        place::catalog::Gathered,
        table::{Table, header::Column, role::Role},
    },
    model::field::Field,
};

/// What is said of a cell, and of what weight it is.
type Said = (Weight, &'static str, Message);

impl Gathered {
    fn say(
        &mut self,
        (file, grid): (&str, &Grid),
        (row, column): (usize, usize),
        (weight, code, message): Said,
        original: &str,
    ) {
        self.findings.push(Finding {
            weight,
            code,
            file: file.to_owned(),
            sheet: row::sheet(grid),
            cell: grid.address(row, column),
            message,
            original: original.to_owned(),
        });
    }

    /// What of a sheet does not show is read all the same, so its places are told.
    pub(super) fn unseen(&mut self, file: &str, grid: &Grid) {
        let place = (file, grid);
        let says = |row: usize, column: usize| !grid.text(row, column).is_empty();
        if grid.unseen.is_sheet {
            let what = message!(
                "这个工作表是隐藏的，照样读了",
                "this sheet is hidden; it was read all the same"
            );
            self.say(place, (0, 0), (Weight::Told, "hidden-sheet", what), "");
        }
        let rows = grid.unseen_rows();
        if let Some(&first) = rows.first() {
            let name = |it: usize| (it + 1).to_string();
            let (zh, en) = (listed(&rows, name, ["—", "、"]), listed(&rows, name, ["–", ", "]));
            let here: Vec<usize> = (0..grid.width()).filter(|it| says(first, *it)).collect();
            let texts: Vec<&str> = here.iter().map(|it| grid.text(first, *it)).collect();
            let what = message!(
                "第 {zh} 行是隐藏的或者筛选掉的，照样读了",
                "rows {en} are hidden or filtered out; they were read all the same"
            );
            let cell = (first, here.first().copied().unwrap_or(0));
            self.say(place, cell, (Weight::Told, "hidden-rows", what), &texts.join(" "));
        }
        let columns = grid.unseen_columns();
        if let Some(&first) = columns.first() {
            let name = |it: usize| grid.letters(it);
            let (zh, en) =
                (listed(&columns, name, ["—", "、"]), listed(&columns, name, ["–", ", "]));
            let row = (0..grid.height()).find(|it| says(*it, first)).unwrap_or(0);
            let what = message!(
                "{zh} 列是隐藏的，照样读了",
                "columns {en} are hidden; they were read all the same"
            );
            let text = grid.text(row, first);
            self.say(place, (row, first), (Weight::Told, "hidden-columns", what), text);
        }
        for (cell, text) in grid.unseen.texts() {
            let what = message!(
                "单元格里隐藏的文字，不作数；在事项行上的写在注释里",
                "a hidden text in a cell, which does not count; at an entry it is in a comment"
            );
            self.say(place, cell, (Weight::Guessed, "hidden-text", what), text);
        }
        if let Some(&first) = grid.controls.first() {
            let count = grid.controls.len();
            let what = message!(
                "单元格上有 {count} 个用鼠标勾选的控件，读不出是哪一项，写在注释里；请改成 ☑、□ 等字符再导入",
                "{count} controls lie over the cells, and what they tick cannot be told; they are in comments; write signs such as ☑ and □ instead and import again"
            );
            self.say(place, first, (Weight::Lost, "form-control", what), "");
        }
        self.strays(file, grid);
    }

    /// Cells that are too far from any table.
    fn strays(&mut self, file: &str, grid: &Grid) {
        for (cell, text) in grid.strays() {
            let what = message!(
                "这个单元格离表格太远，没有导入；用不着就删去它",
                "this cell is too far from any table and was not imported; delete it if it is not needed"
            );
            self.say((file, grid), cell, (Weight::Lost, "far-cell", what), text);
        }
    }

    /// Columns without a heading, whose cells go to comments as well. One that most rows fill is a column that
    /// was not understood.
    fn nameless(&mut self, file: &str, grid: &Grid, table: &Table) {
        let has_name = |at: usize| table.columns.iter().any(|it| it.at == at);
        for column in (0..grid.width()).filter(|it| !has_name(*it)) {
            let says = |it: &usize| !grid.text(*it, column).is_empty();
            let rows: Vec<usize> = table.rows.iter().map(|it| it.at).filter(says).collect();
            let Some(&first) = rows.first() else { continue };
            let is_most = rows.len() * 2 > table.rows.len();
            let weight = if is_most { Weight::Lost } else { Weight::Told };
            let (count, letters) = (rows.len(), grid.letters(column));
            let what = message!(
                "{letters} 列没有表头，{count} 行有字，写在注释里；是事项的一栏，就补上表头再导入",
                "column {letters} has no heading; the texts of {count} rows are in comments; if it is a column of the table, give it a heading and import again"
            );
            let text = grid.text(first, column);
            self.say((file, grid), (first, column), (weight, "no-heading", what), text);
        }
    }

    /// Columns that went to comments and should not have: ticks that nobody knows, and where a table has no
    /// column for a main field, headings that nobody knows. A table that goes on lacks what it lacked before.
    pub(super) fn unread(
        &mut self,
        file: &str,
        grid: &Grid,
        table: &Table,
        lacks: Option<&Vec<Field>>,
    ) {
        let names: Vec<String> =
            lacks.into_iter().flatten().map(|it| format!("“{}”", it.label())).collect();
        let names = names.concat();
        self.nameless(file, grid, table);
        let unknown: Vec<&Column> = table.unknown().collect();
        for column in &table.columns {
            let label = &column.label;
            let texts = || table.rows.iter().map(|it| grid.shown(it.at, column.at));
            let is_unknown = unknown.contains(&column);
            let said = match &column.role {
                _ if texts().all(|it| it.trim().is_empty()) => continue,
                Role::Unread(field) => {
                    let (zh, en) = (field.label(), field.name());
                    let what = message!(
                        "词表里没有“{label}”这个{zh}，这一栏写在注释里；它若等同某一项，在 catalogs/vocabulary.yaml 里写成那一项的同义词，再导入",
                        "the vocabulary has no {en} `{label}`, the column is in comments; if it is the same as a term, add it there in catalogs/vocabulary.yaml and import again"
                    );
                    (Weight::Lost, "unknown-column", what)
                }
                Role::Path => {
                    let what = message!(
                        "“{label}”一栏是网站上的路径，不是类别或链接，写在注释里",
                        "`{label}` says where on the site it is, no category and no link; it is in comments"
                    );
                    (Weight::Told, "site-path", what)
                }
                Role::Extra if is_unknown && !label.contains("是否") && ticks::are(texts()) => {
                    let what = message!(
                        "“{label}”一栏打了勾，看不懂说的是什么，写在注释里",
                        "`{label}` has ticks and is not understood; it is in comments"
                    );
                    (Weight::Lost, "unknown-column", what)
                }
                _ if is_unknown && !names.is_empty() => {
                    let what = message!(
                        "没有认出{names}栏；“{label}”一栏不认得，写在注释里",
                        "no column was recognised for {names}; `{label}` is not known, it is in comments"
                    );
                    (Weight::Lost, "unknown-column", what)
                }
                _ => continue,
            };
            // The pages of one table say it once, and so do its parts.
            let is_said = |it: &Finding| {
                let here = (it.code, it.file.as_str(), it.original.as_str());
                here == (said.1, file, label) && (lacks.is_none() || it.sheet == row::sheet(grid))
            };
            if !self.findings.iter().any(is_said) {
                self.say((file, grid), (table.top, column.at), said, label);
            }
        }
    }
}
