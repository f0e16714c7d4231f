//! The container of an old workbook: a small file system whose files lie in sectors that follow each other in chains.
//!
//! calamine follows the chains of a damaged container without end, or beyond its tables. So they are followed here,
//! and it is given the workbook in a container anew.

/// The sizes of sectors that are in use.
const USUAL: usize = 512;
const LARGE: usize = 4096;
/// Shorter streams lie in a stream of their own, in sectors of this size.
const SMALL: usize = 4096;
const SMALL_SECTOR: usize = 64;
/// The size of an entry of the folder.
const ENTRY: usize = 128;
/// Ends a chain.
const END: u32 = 0xffff_fffe;
/// A sector that is nobody's.
const FREE: u32 = 0xffff_ffff;
/// Larger ones are no sectors.
const LAST_SECTOR: u32 = 0xffff_fff9;
/// How many numbers of the table's sectors the head has room for.
const IN_HEAD: usize = 109;

/// The stream with the records; nothing where the container is damaged, or has none.
pub(super) fn workbook(bytes: &[u8]) -> Option<Vec<u8>> {
    let size = [USUAL, LARGE].into_iter().find(|it| short(bytes, 0x1e) == power(*it))?;
    let mut sectors = Sectors { bytes: bytes.get(size..)?, size, next: Vec::new() };
    // The table of what follows what is itself in sectors, whose numbers stand in the head, and for large
    // files in further sectors.
    let mut parts: Vec<u32> = (0..IN_HEAD).filter_map(|it| long(bytes, 0x4c + it * 4)).collect();
    let mut more = long(bytes, 0x44)?;
    for _ in 0..sectors.count() {
        let Some(list) = sectors.sector(more) else { break };
        let mut numbers: Vec<u32> = longs(list).collect();
        more = numbers.pop()?;
        parts.extend(numbers);
    }
    let used = parts.into_iter().filter(|it| *it <= LAST_SECTOR).take(sectors.count());
    let tables = used.map(|it| sectors.sector(it)).collect::<Option<Vec<_>>>()?;
    sectors.next = tables.into_iter().flat_map(longs).collect();
    let folder = sectors.chain(long(bytes, 0x30)?, usize::MAX)?;
    let named = |name| folder.chunks_exact(ENTRY).find(|it| is_named(it, name));
    let found = named("Workbook").or_else(|| named("Book"))?;
    let (from, length) = (long(found, 0x74)?, long(found, 0x78)? as usize);
    if length >= SMALL {
        return sectors.chain(from, length);
    }
    let small = sectors.chain(long(&folder, 0x74)?, long(&folder, 0x78)? as usize)?;
    let next =
        sectors.chain(long(bytes, 0x3c)?, (long(bytes, 0x40)? as usize).saturating_mul(size))?;
    Sectors { bytes: &small, size: SMALL_SECTOR, next: longs(&next).collect() }.chain(from, length)
}

/// Sectors of one size, and which follows which.
struct Sectors<'b> {
    bytes: &'b [u8],
    size: usize,
    next: Vec<u32>,
}

impl<'b> Sectors<'b> {
    fn count(&self) -> usize {
        self.bytes.len().div_ceil(self.size)
    }

    /// The last one may be cut short.
    fn sector(&self, number: u32) -> Option<&'b [u8]> {
        let at = (number as usize).checked_mul(self.size)?;
        let rest = self.bytes.get(at..).filter(|it| !it.is_empty())?;
        Some(&rest[..rest.len().min(self.size)])
    }

    /// The bytes of a chain, at most so many. A chain with more sectors than there are bites its tail.
    fn chain(&self, from: u32, length: usize) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        let mut number = from;
        for _ in 0..self.count() {
            if number == END {
                return Some(bytes);
            }
            bytes.extend_from_slice(self.sector(number)?);
            if bytes.len() >= length {
                bytes.truncate(length);
                return Some(bytes);
            }
            number = *self.next.get(number as usize)?;
        }
        (number == END).then_some(bytes)
    }
}

/// Which power of two it is.
fn power(size: usize) -> Option<u16> {
    u16::try_from(size.ilog2()).ok()
}

/// Whether an entry of the folder has a name.
fn is_named(entry: &[u8], name: &str) -> bool {
    let wide = name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes);
    entry.iter().zip(wide).all(|(a, b)| a.eq_ignore_ascii_case(&b))
}

/// A container of nothing but a workbook, as far as its reader looks: it finds what it wants by name.
pub(super) fn around(workbook: &[u8]) -> Vec<u8> {
    let number = |it: usize| u32::try_from(it).unwrap_or(END);
    let sectors = workbook.len().max(SMALL).div_ceil(LARGE);
    // The folder is the first sector; then come the table of what follows what, and the workbook.
    let tables = (1 + sectors).div_ceil(LARGE / 4 - 1);
    let first = 1 + tables;
    let mut bytes = vec![0; (1 + first + sectors) * LARGE];
    let mut put = |at: usize, value: &[u8]| bytes[at..at + value.len()].copy_from_slice(value);
    put(0, &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    // The version, the order of bytes, and the sizes of large and small sectors as powers of two.
    put(0x18, &[0x3e, 0, 4, 0, 0xfe, 0xff, 12, 0, 6, 0]);
    let mut put_long = |at: usize, value: u32| put(at, &value.to_le_bytes());
    put_long(0x2c, number(tables));
    put_long(0x38, number(SMALL));
    put_long(0x3c, END);
    put_long(0x44, END);
    for at in 0..IN_HEAD {
        put_long(0x4c + at * 4, if at < tables { number(1 + at) } else { FREE });
    }
    for at in 0..tables * LARGE / 4 {
        let next = match at {
            0 => END,
            _ if at + 1 == first + sectors => END,
            _ if at < first => 0xffff_fffd,
            _ if at < first + sectors => number(at + 1),
            _ => FREE,
        };
        put_long(2 * LARGE + at * 4, next);
    }
    put_long(LARGE + ENTRY + 0x74, number(first));
    put_long(LARGE + ENTRY + 0x78, number(workbook.len().max(SMALL)));
    for (at, name, kind) in [(0, "Root Entry", 5), (1, "Workbook", 2)] {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        put(LARGE + at * ENTRY, &wide);
        put(LARGE + at * ENTRY + 0x42, &[kind]);
    }
    put((1 + first) * LARGE, workbook);
    bytes
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
