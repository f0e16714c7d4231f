//! The rows with the headings: where they are, and what each column is.
use crate::{
    import::{
        cells::{levels, ticks, words},
        grid::Grid,
        table::{
            path,
            role::{self, Role},
        },
    },
    model::{field::Field, vocabulary::Vocabulary},
};

/// A header has no more rows than this.
const MAX_HEIGHT: usize = 4;
/// A row with fewer known headings is no header.
const ENOUGH: usize = 3;

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Where it is in the grid.
    pub at: usize,
    /// What it holds.
    pub role: Role,
    /// Its heading.
    pub label: String,
}

/// The rows with the headings.
#[derive(Clone, Debug)]
pub struct Header {
    /// The first of them.
    pub top: usize,
    /// How many they are.
    pub height: usize,
    /// The columns.
    pub columns: Vec<Column>,
    /// What its rows say of each column, folded.
    pub headings: Vec<Vec<String>>,
}

/// The first header at or below a row.
#[must_use]
pub fn find(grid: &Grid, from: usize, vocabulary: &Vocabulary) -> Option<Header> {
    (from..grid.height()).find_map(|row| at(grid, row, vocabulary))
}

/// The header that begins in a row, if one does.
#[must_use]
pub fn at(grid: &Grid, top: usize, vocabulary: &Vocabulary) -> Option<Header> {
    if !is_likely(grid, top) {
        return None;
    }
    let mut height = 1;
    while height < MAX_HEIGHT
        && top + height < grid.height()
        && (is_below(grid, top, top + height, vocabulary) || is_count(grid, top + height))
    {
        height += 1;
    }
    let mut columns: Vec<Column> =
        (0..grid.width()).filter_map(|at| column(grid, top, height, at, vocabulary)).collect();
    for column in &mut columns {
        if let Role::Tick(field, value) = &column.role
            && !is_value(*field, value, vocabulary)
        {
            column.role = Role::Unread(*field);
        }
    }
    path::settle(grid, top + height, &mut columns, vocabulary);
    settle(grid, &mut columns);
    let has = |wanted: fn(&Role) -> bool| columns.iter().any(|it| wanted(&it.role));
    let is_catalog = has(|it| matches!(it, Role::Item(_)))
        && has(|it| matches!(it, Role::Words(_) | Role::Tick(..) | Role::Form));
    let headings = || (0..grid.width()).map(|at| headings(grid, top, height, at)).collect();
    // A list of domains and who answers for them is a cover.
    let is_cover = |it: &Column| match it.role {
        Role::Item(_) => it.label.contains("领域"),
        Role::Words(field) => field == Field::Owner,
        Role::Tick(..) | Role::Form => false,
        _ => true,
    };
    let is_catalog = is_catalog && !columns.iter().all(is_cover);
    is_catalog.then(|| Header { top, height, columns, headings: headings() })
}

/// What the rows of a header say of a column, folded.
fn headings(grid: &Grid, top: usize, height: usize, at: usize) -> Vec<String> {
    let rows = top..top + height;
    let texts = rows.filter_map(|row| match grid.shown(row, at).trim() {
        "" => parent(grid, top, row, at),
        own => Some(words::simplified(own).0.into_owned()),
    });
    texts.map(|it| role::fold(&it)).collect()
}

/// Whether a row says nothing but headings, each over its own column: on every page again, as one of two
/// rows or with the two in one.
#[must_use]
pub fn is_again(grid: &Grid, row: usize, headings: &[Vec<String>]) -> bool {
    let mut same = 0;
    for column in 0..grid.width() {
        let word = role::fold(&words::simplified(grid.text(row, column)).0);
        if word.is_empty() {
            continue;
        }
        if !headings.get(column).is_some_and(|it| it.contains(&word)) {
            return false;
        }
        same += 1;
    }
    same > 1
}

/// Whether a row has enough headings to be the first of a header.
#[must_use]
pub fn is_likely(grid: &Grid, row: usize) -> bool {
    known(grid, row) >= ENOUGH
}

/// How many different headings a row has.
fn known(grid: &Grid, row: usize) -> usize {
    let mut roles: Vec<Role> = Vec::new();
    for column in 0..grid.width() {
        let text = words::simplified(grid.text(row, column)).0;
        if let Some(role) = role::of_label(&text).filter(|it| !roles.contains(it)) {
            roles.push(role);
        }
    }
    roles.len()
}

/// Whether a row stands below the headings and divides them.
fn is_below(grid: &Grid, top: usize, row: usize, vocabulary: &Vocabulary) -> bool {
    // A row into which headings reach down is one of theirs, whatever it says.
    let reaches = (0..grid.width()).any(|column| {
        let up = grid.cell(row, column).and_then(|it| it.covered).map_or(0, |it| it.0 as usize);
        up > 0 && row - up >= top && !grid.shown(row, column).trim().is_empty()
    });
    let filled = (0..grid.width()).filter(|it| !grid.text(row, *it).trim().is_empty()).count();
    let mut subs = 0;
    for column in 0..grid.width() {
        let text = words::simplified(grid.text(row, column)).0;
        if text.trim().is_empty() {
            continue;
        }
        // One word alone below an undivided heading is no row of headings, nor is one below a row that
        // divides it already, or one that takes more columns than the heading over it: a heading for rows.
        let is_alone = filled == 1 && !reaches;
        let is_wide = column + cell_width(grid, row, column) > end(grid, top, column);
        if is_wide || (is_alone && (row > top + 1 || !is_divided(grid, top, column))) {
            return false;
        }
        let parent = parent(grid, top, row, column).and_then(|it| role::of_label(&it));
        let is_heading = role::of_label(&text).is_some() && role::fold(&text).chars().count() > 1;
        let folded = role::fold(&text);
        let is_hint = folded.is_empty() || folded.contains("填写");
        let divides = match &parent {
            Some(_) if is_divided(grid, top, column) => {
                role::below(parent.as_ref(), &text, vocabulary).is_some()
                    && folded.chars().count() <= 16
            }
            // The cells of an ordinary row below 公开层级 may say 县级 too, but then the other cells are no
            // headings.
            _ => role::below(None, &text, vocabulary).is_some(),
        };
        if !is_heading && !divides && !is_hint && !reaches {
            return false;
        }
        subs += usize::from(is_heading || divides || reaches);
    }
    subs > 0
}

/// How many columns a cell takes.
fn cell_width(grid: &Grid, row: usize, column: usize) -> usize {
    grid.cell(row, column).map_or(1, |it| it.columns.max(1) as usize)
}

/// Where the heading over a column ends: where the next one begins.
fn end(grid: &Grid, top: usize, column: usize) -> usize {
    let mut behind = column + 1..grid.width();
    behind.find(|it| !grid.text(top, *it).trim().is_empty()).unwrap_or(grid.width())
}

/// Whether a heading stands over more columns than one, merged or followed by blanks.
fn is_divided(grid: &Grid, top: usize, column: usize) -> bool {
    let is_own = !grid.text(top, column).trim().is_empty();
    if !is_own {
        return true;
    }
    let merged = grid.cell(top, column).is_some_and(|it| it.columns > 1);
    merged || (column + 1 < grid.width() && grid.shown(top, column + 1).trim().is_empty())
}

/// Whether a row only counts the columns: 1 2 3 4 5.
fn is_count(grid: &Grid, row: usize) -> bool {
    let numbers: Vec<&str> = (0..grid.width())
        .map(|it| {
            grid.text(row, it).trim_matches(|c: char| c.is_whitespace() || "（）()".contains(c))
        })
        .filter(|it| !it.is_empty())
        .collect();
    numbers.len() >= 4 && (1..).zip(&numbers).all(|(n, it): (usize, _)| *it == n.to_string())
}

/// The heading over a cell of a lower header row: its own column's, or the last one to the left
/// where the cells between are blank.
fn parent(grid: &Grid, top: usize, row: usize, column: usize) -> Option<String> {
    let own = grid.shown(top, column).trim();
    let is_covered_down = row > top && grid.is_from_above(row, column);
    if !own.is_empty() && !is_covered_down {
        return Some(words::simplified(own).0.into_owned());
    }
    let left = (0..column).rev().map(|it| grid.shown(top, it).trim()).find(|it| !it.is_empty())?;
    Some(words::simplified(left).0.into_owned())
}

fn column(
    grid: &Grid,
    top: usize,
    height: usize,
    at: usize,
    vocabulary: &Vocabulary,
) -> Option<Column> {
    let mut labels: Vec<String> = Vec::new();
    for row in top..top + height {
        if is_count(grid, row) {
            continue;
        }
        let text = words::simplified(grid.shown(row, at)).0.trim().to_owned();
        if !text.is_empty() && labels.last() != Some(&text) {
            if row > top && labels.is_empty() {
                labels.extend(parent(grid, top, row, at));
            }
            labels.push(text);
        }
    }
    let label = labels.last()?.clone();
    let above = labels.len().checked_sub(2).map(|it| labels[it].clone());
    let parent = above.as_deref().and_then(role::of_label);
    let own = role::of_label(&label);
    let role = match (&parent, own) {
        (None, Some(_)) if let Some(tick) = role::compound(&label, vocabulary) => tick,
        // 公开依据 over 法律法规 and 政策文件
        (
            Some(Role::Words(Field::Content | Field::Basis | Field::Deadline | Field::Owner)),
            own,
        ) => own.or(parent).unwrap_or(Role::Extra),
        (Some(Role::Words(_) | Role::Form), _) | (_, None) => {
            role::below(parent.as_ref(), &label, vocabulary).unwrap_or(Role::Extra)
        }
        (_, Some(own)) => own,
    };
    let label = match above {
        Some(above) if matches!(role, Role::Extra | Role::Tick(..)) => format!("{above}·{label}"),
        _ => label,
    };
    Some(Column { at, role, label: label.split_whitespace().collect() })
}

/// Whether a column of ticks can be for a value; only levels and stages are so few that others are none.
fn is_value(field: Field, value: &str, vocabulary: &Vocabulary) -> bool {
    let bare = ticks::without_hint(value);
    match field {
        Field::Level => levels::parse(&bare, &vocabulary.levels).is_some(),
        Field::Stage => vocabulary.stages.find(&bare).is_some(),
        _ => true,
    }
}

/// Settles what only all columns together tell: two names, no name, two of a kind.
fn settle(grid: &Grid, columns: &mut [Column]) {
    let places = |columns: &[Column], role: &Role| -> Vec<usize> {
        (0..columns.len()).filter(|it| columns[*it].role == *role).collect()
    };
    items(columns);
    // Where one column says it as a whole, another that only mentions it says something else.
    let fields = [Field::Basis, Field::Content, Field::Owner, Field::Channel, Field::Audience];
    for field in fields {
        let all = places(columns, &Role::Words(field));
        if all.iter().any(|it| role::weight(&columns[*it].label) > 0) {
            let vague = all.into_iter().filter(|it| role::weight(&columns[*it].label) == 0);
            vague.collect::<Vec<_>>().into_iter().for_each(|it| columns[it].role = Role::Extra);
        }
    }
    let words = [Field::Deadline, Field::Link, Field::Reason, Field::Review].map(Role::Words);
    let items = (0..=8).map(Role::Item);
    let single = [Role::Number, Role::Id, Role::Was, Role::Exact];
    for role in words.into_iter().chain(single).chain(items) {
        let all = places(columns, &role);
        // The last of equals is the first in the table. What everybody sees counts more than what is hidden.
        let weight = |it: &Column| (!grid.is_unseen(it.at), role::weight(&it.label));
        let best = all.iter().rev().max_by_key(|it| weight(&columns[**it])).copied();
        for again in all.into_iter().filter(|it| Some(*it) != best) {
            columns[again].role = Role::Extra;
        }
    }
}

/// Settles which columns name the item and its category.
fn items(columns: &mut [Column]) {
    let are = |columns: &[Column], level: u8| -> Vec<usize> {
        (0..columns.len()).filter(|it| columns[*it].role == Role::Item(level)).collect()
    };
    let (groups, names) = (are(columns, 1), are(columns, 2));
    let adjoin = |list: &[usize]| list.windows(2).all(|it| it[0] + 1 == it[1]);
    let all: Vec<usize> = groups.iter().chain(&names).copied().collect();
    match (groups.as_slice(), names.as_slice()) {
        // 公开事项 | 事项名称
        ([], [first, _, ..]) => columns[*first].role = Role::Item(1),
        // 一级事项 alone is the name.
        ([.., last], []) => columns[*last].role = Role::Item(2),
        // 一级目录 | 一级事项 | 二级事项
        (_, _) if all.len() == 3 && adjoin(&all) => {
            for (level, at) in (0..).zip(all) {
                columns[at].role = Role::Item(level);
            }
        }
        // 公开类别 beside 一级事项 may say 主动公开.
        ([first, _, ..], _) => {
            let first_level = groups.iter().find(|it| columns[**it].label.contains("一级"));
            let main = *first_level.unwrap_or(first);
            for at in groups.into_iter().filter(|it| *it != main) {
                columns[at].role = Role::Item(0);
            }
        }
        _ => {}
    }
}
