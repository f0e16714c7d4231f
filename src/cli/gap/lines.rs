//! Lines of the gap report on a terminal: cells of a width, and texts with their places.
use unicode_width::UnicodeWidthChar;

use crate::{
    cli::{
        formats::Look,
        style::Paint,
        wrap::{self, printable},
    },
    gap::state::State,
};

/// A text in so many columns, cut where it is longer.
pub(crate) fn cell(text: &str, columns: usize) -> String {
    wrap::pad(&cut(text, columns), columns)
}

/// A text in so many columns, pushed to the right.
pub(crate) fn right(text: &str, columns: usize) -> String {
    let text = cut(text, columns);
    format!("{}{text}", " ".repeat(columns.saturating_sub(wrap::width(&text))))
}

/// A text of at most so many columns.
pub(crate) fn cut(text: &str, columns: usize) -> String {
    let text = printable(text);
    if wrap::width(&text) <= columns {
        return text.into_owned();
    }
    let mut room = columns.saturating_sub(1);
    let mut cut: String = text
        .chars()
        .take_while(|c| {
            let width = c.width().unwrap_or(0);
            let fits = width <= room;
            room = if fits { room - width } else { 0 };
            fits
        })
        .collect();
    cut.push('…');
    cut
}

/// A paragraph broken into lines behind an indent.
pub(crate) fn paragraph(text: &str, columns: usize, indent: usize) -> String {
    let lines: Vec<_> = text
        .lines()
        .map(|line| wrap::fill(&printable(line), columns, &" ".repeat(indent)))
        .collect();
    lines.concat()
}

/// A place on a line of its own, where it does not fit behind the text.
pub(crate) fn placed(text: &str, place: &str, columns: usize, indent: usize) -> String {
    if place.is_empty() {
        return paragraph(text, columns, indent);
    }
    let (text, place) = (printable(text), printable(place));
    let together = indent + wrap::width(&text) + 2 + wrap::width(&place);
    if together <= columns && !text.contains('\n') {
        return format!("{}{text}  {place}\n", " ".repeat(indent));
    }
    format!("{}{}{place}\n", paragraph(&text, columns, indent), " ".repeat(indent + 2))
}

/// What to paint a state's word with.
pub(crate) fn paint(state: State) -> Paint {
    match state {
        State::Overdue | State::Missing => Paint::Red,
        State::Partial => Paint::Yellow,
        State::Met | State::Elsewhere => Paint::Green,
        State::NotChecked | State::Excluded | State::NotApplicable => Paint::Cyan,
    }
}

/// A headline, below an empty line.
pub(crate) fn heading(text: &str, look: Look) -> String {
    let lines = paragraph(text, look.width, 0);
    let bold = lines.lines().map(|line| format!("{}\n", look.style.paint(Paint::Bold, line)));
    format!("\n{}", bold.collect::<String>())
}
