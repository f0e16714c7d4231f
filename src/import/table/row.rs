//! What a row below the header is: data, or something that stands between.
use crate::{
    import::{
        cells::words,
        grid::Grid,
        table::{
            domain,
            header::{self, Column, Header},
            own,
            role::Role,
        },
    },
    model::registry::Registries,
};

/// What a row is.
#[derive(Debug)]
pub(super) enum Kind {
    /// Nothing.
    Blank,
    /// The headings, again or anew.
    Header(Header),
    /// The title of another table.
    Title,
    /// A note, a page number, a sum.
    Note(String),
    /// A heading for the rows below it.
    Section(String),
    /// An entry, or a part of one.
    Data,
}

/// How notes begin.
const NOTES: &[&str] = &[
    "注：",
    "注:",
    "注1",
    "备注：",
    "备注:",
    "说明：",
    "说明:",
    "填表人",
    "填报人",
    "填报单位",
    "制表",
    "审核人",
    "审核：",
    "联系人：",
    "填表说明",
    "填报说明",
    "附注",
    "※",
    "日期：",
    "续表",
    "（续表）",
    "合计",
    "总计",
    "共计",
    "小计",
];

pub(super) fn kind(grid: &Grid, row: usize, columns: &[Column], registries: &Registries) -> Kind {
    let cells: Vec<(usize, &str)> = (0..grid.width())
        .map(|it| (it, grid.text(row, it).trim()))
        .filter(|(_, text)| !text.is_empty())
        .collect();
    let Some((first, text)) = cells.first().copied() else {
        return Kind::Blank;
    };
    let has_id = columns.iter().any(|it| {
        it.role == Role::Id && !grid.text(row, it.at).is_empty() && grid.text(row, it.at) != own::ID
    });
    if has_id {
        return Kind::Data;
    }
    let text = words::simplified(text).0;
    let bare: String = text.split_whitespace().collect();
    if cells.len() > 1 {
        if let Some(header) = header::at(grid, row, &registries.vocabulary) {
            return Kind::Header(header);
        }
        let is_note = cells.len() <= 4 && NOTES.iter().any(|it| bare.starts_with(it));
        if is_note && cells.len() * 2 < columns.len().max(4) {
            let texts: Vec<&str> = cells.iter().map(|it| it.1).collect();
            return Kind::Note(texts.join(" "));
        }
        return Kind::Data;
    }
    let is_wide = grid.cell(row, first).is_some_and(|it| it.columns as usize * 2 > grid.width());
    if is_page(&bare) {
        return Kind::Blank;
    }
    if NOTES.iter().any(|it| bare.starts_with(it)) {
        return Kind::Note(text.into_owned());
    }
    let stands_in = columns.iter().find(|it| it.at == first).map(|it| &it.role);
    let leads = is_wide || first == 0;
    if leads && domain::is_title(&bare, &registries.domains) {
        return Kind::Title;
    }
    // A lone name goes with the rows below it, and so does a lone category; anything longer in the
    // first column is a heading.
    if is_wide || (leads && matches!(stands_in, Some(Role::Number | Role::Extra) | None)) {
        if bare.chars().count() > 30 {
            return Kind::Note(text.into_owned());
        }
        // A lone number is an entry of which nothing is known, not a heading.
        if words::number(&bare).is_some_and(|it| it.chars().all(|c| c.is_ascii_digit())) && !is_wide
        {
            return Kind::Data;
        }
        return Kind::Section(text.into_owned());
    }
    Kind::Data
}

/// `第3页`, `3/10`, `- 3 -`, `第 3 页 共 10 页`
fn is_page(bare: &str) -> bool {
    let digits = bare.chars().filter(char::is_ascii_digit).count();
    let rest: String =
        bare.chars().filter(|c| !c.is_ascii_digit() && !"-－—–/第页共，,·".contains(*c)).collect();
    let has_sign = bare.contains('页')
        || bare.contains('/')
        || (bare.len() > digits && bare.starts_with(['-', '－', '—', '–']));
    digits > 0 && rest.is_empty() && has_sign
}
