//! Entries as rows of the official form, with the cells of their categories merged.
use serde::Serialize;

use crate::{
    model::{
        Text,
        basis::register::DocId,
        choice::{Level, Review},
    },
    render::{cells, documents::pieces, edition::Edition, sheet::Sheet},
    resolve::view::EntryView,
};

/// An entry as a row. In cells, `\n` starts a new line.
#[derive(Debug, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a column to mark")]
pub struct Row {
    /// 序号
    pub number: String,
    /// The row's own id in the page.
    pub anchor: String,
    /// The entry's page.
    pub href: String,
    /// Its name.
    pub name: String,
    /// All levels of its category in one text.
    pub category: String,
    /// The cells of the category that begin in this row.
    pub categories: Vec<CategoryCell>,
    /// Whether the text is a reconstruction, in whole or in part.
    pub reconstructed: bool,
    /// Of one in part: what the elements are called that were filled in.
    pub filled_in: Vec<&'static str>,
    /// 公开内容
    pub content: String,
    /// 公开依据
    pub basis: String,
    /// The same in pieces, if a document in it is no longer in force; else empty.
    pub marked_basis: Vec<MarkedBasis>,
    /// 公开时限
    pub deadline: Option<String>,
    /// 不予公开理由
    pub reason: Option<String>,
    /// 公开主体
    pub owner: String,
    /// 公开渠道和载体
    pub channel: Option<String>,
    /// 全社会
    pub everyone: bool,
    /// 特定群体, and which
    pub group: Option<String>,
    /// 主动公开
    pub proactive: bool,
    /// 依申请公开
    pub on_request: bool,
    /// For each of the table's levels, whether the entry is for it.
    pub levels: Vec<bool>,
    /// The first of them, which alone bears their label where cells stand one below the other.
    pub first_level: Option<usize>,
}

/// A piece of a basis, and the mark behind it.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct MarkedBasis {
    /// The text.
    pub text: String,
    /// 已废止, 已失效
    pub mark: Option<&'static str>,
    /// The page of the document that is marked.
    pub href: Option<String>,
}

/// A cell that is merged over rows.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct CategoryCell {
    /// The category; `—` where the entry has none at this level.
    pub text: String,
    /// Over how many rows.
    pub rowspan: usize,
}

/// The rows of a table with `depth` levels of categories and columns for `levels`.
#[must_use]
pub fn rows(sheet: &Sheet<'_, '_, '_>, depth: usize, levels: &[(Level, String)]) -> Vec<Row> {
    let words = sheet.wording();
    let vocabulary = &sheet.edition.resolution.registries.vocabulary;
    let cells = merge(sheet.entries.len(), depth, |row, level| {
        category_at(&sheet.entries[row], level, depth)
    });
    let rows = (1..).zip(&sheet.entries).zip(cells);
    rows.map(|((number, view), categories): ((usize, _), _)| {
        let id = view.id();
        let marks = if words.is_marked { cells::marks(view) } else { cells::Marks::default() };
        let deadline = || view.deadline().map_or("", |it| &it.value).to_owned();
        let reason = || {
            view.reason()
                .map(|it| it.standard(&vocabulary.reasons).into_owned())
                .unwrap_or_default()
        };
        let ticked: Vec<bool> = levels.iter().map(|it| cells::has_level(view, it.0)).collect();
        Row {
            number: number.to_string(),
            anchor: format!("e-{id}"),
            href: format!("{id}.html"),
            name: cells::name(view).to_owned(),
            category: cells::join_texts(view.category(), " / "),
            categories,
            reconstructed: view.review() == Some(Review::Reconstructed),
            filled_in: cells::filled_in(view, words),
            content: cells::join_texts(view.content(), "；"),
            basis: cells::join_texts(view.basis(), "\n"),
            marked_basis: marked_basis(sheet.edition, view.basis()),
            deadline: words.deadline.map(|_| deadline()),
            reason: words.reason.map(|_| reason()),
            owner: cells::owner(view, "\n"),
            channel: words
                .channel
                .map(|_| cells::join_choices(view.channel(), &vocabulary.channels, "\n")),
            everyone: marks.everyone,
            group: marks.group,
            proactive: marks.proactive,
            on_request: marks.on_request,
            first_level: ticked.iter().position(|it| *it),
            levels: ticked,
        }
    })
    .collect()
}

/// A basis in pieces, if a document in it is no longer in force.
fn marked_basis(edition: &Edition<'_, '_>, basis: &[Text<'_>]) -> Vec<MarkedBasis> {
    let cited = |text: &Text<'_>| edition.resolution.readings.basis(&text.value);
    let fate = |id: Option<DocId>| id.and_then(|id| Some((id, edition.documents.fate(id)?)));
    let mut marked = Vec::new();
    if !basis.iter().flat_map(cited).any(|it| fate(it.found.document).is_some()) {
        return marked;
    }
    for (at, text) in basis.iter().enumerate() {
        if at > 0 {
            marked.push(MarkedBasis { text: "\n".to_owned(), mark: None, href: None });
        }
        for piece in pieces(&text.value, cited(text)) {
            let fate = fate(piece.document);
            marked.push(MarkedBasis {
                text: piece.text.to_owned(),
                mark: fate.map(|it| it.1.word),
                href: fate.map(|it| format!("../../{}", edition.documents.path(it.0))),
            });
        }
    }
    marked
}

/// The category of an entry at a level. The last level takes what lies deeper.
pub(crate) fn category_at(view: &EntryView<'_, '_>, level: usize, depth: usize) -> String {
    let all = view.category();
    match all.get(level) {
        None => "—".to_owned(),
        Some(_) if level + 1 == depth => cells::join_texts(&all[level..], " / "),
        Some(text) => text.value.clone().into_owned(),
    }
}

/// Merges the cells of the categories as the official form does: a cell runs on while it and all
/// to the left of it are the same as in the row above.
pub(crate) fn merge(
    count: usize,
    depth: usize,
    text: impl Fn(usize, usize) -> String,
) -> Vec<Vec<CategoryCell>> {
    let mut rows: Vec<Vec<CategoryCell>> = Vec::with_capacity(count);
    // For each level, the row and place of the cell that is still running.
    let mut running: Vec<(usize, usize)> = Vec::with_capacity(depth);
    for at in 0..count {
        let mut begun = Vec::new();
        let mut is_same = at > 0;
        for level in 0..depth {
            let text = text(at, level);
            if is_same {
                let (row, cell) = running[level];
                let above = &mut rows[row][cell];
                is_same = above.text == text;
                if is_same {
                    above.rowspan += 1;
                    continue;
                }
            }
            running.truncate(level);
            running.push((at, begun.len()));
            begun.push(CategoryCell { text, rowspan: 1 });
        }
        rows.push(begun);
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::{CategoryCell, merge};

    fn merged(rows: &[&[&str]], depth: usize) -> Vec<Vec<CategoryCell>> {
        let text = |row: usize, level: usize| rows[row].get(level).map_or("—", |it| it).to_owned();
        merge(rows.len(), depth, text)
    }

    fn cell(text: &str, rowspan: usize) -> CategoryCell {
        CategoryCell { text: text.to_owned(), rowspan }
    }

    #[test]
    fn cells_run_on_while_all_to_their_left_does() {
        let rows: &[&[&str]] =
            &[&["甲", "一"], &["甲", "一"], &["甲", "二"], &["乙", "二"], &["乙"], &["甲", "二"]];
        assert_eq!(
            merged(rows, 2),
            [
                vec![cell("甲", 3), cell("一", 2)],
                vec![],
                vec![cell("二", 1)],
                vec![cell("乙", 2), cell("二", 1)],
                vec![cell("—", 1)],
                vec![cell("甲", 1), cell("二", 1)],
            ]
        );
        assert_eq!(merged(&[&[], &[]], 0), [vec![], vec![]]);
    }

    #[test]
    fn every_row_is_covered_once_in_every_column() {
        let words = ["甲", "乙"];
        for seed in 0..256usize {
            let rows: Vec<Vec<&str>> = (0..4)
                .map(|row| (0..2).map(|level| words[seed >> (2 * row + level) & 1]).collect())
                .collect();
            let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
            let cells = merged(&rows, 2);
            let covered: usize = cells.iter().flatten().map(|it| it.rowspan).sum();
            assert_eq!(covered, 2 * rows.len(), "{rows:?}");
        }
    }
}
