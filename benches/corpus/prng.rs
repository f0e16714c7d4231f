//! A small seeded generator of numbers (`SplitMix64`): the same key gives the same stream on every machine.

/// A stream of numbers that depends on nothing but its key.
#[derive(Debug, Clone)]
pub(crate) struct Prng(u64);

impl Prng {
    /// The stream of one thing of the corpus. Each thing has a key of its own, so that it can be made without those before it.
    pub(crate) fn keyed(seed: u64, key: &[usize]) -> Self {
        let mut prng = Self(seed);
        for &part in key {
            let mixed = prng.next() ^ (part as u64);
            prng = Self(mixed.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        }
        prng
    }

    /// The next 64 bits.
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 up to but not including `limit`, which is at least 1.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        let rest = self.next() % (limit as u64);
        usize::try_from(rest).expect("a rest of a division by a usize fits a usize")
    }

    /// True in `percent` of a hundred cases.
    pub(crate) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of a list that is not empty.
    pub(crate) fn pick<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())]
    }

    /// `count` different ones of a list, in the list's order (all of it where it holds fewer).
    pub(crate) fn sample<T: Copy>(&mut self, list: &[T], count: usize) -> Vec<T> {
        let mut chosen = Vec::with_capacity(count.min(list.len()));
        for (index, &item) in list.iter().enumerate() {
            let wanted = count.saturating_sub(chosen.len());
            if wanted == 0 {
                break;
            }
            if self.below(list.len() - index) < wanted {
                chosen.push(item);
            }
        }
        chosen
    }
}
