//! The list of a site's files, and what they were made from: by it the next build knows which of them it
//! need not make again, and what in the folder is not the site's own.
//!
//! A line for each file (the hash of its bytes, how many they are, its path), under a line for the unit that
//! it was written with (the hash of all that the unit's files were made from, its name). The last line is a hash of
//! all above it: a list that was damaged, or that another program wrote, makes nothing be taken over.
use std::{collections::BTreeMap, fmt::Write as _};

use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64;

use crate::output::write::Summary;

/// What the program is made of: see `build.rs`.
const MADE_OF: &str = env!("GOVCAT_MADE_OF");

/// The units of a site, by name. What is made anew each time is in the one without a name.
#[derive(Debug, Default)]
pub(super) struct Manifest {
    /// The hash of everything that went into the site, where it is whole.
    pub(super) inputs: Option<u128>,
    /// What the build said of it.
    pub(super) summary: Summary,
    /// The units.
    pub(super) units: BTreeMap<String, Listed>,
}

/// The files of a unit.
#[derive(Clone, Debug, Default)]
pub(super) struct Listed {
    /// The hash of all that they were made from.
    pub(super) key: u128,
    /// The files.
    pub(super) files: Vec<Record>,
}

/// A file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Record {
    /// Its path in the site, with `/`.
    pub(super) path: String,
    /// How many bytes it has.
    pub(super) size: u64,
    /// Their hash.
    pub(super) hash: u64,
}

impl Manifest {
    /// As a text.
    pub(super) fn text(&mut self) -> String {
        let mut text = format!("govcat-manifest 1 {MADE_OF}\n");
        let Summary { pages, agencies, entries, warnings } = self.summary;
        if let Some(inputs) = self.inputs {
            let _ = writeln!(text, "site {inputs:032x} {pages} {agencies} {entries} {warnings}");
        }
        let units = self.units.par_iter_mut().map(|(name, unit)| {
            let mut text = format!("unit {:032x} {name}\n", unit.key);
            unit.files.sort_unstable();
            for Record { path, size, hash } in &unit.files {
                let _ = writeln!(text, "{hash:016x} {size} {path}");
            }
            text
        });
        text.par_extend(units);
        let _ = writeln!(text, "end {:016x}", xxh3_64(text.as_bytes()));
        text
    }

    /// Reads one; `None` where it is damaged, or another program's.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (program, lines) = undamaged(text)?;
        if program != MADE_OF {
            return None;
        }
        let mut manifest = Self::default();
        let mut units: Vec<(String, Listed)> = Vec::new();
        for line in lines {
            if let Some(site) = line.strip_prefix("site ") {
                let mut words = site.split(' ');
                manifest.inputs = Some(u128::from_str_radix(words.next()?, 16).ok()?);
                let mut number = || words.next()?.parse().ok();
                manifest.summary = Summary {
                    pages: number()?,
                    agencies: number()?,
                    entries: number()?,
                    warnings: number()?,
                };
            } else if let Some(unit) = line.strip_prefix("unit ") {
                let (key, name) = unit.split_once(' ')?;
                let key = u128::from_str_radix(key, 16).ok()?;
                units.push((name.to_owned(), Listed { key, files: Vec::new() }));
            } else {
                units.last_mut()?.1.files.push(record(line)?);
            }
        }
        manifest.units = units.into_iter().collect();
        Some(manifest)
    }

    /// The paths of all files that a list names, whatever program wrote it; `None` where it is damaged.
    pub(super) fn paths(text: &str) -> Option<impl Iterator<Item = &str>> {
        Some(undamaged(text)?.1.filter_map(fields).map(|it| it.2))
    }
}

/// What program wrote a list, and its lines.
fn undamaged(text: &str) -> Option<(&str, std::str::Lines<'_>)> {
    let (all, end) = text.strip_suffix('\n')?.rsplit_once('\n')?;
    let all = &text[..=all.len()];
    if u64::from_str_radix(end.strip_prefix("end ")?, 16).ok()? != xxh3_64(all.as_bytes()) {
        return None;
    }
    let mut lines = all.lines();
    let program = lines.next()?.strip_prefix("govcat-manifest 1 ")?;
    Some((program, lines))
}

fn record(line: &str) -> Option<Record> {
    let (hash, size, path) = fields(line)?;
    Some(Record { path: path.to_owned(), size, hash })
}

/// The hash, the size and the path of a file's line.
fn fields(line: &str) -> Option<(u64, u64, &str)> {
    let mut words = line.splitn(3, ' ');
    let hash = u64::from_str_radix(words.next()?, 16).ok()?;
    Some((hash, words.next()?.parse().ok()?, words.next()?))
}

#[cfg(test)]
mod tests {
    use super::{Listed, Manifest, Record, Summary};

    fn manifest() -> Manifest {
        let file = |path: &str| Record { path: path.to_owned(), size: 12, hash: 0xab };
        let files = vec![file("b/甲 乙.html"), file("b/index.html")];
        Manifest {
            inputs: Some(7),
            summary: Summary { pages: 1, agencies: 2, entries: 3, warnings: 4 },
            units: [
                (String::new(), Listed { key: 0, files: vec![file("index.html")] }),
                ("b c".to_owned(), Listed { key: u128::MAX, files }),
            ]
            .into(),
        }
    }

    #[test]
    fn a_manifest_comes_back() {
        let text = manifest().text();
        let mut back = Manifest::parse(&text).expect("it is whole");
        assert_eq!(back.text(), text);
        assert_eq!(back.inputs, Some(7));
        assert_eq!(back.summary, manifest().summary);
        assert_eq!(back.units["b c"].key, u128::MAX);
        let paths: Vec<&str> = Manifest::paths(&text).expect("it is whole").collect();
        assert_eq!(paths, ["index.html", "b/index.html", "b/甲 乙.html"]);
    }

    #[test]
    fn a_damaged_one_does_not() {
        let text = manifest().text();
        for at in (0..text.len()).filter(|at| text.is_char_boundary(*at)) {
            assert!(Manifest::parse(&text[..at]).is_none(), "cut at {at}");
            let mut other = text.clone().into_bytes();
            other[at] ^= 1;
            if let Ok(other) = String::from_utf8(other) {
                assert!(Manifest::parse(&other).is_none(), "changed at {at}");
            }
        }
        let other = text.replacen(super::MADE_OF, "another", 1);
        assert!(Manifest::parse(&other).is_none());
        assert!(Manifest::paths(&other).is_none());
    }
}
