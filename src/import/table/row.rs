//! What a row below the header is: data, or something that stands between.
use crate::{
    import::{
        cells::{owner, words},
        grid::Grid,
        table::{
            Table, domain,
            header::{self, Header},
            own,
            role::Role,
        },
    },
    model::{field::Field, registry::Registries},
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
    /// A cell or two that belong to no entry: below the last row a signature, between rows a piece of one.
    Torn(String),
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
];

/// The words of a line that is to be signed, each before a blank, a name or a day.
const SIGNED: &[&str] = &[
    "联系人",
    "联系电话",
    "电话",
    "审核",
    "审核人",
    "审签",
    "签发",
    "签发人",
    "填表人",
    "填报人",
    "制表人",
    "校对",
    "经办人",
    "负责人",
    "单位负责人",
    "分管领导",
    "主要领导",
    "日期",
    "填报日期",
    "填表日期",
    "盖章",
    "签字",
    "签章",
];

/// How sums are called.
const SUMS: &[&str] = &["合计", "总计", "共计", "小计"];

pub(super) fn kind(grid: &Grid, row: usize, table: &Table, registries: &Registries) -> Kind {
    let columns = &table.columns;
    let (start, end) = span(table, grid);
    let mut cells: Vec<(usize, &str)> = (0..grid.width())
        .map(|it| (it, grid.text(row, it).trim()))
        .filter(|(_, text)| !text.is_empty())
        .collect();
    // What stands beside the table does not tell what a row of it is.
    if cells.iter().any(|it| it.0 < end) {
        cells.retain(|it| it.0 < end);
    }
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
    // What stands under no heading is no entry, whatever else the row may be.
    if columns.iter().all(|it| grid.shown(row, it.at).trim().is_empty()) && first > start {
        let texts: Vec<&str> = cells.iter().map(|it| it.1).collect();
        return Kind::Note(texts.join(" "));
    }
    if cells.len() > 1 {
        if header::is_again(grid, row, &table.headings) {
            return Kind::Blank;
        }
        if let Some(header) = header::at(grid, row, &registries.vocabulary) {
            return Kind::Header(header);
        }
        let is_signed = SIGNED.contains(&bare.trim_end_matches(['：', ':']));
        let is_note = cells.len() <= 4 && (is_note(&bare) || is_signed);
        if is_note && cells.len() * 2 < columns.len().max(4) {
            let texts: Vec<&str> = cells.iter().map(|it| it.1).collect();
            return Kind::Note(texts.join(" "));
        }
        if is_group(grid, row, table) {
            let name = cells.last().map_or("", |it| it.1);
            return Kind::Section(words::simplified(name).0.into_owned());
        }
        return data(grid, row, table, &cells);
    }
    let is_wide = grid.cell(row, first).is_some_and(|it| it.columns as usize * 2 > end - start);
    if is_page(&bare) {
        return Kind::Blank;
    }
    if is_note(&bare) || is_day(&bare) || (owner::ends(&bare) && is_last(grid, row)) {
        return Kind::Note(text.into_owned());
    }
    let stands_in = columns.iter().find(|it| it.at == first).map(|it| &it.role);
    let leads = is_wide || first <= start;
    if leads && domain::is_title(&bare, &registries.domains) {
        return Kind::Title;
    }
    // A lone name goes with the rows below it, and so does a lone category; anything longer in the
    // first column is a heading.
    let is_section = leads && is_counted(&bare) && is_over(grid, row, first, table);
    if is_wide
        || is_section
        || (leads && stands_in.is_none_or(|it| *it == Role::Number || it.is_beside()))
    {
        // The title of another table whose domain is not known is no category.
        let is_title = ["目录", "清单", "一览表"].iter().any(|it| bare.ends_with(it));
        if bare.chars().count() > 30 || is_title {
            return Kind::Note(text.into_owned());
        }
        // A lone number is an entry of which nothing is known, not a heading.
        if words::number(&bare).is_some_and(|it| it.chars().all(|c| c.is_ascii_digit())) && !is_wide
        {
            return Kind::Data;
        }
        return Kind::Section(text.into_owned());
    }
    data(grid, row, table, &cells)
}

/// An entry, or what is left of one: a cell or two, with neither number, name nor content.
fn data(grid: &Grid, row: usize, table: &Table, cells: &[(usize, &str)]) -> Kind {
    let is_main = |role: &Role| {
        matches!(role, Role::Number | Role::Item(_) | Role::Domain | Role::Words(Field::Content))
    };
    let mut main = table.columns.iter().filter(|it| is_main(&it.role));
    if cells.len() > 2 || main.any(|it| !grid.shown(row, it.at).trim().is_empty()) {
        return Kind::Data;
    }
    Kind::Torn(cells.iter().map(|it| it.1).collect::<Vec<_>>().join(" "))
}

/// The columns that a table takes, the end not included.
pub(super) fn span(table: &Table, grid: &Grid) -> (usize, usize) {
    match (table.columns.first(), table.columns.last()) {
        (Some(first), Some(last)) => (first.at, last.at + 1),
        _ => (0, grid.width()),
    }
}

/// Whether a row has nothing but a number and a name, and the next one is full and counted in another way:
/// 二 行政处罚 over 1 …
fn is_group(grid: &Grid, row: usize, table: &Table) -> bool {
    let at = |role: &Role| table.columns.iter().find(|it| it.role == *role).map(|it| it.at);
    let (Some(number), Some(name), None) =
        (at(&Role::Number), at(&Role::Item(2)), at(&Role::Item(1)))
    else {
        return false;
    };
    let is_other = |it: &usize| *it != number && *it != name;
    let mut others = (0..grid.width()).filter(is_other);
    if others.any(|it| !grid.shown(row, it).is_empty()) || grid.text(row, name).is_empty() {
        return false;
    }
    let full =
        |row: usize| (0..grid.width()).filter(|it| !grid.text(row, *it).is_empty()).count() > 3;
    let digits = |row: usize| {
        let text = grid.text(row, number).trim_matches(|c: char| "（）()、.．".contains(c));
        (text.chars().all(|c| c.is_ascii_digit()), text.to_owned())
    };
    let (own, next) = (digits(row), digits(row + 1));
    let below =
        next.1.strip_prefix(own.1.as_str()).is_some_and(|it| it.starts_with(['.', '-', '．']));
    full(row + 1) && !own.1.is_empty() && (below || (!own.0 && next.0))
}

/// Whether a text is a note, or a sum: `注：…`, `小计`, `行政许可小计`.
pub(super) fn is_note(bare: &str) -> bool {
    let is_sum = SUMS.iter().any(|it| bare.ends_with(it)) && bare.chars().count() <= 12;
    is_sum || NOTES.iter().chain(SUMS).any(|it| bare.starts_with(it))
}

/// Whether a text begins as headings between rows do: `（一）`, `一、`.
fn is_counted(bare: &str) -> bool {
    let rest = bare.trim_start_matches(['（', '(']);
    let behind = rest.trim_start_matches(|c: char| "一二三四五六七八九十".contains(c));
    behind.len() < rest.len() && behind.starts_with(['）', ')', '、', '.', '．'])
}

/// Whether a lone cell stands over rows that say something else in its column, in a table without categories.
fn is_over(grid: &Grid, row: usize, column: usize, table: &Table) -> bool {
    let count = |row: usize| (0..grid.width()).filter(|it| !grid.text(row, *it).is_empty()).count();
    let next = (row + 1..grid.height()).find(|it| count(*it) > 2);
    let has_groups = table.columns.iter().any(|it| it.role == Role::Item(1));
    !has_groups && next.is_some_and(|it| !grid.text(it, column).is_empty())
}

/// Whether no row below is filled like headings or data: who signs stands there.
fn is_last(grid: &Grid, row: usize) -> bool {
    let count = |row: usize| (0..grid.width()).filter(|it| !grid.text(row, *it).is_empty()).count();
    !(row + 1..grid.height()).any(|it| count(it) > 2)
}

/// `2020年5月10日`, `二〇二〇年五月`, `2020-05-10`
fn is_day(bare: &str) -> bool {
    const DIGITS: &str = "0123456789〇○零一二三四五六七八九十";
    let parts: Vec<&str> = bare.split(['年', '月', '日', '-', '/', '.']).collect();
    let are_digits =
        parts.iter().flat_map(|it| it.chars()).all(|c| DIGITS.contains(words::half_width(c)));
    let is_year = parts.first().is_some_and(|it| it.chars().count() == 4);
    let is_month = bare.contains('月') || parts.len() == 3;
    are_digits && is_year && is_month && parts.len() > 1
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
