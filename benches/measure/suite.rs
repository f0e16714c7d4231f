//! Contenders that are measured together, a round at a time.
use std::{
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

use crate::{Result, process::Call, say, scratch::Spot};

/// One that is measured.
#[derive(Debug)]
pub(crate) struct Contender<K> {
    /// What it is.
    pub(crate) key: K,
    /// How it is run.
    pub(crate) call: Call,
    /// What is done before each run.
    pub(crate) before: Before,
    /// Whether it can be missing.
    pub(crate) need: Need,
}

/// What is done before each run.
#[derive(Clone, Debug)]
pub(crate) enum Before {
    /// Nothing.
    Nothing,
    /// What is there is taken away.
    Clear(Spot),
    /// A word of a file is exchanged for another one, or back.
    Edit(PathBuf, [&'static str; 2]),
}

/// Whether a contender can be missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Need {
    /// Its failure is the end.
    Ours,
    /// Its failure is told.
    Theirs,
}

/// What came of one.
#[derive(Debug)]
pub(crate) struct Row<K> {
    /// What it is.
    pub(crate) key: K,
    /// Its figures; else why there are none.
    pub(crate) outcome: Result<Measured>,
}

/// The figures of one.
#[derive(Clone, Debug)]
pub(crate) struct Measured {
    /// The time of each round, the shortest first.
    times: Vec<Duration>,
    /// The most memory, in bytes, where the system tells.
    pub(crate) peak: Option<u64>,
}

impl Measured {
    /// The median time in seconds.
    pub(crate) fn seconds(&self) -> f64 {
        let middle = self.times.len() / 2;
        if self.times.len() % 2 == 1 {
            self.times[middle].as_secs_f64()
        } else {
            self.times[middle - 1..=middle].iter().map(Duration::as_secs_f64).sum::<f64>() / 2.0
        }
    }

    /// The shortest and the longest time in seconds.
    pub(crate) fn range(&self) -> [f64; 2] {
        let ends = [self.times.first(), self.times.last()];
        ends.map(|it| it.map_or(0.0, Duration::as_secs_f64))
    }
}

/// Measures them: once to warm up, for memory, then `rounds` times for time.
pub(crate) fn run<K>(
    name: &str,
    contenders: Vec<Contender<K>>,
    rounds: usize,
) -> Result<Vec<Row<K>>> {
    let mut rows = Vec::with_capacity(contenders.len());
    say(&format!("{name}: warming up, memory"));
    for contender in &contenders {
        rows.push(match (contender.memory(), contender.need) {
            (Err(why), Need::Ours) => return Err(why),
            (peak, _) => peak.map(|peak| Measured { times: Vec::with_capacity(rounds), peak }),
        });
    }
    for round in 1..=rounds {
        say(&format!("{name}: round {round} of {rounds}"));
        for (contender, row) in contenders.iter().zip(&mut rows) {
            if let Ok(measured) = row {
                contender.prepare()?;
                measured.times.push(contender.call.time()?);
            }
        }
    }
    for measured in rows.iter_mut().flatten() {
        measured.times.sort();
    }
    let keys = contenders.into_iter().map(|it| it.key);
    Ok(keys.zip(rows).map(|(key, outcome)| Row { key, outcome }).collect())
}

/// The figures of one of the rows.
pub(crate) fn find<K: PartialEq + Copy>(rows: &[Row<K>], key: K) -> Option<&Measured> {
    rows.iter().find(|row| row.key == key)?.outcome.as_ref().ok()
}

impl<K> Contender<K> {
    fn memory(&self) -> Result<Option<u64>> {
        self.prepare()?;
        self.call.output()?;
        self.prepare()?;
        self.call.peak()
    }

    fn prepare(&self) -> Result<()> {
        match &self.before {
            Before::Nothing => Ok(()),
            Before::Clear(spot) => spot.clear(),
            Before::Edit(file, words) => edit(file, *words),
        }
    }
}

fn edit(file: &Path, [a, b]: [&str; 2]) -> Result<()> {
    let failed = |error: std::io::Error| format!("{}: {error}", file.display());
    let text = fs::read_to_string(file).map_err(failed)?;
    let new = if text.contains(a) { text.replacen(a, b, 1) } else { text.replacen(b, a, 1) };
    if new == text {
        return Err(format!("{}: neither {a} nor {b} is in it", file.display()));
    }
    fs::write(file, new).map_err(failed)
}
