//! Which entries are damaged and how: spread evenly over files and kinds, never two neighbours, never a file's first entry.

use std::io;

use super::damage::{KINDS, Kind};
use super::prng::Prng;

/// From one entry that may be damaged to the next. What reading loses behind one defect cannot reach another.
const STRIDE: usize = 3;

/// A defect that waits for its entry.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Planned {
    /// The entry's index in its file.
    pub(crate) index: usize,
    /// What is planted.
    pub(crate) kind: &'static Kind,
    /// In which of its forms.
    pub(crate) form: usize,
}

/// The defects of a corpus, given out file by file.
#[derive(Debug)]
pub(crate) struct Planting {
    seed: u64,
    defects: usize,
    files: usize,
    slots: usize,
    file: usize,
}

impl Planting {
    /// Plans `defects` over `files` files of `entries` entries each; more than they can hold is an error.
    pub(crate) fn plan(
        seed: u64,
        defects: usize,
        files: usize,
        entries: usize,
    ) -> io::Result<Self> {
        let slots = entries.saturating_sub(1).div_ceil(STRIDE);
        if defects > files * slots {
            let message = format!("{defects} defects do not fit: at most {} here", files * slots);
            return Err(io::Error::new(io::ErrorKind::InvalidInput, message));
        }
        Ok(Self { seed, defects, files, slots, file: 0 })
    }

    /// The defects of the next file, in the order of their entries.
    pub(crate) fn next_file(&mut self) -> Vec<Planned> {
        let first = share(self.defects, self.file, self.files);
        let end = share(self.defects, self.file + 1, self.files);
        let mut prng = Prng::keyed(self.seed, &[usize::MAX, self.file]);
        self.file += 1;
        (first..end)
            .map(|number| {
                let from = share(self.slots, number - first, end - first);
                let to = share(self.slots, number - first + 1, end - first);
                Planned {
                    index: 1 + STRIDE * (from + prng.below(to - from)),
                    kind: &KINDS[number % KINDS.len()],
                    form: number / KINDS.len(),
                }
            })
            .collect()
    }
}

/// Where the part `index` of `parts` equal parts of `whole` begins.
fn share(whole: usize, index: usize, parts: usize) -> usize {
    whole * index / parts.max(1)
}
