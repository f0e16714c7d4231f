//! A share of a workspace's agencies, for farms of machines.
//!
//! The agencies, sorted by their folders' names, are dealt out in runs of nearly equal length: each is
//! in one shard, and agencies whose names stand together, as those of one province do by their codes,
//! share the layers that have to be read for them. What belongs to no agency is the first shard's.
use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
    str::FromStr,
};

/// One share of several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shard {
    index: u32,
    count: u32,
}

impl Shard {
    /// Which one it is, from 1.
    #[must_use]
    pub fn index(self) -> u32 {
        self.index
    }

    /// How many there are.
    #[must_use]
    pub fn count(self) -> u32 {
        self.count
    }

    /// Its run of so many agencies. It is empty where there are more shards than agencies.
    #[must_use]
    pub fn range(self, agencies: usize) -> Range<usize> {
        // In 128 bits nothing overflows, and a part of a `usize` is one.
        let at = |shards: u32| {
            let share = agencies as u128 * u128::from(shards) / u128::from(self.count);
            usize::try_from(share).unwrap_or(agencies)
        };
        at(self.index - 1)..at(self.index)
    }
}

/// Reads `2/8`, the second of eight.
impl FromStr for Shard {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const WANTED: &str = "I/N: 1/8 … 8/8";
        let (index, count) = text.split_once('/').ok_or(WANTED)?;
        let number = |it: &str| {
            let is_plain = !it.is_empty() && it.bytes().all(|byte| byte.is_ascii_digit());
            it.parse::<u32>().ok().filter(|_| is_plain).ok_or(WANTED)
        };
        let (index, count) = (number(index)?, number(count)?);
        if (1..=count).contains(&index) { Ok(Self { index, count }) } else { Err(WANTED) }
    }
}

/// What of a workspace a run answers for.
#[derive(Clone, Debug, Default)]
pub enum Part {
    /// Everything.
    #[default]
    Whole,
    /// Some agencies: of others no more was read than these need.
    Some {
        /// The agencies.
        own: BTreeSet<String>,
        /// Whether what belongs to no agency is part of it.
        with_rest: bool,
    },
}

impl Part {
    /// Whether it answers for an agency; for what belongs to none with `None`.
    #[must_use]
    pub fn holds(&self, agency: Option<&str>) -> bool {
        match (self, agency) {
            (Self::Whole, _) => true,
            (Self::Some { own, .. }, Some(key)) => own.contains(key),
            (Self::Some { with_rest, .. }, None) => *with_rest,
        }
    }
}

/// Deals the agencies of a shard, or all of them, out in rounds of about so many files, of which one is in
/// memory at a time; always at least one round. `owners` are the agencies of all files, in order.
pub fn rounds<'a>(
    shard: Option<Shard>,
    agencies: &BTreeSet<String>,
    owners: impl Iterator<Item = &'a str>,
    files: usize,
) -> Vec<Part> {
    let mut sizes: BTreeMap<&str, usize> = BTreeMap::new();
    for owner in owners {
        *sizes.entry(owner).or_default() += 1;
    }
    let range = shard.map_or(0..agencies.len(), |it| it.range(agencies.len()));
    let is_first = shard.is_none_or(|it| it.index == 1);
    let mut rounds = Vec::new();
    let (mut own, mut size) = (BTreeSet::new(), 0);
    for key in agencies.iter().skip(range.start).take(range.len()) {
        size += sizes.get(key.as_str()).copied().unwrap_or(0);
        own.insert(key.clone());
        if size >= files {
            let with_rest = is_first && rounds.is_empty();
            rounds.push(Part::Some { own: std::mem::take(&mut own), with_rest });
            size = 0;
        }
    }
    if !own.is_empty() || rounds.is_empty() {
        rounds.push(Part::Some { own, with_rest: is_first && rounds.is_empty() });
    }
    rounds
}

#[cfg(test)]
mod tests {
    use super::Shard;

    #[test]
    fn each_agency_is_in_one_shard() {
        let mut looked = 0;
        for agencies in [0, 1, 2, 7, 100, 2_843] {
            for count in 1..=9_usize {
                let mut next = 0;
                for index in 1..=count {
                    let shard = format!("{index}/{count}").parse::<Shard>().expect("a shard");
                    let range = shard.range(agencies);
                    assert_eq!(range.start, next);
                    assert!(range.len() <= agencies / count + 1);
                    next = range.end;
                    looked += 1;
                }
                assert_eq!(next, agencies);
            }
        }
        assert_eq!(looked, 6 * 45);
    }

    #[test]
    fn slips_are_no_shards() {
        for text in ["", "1", "0/4", "5/4", "1/0", "-1/4", "+1/4", "1/4/2", "a/b", " 1/4"] {
            assert!(text.parse::<Shard>().is_err(), "{text}");
        }
        assert!("4294967295/4294967295".parse::<Shard>().is_ok());
    }
}
