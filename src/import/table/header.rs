//! The rows with the headings: where they are, and what each column is.
use crate::{
    import::{
        cells::words,
        grid::Grid,
        table::role::{self, Role},
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
}

/// The first header at or below a row.
#[must_use]
pub fn find(grid: &Grid, from: usize, vocabulary: &Vocabulary) -> Option<Header> {
    (from..grid.height()).find_map(|row| at(grid, row, vocabulary))
}

/// The header that begins in a row, if one does.
#[must_use]
pub fn at(grid: &Grid, top: usize, vocabulary: &Vocabulary) -> Option<Header> {
    if known(grid, top) < ENOUGH {
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
    settle(&mut columns);
    let has = |wanted: fn(&Role) -> bool| columns.iter().any(|it| wanted(&it.role));
    let is_catalog = has(|it| matches!(it, Role::Item(_)))
        && has(|it| matches!(it, Role::Words(_) | Role::Tick(..) | Role::Form));
    is_catalog.then_some(Header { top, height, columns })
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
    let mut subs = 0;
    for column in 0..grid.width() {
        let text = words::simplified(grid.text(row, column)).0;
        if text.trim().is_empty() {
            continue;
        }
        let parent = parent(grid, top, row, column).and_then(|it| role::of_label(&it));
        let is_heading = role::of_label(&text).is_some() && role::fold(&text).chars().count() > 1;
        let folded = role::fold(&text);
        let is_hint = folded.is_empty() || folded.contains("填写");
        let divides = match &parent {
            // The cells of an ordinary row below 公开对象 may say 全社会 too, but then the column is
            // not divided, and the other cells are no headings.
            Some(_) => {
                role::below(parent.as_ref(), &text, vocabulary).is_some()
                    && folded.chars().count() <= 16
                    && is_divided(grid, top, column)
            }
            None => role::below(None, &text, vocabulary).is_some(),
        };
        if !is_heading && !divides && !is_hint {
            return false;
        }
        subs += usize::from(is_heading || divides);
    }
    subs > 0
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
        (None, Some(_)) if let Some(tick) = role::bracketed(&label, vocabulary) => tick,
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

/// Settles what only all columns together tell: two names, no name, two of a kind.
fn settle(columns: &mut [Column]) {
    let places = |columns: &[Column], role: &Role| -> Vec<usize> {
        (0..columns.len()).filter(|it| columns[*it].role == *role).collect()
    };
    let names = places(columns, &Role::Item(2));
    if names.len() > 1 && places(columns, &Role::Item(1)).is_empty() {
        // 公开事项 | 事项名称
        columns[names[0]].role = Role::Item(1);
    } else if names.is_empty() {
        // 一级事项 alone is the name.
        if let Some(last) = places(columns, &Role::Item(1)).last() {
            columns[*last].role = Role::Item(2);
        }
    }
    for field in [Field::Deadline, Field::Link, Field::Reason, Field::Review] {
        for again in places(columns, &Role::Words(field)).into_iter().skip(1) {
            columns[again].role = Role::Extra;
        }
    }
    for role in [Role::Number, Role::Id, Role::Was, Role::Exact] {
        for again in places(columns, &role).into_iter().skip(1) {
            columns[again].role = Role::Extra;
        }
    }
    for level in 1..=8 {
        for again in places(columns, &Role::Item(level)).into_iter().skip(1) {
            columns[again].role = Role::Extra;
        }
    }
}
