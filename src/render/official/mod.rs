//! The official form: a table exactly as the standards print it (表样), with two rows of headings,
//! merged categories, boxes for the channels and ticks. Knows neither the site nor a format:
//! a workbook, a CSV and an export are made of the same [`Form`].
mod channels;
mod columns;
pub mod office;

use std::borrow::Cow;

pub use self::columns::Column;
use self::{channels::ChannelBoxes, columns::Field};
use crate::{
    import::table::own::UNCHECKED,
    model::{catalog::Kind, choice::Review},
    render::{
        cells,
        domain::Issue,
        row::{category_at, merge},
        sheet::Sheet,
        table::Table,
        wording::Wording,
    },
    resolve::view::EntryView,
};

/// The media type of a workbook.
pub(crate) const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/// What ticks a cell.
const TICK: &str = "√";

/// A filled-in official form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// The title over the table.
    pub title: String,
    /// Lines under the title: whose table it is, its version, what is not certain in it.
    pub notes: Vec<String>,
    /// The columns, from the left.
    pub columns: Vec<Column>,
    /// The rows, of as many cells as there are columns.
    pub rows: Vec<Vec<Cell>>,
}

/// A cell of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// 序号
    Number(usize),
    /// A text; `\n` begins a new line. It may be empty.
    Text(String),
    /// A text over several rows, this one and those below it.
    Merged(String, usize),
    /// Taken by the merged cell above.
    Covered,
    /// √, perhaps with whom it is for.
    Tick(Option<String>),
    /// Not ticked.
    Blank,
}

/// Some entries of a table, by their places in it.
#[derive(Clone, Debug)]
pub(crate) struct Part<'p, 'e, 'r, 's> {
    /// The table.
    pub(crate) sheet: &'p Sheet<'e, 'r, 's>,
    /// Which of its entries.
    pub(crate) entries: Cow<'p, [usize]>,
}

impl Form {
    /// The form of a whole table.
    #[must_use]
    pub fn of_table(sheet: &Sheet<'_, '_, '_>) -> Self {
        let all = Part { sheet, entries: (0..sheet.entries.len()).collect() };
        let mut form = Self::fill(sheet.table().kind, &[all], None);
        form.title = sheet.title();
        form.notes = notes(sheet);
        form
    }

    /// Fills in the columns of a kind of catalog. `lead` is the heading of a column for the name of the
    /// table that an entry stands in; without it there is one table.
    fn fill(kind: Kind, parts: &[Part<'_, '_, '_, '_>], lead: Option<&'static str>) -> Self {
        let entries: Vec<(&Sheet<'_, '_, '_>, EntryView<'_, '_>)> = parts
            .iter()
            .flat_map(|part| part.entries.iter().map(|at| (part.sheet, part.sheet.entries[*at])))
            .collect();
        let words = Wording::of(kind);
        let deepest = entries.iter().map(|(_, it)| it.category().len()).max().unwrap_or(0);
        let depth = words.depth(deepest);
        let (fields, columns) = columns::of(kind, words, depth, lead, &entries);
        let leading = usize::from(lead.is_some());
        let names: Vec<String> = if lead.is_some() {
            entries.iter().map(|it| it.0.name()).collect()
        } else {
            Vec::new()
        };
        let merged =
            merge(entries.len(), depth + leading, |row, level| match level.checked_sub(leading) {
                Some(level) => category_at(&entries[row].1, level, depth),
                None => names[row].clone(),
            });
        let boxes = entries
            .first()
            .map(|it| ChannelBoxes::new(&it.0.edition.resolution.registries.vocabulary.channels));
        let rows = (1..)
            .zip(&entries)
            .zip(merged)
            .map(|((number, (sheet, view)), begun)| {
                let mut begun = begun.into_iter();
                // Where a category begins, all to its right begin too: they are the last ones.
                let mut covered = depth + leading - begun.len();
                let marks =
                    if words.is_marked { cells::marks(view) } else { cells::Marks::default() };
                let fill = |field: &Field| match field {
                    Field::Number => Cell::Number(number),
                    Field::Category if covered > 0 => {
                        covered -= 1;
                        Cell::Covered
                    }
                    Field::Category => begun.next().map_or(Cell::Covered, |it| match it.rowspan {
                        1 => Cell::Text(it.text),
                        rows => Cell::Merged(it.text, rows),
                    }),
                    Field::Channel => Cell::Text(
                        boxes.as_ref().map(|it| it.tick(view.channel())).unwrap_or_default(),
                    ),
                    Field::Everyone => tick(marks.everyone),
                    Field::Group => marks
                        .group
                        .clone()
                        .map_or(Cell::Blank, |who| Cell::Tick((!who.is_empty()).then_some(who))),
                    Field::Proactive => tick(marks.proactive),
                    Field::OnRequest => tick(marks.on_request),
                    Field::Level(level) => tick(cells::has_level(view, *level)),
                    other => Cell::Text(text(*other, sheet, view)),
                };
                fields.iter().map(fill).collect()
            })
            .collect();
        Self { columns, rows, ..Self::default() }
    }

    /// The form as a plain table, for formats that know no merged cells: one row of headings, and every
    /// row says all that holds for it.
    #[must_use]
    pub fn table(&self) -> Table<'_> {
        let headings = self.columns.iter().map(Column::full_heading).collect();
        let mut above: Vec<&str> = vec![""; self.columns.len()];
        let rows = self.rows.iter().map(|row| {
            row.iter()
                .zip(&self.columns)
                .zip(&mut above)
                .map(|((cell, column), above)| match cell {
                    Cell::Number(number) => Cow::Owned(number.to_string()),
                    Cell::Text(text) => joined(text, column.joint),
                    Cell::Merged(text, _) => {
                        *above = text;
                        Cow::Borrowed(text.as_str())
                    }
                    Cell::Covered => Cow::Borrowed(*above),
                    Cell::Tick(None) => Cow::Borrowed(TICK),
                    Cell::Tick(Some(who)) => Cow::Owned(format!("{TICK}（{who}）")),
                    Cell::Blank => Cow::Borrowed(""),
                })
                .collect()
        });
        Table { rows: rows.collect(), headings }
    }
}

impl Cell {
    /// What a cell that stands for itself says.
    #[must_use]
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Number(number) => Cow::Owned(number.to_string()),
            Self::Text(text) | Self::Merged(text, _) => Cow::Borrowed(text),
            Self::Tick(None) => Cow::Borrowed(TICK),
            Self::Tick(Some(who)) => Cow::Owned(format!("{TICK}\n（{who}）")),
            Self::Covered | Self::Blank => Cow::Borrowed(""),
        }
    }
}

/// The lines of a cell in one.
fn joined<'t>(text: &'t str, joint: &str) -> Cow<'t, str> {
    if text.contains('\n') { Cow::Owned(text.replace('\n', joint)) } else { Cow::Borrowed(text) }
}

/// Whether a cell says that its row is a reconstructed text.
fn is_unchecked(cell: &Cell) -> bool {
    matches!(cell, Cell::Text(text) if text == UNCHECKED)
}

fn tick(is_ticked: bool) -> Cell {
    if is_ticked { Cell::Tick(None) } else { Cell::Blank }
}

/// The fields that are texts.
fn text(field: Field, sheet: &Sheet<'_, '_, '_>, view: &EntryView<'_, '_>) -> String {
    let reasons = &sheet.edition.resolution.registries.vocabulary.reasons;
    match field {
        Field::Name => cells::name(view).to_owned(),
        Field::Content => cells::join_texts(view.content(), "；"),
        Field::Basis => cells::join_texts(view.basis(), "\n"),
        Field::Deadline => view.deadline().map_or("", |it| &it.value).to_owned(),
        Field::Reason => {
            view.reason().map(|it| it.standard(reasons).into_owned()).unwrap_or_default()
        }
        Field::Owner => cells::owner(view, "\n"),
        Field::Remark if view.review() == Some(Review::Reconstructed) => UNCHECKED.to_owned(),
        _ => String::new(),
    }
}

/// The lines under a table's title.
pub(crate) fn notes(sheet: &Sheet<'_, '_, '_>) -> Vec<String> {
    let issue = Issue::of(sheet);
    let mut facts = vec![format!("机关：{}", sheet.agency().name())];
    for (label, value) in
        [("来源", &issue.source), ("版本", &issue.version), ("施行日期", &issue.effective)]
    {
        facts.extend(value.as_ref().map(|it| format!("{label}：{it}")));
    }
    let counts = sheet.counts();
    facts.push(format!("共{}条", counts.entries));
    let mut notes = vec![facts.join("　")];
    notes.extend(reconstructed(counts.entries, counts.reconstructed));
    if counts.left_out > 0 {
        notes.push(format!("另有{}条事项有错误，未列入本表。", counts.left_out));
    }
    notes
}

/// What must be said of a table with reconstructed texts.
fn reconstructed(entries: usize, reconstructed: usize) -> Option<String> {
    (reconstructed > 0).then(|| {
        format!(
            "{entries}条中有{reconstructed}条为复原文本，备注栏注明“{UNCHECKED}”，未经与官方文件逐字核对，引用前请以官方文件为准。"
        )
    })
}

#[cfg(test)]
mod tests {
    use super::{Cell, Column, Form};

    #[test]
    fn a_plain_table_repeats_what_was_merged() {
        let column = |heading: &str| Column::new(heading, 10);
        let form = Form {
            columns: vec![
                column("一级事项"),
                column("二级事项"),
                Column::tick("公开对象", "全社会"),
            ],
            rows: vec![
                vec![Cell::Merged("甲".into(), 2), Cell::Text("一".into()), Cell::Tick(None)],
                vec![Cell::Covered, Cell::Text("二".into()), Cell::Blank],
                vec![
                    Cell::Text("乙".into()),
                    Cell::Text("三".into()),
                    Cell::Tick(Some("申请人".into())),
                ],
            ],
            ..Form::default()
        };
        let table = form.table();
        assert_eq!(table.headings, ["一级事项", "二级事项", "公开对象（全社会）"]);
        assert_eq!(table.rows, [["甲", "一", "√"], ["甲", "二", ""], ["乙", "三", "√（申请人）"]]);
    }
}
