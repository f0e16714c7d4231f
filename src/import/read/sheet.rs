//! What the sheets of an .xlsx file say beside their values: what is hidden, and formulas without a result.
use quick_xml::{Reader, events::Event};

use crate::import::{
    grid::{Grid, TooLarge},
    read::{
        relations::{place, tags},
        xml::{attribute, entity},
    },
};

/// Notes which rows and columns of a sheet are hidden: by a word, by a filter, or by having no size.
pub(super) fn unseen(grid: &mut Grid, xml: &str) {
    // Most sheets have none, and need not be read again.
    let signs = ["hidden=", "ht=\"0\"", "width=\"0\""];
    if !signs.iter().any(|it| xml.contains(it)) {
        return;
    }
    let mut row = 0_u32;
    tags(xml, |tag| {
        let number = |name: &str| attribute(tag, name).and_then(|it| it.parse::<u32>().ok());
        let is_none = |size: &str| {
            attribute(tag, "hidden").is_some_and(|it| it == "1" || it == "true")
                || attribute(tag, size).and_then(|it| it.parse().ok()) == Some(0.0_f64)
        };
        match tag.local_name().as_ref() {
            "row" => {
                // A row that does not say where it is follows the one before it.
                row = number("r").unwrap_or(row.saturating_add(1));
                if is_none("ht") {
                    grid.unseen.rows(row.saturating_sub(1), row.saturating_sub(1));
                }
            }
            "col" if is_none("width") => {
                if let (Some(first), Some(last)) = (number("min"), number("max")) {
                    grid.unseen.columns(first.saturating_sub(1), last.saturating_sub(1));
                }
            }
            _ => {}
        }
    });
}

/// A cell that is being read.
#[derive(Default)]
struct Cell {
    place: Option<(u32, u32)>,
    formula: Option<String>,
    has_value: bool,
}

/// Puts formulas whose results the file does not hold into their cells, as `=A1+1`: a blank would say that
/// there is nothing.
pub(super) fn formulas(grid: &mut Grid, xml: &str) -> Result<(), TooLarge> {
    if !xml.contains("<f") {
        return Ok(());
    }
    let mut reader = Reader::from_str(xml);
    let (mut cell, mut inside) = (Cell::default(), String::new());
    loop {
        let event = reader.read_event();
        match &event {
            Ok(Event::Start(tag) | Event::Empty(tag)) => {
                let name = tag.local_name();
                let is_open = matches!(event, Ok(Event::Start(_)));
                match name.as_ref() {
                    // A result that is a blank text is one.
                    "c" => {
                        let has_value = attribute(tag, "t").is_some_and(|it| it == "str");
                        let place = attribute(tag, "r").and_then(|it| place(&it));
                        cell = Cell { place, formula: None, has_value };
                    }
                    "f" => cell.formula = Some(String::new()),
                    _ => {}
                }
                inside = if is_open { name.as_ref().to_owned() } else { String::new() };
            }
            Ok(Event::Text(text)) => match (inside.as_str(), &mut cell.formula) {
                ("f", Some(formula)) => formula.push_str(text),
                ("v", _) => cell.has_value = true,
                _ => {}
            },
            Ok(Event::GeneralRef(name)) if inside == "f" => {
                cell.formula.get_or_insert_default().push_str(&entity(name));
            }
            Ok(Event::End(tag)) => {
                inside.clear();
                if tag.local_name().as_ref() == "c"
                    && let Cell {
                        place: Some((row, column)),
                        formula: Some(formula),
                        has_value: false,
                    } = &cell
                {
                    grid.put(*row, *column, &format!("={formula}"))?;
                }
            }
            Ok(Event::Eof) | Err(_) => return Ok(()),
            Ok(_) => {}
        }
    }
}
