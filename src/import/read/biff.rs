//! What an old workbook (.xls) says beside its values: which rows and columns are hidden. Its records lie in one
//! stream of a container that is a small file system of its own.
use crate::import::grid::Unseen;

/// Larger ones end a chain or belong to nobody.
const LAST_SECTOR: u32 = 0xffff_fff9;
/// Shorter streams lie in a stream of their own.
const SMALL: usize = 4096;
/// The size of a sector there.
const SMALL_SECTOR: usize = 64;
/// The size of an entry of the folder.
const ENTRY: usize = 128;

/// The records that are looked at.
const BEGIN: u16 = 0x0809;
const END: u16 = 0x000a;
const SHEET: u16 = 0x0085;
const ROW: u16 = 0x0208;
const COLUMNS: u16 = 0x007d;

/// What is hidden of each sheet, in the order in which the workbook names them; nothing of what is damaged.
#[must_use]
pub(super) fn unseen(bytes: &[u8]) -> Vec<Unseen> {
    let stream = Container::new(bytes).and_then(|it| it.workbook()).unwrap_or_default();
    let sheets = records(&stream, 0).filter(|it| it.0 == SHEET);
    sheets
        .map(|(_, record)| long(record, 0).map_or_else(Unseen::default, |at| sheet(&stream, at)))
        .collect()
}

/// What is hidden of the sheet whose records begin at a place.
fn sheet(stream: &[u8], at: u32) -> Unseen {
    let mut unseen = Unseen::default();
    for (kind, record) in records(stream, at as usize) {
        let word = |at: usize| short(record, at);
        match kind {
            ROW => {
                if let (Some(row), Some(true)) = (word(0), word(12).map(|it| it & 0x20 != 0)) {
                    unseen.rows(row.into(), row.into());
                }
            }
            COLUMNS => {
                let is_hidden = word(4) == Some(0) || word(8).is_some_and(|it| it & 1 != 0);
                if let (Some(first), Some(last), true) = (word(0), word(2), is_hidden) {
                    unseen.columns(first.into(), last.into());
                }
            }
            _ => {}
        }
    }
    unseen
}

/// The records from a place on, to the end of the part that begins there: the kind of each and its bytes. The
/// parts inside it, which are charts, are left out.
fn records(stream: &[u8], from: usize) -> impl Iterator<Item = (u16, &[u8])> {
    let (mut at, mut depth) = (from, 0_usize);
    std::iter::from_fn(move || {
        loop {
            let (kind, length) = (short(stream, at)?, short(stream, at + 2)?);
            let record = stream.get(at + 4..at + 4 + usize::from(length))?;
            at += 4 + record.len();
            match kind {
                BEGIN => depth += 1,
                END if depth <= 1 => return None,
                END => depth -= 1,
                _ if depth == 1 => return Some((kind, record)),
                _ => {}
            }
        }
    })
}

/// The container.
struct Container<'b> {
    bytes: &'b [u8],
    sector: usize,
    /// By sector: the next one.
    next: Vec<u32>,
    folder: Vec<u8>,
}

impl<'b> Container<'b> {
    fn new(bytes: &'b [u8]) -> Option<Self> {
        let sector = 1_usize << short(bytes, 0x1e)?.clamp(9, 12);
        let mut container = Self { bytes, sector, next: Vec::new(), folder: Vec::new() };
        // The table of what follows what is itself in sectors, whose numbers stand in the head, and for large
        // files in further sectors.
        let mut parts: Vec<u32> = (0..109).filter_map(|it| long(bytes, 0x4c + it * 4)).collect();
        let (mut more, most) = (long(bytes, 0x44)?, bytes.len() / sector);
        for _ in 0..most {
            let Some(list) = container.sector(more) else { break };
            let mut numbers: Vec<u32> = longs(list).collect();
            more = numbers.pop()?;
            parts.extend(numbers);
        }
        let used = parts.into_iter().filter(|it| *it <= LAST_SECTOR).take(most);
        container.next =
            used.filter_map(|it| container.sector(it)).flat_map(longs).collect::<Vec<_>>();
        container.folder = container.chain(long(bytes, 0x30)?);
        Some(container)
    }

    fn sector(&self, number: u32) -> Option<&'b [u8]> {
        let at = (number as usize).checked_add(1)?.checked_mul(self.sector)?;
        self.bytes.get(at..at + self.sector).filter(|_| number <= LAST_SECTOR)
    }

    /// The sectors from one on, put together.
    fn chain(&self, from: u32) -> Vec<u8> {
        let sectors = numbers(&self.next, from).filter_map(|it| self.sector(it));
        sectors.flatten().copied().collect()
    }

    /// The stream with the records.
    fn workbook(&self) -> Option<Vec<u8>> {
        let entries = || self.folder.chunks_exact(ENTRY);
        let is_named = |entry: &&[u8], name: &str| {
            let wide: Vec<u8> = name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
            entry.starts_with(&wide)
        };
        let found = entries().find(|it| is_named(it, "Workbook") || is_named(it, "Book"))?;
        let (from, size) = (long(found, 0x74)?, long(found, 0x78)? as usize);
        let mut stream = if size < SMALL {
            let small = self.chain(long(entries().next()?, 0x74)?);
            let next: Vec<u32> = longs(&self.chain(long(self.bytes, 0x3c)?)).collect();
            let sectors = numbers(&next, from).filter_map(|it| {
                let at = it as usize * SMALL_SECTOR;
                small.get(at..at + SMALL_SECTOR)
            });
            sectors.flatten().copied().collect()
        } else {
            self.chain(from)
        };
        stream.truncate(size);
        Some(stream)
    }
}

/// The numbers of a chain, from its first; one that bites its tail ends.
fn numbers(next: &[u32], from: u32) -> impl Iterator<Item = u32> {
    let follow = |it: &u32| next.get(*it as usize).copied().filter(|it| *it <= LAST_SECTOR);
    let first = Some(from).filter(|it| *it <= LAST_SECTOR);
    std::iter::successors(first, follow).take(next.len())
}

fn longs(bytes: &[u8]) -> impl Iterator<Item = u32> {
    bytes.chunks_exact(4).filter_map(|it| long(it, 0))
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    let bytes = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes(bytes.try_into().ok()?))
}

fn long(bytes: &[u8], at: usize) -> Option<u32> {
    let bytes = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(bytes.try_into().ok()?))
}
