//! Where the links of an Office file lead: they stand in parts of their own (`_rels`).
use std::io::{Cursor, Read as _};

use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};
use rustc_hash::FxHashMap;
use zip::ZipArchive;

use crate::import::{
    grid::{Grid, TooLarge},
    read::{drawings, sheet, xml::attribute},
};

/// An Office file, opened.
pub(super) type Archive<'b> = ZipArchive<Cursor<&'b [u8]>>;

/// The targets of a part's relations, by their ids. A file without any has none.
pub(super) fn of(archive: &mut Archive<'_>, part: &str) -> FxHashMap<String, String> {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    let mut targets = FxHashMap::default();
    tags(&text(archive, &format!("{folder}/_rels/{name}.rels")), |tag| {
        if let (Some(id), Some(target)) = (attribute(tag, "Id"), attribute(tag, "Target")) {
            targets.insert(id, target);
        }
    });
    targets
}

/// Adds to the sheets of a workbook what stands beside their cells: links, comments, what is hidden.
pub(super) fn complete(archive: &mut Archive<'_>, grids: &mut [Grid]) -> Result<(), TooLarge> {
    let parts = of(archive, "xl/workbook.xml");
    let mut sheets = Vec::new();
    tags(&text(archive, "xl/workbook.xml"), |tag| {
        if tag.local_name().as_ref() == "sheet"
            && let (Some(name), Some(id)) = (attribute(tag, "name"), attribute(tag, "id"))
        {
            // hidden, or veryHidden, which only a program can undo.
            let is_unseen = attribute(tag, "state").is_some_and(|it| it != "visible");
            sheets.push((name, id, is_unseen));
        }
    });
    for (name, id, is_unseen) in sheets {
        let Some(part) = parts.get(&id) else { continue };
        let part = match part.strip_prefix('/') {
            Some(whole) => whole.to_owned(),
            None => format!("xl/{part}"),
        };
        let targets = of(archive, &part);
        let grid = grids.iter_mut().find(|it| it.sheet.as_ref() == Some(&name));
        let Some(grid) = grid else { continue };
        grid.unseen.is_sheet = is_unseen;
        let xml = text(archive, &part);
        sheet::unseen(grid, &xml);
        sheet::formulas(grid, &xml)?;
        // Ids have no order that counts.
        let mut parts: Vec<&String> = targets.values().collect();
        parts.sort_unstable();
        for target in parts {
            let name = match target.strip_prefix("..") {
                Some(rest) => format!("xl{rest}"),
                None => target.trim_start_matches('/').to_owned(),
            };
            if target.contains("comments") {
                remark(grid, &text(archive, &name));
            } else if target.contains("drawings/drawing") {
                drawings::shapes(grid, &text(archive, &name));
            } else if target.contains("vmlDrawing") {
                drawings::controls(grid, &text(archive, &name));
            }
        }
        if !targets.values().any(|it| it.contains("://")) {
            continue;
        }
        tags(&xml, |tag| {
            if tag.local_name().as_ref() != "hyperlink" {
                return;
            }
            let target = attribute(tag, "id").and_then(|it| targets.get(&it).cloned());
            let place = attribute(tag, "ref").and_then(|it| place(&it));
            if let (Some(target), Some((row, column))) = (target, place) {
                grid.link(row, column, &target);
            }
        });
    }
    Ok(())
}

/// Adds what people noted at the cells of a sheet.
fn remark(grid: &mut Grid, xml: &str) {
    for comment in xml.split("<comment ").skip(1) {
        let comment = comment.split("</comment>").next().unwrap_or("");
        let at = comment.split("ref=\"").nth(1).and_then(|it| it.split('"').next());
        let words = comment.split("<t").skip(1).filter_map(|it| {
            let (_, behind) =
                it.split_once('>').filter(|it| it.0.is_empty() || it.0.starts_with(' '))?;
            behind.split("</t>").next()
        });
        let words: String = words.map(unescaped).collect();
        if let Some((row, column)) = at.and_then(place) {
            grid.remark(row, column, &words);
        }
    }
}

/// A text of XML with its entities as characters.
pub(super) fn unescaped(text: &str) -> String {
    quick_xml::escape::unescape(text).map_or_else(|_| text.to_owned(), std::borrow::Cow::into_owned)
}

/// `B17`, or the first cell of `B17:C18`.
pub(super) fn place(cell: &str) -> Option<(u32, u32)> {
    let first = cell.split(':').next()?;
    let at = first.find(|c: char| c.is_ascii_digit())?;
    let column = first[..at].bytes().try_fold(0_u32, |sum, it| {
        let digit = u32::from(it.to_ascii_uppercase().checked_sub(b'A')?) + 1;
        sum.checked_mul(26)?.checked_add(digit)
    })?;
    Some((first[at..].parse::<u32>().ok()?.checked_sub(1)?, column.checked_sub(1)?))
}

/// A part as text; one that is not there or no text says nothing.
fn text(archive: &mut Archive<'_>, name: &str) -> String {
    let mut text = String::new();
    let read = archive.by_name(name).ok().and_then(|mut it| it.read_to_string(&mut text).ok());
    read.map(|_| text).unwrap_or_default()
}

/// Every tag that opens in a part.
pub(super) fn tags(xml: &str, mut see: impl FnMut(&BytesStart<'_>)) {
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) => see(&tag),
            Ok(Event::Eof) | Err(_) => return,
            Ok(_) => {}
        }
    }
}
