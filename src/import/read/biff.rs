//! What an old workbook (.xls) says beside its values: which rows and columns are hidden, and which cells are so
//! far away that its reader would make room for millions of others. Its records lie in one stream of a container.
mod container;

use self::container::{around, long, short, workbook};
use crate::import::grid::{MAX_CELLS, Unseen};

/// The records that are looked at.
const BEGIN: u16 = 0x0809;
const END: u16 = 0x000a;
const SHEET: u16 = 0x0085;
const SIZE: u16 = 0x0200;
const ROW: u16 = 0x0208;
const COLUMNS: u16 = 0x007d;
const FORMULA: u16 = 0x0006;
const ROW_OF_NUMBERS: u16 = 0x00bd;
/// Numbers, texts, booleans and errors.
const CELLS: [u16; 6] = [0x0203, 0x0204, 0x0205, 0x027e, 0x00fd, 0x00d6];
/// What belongs to the formula before it: its text, and what it shares.
const OF_FORMULA: [u16; 3] = [0x0207, 0x04bc, 0x0221];
/// A record that nobody knows.
const NOTHING: [u8; 2] = [0xff, 0xff];

/// What stands beside the values of a sheet.
#[derive(Debug, Default)]
pub(super) struct Beside {
    /// What is hidden.
    pub(super) unseen: Unseen,
    /// The cells that are too far away, by row and column.
    pub(super) far: Vec<(u32, u32)>,
}

/// The same workbook without the cells that are too far away, and what stands beside the values of each sheet, in
/// the order in which the workbook names them; nothing where its container is damaged.
#[must_use]
pub(super) fn read(bytes: &[u8]) -> Option<(Vec<u8>, Vec<Beside>)> {
    let mut stream = workbook(bytes)?;
    let mut gone = Vec::new();
    let mut all = Vec::new();
    for record in records(&stream, 0).filter(|it| it.kind == SHEET) {
        let at = long(record.bytes, 0).map_or(usize::MAX, |it| it as usize);
        all.push(sheet(&stream, at, &mut gone));
    }
    for at in gone {
        stream[at..at + 2].copy_from_slice(&NOTHING);
    }
    Some((around(&stream), all))
}

/// Reads the records of a sheet from a place on. Those that are to be left out are added to a list.
fn sheet(stream: &[u8], at: usize, gone: &mut Vec<usize>) -> Beside {
    let mut beside = Beside::default();
    let (mut rows, mut columns) = (0, 0);
    let mut is_far = false;
    for Record { at, kind, bytes } in records(stream, at) {
        let word = |at: usize| short(bytes, at);
        match kind {
            SIZE if area(bytes).is_none_or(|it| it > MAX_CELLS) => gone.push(at),
            ROW => {
                if let (Some(row), Some(true)) = (word(0), word(12).map(|it| it & 0x20 != 0)) {
                    beside.unseen.rows(row.into(), row.into());
                }
            }
            COLUMNS => {
                let is_hidden = word(4) == Some(0) || word(8).is_some_and(|it| it & 1 != 0);
                if let (Some(first), Some(last), true) = (word(0), word(2), is_hidden) {
                    beside.unseen.columns(first.into(), last.into());
                }
            }
            it if OF_FORMULA.contains(&it) && is_far => gone.push(at),
            it if it == FORMULA || it == ROW_OF_NUMBERS || CELLS.contains(&it) => {
                let (Some(row), Some(column)) = (word(0), word(2)) else { continue };
                let last = match bytes.len().checked_sub(2).filter(|_| it == ROW_OF_NUMBERS) {
                    Some(end) => word(end).unwrap_or(column),
                    None => column,
                };
                let (down, across) = (rows.max(usize::from(row) + 1), usize::from(last) + 1);
                is_far = down.saturating_mul(across.max(columns)) > MAX_CELLS;
                if is_far {
                    gone.push(at);
                    beside.far.push((row.into(), column.into()));
                } else {
                    (rows, columns) = (down, across.max(columns));
                }
            }
            _ => {}
        }
    }
    beside
}

/// How many cells a sheet says to have, up to its last row and column; nothing where it says to end before it begins.
fn area(bytes: &[u8]) -> Option<usize> {
    let (top, rows, left, columns) = if bytes.len() < 14 {
        let word = |at| short(bytes, at);
        (word(0)?.into(), word(2)?.into(), word(4)?, word(6)?)
    } else {
        (long(bytes, 0)?, long(bytes, 4)?, short(bytes, 8)?, short(bytes, 10)?)
    };
    let area = (rows as usize).checked_mul(columns.into())?;
    (area == 0 || top < rows && left < columns).then_some(area)
}

/// A record: where it begins, its kind, its bytes.
struct Record<'s> {
    at: usize,
    kind: u16,
    bytes: &'s [u8],
}

/// The records from a place on, to the end of the part that begins there, or that has lost its beginning. The parts
/// inside it, which are charts, are left out.
fn records(stream: &[u8], from: usize) -> impl Iterator<Item = Record<'_>> {
    let (mut next, mut depth) = (from, 0_usize);
    std::iter::from_fn(move || {
        loop {
            let at = next;
            let (kind, length) = (short(stream, at)?, short(stream, at + 2)?);
            let bytes = stream.get(at + 4..at + 4 + usize::from(length))?;
            next = at + 4 + bytes.len();
            match kind {
                BEGIN => depth += 1,
                END if depth <= 1 => return None,
                END => depth -= 1,
                _ if depth <= 1 => return Some(Record { at, kind, bytes }),
                _ => {}
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::read;

    const FAR: &[u8] = include_bytes!("../../../tests/data/import/far.xls");

    #[test]
    fn far_cells_are_taken_out() {
        let (near, beside) = read(FAR).expect("it is whole");
        assert_eq!((beside.len(), beside[0].far.len()), (1, 4));
        assert!(read(&near).expect("it is whole").1[0].far.is_empty());
    }

    #[test]
    fn a_sheet_that_lost_its_beginning_has_far_cells_too() {
        let mut bytes = FAR.to_vec();
        let begins = |it: &[u8]| it == [0x09, 0x08, 0x10, 0x00];
        let at = bytes.windows(4).rposition(begins).expect("it has a sheet");
        bytes[at] = 0x86;
        let (_, beside) = read(&bytes).expect("it is whole");
        assert_eq!(beside[0].far.len(), 4);
    }

    #[test]
    fn damaged_files_are_read_as_far_as_they_go() {
        let mut seed = 1_u32;
        let mut next = || {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 8) as usize
        };
        let mut sheets = 0;
        for _ in 0..3000 {
            let mut bytes = FAR[..FAR.len() - next() % 2 * (next() % FAR.len())].to_vec();
            for _ in 0..next() % 8 {
                let at = next() % bytes.len().max(1);
                // The head and the tables of the container count most.
                let at = if next() % 2 == 0 { at % 0x220 } else { at };
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = [0x00, 0xff, 0xfe, 0x01][next() % 4];
                }
            }
            sheets += read(&bytes).map_or(0, |it| it.1.len());
        }
        assert!(sheets > 100, "{sheets}");
    }
}
