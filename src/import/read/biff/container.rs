//! The container of an old workbook: a small file system whose files lie in sectors that follow each other in chains.
use std::ops::Range;

/// Larger ones end a chain or belong to nobody.
const LAST_SECTOR: u32 = 0xffff_fff9;
/// Shorter streams lie in a stream of their own.
const SMALL: usize = 4096;
/// The size of a sector there.
const SMALL_SECTOR: usize = 64;
/// The size of an entry of the folder.
const ENTRY: usize = 128;

/// The container.
pub(super) struct Container<'b> {
    bytes: &'b [u8],
    sector: usize,
    /// By sector: the next one.
    next: Vec<u32>,
    folder: Vec<u8>,
}

impl<'b> Container<'b> {
    /// Reads its tables; nothing where it is damaged.
    pub(super) fn new(bytes: &'b [u8]) -> Option<Self> {
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
        container.folder = container.bytes(&container.chain(long(bytes, 0x30)?));
        Some(container)
    }

    /// Where a sector is, if the file has it.
    fn place(&self, number: u32) -> Option<Range<usize>> {
        let at = (number as usize).checked_add(1)?.checked_mul(self.sector)?;
        let end = at.checked_add(self.sector).filter(|it| *it <= self.bytes.len())?;
        Some(at..end).filter(|_| number <= LAST_SECTOR)
    }

    fn sector(&self, number: u32) -> Option<&'b [u8]> {
        self.bytes.get(self.place(number)?)
    }

    /// The places of the sectors from one on.
    fn chain(&self, from: u32) -> Vec<Range<usize>> {
        let sectors = numbers(&self.next, from);
        sectors.filter_map(|it| self.place(it)).collect()
    }

    /// The bytes at some places, put together.
    pub(super) fn bytes(&self, places: &[Range<usize>]) -> Vec<u8> {
        places.iter().filter_map(|it| self.bytes.get(it.clone())).flatten().copied().collect()
    }

    /// The places of the stream with the records.
    pub(super) fn workbook(&self) -> Option<Vec<Range<usize>>> {
        let entries = || self.folder.chunks_exact(ENTRY);
        let is_named = |entry: &&[u8], name: &str| {
            let wide: Vec<u8> = name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
            entry.starts_with(&wide)
        };
        let found = entries().find(|it| is_named(it, "Workbook") || is_named(it, "Book"))?;
        let (from, mut left) = (long(found, 0x74)?, long(found, 0x78)? as usize);
        let mut places = if left < SMALL {
            let small = self.chain(long(entries().next()?, 0x74)?);
            let next = self.bytes(&self.chain(long(self.bytes, 0x3c)?));
            let next: Vec<u32> = longs(&next).collect();
            let many = self.sector / SMALL_SECTOR;
            let sectors = numbers(&next, from).filter_map(|it| {
                let at = small.get(it as usize / many)?.start + it as usize % many * SMALL_SECTOR;
                Some(at..at + SMALL_SECTOR)
            });
            sectors.collect()
        } else {
            self.chain(from)
        };
        for place in &mut places {
            place.end = place.end.min(place.start + left);
            left -= place.len();
        }
        Some(places)
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

/// The number in two bytes.
pub(super) fn short(bytes: &[u8], at: usize) -> Option<u16> {
    let bytes = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes(bytes.try_into().ok()?))
}

/// The number in four bytes.
pub(super) fn long(bytes: &[u8], at: usize) -> Option<u32> {
    let bytes = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(bytes.try_into().ok()?))
}
